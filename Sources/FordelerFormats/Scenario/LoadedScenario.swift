import FordelerModel

/// A scenario folder that was read without errors.
public struct LoadedScenario: Hashable, Sendable {
    /// Where the folder is.
    public var folder: String
    /// What its files say, checked and typed.
    public var problem: PlanningProblem
    /// What looks odd, in the order of the files and lines; nothing here stops the work.
    public var warnings: [Diagnostic]
    /// What `fordeler run` does, in order: names of tasks, `plan` by default.
    public var tasks: [String]
    /// File name of the targets inside the folder, `expected.json`; `nil` when the folder has none.
    public var expected: String?
    /// Language of messages to citizens.
    public var language: MessageLanguage
    /// What `fordeler run` times beside its tasks; `nil` when the scenario names nothing.
    public var benchmark: ScenarioBenchmark?

    /// Makes a loaded scenario.
    public init(
        folder: String, problem: PlanningProblem, warnings: [Diagnostic] = [], tasks: [String] = ["plan"],
        expected: String? = nil, language: MessageLanguage = .norwegian, benchmark: ScenarioBenchmark? = nil
    ) {
        self.folder = folder
        self.problem = problem
        self.warnings = warnings
        self.tasks = tasks
        self.expected = expected
        self.language = language
        self.benchmark = benchmark
    }
}

/// The `benchmark` block of a scenario: searches that are timed, each of its own.
public struct ScenarioBenchmark: Hashable, Sendable {
    /// The plan's cost is noted after each of these, 0.1...3600 seconds.
    public var seconds: [Double]
    /// The time of a search of so many steps is noted, 1...10,000,000; `nil` is none.
    public var steps: Int?

    /// Makes a block.
    public init(seconds: [Double] = [], steps: Int? = nil) {
        self.seconds = seconds
        self.steps = steps
    }
}
