import FordelerModel

/// The report as one HTML page that needs nothing else: map, timeline, stops, late and waiting orders, aims, cost.
///
/// The page shows order numbers, places and goods; names, telephone numbers and health details never reach it. It
/// carries no clock time, so that equal plans give equal bytes.
public struct ReportPage: Sendable {
    private let report: PlanReport

    /// Makes a page.
    public init(_ report: PlanReport) { self.report = report }

    /// The HTML document.
    public var html: String {
        HTMLPage.document(
            title: "\(report.title) – plan",
            style: ReportPageStyle.css + "\n" + VanColours.css(count: report.problem.vans.count + 1),
            body: """
                <header>
                <p class="quiet">\(report.title == report.problem.name ? "Plan" : report.problem.name.html)</p>
                <h1>\(report.title.html)</h1>
                <p>\(ReportText.longDay(report.plan.date)) · \(report.plan.horizon.count) working days · \(report.plan.orders.count) open orders</p>
                <p class="verdict \(isGood ? "good" : "bad")">\(verdict.html)</p>
                </header>
                <main>
                \(cards)
                \(dayChoice)
                <div class="split">
                \(MapSection(report).html)\(TimelineSection(report).html)</div>
                \(StopsSection(report: report).html)\(TablesSection(report: report).html)</main>
                <footer class="quiet"><p>Scenario \(report.plan.scenario.html) · seed \(report.plan.seed) · priority key \(report.problem.key.version.html)</p></footer>
                <script>
                \(ReportPageScript.javaScript)
                </script>
                """)
    }

    private var isGood: Bool {
        report.isValid != false && !report.late.contains { $0.priority <= .one }
    }

    /// The first question answered in one or two sentences.
    private var verdict: String {
        var sentences: [String] = []
        switch report.isValid {
        case true?: sentences.append("Checked independently: every rule holds.")
        case false?: sentences.append("The independent checker found broken rules.")
        case nil: break
        }
        let late = report.late
        if late.isEmpty {
            sentences.append("No order is made late.")
        } else {
            let parts = PriorityClass.allCases.compactMap { priority -> String? in
                let count = late.count { $0.priority == priority }
                return count == 0 ? nil : "\(count) \(priority == .acute ? "acute" : "of class \(priority.rawValue)")"
            }
            sentences.append("Made late: " + parts.joined(separator: ", ") + ".")
            if !late.contains(where: { $0.priority <= .one }) {
                sentences.append("No acute or class 1 order is made late.")
            }
        }
        return sentences.joined(separator: " ")
    }

    private var cards: String {
        let summary = PlanSummary(report)
        func orders(_ states: OrderState...) -> Int { states.reduce(0) { $0 + (summary.orders[$1.rawValue] ?? 0) } }
        let cells: [(String, String, String)] = [
            (
                "Planned", ReportText.grouped(orders(.planned)),
                "of \(ReportText.grouped(report.plan.orders.count)) open orders"
            ),
            ("Made late", String(report.late.count), "\(report.overdueAtStart.count) overdue before the start"),
            (
                "Waiting", String(orders(.waitingOnPurpose, .waitingHorizonFull)),
                "\(orders(.waitingOnPurpose)) on purpose"
            ),
            ("Not served in time", String(orders(.notServed)), "\(orders(.held)) held, \(orders(.notReady)) not ready"),
            ("Van-days", String(summary.vanDays), "\(ReportText.percent(summary.vanTimeUsed)) of the shifts used"),
            (
                "Driving", ReportText.kilometres(summary.distanceMetres) + " km",
                ReportText.duration(summary.drivingSeconds) + " hours"
            ),
            ("Cost", ReportText.money(report.plan.cost.total), "price of waiting included"),
        ]
        return "<dl class=\"cards\">"
            + cells.map { "<div><dt>\($0.0)</dt><dd>\($0.1) <small>\($0.2)</small></dd></div>" }.joined() + "</dl>"
    }

    private var dayChoice: String {
        let choices = report.days.enumerated().map { index, date in
            "<label><input type=\"radio\" name=\"day\" value=\"\(index)\"\(index == 0 ? " checked" : "")><span>\(ReportText.day(date))</span></label>"
        }
        return "<fieldset class=\"days\"><legend>Day</legend>" + choices.joined() + "</fieldset>"
    }
}

/// One colour a van, for light and dark pages.
enum VanColours {
    /// Hues set far apart for the first vans; later ones step by the golden angle.
    private static let hues = [212, 18, 145, 285, 42, 330, 178, 95]

    static func css(count: Int) -> String {
        func variables(_ saturation: Int, _ lightness: Int) -> String {
            (0..<max(1, count)).map { index in
                let hue = index < hues.count ? hues[index] : (index * 137 + 31) % 360
                return "--v\(index):hsl(\(hue) \(saturation)% \(lightness)%)"
            }.joined(separator: ";")
        }
        return ":root{\(variables(62, 40))}\n@media (prefers-color-scheme:dark){:root{\(variables(62, 66))}}"
    }
}
