import FordelerModel
import FordelerPlanning

/// One van-day on paper.
struct DriverSheet {
    let route: RouteReport
    let report: PlanReport

    var html: String {
        """
        <article class="sheet" aria-label="\(route.title.html)">
        <header><div><h1>\(route.vanName.html)</h1><p class="date">\(ReportText.longDay(route.route.date))</p></div>
        <dl>\(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1.html)</dd></div>" }.joined())</dl></header>
        <table class="stops"><thead><tr><th>#</th><th>Time</th><th>Order and place</th><th>Bring</th><th>Take or do</th>\
        <th>Mind</th><th>Phone</th><th>Done</th></tr></thead><tbody>
        \(rows)</tbody></table>
        \(LoadLists(route: route, report: report).html)
        <footer>\(DriverSheet.key)<span>\(report.title.html) · plan of \(ReportText.longDay(report.plan.date))</span></footer>
        </article>

        """
    }

    private static let key =
        "<span>2P two persons · STAIRS no lift · HYGIENE gloves, goods bagged and kept apart · ▼ bring · ▲ take · ◆ repair</span>"

    private var facts: [(String, String)] {
        var facts = [
            ("Out", CivilInstant.clock(route.startSecond)), ("Back", CivilInstant.clock(route.endSecond)),
            ("Stops", String(route.haltCount)), ("Trips", String(route.tripCount)),
            ("Drive", ReportText.kilometres(route.route.distanceMetres) + " km"),
        ]
        if let shift = route.shift {
            let names = shift.persons.joined(separator: ", ")
            facts.append(("Crew", names.isEmpty ? String(shift.crew) : "\(shift.crew): \(names)"))
        }
        if let features = route.van?.features, !features.isEmpty {
            facts.append(("Van has", features.sorted().joined(separator: ", ")))
        }
        return facts
    }

    private var rows: String {
        var text = ""
        for (index, stop) in route.stops.enumerated() {
            let (start, end) = (stop.clock(stop.stop.start), stop.clock(stop.stop.end))
            let times = start == end ? start : "\(start)–\(end)"
            switch stop.stop.kind {
            case .depot:
                let isFirst = index == 0
                let isLast = index == route.stops.count - 1
                let work =
                    isFirst
                    ? "Load"
                    : isLast
                        ? (start == end ? "Back" : "Unload") : "Unload, load trip \(stop.stop.trip + (isFirst ? 0 : 1))"
                text +=
                    "<tr class=\"store\"><td></td><td>\(times)</td><td colspan=\"6\">\(work) at \(stop.placeText.html)</td></tr>\n"
            case .break:
                text +=
                    "<tr class=\"store\"><td></td><td>\(times)</td><td colspan=\"6\">Break, \(ReportText.span(stop.stop.end - stop.stop.start))</td></tr>\n"
            case .pickup:
                let goods = stop.order.map { report.goods($0, [.deliver]) } ?? ""
                text +=
                    "<tr class=\"store\"><td></td><td>\(times)</td><td colspan=\"6\">Load \(goods.html) at \(stop.placeText.html), for \((stop.stop.order ?? "").html)</td></tr>\n"
            case .assist:
                text +=
                    "<tr class=\"store\"><td></td><td>\(times)</td><td colspan=\"6\">Meet the other van at \(stop.placeText.html): second person for \((stop.stop.order ?? "").html)</td></tr>\n"
            case .visit:
                text += visit(stop, times)
            }
        }
        return text
    }

    private func visit(_ stop: StopReport, _ times: String) -> String {
        let order = stop.order
        let bring = order.map { lines($0, .deliver, "▼") } ?? ""
        let take = [order.map { lines($0, .collect, "▲") } ?? "", order.map { lines($0, .repair, "◆") } ?? ""]
            .filter { !$0.isEmpty }.joined(separator: "<br>")
        return
            "<tr><td class=\"nr\">\(stop.number ?? 0)</td><td><b>\(times)</b><br><small>arrive \(stop.clock(stop.stop.arrival))</small>\(window(stop))</td>"
            + "<td><b>\(stop.placeText.html)</b><br><small>\((stop.stop.order ?? "").html)\(order.map { " · " + ReportText.name($0.kind) } ?? "")\(stop.outcome?.priority == .acute ? " · <b>ACUTE</b>" : "")</small></td>"
            + "<td>\(bring)</td><td>\(take)</td><td>\(marks(stop))</td><td class=\"blank\"></td><td class=\"box\">☐</td></tr>\n"
    }

    /// The hours agreed with the person, when the order has any on this day.
    private func window(_ stop: StopReport) -> String {
        guard let order = stop.order else { return "" }
        let weekday = route.route.date.weekday
        let windows = order.windows.filter { $0.weekdays.isEmpty || $0.weekdays.contains(weekday) }
            .map { "\(CivilInstant.clock($0.fromSecond))–\(CivilInstant.clock($0.toSecond))" }
        return windows.isEmpty ? "" : "<br><small>agreed \(windows.joined(separator: ", "))</small>"
    }

    private func lines(_ order: Order, _ direction: OrderLine.Direction, _ sign: String) -> String {
        order.lines.filter { $0.direction == direction }
            .map { "\(sign)\u{a0}\($0.quantity) × \((report.items[$0.item]?.name ?? $0.item).html)" }
            .joined(separator: "<br>")
    }

    private func marks(_ stop: StopReport) -> String {
        guard let order = stop.order else { return "" }
        var marks: [String] = []
        if OrderNeeds(order, items: report.items).persons > 1 { marks.append("2P") }
        if order.stairs { marks.append("STAIRS") }
        if order.infection { marks.append("HYGIENE") }
        return marks.map { "<span class=\"mark\">\($0)</span>" }.joined(separator: " ")
    }
}
