import FordelerFormats
import FordelerModel
import FordelerScenario
import Testing

@Suite("Scenario runner")
struct ScenarioRunnerTests {
    /// A task that measures one number and breaks one rule.
    struct CountingTask: ScenarioTask {
        var name: String
        var amount: Double
        func run(_ scenario: LoadedScenario, options: RunOptions) throws -> TaskResult {
            TaskResult(
                measurements: ["orders": amount], violations: amount < 0 ? ["RULE order"] : [],
                files: [OutputFile(name + ".txt", text: "x")], table: { _ in name })
        }
    }

    private func scenario(_ tasks: [String]) -> LoadedScenario {
        LoadedScenario(folder: "somewhere", problem: SampleDay().problem, tasks: tasks)
    }

    @Test("Tasks run in the scenario's order, later measurements win, and targets are held against them")
    func order() throws {
        let runner = ScenarioRunner(tasks: [CountingTask(name: "a", amount: 1), CountingTask(name: "b", amount: -2)])
        let expected = ExpectedResults(targets: [.init(field: "orders", max: 0, source: "test")])
        let outcome = try runner.run(scenario(["a", "b"]), expected: expected, options: RunOptions())
        #expect(outcome.files.map(\.name) == ["a.txt", "b.txt"])
        #expect(outcome.tables.map { $0(false) } == ["a", "b"])
        #expect(outcome.result.targets.map(\.isMet) == [true])
        #expect(outcome.result.violations == ["RULE order"])
    }

    @Test("A kind of work that nobody knows is named")
    func unknown() {
        #expect(throws: UnknownTask.self) {
            try ScenarioRunner(tasks: []).run(scenario(["dance"]), expected: nil, options: RunOptions())
        }
    }
}
