import ArgumentParser
import FordelerModel
import FordelerRouting
import FordelerScenario
import FordelerStock

/// `fordeler stock plan`: stores and levels together for several budgets.
struct StockPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan stores and levels together, for several budgets.",
        discussion: """
            Sets at least three yearly budgets beside the plan of today, with the curve of cost against service.
            Example: fordeler stock plan Scenarios/dalarna-four-points --out plan
            --out receives stock-plan.json, proposals.csv, frontier.csv, levels.csv, replenishment.csv, refill-orders.csv (the same \
            refills in the columns of orders.csv) and stock.html.
            Exit codes: 0 done, 2 usage, 3 bad input, 4 a limit that no stores can meet, 6 a file cannot be read or \
            written, 130 interrupted (the best plan is shown and written).
            """)

    @Argument(help: "Scenario folder with stock tables.", completion: .directory) var scenario: String
    @OptionGroup var output: OutputOptions
    @Option(help: "Folder that receives the files.", completion: .directory) var out: String?
    @Option(help: "Most sets of stores looked at.") var sets = 80
    @Option(help: "Seed; the plan draws nothing at random.") var seed: UInt64 = 1
    @Option(help: "Worker threads; the plan uses one.") var threads: Int?

    func validate() throws {
        if !(2...100_000).contains(sets) { throw ValidationError("--sets must lie in 2...100000.") }
    }

    func run() throws {
        let begin = ContinuousClock.now
        stopOnInterrupt()
        let network = try reportingDefects { try StockFolder.network(at: scenario) }
        let unmeetable = network.diagnostics().isEmpty ? network.unmeetableLimits() : []
        if !unmeetable.isEmpty {
            for diagnostic in unmeetable { complain(diagnostic.text) }
            throw ExitCode(4)
        }
        let line = ProgressLine(silent: output.quiet || output.json)
        let plan = try reportingDefects {
            try StockPlanner(network, setLimit: sets).plan(shouldStop: { interruption.isStopped }) { share in
                line.show(seconds: seconds(since: begin), fraction: share, note: "sets of stores")
            }
        }
        line.finish()
        let document = try StockDocument.plan(plan, seconds: seconds(since: begin))
        if let out {
            try writeFiles(
                [
                    OutputFile("stock-plan.json", text: try StockDocument.plan(plan) + "\n"),
                    OutputFile("proposals.csv", text: StockPlanFiles.proposals(plan)),
                    OutputFile("frontier.csv", text: StockPlanFiles.frontier(plan)),
                    OutputFile("levels.csv", text: StockPlanFiles.levels(plan)),
                    OutputFile("replenishment.csv", text: StockPlanFiles.replenishment(plan)),
                    OutputFile("refill-orders.csv", text: StockPlanFiles.refillOrders(plan)),
                    OutputFile("stock.html", text: StockPlanPage(plan, network: network).html),
                ], to: out)
        }
        if output.json {
            print(document)
        } else if !output.quiet {
            print(StockPlanText.text(plan), terminator: "")
        }
        // Limits that no stock meets with today's stores stand on standard error: a budget may open stores that do.
        for diagnostic in network.problem(open: network.openToday).diagnostics() where !output.quiet {
            complain(diagnostic.text)
        }
        if interruption.isStopped { throw ExitCode(130) }
    }
}
