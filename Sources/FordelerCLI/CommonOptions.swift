import ArgumentParser
import FordelerModel
import Foundation

/// What every command prints.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on standard output, nothing else.") var json = false
    @Flag(help: "Print nothing but errors.") var quiet = false
}

/// How a search runs. A number may begin with a minus, so that it is judged as what it is.
struct SearchOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(parsing: .unconditional, help: "Worker threads; every core when not given.") var threads: Int?
    @Option(parsing: .unconditional, help: "Most wall seconds; 10 for a plan when no limit is given.")
    var timeLimit: Double?
    @Option(
        parsing: .unconditional, help: "Most steps of the search, over all islands; equal bytes whatever the threads.")
    var steps: Int?
    @Option(parsing: .unconditional, help: "Independent searches that exchange their best; 4 under --steps.")
    var islands: Int?

    func validate() throws {
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must lie in 1...1024.") }
        if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e7) {
            throw ValidationError("--time-limit must lie above 0 and at most 10000000.")
        }
        if let steps, steps < 0 { throw ValidationError("--steps must not be negative.") }
        if let islands, !(1...256).contains(islands) { throw ValidationError("--islands must lie in 1...256.") }
    }

    /// The threads to use.
    var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }
    /// The seconds to search; `nil` when only steps count.
    var seconds: Double? { timeLimit ?? (steps == nil ? 10 : nil) }
}

/// Dates on the command line are ISO dates.
extension CivilDate: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`; `nil`, a usage error, for anything else.
    public init?(argument: String) { self.init(iso: argument) }
    /// The date as help texts print it.
    public var defaultValueDescription: String { iso }
}

/// Languages on the command line are `nb`, `sv` and `en`.
extension MessageLanguage: ExpressibleByArgument {}
