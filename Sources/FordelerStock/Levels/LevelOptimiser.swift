import FordelerModel

/// Finds base stock levels of least value that keep every class's promise.
///
/// Marginal analysis gives levels, Lagrangian relaxation a proven bound on what they lose, and the levels that the
/// relaxation suggests, repaired, are tried as well. The gap is stated. Kranenburg and van Houtum (2007),
/// doi:10.1016/j.orl.2006.04.004, set the problem with several customer classes.
public struct LevelOptimiser: Sendable {
    /// The problem.
    public let problem: StockProblem
    let models: [ItemModel]
    let central: Int
    let classes: [PriorityClass]
    let supply: CentralSupply
    /// Shares to reach, by class: the targets, or a little less than all that can be reached at all.
    var reachableTargets: [Double]
    /// The same for each item alone.
    var reachableItemTargets: [[Double]]

    /// Prepares a problem.
    ///
    /// - Parameter allowsUnreachable: Whether limits that no stock can meet are worked towards instead of refused.
    /// - Throws: every diagnostic of the input at once.
    public init(_ problem: StockProblem, allowsUnreachable: Bool = false) throws(InputErrors) {
        let found = problem.diagnostics().filter { !(allowsUnreachable && $0.code == "E-STOCK-LIMIT") }
        guard found.isEmpty else { throw InputErrors(found) }
        self.problem = problem
        let streams = StockStreams(problem)
        let supply = CentralSupply(problem)
        self.supply = supply
        models = problem.items.indices.map { ItemModel(problem, item: $0, streams: streams.all, supply: supply) }
        central = streams.central ?? 0
        classes = problem.limits.map(\.priority).sorted()
        let limits = problem.limits.sorted { $0.priority < $1.priority }
        func reachable(_ target: Double, _ own: [StockStream]) -> Double {
            let total = own.reduce(0) { $0 + $1.rate }
            let met = own.reduce(0) { $1.canBeMet ? $0 + $1.rate : $0 }
            return total > 0 ? min(target, 0.998 * met / total) : target
        }
        reachableTargets = limits.map { limit in
            reachable(limit.share, streams.all.filter { $0.priority == limit.priority })
        }
        reachableItemTargets = models.map { model in
            limits.map { limit in
                reachable(limit.itemShare, model.streams.filter { $0.priority == limit.priority })
            }
        }
    }

    /// Whether every class's own target is kept.
    private func keepsTargets(_ state: LevelState) -> Bool {
        let targets = problem.limits.sorted { $0.priority < $1.priority }.map(\.share)
        return zip(state.shares, targets).allSatisfy { $0 >= $1 - 1e-9 }
    }

    private func emptyState() -> LevelState {
        LevelState(models: models, central: central, siteCount: problem.sites.count, classes: classes)
    }

    private func analysis(_ state: LevelState, prices: [Double]?, ceiling: Int) -> MarginalAnalysis {
        let allowed = zip(state.demand, reachableTargets).map { $0 * (1 - $1) }
        let itemAllowed = models.indices.map { item in
            classes.indices.map { position in
                let own = models[item].streams.reduce(0) {
                    $1.priority == classes[position] ? $0 + $1.rate : $0
                }
                return own * (1 - reachableItemTargets[item][position])
            }
        }
        // Without prices each class weighs by how little of its demand may be late.
        let plain = allowed.map { $0 > 0 ? 1 / $0 : 0 }
        let positive = prices.map { prices in prices.contains { $0 > 0 } } ?? false
        return MarginalAnalysis(
            allowed: allowed, itemAllowed: itemAllowed,
            weights: positive ? zip(prices ?? [], plain).map { max($0, $1 * 1e-6) } : plain,
            capacity: problem.sites.map(\.capacityLitres), ceiling: ceiling)
    }

    /// Solves the problem.
    ///
    /// - Parameters:
    ///   - iterations: Rounds of the relaxation, 0 or more; each may raise the bound.
    ///   - spending: Stock value in øre up to which more pieces are bought once the targets are kept, each where it
    ///     brings most demand in time per krone; `nil` buys no more.
    ///   - shouldStop: Polled between rounds; `true` ends them with the best levels and bound so far.
    /// - Returns: Levels, promises, the bound and the curve of value against service.
    public func solve(
        iterations: Int = 120, spending: Int? = nil, shouldStop: () -> Bool = { false }
    ) -> StockLevels {
        priced(iterations: iterations, spending: spending, shouldStop: shouldStop).levels
    }

    /// The same, with the prices at which the bound is best.
    func priced(
        iterations: Int = 120, spending: Int? = nil, shouldStop: () -> Bool = { false }
    ) -> (levels: StockLevels, prices: LatePrices) {
        var state = emptyState()
        let open = analysis(state, prices: nil, ceiling: .max / 4)
        let steps = open.fill(&state)
        let metAtAll = open.isMet(state)
        open.trim(&state)
        var bestValue = state.value
        var bestLevels = state.levels
        var bound = 0.0
        var prices = open.weights.map { $0 * Double(max(1, state.value)) / Double(max(1, classes.count)) }
        var itemPrices = models.map { _ in classes.map { _ in 0.0 } }
        var best = LatePrices(
            classes: prices, items: itemPrices, allowed: open.allowed, itemAllowed: open.itemAllowed)
        if metAtAll, state.value > 0, iterations > 0 {
            let relaxation = LevelBound(&state, itemAllowed: open.itemAllowed)
            var step = 1.0
            var idle = 0
            for _ in 0..<iterations where !shouldStop() {
                let (value, suggested) = relaxation.relaxed(
                    prices: prices, allowed: open.allowed, itemPrices: itemPrices, itemAllowed: open.itemAllowed)
                if value > bound * (1 + 1e-9) + 1e-9 {
                    bound = value
                    (best.classes, best.items) = (prices, itemPrices)
                    idle = 0
                } else {
                    idle += 1
                    if idle >= 6 {
                        step /= 2
                        idle = 0
                        (prices, itemPrices) = (best.classes, best.items)
                    }
                }
                if bound >= Double(bestValue) - 1 || step < 1e-4 { break }
                for (item, levels) in suggested where levels != state.levels[item] { state.set(item, levels) }
                let direction = LevelOptimiser.direction(
                    state.totalLate, allowed: open.allowed, prices: prices)
                let itemDirections = models.indices.map { item in
                    LevelOptimiser.direction(
                        state.late[item], allowed: open.itemAllowed[item], prices: itemPrices[item])
                }
                let square = ([direction] + itemDirections).joined().reduce(0) { $0 + $1.slope * $1.slope }
                let repair = analysis(state, prices: best.classes, ceiling: bestValue + bestValue / 20)
                repair.emptyOverfull(&state)
                _ = repair.fill(&state)
                if repair.isMet(state) {
                    if state.value < bestValue + bestValue / 50 { repair.trim(&state) }
                    if state.value < bestValue {
                        bestValue = state.value
                        bestLevels = state.levels
                    }
                }
                guard square > 0 else { break }
                let length = step * max(Double(bestValue) - value, 1) / square
                prices = zip(prices, direction).map { max(0, $0 + length * $1.slope / $1.scale) }
                for item in models.indices {
                    itemPrices[item] = zip(itemPrices[item], itemDirections[item]).map {
                        max(0, $0 + length * $1.slope / $1.scale)
                    }
                }
            }
        }
        for item in models.indices { state.set(item, bestLevels[item]) }
        if metAtAll, iterations > 0, bound < Double(bestValue) - 1 {
            polish(&state, prices: best.classes, shouldStop: shouldStop)
        }
        if let ceiling = problem.valueCeiling, state.value > ceiling {
            state = emptyState()
            _ = analysis(state, prices: nil, ceiling: ceiling).fill(&state)
        }
        let promiseValue = state.value
        if let spending, state.value < spending, keepsTargets(state) {
            let rest = MarginalAnalysis(
                allowed: state.demand.map { $0 * 0.001 }, itemAllowed: open.itemAllowed,
                weights: state.demand.map { _ in 1 }, capacity: open.capacity, ceiling: spending)
            _ = rest.fill(&state)
        }
        let levels = result(
            &state, status: keepsTargets(state) ? .feasible : .targetsMissed, promiseValue: promiseValue,
            bound: Int(max(0, bound).rounded(.up)), steps: steps)
        return (levels, best)
    }

    /// Takes a piece away, buys what is then missing elsewhere, and keeps what costs less, until no piece is left to try.
    ///
    /// O(items × stores) fills a round; each round but the last lowers the value.
    private func polish(_ state: inout LevelState, prices: [Double], shouldStop: () -> Bool) {
        let order = models.indices.sorted { (models[$0].item.price, $1) > (models[$1].item.price, $0) }
        var improved = true
        var round = 0
        while improved, round < 4 {
            improved = false
            round += 1
            for item in order {
                for site in problem.sites.indices where state.levels[item][site] > 0 {
                    if shouldStop() { return }
                    var trial = state
                    var levels = trial.levels[item]
                    levels[site] -= 1
                    trial.set(item, levels)
                    let repair = analysis(trial, prices: prices, ceiling: state.value - 1)
                    _ = repair.fill(&trial)
                    guard repair.isMet(trial) else { continue }
                    repair.trim(&trial)
                    if trial.value < state.value {
                        state = trial
                        improved = true
                    }
                }
            }
        }
    }

    /// Where the prices of late demand should go: the excess over what is allowed, in units of what is allowed, so
    /// that busy and quiet items move alike; a price that is 0 and would fall stays out of the step.
    private static func direction(
        _ late: [Double], allowed: [Double], prices: [Double]
    ) -> [(slope: Double, scale: Double)] {
        late.indices.map { position in
            let scale = max(allowed[position], 1e-9)
            let slope = (late[position] - allowed[position]) / scale
            return (prices[position] <= 0 && slope < 0 ? 0 : slope, scale)
        }
    }

    /// What given levels promise: the plan of today, for example.
    ///
    /// - Parameter levels: Pieces by item and store; missing ones are 0.
    public func evaluate(_ levels: [StockLevels.Level]) -> StockLevels {
        var state = emptyState()
        for (item, model) in models.enumerated() {
            var row = [Int](repeating: 0, count: problem.sites.count)
            for level in levels where level.item == model.item.id {
                if let site = problem.sites.firstIndex(where: { $0.id == level.site }) { row[site] += level.pieces }
            }
            state.set(item, row)
        }
        return result(
            &state, status: keepsTargets(state) ? .feasible : .targetsMissed, promiseValue: state.value, bound: 0,
            steps: [])
    }
}
