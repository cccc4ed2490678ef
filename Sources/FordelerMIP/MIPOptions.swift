import Synchronization

/// A flag that any thread or signal handler can set to stop a solve; the best solution so far is kept.
public final class CancelFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    /// Makes a flag that is not set.
    public init() {}

    /// Asks the solve to stop.
    public func cancel() { raised.store(true, ordering: .relaxed) }

    /// Whether somebody asked to stop.
    public var isCancelled: Bool { raised.load(ordering: .relaxed) }
}

/// How far a solve is.
public struct MIPProgress: Sendable {
    /// Proven bound on the objective; `nil` before the first relaxation is solved.
    public var bound: Double?
    /// Objective of the best solution; `nil` before the first.
    public var objective: Double?
    /// Nodes made so far.
    public var nodes: Int
    /// Nodes still open.
    public var activeNodes: Int
    /// Seconds since the start.
    public var seconds: Double
}

/// How a model is solved. The callbacks run on the solving thread, must not trap, and must not solve another model.
public struct MIPOptions {
    /// Rule that picks the variable to branch on.
    public enum Branching: Int32, Sendable {
        /// The first variable that is not whole.
        case firstFractional = 1
        /// The last variable that is not whole.
        case lastFractional = 2
        /// The variable farthest from a whole number.
        case mostFractional = 3
        /// The variable whose branches raise the bound most by one dual simplex step (Driebeck and Tomlin).
        case driebeckTomlin = 4
        /// Hybrid pseudo-costs, by far the best on placement and stock models.
        case pseudoCost = 5
    }

    /// Rule that picks the node to go on with when a dive ends.
    public enum NodeSelection: Int32, Sendable {
        /// The node made last.
        case depthFirst = 1
        /// The node made first.
        case breadthFirst = 2
        /// The node with the best bound.
        case bestBound = 3
        /// The node whose best whole-number solution is estimated best.
        case bestProjection = 4
    }

    /// Families of cutting planes that GLPK adds by itself; off by default, as they slow placement models down.
    public struct Cuts: OptionSet, Sendable {
        /// One bit a family.
        public let rawValue: Int32
        /// Makes a set of families from its bits.
        public init(rawValue: Int32) { self.rawValue = rawValue }
        /// Gomory's mixed-integer cuts.
        public static let gomory = Cuts(rawValue: 1)
        /// Mixed-integer rounding cuts.
        public static let rounding = Cuts(rawValue: 2)
        /// Mixed cover cuts.
        public static let cover = Cuts(rawValue: 4)
        /// Clique cuts.
        public static let clique = Cuts(rawValue: 8)
    }

    /// Most seconds of wall time; `nil` is no limit.
    public var timeLimit: Double?
    /// Most nodes of the search; `nil` is no limit. A node limit alone makes the result repeatable.
    public var nodeLimit: Int?
    /// Most iterations of the simplex method, looked at within the first linear program and between nodes; `nil` is no
    /// limit. Repeatable like the node limit.
    public var iterationLimit: Int?
    /// Stops when (best − bound) / best is proven to be at most this; 0 asks for the optimum.
    public var relativeGap = 0.0
    /// Promise that two different objective values differ by at least this (1 for whole-number costs); 0 is unknown.
    public var objectiveStep = 0.0
    /// Branching rule.
    public var branching = Branching.pseudoCost
    /// Node selection rule.
    public var nodeSelection = NodeSelection.bestBound
    /// Lets GLPK reduce the model first. Ignored with lazy rows, an initial solution or an improver.
    public var presolve = false
    /// Cutting planes.
    public var cuts: Cuts = []
    /// Most rounds of lazy rows at the root, before the search.
    public var rootRounds = 200
    /// Starts with the primal simplex method instead of the dual.
    public var primalFirst = false
    /// A feasible solution to start from; it is checked, and refused with an error when it breaks the model.
    public var initial: [Double]?
    /// Basis to start the first linear program from, as returned by an earlier solve.
    public var basis: LinearBasis?
    /// Adds rows that the point violates. It is called at every relaxed optimum better than the best solution, also
    /// at fractional ones; at whole-number points it must find every violated row. A row that is not violated by
    /// more than a tolerance would make the solve loop, so rows below 1e-7 of violation are dropped.
    public var lazyRows:
        ((_ point: UnsafeBufferPointer<Double>, _ state: LazyRowState, _ rows: inout RowBatch) -> Void)?
    /// Builds a feasible solution from a relaxed point, or returns `nil`.
    public var improver: ((_ point: UnsafeBufferPointer<Double>) -> [Double]?)?
    /// Called at every better solution.
    public var onIncumbent: ((_ objective: Double, _ values: UnsafeBufferPointer<Double>?) -> Void)?
    /// Called about five times a second.
    public var onProgress: ((MIPProgress) -> Void)?
    /// Set it to stop early.
    public var cancel: CancelFlag?
    /// Polled beside ``cancel``: `true` stops early.
    public var shouldStop: (() -> Bool)?
    /// Provokes GLPK's own abort, so that tests can show that it is survived.
    var abortForTest = false

    /// Makes options with the defaults described at each property.
    public init() {}
}

/// Where in the search lazy rows are asked for.
public struct LazyRowState: Sendable {
    /// Whether every whole-number variable is whole at the point.
    public var isIntegral: Bool
    /// Depth in the search tree; 0 at the root.
    public var depth: Int
}

/// Statuses of variables and constraints in an optimal linear program, for a warm start.
public struct LinearBasis: Sendable, Hashable {
    /// Status of each variable: 1 basic, 2 at lower, 3 at upper, 4 free, 5 fixed.
    public var variables: [Int32]
    /// Status of each constraint.
    public var constraints: [Int32]

    /// Makes a basis from statuses.
    public init(variables: [Int32], constraints: [Int32]) {
        self.variables = variables
        self.constraints = constraints
    }
}
