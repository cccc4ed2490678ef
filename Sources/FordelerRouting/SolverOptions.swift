import FordelerRoutingProblem

/// When and how the search runs.
public struct SolverOptions: Sendable {
    /// Seed of every random choice.
    public var seed: UInt64
    /// Worker threads, 1 or more. Under a step budget the count never changes the result.
    public var threads: Int
    /// Independent searches that exchange at barriers. `nil` is 4 under a step budget, else one per thread.
    public var islands: Int?
    /// Most steps, counted over all islands; `nil` is no limit.
    public var stepLimit: Int?
    /// Most seconds of wall time; `nil` is no limit. Without any limit the search runs 10 seconds.
    public var timeLimit: Double?
    /// Stop after this many steps without a better solution; `nil` is no limit.
    public var noImprovementLimit: Int?
    /// A solution to start from; the result is never worse than it when it is feasible.
    public var initial: RoutingSolution?
    /// The initial solution was made in a moment, so the search goes as far from it as it would from none; where aims
    /// come before cost, any other is improved from near by.
    public var isInitialRough: Bool
    /// Recombines good routes exactly (set partitioning); `nil` leaves it out.
    public var recombiner: RouteRecombiner?
    /// Called now and then from the calling thread.
    public var progress: (@Sendable (SolverProgress) -> Void)?
    /// Polled at every step; set it to stop early with the best solution so far.
    public var stop: StopFlag

    /// Makes options; see the properties for defaults.
    public init(
        seed: UInt64 = 1, threads: Int = 1, islands: Int? = nil, stepLimit: Int? = nil, timeLimit: Double? = nil,
        noImprovementLimit: Int? = nil, initial: RoutingSolution? = nil, isInitialRough: Bool = false,
        recombiner: RouteRecombiner? = nil,
        progress: (@Sendable (SolverProgress) -> Void)? = nil, stop: StopFlag = StopFlag()
    ) {
        self.seed = seed
        self.threads = threads
        self.islands = islands
        self.stepLimit = stepLimit
        self.timeLimit = timeLimit
        self.noImprovementLimit = noImprovementLimit
        self.initial = initial
        self.isInitialRough = isInitialRough
        self.recombiner = recombiner
        self.progress = progress
        self.stop = stop
    }
}

/// How far the search is.
public struct SolverProgress: Sendable {
    /// Seconds since the start.
    public var seconds: Double
    /// Steps over all islands.
    public var steps: Int
    /// Share of the budget used, 0...1.
    public var fraction: Double
    /// Aims of the best solution so far.
    public var aims: [Int]
    /// Jobs left out of it.
    public var unassigned: Int
}

/// A set-partitioning oracle: chooses routes that cover each job at most once at least total price.
///
/// Columns hold sorted job indices, a price, and the vehicle class they need; `vehicles[class]` is how many
/// routes of a class may be chosen. A job left uncovered costs `uncovered[job]`. Returns chosen column
/// indices, or `nil` when nothing was found in the budget.
public typealias RouteRecombiner = @Sendable (_ problem: RecombinationProblem) -> [Int]?

/// The input of a ``RouteRecombiner``.
public struct RecombinationProblem: Sendable {
    /// Jobs of each column, sorted.
    public var columns: [[Int32]]
    /// Price of each column.
    public var prices: [Double]
    /// Vehicle class of each column.
    public var classes: [Int]
    /// Vehicles of each class.
    public var vehicles: [Int]
    /// Price of leaving a job out.
    public var uncovered: [Double]
    /// Columns of the best known choice (a feasible start).
    public var incumbent: [Int]
    /// Nodes the integer program may explore.
    public var nodeLimit: Int
    /// Iterations that its linear programs may take together; `nil` under a time limit.
    public var iterationLimit: Int?
    /// Seconds it may take; `nil` under a step budget.
    public var timeLimit: Double?

    /// Makes a recombination problem; see the properties.
    public init(
        columns: [[Int32]], prices: [Double], classes: [Int], vehicles: [Int], uncovered: [Double], incumbent: [Int],
        nodeLimit: Int, iterationLimit: Int? = nil, timeLimit: Double?
    ) {
        self.columns = columns
        self.prices = prices
        self.classes = classes
        self.vehicles = vehicles
        self.uncovered = uncovered
        self.incumbent = incumbent
        self.nodeLimit = nodeLimit
        self.iterationLimit = iterationLimit
        self.timeLimit = timeLimit
    }
}
