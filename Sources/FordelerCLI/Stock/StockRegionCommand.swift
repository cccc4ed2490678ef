import ArgumentParser
import FordelerScenario
import FordelerStock

/// `fordeler stock region`: a seeded region for `stock place`, with depots and units to choose together.
struct StockRegionCommand: ParsableCommand {
    private struct Made: Encodable {
        var file: String
        var depots: Int
        var zones: Int
        var types: Int
        var seed: UInt64
    }

    static let configuration = CommandConfiguration(
        commandName: "region", abstract: "Make a seeded region in which depots and units are chosen together.",
        discussion: """
            Example: fordeler stock region --depots 15 --zones 100 --types 4 --seed 1 --out region.json
            The same numbers and seed give the same bytes. --lp writes the same problem for another solver.
            """)

    @Option(help: "Candidate depots.") var depots = 15
    @Option(help: "Zones, at least as many as depots.") var zones = 100
    @Option(help: "Types of aid.") var types = 4
    @Option(help: "Most units of a type at one depot.") var units = 5
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "The file that receives the region.", completion: .file()) var out: String
    @Option(help: "A second file, in the LP form of integer solvers.", completion: .file()) var lp: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(1...200).contains(depots) { throw ValidationError("--depots must lie in 1...200.") }
        if !(depots...2000).contains(zones) { throw ValidationError("--zones must lie in \(depots)...2000.") }
        if !(1...50).contains(types) { throw ValidationError("--types must lie in 1...50.") }
        if !(1...50).contains(units) { throw ValidationError("--units must lie in 1...50.") }
    }

    func run() throws {
        let problem = LadderGenerator.region(depots: depots, zones: zones, types: types, mostUnits: units, seed: seed)
        try writeFile(try LadderRegionFile.text(problem), to: out)
        if let lp { try writeFile(try problem.lpText(), to: lp) }
        if output.json {
            print(try JSONDocument.text(Made(file: out, depots: depots, zones: zones, types: types, seed: seed)))
        } else if !output.quiet {
            print("Wrote \(out) with \(depots) depots, \(zones) zones and \(types) types.")
        }
    }
}
