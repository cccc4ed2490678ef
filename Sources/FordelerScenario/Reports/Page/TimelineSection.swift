import FordelerModel

/// The timeline of the page: one bar a van and day, with driving, service, waiting, breaks and work at stores.
struct TimelineSection {
    let report: PlanReport
    private let fromHour: Int
    private let toHour: Int

    init(_ report: PlanReport) {
        self.report = report
        let starts = report.routes.map(\.startSecond) + report.problem.shifts.map(\.startSecond)
        let ends = report.routes.map(\.endSecond) + report.problem.shifts.map(\.endSecond)
        let first = max(-24, (starts.min() ?? 28_800) / 3600)
        fromHour = first
        toHour = min(first + 48, max(first + 1, ((ends.max() ?? 57_600) + 3599) / 3600))
    }

    var html: String {
        """
        <section class="card timeline" aria-labelledby="timeline-title">
        <h2 id="timeline-title">Timeline</h2>
        \(days)\(legend)
        </section>

        """
    }

    private var legend: String {
        let helps = report.plan.routes.contains { $0.stops.contains { $0.kind == .assist } }
        return """
            <ul class="legend"><li><i class="key drive"></i>Driving</li><li><i class="key c1"></i>At a stop, colour of the class</li>\
            \(helps ? "<li><i class=\"key assist\"></i>Helping another van</li>" : "")\
            <li><i class="key wait"></i>Waiting</li><li><i class="key pause"></i>Break</li>\
            <li><i class="key depot"></i>Loading at a store</li></ul>
            """
    }

    private var days: String {
        report.days.enumerated().map { index, date in
            "<div data-day=\"\(index)\"\(index == 0 ? "" : " hidden")>" + axis
                + report.routes(on: date).map(row).joined() + idle(on: date) + "</div>\n"
        }.joined()
    }

    private var axis: String {
        let hours = stride(from: fromHour, through: toHour, by: toHour - fromHour > 12 ? 2 : 1)
        return "<div class=\"axis\" aria-hidden=\"true\">"
            + hours.map { "<span style=\"left:\(share(of: $0 * 3600).svg)%\">\((($0 % 24) + 24) % 24)</span>" }.joined()
            + "</div>"
    }

    private func row(_ route: RouteReport) -> String {
        let facts =
            "\(ReportText.counted(route.haltCount, "stop")) · \(ReportText.kilometres(route.route.distanceMetres)) km · "
            + "\(ReportText.duration(route.route.drivingSeconds)) driving"
            + (route.overtimeSeconds > 0 ? " · \(ReportText.span(route.overtimeSeconds)) overtime" : "")
        return """
            <div class="row" data-van="\(route.vanIndex)" style="--van:var(--v\(route.vanIndex))">\
            <button type="button" class="van" aria-pressed="false"><b>\(route.vanName.html)</b> <small>\(facts)</small></button>\
            <div class="track" style="--hours:\(toHour - fromHour)" role="group" aria-label="\(route.title.html)">\(segments(of: route))</div></div>

            """
    }

    private func segments(of route: RouteReport) -> String {
        var text = ""
        if let shift = route.shift {
            text += bar("shift", from: shift.startSecond, to: shift.endSecond, nil)
        }
        for stop in route.stops {
            let offset = stop.midnight
            let arrival = stop.stop.arrival - offset
            if stop.stop.travelSeconds > 0 {
                text += bar(
                    "drive", from: arrival - stop.stop.travelSeconds, to: arrival,
                    "Driving \(ReportText.span(stop.stop.travelSeconds)), \(ReportText.kilometres(stop.stop.travelMetres)) km"
                )
            }
            let sentence = StopSentence.text(stop, of: route)
            let ready = arrival + stop.stop.setupSeconds
            if stop.stop.setupSeconds > 0 { text += bar(colour(of: stop), from: arrival, to: ready, sentence, "setup") }
            if stop.waitingSeconds > 0 {
                text += bar(
                    "wait", from: ready, to: stop.stop.start - offset, "Waiting \(ReportText.span(stop.waitingSeconds))"
                )
            }
            text += bar(colour(of: stop), from: stop.stop.start - offset, to: stop.stop.end - offset, sentence)
        }
        return text
    }

    private func colour(of stop: StopReport) -> String {
        switch stop.stop.kind {
        case .depot, .pickup: "depot"
        case .assist: "assist"
        case .break: "pause"
        case .visit: "c\((stop.outcome?.priority ?? .three).rawValue)" + (stop.outcome?.late == true ? " islate" : "")
        }
    }

    private func bar(_ kind: String, from: Int, to: Int, _ title: String?, _ extra: String = "") -> String {
        guard to > from else { return "" }
        let (left, right) = (share(of: from), share(of: to))
        let label = title.map { " title=\"\($0.html)\"" } ?? ""
        return
            "<i class=\"\(kind)\(extra.isEmpty ? "" : " " + extra)\" style=\"left:\(left.svg)%;width:\((right - left).svg)%\"\(label)></i>"
    }

    private func share(of second: Int) -> Double {
        min(100, max(0, Double(second - fromHour * 3600) / Double((toHour - fromHour) * 36)))
    }

    private func idle(on date: CivilDate) -> String {
        let used = Set(report.routes(on: date).map(\.route.van))
        let names = report.problem.shifts.filter { $0.date == date && !used.contains($0.van) }
            .map { report.vans[$0.van]?.name ?? $0.van }
        return names.isEmpty ? "" : "<p class=\"quiet\">Not used: \(names.joined(separator: ", ").html)</p>"
    }
}
