import ArgumentParser
import FordelerModel
import FordelerRouting
import FordelerScenario
import FordelerStock
import Foundation

/// `fordeler stock levels`: which item at which store and how many.
struct StockLevelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "levels", abstract: "Set base stock levels by response limits.",
        discussion: """
            Reads the stock tables of a scenario folder, finds levels of least value for the stores open today, and \
            states a proven bound.
            Example: fordeler stock levels Scenarios/dalarna-unattended-stores --json
            Exit codes: 0 every target is promised, 2 usage, 3 bad input, 4 a target is missed (the best levels are \
            printed), 6 file cannot be read, 130 interrupted (the best levels are \
            printed).
            """)

    @Argument(help: "Scenario folder with stock tables.", completion: .directory) var scenario: String
    @OptionGroup var output: OutputOptions
    @Option(help: "Store to have open beside the central one; repeat it. Default: the stores open today.") var open:
        [String] = []
    @Option(help: "Rounds of the relaxation that proves the bound.") var iterations = 120
    @Option(
        help: """
            Replications (2 or more) of a simulation that confirms the promises: levels are raised until it does; 0 is \
            none.
            """)
    var simulate = 0
    @Option(
        help: ArgumentHelp(
            """
            With --simulate: days until a late withdrawal is registered; shows the stores with none, a tenth, a quarter \
            and half of the withdrawals late.
            """, valueName: "days"))
    var lateDays: Double?
    @Option(help: "Seed of the simulation.") var seed: UInt64 = 1
    @Option(help: "Worker threads; levels use one.") var threads: Int?

    func validate() throws {
        if !(0...100_000).contains(iterations) { throw ValidationError("--iterations must lie in 0...100000.") }
        if simulate == 1 || !(0...10_000).contains(simulate) {
            throw ValidationError("--simulate must be 0 or lie in 2...10000.")
        }
        if let lateDays {
            if !(0...365).contains(lateDays) { throw ValidationError("--late-days must lie in 0...365.") }
            if simulate < 2 { throw ValidationError("--late-days needs --simulate 2 or more.") }
        }
    }

    func run() throws {
        let begin = ContinuousClock.now
        stopOnInterrupt()
        let network = try reportingDefects { try StockFolder.network(at: scenario) }
        var stores = network.openToday
        if !open.isEmpty {
            stores = try open.map { id in
                guard let index = network.candidates.firstIndex(where: { $0.site.id == id }) else {
                    throw CommandFailure.usage("--open \(id): no store has this id.")
                }
                return index
            }
        }
        let problem = network.problem(open: stores)
        let options = StockSimulationOptions(seed: seed)
        let confirmation =
            simulate == 0
            ? nil
            : try reportingDefects {
                try LevelConfirmation.find(
                    problem, iterations: iterations, options: options, replications: simulate,
                    shouldStop: { interruption.isStopped })
            }
        let levels =
            try confirmation?.levels
            ?? reportingDefects {
                try LevelOptimiser(problem, allowsUnreachable: true).solve(
                    iterations: iterations, shouldStop: { interruption.isStopped })
            }
        var late: [RegistrationStudy.Row] = []
        if let lateDays, let simulation = confirmation?.simulation {
            late = try reportingDefects {
                try RegistrationStudy.rows(
                    problem, levels: levels.levels, lateDays: lateDays, shares: [0, 0.1, 0.25, 0.5],
                    reference: simulation, options: options, replications: simulate,
                    shouldStop: { interruption.isStopped })
            }
        }
        if output.json {
            print(
                try StockDocument.levels(
                    levels, confirmation: confirmation, lateRegistration: late, seconds: seconds(since: begin)))
        } else if !output.quiet {
            print(StockLevelsText.text(levels, problem: problem, confirmation: confirmation), terminator: "")
            if let lateDays { print(StockLevelsText.lateRegistration(late, days: lateDays), terminator: "") }
        }
        // Why a limit is out of reach whatever the stock is stands on standard error.
        for diagnostic in problem.diagnostics() where !output.quiet { complain(diagnostic.text) }
        if interruption.isStopped { throw ExitCode(130) }
        if levels.status != .feasible { throw ExitCode(4) }
    }
}
