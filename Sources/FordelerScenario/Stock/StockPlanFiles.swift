import FordelerModel
import FordelerStock

/// A stock plan as CSV: the frontier, the levels side by side, and the first refills. Comma-separated, money in kroner.
public enum StockPlanFiles {
    /// Cost against service, one line a point.
    public static func frontier(_ plan: StockPlan) -> String {
        let classes = plan.today.levels.promises.map { "share_" + $0.priority.word }
        var lines = [
            (["cost_kr_per_year", "stock_value_kr", "share"] + classes + ["more_in_time_per_kr", "open"]).joined(
                separator: ",")
        ]
        for point in plan.frontier {
            let cells =
                [kroner(point.cost), kroner(point.value), decimal(point.share)] + point.classShares.map(decimal)
                + [decimal(point.gainPerKrone, 9), point.open.joined(separator: " ")]
            lines.append(cells.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Today and the budgets, one line each, with the proven bounds; the last line is the least cost that keeps every
    /// promise, over every choice of stores.
    public static func proposals(_ plan: StockPlan) -> String {
        var lines = [
            "name,budget_kr_per_year,cost_kr_per_year,cost_bound_kr_per_year,gap,share,share_at_most,"
                + "stock_value_kr,promise_value_kr,promise_value_bound_kr,open"
        ]
        for proposal in [plan.today] + plan.proposals {
            let levels = proposal.levels
            let isProven = levels.bound > 0
            lines.append(
                [
                    quoted(proposal.name), proposal.budget.map(kroner) ?? "", kroner(proposal.costs.total), "", "",
                    decimal(levels.share), decimal(proposal.mostShare), kroner(levels.value),
                    isProven ? kroner(levels.promiseValue) : "", isProven ? kroner(levels.bound) : "",
                    quoted(proposal.open.joined(separator: " ")),
                ].joined(separator: ","))
        }
        if let least = plan.promiseCost {
            lines.append(
                [
                    "every promise", "", kroner(least.cost), kroner(least.bound), decimal(least.gap), "", "", "", "",
                    "",
                    quoted(least.open.joined(separator: " ")),
                ].joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Pieces by item and store, today and every proposal side by side.
    public static func levels(_ plan: StockPlan) -> String {
        let all = [plan.today] + plan.proposals
        var keys: [(item: String, site: String)] = []
        var known: Set<String> = []
        for proposal in all {
            for level in proposal.levels.levels where known.insert(level.item + "\u{1}" + level.site).inserted {
                keys.append((level.item, level.site))
            }
        }
        keys.sort { ($0.item, $0.site) < ($1.item, $1.site) }
        var lines = [(["item", "site"] + all.map(\.name)).map(quoted).joined(separator: ",")]
        for key in keys {
            let pieces = all.map { String($0.levels.pieces(item: key.item, site: key.site)) }
            lines.append(([quoted(key.item), quoted(key.site)] + pieces).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The first refills, one line an order line.
    public static func replenishment(_ plan: StockPlan) -> String {
        var lines = ["order,kind,date,from,to,item,pieces"]
        for order in plan.replenishment {
            for line in order.lines {
                lines.append(
                    [
                        quoted(order.id), order.kind.rawValue, order.registered.date.iso, quoted(order.depot ?? ""),
                        quoted(order.place.name), quoted(line.item), String(line.quantity),
                    ].joined(separator: ","))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The first refills in the columns of `orders.csv`, for a planning scenario whose depots and items have the same ids.
    public static func refillOrders(_ plan: StockPlan) -> String {
        var lines = ["order,kind,registered,ready,deliver,depot,to_depot,latitude,longitude,place,needed_by"]
        func instant(_ instant: CivilInstant?) -> String {
            guard let instant else { return "" }
            let minute = instant.secondOfDay / 60
            let (hour, rest) = (minute / 60, minute % 60)
            return "\(instant.date.iso) \(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
        }
        for order in plan.replenishment {
            let goods = order.lines.map { "\($0.item):\($0.quantity)" }.joined(separator: "+")
            lines.append(
                [
                    quoted(order.id), order.kind.rawValue, instant(order.registered), instant(order.ready),
                    quoted(goods), quoted(order.depot ?? ""), quoted(order.destination ?? ""),
                    decimal(order.place.coordinate.latitude), decimal(order.place.coordinate.longitude),
                    quoted(order.place.name), instant(order.neededBy),
                ].joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func kroner(_ ore: Int) -> String {
        let size = ore.magnitude
        let rest = size % 100
        return "\(ore < 0 ? "-" : "")\(size / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func decimal(_ value: Double) -> String { decimal(value, 6) }

    private static func decimal(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = Int((abs(value) * scale).rounded())
        let text = String(repeating: "0", count: max(0, digits + 1 - String(whole).count)) + String(whole)
        return (value < 0 && whole > 0 ? "-" : "") + text.dropLast(digits) + "." + text.suffix(digits)
    }

    private static func quoted(_ cell: String) -> String {
        cell.contains { ",;\"\n\r".contains($0) }
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
}
