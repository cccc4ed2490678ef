import FordelerFormats
import FordelerModel
import FordelerStock

/// Levels for the stores open today, beside what lies there now: the stock work of a scenario.
public struct StockTask: ScenarioTask {
    /// Rounds of the relaxation that proves the bound.
    public var iterations: Int

    /// Makes the task.
    public init(iterations: Int = 120) { self.iterations = iterations }

    /// The word that asks for this task in `scenario.yaml`.
    public let name = "stock"

    /// Does the work for the stock tables of the scenario's folder; `options` concern the search for routes and change
    /// nothing here. Throws `InputErrors` when the tables have defects.
    public func run(_ scenario: LoadedScenario, options: RunOptions) throws -> TaskResult {
        try run(folder: scenario.folder)
    }

    /// Does the work for a folder with stock tables.
    ///
    /// Fields: `share`, `share.CLASS`, `gap`, `value`, `promise_value` and `bound` (øre), `today.value`,
    /// `today.share`, `bench.utilisation`, `bench.wait_days`, `targets_missed` (1 or 0).
    public func run(folder: String) throws -> TaskResult {
        let network = try StockFolder.network(at: folder)
        let problem = network.problem(open: network.openToday)
        let optimiser = try LevelOptimiser(problem, allowsUnreachable: true)
        let levels = optimiser.solve(iterations: iterations)
        let today = optimiser.evaluate(network.today)
        var fields: [String: Double] = [
            "share": levels.share, "gap": levels.gap, "value": Double(levels.value),
            "promise_value": Double(levels.promiseValue), "bound": Double(levels.bound),
            "today.value": Double(today.value), "today.share": today.share,
            "bench.utilisation": levels.benchUtilisation, "bench.wait_days": levels.benchWaitDays,
            "targets_missed": levels.status == .feasible ? 0 : 1,
        ]
        for promise in levels.promises { fields["share." + promise.priority.word] = promise.share }
        let text = StockLevelsText.text(levels, problem: problem)
        return TaskResult(
            measurements: fields,
            files: [OutputFile("stock-levels.json", text: try StockDocument.levels(levels) + "\n")],
            table: { _ in text })
    }
}

extension ScenarioRunner {
    /// Runs a folder that holds stock tables alone and holds the result against its targets.
    public func runStock(folder: String, expected: ExpectedResults?) throws -> Outcome {
        let task = tasks.lazy.compactMap { $0 as? StockTask }.first ?? StockTask()
        let done = try task.run(folder: folder)
        let name = try StockFolder.network(at: folder).name
        return Outcome(
            result: ScenarioResult(
                scenario: name, targets: (expected?.targets ?? []).map { TargetResult($0, in: done.measurements) },
                violations: done.violations, measurements: done.measurements),
            files: done.files, tables: [done.table])
    }
}
