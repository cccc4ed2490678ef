import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario
import FordelerTravel
import Foundation

/// `fordeler quote`: where a new order fits into a plan that stands.
struct QuoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quote", abstract: "Find the best van, day and window for a new order, and who pays for it.",
        discussion: """
            Example: fordeler quote Scenarios/drammen-day out/drammen-day/plan.json --order order.json
            ORDER.json is one object with the columns of orders.csv as keys:
            {"order": "new-1", "kind": "delivery", "class": "1", "registered": "2026-05-05T08:10",
             "ready": "2026-05-05T08:10", "deliver": "rollator:1", "postcode": "3014"}
            Every position of every van-day is tried; nothing in the plan is changed.
            Exit codes: 0 done, 2 usage, 3 bad input, 4 no van-day can take it (the rule is named), 6 environment.
            """)

    @Argument(help: "Scenario folder.", completion: .directory) var scenario: String
    @Argument(help: "The plan as it stands.", completion: .file(extensions: ["json"])) var plan: String
    @Option(help: "The new order, one JSON object.", completion: .file(extensions: ["json"])) var order: String
    @Option(help: "Most places in the answer.") var top = 3
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(1...1000).contains(top) { throw ValidationError("--top must lie in 1...1000.") }
    }

    func run() throws {
        let loaded = try readScenario(scenario)
        let standing = try readPlan(plan)
        var problem = loaded.problem
        problem.standAt(standing)
        let bytes = try fileBytes(order)
        let asked = try reportingDefects { try OrderDocument.read(Data(bytes), file: order, for: loaded) }
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let desk = try reportingDefects { try QuoteDesk(problem, travel: travel, plan: standing) }
        let begin = ContinuousClock.now
        let quote = try reportingDefects {
            try desk.quote(asked, legs: NewPlaceLegs(of: asked, in: problem), top: top)
        }
        let took = ContinuousClock.now - begin
        if output.json {
            print(try JSONDocument.text(QuoteDocument(quote: quote, took: took), snakeCase: true))
        } else if !output.quiet {
            print(QuoteTable(quote, origin: problem.date, colours: Terminal.outputHasColours).text)
        }
        if quote.places.isEmpty { throw ExitCode(4) }
    }
}

/// What `fordeler quote --json` prints: the quote, and the milliseconds that the question took.
private struct QuoteDocument: Encodable {
    var quote: OrderQuote
    var took: Duration

    private enum CodingKeys: String, CodingKey { case milliseconds }

    func encode(to encoder: any Encoder) throws {
        try quote.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        let parts = took.components
        let milliseconds = Double(parts.seconds) * 1000 + Double(parts.attoseconds) * 1e-15
        try container.encode((milliseconds * 10).rounded() / 10, forKey: .milliseconds)
    }
}
