import FordelerModel

/// Chooses stores and levels together for several budgets.
///
/// More stores shorten the way and split the stock: each set of open stores gets its own curve of cost against
/// service from marginal analysis, and the frontier is the upper hull of all curves. Sets come from a local search
/// (open one, close one, swap two) that starts from today, from the fewest stores and from the stores that a model of
/// stores and whole pieces chooses; a set's worth is the best service it gives at each budget.
public struct StockPlanner: Sendable {
    /// The network.
    public let network: StockNetwork
    /// Most sets of stores looked at.
    public var setLimit: Int
    /// Most candidate stores that the search may open beyond those of today.
    public var candidateLimit: Int

    /// Prepares a plan. - Throws: every diagnostic of the network at once, and every limit that no stores can meet.
    public init(_ network: StockNetwork, setLimit: Int = 80, candidateLimit: Int = 10) throws(InputErrors) {
        var found = network.diagnostics()
        if found.isEmpty { found = network.unmeetableLimits() }
        guard found.isEmpty else { throw InputErrors(found) }
        self.network = network
        self.setLimit = setLimit
        self.candidateLimit = candidateLimit
    }

    /// What a set of stores is held against.
    private enum Aim {
        /// Keep every promise for the least money.
        case promises
        /// Keep every promise and serve best within a yearly cost in øre.
        case budget(Int)
    }

    struct Curve {
        var open: [Int]
        var fixed: StockCosts
        var points: [StockLevels.Point]
    }

    /// Makes the plan.
    ///
    /// - Parameters:
    ///   - shouldStop: Polled; `true` ends the search for stores with the best ones so far, and proves nothing beyond
    ///     their levels.
    ///   - progress: Called with the share of the work done, 0...1.
    public func plan(
        shouldStop: () -> Bool = { false }, progress: (Double) -> Void = { _ in }
    ) throws(InputErrors) -> StockPlan {
        var today = try proposal("today", budget: nil, open: network.openToday, levels: network.today)
        let isGiven = network.budgets.count >= 3
        let aims = isGiven ? network.budgets.map(Aim.budget) : [.promises, .budget(today.costs.total)]
        let curves = try search(aims, shouldStop: shouldStop, progress: progress)
        let budgets = isGiven ? network.budgets : usualBudgets(curves, today: today.costs.total)
        var proposals: [StockProposal] = []
        for (index, budget) in budgets.sorted().enumerated() {
            // Of sets that serve alike, to a thousandth, the cheaper one leaves more for pieces.
            func rank(_ curve: Curve) -> (Double, Double, Int) {
                let (kept, share) = merit(curve, .budget(budget))
                return (kept, (share * 1000).rounded(), -curve.fixed.total)
            }
            let best = curves.max { rank($0) < rank($1) }
            proposals.append(
                try proposal(
                    "budget \(index + 1)", budget: budget, open: best?.open ?? network.openToday, levels: nil,
                    shouldStop: shouldStop))
        }
        let frontier = frontier(curves)
        let promiseCost = shouldStop() ? nil : try bound(&today, &proposals, curves, frontier)
        return StockPlan(
            name: network.name, today: today, promiseCost: promiseCost, proposals: proposals, frontier: frontier,
            substitutions: shouldStop() ? [] : try substitutions(open: network.openToday), setsTried: curves.count,
            replenishment: try refills(toward: proposals[proposals.count / 2]))
    }

    /// The least cost that keeps every promise, the cost beyond which money buys nothing or today's where that is less,
    /// and the middle of the two; 90, 100 and 115 % of today's cost where no set of stores keeps every promise.
    private func usualBudgets(_ curves: [Curve], today: Int) -> [Int] {
        let kept = curves.compactMap { curve in curve.points.first(where: keeps).map { cost(curve, $0) } }
        let most = curves.compactMap { curve in curve.points.last.map { cost(curve, $0) } }.min() ?? today
        guard let least = kept.min() else {
            return [0.9, 1, 1.15].map { Int((Double(today) * $0).rounded()) }
        }
        let high = max(min(most, today), least + least / 50)
        return [least, least + (high - least) / 2, high]
    }

    // MARK: Sets of stores

    private func curve(_ open: [Int]) throws(InputErrors) -> Curve {
        var problem = network.problem(open: open)
        // The curve is traced beyond the targets, so that larger budgets find their point on it.
        for index in problem.limits.indices { problem.limits[index].share = 0.995 }
        let levels = try LevelOptimiser(problem, allowsUnreachable: true).solve(iterations: 0)
        return Curve(open: open, fixed: network.fixedCosts(open: open), points: levels.frontier)
    }

    func cost(_ curve: Curve, _ point: StockLevels.Point) -> Int {
        curve.fixed.total + Int((Double(point.value) * network.base.holdingRate).rounded())
    }

    /// Whether a point keeps every class's promise.
    func keeps(_ point: StockLevels.Point) -> Bool {
        let targets = network.base.limits.sorted { $0.priority < $1.priority }.map(\.share)
        return zip(point.classShares, targets).allSatisfy { $0 >= $1 - 1e-9 }
    }

    /// How good a set of stores is: promises kept (1 or 0) first, then service, or the money left over.
    private func merit(_ curve: Curve, _ aim: Aim) -> (kept: Double, rest: Double) {
        switch aim {
        case .promises:
            if let point = curve.points.first(where: keeps) { return (1, -Double(cost(curve, point))) }
            return (0, curve.points.last?.share ?? 0)
        case .budget(let budget):
            guard let point = curve.points.last(where: { cost(curve, $0) <= budget }) else {
                return (0, -Double(curve.fixed.total))
            }
            return (keeps(point) ? 1 : 0, point.share)
        }
    }

    /// A local search for each aim from the best set known: the first change that helps is taken, one store more or
    /// less before a swap of two.
    private func search(
        _ aims: [Aim], shouldStop: () -> Bool, progress: (Double) -> Void
    ) throws(InputErrors) -> [Curve] {
        let locked = network.candidates.indices.filter {
            network.candidates[$0].status == .locked || network.candidates[$0].site.kind == .central
        }
        let nearby = placed()
        let movable = Set(shortlist() + nearby).subtracting(locked).sorted()
        var known: [[Int]: Int] = [:]
        var curves: [Curve] = []
        func look(_ open: [Int], limit: Int) throws(InputErrors) -> Int? {
            let key = Array(Set(open)).sorted()
            if let index = known[key] { return index }
            guard curves.count < limit, curves.isEmpty || !shouldStop() else { return nil }
            curves.append(try curve(key))
            known[key] = curves.count - 1
            progress(min(1, Double(curves.count) / Double(setLimit)))
            return curves.count - 1
        }
        for start in [network.openToday, locked, nearby + locked] + jointSets(movable, locked: locked) {
            _ = try look(start, limit: setLimit)
        }
        for (step, aim) in aims.enumerated() {
            let limit = setLimit * (step + 1) / aims.count
            func isBetter(_ a: Int, than b: Int) -> Bool {
                let (x, y) = (merit(curves[a], aim), merit(curves[b], aim))
                return x.kept != y.kept ? x.kept > y.kept : x.rest > y.rest + 1e-9
            }
            var current = 0
            for index in curves.indices where isBetter(index, than: current) { current = index }
            var next: Int? = current
            while let now = next {
                current = now
                next = nil
                for neighbour in neighbours(curves[current].open, movable) {
                    guard let index = try look(neighbour, limit: limit) else { break }
                    if isBetter(index, than: current) {
                        next = index
                        break
                    }
                }
            }
        }
        return curves
    }

    /// One store less, one store more, one store for another.
    private func neighbours(_ open: [Int], _ movable: [Int]) -> [[Int]] {
        let set = Set(open)
        let (inside, outside) = (movable.filter(set.contains), movable.filter { !set.contains($0) })
        let less = inside.map { out in open.filter { $0 != out } }
        let more = outside.map { open + [$0] }
        let swaps = inside.flatMap { out in outside.map { into in open.filter { $0 != out } + [into] } }
        return less + more + swaps
    }

    /// The stores of least cost when stock costs nothing.
    private func placed() -> [Int] {
        let solution = try? PlacementSolver.solve(network.placement(), options: PlacementOptions(nodeLimit: 2000))
        return solution?.open ?? []
    }

    /// Sets that a model of stores and whole pieces together chooses: a start that knows what splitting stock costs.
    private func jointSets(_ movable: [Int], locked: [Int]) -> [[Int]] {
        guard !movable.isEmpty else { return [] }
        let problem = network.ladder(movable)
        // A node limit alone keeps the plan the same on every machine.
        guard let solution = try? LadderSolver.solve(problem, options: PlacementOptions(nodeLimit: 20)),
            solution.objective != nil
        else { return [] }
        return [(locked + solution.open.map { movable[$0] }).sorted()]
    }

    /// Stores that may change: open ones that are not locked, and the candidates that shorten the way most,
    /// chosen one after the other (greedy p-median by inhabitants).
    private func shortlist() -> [Int] {
        let open = network.candidates.indices.filter { network.candidates[$0].status == .open }
        var chosen: [Int] = []
        var near = network.areas.map { area in
            network.openToday.map { network.kilometres(network.candidates[$0].site.coordinate, area.coordinate) }.min()
                ?? .infinity
        }
        let candidates = network.candidates.indices.filter { network.candidates[$0].status == .candidate }
        while chosen.count < min(candidateLimit, candidates.count) {
            var best: (site: Int, gain: Double)?
            for site in candidates where !chosen.contains(site) {
                let point = network.candidates[site].site.coordinate
                var gain = 0.0
                for (area, distance) in zip(network.areas, near) {
                    gain += Double(area.population) * max(0, distance - network.kilometres(point, area.coordinate))
                }
                if gain > (best?.gain ?? -1) { best = (site, gain) }
            }
            guard let best else { break }
            chosen.append(best.site)
            let point = network.candidates[best.site].site.coordinate
            for (index, area) in network.areas.enumerated() {
                near[index] = min(near[index], network.kilometres(point, area.coordinate))
            }
        }
        return (open.filter { network.candidates[$0].site.kind != .central } + chosen).sorted()
    }

    // MARK: Proposals

    private func proposal(
        _ name: String, budget: Int?, open: [Int], levels given: [StockLevels.Level]?,
        shouldStop: () -> Bool = { false }
    ) throws(InputErrors) -> StockProposal {
        var problem = network.problem(open: open)
        var costs = network.fixedCosts(open: open)
        let levels: StockLevels
        if let given {
            levels = try LevelOptimiser(problem, allowsUnreachable: true).evaluate(given)
        } else {
            if let budget, network.base.holdingRate > 0 {
                let left = Double(max(0, budget - costs.total)) / network.base.holdingRate
                problem.valueCeiling = Int(min(left, 1e15))
            }
            levels = try LevelOptimiser(problem, allowsUnreachable: true).solve(
                spending: problem.valueCeiling, shouldStop: shouldStop)
        }
        costs.holding = Int((Double(levels.value) * network.base.holdingRate).rounded())
        let stores = Set(open + (network.central.map { [$0] } ?? [])).sorted()
        let chosen = network.assignment(open: stores)
        let people = network.areas.reduce(0) { $0 + $1.population }
        let minutes = zip(network.areas, chosen).reduce(0) { sum, pair in
            sum + Double(pair.0.population)
                * network.minutes(network.candidates[pair.1].site.coordinate, pair.0.coordinate)
        }
        return StockProposal(
            name: name, budget: budget, open: stores.map { network.candidates[$0].site.id },
            assignment: Dictionary(
                zip(network.areas, chosen).map { ($0.id, network.candidates[$1].site.id) },
                uniquingKeysWith: { a, _ in a }),
            costs: costs, levels: levels, responseDays: responseDays(problem, levels),
            drivingMinutes: people > 0 ? minutes / Double(people) : 0,
            worstAreaShare: levels.promises.map(\.worstSiteShare).min() ?? 1)
    }

    /// Expected days to a citizen: the leg from the shelf when it has a piece, else the wait that backorders imply.
    private func responseDays(_ problem: StockProblem, _ levels: StockLevels) -> Double {
        let sites = Dictionary(problem.sites.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        var rates: [String: Double] = [:]
        for row in problem.demand { rates[row.item + "\u{1}" + row.site, default: 0] += row.perYear }
        let central = problem.sites.first { $0.kind == .central }
        var owed: [String: Double] = [:]
        for level in levels.levels { owed[level.item + "\u{1}" + level.site] = level.expectedBackorders }
        var (sum, total) = (0.0, 0.0)
        for (key, perYear) in rates.sorted(by: { $0.key < $1.key }) where perYear > 0 {
            let parts = key.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let site = sites[parts[1]] else { continue }
            total += perYear
            if let pieces = owed[key] {
                sum += perYear * site.deliveryDays + pieces * StockProblem.daysPerYear
            } else {
                let wait = (owed[parts[0] + "\u{1}" + (central?.id ?? "")] ?? 0) * StockProblem.daysPerYear
                let all = rates.filter { $0.key.hasPrefix(parts[0] + "\u{1}") }.values.reduce(0, +)
                let leg = site.kind == .central ? site.deliveryDays : site.centralDays
                sum += perYear * (leg + (all > 0 ? wait / all : 0))
            }
        }
        return total > 0 ? sum / total : 0
    }

    private func frontier(_ curves: [Curve]) -> [StockFrontierPoint] {
        var all: [(cost: Int, curve: Int, point: StockLevels.Point)] = []
        for (index, curve) in curves.enumerated() {
            for point in curve.points { all.append((cost(curve, point), index, point)) }
        }
        all.sort { ($0.cost, -$0.point.share, $0.curve) < ($1.cost, -$1.point.share, $1.curve) }
        var hull: [(cost: Int, curve: Int, point: StockLevels.Point)] = []
        for entry in all {
            if let last = hull.last, entry.point.share <= last.point.share || entry.cost == last.cost { continue }
            while hull.count >= 2 {
                let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
                let left = (b.point.share - a.point.share) * Double(entry.cost - b.cost)
                let right = (entry.point.share - b.point.share) * Double(b.cost - a.cost)
                if left > right { break }
                hull.removeLast()
            }
            hull.append(entry)
        }
        let yearly = network.areas.reduce(0) { $0 + $1.demand.reduce(0) { $0 + $1.perYear } }
        var points: [StockFrontierPoint] = []
        for entry in hull {
            var gain = 0.0
            if let before = points.last {
                gain = (entry.point.share - before.share) * yearly / (Double(entry.cost - before.cost) / 100)
            }
            points.append(
                StockFrontierPoint(
                    cost: entry.cost, value: entry.point.value, share: entry.point.share,
                    classShares: entry.point.classShares,
                    open: curves[entry.curve].open.map { network.candidates[$0].site.id }, gainPerKrone: gain))
        }
        return points
    }

    // MARK: Bulky items and the first refills

    private func substitutions(open: [Int]) throws(InputErrors) -> [SubstitutionEffect] {
        guard !network.substitutes.isEmpty else { return [] }
        let problem = network.problem(open: open)
        let before = try LevelOptimiser(problem, allowsUnreachable: true).solve(iterations: 20)
        var effects: [SubstitutionEffect] = []
        for (item, substitute) in network.substitutes.sorted(by: { $0.key < $1.key }) {
            var changed = problem
            let moved = changed.demand.filter { $0.item == item }.map {
                StockDemand(
                    item: substitute, site: $0.site, priority: $0.priority,
                    perYear: $0.perYear * network.substitutionShare)
            }
            for index in changed.demand.indices where changed.demand[index].item == item {
                changed.demand[index].perYear *= 1 - network.substitutionShare
            }
            changed.demand += moved
            let after = try LevelOptimiser(changed, allowsUnreachable: true).solve(iterations: 20)
            effects.append(
                SubstitutionEffect(
                    item: item, substitute: substitute, share: network.substitutionShare,
                    valueChange: after.value - before.value,
                    litresChange: litres(after, problem) - litres(before, problem)))
        }
        return effects
    }

    private func litres(_ levels: StockLevels, _ problem: StockProblem) -> Int {
        levels.levels.reduce(0) { sum, level in
            sum + level.pieces * (problem.items.first { $0.id == level.item }?.volumeLitres ?? 0)
        }
    }

    /// What the first rounds carry from today's shelves to a proposal's levels.
    private func refills(toward proposal: StockProposal) throws(InputErrors) -> [Order] {
        guard !network.rounds.isEmpty else { return [] }
        let open = network.candidates.indices.filter { proposal.open.contains(network.candidates[$0].site.id) }
        let ids = Set(proposal.open)
        let rounds = network.rounds.map { round in
            var round = round
            round.sites.removeAll { !ids.contains($0) }
            return round
        }
        let problem = network.problem(open: open)
        let planner = try ReplenishmentPlanner(problem, levels: proposal.levels.levels, rounds: rounds)
        var books = ShelfBooks(network.today)
        // 5 January 2026 is a Monday; the week that begins there stands for the first week of the plan.
        let monday = CivilDate(dayNumber: 20_458)
        var orders: [Order] = []
        for day in 0..<5 {
            let sent = planner.refills(on: monday.adding(days: day), counts: books.counts).orders
            for order in sent { books.send(order) }
            orders += sent
        }
        return orders
    }
}

/// What the books say after each day's refills have left: a second round of the week does not send the same again.
private struct ShelfBooks {
    private(set) var counts: [StoreCount]

    init(_ today: [StockLevels.Level]) {
        counts = today.map { StoreCount(item: $0.item, site: $0.site, onHand: $0.pieces) }
    }

    mutating func send(_ order: Order) {
        for line in order.lines {
            if let from = order.depot { counts[row(line.item, from)].onHand -= line.quantity }
            if let to = order.destination { counts[row(line.item, to)].onOrder += line.quantity }
        }
    }

    private mutating func row(_ item: String, _ site: String) -> Int {
        if let known = counts.firstIndex(where: { $0.item == item && $0.site == site }) { return known }
        counts.append(StoreCount(item: item, site: site, onHand: 0))
        return counts.count - 1
    }
}
