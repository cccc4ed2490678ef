import FordelerFormats
import FordelerModel
import FordelerRouting
import Foundation

/// The work behind the `benchmark` block of a scenario: the plan's cost after some seconds, the time of some steps.
public struct BenchmarkTask: ScenarioTask {
    /// `benchmark`.
    public let name = "benchmark"

    /// Makes the task.
    public init() {}

    /// Times the searches of the block. Measurements are `benchmark.steps_seconds` (the time of its number of steps) and
    /// `benchmark.after_Ns.AIM` (amount of an aim after N seconds); `benchmark.json` holds all cases.
    public func run(_ scenario: LoadedScenario, options: RunOptions) throws -> TaskResult {
        let block = scenario.benchmark ?? ScenarioBenchmark()
        var cases: [BenchmarkCase] = []
        var measured: [String: Double] = [:]
        var limits = options
        if let steps = block.steps, !options.stop.isStopped {
            limits.stepLimit = steps
            limits.timeLimit = nil
            let planned = try PlannedDay(scenario.problem, options: limits)
            measured["benchmark.steps_seconds"] = planned.seconds
            cases.append(BenchmarkTask.line("steps-\(steps)", planned))
        }
        for seconds in block.seconds where !options.stop.isStopped {
            limits.stepLimit = nil
            limits.timeLimit = seconds
            let planned = try PlannedDay(scenario.problem, options: limits)
            let word = TargetTable.number(seconds)
            for aim in planned.plan.aims { measured["benchmark.after_\(word)s.\(aim.name)"] = Double(aim.amount) }
            cases.append(BenchmarkTask.line("after-\(word)-s", planned))
        }
        let result = BenchmarkResult(
            commit: BenchmarkMachine.commit, toolchain: BenchmarkMachine.toolchain,
            processor: BenchmarkMachine.processor, cores: ProcessInfo.processInfo.activeProcessorCount,
            seed: options.seed, quick: false, cases: cases)
        let rows = cases
        return TaskResult(
            measurements: measured, files: [OutputFile("benchmark.json", text: result.text)],
            table: { BenchmarkTask.table(rows, colours: $0) })
    }

    private static func line(_ name: String, _ planned: PlannedDay) -> BenchmarkCase {
        BenchmarkCase(
            name: "scenario/\(name)", seconds: (planned.seconds * 1000).rounded() / 1000, steps: planned.steps,
            evaluations: planned.evaluations, aims: planned.plan.aims.map(\.amount))
    }

    private static func table(_ cases: [BenchmarkCase], colours: Bool) -> String {
        var grid = TextGrid(
            columns: [
                .init(title: "BENCHMARK", width: 24, alignment: .left), .init(title: "seconds", width: 10),
                .init(title: "steps", width: 12), .init(title: "cost, kr", width: 16),
            ], hasColours: colours)
        for line in cases {
            grid.rows.append([
                .init(String(line.name.dropFirst("scenario/".count))), .init("\(line.seconds)"),
                .init("\(line.steps ?? 0)"), .init("\((line.aims?.last ?? 0) / 100)"),
            ])
        }
        return grid.lines.joined(separator: "\n")
    }
}
