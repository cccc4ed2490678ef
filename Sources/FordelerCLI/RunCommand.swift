import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerRouting
import FordelerScenario
import Foundation

/// `fordeler run`: does what a scenario asks and holds the result against its `expected.json`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run what a scenario asks and hold the result against its targets.",
        discussion: """
            Example: fordeler run Scenarios/drammen-day
            Without limits a run stops after a fixed number of steps, so that it gives the same result everywhere.
            Exit codes: 0 every target is met, 2 usage, 3 bad input, 4 a target is missed or a rule broken, \
            6 environment, 130 interrupted.
            """)

    @Argument(help: "Scenario folder.", completion: .directory) var scenario: String?
    @Flag(help: "Run every scenario of the folder Scenarios.") var all = false
    @Option(help: "Folder for the files, one folder a scenario; out when not given.", completion: .directory)
    var out = "out"
    @OptionGroup var search: SearchOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if all == (scenario != nil) { throw ValidationError("Name one scenario folder, or give --all.") }
    }

    func run() throws {
        stopOnInterrupt()
        let folders = try scenario.map { [$0] } ?? scenarioFolders(in: "Scenarios")
        var results: [ScenarioResult] = []
        for folder in folders where !interruption.isStopped { results.append(try runOne(folder)) }
        if output.json { print(try JSONDocument.text(results)) }
        if interruption.isStopped { throw ExitCode(130) }
        var isMissed = false
        for result in results {
            for target in result.targets where !target.isMet {
                isMissed = true
                complain("missed \(result.scenario): \(TargetTable.sentence(target))")
            }
            for violation in result.violations {
                isMissed = true
                complain("\(result.scenario): \(violation)")
            }
        }
        if isMissed { throw ExitCode(4) }
    }

    private func runOne(_ folder: String) throws -> ScenarioResult {
        if !FileManager.default.fileExists(atPath: folder + "/scenario.yaml"), StockFolder.isPresent(at: folder) {
            return try runStock(folder)
        }
        let loaded = try readScenario(folder)
        let expected = try readExpectedResults(of: loaded)
        let progress = ProgressLine(silent: output.quiet || output.json)
        var options = search.runOptions(progress)
        if search.timeLimit == nil, search.steps == nil {
            options.stepLimit = ScenarioRunner.steps
            options.timeLimit = nil
        }
        let outcome: ScenarioRunner.Outcome
        do {
            outcome = try reportingDefects {
                try ScenarioRunner().run(loaded, expected: expected, options: options)
            }
        } catch let unknown as UnknownTask {
            throw CommandFailure.badInput(unknown.description)
        }
        progress.finish()
        return try show(outcome)
    }

    /// A folder with stock tables and nothing to drive.
    private func runStock(_ folder: String) throws -> ScenarioResult {
        let path = folder + "/expected.json"
        let expected = try FileManager.default.fileExists(atPath: path) ? readExpectedResults(path) : nil
        return try show(try reportingDefects { try ScenarioRunner().runStock(folder: folder, expected: expected) })
    }

    private func show(_ outcome: ScenarioRunner.Outcome) throws -> ScenarioResult {
        try writeFiles(outcome.files, to: out + "/" + outcome.result.scenario)
        if !output.quiet, !output.json {
            let colours = Terminal.outputHasColours
            for table in outcome.tables { print(table(colours) + "\n") }
            if !outcome.result.targets.isEmpty {
                print(TargetTable(outcome.result.targets, colours: colours).text + "\n")
            }
        }
        return outcome.result
    }
}
