/// Routes for a ``RoutingProblem``, with their schedule.
public struct RoutingSolution: Hashable, Sendable {
    /// Routes that are used, by rising vehicle.
    public var routes: [RoutingRoute]
    /// Jobs left out, by rising index.
    public var unassigned: [Int]
    /// Amount of each aim.
    public var aims: [Int]
    /// Whether every mandatory job is served and no rule is broken.
    public var isFeasible: Bool

    /// Makes a solution.
    public init(routes: [RoutingRoute], unassigned: [Int], aims: [Int], isFeasible: Bool) {
        self.routes = routes
        self.unassigned = unassigned
        self.aims = aims
        self.isFeasible = isFeasible
    }
}

/// What one vehicle does.
public struct RoutingRoute: Hashable, Sendable {
    /// The vehicle.
    public var vehicle: Int
    /// Every step in order of time: the start depot first, the end depot (unless open) last.
    public var steps: [RoutingStep]

    /// Makes a route.
    public init(vehicle: Int, steps: [RoutingStep]) {
        self.vehicle = vehicle
        self.steps = steps
    }

    /// The visits and reloads without schedule, start and end: what identifies the route.
    public var sequence: [RoutingStep.Kind] {
        steps.map(\.kind).filter { kind in
            switch kind {
            case .start, .end, .pause: false
            default: true
            }
        }
    }
}

/// One step of a route with its times.
public struct RoutingStep: Hashable, Sendable {
    /// What happens.
    public enum Kind: Hashable, Sendable {
        /// Loading at the start depot.
        case start
        /// Service of a job's only visit.
        case visit(job: Int)
        /// A shipment is taken on board, and handed over.
        case pickup(job: Int)
        case delivery(job: Int)
        /// Unloading and loading between two trips.
        case reload(depot: Int)
        /// The break with this index.
        case pause(Int)
        /// Back at the end depot.
        case end
    }
    /// What happens.
    public var kind: Kind
    /// The vehicle arrives; service (after setup and waiting) starts; the vehicle leaves.
    public var arrival: Int, start: Int, end: Int

    /// Makes a step.
    public init(kind: Kind, arrival: Int = 0, start: Int = 0, end: Int = 0) {
        self.kind = kind
        self.arrival = arrival
        self.start = start
        self.end = end
    }
}
