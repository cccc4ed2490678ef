import FordelerModel
import FordelerRoutingProblem

/// A plan read back as routes of a routing problem.
///
/// Orders, van-days and depots that are gone are skipped, and so is every visit that breaks a rule where it stood.
public struct WarmStart: Sendable {
    /// The routes; jobs that the plan does not serve are left out.
    public let solution: RoutingSolution
    /// The sequence of each vehicle; an empty one is a vehicle not used.
    let sequences: [[RoutingStep.Kind]]

    /// Reads `plan` into the terms of `compiled`. O(visits × route length).
    public init(_ plan: Plan, compiled: CompiledHorizon) {
        let scheduler = RouteScheduler(compiled.routing)
        var jobs: [String: Int] = [:]
        var assists: [String: Int] = [:]
        for (job, order) in compiled.orderOfJob.enumerated() {
            let id = compiled.problem.orders[order].id
            if compiled.assists.contains(job) { assists[id] = job } else { jobs[id] = job }
        }
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
            let bound = compiled.boundSteps(
                of: route.stops.map { stop in
                    stop.order.flatMap { stop.kind == .assist ? assists[$0] : jobs[$0] }
                })
            for (position, stop) in route.stops.enumerated() {
                switch stop.kind {
                case .break: continue
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
                case .visit, .assist:
                    let named = stop.order.flatMap { stop.kind == .assist ? assists[$0] : jobs[$0] }
                    guard let job = named, !served.contains(job) else { continue }
                    let visit: RoutingStep.Kind
                    if case .shipment = compiled.routing.jobs[job].work {
                        guard open.contains(job) else { continue }
                        visit = .delivery(job: job)
                    } else {
                        visit = .visit(job: job)
                    }
                    let added = (pending.map { [.reload(depot: $0)] } ?? []) + [visit]
                    open.remove(job)
                    // What is locked further on comes first: a visit that makes it impossible is left aside.
                    let ahead = bound[position].filter { !served.contains($0) && $0 != job }.map {
                        RoutingStep.Kind.visit(job: $0)
                    }
                    func holds(_ steps: [RoutingStep.Kind]) -> Bool {
                        (try? scheduler.schedule(steps, vehicle: vehicle)) != nil
                    }
                    let isInTheWay =
                        !ahead.isEmpty && !compiled.isBound(job) && !holds(closed(sequence + added) + ahead)
                        && holds(closed(sequence) + ahead)
                    guard !isInTheWay,
                        let longer = try? scheduler.schedule(closed(sequence + added), vehicle: vehicle)
                    else {
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
        sequences = solution.sequences(vehicles: compiled.routing.vehicles.count)
    }
}

extension CompiledHorizon {
    /// Whether a job is locked: by itself, in the beginning of a route, or as one half of a meeting.
    func isBound(_ job: Int) -> Bool { order(job).lock != nil || routing.jobs[job].unassignedCosts == nil }

    /// For each stop, the locked single visits that follow it on the route.
    fileprivate func boundSteps(of jobs: [Int?]) -> [[Int]] {
        var result = [[Int]](repeating: [], count: jobs.count)
        var ahead: [Int] = []
        for position in jobs.indices.reversed() {
            result[position] = ahead
            guard let job = jobs[position], isBound(job), case .visit = routing.jobs[job].work else { continue }
            ahead.insert(job, at: 0)
        }
        return result
    }
}
