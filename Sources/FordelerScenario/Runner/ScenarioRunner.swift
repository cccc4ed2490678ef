import FordelerFormats
import FordelerModel

/// Runs the tasks a scenario asks for and holds their measurements against its targets.
public struct ScenarioRunner: Sendable {
    /// Steps of a run that names no limit: enough for a settled plan of a municipality's day in well under a minute.
    public static let steps = 100_000

    /// The kinds of work that scenarios can ask for.
    public var tasks: [any ScenarioTask]

    /// Makes a runner; the default knows every kind of work of this package.
    public init(tasks: [any ScenarioTask] = [PlanTask(), StockTask()]) { self.tasks = tasks }

    /// What a run leaves behind.
    public struct Outcome: Sendable {
        /// Targets and broken rules.
        public var result: ScenarioResult
        /// Files for the output folder.
        public var files: [OutputFile]
        /// Tables for the terminal, one a task; the argument chooses colours.
        public var tables: [@Sendable (Bool) -> String]
    }

    /// Runs the tasks one after the other.
    public func run(
        _ scenario: LoadedScenario, expected: ExpectedResults?, options: RunOptions
    ) throws -> Outcome {
        var outcome = Outcome(
            result: ScenarioResult(scenario: scenario.problem.name, targets: [], violations: [], measurements: [:]),
            files: [], tables: [])
        var work: [any ScenarioTask] = []
        for name in scenario.tasks {
            guard let task = tasks.first(where: { $0.name == name }) else { throw UnknownTask(name: name) }
            work.append(task)
        }
        if scenario.benchmark != nil { work.append(BenchmarkTask()) }
        for task in work {
            let done = try task.run(scenario, options: options)
            outcome.result.measurements.merge(done.measurements) { _, later in later }
            outcome.result.violations += done.violations
            outcome.files += done.files
            outcome.tables.append(done.table)
        }
        outcome.result.targets = (expected?.targets ?? []).map { TargetResult($0, in: outcome.result.measurements) }
        return outcome
    }
}

/// A scenario asks for work that this runner does not know.
public struct UnknownTask: Error, Sendable, CustomStringConvertible {
    /// The word in `scenario.yaml`.
    public var name: String
    /// The diagnostic `E-RUN-TASK` with the word found and advice.
    public var description: String {
        "error E-RUN-TASK scenario.yaml run '\(name)': Nobody knows this kind of work. Write plan or stock."
    }
}

/// A scenario's targets beside what was measured.
public struct ScenarioResult: Hashable, Sendable, Codable {
    /// The scenario's name.
    public var scenario: String
    /// The targets, in the order of `expected.json`.
    public var targets: [TargetResult]
    /// Broken rules, one sentence each.
    public var violations: [String]
    /// Every measured field.
    public var measurements: [String: Double]
}
