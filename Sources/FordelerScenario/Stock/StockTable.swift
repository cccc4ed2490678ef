import FordelerFormats
import FordelerModel

/// One table of a stock scenario whose cells are read by column name; a bad cell is noted and its default used.
struct StockTable {
    typealias Row = NamedTable.Row

    let file: String
    let rows: [Row]
    private let columns: Set<String>
    private(set) var problems: [Diagnostic]

    /// Reads a table; `nil` when it is missing and need not be there.
    init?(file: String, folder: String, required: [String], optional: [String] = [], isNeeded: Bool = true) {
        guard
            let table = NamedTable(
                file: file, folder: folder, required: required, optional: optional, isNeeded: isNeeded)
        else { return nil }
        self.file = file
        columns = table.columns
        problems = table.diagnostics
        // Rows without a column they need would only repeat its absence.
        rows = required.allSatisfy(table.columns.contains) ? table.rows : []
    }

    private func problem(
        _ code: String, _ line: Int?, _ column: String?, _ value: String?, _ message: String, _ advice: String
    ) -> Diagnostic {
        Diagnostic(code: code, file: file, line: line, column: column, value: value, message: message, advice: advice)
    }

    // MARK: Typed cells; a bad one is reported and its default used

    /// The text of a cell; empty when the column is missing.
    func text(_ row: Row, _ column: String) -> String { row.cells[column] ?? "" }

    /// A number; `fallback` when the cell is empty, an error when it is empty without one.
    mutating func number(_ row: Row, _ column: String, or fallback: Double? = nil) -> Double {
        let written = text(row, column)
        if written.isEmpty, let fallback { return fallback }
        if let value = NamedTable.number(written) { return value }
        if columns.contains(column) || fallback == nil {
            problems.append(
                problem(
                    "E-CSV-NUMBER", row.line, column, written, "This is not a finite number.",
                    "Write digits with a decimal point, for example 12.5."))
        }
        return fallback ?? 0
    }

    /// A whole number within ±9·10¹⁵.
    mutating func whole(_ row: Row, _ column: String, or fallback: Int? = nil) -> Int {
        let value = number(row, column, or: fallback.map(Double.init))
        if abs(value) > 9e15 || value.rounded() != value {
            problems.append(
                problem(
                    "E-CSV-WHOLE", row.line, column, text(row, column), "This is not a whole number.",
                    "Write a whole number."))
            return fallback ?? 0
        }
        return Int(value)
    }

    /// Kroner as øre.
    mutating func money(_ row: Row, _ column: String, or fallback: Double? = nil) -> Int {
        let value = number(row, column, or: fallback) * 100
        if abs(value) > 9e15 {
            problems.append(
                problem("E-CSV-WHOLE", row.line, column, text(row, column), "The sum is too large.", "Correct it."))
            return 0
        }
        return Int(value.rounded())
    }

    /// One of a closed list of words.
    mutating func word<Value>(_ row: Row, _ column: String, _ known: [(String, Value)], or fallback: Value) -> Value {
        let written = text(row, column).lowercased()
        if written.isEmpty { return fallback }
        if let match = known.first(where: { $0.0 == written }) { return match.1 }
        problems.append(
            problem(
                "E-CSV-WORD", row.line, column, written, "This word is not known.",
                "Write one of: \(known.map(\.0).joined(separator: ", "))."))
        return fallback
    }

    /// A class of the priority key.
    mutating func priority(_ row: Row, _ column: String) -> PriorityClass {
        let written = text(row, column)
        if let known = PriorityClass(word: written) { return known }
        problems.append(
            problem(
                "E-CSV-WORD", row.line, column, written, "This is no class.", "Write acute, 1, 2 or 3."))
        return .three
    }

    /// Words apart by blanks, `|` or `+`.
    func words(_ row: Row, _ column: String) -> [String] {
        text(row, column).split { " |+".contains($0) }.map(String.init)
    }

    /// Adds a problem found while the rows were understood.
    mutating func report(_ code: String, _ row: Row, _ column: String, _ message: String, _ advice: String) {
        problems.append(problem(code, row.line, column, text(row, column), message, advice))
    }
}
