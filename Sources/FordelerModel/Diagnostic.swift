/// One problem found in an input: where, what, and what to do. All of an input's problems are listed at once.
public struct Diagnostic: Error, Hashable, Sendable, Codable {
    /// Whether it stops the work.
    public enum Severity: String, Hashable, Sendable, Codable {
        case error, warning
    }
    /// Error or warning.
    public var severity: Severity
    /// Stable code, for example `E-CSV-NUMBER`.
    public var code: String
    /// File name, relative to the scenario folder.
    public var file: String
    /// Line in the file, from 1.
    public var line: Int?
    /// Column name (CSV), or path (YAML and JSON).
    public var column: String?
    /// The value as written.
    public var value: String?
    /// What is wrong, one sentence.
    public var message: String
    /// What to do, one sentence.
    public var advice: String

    /// Makes a diagnostic.
    public init(
        severity: Severity = .error, code: String, file: String, line: Int? = nil, column: String? = nil,
        value: String? = nil, message: String, advice: String
    ) {
        self.severity = severity
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.value = value
        self.message = message
        self.advice = advice
    }

    /// `orders.csv:12 latitude '95,1' E-RANGE: … (advice)`.
    public var text: String {
        var place = file
        if let line { place += ":\(line)" }
        if let column { place += " \(column)" }
        if let value { place += " '\(value)'" }
        return "\(severity.rawValue) \(code) \(place): \(message) \(advice)"
    }
}

/// Every problem of one input, thrown together.
public struct InputErrors: Error, Sendable, CustomStringConvertible {
    /// The problems, in the order of the files and lines; at least one is an error.
    public var diagnostics: [Diagnostic]

    /// Makes the error.
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// The text of every problem, one a line.
    public var description: String { diagnostics.map(\.text).joined(separator: "\n") }
}
