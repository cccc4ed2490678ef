import FordelerModel

/// Shares the pieces at the depots out to the orders, the most urgent first, so that no plan promises a piece twice.
///
/// An order takes all its counted pieces from one depot: the one that has them first, then the nearest. It takes the
/// pieces that became available last, and leaves the others to orders that come after it. What a van brings to a
/// depot during the plan is not given out: it may not arrive. O(orders × depots × rows of an item).
public struct StockBook: Sendable {
    /// Pieces kept, by index in the problem's orders.
    public private(set) var reservations: [Int: StockReservation] = [:]
    /// For each order that cannot be served for lack of pieces, what is missing and when it comes.
    public private(set) var missing: [Int: ReasonWording] = [:]

    private struct Row {
        var available: CivilInstant?
        var free: Int
        var state: ShelfStock.State
    }

    private struct Way {
        /// `nil` is at once.
        var instant: CivilInstant?
    }

    private let problem: PlanningProblem
    private let counted: Set<String>
    /// Rows by depot and item, earliest first.
    private var rows: [String: [String: [Row]]] = [:]

    /// - Parameters:
    ///   - travel: places of `problem`, depots first, then orders.
    ///   - dues: due instant of each order, in seconds from the plan's first day.
    ///   - lastDay: last day of the horizon; pieces that come later keep an order out of the plan.
    ///   - skipping: orders that are left out anyway and keep nothing.
    init(
        _ problem: PlanningProblem, travel: TravelTable, dues: [Int?], lastDay: CivilDate, skipping: Set<Int>
    ) {
        self.problem = problem
        counted = problem.countedItems
        guard !counted.isEmpty else { return }
        for row in problem.stock {
            // What is there already is there now, whatever the instant says.
            let available = row.available.flatMap { $0 > problem.now ? $0 : nil }
            rows[row.depot, default: [:]][row.item, default: []].append(
                Row(available: available, free: row.pieces, state: row.state))
        }
        for depot in rows.keys {
            for item in counted {
                rows[depot]?[item]?.sort { ($0.available ?? problem.now) < ($1.available ?? problem.now) }
            }
        }
        let order = problem.orders.indices.filter { !skipping.contains($0) }.sorted { a, b in
            let (x, y) = (problem.orders[a], problem.orders[b])
            let (first, second) = (x.priority ?? .three, y.priority ?? .three)
            return (dues[a] ?? .max, first, x.registered, x.id) < (dues[b] ?? .max, second, y.registered, y.id)
        }
        for index in order { give(index, travel, lastDay) }
    }

    /// Counted pieces that an order takes from a depot.
    private func needs(_ order: Order) -> [String: Int] {
        var needs: [String: Int] = [:]
        for line in order.lines where line.direction == .deliver && counted.contains(line.item) {
            needs[line.item, default: 0] += line.quantity
        }
        return needs
    }

    private mutating func give(_ index: Int, _ travel: TravelTable, _ lastDay: CivilDate) {
        let order = problem.orders[index]
        let needs = needs(order)
        if needs.isEmpty { return }
        let goods = Set(order.lines.filter { $0.direction == .deliver }.map(\.item))
        let depots = problem.depots.indices.filter {
            order.depot == nil
                ? problem.depots[$0].keeps(goods) && problem.depots[$0].id != order.destination
                : problem.depots[$0].id == order.depot
        }
        let ways = depots.compactMap { depot -> (depot: Int, available: CivilInstant?)? in
            guard let when = earliest(problem.depots[depot].id, needs) else { return nil }
            return (depot, when.instant)
        }
        let place = problem.depots.count + index
        let best = ways.min { a, b in
            let (first, second) = (a.available ?? problem.now, b.available ?? problem.now)
            let (near, far) = (travel.seconds(from: a.depot, to: place), travel.seconds(from: b.depot, to: place))
            return (first, near, problem.depots[a.depot].id) < (second, far, problem.depots[b.depot].id)
        }
        guard let best, best.available.map({ $0.date <= lastDay }) ?? true else {
            missing[index] = shortage(needs, depots: depots.map { problem.depots[$0].id }, comes: best?.available)
            return
        }
        let id = problem.depots[best.depot].id
        take(id, needs, by: best.available)
        reservations[index] = StockReservation(depot: id, available: best.available, pieces: needs)
    }

    /// When a depot has all pieces free; `nil` is never.
    private func earliest(_ depot: String, _ needs: [String: Int]) -> Way? {
        var latest: CivilInstant?
        for (item, count) in needs {
            var sum = 0
            var found = false
            for row in rows[depot]?[item] ?? [] {
                sum += row.free
                guard sum >= count else { continue }
                found = true
                if let available = row.available { latest = latest.map { max($0, available) } ?? available }
                break
            }
            if !found && count > 0 { return nil }
        }
        return Way(instant: latest)
    }

    private mutating func take(_ depot: String, _ needs: [String: Int], by instant: CivilInstant?) {
        for (item, count) in needs {
            var left = count
            guard var list = rows[depot]?[item] else { continue }
            for position in list.indices.reversed() where left > 0 {
                if let available = list[position].available, instant.map({ available > $0 }) ?? true { continue }
                let taken = min(left, list[position].free)
                list[position].free -= taken
                left -= taken
            }
            rows[depot]?[item] = list
        }
    }

    /// What is missing where the least is, and when it comes.
    private func shortage(_ needs: [String: Int], depots: [String], comes: CivilInstant?) -> ReasonWording {
        let goods = StockBook.list(needs, of: problem)
        if let comes {
            let day = ReasonWording.day(comes.date)
            return ReasonWording(
                "\(goods.english) needed; no depot has them free before \(day.english), after the horizon.",
                "\(goods.norwegian) trengs; intet lager har dem ledige før \(day.norwegian), etter perioden.",
                "\(goods.swedish) behövs; inget lager har dem lediga före \(day.swedish), efter perioden.")
        }
        let short = needs.keys.sorted().filter { item in
            !depots.contains { depot in (rows[depot]?[item] ?? []).reduce(0) { $0 + $1.free } >= needs[item] ?? 0 }
        }
        if short.isEmpty {
            return ReasonWording(
                "\(goods.english) needed together, and no one depot has all of them free.",
                "\(goods.norwegian) trengs sammen, og ikke noe enkelt lager har alt ledig.",
                "\(goods.swedish) behövs tillsammans, och inget enskilt lager har allt ledigt.")
        }
        var parts: [ReasonWording] = []
        for item in short {
            let all = depots.flatMap { depot in problem.stock.filter { $0.depot == depot && $0.item == item } }
            let owned = all.reduce(0) { $0 + $1.pieces }
            let free = depots.map { depot in (rows[depot]?[item] ?? []).reduce(0) { $0 + $1.free } }.max() ?? 0
            let name = problem.items.first { $0.id == item }?.name ?? item
            let kept = owned - depots.flatMap { rows[$0]?[item] ?? [] }.reduce(0) { $0 + $1.free }
            let wanted = "\(needs[item] ?? 0) × \(name)"
            let others =
                kept > 0
                ? ReasonWording(
                    ", \(kept) kept for more urgent orders", ", \(kept) holdt av til mer hastende oppdrag",
                    ", \(kept) hålls för mer brådskande uppdrag") : .same("")
            let part = ReasonWording(
                "\(wanted) needed, \(free) free", "\(wanted) trengs, \(free) ledig", "\(wanted) behövs, \(free) lediga")
            parts.append((parts.isEmpty ? .same("") : .same("; ")) + part + others)
        }
        let list = parts.reduce(.same(""), +)
        let coming = short.compactMap { item in onItsWay(item, to: depots) }.reduce(.same("")) { $0 + .same(" ") + $1 }
        let rest =
            coming == .same("")
            ? ReasonWording(" No more are on their way.", " Ingen flere er på vei.", " Inga fler är på väg.") : coming
        return ReasonWording(
            "Pieces are missing: \(list.english).", "Det mangler varer: \(list.norwegian).",
            "Det saknas varor: \(list.swedish).") + rest
    }

    /// Which orders bring an item to the depots during this plan. Those pieces are promised to nobody yet.
    private func onItsWay(_ item: String, to depots: [String]) -> ReasonWording? {
        var pieces = 0
        var orders: [Order] = []
        for order in problem.orders {
            guard let target = order.destination, depots.contains(target) else { continue }
            let brought = order.lines.reduce(0) { $1.item == item && $1.direction == .deliver ? $0 + $1.quantity : $0 }
            guard brought > 0 else { continue }
            pieces += brought
            orders.append(order)
        }
        guard
            let first = orders.min(by: { ($0.neededBy ?? $0.registered, $0.id) < ($1.neededBy ?? $1.registered, $1.id) }
            )
        else { return nil }
        let goods = "\(pieces) × \(problem.items.first { $0.id == item }?.name ?? item)"
        let more = orders.count - 1
        let rest = more > 0 ? ReasonWording(" and \(more) more", " og \(more) til", " och \(more) till") : .same("")
        let by = first.neededBy.map { instant -> ReasonWording in
            let day = ReasonWording.day(instant.date)
            return ReasonWording(
                ", wanted by \(day.english)", ", ønsket innen \(day.norwegian)", ", önskad till \(day.swedish)")
        }
        return ReasonWording(
            "\(goods) on the way with \(first.id)", "\(goods) er på vei med \(first.id)",
            "\(goods) är på väg med \(first.id)") + rest + (by ?? .same(""))
            + ReasonWording(
                ": promised once booked in.", ": loves bort når de er mottatt.", ": lovas bort när de är mottagna.")
    }

    /// `2 × Rollator and 1 × Bed`, in the order of the ids.
    static func list(_ pieces: [String: Int], of problem: PlanningProblem) -> ReasonWording {
        let names = pieces.sorted { $0.key < $1.key }.map { item, count in
            "\(count) × \(problem.items.first { $0.id == item }?.name ?? item)"
        }
        return ReasonWording(
            names.joined(separator: " and "), names.joined(separator: " og "), names.joined(separator: " och "))
    }

    static func name(ofDepot id: String, of problem: PlanningProblem) -> String {
        let name = problem.depots.first { $0.id == id }?.place.name ?? ""
        return name.isEmpty ? id : name
    }
}
