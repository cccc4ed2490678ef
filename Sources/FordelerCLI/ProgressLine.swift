import Foundation
import Synchronization

/// Shows how far a search is: a bar that redraws itself on a terminal, a plain line now and then otherwise.
final class ProgressLine: Sendable {
    private struct State {
        var lastShown = -1.0
        var isOpen = false
    }
    private let state = Mutex(State())
    private let redraws: Bool
    private let isSilent: Bool
    private let write: @Sendable (String) -> Void

    /// Makes a line on standard error; a silent one shows nothing.
    init(
        silent: Bool, redraws: Bool = Terminal.errorIsTerminal,
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
    ) {
        isSilent = silent
        self.redraws = redraws
        self.write = write
    }

    /// Shows a state of the search. Calls that come too soon after the last are left out: five times a second on a
    /// terminal, every five seconds elsewhere.
    func show(seconds: Double, fraction: Double, note: String) {
        guard !isSilent else { return }
        state.withLock { state in
            guard state.lastShown < 0 || seconds - state.lastShown >= (redraws ? 0.2 : 5) else { return }
            state.lastShown = seconds
            state.isOpen = redraws
            write(redraws ? "\r" + ProgressLine.bar(fraction, note: note) : "\(Int(seconds)) s  \(note)\n")
        }
    }

    /// Clears the bar, so that what follows starts on a clean line.
    func finish() {
        state.withLock { state in
            if state.isOpen { write("\r" + String(repeating: " ", count: 79) + "\r") }
            state.isOpen = false
        }
    }

    /// A bar of 24 cells, the percentage and a note, cut and padded to 79 columns.
    static func bar(_ fraction: Double, note: String) -> String {
        let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
        let filled = Int(share * 24)
        let percent = Int(share * 100)
        let padding = String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0)
        let line =
            "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
            + "] \(padding)\(percent) %  " + note
        let cut = String(line.prefix(79))
        return cut + String(repeating: " ", count: 79 - cut.count)
    }
}
