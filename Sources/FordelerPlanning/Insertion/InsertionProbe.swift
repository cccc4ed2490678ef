import FordelerRoutingProblem

/// The best place for a job in one route, worked out to the second.
public struct InsertionOffer: Hashable, Sendable {
    /// The job.
    public var job: Int
    /// The vehicle that would serve it.
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
        try self.init(problem, sequences: solution.sequences(vehicles: problem.vehicles.count))
    }

    /// The best place in one vehicle's route, or why there is none.
    public func attempt(_ job: Int, vehicle: Int) -> InsertionAttempt {
        if let offer = best(job, vehicles: CollectionOfOne(vehicle)) { return .offer(offer) }
        do {
            _ = try scheduler.schedule(alone(job), vehicle: vehicle)
            return .refused(.noRoom)
        } catch {
            return .refused(error)
        }
    }

    /// The best place over all vehicles; among equals the one with the shortest detour, then the first vehicle.
    public func best(_ job: Int) -> InsertionOffer? { best(job, vehicles: routes.indices) }

    /// The best place in one vehicle's route; `nil` when there is none.
    func best(_ job: Int, vehicle: Int) -> InsertionOffer? { best(job, vehicles: CollectionOfOne(vehicle)) }

    /// Carries an offer out; it must have been made for the routes as they stand.
    public mutating func accept(_ offer: InsertionOffer) {
        routes[offer.vehicle] = ProbedRoute(
            offer.sequence, schedule: offer.schedule, vehicle: offer.vehicle, scheduler: scheduler)
    }

    /// Gives a vehicle another sequence; `false`, and nothing changes, when that breaks a rule.
    mutating func replace(_ vehicle: Int, with sequence: [RoutingStep.Kind]) -> Bool {
        guard let schedule = try? scheduler.schedule(sequence, vehicle: vehicle) else { return false }
        routes[vehicle] = ProbedRoute(sequence, schedule: schedule, vehicle: vehicle, scheduler: scheduler)
        return true
    }

    /// The job as the only one of a route.
    private func alone(_ job: Int) -> [RoutingStep.Kind] {
        if case .shipment = problem.jobs[job].work { return [.pickup(job: job), .delivery(job: job)] }
        return [.visit(job: job)]
    }

    /// Places are scheduled by rising bound until no bound is below the best found.
    private func best(_ job: Int, vehicles: some Sequence<Int>) -> InsertionOffer? {
        var best: InsertionOffer?
        let places = InsertionPlaces(job, vehicles: vehicles, of: self)
        for place in places.byBound {
            if let best, places.isHopeless(place, against: best.added) { break }
            let route = routes[place.vehicle]
            let sequence = place.sequence(route.sequence, job: job)
            guard let schedule = try? scheduler.schedule(sequence, vehicle: place.vehicle) else { continue }
            let added = zip(schedule.aims, route.schedule.aims).map { $0 - $1 }
            if let best, !added.lexicographicallyPrecedes(best.added) { continue }
            best = InsertionOffer(
                job: job, vehicle: place.vehicle, sequence: sequence, schedule: schedule, added: added)
        }
        return best
    }
}
