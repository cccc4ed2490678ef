import FordelerModel
import FordelerPlanning

/// What is wished but no rule: how evenly work lies on the vans, and what citizens could fetch themselves.
struct WishesSection {
    let report: PlanReport

    var html: String { balance + proposals }

    private func section(_ id: String, _ title: String, _ body: String) -> String {
        "<section class=\"card\" aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(title)</h2>\n\(body)</section>\n"
    }

    private var balance: String {
        let prices = report.problem.rates.soft
        let isPriced = prices != SoftPrices() || report.problem.rounds.contains { ($0.priceOff ?? 0) > 0 }
        guard isPriced else { return "" }
        let balance = WorkBalance(report.plan.routes, of: report.problem)
        var table = HTMLTable(
            caption: "Work by van over the horizon",
            columns: [
                .init("Van"), .init("Worked", number: true), .init("Shifts", number: true),
                .init("Used", number: true), .init("Above its share", number: true), .init("Price", number: true),
            ])
        for line in balance.lines {
            table.rows.append([
                (report.vans[line.van]?.name ?? line.van).html, ReportText.duration(line.worked),
                ReportText.duration(line.shift),
                ReportText.percent(line.shift > 0 ? Double(line.worked) / Double(line.shift) : 0),
                ReportText.duration(line.above), ReportText.money(line.price),
            ])
        }
        let soft = report.plan.cost.soft
        let lead =
            "<p>Wishes cost \(ReportText.money(soft)): \(ReportText.money(balance.price)) for uneven work, "
            + "\(ReportText.money(soft - balance.price)) for crews, areas and rounds. "
            + "\(VisitContinuity(report.plan.routes, of: report.problem).sentence.html)</p>\n"
        return section("wishes", "Continuity and balance", lead + table.html)
    }

    private var proposals: String {
        guard let found = report.proposals else { return "" }
        if found.proposals.isEmpty {
            return section("fetch", "Self-collection", "<p>Nothing that a person could fetch.</p>\n")
        }
        var table = HTMLTable(
            caption: "Orders that the person could fetch",
            columns: [
                .init("Order"), .init("Goods", wraps: true), .init("From"), .init("Open from"),
                .init("Distance", number: true), .init("In the plan"),
            ])
        for proposal in found.proposals {
            let order = report.orders[proposal.order]
            table.rows.append([
                proposal.order.html, order.map { report.goods($0, [.deliver]).html } ?? "",
                (report.depots[proposal.depot]?.place.name ?? proposal.depot).html,
                ReportText.instant(proposal.opens, from: report.plan.date),
                ReportText.kilometres(proposal.metres) + " km", proposal.isPlanned ? "visit" : "waiting",
            ])
        }
        let lead =
            "<p>If all of them are fetched: \(found.visitsAvoided) visits and \(found.vanDaysAvoided) van-days less, "
            + "\(ReportText.duration(found.drivingSeconds)) hours and \(ReportText.kilometres(found.metres)) km of driving less, "
            + "\(ReportText.duration(found.visitSeconds)) hours at doors less.</p>\n"
        return section("fetch", "Self-collection", lead + table.html)
    }
}
