import FordelerModel

/// One column a table may have.
struct CSVColumn {
    let name: String
    /// Whether the table must have it.
    let isRequired: Bool

    static func required(_ name: String) -> CSVColumn { CSVColumn(name: name, isRequired: true) }
    static func optional(_ name: String) -> CSVColumn { CSVColumn(name: name, isRequired: false) }
}

/// A table as a spreadsheet saves it: the separator is found in the first line, fields may be quoted and hold newlines.
struct CSVTable {
    /// One row that is not empty.
    struct Row {
        /// Line of its first character in the file, from 1.
        var line: Int
        var cells: [String]
    }
    let file: String
    let rows: [Row]
    /// Where each known column stands; a column that is left out has no entry.
    let positions: [String: Int]

    /// Cuts a text into rows and judges its first one against the columns; defects go to the log.
    ///
    /// `nil` when the first row is unusable, so that no row of the table would be understood.
    init?(file: String, text: String, columns: [CSVColumn], log: InputLog) {
        self.file = file
        let separator = CSVTable.separator(of: text)
        guard var parsed = CSVTable.rows(of: text, separator: separator, file: file, log: log), !parsed.isEmpty else {
            return nil
        }
        let header = parsed.removeFirst()
        let known = Set(columns.map(\.name))
        var positions: [String: Int] = [:]
        for (index, cell) in header.cells.enumerated() {
            let name = cell.lowercased()
            if name.isEmpty {
                if parsed.contains(where: { $0.cells.indices.contains(index) && !$0.cells[index].isEmpty }) {
                    log.error(
                        "E-CSV-COLUMN-UNKNOWN", file, line: header.line, column: "column \(index + 1)",
                        "The column has values and no name.", advice: "Name it in the first line, or empty it.")
                }
            } else if !known.contains(name) {
                log.error(
                    "E-CSV-COLUMN-UNKNOWN", file, line: header.line, column: "column \(index + 1)", value: cell,
                    "The table has no such column.", advice: CSVTable.columnAdvice(name, among: columns))
            } else if positions[name] != nil {
                log.error(
                    "E-CSV-COLUMN-DUPLICATE", file, line: header.line, column: name,
                    "The column stands twice in the first line.", advice: "Keep one of them.")
            } else {
                positions[name] = index
            }
        }
        for column in columns where column.isRequired && positions[column.name] == nil {
            log.error(
                "E-CSV-COLUMN-MISSING", file, line: header.line, column: column.name,
                "The table needs this column.", advice: "Add it to the first line.")
        }
        for row in parsed
        where row.cells.count > header.cells.count && row.cells[header.cells.count...].contains(where: { !$0.isEmpty })
        {
            log.error(
                "E-CSV-FIELDS", file, line: row.line, value: "\(row.cells.count) fields",
                "The row has more fields than the first line has columns (\(header.cells.count)).",
                advice:
                    "Put fields that hold the separator '\(separator == "\t" ? "tab" : String(separator))' in quotes.")
        }
        guard !positions.isEmpty else { return nil }
        self.positions = positions
        rows = parsed
    }

    private static func columnAdvice(_ name: String, among columns: [CSVColumn]) -> String {
        let near = columns.map(\.name).map { ($0, editDistance($0, name)) }.min { $0.1 < $1.1 }
        if let near, near.1 <= 2 { return "Did you mean \(near.0)?" }
        return "Columns are: \(columns.map(\.name).joined(separator: ", "))."
    }

    /// The separator of the first line that is not empty: the commonest of semicolon, comma and tab outside quotes.
    static func separator(of text: String) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        var hasText = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if scalar == "\n" || scalar == "\r" {
                if hasText { break }
                continue
            }
            hasText = true
            if scalar == ";" || scalar == "," || scalar == "\t" { counts[scalar, default: 0] += 1 }
        }
        return [";", "\t", ","].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ";"
    }

    /// The rows that hold anything, cells trimmed; `nil` after a stray quote, which makes all that follows doubtful.
    /// O(length).
    private static func rows(of text: String, separator: Unicode.Scalar, file: String, log: InputLog) -> [Row]? {
        var rows: [Row] = []
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var line = 1
        var rowLine = 1
        var quoteLine = 0
        var isQuoted = false
        var wasQuoted = false
        var last: Unicode.Scalar = " "
        func trimmed(_ cell: String.UnicodeScalarView) -> String {
            var view = cell[...]
            while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
            while let last = view.last, last.properties.isWhitespace { view.removeLast() }
            return String(view)
        }
        func closeCell() {
            cells.append(trimmed(cell))
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func closeRow() {
            closeCell()
            if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: rowLine, cells: cells)) }
            cells.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            let isNewline = scalar == "\n" || scalar == "\r"
            let endsLine = isNewline && !(scalar == "\n" && last == "\r")
            defer { last = scalar }
            if isQuoted {
                if scalar == "\"" {
                    isQuoted = false
                } else {
                    if !(scalar == "\n" && last == "\r") { cell.append(scalar == "\r" ? "\n" : scalar) }
                    if endsLine { line += 1 }
                }
            } else if scalar == "\"" && (wasQuoted && last == "\"") {
                // A doubled quote inside a quoted field is one quote.
                cell.append("\"")
                isQuoted = true
            } else if scalar == "\"" && cell.allSatisfy(\.properties.isWhitespace) && !wasQuoted {
                cell.removeAll(keepingCapacity: true)
                isQuoted = true
                wasQuoted = true
                quoteLine = line
            } else if scalar == separator {
                closeCell()
            } else if isNewline {
                if endsLine {
                    closeRow()
                    line += 1
                }
                rowLine = line
            } else {
                if wasQuoted, !scalar.properties.isWhitespace {
                    log.error(
                        "E-CSV-QUOTE", file, line: quoteLine,
                        "A quoted field that begins here ends before its text does.",
                        advice: "Close the quote at the separator, and double quotes inside a field.")
                    return nil
                }
                cell.append(scalar)
            }
        }
        if isQuoted {
            log.error(
                "E-CSV-QUOTE", file, line: quoteLine, "A quoted field that begins here never ends.",
                advice: "Close the quote, and double quotes inside a field.")
            return nil
        }
        closeRow()
        return rows
    }

    /// Levenshtein distance, for advice on misspelt names.
    static func editDistance(_ a: String, _ b: String) -> Int {
        let first = Array(a.unicodeScalars.prefix(40))
        let second = Array(b.unicodeScalars.prefix(40))
        var previous = Array(0...second.count)
        for i in 0..<first.count {
            var current = [i + 1]
            for j in 0..<second.count {
                let change = previous[j] + (first[i] == second[j] ? 0 : 1)
                current.append(min(change, previous[j + 1] + 1, current[j] + 1))
            }
            previous = current
        }
        return previous[second.count]
    }
}
