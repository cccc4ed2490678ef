import ArgumentParser
import Foundation

/// The root of the command line. Commands are thin: they read arguments, call the libraries and choose an exit code.
@main
struct FordelerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fordeler",
        abstract: "Plans routes and stock for assistive-technology services.",
        discussion: """
            Example: fordeler plan Scenarios/drammen-day
            Exit codes: 0 done, 2 usage, 3 bad input, 4 infeasible or a rule broken, 5 limit reached without a plan, \
            6 environment, 130 interrupted.
            """,
        subcommands: [
            PlanCommand.self, CheckCommand.self, QuoteCommand.self, DiffCommand.self,
            ReplanCommand.self, ExplainCommand.self, ListCommand.self, RunCommand.self,
            GenerateCommand.self,
            SolveCommand.self, StockCommand.self, BenchCommand.self,
        ])

    static func main() {
        let ending = CommandEnding(running: Array(CommandLine.arguments.dropFirst()))
        if !ending.output.isEmpty { print(ending.output) }
        if !ending.complaint.isEmpty { complain(ending.complaint) }
        // What was printed may still wait for a full disk or a closed file; print itself tells nobody.
        if fflush(nil) != 0 {
            complain(
                "error E-FILE standard output: It cannot be written, what was printed is lost or cut off. Check where it goes."
            )
            exit(withError: ExitCode(6))
        }
        exit(withError: ExitCode(ending.code))
    }
}

/// How a call of the command line ends: what is left to print, and the exit code.
struct CommandEnding {
    /// For standard output (help, version).
    var output = ""
    /// For standard error (what is wrong with the call).
    var complaint = ""
    /// The exit code; wrong usage is 2, whatever the argument parser's own code is.
    var code: Int32 = 0

    /// Parses the arguments and runs the command they name.
    init(running arguments: [String]) {
        do {
            var command = try FordelerCommand.parseAsRoot(arguments)
            try command.run()
            self.init()
        } catch {
            self.init(of: error)
        }
    }

    private init() {}

    /// The ending that an error of parsing or running asks for.
    init(of error: any Error) {
        if let refused = error as? CommandFailure {
            complaint = refused.message
            code = refused.code
            return
        }
        let text = FordelerCommand.fullMessage(for: error)
        switch FordelerCommand.exitCode(for: error) {
        case .success:
            output = text
        case .validationFailure:
            complaint = text
            code = 2
        case let other:
            complaint = text
            code = other.rawValue
        }
    }
}

/// A failure with its sentences for standard error and its exit code.
struct CommandFailure: Error {
    var message: String
    var code: Int32

    /// The file system, a database or a server refused: exit code 6.
    static func environment(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 6) }
    /// The input is wrong: exit code 3.
    static func badInput(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 3) }
    /// The call itself is wrong: exit code 2.
    static func usage(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 2) }
}
