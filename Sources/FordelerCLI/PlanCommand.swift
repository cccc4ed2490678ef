import ArgumentParser
import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerRouting
import FordelerScenario
import Foundation

/// `fordeler plan`: a scenario's orders become a checked plan and the files people look at.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan a scenario: which order, which day, which van, in which sequence.",
        discussion: """
            Example: fordeler plan Scenarios/drammen-day --time-limit 10 --out out/monday
            Writes plan.json, plan.csv, routes.geojson, report.html and sheets.html, and messages.csv and gpx/ for \
            the first day, each file whole or not at all.
            With --without and --compare the scenario as it is is planned too, starting from the plan without, and \
            what the absence does is shown; its files go to the folder "fuller".
            Exit codes: 0 a valid plan was written (late orders included), 2 usage, 3 bad input, 4 a rule had to be \
            broken, 5 limit reached without a plan, 6 environment, 130 interrupted (the best plan so far is written).
            """)

    @Argument(help: "Scenario folder.", completion: .directory) var scenario: String
    @Option(help: "First day, YYYY-MM-DD; the scenario's when not given.") var date: CivilDate?
    @Option(help: "Working days of the horizon, 1 to 20; the scenario's when not given.") var days: Int?
    @Option(help: "Folder for the files; out/SCENARIO when not given.", completion: .directory) var out: String?
    @Option(help: "A plan.json to start from.", completion: .file(extensions: ["json"])) var start: String?
    @Flag(help: "With --without: also plan with everybody there, and show what the absence does.") var compare = false
    @OptionGroup var changes: ScenarioChanges
    @OptionGroup var search: SearchOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let days, !(1...20).contains(days) { throw ValidationError("--days must lie in 1...20.") }
        if compare, changes.absences.isEmpty { throw ValidationError("--compare goes with --without.") }
    }

    func run() throws {
        stopOnInterrupt()
        let loaded = try readScenario(scenario)
        var problem = loaded.problem
        if let date { problem.startOn(date) }
        if let days { problem.horizonDays = days }
        var fuller = problem
        try changes.apply(to: &problem, of: loaded)
        fuller.orders = problem.orders
        let first = try start.map { try readPlan($0) }
        let progress = ProgressLine(silent: output.quiet || output.json)
        let options = search.runOptions(progress)
        var comparison: StaffingComparison?
        let planned = try reportingDefects {
            if compare {
                let both = try StaffingComparison(
                    problem, against: fuller, options: options, start: first, language: loaded.language)
                comparison = both
                return both.poorer
            }
            return try PlannedDay(problem, options: options, start: first, language: loaded.language)
        }
        progress.finish()
        let folder = out ?? "out/\(problem.name)"
        try writeFiles(planned.files, to: folder)
        if let comparison { try writeFiles(comparison.fuller.files, to: folder + "/fuller") }
        if output.json {
            print(try PlanDocument(planned, search: search, folder: folder, comparison: comparison).text)
        } else if !output.quiet {
            print(PlanTable(planned.report, colours: Terminal.outputHasColours).text)
            if let comparison {
                print("\nWITHOUT \(changes.absences.joined(separator: ", ")), BESIDE THE SCENARIO AS IT IS")
                print(DifferenceTable(comparison.difference, colours: Terminal.outputHasColours).text)
            }
            print("\nWritten to \(folder): open report.html and sheets.html in a browser.")
        }
        let violations = planned.check.violations + (comparison?.fuller.check.violations ?? [])
        if !violations.isEmpty {
            for violation in violations.prefix(50) { complain(violation.description) }
            if !interruption.isStopped { throw ExitCode(4) }
        }
        if interruption.isStopped { throw ExitCode(130) }
    }
}

extension SearchOptions {
    /// The run options that these arguments and a progress line ask for.
    func runOptions(_ progress: ProgressLine) -> RunOptions {
        RunOptions(
            seed: seed, threads: threadCount, islands: islands, stepLimit: steps, timeLimit: seconds,
            stop: interruption,
            progress: { state in
                progress.show(
                    seconds: state.seconds, fraction: state.fraction,
                    note: "\(state.steps) steps, \(state.unassigned) orders left out")
            })
    }
}

/// What `fordeler plan --json` prints.
struct PlanDocument: Encodable {
    private var planned: PlannedDay
    private var search: SearchOptions
    private var folder: String
    private var comparison: StaffingComparison?

    init(_ planned: PlannedDay, search: SearchOptions, folder: String, comparison: StaffingComparison? = nil) {
        self.comparison = comparison
        self.planned = planned
        self.search = search
        self.folder = folder
    }

    private enum CodingKeys: String, CodingKey {
        case status, seed, seconds, steps, evaluations, threads, valid, out
        case fuller, difference
    }

    func encode(to encoder: any Encoder) throws {
        try planned.summary.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(planned.status, forKey: .status)
        try container.encode(search.seed, forKey: .seed)
        try container.encode((planned.seconds * 1000).rounded() / 1000, forKey: .seconds)
        try container.encode(planned.steps, forKey: .steps)
        try container.encode(planned.evaluations, forKey: .evaluations)
        try container.encode(search.threadCount, forKey: .threads)
        try container.encode(planned.check.valid, forKey: .valid)
        try container.encode(folder, forKey: .out)
        try container.encodeIfPresent(comparison?.fuller.summary, forKey: .fuller)
        try container.encodeIfPresent(comparison?.difference, forKey: .difference)
    }

    var text: String { get throws { try JSONDocument.text(self) } }
}
