import FordelerFormats

extension String {
    /// The text as it may stand in a page.
    var html: String { escapedForXML }
}

extension Double {
    /// A coordinate or percentage with at most two decimals and no trailing zeros; 0 when not a number.
    var svg: String {
        guard isFinite, abs(self) < 1e9 else { return "0" }
        let hundredths = Int((self * 100).rounded())
        let whole = abs(hundredths) / 100
        let rest = abs(hundredths) % 100
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// A table with a caption, written row by row.
struct HTMLTable {
    /// A column: its title, and whether it holds numbers (set to the right).
    struct Column {
        var title: String
        var isNumber: Bool
        /// Whether long text may take several lines.
        var wraps: Bool
        init(_ title: String, number: Bool = false, wraps: Bool = false) {
            self.title = title
            isNumber = number
            self.wraps = wraps
        }
        var attribute: String {
            let classes = (isNumber ? ["n"] : []) + (wraps ? ["w"] : [])
            return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        }
    }
    var caption: String
    var columns: [Column]
    /// Cells as ready HTML.
    var rows: [[String]] = []
    /// Whether the last row is a sum.
    var lastIsTotal = false

    /// The table inside a frame that scrolls sideways when the window is narrow.
    var html: String {
        var text =
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption.html)\"><table><caption>\(caption.html)</caption><thead><tr>"
        for column in columns {
            text += "<th scope=\"col\"\(column.attribute)>\(column.title.html)</th>"
        }
        text += "</tr></thead><tbody>\n"
        for (index, row) in rows.enumerated() {
            text += lastIsTotal && index == rows.count - 1 ? "<tr class=\"total\">" : "<tr>"
            for (cell, column) in zip(row, columns) {
                text += "<td\(column.attribute)>\(cell)</td>"
            }
            text += "</tr>\n"
        }
        return text + "</tbody></table></div>\n"
    }
}
