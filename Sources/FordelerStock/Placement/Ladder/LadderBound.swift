/// Lower bound of the ladder model by relaxing two links: "each stream is served once", and "the depots' units form one
/// of the type's covers" (``LadderCovers``).
///
/// What is left falls apart by depot: for every type and number of units a continuous knapsack over the streams, then a
/// choice of units per type within the room by dynamic programming. Units stay whole in it, so the bound is better
/// than the linear relaxation, whose fractions of a ladder carry more than whole units do. The links' prices follow
/// deflected subgradients; a step costs O(depots · streams), as the streams stay nearly sorted from step to step.
final class LadderBound {
    let core: LadderCore
    let levels: Int
    /// Cost of the best plan; infinity before the first. Steps are measured by it.
    var best: Double
    /// Prices at the best step: of the streams, then of the counts by type and level, then of express by type.
    let prices: NumberTable
    /// Best bound of the last run.
    private(set) var bound = -Double.infinity
    /// How often each depot was open in late steps, and held s units of a type (`(depot * types + type) * levels + s`).
    let openShare: NumberTable
    let unitShare: NumberTable
    /// Net price of each depot and of s units there at the last prices evaluated; infinity where not allowed.
    let net: NumberTable
    let unitPrice: NumberTable
    /// Whether each depot was open at the last prices, and its units.
    private(set) var chosen: [Bool]
    private(set) var units: [Int]
    /// Room of each depot and of one unit, in joined units of space: rounding both down keeps the bound valid.
    let room: [Int]
    let size: [Int]

    private let covers: [LadderCovers]
    private let streams: Int
    private let classOf: [Int]
    /// Streams that a depot reaches, type by type, and those that may go by express.
    private let reached: [ReachedStreams]
    private let express: [ReachedStreams]
    private let demand: NumberTable
    /// Demand carried by s units, `type * levels + s`.
    private let carried: NumberTable
    private let perDemand: NumberTable
    private let gradient: NumberTable
    private let direction: NumberTable
    private let trial: NumberTable
    /// Scale of each price's steps: counts and express move further than single streams do.
    private let weight: NumberTable
    private var choice: [Int32] = []
    private var least: [Double] = []

    init(_ core: LadderCore, best: Double) {
        self.core = core
        self.best = best
        let levels = (core.problem.types.map(\.mostUnits).max() ?? 0) + 1
        self.levels = levels
        streams = core.demand.count
        classOf = core.problem.streams.map(\.promise)
        let grain = max(1, (core.problem.depots.map(\.space).max() ?? 0) / 400)
        room = core.problem.depots.map { $0.space / grain }
        size = core.problem.types.map { $0.space / grain }
        covers = (0..<core.types).map { t in
            LadderCovers(
                demand: core.streamsOfType[t].reduce(0) { $0 + core.demand[$1] },
                allowance: core.allowance.reduce(0) { $0 + $1[t] }, carried: core.carried[t], depots: core.depots)
        }
        reached = (0..<core.depots * core.types).map { at in
            let d = at / core.types
            let near = core.streamsOfType[at % core.types].filter { core.cost[$0 * core.depots + d] < .infinity }
            return ReachedStreams(near, core.demand) { core.cost[$0 * core.depots + d] }
        }
        express = (0..<core.types).map { t in
            ReachedStreams(core.streamsOfType[t], core.demand) { core.express[$0] }
        }
        demand = NumberTable(core.demand)
        carried = NumberTable(
            core.carried.flatMap { $0 + [Double](repeating: 0, count: levels - $0.count) })
        let counts = core.types * levels
        prices = NumberTable(core.express.map { 0.8 * $0 } + [Double](repeating: 0, count: counts + core.types))
        let mean = core.express.reduce(0, +) / Double(max(1, streams))
        let holding = core.problem.types.reduce(0) { $0 + $1.holdingCost } / Double(max(1, core.types))
        let ratio = min(1e4, max(1, 0.6 * holding * holding / max(mean * mean, 1e-9)))
        weight = NumberTable(
            [Double](repeating: 1, count: streams) + [Double](repeating: ratio, count: counts)
                + [Double](repeating: 3 * ratio, count: core.types))
        gradient = NumberTable(repeating: 0, count: prices.count)
        direction = NumberTable(repeating: 0, count: prices.count)
        trial = NumberTable(repeating: 0, count: prices.count)
        perDemand = NumberTable(repeating: 0, count: streams)
        openShare = NumberTable(repeating: 0, count: core.depots)
        net = NumberTable(repeating: 0, count: core.depots)
        unitShare = NumberTable(repeating: 0, count: core.depots * counts)
        unitPrice = NumberTable(repeating: 0, count: core.depots * counts)
        chosen = [Bool](repeating: false, count: core.depots)
        units = [Int](repeating: 0, count: core.depots * core.types)
    }

    /// Starts a part of the search from prices found elsewhere.
    func start(prices given: [Float]) {
        for k in 0..<prices.count { prices[k] = Double(given[k]) }
        bound = -.infinity
    }

    /// Runs at most so many steps from the present prices; it ends at a bound above `cutoff`. The last evaluation is
    /// always at the best prices, so that ``net``, ``unitPrice``, ``chosen`` and ``units`` belong to ``bound``.
    func run(_ domain: LadderDomain, steps: Int, scale: Double, patience: Int, cutoff: Double, shouldStop: () -> Bool) {
        var scale = scale
        var waited = 0
        trial.copy(prices)
        direction.fill(0)
        openShare.fill(0)
        unitShare.fill(0)
        bound = -.infinity
        for step in 0..<steps {
            let value = evaluate(domain, trial)
            note(share: max(0.05, 1 / Double(step + 1)))
            if value > bound {
                waited = value > bound + 1e-5 * abs(value) ? 0 : waited + 1
                bound = value
                prices.copy(trial)
                if bound > cutoff { return }
            } else {
                waited += 1
            }
            if waited > patience {
                waited = 0
                scale *= 0.6
                if scale < 0.005 { break }
                trial.copy(prices)
                continue
            }
            if step % 16 == 15 && shouldStop() { break }
            let norm = turn()
            if norm < 1e-9 { break }
            let target = best < .infinity ? best * 1.005 : value + 0.05 * abs(value) + 1
            move(scale * max(target - value, 1e-4 * abs(target)) / norm)
        }
        _ = evaluate(domain, prices)
    }

    /// Turns the direction towards the slope; its weighted length comes back.
    private func turn() -> Double {
        let (slope, way, weight) = (gradient.numbers, direction.numbers, weight.numbers)
        var norm = 0.0
        for k in 0..<slope.count {
            way[k] = 0.7 * slope[k] + 0.3 * way[k]
            norm += weight[k] * way[k] * slope[k]
        }
        if norm >= 1e-9 { return norm }
        direction.copy(gradient)
        norm = 0
        for k in 0..<slope.count { norm += weight[k] * slope[k] * slope[k] }
        return norm
    }

    private func move(_ length: Double) {
        let (point, way, weight) = (trial.numbers, direction.numbers, weight.numbers)
        for k in 0..<streams { point[k] += length * way[k] }
        for k in streams..<point.count { point[k] = max(0, point[k] + length * weight[k] * way[k]) }
    }

    private func note(share: Double) {
        let (openShare, unitShare) = (openShare.numbers, unitShare.numbers)
        for k in 0..<openShare.count { openShare[k] *= 1 - share }
        for k in 0..<unitShare.count { unitShare[k] *= 1 - share }
        for d in 0..<core.depots {
            if chosen[d] { openShare[d] += share }
            for t in 0..<core.types {
                unitShare[(d * core.types + t) * levels + (chosen[d] ? units[d * core.types + t] : 0)] += share
            }
        }
    }

    /// The bound at given prices; it leaves its slope behind. Infinity when the domain is empty.
    func evaluate(_ domain: LadderDomain, _ point: NumberTable) -> Double {
        let (price, slope, unitDemand) = (point.numbers, gradient.numbers, demand.numbers)
        let perDemand = perDemand.numbers
        var value = 0.0
        for k in 0..<streams {
            slope[k] = 1
            value += price[k]
            perDemand[k] = price[k] / unitDemand[k]
        }
        for k in streams..<slope.count { slope[k] = 0 }
        for t in 0..<core.types { value += commonPart(t, price) }
        for d in 0..<core.depots {
            chosen[d] = false
            if domain.depots[d] == .closed {
                net[d] = .infinity
                continue
            }
            priceDepot(d, domain, price)
            guard domain.depots[d] == .open || net[d] < 0 else { continue }
            if net[d] == .infinity { return .infinity }
            chosen[d] = true
            value += net[d]
            for t in 0..<core.types where units[d * core.types + t] > 0 {
                let held = t * levels + units[d * core.types + t]
                if covers[t].count > 0 { slope[streams + held] -= 1 }
                reached[d * core.types + t].take(upTo: carried[held], slope)
            }
        }
        return value
    }

    /// What a type costs outside the depots: express within its allowance, a continuous knapsack per class, and the
    /// cheapest cover.
    private func commonPart(_ t: Int, _ price: UnsafeMutableBufferPointer<Double>) -> Double {
        let slope = gradient.numbers
        let counted = covers[t].count > 0
        let counts = streams + t * levels
        let place = streams + core.types * levels + t
        express[t].sort(perDemand.numbers, extra: counted ? -price[place] : 0)
        var left = core.allowance.map { $0[t] }
        let part = express[t].take(within: &left, classOf: classOf, slope)
        guard counted, let base = price.baseAddress,
            let cover = covers[t].cheapest(prices: base + counts, expressPrice: price[place])
        else { return part.value }
        slope[place] += covers[t].express[cover.entry] - part.demand
        for s in 1..<covers[t].levels {
            slope[counts + s] += Double(covers[t].counts[cover.entry * covers[t].levels + s])
        }
        return part.value + cover.price
    }

    /// Net price of a depot if it is open, and the units it would hold.
    private func priceDepot(_ d: Int, _ domain: LadderDomain, _ price: UnsafeMutableBufferPointer<Double>) {
        guard let unitPrice = unitPrice.numbers.baseAddress else { return }
        for t in 0..<core.types {
            let at = d * core.types + t
            let slot = unitPrice + at * levels
            let number = core.carried[t].count
            reached[at].sort(perDemand.numbers, extra: 0)
            reached[at].fill(carried.numbers, from: t * levels, count: number, into: slot)
            let holding = core.problem.types[t].holdingCost
            let counted = covers[t].count > 0
            let base = streams + t * levels
            domain.allowed.withUnsafeBufferPointer { allowed in
                for s in 0..<number {
                    if allowed[at * levels + s] == 0 {
                        slot[s] = .infinity
                    } else {
                        slot[s] += Double(s) * holding - (counted && s > 0 ? price[base + s] : 0)
                    }
                }
            }
        }
        net[d] = core.problem.depots[d].fixedCost + chooseUnits(d)
    }

    /// Cheapest units of every type within the room: free choice when all fit, else a knapsack by room.
    private func chooseUnits(_ d: Int) -> Double {
        let price = unitPrice.numbers
        var wanted = 0
        var sum = 0.0
        for t in 0..<core.types {
            let slot = (d * core.types + t) * levels
            var pick = 0
            for s in 1..<max(1, core.carried[t].count) where price[slot + s] < price[slot + pick] { pick = s }
            units[d * core.types + t] = pick
            wanted += pick * size[t]
            sum += price[slot + pick]
        }
        if wanted <= room[d] { return sum }
        return fillRoom(d)
    }

    private func fillRoom(_ d: Int) -> Double {
        let price = unitPrice.numbers
        let width = room[d] + 1
        let types = core.types
        if least.count < width * 2 { least = [Double](repeating: 0, count: width * 2) }
        if choice.count < width * types { choice = [Int32](repeating: 0, count: width * types) }
        return least.withUnsafeMutableBufferPointer { least in
            choice.withUnsafeMutableBufferPointer { choice in
                for r in 0..<width { least[r] = 0 }
                var from = 0
                for t in 0..<types {
                    let slot = (d * types + t) * levels
                    let to = width - from
                    let step = size[t]
                    let number = core.carried[t].count
                    for r in 0..<width {
                        var value = Double.infinity
                        var pick = 0
                        var s = 0
                        while s < number && s * step <= r {
                            let trial = least[from + r - s * step] + price[slot + s]
                            if trial < value {
                                value = trial
                                pick = s
                            }
                            s += 1
                        }
                        least[to + r] = value
                        choice[t * width + r] = Int32(pick)
                    }
                    from = to
                }
                var left = width - 1
                for t in stride(from: types - 1, through: 0, by: -1) {
                    let pick = Int(choice[t * width + left])
                    units[d * types + t] = pick
                    left -= pick * size[t]
                }
                return least[from + width - 1]
            }
        }
    }
}
