import FordelerRoutingProblem

/// The best place for a job in one route, worked out to the second.
public struct InsertionOffer: Hashable, Sendable {
    /// The job, and the vehicle that would serve it.
    public var job: Int
    public var vehicle: Int
    /// The route with the job in it.
    public var sequence: [RoutingStep.Kind]
    /// Its schedule.
    public var schedule: RouteSchedule
    /// What the route's amounts rise by, aim by aim; negative where they fall. What leaving the job out costs is
    /// not taken off.
    public var added: [Int]
}

/// What an insertion attempt into one route found.
public enum InsertionAttempt: Hashable, Sendable {
    /// A place, the best one.
    case offer(InsertionOffer)
    /// No place: the rule that binds.
    case refused(RouteRule)

    /// The offer, when there is one.
    public var offer: InsertionOffer? {
        if case .offer(let offer) = self { offer } else { nil }
    }
}

/// Tries to insert jobs into the routes of a finished plan, at every position, and prices each place exactly.
///
/// Stands behind states ("some van-day could take it, proven by an insertion"), explanations and quotes. An attempt
/// costs O(length) a position that passes a constant-time bound on its times.
public struct InsertionProbe: Sendable {
    /// Schedules and prices routes.
    public let scheduler: RouteScheduler
    /// The routes as they stand, one a vehicle.
    public private(set) var routes: [ProbedRoute]

    private var problem: RoutingProblem { scheduler.problem }

    /// Makes a probe over routes given as sequences, one a vehicle; an empty one is a vehicle not used.
    ///
    /// - Throws: the first rule that one of them breaks.
    public init(_ problem: RoutingProblem, sequences: [[RoutingStep.Kind]]) throws(RouteRule) {
        let scheduler = RouteScheduler(problem)
        self.scheduler = scheduler
        routes = []
        for vehicle in problem.vehicles.indices {
            let sequence = sequences.indices.contains(vehicle) ? sequences[vehicle] : []
            let schedule = try scheduler.schedule(sequence, vehicle: vehicle)
            routes.append(ProbedRoute(sequence, schedule: schedule, vehicle: vehicle, scheduler: scheduler))
        }
    }

    /// Makes a probe over a solution's routes.
    public init(_ problem: RoutingProblem, solution: RoutingSolution) throws(RouteRule) {
        var sequences = [[RoutingStep.Kind]](repeating: [], count: problem.vehicles.count)
        for route in solution.routes where sequences.indices.contains(route.vehicle) {
            sequences[route.vehicle] = route.sequence
        }
        try self.init(problem, sequences: sequences)
    }

    /// The best place in one vehicle's route, or why there is none.
    public func attempt(_ job: Int, vehicle: Int) -> InsertionAttempt {
        let route = routes[vehicle]
        if let offer = bestOffer(job, route: route, vehicle: vehicle) { return .offer(offer) }
        do {
            _ = try scheduler.schedule(alone(job), vehicle: vehicle)
            return .refused(.noRoom)
        } catch {
            return .refused(error)
        }
    }

    /// The best place over all vehicles; the first vehicle among equals.
    public func best(_ job: Int) -> InsertionOffer? {
        var best: InsertionOffer?
        for (vehicle, route) in routes.enumerated() {
            if let offer = bestOffer(job, route: route, vehicle: vehicle, below: best) { best = offer }
        }
        return best
    }

    /// Carries an offer out; it must have been made for the routes as they stand.
    public mutating func accept(_ offer: InsertionOffer) {
        routes[offer.vehicle] = ProbedRoute(
            offer.sequence, schedule: offer.schedule, vehicle: offer.vehicle, scheduler: scheduler)
    }

    /// The job as the only one of a route.
    private func alone(_ job: Int) -> [RoutingStep.Kind] {
        if case .shipment = problem.jobs[job].work { return [.pickup(job: job), .delivery(job: job)] }
        return [.visit(job: job)]
    }

    /// The best place in a route, when it is better than `known`.
    private func bestOffer(
        _ job: Int, route: ProbedRoute, vehicle: Int, below known: InsertionOffer? = nil
    ) -> InsertionOffer? {
        let given = problem.vehicles[vehicle]
        guard problem.jobs[job].skills & ~given.skills == 0,
            problem.jobs[job].allowedVehicles?.contains(vehicle) ?? true
        else { return nil }
        var best = known
        /// Cost that a place must stay below; `nil` while lateness may still decide.
        var costLimit = known.flatMap(decidingCost)
        let floor = costFloor(job, route: route, vehicle: given)
        func consider(_ sequence: [RoutingStep.Kind], detour: Int?) {
            if let detour, let costLimit, floor + detour * given.costPerDistance >= costLimit { return }
            guard let schedule = try? scheduler.schedule(sequence, vehicle: vehicle) else { return }
            let added = zip(schedule.aims, route.schedule.aims).map { $0 - $1 }
            if let best, !added.lexicographicallyPrecedes(best.added) { return }
            let offer = InsertionOffer(job: job, vehicle: vehicle, sequence: sequence, schedule: schedule, added: added)
            best = offer
            costLimit = decidingCost(offer)
        }
        let first = given.lockedPrefix.count
        switch problem.jobs[job].work {
        case .visit(let visit, _, _):
            for gap in route.gaps(for: visit, vehicle: given, from: first) {
                let here = visit.location
                consider(
                    route.sequence.inserting([.visit(job: job)], at: gap),
                    detour: route.detour(at: gap, through: [here]))
                if route.trips >= given.maxTrips { continue }
                // A trip of its own: a reload before it or behind it, where that leaves no trip without visits.
                for depot in given.reloadDepots {
                    let there = problem.depots[depot].location
                    if gap > 0, route.sequence[gap - 1].job != nil {
                        consider(
                            route.sequence.inserting([.reload(depot: depot), .visit(job: job)], at: gap),
                            detour: route.detour(at: gap, through: [there, here]))
                    }
                    if gap < route.sequence.count, route.sequence[gap].job != nil {
                        consider(
                            route.sequence.inserting([.visit(job: job), .reload(depot: depot)], at: gap),
                            detour: route.detour(at: gap, through: [here, there]))
                    }
                }
            }
        case .shipment(let pickup, _, _):
            for gap in route.gaps(for: pickup, vehicle: given, from: first) {
                let taken = route.sequence.inserting([.pickup(job: job)], at: gap)
                for second in gap + 1...taken.count {
                    if second > gap + 1, taken[second - 1].job == nil { break }
                    consider(taken.inserting([.delivery(job: job)], at: second), detour: nil)
                }
            }
        }
        return best?.vehicle == vehicle ? best : nil
    }

    /// The cost of an offer that adds to no other aim; `nil` when it does.
    private func decidingCost(_ offer: InsertionOffer) -> Int? {
        let costAim = problem.costAim
        return offer.added[..<costAim].allSatisfy { $0 <= 0 } ? offer.added[costAim] : nil
    }

    /// What serving a job in a route adds to the cost at least, its way left out. Others only get later by it, so
    /// neither lateness nor paid time falls.
    private func costFloor(_ job: Int, route: ProbedRoute, vehicle: RoutingVehicle) -> Int {
        let costs = problem.jobs[job].dayCosts
        let waiting = costs.indices.contains(vehicle.day) ? costs[vehicle.day] : 0
        guard route.sequence.isEmpty else { return waiting }
        return vehicle.fixedCosts.reduce(waiting) { $0 + ($1.aim == problem.costAim ? $1.amount : 0) }
    }
}

extension [RoutingStep.Kind] {
    /// The sequence with `steps` put in at a position.
    func inserting(_ steps: [RoutingStep.Kind], at position: Int) -> [RoutingStep.Kind] {
        var result = self
        result.insert(contentsOf: steps, at: position)
        return result
    }
}
