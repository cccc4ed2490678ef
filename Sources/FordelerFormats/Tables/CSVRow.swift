import FordelerModel

/// One row of a table, read cell by cell; whatever cannot be read goes to the log and comes back as `nil`.
///
/// A cell of a column that the table leaves out reads as empty.
struct CSVRow {
    let table: CSVTable
    let row: CSVTable.Row
    let log: InputLog

    /// Line in the file.
    var line: Int { row.line }

    /// The trimmed text of a cell.
    func text(_ column: String) -> String {
        guard let position = table.positions[column], position < row.cells.count else { return "" }
        return row.cells[position]
    }

    /// The text of a cell that may not be empty.
    func required(_ column: String) -> String? {
        let value = text(column)
        if !value.isEmpty { return value }
        if table.positions[column] != nil {
            error("E-CSV-EMPTY", column, "The cell is empty and has no default.", advice: "Fill it in.")
        }
        return nil
    }

    /// An identity: not empty, printable, without the signs that lists use.
    func identity(_ column: String) -> String? {
        guard let value = required(column) else { return nil }
        let forbidden: Set<Character> = ["+", ":", ";", ",", "\"", "\n", "/", "\\", "|"]
        if value.unicodeScalars.count > 80 || value.contains(where: forbidden.contains) {
            error(
                "E-ID-FORM", column, "This cannot be an identity.",
                advice: "Use at most 80 letters, digits, blanks, dots and hyphens.")
            return nil
        }
        return value
    }

    /// A number in a range; `default` when the cell is empty.
    func number(_ column: String, in range: ClosedRange<Double>, default standard: Double? = nil) -> Double? {
        let value = text(column)
        if value.isEmpty {
            return standard
                ?? {
                    _ = required(column)
                    return nil
                }()
        }
        guard let number = CellText.number(value) else {
            error(
                "E-CSV-NUMBER", column, "This is not a number.",
                advice: "Write digits with a decimal comma or point and nothing between thousands.")
            return nil
        }
        guard range.contains(number) else {
            rangeError(column, CellText.plain(range.lowerBound), CellText.plain(range.upperBound))
            return nil
        }
        return number
    }

    /// A number in thousandths, rounded half up: m³ to litres, kg to grams, places to thousandths.
    func thousandths(_ column: String, upTo: Double, default standard: Double? = nil) -> Int? {
        number(column, in: 0...upTo, default: standard).map { Int(($0 * 1000 + 0.5).rounded(.down)) }
    }

    /// Minutes as whole seconds.
    func minutes(_ column: String, upTo: Double = 1440, default standard: Double? = nil) -> Int? {
        number(column, in: 0...upTo, default: standard).map { Int(($0 * 60 + 0.5).rounded(.down)) }
    }

    /// Kroner as øre.
    func kroner(_ column: String, default standard: Double? = nil) -> Int? {
        number(column, in: 0...1_000_000, default: standard).map { Int(($0 * 100 + 0.5).rounded(.down)) }
    }

    /// A whole number in a range.
    func integer(_ column: String, in range: ClosedRange<Int>, default standard: Int? = nil) -> Int? {
        let value = text(column)
        if value.isEmpty {
            return standard
                ?? {
                    _ = required(column)
                    return nil
                }()
        }
        guard let number = CellText.number(value), number == number.rounded(), abs(number) < 1e15 else {
            error("E-CSV-INTEGER", column, "This is not a whole number.", advice: "Write digits only.")
            return nil
        }
        guard range.contains(Int(number)) else {
            rangeError(column, String(range.lowerBound), String(range.upperBound))
            return nil
        }
        return Int(number)
    }

    /// Yes or no; `false` when empty.
    func flag(_ column: String) -> Bool? {
        switch text(column).lowercased() {
        case "", "no", "nei", "nej", "0", "false", "usann", "falskt", "falsk": return false
        case "yes", "ja", "1", "true", "sann", "sant", "x": return true
        default:
            error(
                "E-CSV-YESNO", column, "This is neither yes nor no.", advice: "Write yes or no (ja and nei work too).")
            return nil
        }
    }

    /// One of some words; `default` when empty.
    func word<T: RawRepresentable<String>>(_ column: String, among values: [T], default standard: T? = nil) -> T? {
        let value = text(column)
        if value.isEmpty, let standard { return standard }
        guard let value = required(column) else { return nil }
        if let found = T(rawValue: value.lowercased()), values.contains(where: { $0.rawValue == found.rawValue }) {
            return found
        }
        error(
            "E-CSV-WORD", column, "This word is not known here.",
            advice: "Write one of: \(values.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    /// An instant; `nil` without a defect when the cell is empty.
    func instant(_ column: String) -> CivilInstant? {
        let value = text(column)
        if value.isEmpty { return nil }
        guard let instant = CellText.instant(value) else {
            error(
                "E-CSV-DATE", column, "This is not a date, or not one that exists.",
                advice: "Write 2026-05-04 07:30 or 04.05.2026 07:30.")
            return nil
        }
        return isReasonable(instant.date, column) ? instant : nil
    }

    /// A date; `nil` without a defect when the cell is empty.
    func date(_ column: String) -> CivilDate? {
        let value = text(column)
        if value.isEmpty { return nil }
        guard let instant = CellText.instant(value), instant.secondOfDay == 0 else {
            error(
                "E-CSV-DATE", column, "This is not a date, or not one that exists.",
                advice: "Write 2026-05-04 or 04.05.2026.")
            return nil
        }
        return isReasonable(instant.date, column) ? instant.date : nil
    }

    /// A clock time in seconds after midnight.
    func clock(_ column: String) -> Int? {
        guard let value = required(column) else { return nil }
        if let second = CellText.clock(value) { return second }
        error("E-CSV-TIME", column, "This is not a time of day.", advice: "Write 08:00, at most 24:00.")
        return nil
    }

    /// The parts of a list cell, parted by `+`.
    func list(_ column: String) -> [String] { CellText.list(text(column)) }

    /// Windows of a day, `09:00-11:30` or `mon/wed 09:00-11:30`, parted by `+`; `nil` after a defect.
    ///
    /// - Parameter example: the window the advice shows.
    func windows(_ column: String, example: String) -> [DailyWindow]? {
        var windows: [DailyWindow] = []
        for part in list(column) {
            guard let window = CellText.window(part) else {
                error(
                    "E-CSV-WINDOW", column, "This is not a time window.",
                    advice: "Write \(example), or mon/wed \(example); several are parted by +.")
                return nil
            }
            windows.append(window)
        }
        return windows
    }

    func error(_ code: String, _ column: String, _ message: String, advice: String) {
        let value = text(column)
        log.error(
            code, table.file, line: line, column: column, value: value.isEmpty ? nil : value, message, advice: advice)
    }

    func warning(_ code: String, _ column: String, _ message: String, advice: String) {
        let value = text(column)
        log.warning(
            code, table.file, line: line, column: column, value: value.isEmpty ? nil : value, message, advice: advice)
    }

    private func rangeError(_ column: String, _ low: String, _ high: String) {
        error("E-RANGE", column, "The number lies outside \(low) to \(high).", advice: "Check the unit and the digits.")
    }

    func isReasonable(_ date: CivilDate, _ column: String) -> Bool {
        if (2000...2100).contains(date.year) { return true }
        error("E-RANGE-DATE", column, "The year lies outside 2000 to 2100.", advice: "Check the year.")
        return false
    }
}
