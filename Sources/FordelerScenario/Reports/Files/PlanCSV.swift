import FordelerModel

/// A plan as a table for spreadsheets: one line an order, planned or not.
///
/// Semicolons part the columns and the text starts with a byte order mark, which Nordic spreadsheets read without
/// questions; the first line names the columns.
public enum PlanCSV {
    /// The columns, in order.
    public static let columns = [
        "order", "kind", "class", "state", "van", "date", "trip", "stop", "arrival", "start", "end", "due", "late",
        "overdue_at_start", "tardiness_minutes", "postcode", "place", "reason_code", "reason",
    ]

    /// The file's text.
    public static func text(_ report: PlanReport) -> String {
        var visits: [String: (route: RouteReport, stop: StopReport)] = [:]
        for route in report.routes {
            for stop in route.stops {
                if let order = stop.stop.order { visits[order] = (route, stop) }
            }
        }
        let origin = report.plan.date
        func iso(_ seconds: Int?) -> String { seconds.map { CivilInstant(seconds: $0, from: origin).iso } ?? "" }
        var lines = [columns.joined(separator: ";")]
        for outcome in report.plan.orders {
            let order = report.orders[outcome.order]
            let visit = visits[outcome.order]
            let stop = visit?.stop.stop
            let cells = [
                outcome.order, order?.kind.rawValue ?? "", outcome.priority.word, outcome.state.rawValue,
                outcome.van ?? "", outcome.date?.iso ?? "", stop.map { String($0.trip) } ?? "",
                visit?.stop.number.map(String.init) ?? "", iso(stop?.arrival), iso(stop?.start), iso(stop?.end),
                iso(outcome.due), outcome.late ? "yes" : "no", outcome.overdueAtStart ? "yes" : "no",
                String(outcome.tardinessSeconds / 60), order?.place.postcode ?? "", order?.place.name ?? "",
                outcome.reason?.code ?? "", outcome.reason?.text ?? "",
            ]
            lines.append(cells.map(quoted).joined(separator: ";"))
        }
        return "\u{feff}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Quotes a cell that would otherwise break the line, and keeps a spreadsheet from reading it as a formula.
    static func quoted(_ cell: String) -> String {
        var text = cell
        if let first = text.first, "=+-@".contains(first), Double(text) == nil { text = "'" + text }
        guard text.contains(where: { $0 == ";" || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
