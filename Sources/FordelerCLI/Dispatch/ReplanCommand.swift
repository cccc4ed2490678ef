import ArgumentParser
import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerScenario
import FordelerTravel
import Foundation

extension PlanFreedom: ExpressibleByArgument {}

/// `fordeler replan`: a plan that people have been told, changed as little as what has happened allows.
struct ReplanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "Plan again from a plan that people have been told.",
        discussion: """
            Example: fordeler replan Scenarios/drammen-day out/drammen-day/plan.json --now 2026-05-05T10:30 --add acute.csv
            What has begun before --now comes back as it was. --freedom says what else may change: none (new orders \
            only on van-days without work), times (new orders go in between), order (the sequence too), vans (the van \
            too, on the same day), all (the day too, at a price for each promise broken; the default).
            --lock fixes what the plan has: van=ORDER, day=ORDER, time=ORDER, sequence=VAN@YYYY-MM-DD or \
            route=VAN@YYYY-MM-DD. Locks, and what has begun, stand in the new plan.json and hold until --unlock.
            --without takes a van, a person or a depot away from --now on: visits that the crew has come to stay made, \
            the van drives home (or goes on with who is left), and the rest is planned again.
            Exit codes: 0 a valid plan was written, 2 usage, 3 bad input, 4 a rule or a lock had to be broken, \
            6 environment, 130 interrupted (the best plan so far is written).
            """)

    @Argument(help: "Scenario folder.", completion: .directory) var scenario: String
    @Argument(help: "The plan that people have been told.", completion: .file(extensions: ["json"])) var plan: String
    @Option(help: "The instant it is, YYYY-MM-DDTHH:MM; nothing has begun when not given.") var now: CivilInstant?
    @Option(help: "What may change: none, times, order, vans or all.") var freedom = PlanFreedom.all
    @Option(parsing: .upToNextOption, help: "Orders that are gone.") var remove: [String] = []
    @Option(parsing: .upToNextOption, help: "Parts of the plan that may not change; several may follow.")
    var lock: [String] = []
    @Option(parsing: .upToNextOption, help: "Locked parts that may change again.") var unlock: [String] = []
    @Option(help: "Folder for the files; out/SCENARIO-replan when not given.", completion: .directory) var out: String?
    @Option(help: "Language of the reasons: en, nb or sv.") var language = MessageLanguage.english
    @OptionGroup var changes: ScenarioChanges
    @OptionGroup var search: SearchOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for text in lock + unlock where LockRequest(text) == nil {
            throw ValidationError(
                "--lock and --unlock take van=ORDER, day=ORDER, time=ORDER, sequence=VAN@YYYY-MM-DD or "
                    + "route=VAN@YYYY-MM-DD, not '\(text)'.")
        }
    }

    func run() throws {
        stopOnInterrupt()
        let loaded = try readScenario(scenario)
        var old = try readPlan(plan)
        try changeLocks(of: &old)
        var problem = loaded.problem
        try changes.apply(to: &problem, of: loaded)
        let shortened = problem.keepBegun(of: old, at: now, from: loaded.problem)
        problem.standAt(old)
        for id in remove {
            guard problem.orders.contains(where: { $0.id == id }) else {
                throw CommandFailure.badInput(
                    "error E-REF-ORDER --remove '\(id)': The scenario has no such order. Check the id.")
            }
            if let now, old.hasBegun(id, before: now) {
                throw CommandFailure.badInput(
                    "error E-ORDER-BEGUN --remove '\(id)': Its visit has begun. Leave it in, or give an earlier --now.")
            }
            if old.locks.routes.contains(where: { $0.stops.contains { $0.order == id } }) {
                throw CommandFailure.badInput(
                    "error E-ORDER-LOCKED --remove '\(id)': Its van-day is locked to the second. "
                        + "Leave it in, or --unlock the route.")
            }
            problem.orders.removeAll { $0.id == id }
        }
        problem.hold(old.locks)
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let progress = ProgressLine(silent: output.quiet || output.json)
        let asked = search.runOptions(progress)
        let options = SolverOptions(
            seed: asked.seed, threads: asked.threads, islands: asked.islands, stepLimit: asked.stepLimit,
            timeLimit: asked.timeLimit, progress: asked.progress, stop: asked.stop)
        let replanner = Replanner(
            problem, travel: travel, plan: old, shortened: shortened, language: language)
        let result = try reportingDefects { try replanner.plan(options, freedom: freedom, now: now) }
        progress.finish()
        let promised = replanner.promisedProblem
        let check = PlanChecker.check(result.plan, of: promised, travel: travel)
        let report = PlanReport(result.plan, of: promised, isValid: check.valid, travel: travel)
        let folder = out ?? "out/\(problem.name)-replan"
        try writeFiles(PlannedDay.files(of: report, language: loaded.language), to: folder)
        if output.json {
            print(
                try JSONDocument.text(
                    ReplanDocument(
                        start: result.start, steps: result.steps, valid: check.valid, out: folder,
                        violations: check.violations.map(\.description), difference: result.difference),
                    snakeCase: true))
        } else if !output.quiet {
            print(DifferenceTable(result.difference, colours: Terminal.outputHasColours).text)
            print("\nWritten to \(folder).")
        }
        if !check.valid {
            for violation in check.violations.prefix(50) { complain(violation.description) }
            if !interruption.isStopped { throw ExitCode(4) }
        }
        if interruption.isStopped { throw ExitCode(130) }
    }
}

extension ReplanCommand {
    /// Sets parts of the plan free, then fixes others; what the plan does not have ends the command with exit code 3.
    private func changeLocks(of plan: inout Plan) throws {
        var unknown: [String] = []
        for text in unlock {
            if let request = LockRequest(text), plan.unlock(request) { continue }
            unknown.append("error E-REF-LOCK --unlock '\(text)': The plan has no such lock. Leave it out.")
        }
        for text in lock {
            if let request = LockRequest(text), plan.lock(request) { continue }
            unknown.append(
                "error E-REF-LOCK --lock '\(text)': The plan has no such visit or van-day. Check id and date.")
        }
        if !unknown.isEmpty { throw CommandFailure.badInput(unknown.joined(separator: "\n")) }
    }
}

/// What `fordeler replan --json` prints.
private struct ReplanDocument: Encodable {
    var start: String
    var steps: Int
    var valid: Bool
    var out: String
    var violations: [String]
    var difference: PlanDifference
}

/// Instants on the command line are ISO instants.
extension CivilInstant: ExpressibleByArgument {
    /// Reads what ``CivilInstant/init(iso:)`` reads; `nil`, a usage error, for anything else.
    public init?(argument: String) { self.init(iso: argument) }
    /// The instant as help texts print it.
    public var defaultValueDescription: String { iso }
}

extension Plan {
    /// Whether the van was on its way to the order's visit before an instant.
    func hasBegun(_ order: String, before now: CivilInstant) -> Bool {
        let instant = now.seconds(from: date)
        return routes.flatMap(\.stops).contains { $0.order == order && $0.arrival - $0.travelSeconds < instant }
    }
}
