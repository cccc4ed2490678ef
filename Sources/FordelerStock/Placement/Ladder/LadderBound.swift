/// Lower bound of the ladder model by relaxing "each stream is served once".
///
/// What is left falls apart by depot: for every type and number of units a continuous knapsack over the streams, then a
/// choice of units per type within the room by dynamic programming. Units stay whole in it, so the bound is better
/// than the linear relaxation, whose fractions of a ladder carry more than whole units do.
struct LadderBound {
    private let core: LadderCore
    private(set) var multipliers: [Double]
    private(set) var bound = -Double.infinity
    /// Best plan's cost, to prune with.
    var best: Double
    private(set) var isOpen: [Bool]
    private(set) var isClosed: [Bool]
    /// Net price of each depot at the last multipliers, and the units it would hold.
    private(set) var net: [Double]
    private(set) var stock: [[Int]]
    /// How often each depot was chosen lately.
    private(set) var frequency: [Double]
    /// Scaled room: units of space are joined when there are many.
    private let grain: Int

    init(_ core: LadderCore, best: Double) {
        self.core = core
        self.best = best
        isOpen = [Bool](repeating: false, count: core.depots)
        isClosed = isOpen
        net = [Double](repeating: 0, count: core.depots)
        frequency = net
        stock = [[Int]](repeating: [Int](repeating: 0, count: core.types), count: core.depots)
        let most = core.problem.depots.map(\.space).max() ?? 0
        grain = max(1, most / 400)
        multipliers = core.express.indices.map { k in
            let near = (0..<core.depots).map { core.cost[k * core.depots + $0] }.min() ?? .infinity
            return min(core.express[k], near) * 1.5
        }
    }

    /// Depots not decided.
    var free: [Int] { (0..<core.depots).filter { !isOpen[$0] && !isClosed[$0] } }

    /// Whether no plan better than the best is left.
    var isClosedGap: Bool { bound > best - 1e-6 * abs(best) }

    /// Restricts the bound to a part of the choices.
    mutating func decide(isOpen: [Bool], isClosed: [Bool], multipliers: [Double]) {
        self.isOpen = isOpen
        self.isClosed = isClosed
        self.multipliers = multipliers
        bound = -.infinity
        for d in frequency.indices { frequency[d] = 0 }
    }

    /// Runs subgradient steps; `visit` sees the chosen depots of promising steps.
    mutating func run(
        iterations: Int, scale: Double, patience: Int, shouldStop: () -> Bool,
        visit: (_ chosen: [Int], _ stock: [[Int]]) -> Void
    ) {
        var trial = multipliers
        var step = scale
        var waited = 0
        for iteration in 0..<iterations {
            if shouldStop() { return }
            var gradient = [Double](repeating: 1, count: trial.count)
            var value = trial.reduce(0, +)
            value += expressPart(trial, &gradient)
            var chosen: [Int] = []
            for d in 0..<core.depots where !isClosed[d] {
                let part = depotPart(d, trial)
                net[d] = part.value
                stock[d] = part.units
                if isOpen[d] || part.value < 0 {
                    value += part.value
                    chosen.append(d)
                    for (k, share) in part.shares { gradient[k] -= share }
                }
            }
            for d in frequency.indices { frequency[d] *= 0.95 }
            for d in chosen { frequency[d] += 0.05 }
            fix(value, Set(chosen))
            if value > bound {
                if iteration % 5 == 0 || waited > 3 { visit(chosen, stock) }
                waited = value - bound > 1e-4 * abs(value) ? 0 : waited + 1
                bound = value
                multipliers = trial
            } else {
                waited += 1
            }
            if isClosedGap { return }
            if waited >= patience {
                waited = 0
                step *= 0.65
                trial = multipliers
                if step < 0.01 { return }
            }
            let norm = gradient.reduce(0) { $0 + $1 * $1 }
            if norm < 1e-9 { return }
            let target = best < .infinity ? best * 1.01 : abs(value) * 1.1 + 1
            let length = step * max(target - value, 1e-4 * abs(target)) / norm
            for k in trial.indices { trial[k] += length * gradient[k] }
        }
    }

    /// Express within its allowance: a continuous knapsack per class and type.
    private func expressPart(_ v: [Double], _ gradient: inout [Double]) -> Double {
        var value = 0.0
        for t in 0..<core.types {
            for c in core.problem.classes.indices {
                let items = core.streamsOfType[t].filter {
                    core.problem.streams[$0].promise == c && core.express[$0] < v[$0]
                }.map { (ratio: (core.express[$0] - v[$0]) / core.demand[$0], stream: $0) }
                var left = core.allowance[c][t]
                for (ratio, k) in items.sorted(by: { ($0.ratio, $0.stream) < ($1.ratio, $1.stream) }) where left > 0 {
                    let taken = min(left, core.demand[k])
                    value += ratio * taken
                    gradient[k] -= taken / core.demand[k]
                    left -= taken
                }
            }
        }
        return value
    }

    /// Least price of an open depot, its units and the shares it takes.
    private func depotPart(_ d: Int, _ v: [Double]) -> (value: Double, units: [Int], shares: [(Int, Double)]) {
        let room = core.problem.depots[d].space / grain
        var least = [Double](repeating: 0, count: room + 1)
        var choice = [[Int]](repeating: [], count: core.types)
        var sorted = [[(ratio: Double, stream: Int)]](repeating: [], count: core.types)
        for t in 0..<core.types {
            sorted[t] = core.streamsOfType[t].compactMap { k in
                let value = core.cost[k * core.depots + d] - v[k]
                return value < 0 ? (value / core.demand[k], k) : nil
            }.sorted { ($0.ratio, $0.stream) < ($1.ratio, $1.stream) }
            let values = ladderValues(t, sorted[t])
            // Rounding the units' room down and keeping the depot's keeps the bound valid.
            let size = core.problem.types[t].space / grain
            var next = least
            var pick = [Int](repeating: 0, count: room + 1)
            for r in 0...room {
                for s in 1..<max(values.count, 1) where values.count > 1 && s * size <= r {
                    let value = least[r - s * size] + values[s]
                    if value < next[r] {
                        next[r] = value
                        pick[r] = s
                    }
                }
            }
            least = next
            choice[t] = pick
        }
        var units = [Int](repeating: 0, count: core.types)
        var left = room
        var shares: [(Int, Double)] = []
        for t in stride(from: core.types - 1, through: 0, by: -1) {
            units[t] = choice[t][left]
            left -= units[t] * (core.problem.types[t].space / grain)
            var capacity = core.carried[t][units[t]]
            for (_, k) in sorted[t] where capacity > 0 {
                let taken = min(capacity, core.demand[k])
                shares.append((k, taken / core.demand[k]))
                capacity -= taken
            }
        }
        return (core.problem.depots[d].fixedCost + least[room], units, shares)
    }

    /// Price of 0, 1, … units of a type: holding plus the best filling of what they carry.
    private func ladderValues(_ t: Int, _ items: [(ratio: Double, stream: Int)]) -> [Double] {
        var values: [Double] = []
        var sum = 0.0
        var filled = 0.0
        var next = 0
        var partial = 0.0
        for (units, capacity) in core.carried[t].enumerated() {
            while next < items.count && filled < capacity {
                let demand = core.demand[items[next].stream] - partial
                let taken = min(demand, capacity - filled)
                sum += items[next].ratio * taken
                filled += taken
                if taken < demand {
                    partial += taken
                } else {
                    next += 1
                    partial = 0
                }
            }
            values.append(sum + Double(units) * core.problem.types[t].holdingCost)
        }
        return values
    }

    private mutating func fix(_ value: Double, _ chosen: Set<Int>) {
        guard best < .infinity else { return }
        let cutoff = best - 1e-6 * abs(best)
        for d in free {
            if chosen.contains(d) {
                if value - net[d] > cutoff { isOpen[d] = true }
            } else if value + net[d] > cutoff {
                isClosed[d] = true
            }
        }
    }
}
