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

    /// Prepares a plan. - Throws: every diagnostic of the network at once.
    public init(_ network: StockNetwork, setLimit: Int = 60, candidateLimit: Int = 10) throws(InputErrors) {
        let found = network.diagnostics()
        guard found.isEmpty else { throw InputErrors(found) }
        self.network = network
        self.setLimit = setLimit
        self.candidateLimit = candidateLimit
    }

    private struct Curve {
        var open: [Int]
        var fixed: StockCosts
        var points: [StockLevels.Point]
    }

    /// Makes the plan.
    ///
    /// - Parameter progress: Called with the share of the work done, 0...1.
    public func plan(progress: (Double) -> Void = { _ in }) throws(InputErrors) -> StockPlan {
        let today = try proposal("today", budget: nil, open: network.openToday, levels: network.today)
        let budgets = usedBudgets(today)
        let curves = try search(budgets: budgets, progress: progress)
        var proposals: [StockProposal] = []
        for (index, budget) in budgets.enumerated() {
            // Of sets that serve alike, to a thousandth, the cheaper one leaves more for pieces.
            func rank(_ curve: Curve) -> (Double, Int) {
                ((value(curve, at: budget) * 1000).rounded(), -curve.fixed.total)
            }
            let best = curves.max { rank($0) < rank($1) }
            proposals.append(
                try proposal("budget \(index + 1)", budget: budget, open: best?.open ?? network.openToday, levels: nil))
        }
        return StockPlan(
            name: network.name, today: today, proposals: proposals, frontier: frontier(curves),
            substitutions: try substitutions(open: network.openToday), setsTried: curves.count,
            replenishment: try refills(toward: proposals[proposals.count / 2]))
    }

    /// The given budgets, or 90, 100 and 115 % of today's cost.
    private func usedBudgets(_ today: StockProposal) -> [Int] {
        var budgets = network.budgets
        if budgets.count < 3 {
            budgets = [0.9, 1, 1.15].map { Int((Double(today.costs.total) * $0).rounded()) }
        }
        return budgets.sorted()
    }

    // MARK: Sets of stores

    private func curve(_ open: [Int]) throws(InputErrors) -> Curve {
        var problem = network.problem(open: open)
        // The curve is traced beyond the targets, so that larger budgets find their point on it.
        for index in problem.limits.indices { problem.limits[index].share = 0.995 }
        let levels = try LevelOptimiser(problem, allowsUnreachable: true).solve(iterations: 0)
        return Curve(open: open, fixed: network.fixedCosts(open: open), points: levels.frontier)
    }

    private func cost(_ curve: Curve, _ point: StockLevels.Point) -> Int {
        curve.fixed.total + Int((Double(point.value) * network.base.holdingRate).rounded())
    }

    private func value(_ curve: Curve, at budget: Int) -> Double {
        var best = -Double(curve.fixed.total) * 1e-15
        for point in curve.points where cost(curve, point) <= budget { best = max(best, point.share) }
        return best
    }

    private func search(budgets: [Int], progress: (Double) -> Void) throws(InputErrors) -> [Curve] {
        let locked = network.candidates.indices.filter {
            network.candidates[$0].status == .locked || network.candidates[$0].site.kind == .central
        }
        let movable = shortlist()
        let joint = jointSets(movable, locked: locked)
        var known: [[Int]: Int] = [:]
        var curves: [Curve] = []
        func look(_ open: [Int]) throws(InputErrors) -> Int? {
            let key = Array(Set(open)).sorted()
            if let index = known[key] { return index }
            guard curves.count < setLimit else { return nil }
            curves.append(try curve(key))
            known[key] = curves.count - 1
            progress(min(1, Double(curves.count) / Double(setLimit)))
            return curves.count - 1
        }
        for budget in budgets {
            for start in [network.openToday, locked] + joint {
                guard var current = try look(start) else { continue }
                var improved = true
                while improved {
                    improved = false
                    let open = Set(curves[current].open)
                    var neighbours: [[Int]] = []
                    for site in movable { neighbours.append(Array(open.symmetricDifference([site]))) }
                    for out in open.intersection(movable).sorted() {
                        for into in movable where !open.contains(into) {
                            neighbours.append(Array(open.subtracting([out]).union([into])))
                        }
                    }
                    var best = current
                    for neighbour in neighbours {
                        guard let index = try look(neighbour) else { break }
                        if value(curves[index], at: budget) > value(curves[best], at: budget) + 1e-9 { best = index }
                    }
                    if best != current { (current, improved) = (best, true) }
                }
            }
        }
        return curves
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
        _ name: String, budget: Int?, open: [Int], levels given: [StockLevels.Level]?
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
                spending: problem.valueCeiling)
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
        let counts = network.today.map { StoreCount(item: $0.item, site: $0.site, onHand: $0.pieces) }
        // 5 January 2026 is a Monday; the week that begins there stands for the first week of the plan.
        let monday = CivilDate(dayNumber: 20_458)
        return (0..<5).flatMap { planner.refills(on: monday.adding(days: $0), counts: counts).orders }
    }
}
