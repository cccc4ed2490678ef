import FordelerModel
import FordelerRoutingProblem

/// Prices that move visits off vans that work more than their share of the horizon's work.
enum BalanceSteering {
    /// The routing problem with a price on some visits of overloaded vans, should such a van keep them, and on their
    /// other visits, should another van take them: the hours of the visit at the price of an hour above the share.
    /// The former are the last visits of the van's longest days, as many as
    /// the work above its share. `nil` when no van is above it, or work above it costs nothing.
    static func steered(_ compiled: CompiledHorizon, by plan: Plan) -> RoutingProblem? {
        let rate = compiled.problem.rates.soft.imbalancePerHour
        guard rate > 0 else { return nil }
        let lines = WorkBalance(plan.routes, of: compiled.problem).lines.filter { $0.price > 0 }
        let above = Set(lines.map(\.van))
        let moving = lines.flatMap { line in
            visits(plan.routes.filter { $0.van == line.van }, compiled: compiled, seconds: line.above)
        }
        if moving.isEmpty { return nil }
        var routing = compiled.routing
        let groups = routing.vehicles.map(\.day)
        for vehicle in routing.vehicles.indices { routing.vehicles[vehicle].day = vehicle }
        for job in routing.jobs.indices {
            let old = routing.jobs[job].dayCosts
            routing.jobs[job].dayCosts =
                old.isEmpty
                ? [] : groups.map { old.indices.contains($0) ? old[$0] : 0 }
        }
        // The other visits of these vans pay for leaving, or the whole day would only change vans.
        let all = Set(
            lines.flatMap { line in
                visits(plan.routes.filter { $0.van == line.van }, compiled: compiled, seconds: .max)
            })
        for job in all {
            let isMoving = moving.contains(job)
            let price = rate * HorizonCompiler.moneyScale / 3600 * seconds(routing.jobs[job].work)
            let old = routing.jobs[job].dayCosts
            routing.jobs[job].dayCosts = routing.vehicles.indices.map { vehicle in
                let isPriced = above.contains(compiled.van(vehicle).id) == isMoving
                return (old.isEmpty ? 0 : old[vehicle]) + (isPriced ? price : 0)
            }
        }
        return routing
    }

    /// Jobs of the last visits of the longest days, until their halts take `seconds`.
    private static func visits(_ routes: [PlanRoute], compiled: CompiledHorizon, seconds: Int) -> [Int] {
        var jobs: [String: Int] = [:]
        for job in compiled.ownJobs { jobs[compiled.order(job).id] = job }
        func length(_ route: PlanRoute) -> Int { (route.stops.last?.end ?? 0) - (route.stops.first?.arrival ?? 0) }
        var left = seconds
        var found: [Int] = []
        for route in routes.sorted(by: { (length($1), $0.date) < (length($0), $1.date) }) {
            for stop in route.stops.reversed() where stop.kind == .visit {
                guard let job = stop.order.flatMap({ jobs[$0] }) else { continue }
                let taken = Self.seconds(compiled.routing.jobs[job].work)
                // Half a visit too much is no better than half a visit too little.
                if left < taken / 2 { return found }
                left -= taken
                found.append(job)
            }
        }
        return found
    }

    /// Seconds that a job takes at its halts.
    private static func seconds(_ work: RoutingJob.Work) -> Int {
        switch work {
        case .visit(let visit, _, _): visit.service + visit.setup
        case .shipment(let pickup, let delivery, _):
            pickup.service + pickup.setup + delivery.service + delivery.setup
        }
    }
}
