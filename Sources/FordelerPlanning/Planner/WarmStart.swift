import FordelerModel
import FordelerRoutingProblem

/// A plan read back as routes of a routing problem.
///
/// Orders, van-days and depots that are gone are skipped, and so is every visit that breaks a rule where it stood.
public struct WarmStart: Sendable {
    /// The routes; jobs that the plan does not serve are left out.
    public let solution: RoutingSolution

    /// Reads `plan` into the terms of `compiled`. O(visits × route length).
    public init(_ plan: Plan, compiled: CompiledHorizon) {
        let scheduler = RouteScheduler(compiled.routing)
        var jobs: [String: Int] = [:]
        for (job, order) in compiled.orderOfJob.enumerated() { jobs[compiled.problem.orders[order].id] = job }
        var depots: [String: Int] = [:]
        for (index, depot) in compiled.depotOfRoutingDepot.enumerated() {
            depots[compiled.problem.depots[depot].id] = index
        }
        struct VanDay: Hashable {
            var van: String
            var date: CivilDate
        }
        var vehicles: [VanDay: Int] = [:]
        for vehicle in compiled.shiftOfVehicle.indices {
            let shift = compiled.shift(vehicle)
            vehicles[VanDay(van: shift.van, date: shift.date)] = vehicle
        }
        var served: Set<Int> = []
        var routes: [Int: RoutingRoute] = [:]
        for route in plan.routes {
            guard let vehicle = vehicles[VanDay(van: route.van, date: route.date)], routes[vehicle] == nil else {
                continue
            }
            var sequence: [RoutingStep.Kind] = []
            var schedule: RouteSchedule?
            var pending: Int?
            var open: Set<Int> = []
            func closed(_ steps: [RoutingStep.Kind]) -> [RoutingStep.Kind] {
                steps.filter { $0.job.map { !open.contains($0) } ?? true }
            }
            for stop in route.stops {
                switch stop.kind {
                case .break, .assist: continue
                case .depot:
                    if !sequence.isEmpty { pending = stop.depot.flatMap { depots[$0] } }
                case .pickup:
                    // Stays open, and out of every schedule, until the goods are handed over.
                    guard let job = stop.order.flatMap({ jobs[$0] }), !served.contains(job), !open.contains(job),
                        case .shipment = compiled.routing.jobs[job].work
                    else { continue }
                    if let depot = pending, !closed(sequence).isEmpty { sequence.append(.reload(depot: depot)) }
                    pending = nil
                    sequence.append(.pickup(job: job))
                    open.insert(job)
                case .visit:
                    guard let job = stop.order.flatMap({ jobs[$0] }), !served.contains(job) else { continue }
                    let visit: RoutingStep.Kind
                    if case .shipment = compiled.routing.jobs[job].work {
                        guard open.contains(job) else { continue }
                        visit = .delivery(job: job)
                    } else {
                        visit = .visit(job: job)
                    }
                    let added = (pending.map { [.reload(depot: $0)] } ?? []) + [visit]
                    open.remove(job)
                    guard let longer = try? scheduler.schedule(closed(sequence + added), vehicle: vehicle) else {
                        sequence.removeAll { $0.job == job }
                        continue
                    }
                    sequence += added
                    schedule = longer
                    pending = nil
                    served.insert(job)
                }
            }
            if let schedule { routes[vehicle] = RoutingRoute(vehicle: vehicle, steps: schedule.steps) }
        }
        let list = routes.keys.sorted().compactMap { routes[$0] }
        solution = PlanBuilder.solution(list, of: compiled.routing)
    }
}
