import FordelerModel
import FordelerRoutingProblem

/// Prices that move visits off vans that work more than their share of the horizon's work.
enum BalanceSteering {
    /// The routing problem with a price on each placement on an overloaded van-day: the hours of the visit at the price
    /// of an hour above the share. `nil` when no van is above it, or work above it costs nothing.
    static func steered(_ compiled: CompiledHorizon, by plan: Plan) -> RoutingProblem? {
        let rate = compiled.problem.rates.soft.imbalancePerHour
        guard rate > 0 else { return nil }
        let lines = WorkBalance(plan.routes, of: compiled.problem).lines
        let above = Set(lines.filter { $0.price > 0 }.map(\.van))
        if above.isEmpty { return nil }
        var routing = compiled.routing
        let groups = routing.vehicles.map(\.day)
        for vehicle in routing.vehicles.indices { routing.vehicles[vehicle].day = vehicle }
        for job in routing.jobs.indices {
            let old = routing.jobs[job].dayCosts
            let hours = rate * HorizonCompiler.moneyScale / 3600 * seconds(routing.jobs[job].work)
            routing.jobs[job].dayCosts = routing.vehicles.indices.map { vehicle in
                (old.indices.contains(groups[vehicle]) ? old[groups[vehicle]] : 0)
                    + (above.contains(compiled.van(vehicle).id) ? hours : 0)
            }
        }
        return routing
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
