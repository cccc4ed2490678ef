import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerTravel

/// A scenario planned and checked: what `fordeler plan` prints and writes.
///
/// The checker judges every plan before anybody sees it; it shares no code with the search.
public struct PlannedDay: Sendable {
    /// The plan beside its scenario.
    public let report: PlanReport
    /// The numbers people ask for first.
    public let summary: PlanSummary
    /// What the checker found.
    public let check: CheckReport
    /// Why the search stopped, a stable word.
    public let status: String
    /// Steps over all islands.
    public let steps: Int
    /// Move and insertion evaluations over all islands.
    public let evaluations: Int
    /// Wall seconds of planning.
    public let seconds: Double

    /// The plan.
    public var plan: Plan { report.plan }

    /// Language of the messages to citizens.
    public let language: MessageLanguage

    /// Plans a problem until a limit of `options` is reached, then checks the plan.
    ///
    /// - Parameter start: A plan to start from.
    /// - Throws: `InputErrors` with every defect that keeps the problem from being planned.
    public init(
        _ problem: PlanningProblem, options: RunOptions, start: Plan? = nil, language: MessageLanguage = .norwegian
    ) throws {
        self.language = language
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let solver = SolverOptions(
            seed: options.seed, threads: options.threads, islands: options.islands, stepLimit: options.stepLimit,
            timeLimit: options.timeLimit, recombiner: glpkRecombiner(), progress: options.progress, stop: options.stop)
        let planned = try Planner(problem, travel: travel).plan(PlannerOptions(solver: solver, start: start))
        check = PlanChecker.check(planned.plan, of: problem, travel: travel)
        report = PlanReport(planned.plan, of: problem, isValid: check.valid, travel: travel)
        summary = PlanSummary(report)
        status = planned.status.rawValue
        steps = planned.steps
        evaluations = planned.evaluations
        seconds = planned.seconds
    }

    /// The files of the plan: `plan.json`, `plan.csv`, `routes.geojson`, `report.html`, `sheets.html`, and for the
    /// first day `messages.csv` (what citizens are told) and a GPX file for each van.
    public var files: [OutputFile] { PlannedDay.files(of: report, language: language) }

    /// The same files of any plan beside its scenario.
    public static func files(of report: PlanReport, language: MessageLanguage) -> [OutputFile] {
        let plan = report.plan
        return [
            OutputFile("plan.json", text: PlanFile.text(plan)), OutputFile("plan.csv", text: PlanCSV.text(report)),
            OutputFile("routes.geojson", text: RoutesGeoJSON.text(report)),
            OutputFile("report.html", text: ReportPage(report).html),
            OutputFile("sheets.html", text: SheetsPage(report).html),
            OutputFile(
                "messages.csv",
                text: CitizenMessages.text(
                    plan, problem: report.problem, language: language, date: report.days.first)),
        ]
            + plan.routes.filter { $0.date == report.days.first }.map { route in
                OutputFile(
                    "gpx/" + PlanGPX.fileName(route),
                    text: PlanGPX.text(route, plan: plan, problem: report.problem))
            }
    }
}

/// The task behind the word `plan` in a scenario: plan the day, check it, set it beside a plain rule, write its files.
public struct PlanTask: ScenarioTask {
    /// `plan`.
    public let name = "plan"

    /// Makes the task.
    public init() {}

    /// Plans and checks; the measurements are those of `PlanMeasurements` and `BaselineComparison`.
    public func run(_ scenario: LoadedScenario, options: RunOptions) throws -> TaskResult {
        let planned = try PlannedDay(scenario.problem, options: options, language: scenario.language)
        let report = planned.report
        let comparison = try BaselineComparison(report)
        let measured = PlanMeasurements.fields(planned.summary, violations: planned.check.violations.count)
        return TaskResult(
            measurements: measured.merging(comparison.measurements) { ours, _ in ours },
            violations: planned.check.violations.map(\.description), files: planned.files,
            table: { PlanTable(report, colours: $0).text + "\n\n" + comparison.text(colours: $0) })
    }
}
