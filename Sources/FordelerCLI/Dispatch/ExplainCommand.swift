import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario
import FordelerTravel

/// `fordeler explain`: why an order stands where it stands, and what would help.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why orders are late, wait or are left out, and what would admit them.",
        discussion: """
            Example: fordeler explain Scenarios/drammen-day out/drammen-day/plan.json d-0017
            Without orders, every late, waiting and unserved order is explained. Each van-day says its first rule, and \
            each change that would help is proven by an insertion into the changed problem.
            --van-days sets the smallest change beside each van-day that refuses, to the minute.
            Exit codes: 0 done, 2 usage, 3 bad input, 6 environment.
            """)

    @Argument(help: "Scenario folder.", completion: .directory) var scenario: String
    @Argument(help: "The plan.", completion: .file(extensions: ["json"])) var plan: String
    @Argument(help: "Orders to explain; every late, waiting and unserved one when none is given.")
    var orders: [String] = []
    @Option(help: "Language of the sentences: en, nb or sv.") var language = MessageLanguage.english
    @Flag(help: "Say for each van-day which smallest change would admit the order there.") var vanDays = false
    @OptionGroup var changes: ScenarioChanges
    @OptionGroup var output: OutputOptions

    func run() throws {
        let loaded = try readScenario(scenario)
        let standing = try readPlan(plan)
        var problem = loaded.problem
        try changes.apply(to: &problem, of: loaded)
        _ = problem.keepBegun(of: standing, at: nil, from: loaded.problem)
        problem.standAt(standing)
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        if vanDays { return try explainVanDays(problem, travel: travel, plan: standing) }
        let explainer = try reportingDefects {
            try OrderExplainer(problem, travel: travel, plan: standing, language: language)
        }
        let asked = orders.isEmpty ? explainer.questionable : orders
        var answers: [OrderExplanation] = []
        var unknown: [String] = []
        for order in asked {
            guard let answer = try reportingDefects({ try explainer.explain(order) }) else {
                unknown.append(order)
                continue
            }
            answers.append(answer)
            if !output.json, !output.quiet {
                if answers.count > 1 { print("") }
                print(ExplanationText(answer, language: language, colours: Terminal.outputHasColours).text)
            }
        }
        if output.json { print(try JSONDocument.text(["orders": answers], snakeCase: true)) }
        if answers.isEmpty, unknown.isEmpty, !output.json, !output.quiet {
            print("Nothing to explain: no order is late, waits or is left out.")
        }
        if !unknown.isEmpty {
            throw CommandFailure.badInput(
                unknown.map { "error E-REF-ORDER '\($0)': The plan has no such order. Check the id." }
                    .joined(separator: "\n"))
        }
    }

    /// Every van-day of each order, with the smallest change that would admit the order there.
    private func explainVanDays(_ problem: PlanningProblem, travel: TravelTable, plan: Plan) throws {
        let explainer = try reportingDefects { try VanDayExplainer(problem, travel: travel, plan: plan) }
        let known = Set(plan.orders.map(\.order)).intersection(problem.orders.map(\.id))
        let unknown = orders.filter { !known.contains($0) }
        if !unknown.isEmpty {
            throw CommandFailure.badInput(
                unknown.map { "error E-REF-ORDER '\($0)': The plan has no such order. Check the id." }
                    .joined(separator: "\n"))
        }
        let found = (orders.isEmpty ? explainer.troubled : orders).compactMap { explainer.explain($0) }
        if output.json {
            print(try JSONDocument.text(["orders": found]))
        } else if !output.quiet {
            print(VanDayTable(found, vanDays: true, language: language, colours: Terminal.outputHasColours).text)
        }
    }
}
