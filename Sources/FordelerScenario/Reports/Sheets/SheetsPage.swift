import FordelerModel

/// The drivers' sheets as one HTML page: one sheet a van and day, stops in order and the load list of each trip.
///
/// On screen a day is chosen; printing gives one page a van of that day. Sheets name the order, the place, the goods
/// and what the visit asks of the crew; the telephone column is left blank to be filled in by hand, because planning
/// data carries no names or numbers.
public struct SheetsPage: Sendable {
    private let report: PlanReport

    /// Makes the sheets of every day of a plan.
    public init(_ report: PlanReport) { self.report = report }

    /// The HTML document.
    public var html: String {
        let days = report.days.enumerated().map { index, date in
            "<div data-day=\"\(index)\"\(index == 0 ? "" : " hidden")>\n"
                + report.routes(on: date).map { DriverSheet(route: $0, report: report).html }.joined() + "</div>\n"
        }
        let choices = report.days.enumerated().map { index, date in
            "<option value=\"\(index)\">\(ReportText.longDay(date))</option>"
        }
        return HTMLPage.document(
            title: "Driver sheets – \(report.title)",
            style: SheetsPageStyle.css, followsScheme: false,
            body: """
                <nav><label>Day <select id="day">\(choices.joined())</select></label> \
                <button type="button" id="print">Print this day</button></nav>
                <main>
                \(days.joined())</main>
                <script>
                \(SheetsPageStyle.javaScript)
                </script>
                """)
    }
}
