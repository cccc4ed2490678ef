import ArgumentParser
import FordelerPlanning
import FordelerScenario

/// `fordeler diff`: two plans side by side.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compare two plans: who moves, from when to when, and what it comes to.",
        discussion: """
            Example: fordeler diff monday.json monday-after.json
            Exit codes: 0 done (different or not), 2 usage, 3 bad input, 6 environment.
            """)

    @Argument(help: "The plan before.", completion: .file(extensions: ["json"])) var before: String
    @Argument(help: "The plan after.", completion: .file(extensions: ["json"])) var after: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let difference = PlanDifference(from: try readPlan(before), to: try readPlan(after))
        if output.json {
            print(try JSONDocument.text(difference, snakeCase: true))
        } else if !output.quiet {
            print(DifferenceTable(difference, colours: Terminal.outputHasColours).text)
        }
    }
}
