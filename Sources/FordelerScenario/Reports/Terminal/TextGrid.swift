/// Columns of text, aligned and kept within a width.
struct TextGrid {
    enum Alignment { case left, right }
    /// How a cell looks on a terminal.
    enum Tone { case plain, quiet, strong, alarm }
    struct Cell {
        var text: String
        var tone: Tone = .plain
        init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }
        /// A count: zero is quiet, and anything else may raise an alarm.
        static func count(_ value: Int, alarming: Bool = false) -> Cell {
            Cell(String(value), value == 0 ? .quiet : alarming ? .alarm : .plain)
        }
    }
    struct Column {
        var title: String
        var width: Int
        var alignment: Alignment = .right
    }

    var columns: [Column]
    var rows: [[Cell]] = []
    var hasColours: Bool

    /// The title row and the rows; each line is at most the sum of the widths and one blank between columns.
    var lines: [String] {
        let head = line(columns.map { Cell($0.title, .quiet) })
        return [head] + rows.map(line)
    }

    private func line(_ cells: [Cell]) -> String {
        var parts: [String] = []
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : Cell("")
            let fitted = TextGrid.fit(cell.text, width: column.width, alignment: column.alignment)
            parts.append(TextGrid.paint(fitted, cell.tone, colours: hasColours))
        }
        let text = parts.joined(separator: " ")
        return hasColours ? text : TextGrid.trimmed(text)
    }

    static func trimmed(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)] == " " { end = text.index(before: end) }
        return String(text[..<end])
    }

    /// Cuts with an ellipsis or pads with blanks to exactly `width` characters.
    static func fit(_ text: String, width: Int, alignment: Alignment) -> String {
        let plain = text.replacing("\u{a0}", with: " ")
        if plain.count > width { return String(plain.prefix(max(0, width - 1))) + (width > 0 ? "…" : "") }
        let padding = String(repeating: " ", count: width - plain.count)
        return alignment == .left ? plain + padding : padding + plain
    }

    static func paint(_ text: String, _ tone: Tone, colours: Bool) -> String {
        guard colours else { return text }
        return switch tone {
        case .plain: text
        case .quiet: "\u{1b}[2m\(text)\u{1b}[0m"
        case .strong: "\u{1b}[1m\(text)\u{1b}[0m"
        case .alarm: "\u{1b}[1;31m\(text)\u{1b}[0m"
        }
    }
}
