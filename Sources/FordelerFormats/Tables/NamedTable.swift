import FordelerModel

/// A CSV table of a scenario folder with its cells by column name, for readers outside this room.
///
/// Separator, quoting and encoding are found as for every other table; defects are listed, not thrown.
public struct NamedTable: Sendable {
    /// One row that is not empty.
    public struct Row: Sendable {
        /// Line in the file, from 1.
        public let line: Int
        /// Trimmed cells by column; a column that the table leaves out has none.
        public let cells: [String: String]
    }

    /// File name, relative to the folder.
    public let file: String
    /// The rows; empty when the header is unusable.
    public let rows: [Row]
    /// Columns that the table has.
    public let columns: Set<String>
    /// What is wrong with the file or its form.
    public let diagnostics: [Diagnostic]

    /// Reads a table; `nil` when the file is missing and need not be there.
    ///
    /// - Parameters:
    ///   - file: Name inside the folder.
    ///   - folder: Path of the scenario folder.
    ///   - required: Columns the table must have.
    ///   - optional: Columns it may have; any other one is a defect.
    ///   - isNeeded: Whether a missing file is a defect.
    public init?(file: String, folder: String, required: [String], optional: [String], isNeeded: Bool) {
        let log = InputLog()
        let input = InputFolder(path: folder, log: log)
        if !isNeeded, !input.exists(file) { return nil }
        self.file = file
        let known = required.map(CSVColumn.required) + optional.map(CSVColumn.optional)
        if let text = input.text(file), let table = CSVTable(file: file, text: text, columns: known, log: log) {
            columns = Set(table.positions.keys)
            rows = table.rows.map { row in
                Row(
                    line: row.line,
                    cells: table.positions.compactMapValues { $0 < row.cells.count ? row.cells[$0] : nil })
            }
        } else {
            columns = []
            rows = []
        }
        diagnostics = log.diagnostics
    }

    /// A number as people write it, with a decimal point or comma; `nil` when it is none or not finite.
    public static func number(_ text: String) -> Double? { CellText.number(text) }
}
