import FordelerModel
import FordelerStock

/// The curve of yearly cost against the share in time, with today and the budgets on it.
struct StockCurve {
    private let plan: StockPlan
    private let width = 640.0
    private let height = 460.0
    private let left = 52.0
    private let bottom = 40.0

    init(_ plan: StockPlan) { self.plan = plan }

    var html: String {
        let entries = [plan.today] + plan.proposals
        // The useful part of the curve: from the cheapest set of stores to a little beyond the dearest proposal.
        let most = Double(entries.map(\.costs.total).max() ?? 1) * 1.05
        let points = plan.frontier.filter { Double($0.cost) <= most }
        let least = Double((points.map(\.cost) + entries.map(\.costs.total)).min() ?? 0)
        let span = max(most - least, 1)
        func place(_ cost: Int, _ share: Double) -> (x: Double, y: Double) {
            (
                left + (Double(cost) - least) / span * (width - left - 20),
                height - bottom - share * (height - bottom - 20)
            )
        }
        var svg = ""
        for tenth in stride(from: 0, through: 10, by: 2) {
            let y = place(0, Double(tenth) / 10).y
            svg +=
                "<line class=\"axis\" x1=\"\(left.svg)\" x2=\"\((width - 20).svg)\" y1=\"\(y.svg)\" y2=\"\(y.svg)\"/>"
            svg +=
                "<text class=\"tick\" x=\"\((left - 8).svg)\" y=\"\((y + 4).svg)\" text-anchor=\"end\">\(tenth * 10) %</text>"
        }
        for quarter in 0...4 {
            let cost = Int(least + span * Double(quarter) / 4)
            let x = place(cost, 0).x
            svg +=
                "<text class=\"tick\" x=\"\(x.svg)\" y=\"\((height - 16).svg)\" text-anchor=\"\(quarter == 4 ? "end" : "middle")\">\(ReportText.grouped(cost / 100_000)) tkr</text>"
        }
        let path = points.enumerated().map { index, point -> String in
            let (x, y) = place(point.cost, point.share)
            return "\(index == 0 ? "M" : "L")\(x.svg) \(y.svg)"
        }
        svg += "<path class=\"curve\" d=\"\(path.joined())\"/>"
        for point in points {
            let (x, y) = place(point.cost, point.share)
            svg +=
                "<circle class=\"dot\" r=\"2.5\" cx=\"\(x.svg)\" cy=\"\(y.svg)\"><title>\(ReportText.money(point.cost)): \((point.share * 100).svg) %</title></circle>"
        }
        // Proposals at one point share its label.
        var named: [(x: Double, y: Double, names: [String], isToday: Bool)] = []
        for (index, entry) in entries.enumerated() {
            let (x, y) = place(entry.costs.total, entry.levels.share)
            let name = index == 0 ? "today" : String(index)
            if let same = named.firstIndex(where: {
                abs($0.x - x) < 14 && abs($0.y - y) < 14 && index > 0 && !$0.isToday
            }) {
                named[same].names.append(name)
            } else {
                named.append((x, y, [name], index == 0))
            }
        }
        for mark in named {
            svg +=
                "<circle class=\"\(mark.isToday ? "today" : "chosen")\" r=\"6\" cx=\"\(mark.x.svg)\" cy=\"\(mark.y.svg)\"/>"
            svg +=
                "<text class=\"label\" x=\"\(mark.x.svg)\" y=\"\((mark.y + 20).svg)\" text-anchor=\"middle\">\(mark.names.joined(separator: ", "))</text>"
        }
        return """
            <section class="card"><h2>Cost a year against the share in time</h2>
            <svg class="plot" viewBox="0 0 \(width.svg) \(height.svg)" role="img" aria-label="Curve of cost against service">\(svg)</svg>
            <p class="quiet">The line is the best that any set of stores looked at reaches; green points are the budgets in order.</p></section>

            """
    }
}

/// Stores and areas on a map, each area tied to the store that serves it in the middle proposal.
struct StockMap {
    private let plan: StockPlan
    private let network: StockNetwork

    init(_ plan: StockPlan, network: StockNetwork) {
        self.plan = plan
        self.network = network
    }

    var html: String {
        guard let shown = plan.proposals.isEmpty ? nil : plan.proposals[plan.proposals.count / 2] else { return "" }
        let sites = Dictionary(
            network.candidates.map { ($0.site.id, $0.site) }, uniquingKeysWith: { first, _ in first })
        let projection = MapProjection(
            network.areas.map(\.coordinate)
                + network.candidates.filter { shown.open.contains($0.site.id) || $0.isOpenToday }.map(\.site.coordinate)
        )
        var lines = ""
        var dots = ""
        let greatest = Double(network.areas.map(\.population).max() ?? 1)
        for area in network.areas {
            let (x, y) = projection.point(area.coordinate)
            let radius = 2.5 + 7 * (Double(area.population) / max(greatest, 1)).squareRoot()
            dots +=
                "<circle class=\"area\" r=\"\(radius.svg)\" cx=\"\(x.svg)\" cy=\"\(y.svg)\"><title>\(area.name.html)</title></circle>"
            if let store = shown.assignment[area.id].flatMap({ sites[$0] }) {
                let (x2, y2) = projection.point(store.coordinate)
                lines +=
                    "<line class=\"link\" x1=\"\(x.svg)\" y1=\"\(y.svg)\" x2=\"\(x2.svg)\" y2=\"\(y2.svg)\"/>"
            }
        }
        var stores = ""
        for candidate in network.candidates {
            let (x, y) = projection.point(candidate.site.coordinate)
            guard x > 0, y > 0, x < projection.width, y < projection.height else { continue }
            let isOpen = shown.open.contains(candidate.site.id)
            if isOpen {
                let kind = candidate.isOpenToday ? "today" : "chosen"
                stores +=
                    "<rect class=\"store \(kind)\" x=\"\((x - 6).svg)\" y=\"\((y - 6).svg)\" width=\"12\" height=\"12\"/><text class=\"label\" x=\"\(x.svg)\" y=\"\((y - 10).svg)\" text-anchor=\"middle\">\(candidate.site.name.html)</text>"
            } else if candidate.isOpenToday || network.candidates.count <= 60 {
                stores += "<circle class=\"possible\" r=\"4\" cx=\"\(x.svg)\" cy=\"\(y.svg)\"/>"
            }
        }
        return """
            <section class="card"><h2>Stores and areas, \(shown.name.html)</h2>
            <svg class="stockmap" viewBox="0 0 \(projection.width.svg) \(projection.height.svg)" role="img" aria-label="Map of stores and areas">\(lines)\(dots)\(stores)</svg>
            <p class="quiet">Orange squares are stores open today, green ones new; rings are stores that stay closed. Places: GeoNames, CC BY 4.0.</p></section>

            """
    }
}
