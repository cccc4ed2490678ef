import FordelerModel
import FordelerStatistics

/// Periodic review to level on fixed rounds: which pieces go to which store on a date, as orders for vans.
///
/// Every store of the day's rounds is brought up to its base stock level by the books, in whole batches. Where the
/// central shelf, the van or the store's shelf is too small, the next piece goes where it is most likely to be
/// missed before the round after next, per litre when space is what is short.
public struct ReplenishmentPlanner: Sendable {
    /// Items, stores and demand.
    public let problem: StockProblem
    /// Levels to reach.
    public let levels: [StockLevels.Level]
    /// Rounds.
    public let rounds: [RefillRound]

    /// Makes a planner. - Throws: every diagnostic of the problem, the levels and the rounds at once.
    public init(_ problem: StockProblem, levels: [StockLevels.Level], rounds: [RefillRound]) throws(InputErrors) {
        var found = problem.diagnostics().filter { $0.code != "E-STOCK-LIMIT" }
        let items = Set(problem.items.map(\.id))
        let sites = Set(problem.sites.map(\.id))
        func unknown(_ file: String, _ row: Int, _ column: String, _ value: String) {
            found.append(
                Diagnostic(
                    code: "E-STOCK-UNKNOWN", file: file, line: row + 2, column: column, value: value,
                    message: "Nothing has this identity.", advice: "Correct it or add it to its table."))
        }
        for (row, level) in levels.enumerated() {
            if !items.contains(level.item) { unknown("stock-levels.csv", row, "item", level.item) }
            if !sites.contains(level.site) { unknown("stock-levels.csv", row, "site", level.site) }
        }
        for (row, round) in rounds.enumerated() {
            for site in round.sites where !sites.contains(site) { unknown("stock-rounds.csv", row, "site", site) }
        }
        guard found.isEmpty else { throw InputErrors(found) }
        self.problem = problem
        self.levels = levels
        self.rounds = rounds
    }

    private struct Need {
        var item: Int
        var site: Int
        var round: Int
        var pieces: Int
        var position: Int
        var sent = 0
    }

    /// The refills of a date.
    ///
    /// - Parameters:
    ///   - date: A day; rounds that do not drive on its weekday bring nothing.
    ///   - counts: The books; an item and store without a row counts as empty. The central store's rows say what can
    ///     be sent.
    /// - Returns: One order a store, in the order of the rounds.
    public func refills(on date: CivilDate, counts: [StoreCount]) -> RefillPlan {
        let book = Dictionary(
            counts.map { (Key(item: $0.item, site: $0.site), $0) }, uniquingKeysWith: { a, _ in a })
        let driving = rounds.filter { $0.weekdays.contains(date.weekday) }
        let central = problem.sites.firstIndex { $0.kind == .central } ?? 0
        var shelf = problem.items.map { item in
            let count = book[Key(item: item.id, site: problem.sites[central].id)]
            return max(0, (count?.onHand ?? 0) - (count?.promised ?? 0))
        }
        var shortfalls: [RefillPlan.Shortfall] = []
        var needs = openNeeds(driving, book: book, shortfalls: &shortfalls)
        var vanLitres = driving.map { $0.litres ?? .max }
        var freeLitres = problem.sites.map { freeSpace($0, book: book) }
        while let (index, batch) = mostMissed(needs, shelf: shelf, van: vanLitres, free: freeLitres) {
            let need = needs[index]
            let volume = batch * problem.items[need.item].volumeLitres
            needs[index].sent += batch
            shelf[need.item] -= batch
            vanLitres[need.round] -= volume
            freeLitres[need.site] -= volume
        }
        for need in needs where need.sent < need.pieces {
            let item = problem.items[need.item]
            let cause: RefillPlan.Cause =
                shelf[need.item] < item.batch
                ? .centralShelf
                : vanLitres[need.round] < item.batch * item.volumeLitres ? .vanSpace : .shelfSpace
            shortfalls.append(
                .init(item: item.id, site: problem.sites[need.site].id, pieces: need.pieces - need.sent, cause: cause))
        }
        let orders = refillOrders(needs, on: date, from: problem.sites[central].id)
        return RefillPlan(
            orders: orders + transfers(on: date, book: book, central: central),
            shortfalls: shortfalls.sorted { ($0.site, $0.item) < ($1.site, $1.item) },
            litres: driving.indices.map { round in
                needs.filter { $0.round == round }.reduce(0) { $0 + $1.sent * problem.items[$1.item].volumeLitres }
            })
    }

    private struct Key: Hashable {
        var item: String
        var site: String
    }

    private func openNeeds(
        _ driving: [RefillRound], book: [Key: StoreCount], shortfalls: inout [RefillPlan.Shortfall]
    ) -> [Need] {
        var needs: [Need] = []
        for (round, entry) in driving.enumerated() {
            for id in entry.sites {
                guard let site = problem.sites.firstIndex(where: { $0.id == id }), problem.sites[site].kind != .central
                else { continue }
                for (index, item) in problem.items.enumerated() {
                    let level = levels.filter { $0.item == item.id && $0.site == id }.reduce(0) { $0 + $1.pieces }
                    let position = book[Key(item: item.id, site: id)]?.position ?? 0
                    let missing = level - position
                    let whole = max(0, missing) / item.batch * item.batch
                    if missing > whole, missing > 0 {
                        shortfalls.append(.init(item: item.id, site: id, pieces: missing - whole, cause: .batch))
                    }
                    if whole > 0 {
                        needs.append(Need(item: index, site: site, round: round, pieces: whole, position: position))
                    }
                }
            }
        }
        return needs
    }

    private func freeSpace(_ site: StockSite, book: [Key: StoreCount]) -> Int {
        guard let litres = site.capacityLitres else { return .max }
        let used = problem.items.reduce(0) { sum, item in
            let count = book[Key(item: item.id, site: site.id)]
            return sum + ((count?.onHand ?? 0) + (count?.onOrder ?? 0)) * item.volumeLitres
        }
        return max(0, litres - used)
    }

    /// The batch most likely to be missed, per litre; ties go to the earlier need.
    private func mostMissed(_ needs: [Need], shelf: [Int], van: [Int], free: [Int]) -> (index: Int, batch: Int)? {
        var best: (index: Int, batch: Int)?
        var bestWorth = -1.0
        for (index, need) in needs.enumerated() where need.sent < need.pieces {
            let item = problem.items[need.item]
            let litres = item.batch * item.volumeLitres
            guard shelf[need.item] >= item.batch, van[need.round] >= litres, free[need.site] >= litres else { continue }
            let site = problem.sites[need.site]
            let days = site.transportDays + 2 * max(site.reviewDays, 1)
            let rate = demandRate(item: item.id, site: site.id)
            let have = need.position + need.sent
            let missed = have < 0 ? 1 + Double(-have) : Poisson(mean: rate * days).tail(have)
            let worth = missed / Double(max(litres, 1))
            if worth > bestWorth { (best, bestWorth) = ((index, item.batch), worth) }
        }
        return best
    }

    private func demandRate(item: String, site: String) -> Double {
        problem.demand.reduce(0) { $1.item == item && $1.site == site ? $0 + $1.perYear : $0 }
            / StockProblem.daysPerYear
    }

    private func refillOrders(_ needs: [Need], on date: CivilDate, from depot: String) -> [Order] {
        var sites: [Int] = []
        for need in needs where need.sent > 0 && !sites.contains(need.site) { sites.append(need.site) }
        return sites.map { site in
            let lines = needs.filter { $0.site == site && $0.sent > 0 }.map {
                OrderLine(item: problem.items[$0.item].id, quantity: $0.sent, direction: .deliver)
            }
            return order(
                "refill-\(problem.sites[site].id)-\(date.iso)", .replenishment, to: problem.sites[site], lines: lines,
                on: date, depot: depot)
        }
    }

    /// Pieces above level at a store that may ship, sent to stores that are below theirs and that no round reaches.
    private func transfers(on date: CivilDate, book: [Key: StoreCount], central: Int) -> [Order] {
        let reached = Set(rounds.flatMap(\.sites))
        var orders: [Order] = []
        for from in problem.sites where from.mayShip && from.kind != .central {
            for to in problem.sites
            where to.id != from.id && to.kind != .central && !reached.contains(to.id)
                && problem.links.contains(where: { $0.from == from.id && $0.to == to.id })
            {
                let lines = problem.items.compactMap { item -> OrderLine? in
                    func level(_ site: String) -> Int {
                        levels.filter { $0.item == item.id && $0.site == site }.reduce(0) { $0 + $1.pieces }
                    }
                    let source = book[Key(item: item.id, site: from.id)]
                    let spare = min(
                        (source?.position ?? 0) - level(from.id), (source?.onHand ?? 0) - (source?.promised ?? 0))
                    let missing = level(to.id) - (book[Key(item: item.id, site: to.id)]?.position ?? 0)
                    let pieces = min(spare, missing)
                    return pieces > 0 ? OrderLine(item: item.id, quantity: pieces, direction: .deliver) : nil
                }
                if !lines.isEmpty {
                    orders.append(
                        order(
                            "transfer-\(from.id)-\(to.id)-\(date.iso)", .transfer, to: to, lines: lines, on: date,
                            depot: from.id))
                }
            }
        }
        return orders
    }

    private func order(
        _ id: String, _ kind: OrderKind, to site: StockSite, lines: [OrderLine], on date: CivilDate, depot: String
    ) -> Order {
        Order(
            id: id, kind: kind, registered: CivilInstant(date: date), ready: CivilInstant(date: date),
            place: Place(name: site.name, coordinate: site.coordinate, addressKey: site.id), lines: lines,
            neededBy: CivilInstant(date: date, secondOfDay: 57_600), depot: depot,
            owner: "municipality", destination: site.id)
    }
}
