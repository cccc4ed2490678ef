import ArgumentParser

@main
struct FordelerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fordeler", subcommands: [SolveCommand.self])
}
