/// Lower bound of a ``SiteSelection`` by relaxing "each point is served once", with subgradient steps.
///
/// For multipliers `v` the bound is Σv plus the least sum of `ρ_j = f_j + Σ_i min(0, c_ij − v_i)` over allowed
/// numbers of sites (M. L. Fisher, 1981). Sites whose choice alone lifts the bound past the best plan are fixed.
struct LagrangianBound {
    private let problem: SiteSelection
    /// Best multipliers so far.
    private(set) var multipliers: [Double]
    /// Best bound so far.
    private(set) var bound = -Double.infinity
    /// Best plan so far and its objective.
    private(set) var best: [Int]
    private(set) var bestObjective: Double
    /// Sites chosen at the best multipliers: often a better start for interchange than any plan.
    private(set) var suggested: [Int] = []
    /// Sites decided so far, by the locks and by the bound.
    private(set) var isOpen: [Bool]
    private(set) var isClosed: [Bool]
    private var reduced: [Double]
    /// With capacities, the part of each point that each site takes at the present multipliers.
    private var knapsacks: SiteKnapsacks?
    private var tried = Set<[Int]>()
    /// How often each site was chosen lately, 0...1: near one half is undecided.
    private(set) var frequency: [Double]

    init(_ problem: SiteSelection, best: [Int]?, multipliers: [Double]? = nil) {
        self.problem = problem
        isOpen = problem.isOpen
        isClosed = problem.isClosed
        self.best = best ?? []
        bestObjective = best.map { problem.objective(of: $0) } ?? .infinity
        reduced = [Double](repeating: 0, count: problem.sites)
        frequency = reduced
        knapsacks = problem.isCapacitated ? SiteKnapsacks(problem) : nil
        self.multipliers = multipliers ?? Self.start(problem, self.best)
    }

    /// Restricts the bound to a part of the choices, for a tree search.
    mutating func decide(isOpen: [Bool], isClosed: [Bool], multipliers: [Double]) {
        self.isOpen = isOpen
        self.isClosed = isClosed
        self.multipliers = multipliers
        for j in frequency.indices { frequency[j] = 0 }
        bound = -.infinity
    }

    /// Whether nothing better than the best plan is left.
    var isClosedGap: Bool { bound > problem.cutoff(bestObjective) }

    /// Sites still free.
    var free: [Int] { (0..<problem.sites).filter { !isOpen[$0] && !isClosed[$0] } }

    /// A point's second cheapest open site is a good first multiplier; without a plan, its second cheapest site.
    private static func start(_ problem: SiteSelection, _ best: [Int]) -> [Double] {
        let sites = best.isEmpty ? Array(0..<problem.sites) : best
        return (0..<problem.points).map { i in
            var first = Double.infinity
            var second = Double.infinity
            for j in sites {
                let c = problem.cost[j * problem.points + i]
                if c < first {
                    second = first
                    first = c
                } else if c < second {
                    second = c
                }
            }
            return second < problem.penalty ? second : first < problem.penalty ? first : 0
        }
    }

    /// Runs subgradient steps. Fixes sites and improves the best plan on the way.
    mutating func run(iterations: Int, scale: Double = 1.5, patience: Int = 15, shouldStop: () -> Bool) {
        let n = problem.points
        var trial = multipliers
        var step = scale
        var waited = 0
        var gradient = [Double](repeating: 0, count: n)
        var target = bestObjective
        for iteration in 0..<iterations {
            if iteration % 16 == 0 && shouldStop() { return }
            if knapsacks == nil { price(trial) } else { knapsacks?.price(trial, isClosed: isClosed, &reduced) }
            guard let (value, chosen, capacityPrice) = choose(total: trial.reduce(0, +)) else {
                // No choice keeps the decisions: nothing is left here.
                bound = .infinity
                return
            }
            for j in 0..<problem.sites { frequency[j] *= 0.95 }
            for j in chosen { frequency[j] += 0.05 }
            if value > bound {
                let leap = value - bound
                bound = value
                multipliers = trial
                suggested = chosen
                waited = leap > 1e-4 * abs(value) ? 0 : waited + 1
                fix(value, chosen, capacityPrice)
                if iteration % 4 == 0 || (chosen.count < 12 && knapsacks == nil) { offer(chosen) }
            } else {
                waited += 1
                if bestObjective < .infinity && value > bestObjective - 0.05 * abs(bestObjective) {
                    fix(value, chosen, capacityPrice)
                }
            }
            if isClosedGap { return }
            if waited >= patience {
                waited = 0
                step *= 0.6
                trial = multipliers
                if step < 0.005 { return }
            }
            for i in 0..<n { gradient[i] = 1 }
            if let knapsacks {
                for j in chosen { knapsacks.subtract(site: j, from: &gradient) }
            } else {
                for j in chosen {
                    let base = j * n
                    for i in 0..<n where problem.cost[base + i] < trial[i] { gradient[i] -= 1 }
                }
            }
            let norm = gradient.reduce(0) { $0 + $1 * $1 }
            if norm < (knapsacks == nil ? 0.5 : 1e-9) {
                offer(chosen)
                if isClosedGap { return }
                continue
            }
            target = bestObjective < .infinity ? bestObjective : max(value * 1.05, value + 1)
            let length = step * max(1.02 * target - value, 1e-6 * abs(target)) / norm
            for i in 0..<n { trial[i] = max(0, trial[i] + length * gradient[i]) }
        }
    }

    /// Fills ``reduced``.
    private mutating func price(_ multipliers: [Double]) {
        let n = problem.points
        problem.cost.withUnsafeBytes { cost in
            multipliers.withUnsafeBytes { v in
                let size = MemoryLayout<Double>.stride
                for j in 0..<problem.sites where !isClosed[j] {
                    let base = j * n * size
                    var sum = SIMD4<Double>.zero
                    var other = SIMD4<Double>.zero
                    var i = 0
                    // Both buffers hold n numbers from `base` on, and i + 8 ≤ n.
                    while i + 8 <= n {
                        let at = i * size
                        let c = cost.loadUnaligned(fromByteOffset: base + at, as: SIMD4<Double>.self)
                        let d = cost.loadUnaligned(fromByteOffset: base + at + 32, as: SIMD4<Double>.self)
                        let m = v.loadUnaligned(fromByteOffset: at, as: SIMD4<Double>.self)
                        let w = v.loadUnaligned(fromByteOffset: at + 32, as: SIMD4<Double>.self)
                        sum += (c - m).replacing(with: 0, where: c .>= m)
                        other += (d - w).replacing(with: 0, where: d .>= w)
                        i += 8
                    }
                    var total = (sum + other).sum()
                    while i < n {
                        let c = cost.load(fromByteOffset: base + i * size, as: Double.self)
                        total += min(0, c - v.load(fromByteOffset: i * size, as: Double.self))
                        i += 1
                    }
                    reduced[j] = problem.fixed[j] + total
                }
            }
        }
    }

    /// The least-priced allowed number of sites, and the bound it gives.
    private func choose(total: Double) -> (value: Double, chosen: [Int], capacityPrice: Double?)? {
        if problem.isCapacitated && !hasCountRule { return chooseByCapacity(total: total) }
        var chosen = (0..<problem.sites).filter { isOpen[$0] }
        let least = max(problem.count.lowerBound - chosen.count, 0)
        let most = problem.count.upperBound - chosen.count
        let order = free.sorted { (reduced[$0], $0) < (reduced[$1], $1) }
        guard most >= 0, least <= order.count else { return nil }
        for (k, j) in order.enumerated() where k < most && (k < least || reduced[j] < 0) { chosen.append(j) }
        let value = total + chosen.reduce(0) { $0 + reduced[$1] }
        if problem.budget < .infinity, let other = budgetBound(total: total), other > value {
            return (other, chosen, nil)
        }
        return (value, chosen, nil)
    }

    private var hasCountRule: Bool { problem.count.lowerBound > 1 || problem.count.upperBound < problem.sites }

    /// The least-priced sites whose capacities hold the whole demand, the last one in part.
    private func chooseByCapacity(total: Double) -> (value: Double, chosen: [Int], capacityPrice: Double?)? {
        var chosen = (0..<problem.sites).filter { isOpen[$0] || (!isClosed[$0] && reduced[$0] < 0) }
        var value = total + chosen.reduce(0) { $0 + reduced[$1] }
        var missing = problem.demand.reduce(0, +) - chosen.reduce(0) { $0 + problem.capacity[$1] }
        var price = 0.0
        if missing > 0 {
            let set = Set(chosen)
            let rest = free.filter { !set.contains($0) && problem.capacity[$0] > 0 }.sorted {
                (reduced[$0] / problem.capacity[$0], $0) < (reduced[$1] / problem.capacity[$1], $1)
            }
            for j in rest where missing > 0 {
                price = reduced[j] / problem.capacity[j]
                value += reduced[j] * min(1, missing / problem.capacity[j])
                missing -= problem.capacity[j]
                chosen.append(j)
            }
            if missing > 1e-9 * (1 + problem.demand.reduce(0, +)) { return nil }
        }
        return (value, chosen, price)
    }

    /// The bound with the budget's continuous knapsack instead of the number of sites.
    private func budgetBound(total: Double) -> Double? {
        var left = problem.budget
        var value = total
        for j in 0..<problem.sites where isOpen[j] {
            left -= problem.use[j]
            value += reduced[j]
        }
        for j in free.sorted(by: { ratio($0) < ratio($1) }) where reduced[j] < 0 {
            if left <= 0 && problem.use[j] > 0 { continue }
            let share = problem.use[j] <= left ? 1 : left / problem.use[j]
            value += share * reduced[j]
            left -= share * problem.use[j]
        }
        return value
    }

    private func ratio(_ j: Int) -> Double { problem.use[j] > 0 ? reduced[j] / problem.use[j] : -.infinity }

    /// Fixes every site whose other choice alone passes the best plan.
    private mutating func fix(_ value: Double, _ chosen: [Int], _ capacityPrice: Double?) {
        guard bestObjective < .infinity, problem.budget == .infinity else { return }
        let cutoff = problem.cutoff(bestObjective)
        if let capacityPrice {
            // Linear-programming duality of the covering knapsack: a site's price net of its capacity.
            for j in free {
                let net = reduced[j] - capacityPrice * problem.capacity[j]
                if net > 0 && value + net > cutoff { isClosed[j] = true }
                if net < 0 && value - net > cutoff { isOpen[j] = true }
            }
            return
        }
        let movable = chosen.filter { !isOpen[$0] }
        let set = Set(chosen)
        let outside = free.filter { !set.contains($0) }
        let worst = movable.map { reduced[$0] }.max()
        let next = outside.map { reduced[$0] }.min()
        for j in outside {
            var change = Double.infinity
            if chosen.count < problem.count.upperBound { change = reduced[j] }
            if let worst { change = min(change, reduced[j] - worst) }
            if value + change > cutoff { isClosed[j] = true }
        }
        for j in movable {
            var change = Double.infinity
            if chosen.count > problem.count.lowerBound { change = -reduced[j] }
            if let next { change = min(change, next - reduced[j]) }
            if value + change > cutoff { isOpen[j] = true }
        }
    }

    /// Tries a set of sites as a plan.
    mutating func offer(_ sites: [Int]) {
        guard problem.allows(sites) else { return }
        if problem.isCapacitated && !tried.insert(sites.sorted()).inserted { return }
        let objective = problem.objective(of: sites)
        if objective < bestObjective && objective < problem.penalty {
            bestObjective = objective
            best = sites.sorted()
        }
    }
}
