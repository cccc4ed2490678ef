import FordelerModel

/// Collects the problems of one input, file by file.
final class InputLog {
    private var files: [String] = []
    private var byFile: [String: [Diagnostic]] = [:]
    private var left: [String: Int] = [:]

    /// Most problems listed for one file; the rest is counted.
    static let mostPerFile = 500

    /// Fixes the place of a file in the list before anything is found in it.
    func open(_ file: String) {
        if byFile[file] == nil {
            files.append(file)
            byFile[file] = []
        }
    }

    func add(_ diagnostic: Diagnostic) {
        open(diagnostic.file)
        if byFile[diagnostic.file, default: []].count < InputLog.mostPerFile || diagnostic.severity == .warning {
            byFile[diagnostic.file, default: []].append(diagnostic)
        } else {
            left[diagnostic.file, default: 0] += 1
        }
    }

    func error(
        _ code: String, _ file: String, line: Int? = nil, column: String? = nil, value: String? = nil,
        _ message: String, advice: String
    ) {
        add(
            Diagnostic(
                code: code, file: file, line: line, column: column, value: value.map(InputLog.shortened),
                message: message, advice: advice))
    }

    func warning(
        _ code: String, _ file: String, line: Int? = nil, column: String? = nil, value: String? = nil,
        _ message: String, advice: String
    ) {
        add(
            Diagnostic(
                severity: .warning, code: code, file: file, line: line, column: column,
                value: value.map(InputLog.shortened), message: message, advice: advice))
    }

    /// Everything found: files in the order they were opened, lines rising within a file.
    var diagnostics: [Diagnostic] {
        files.flatMap { file -> [Diagnostic] in
            let found = byFile[file, default: []]
            let sorted = found.indices.sorted {
                (found[$0].line ?? 0, $0) < (found[$1].line ?? 0, $1)
            }.map { found[$0] }
            guard let more = left[file] else { return sorted }
            return sorted + [
                Diagnostic(
                    code: "E-FILE-MORE", file: file, value: String(more),
                    message: "That many further errors of this file are not listed.",
                    advice: "Correct those above and read the folder again.")
            ]
        }
    }

    var hasErrors: Bool { byFile.values.contains { $0.contains { $0.severity == .error } } }

    /// A value fit for one line of a message.
    static func shortened(_ value: String) -> String {
        let line = String(String.UnicodeScalarView(value.unicodeScalars.prefix(81).map { $0.value < 32 ? " " : $0 }))
        return line.unicodeScalars.count > 80 ? String(line.prefix(77)) + "…" : line
    }
}
