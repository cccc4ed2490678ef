import FordelerModel

/// The stops of each van as tables that open on demand: the page's text twin of map and timeline.
struct StopsSection {
    let report: PlanReport

    var html: String {
        let days = report.days.enumerated().map { index, date in
            "<div data-day=\"\(index)\"\(index == 0 ? "" : " hidden")>"
                + report.routes(on: date).map(details).joined() + "</div>\n"
        }
        return "<section class=\"card\" aria-labelledby=\"stops-title\"><h2 id=\"stops-title\">Stops</h2>\n"
            + days.joined() + "</section>\n"
    }

    private func details(_ route: RouteReport) -> String {
        var table = HTMLTable(
            caption: route.title,
            columns: [
                .init("Stop", number: true), .init("Time"), .init("Order"), .init("Class"), .init("Kind"),
                .init("Place"),
                .init("Bring", wraps: true), .init("Take", wraps: true), .init("Due"),
            ])
        for stop in route.stops { table.rows.append(cells(stop)) }
        let facts =
            "\(CivilInstant.clock(route.startSecond))–\(CivilInstant.clock(route.endSecond)) · \(ReportText.counted(route.haltCount, "stop")) · "
            + "\(ReportText.counted(route.orderCount, "order")) · \(ReportText.kilometres(route.route.distanceMetres)) km · fullest \(ReportText.percent(route.peakLoadShare))"
            + (route.overrun.map { " · \(ReportText.percent($0)) risk of overrun" } ?? "")
        return
            "<details data-van=\"\(route.vanIndex)\" style=\"--van:var(--v\(route.vanIndex))\"><summary><i class=\"dot\"></i><b>\(route.vanName.html)</b> <span class=\"quiet\">\(facts)</span></summary>\n\(table.html)</details>\n"
    }

    private func cells(_ stop: StopReport) -> [String] {
        let times = "\(stop.clock(stop.stop.start))–\(stop.clock(stop.stop.end))"
        guard stop.stop.kind == .visit else {
            let id = (stop.stop.order ?? "").html
            switch stop.stop.kind {
            case .break: return ["", times, "", "", "", "Break", "", "", ""]
            case .pickup:
                let goods = stop.order.map { report.goods($0, [.deliver]).html } ?? ""
                return ["", times, id, "", "Load", stop.placeText.html, "", goods, ""]
            case .assist: return ["", times, id, "", "Second person", stop.placeText.html, "", "", ""]
            case .depot, .visit: return ["", times, "", "", "Store", stop.placeText.html, "", "", ""]
            }
        }
        let outcome = stop.outcome
        let order = stop.order
        let due = outcome?.due.map { ReportText.instant($0, from: report.plan.date) } ?? "–"
        let late = outcome?.late == true ? " <span class=\"badge late\">late</span>" : ""
        return [
            stop.number.map(String.init) ?? "", times, (stop.stop.order ?? "").html,
            outcome.map { ClassBadge.html($0.priority) } ?? "", order.map { ReportText.name($0.kind) } ?? "",
            stop.placeText.html, order.map { report.goods($0, [.deliver]).html } ?? "",
            order.map { report.goods($0, [.collect]).html } ?? "", due + late,
        ]
    }
}

/// The class of an order as a small coloured label that also reads without colour.
enum ClassBadge {
    static func html(_ priority: PriorityClass) -> String {
        "<span class=\"badge c\(priority.rawValue)\">\(priority == .acute ? "Acute" : String(priority.rawValue))</span>"
    }
}
