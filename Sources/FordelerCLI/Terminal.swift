import Foundation

/// What the two output streams can show.
enum Terminal {
    /// Whether standard output may carry colours: a terminal, and `NO_COLOR` unset or empty.
    static var outputHasColours: Bool { hasColours(isatty(1) != 0) }
    /// Whether standard error is a terminal, where a progress bar can redraw its line.
    static var errorIsTerminal: Bool { isatty(2) != 0 && environment("TERM") != "dumb" }

    static func hasColours(_ isTerminal: Bool) -> Bool {
        isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
