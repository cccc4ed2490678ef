import FordelerModel

extension StockNetwork {
    /// Limits that no choice of stores and no stock can meet, each with its figures; empty when every limit can be met.
    ///
    /// Each area is given the store that serves it best of all that could, so a limit named here fails everywhere.
    public func unmeetableLimits() -> [Diagnostic] {
        let stores = possibleStores
        let ways = quickestDays(Set(stores.joined()))
        let items = Dictionary(base.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        var found: [Diagnostic] = []
        for (row, limit) in base.limits.enumerated() where limit.share > 0 {
            var (total, met) = (0.0, 0.0)
            var worst: (area: String, days: Double)?
            for (area, possible) in zip(areas, stores) {
                for demand in area.demand where demand.priority == limit.priority && demand.perYear > 0 {
                    guard let item = items[demand.item] else { continue }
                    let way = Way(item: item, priority: limit.priority)
                    let days = possible.map { ways[$0]?[way] ?? .infinity }.min() ?? .infinity
                    total += demand.perYear
                    if days <= limit.days {
                        met += demand.perYear
                    } else if days > worst?.days ?? 0 {
                        worst = (area.name, days)
                    }
                }
            }
            guard met < limit.share * total * (1 - 1e-12), let worst else { continue }
            let reached = (met / total * 1000).rounded(.down) / 10
            found.append(
                Diagnostic(
                    code: "E-STOCK-LIMIT", file: "stock-limits.csv", line: row + 2, column: "days",
                    value: "\(limit.priority.word): \(limit.days)",
                    message:
                        "Of \(whole(total)) pieces a year at most \(whole(met)) (\(reached) %) can be in time, whatever "
                        + "stores are open and whatever lies in them; \((limit.share * 1000).rounded() / 10) % are asked "
                        + "for, \(whole(limit.share * total - met)) pieces are missing. The farthest is \(worst.area), "
                        + "\(worst.days) days from the nearest shelf; the limit is \(limit.days).",
                    advice: "Widen the limit, shorten the days of a store that may serve it, or lower the share."))
        }
        return found
    }

    private struct Way: Hashable {
        var item: Int
        var priority: PriorityClass
    }

    /// Least days from some shelf to a citizen, by store, item and class.
    private func quickestDays(_ used: Set<Int>) -> [Int: [Way: Double]] {
        let senders = Dictionary(candidates.map { ($0.site.id, $0) }, uniquingKeysWith: { a, _ in a })
        var days: [Int: [Way: Double]] = [:]
        for store in used {
            let site = candidates[store].site
            for (index, item) in base.items.enumerated() {
                for priority in base.limits.map(\.priority) {
                    let isExempt = base.exemptions.contains { $0.covers(item, priority) }
                    let express = isExempt || base.expressClasses.contains(priority) ? site.expressDays : nil
                    var least = min(site.kind == .central ? site.deliveryDays : site.centralDays, express ?? .infinity)
                    if site.kind != .central, site.keeps(item), !isExempt {
                        least = min(least, site.deliveryDays)
                        for link in base.links where link.to == site.id && link.from != site.id {
                            guard let from = senders[link.from], from.status != .closed, from.site.mayShip,
                                from.site.kind != .central, from.site.keeps(item)
                            else { continue }
                            least = min(least, link.days)
                        }
                    }
                    days[store, default: [:]][Way(item: index, priority: priority)] = least
                }
            }
        }
        return days
    }

    private func whole(_ pieces: Double) -> String { String(Int(min(pieces.rounded(), 1e15))) }
}
