import FordelerFormats
import FordelerModel
import FordelerRouting

/// How a scenario is run.
public struct RunOptions: Sendable {
    /// Seed of every random choice.
    public var seed: UInt64
    /// Worker threads, 1 or more.
    public var threads: Int
    /// Independent searches; `nil` leaves the choice to the search.
    public var islands: Int?
    /// Most steps of a search; `nil` is no limit.
    public var stepLimit: Int?
    /// Most wall seconds of a search; `nil` is no limit.
    public var timeLimit: Double?
    /// Raised to end early with the best result so far.
    public var stop: StopFlag
    /// Told how far a search is.
    public var progress: (@Sendable (SolverProgress) -> Void)?

    /// Makes options; see the properties.
    public init(
        seed: UInt64 = 1, threads: Int = 1, islands: Int? = nil, stepLimit: Int? = nil, timeLimit: Double? = nil,
        stop: StopFlag = StopFlag(), progress: (@Sendable (SolverProgress) -> Void)? = nil
    ) {
        self.seed = seed
        self.threads = threads
        self.islands = islands
        self.stepLimit = stepLimit
        self.timeLimit = timeLimit
        self.stop = stop
        self.progress = progress
    }
}

/// One thing a scenario can ask for: a plan, a stock plan, a simulated year.
///
/// A new kind of work is one type of its own, registered in `ScenarioRunner.tasks`.
public protocol ScenarioTask: Sendable {
    /// The word in `scenario.yaml`, for example `plan`.
    var name: String { get }
    /// Does the work. Measurements carry the field names that `expected.json` uses.
    func run(_ scenario: LoadedScenario, options: RunOptions) throws -> TaskResult
}

/// What a task leaves behind.
public struct TaskResult: Sendable {
    /// Numbers by field name.
    public var measurements: [String: Double]
    /// Broken rules, one sentence each.
    public var violations: [String]
    /// Files for the output folder.
    public var files: [OutputFile]
    /// A table for the terminal.
    public var table: @Sendable (_ colours: Bool) -> String

    /// Makes a result.
    public init(
        measurements: [String: Double], violations: [String] = [], files: [OutputFile],
        table: @escaping @Sendable (_ colours: Bool) -> String
    ) {
        self.measurements = measurements
        self.violations = violations
        self.files = files
        self.table = table
    }
}
