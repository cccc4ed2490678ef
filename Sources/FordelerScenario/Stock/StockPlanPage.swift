import FordelerModel
import FordelerStock

/// A stock plan as one HTML page that needs nothing else: the curve, the map, the budgets side by side.
///
/// The page carries no clock time, so that equal plans give equal bytes.
public struct StockPlanPage: Sendable {
    private let plan: StockPlan
    private let network: StockNetwork

    /// Makes a page.
    public init(_ plan: StockPlan, network: StockNetwork) {
        self.plan = plan
        self.network = network
    }

    private var all: [StockProposal] { [plan.today] + plan.proposals }

    /// The HTML document.
    public var html: String {
        HTMLPage.document(
            title: "\(network.title) – stock",
            style: ReportPageStyle.css + "\n" + StockPlanPage.style,
            body: """
                <header>
                <p class="quiet">\(plan.name.html)</p>
                <h1>\(network.title.html)</h1>
                <p>\(network.areas.count) areas · \(network.base.items.count) items · \(network.candidates.count) stores to choose from · \(plan.setsTried) sets of stores looked at</p>
                <p class="verdict \(isBetter ? "good" : "bad")">\(verdict.html)</p>
                </header>
                <main>
                \(cards)
                <div class="split">
                \(StockCurve(plan).html)\(StockMap(plan, network: network).html)</div>
                \(comparison)\(promises)\(frontier)\(substitutions)\(levels)</main>
                <footer class="quiet"><p>Scenario \(plan.name.html) · shares are promises of the model, shelves taken as independent; a bound is a proof that no levels with the same promises cost less</p></footer>
                """)
    }

    static let style = """
        svg.plot,svg.stockmap{display:block;width:100%;height:auto;background:var(--map);border-radius:8px}
        .axis{stroke:var(--rule);stroke-width:1}.tick{font-size:11px;fill:var(--quiet)}
        .curve{fill:none;stroke:var(--accent);stroke-width:2.5}.dot{fill:var(--accent)}
        .today{fill:var(--c1)}.chosen{fill:var(--good)}.label{font-size:13px;fill:var(--text);paint-order:stroke;stroke:var(--map);stroke-width:3px}
        .area{fill:var(--quiet);opacity:.45}.link{stroke:var(--quiet);stroke-width:1;opacity:.5}
        .store{stroke:var(--card);stroke-width:1.5}.possible{fill:none;stroke:var(--quiet);stroke-width:1}
        .shut{fill:none;stroke:var(--c1);stroke-width:2.5}
        .place{font-size:11px;fill:var(--quiet)}
        td.w{min-width:110px}
        @media (max-width:600px){.tick{font-size:19px}.label{font-size:21px}.area{opacity:.7}}
        """

    private static func title(_ proposal: StockProposal) -> String {
        proposal.budget == nil ? "Today" : proposal.name.prefix(1).uppercased() + proposal.name.dropFirst()
    }

    private var best: StockProposal? { plan.proposals.first { $0.levels.share >= plan.today.levels.share } }

    private var isBetter: Bool { best.map { $0.costs.total <= plan.today.costs.total } ?? false }

    /// The first question answered in one sentence.
    private var verdict: String {
        guard let best else { return "No budget reaches the service of today." }
        let difference = best.costs.total - plan.today.costs.total
        let money = ReportText.money(abs(difference))
        let way = difference <= 0 ? "less" : "more"
        return "\(StockPlanPage.title(best)) brings \(ReportText.percentTenths(best.levels.share)) in time "
            + "(today \(ReportText.percentTenths(plan.today.levels.share))) for \(money) a year \(way) than today."
    }

    private var cards: String {
        let cells = all.map { proposal in
            "<div><dt>\(StockPlanPage.title(proposal).html)</dt><dd>\(ReportText.percentTenths(proposal.levels.share))"
                + "<small>\(ReportText.money(proposal.costs.total)) a year, \(proposal.open.count) \(proposal.open.count == 1 ? "store" : "stores")</small></dd></div>"
        }
        return "<dl class=\"cards\">" + cells.joined() + "</dl>"
    }

    private func section(_ title: String, _ table: HTMLTable, note: String = "") -> String {
        "<section class=\"card\"><h2>\(title.html)</h2>\(table.html)\(note)</section>\n"
    }

    /// What keeping every promise costs at least, over every choice of stores.
    private var promiseCost: String {
        guard let least = plan.promiseCost else {
            return "<p class=\"quiet\">No set of stores looked at keeps every promise.</p>"
        }
        let text =
            "Keeping every promise costs \(ReportText.money(least.cost)) a year with \(names(least.open)). No choice of "
            + "stores and levels does it for less than \(ReportText.money(least.bound)), proven: a gap of "
            + "\(ReportText.percentTenths(least.gap))."
        return "<p class=\"quiet\">\(text.html)</p>"
    }

    private var comparison: String {
        var table = HTMLTable(
            caption: "A year's cost and service",
            columns: [.init("")] + all.map { .init(StockPlanPage.title($0), number: true, wraps: true) })
        func row(_ name: String, _ cell: (StockProposal) -> String) {
            table.rows.append([name.html] + all.map { cell($0).html })
        }
        row("Budget") { $0.budget.map(ReportText.money) ?? "–" }
        row("Stores") { String($0.open.count) }
        row("Opened") { change($0, opened: true) }
        row("Closed") { change($0, opened: false) }
        row("Running the stores") { ReportText.money($0.costs.running) }
        row("Opening, spread over its years") { ReportText.money($0.costs.opening) }
        row("Refill drives") { ReportText.money($0.costs.refills) }
        row("Drives to citizens") { ReportText.money($0.costs.deliveries) }
        row("Holding the stock") { ReportText.money($0.costs.holding) }
        row("Sum") { ReportText.money($0.costs.total) }
        row("Stock value") { ReportText.money($0.levels.value) }
        row("Least stock value that keeps the promises") {
            $0.levels.bound > 0 ? ReportText.money($0.levels.promiseValue) : "–"
        }
        row("Proven: not below") { $0.levels.bound > 0 ? ReportText.money($0.levels.bound) : "–" }
        row("In time, all demand") { ReportText.percentTenths($0.levels.share) }
        row("Proven: no stores bring more than") { ReportText.percentTenths($0.mostShare) }
        row("In time, the area served worst") { ReportText.percentTenths($0.worstAreaShare) }
        row("Days to a citizen, mean") { $0.responseDays.svg }
        row("Minutes from store to area, mean") { $0.drivingMinutes.svg }
        return section("Budgets side by side", table, note: promiseCost)
    }

    /// Stores that a proposal has and today has not, or the other way round, by name.
    private func change(_ proposal: StockProposal, opened: Bool) -> String {
        let (kept, dropped) = opened ? (proposal.open, plan.today.open) : (plan.today.open, proposal.open)
        return names(kept.filter { !dropped.contains($0) })
    }

    private func names(_ ids: [String]) -> String {
        if ids.isEmpty { return "–" }
        return ids.map { id in network.candidates.first { $0.site.id == id }?.site.name ?? id }.joined(separator: ", ")
    }

    private var promises: String {
        var table = HTMLTable(
            caption: "Share in time by class",
            columns: [.init("Class"), .init("Days", number: true), .init("Asked for", number: true)]
                + all.map { .init(StockPlanPage.title($0), number: true) })
        for (index, promise) in plan.today.levels.promises.enumerated() {
            let shares = all.map { proposal -> String in
                let entry = proposal.levels.promises[index]
                let text = ReportText.percentTenths(entry.share)
                return entry.share >= entry.target - 1e-9 ? text : "<strong class=\"late\">\(text) missed</strong>"
            }
            table.rows.append(
                [ReportText.name(promise.priority).html, promise.days.svg, ReportText.percentTenths(promise.target)]
                    + shares)
        }
        return section("Promises", table)
    }

    private var frontier: String {
        var table = HTMLTable(
            caption: "What the next krone buys",
            columns: [
                .init("Cost a year", number: true), .init("Stock value", number: true), .init("In time", number: true),
                .init("Orders more in time for 1,000 kr", number: true), .init("Stores", wraps: true),
            ])
        let step = max(1, plan.frontier.count / 25)
        var before: [String] = []
        for (index, point) in plan.frontier.enumerated() where index % step == 0 || index == plan.frontier.count - 1 {
            let stores = point.open == before ? "as above" : names(point.open)
            before = point.open
            table.rows.append([
                ReportText.money(point.cost), ReportText.money(point.value), ReportText.percentTenths(point.share),
                (point.gainPerKrone * 1000).svg, stores.html,
            ])
        }
        return section("Cost against service", table)
    }

    private var substitutions: String {
        guard !plan.substitutions.isEmpty else { return "" }
        var table = HTMLTable(
            caption: "A smaller item for part of the demand, the same promises kept, today's stores",
            columns: [
                .init("Bulky item"), .init("Stands in"), .init("Share moved", number: true),
                .init("Stock value", number: true), .init("Litres on shelves", number: true),
            ])
        for effect in plan.substitutions {
            table.rows.append([
                effect.item.html, effect.substitute.html, ReportText.percentTenths(effect.share),
                ReportText.money(effect.valueChange), ReportText.grouped(effect.litresChange),
            ])
        }
        return section("Bulky items", table)
    }

    private var levels: String {
        let sections = plan.proposals.map { proposal -> String in
            let sites = proposal.open
            var table = HTMLTable(
                caption: "Pieces by item and store, \(StockPlanPage.title(proposal))",
                columns: [.init("Item")] + sites.map { .init($0, number: true) })
            for item in network.base.items {
                table.rows.append(
                    [item.name.html]
                        + sites.map { site in
                            let pieces = proposal.levels.pieces(item: item.id, site: site)
                            return pieces == 0 ? "·" : String(pieces)
                        })
            }
            return
                "<details class=\"card\"><summary>Levels, \(StockPlanPage.title(proposal).html)</summary>\(table.html)</details>\n"
        }
        return sections.joined()
    }
}
