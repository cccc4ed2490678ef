import FordelerMIP

/// How long and how exactly to search.
public struct PlacementOptions {
    /// Most seconds of wall time; `nil` is no limit.
    public var timeLimit: Double?
    /// Most nodes of every tree search; `nil` is no limit. Alone it makes results repeatable.
    public var nodeLimit: Int?
    /// Gap at which a plan counts as optimal.
    public var relativeGap: Double
    /// Set it to stop early with the best plan.
    public var cancel: CancelFlag?
    /// Polled beside ``cancel``: `true` stops early with the best plan.
    public var shouldStop: (() -> Bool)?
    /// Called now and then with the bound and the best plan's objective.
    public var progress: ((PlacementProgress) -> Void)?

    /// Makes options.
    public init(
        timeLimit: Double? = nil, nodeLimit: Int? = nil, relativeGap: Double = 0, cancel: CancelFlag? = nil,
        shouldStop: (() -> Bool)? = nil, progress: ((PlacementProgress) -> Void)? = nil
    ) {
        self.timeLimit = timeLimit
        self.nodeLimit = nodeLimit
        self.relativeGap = relativeGap
        self.cancel = cancel
        self.shouldStop = shouldStop
        self.progress = progress
    }
}

/// How far a placement search is.
public struct PlacementProgress: Sendable {
    /// Proven bound so far.
    public var bound: Double?
    /// Objective of the best plan so far.
    public var objective: Double?
    /// Nodes of the tree search.
    public var nodes: Int
}

/// The answer to a ``PlacementProblem``.
public struct PlacementSolution: Sendable {
    /// What is proven.
    public enum Status: String, Sendable, Codable {
        /// Nothing is better, within the gap asked for.
        case optimal
        /// A plan, but a better one may exist.
        case feasible
        /// No plan keeps all wishes; ``conflict`` says which ones fight.
        case infeasible
        case unbounded
        /// The search ended without a plan and without a proof that there is none.
        case noPlan = "no-plan"
    }

    /// A zone's demand served by a store.
    public struct Service: Sendable, Hashable {
        /// Zone number.
        public var zone: Int
        /// Class numbers that this service covers.
        public var classes: [Int]
        /// Site number.
        public var site: Int
        /// Share of the classes' demand, above 0 up to 1.
        public var share: Double
    }

    /// What is proven.
    public var status: Status
    /// Objective of the plan; covered demand for maximal covering.
    public var objective: Double?
    /// Proven bound: from below, for maximal covering from above.
    public var bound: Double?
    /// Open sites, ascending.
    public var open: [Int] = []
    /// Who serves whom; demand outside its promise is missing for maximal covering.
    public var services: [Service] = []
    /// Nodes of the tree search.
    public var nodes = 0
    /// A smallest set of wishes that cannot hold together, when infeasible.
    public var conflict: [PlacementConflict] = []
    /// The conflict in figures: what is asked for, what there is, what is missing. A sentence each.
    public var shortfalls: [String] = []

    /// |objective − bound| / |objective|; `nil` when one is missing.
    public var gap: Double? {
        guard let objective, let bound else { return nil }
        let difference = abs(objective - bound)
        return difference < 1e-9 ? 0 : difference / max(abs(objective), 1e-9)
    }
}

/// A wish that takes part in a conflict.
public enum PlacementConflict: Sendable, Hashable, CustomStringConvertible {
    /// The budget.
    case budget(Double)
    /// The number of stores.
    case storeCount(ClosedRange<Int>)
    /// One store per district; the district named has none it may open.
    case storePerDistrict
    /// A class's response limit.
    case responseLimit(className: String, limit: Double)
    /// Sites locked open or closed.
    case locks
    /// Capacities.
    case capacity
    /// Zones that no site can serve at all, by name.
    case unreachable(zones: [String])
    /// Every zone shall be served.
    case service
    /// A share of a class's demand that must come from depots.
    case fromDepots(className: String, share: Double)
    /// The room of the depots.
    case room
    /// The most units of a type at one depot.
    case mostUnits

    /// The wish in words.
    public var description: String {
        switch self {
        case .budget(let amount): "the budget of \(amount)"
        case .storeCount(let range): "\(range.lowerBound) to \(range.upperBound) stores"
        case .storePerDistrict: "a store in each district"
        case .responseLimit(let name, let limit): "class \(name) within \(limit)"
        case .locks: "the sites locked open or closed"
        case .capacity: "the capacities"
        case .unreachable(let zones): "zones that no site reaches: " + zones.joined(separator: ", ")
        case .service: "service of every zone"
        case .fromDepots(let name, let share):
            "\((share * 1000).rounded() / 10) % of each aid of class \(name) from depots"
        case .room: "the room of the depots"
        case .mostUnits: "the most units of an aid at one depot"
        }
    }
}
