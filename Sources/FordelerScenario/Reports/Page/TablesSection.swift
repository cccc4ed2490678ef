import FordelerModel

/// The tables of the page: late orders, orders without a visit and why, waiting, aims and cost.
struct TablesSection {
    let report: PlanReport

    var html: String {
        lateOrders + notPlanned + waiting + WishesSection(report: report).html
            + "<div class=\"pair\">" + aims + cost + "</div>\n"
    }

    private func section(_ id: String, _ title: String, _ body: String) -> String {
        "<section class=\"card\" aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(title)</h2>\n\(body)</section>\n"
    }

    private func instant(_ seconds: Int?) -> String {
        seconds.map { ReportText.instant($0, from: report.plan.date) } ?? "–"
    }

    private var lateOrders: String {
        let late = report.late
        let overdue = report.overdueAtStart
        var body = "<p>The plan makes no order late.</p>\n"
        if !late.isEmpty {
            body =
                "<details\(late.count <= 25 ? " open" : "")><summary>\(late.count) made late by this plan</summary>\n"
                + lateTable("Made late by this plan", late) + "</details>\n"
        }
        if overdue.isEmpty {
            body += "<p>No order is past due before planning starts.</p>\n"
        } else {
            body +=
                "<details><summary>\(overdue.count) past due before planning starts</summary>\n"
                + lateTable("Past due before planning starts", overdue) + "</details>\n"
        }
        return section("late", "Late orders", body)
    }

    private func lateTable(_ caption: String, _ outcomes: [OrderOutcome]) -> String {
        var table = HTMLTable(
            caption: caption,
            columns: [
                .init("Order"), .init("Class"), .init("Kind"), .init("Place"), .init("Due"), .init("Visit ends"),
                .init("Tardiness", number: true), .init("Van"), .init("Why", wraps: true),
            ])
        for outcome in outcomes {
            let order = report.orders[outcome.order]
            table.rows.append([
                outcome.order.html, ClassBadge.html(outcome.priority), order.map { ReportText.name($0.kind) } ?? "",
                place(order), instant(outcome.due), outcome.end.map { instant($0) } ?? ReportText.name(outcome.state),
                ReportText.span(outcome.tardinessSeconds),
                (outcome.van.map { report.vans[$0]?.name ?? $0 } ?? "").html, (outcome.reason?.text ?? "").html,
            ])
        }
        return table.html
    }

    private func place(_ order: Order?) -> String {
        guard let place = order?.place else { return "" }
        return (place.postcode.isEmpty ? place.name : "\(place.postcode) \(place.name)").html
    }

    private var notPlanned: String {
        let states: [OrderState] = [.notServed, .waitingHorizonFull, .waitingOnPurpose, .held, .notReady]
        var body = ""
        for state in states {
            let outcomes = report.orders(in: state)
            guard !outcomes.isEmpty else { continue }
            var table = HTMLTable(
                caption: ReportText.name(state).prefix(1).uppercased() + ReportText.name(state).dropFirst(),
                columns: [
                    .init("Order"), .init("Class"), .init("Kind"), .init("Place"), .init("Registered"), .init("Due"),
                    .init("Reason", wraps: true), .init("Price", number: true),
                ])
            for outcome in outcomes {
                let order = report.orders[outcome.order]
                table.rows.append([
                    outcome.order.html, ClassBadge.html(outcome.priority),
                    order.map { ReportText.name($0.kind) } ?? "", place(order),
                    order.map { ReportText.day($0.registered.date) } ?? "", instant(outcome.due),
                    (outcome.reason?.text ?? "").html + (outcome.reason.map { " <code>\($0.code.html)</code>" } ?? ""),
                    outcome.reason?.amount.map(ReportText.money) ?? "",
                ])
            }
            body +=
                "<details\(state == .notServed && outcomes.count <= 25 ? " open" : "")><summary><b>\(outcomes.count)</b> \(ReportText.name(state))"
                + "<span class=\"quiet\">, \(explanation(of: state))</span></summary>\n\(table.html)</details>\n"
        }
        return section(
            "unassigned", "Orders without a visit", body.isEmpty ? "<p>Every open order has a visit.</p>\n" : body)
    }

    private func explanation(of state: OrderState) -> String {
        switch state {
        case .notServed: "due inside the horizon, and no van can take them in time"
        case .waitingHorizonFull: "due later, and no van-day has the room, the skill or the crew for them now"
        case .waitingOnPurpose: "due later, and serving them now costs more than waiting"
        case .held: "until a date or an event"
        case .notReady: "items are still missing"
        case .planned: ""
        }
    }

    private var waiting: String {
        func table(_ caption: String, _ waiting: WaitingTable) -> String {
            var table = HTMLTable(
                caption: caption,
                columns: [.init("")] + WaitingTable.columns.map { .init($0, number: true) }
                    + [.init("Orders", number: true), .init("Median", number: true), .init("Longest", number: true)],
                lastIsTotal: true)
            let peak = max(1, waiting.rows.dropLast().flatMap(\.counts).max() ?? 1)
            for (index, row) in waiting.rows.enumerated() {
                let isTotal = index == waiting.rows.count - 1
                let cells = row.counts.map { count in
                    let share = isTotal ? 0 : (Double(count) / Double(peak) * 100).rounded()
                    return count == 0
                        ? "<span class=\"quiet\">0</span>"
                        : "<span class=\"heat\" style=\"--h:\(share.svg)%\">\(count)</span>"
                }
                table.rows.append(
                    [row.name] + cells + [
                        String(row.total), row.median.map(String.init) ?? "–", row.longest.map(String.init) ?? "–",
                    ])
            }
            return table.html
        }
        return section(
            "waiting", "Waiting by days",
            table("Open orders when planning starts, by days since registration and class", .atStart(byClass: report))
                + table("The same by kind", .atStart(byKind: report))
                + table("Planned orders, by days from registration to the visit", .whenServed(byClass: report)))
    }

    private var aims: String {
        var table = HTMLTable(
            caption: "A plan is better when it is better in the first aim that differs",
            columns: [.init("Aim"), .init("Amount", number: true)])
        for aim in report.plan.aims {
            let (name, amount) = ReportText.aim(aim)
            table.rows.append([name.html, amount])
        }
        return section("aims", "Aims", table.html)
    }

    private var cost: String {
        let cost = report.plan.cost
        var table = HTMLTable(
            caption: "The total is the sum of the parts", columns: [.init("Part"), .init("Amount", number: true)],
            lastIsTotal: true)
        for (name, ore) in CostText.parts(cost) { table.rows.append([name, ReportText.money(ore)]) }
        table.rows.append(["Total", ReportText.money(cost.total)])
        return section("cost", "Cost", table.html)
    }
}
