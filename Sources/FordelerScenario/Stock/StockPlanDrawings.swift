import FordelerModel
import FordelerStock
import Foundation

/// The curve of yearly cost against the share in time, with today and the budgets on it.
struct StockCurve {
    private let plan: StockPlan
    private let width = 640.0
    private let height = 400.0
    private let gainHeight = 220.0
    private let left = 76.0
    private let bottom = 40.0

    init(_ plan: StockPlan) { self.plan = plan }

    private var entries: [StockProposal] { [plan.today] + plan.proposals }

    /// The part of the curve that a choice is made in: from a little below the worst proposal's share, cost from there
    /// to a little beyond the dearest proposal.
    private var lowest: Double {
        let worst = entries.map(\.levels.share).min() ?? 0
        return max(0, (worst * 10 - 0.3).rounded(.down) / 10)
    }

    var html: String {
        let most = Double(entries.map(\.costs.total).max() ?? 1) * 1.02
        let inside = plan.frontier.filter { Double($0.cost) <= most }
        let first = max(0, (inside.firstIndex { $0.share >= lowest } ?? 0) - 1)
        let points = Array(inside[min(first, inside.count)...])
        let costs = points.filter { $0.share >= lowest }.map(\.cost) + entries.map(\.costs.total)
        let least = Double(costs.min() ?? 0) - (most - Double(costs.min() ?? 0)) * 0.03
        let axis = Axis(least: least, span: max(most - least, 1), width: width, left: left)
        return """
            <section class="card"><h2>Cost a year against the share in time</h2>
            <svg class="plot" viewBox="0 0 \(width.svg) \(height.svg)" role="img" aria-label="Curve of cost against service">\(share(points, axis))</svg>
            <p class="quiet">The line is the best that any set of stores looked at reaches; green points are the budgets in order.</p>
            <h2>What the next krone buys</h2>
            <svg class="plot" viewBox="0 0 \(width.svg) \(gainHeight.svg)" role="img" aria-label="Service gained per krone">\(gain(points, axis))</svg>
            <p class="quiet">Orders more in time a year for 1,000 kr more, along the line above; on a scale of tens.</p></section>

            """
    }

    /// Where a cost stands from left to right, the same in both drawings.
    private struct Axis {
        var least: Double
        var span: Double
        var width: Double
        var left: Double

        func x(_ cost: Double) -> Double { left + (cost - least) / span * (width - left - 20) }

        func ticks(y: Double) -> String {
            (0...3).map { third in
                let cost = least + span * Double(third) / 3
                let anchor = third == 0 ? "start" : third == 3 ? "end" : "middle"
                let text = ReportText.grouped(Int((cost / 100_000).rounded())) + " tkr"
                return
                    "<text class=\"tick\" x=\"\(x(cost).svg)\" y=\"\(y.svg)\" text-anchor=\"\(anchor)\">\(text)</text>"
            }.joined()
        }
    }

    private func rule(_ y: Double, _ text: String) -> String {
        "<line class=\"axis\" x1=\"\(left.svg)\" x2=\"\((width - 20).svg)\" y1=\"\(y.svg)\" y2=\"\(y.svg)\"/>"
            + "<text class=\"tick\" x=\"\((left - 8).svg)\" y=\"\((y + 4).svg)\" text-anchor=\"end\">\(text)</text>"
    }

    private func share(_ points: [StockFrontierPoint], _ axis: Axis) -> String {
        let bottomLine = height - bottom
        func y(_ share: Double) -> Double {
            bottomLine - (share - lowest) / max(1 - lowest, 0.01) * (bottomLine - 20)
        }
        var svg = axis.ticks(y: height - 12)
        let count = 5
        for step in 0...count {
            let level = lowest + (1 - lowest) * Double(step) / Double(count)
            svg += rule(y(level), "\((level * 100).svg) %")
        }
        let path = points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(axis.x(Double(point.cost)).svg) \(y(point.share).svg)"
        }
        svg +=
            "<clipPath id=\"field\"><rect x=\"\(left.svg)\" y=\"0\" width=\"\((width - left).svg)\" height=\"\(bottomLine.svg)\"/></clipPath>"
        svg += "<g clip-path=\"url(#field)\"><path class=\"curve\" d=\"\(path.joined())\"/>"
        for point in points {
            svg +=
                "<circle class=\"dot\" r=\"2.5\" cx=\"\(axis.x(Double(point.cost)).svg)\" cy=\"\(y(point.share).svg)\"><title>\(ReportText.money(point.cost)): \(ReportText.percentTenths(point.share))</title></circle>"
        }
        svg += "</g>"
        // Proposals at one point share its label; today's stands above, out of their way.
        var named: [(x: Double, y: Double, names: [String], isToday: Bool)] = []
        for (index, entry) in entries.enumerated() {
            let (x, y) = (axis.x(Double(entry.costs.total)), y(entry.levels.share))
            let same = named.firstIndex { abs($0.x - x) < 14 && abs($0.y - y) < 14 && index > 0 && !$0.isToday }
            if let same {
                named[same].names.append(String(index))
            } else {
                named.append((x, y, [index == 0 ? "today" : String(index)], index == 0))
            }
        }
        for mark in named {
            let title = mark.names.joined(separator: ", ")
            svg +=
                "<circle class=\"\(mark.isToday ? "today" : "chosen")\" r=\"6\" cx=\"\(mark.x.svg)\" cy=\"\(mark.y.svg)\"/>"
            // Right of the point and below it the line never runs: it rises.
            let (x, anchor) =
                mark.x > width - 60 ? (mark.x + 6, "end") : mark.isToday ? (mark.x, "middle") : (mark.x + 9, "start")
            let y = mark.y + 20
            svg += "<text class=\"label\" x=\"\(x.svg)\" y=\"\(y.svg)\" text-anchor=\"\(anchor)\">\(title)</text>"
        }
        return svg
    }

    /// Steps of gain per krone, on a scale of tens.
    private func gain(_ points: [StockFrontierPoint], _ axis: Axis) -> String {
        let steps = zip(points, points.dropFirst()).filter { $1.gainPerKrone > 0 && Double($1.cost) > axis.least }
        let tens = steps.map { log10($1.gainPerKrone * 1000) }
        guard let low = tens.min()?.rounded(.down), let high = tens.max()?.rounded(.up) else { return "" }
        let span = max(high - low, 1)
        func y(_ ten: Double) -> Double { gainHeight - bottom - (ten - low) / span * (gainHeight - bottom - 20) }
        var svg = axis.ticks(y: gainHeight - 12)
        let stride = max(1, Int((span / 5).rounded(.up)))
        for ten in Swift.stride(from: Int(low), through: Int(low + span), by: stride) {
            let name =
                ten < 0
                ? "0." + String(repeating: "0", count: -ten - 1) + "1" : ReportText.grouped(Int(pow(10, Double(ten))))
            svg += rule(y(Double(ten)), name)
        }
        var path = ""
        for (step, ten) in zip(steps, tens) {
            let (from, to) = (max(axis.x(Double(step.0.cost)), left), axis.x(Double(step.1.cost)))
            path += "\(path.isEmpty ? "M" : "L")\(from.svg) \(y(ten).svg)L\(to.svg) \(y(ten).svg)"
        }
        return svg + "<path class=\"curve\" d=\"\(path)\"/>"
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
        var labels = MapLabels(width: projection.width, height: projection.height, size: 13)
        var named: [(name: String, x: Double, y: Double, radius: Double, style: String)] = []
        for candidate in network.candidates {
            let (x, y) = projection.point(candidate.site.coordinate)
            guard x > 0, y > 0, x < projection.width, y < projection.height else { continue }
            let isOpen = shown.open.contains(candidate.site.id)
            if isOpen {
                let kind = candidate.isOpenToday ? "today" : "chosen"
                stores +=
                    "<rect class=\"store \(kind)\" x=\"\((x - 6).svg)\" y=\"\((y - 6).svg)\" width=\"12\" height=\"12\"/>"
                labels.keepFree(x: x, y: y, radius: 6)
                named.append((candidate.site.name, x, y, 6, "label"))
            } else if candidate.isOpenToday || network.candidates.count <= 60 {
                stores +=
                    "<circle class=\"\(candidate.isOpenToday ? "shut" : "possible")\" r=\"4\" cx=\"\(x.svg)\" cy=\"\(y.svg)\"/>"
                if candidate.isOpenToday {
                    labels.keepFree(x: x, y: y, radius: 5)
                    named.append((candidate.site.name, x, y, 5, "label"))
                }
            }
        }
        // Stores first, then the areas with most people; a place that is both is named once.
        let storeNames = Set(named.map(\.name))
        let byPeople = network.areas.sorted { ($0.population, $1.id) > ($1.population, $0.id) }
        for area in byPeople where !storeNames.contains(area.name) {
            let (x, y) = projection.point(area.coordinate)
            named.append((area.name, x, y, 5, "label place"))
        }
        let names = named.map { labels.text($0.name, x: $0.x, y: $0.y, radius: $0.radius, style: $0.style) }.joined()
        return """
            <section class="card"><h2>Stores and areas, \(shown.name.html)</h2>
            <svg class="stockmap" viewBox="0 0 \(projection.width.svg) \(projection.height.svg)" role="img" aria-label="Map of stores and areas">\(lines)\(dots)\(stores)\(names)</svg>
            <p class="quiet">Orange squares are stores open today, green ones new; orange rings are stores of today that close, grey ones stay closed. Places: GeoNames, CC BY 4.0.</p></section>

            """
    }
}
