/// The state of a ladder solve: best plan, proven bound, and a tree over depots and units with the Lagrangian bound at
/// every node, best bound first.
///
/// A node starts from its parent's prices, so a few dozen steps suffice; what its bound decides by itself is decided
/// before branching. When nothing is left to decide, exact transport plans price the node.
struct LadderTree {
    private struct Node {
        var domain: LadderDomain
        /// Prices to start from; they steer the bound and need no digits.
        var prices: [Float]
        var branch: LadderBranch
    }

    private let core: LadderCore
    private let options: PlacementOptions
    private let deadline: Deadline
    private let lagrangian: LadderBound
    private let evaluator: LadderEvaluator
    private var nodes = BestFirstQueue<Node>()
    private var root: LadderDomain
    /// Dearer than every plan; a part whose bound is above it holds none.
    private let ceiling: Double
    /// Best plan so far.
    private(set) var plan: LadderSearch?
    /// Proven bound.
    private(set) var bound = -Double.infinity
    /// Nodes made.
    private(set) var count = 0
    /// Whether nothing better than the plan, within the gap asked for, is left; without a plan, that there is none.
    private(set) var isProven = false
    private(set) var firstPlanSeconds: Double?

    init(_ core: LadderCore, _ options: PlacementOptions, _ deadline: Deadline) {
        self.core = core
        self.options = options
        self.deadline = deadline
        lagrangian = LadderBound(core, best: .infinity)
        evaluator = LadderEvaluator(core)
        root = LadderDomain(core)
        ceiling = core.dearestPlan
    }

    /// What a part must promise to stay below, to be worth looking at.
    private var cutoff: Double {
        guard let cost = plan?.cost else { return ceiling }
        return cost - max(1e-6, options.relativeGap) * abs(cost)
    }

    /// First plan, root bound, better plan.
    mutating func begin() {
        let clock = deadline
        // Rough steps say which depots are worth it, and how many units they hold; more depots join until they suffice.
        bound(steps: 120, scale: 1.5)
        let ranked = (0..<core.depots).sorted { a, b in
            (lagrangian.openShare[a], b) > (lagrangian.openShare[b], a)
        }
        var count = max(1, lagrangian.chosen.count { $0 })
        while !clock.isOver {
            improve(open: Array(ranked.prefix(count)))
            if plan != nil || count >= core.depots { break }
            count += max(1, count / 4)
        }
        for scale in [1.5, 0.5] where !isProven && !clock.isOver {
            bound(steps: 400, scale: scale)
            improve(open: lagrangian.chosen.indices.filter { lagrangian.chosen[$0] })
        }
        if let plan, !isProven, !clock.isOver {
            var search = plan
            // Without a time limit the result must not hang on the clock.
            search.improveDepots(
                until: { clock.isOver || clock.limit.map { clock.elapsed > max(1, $0 * 0.05) } ?? false })
            keep(search)
            bound(steps: 100, scale: 0.3)
        }
        report()
    }

    /// Steps of the bound at the root, and what it decides.
    private mutating func bound(steps: Int, scale: Double) {
        let clock = deadline
        lagrangian.run(
            root, steps: steps, scale: scale, patience: 12, cutoff: cutoff, shouldStop: { clock.isOver })
        bound = max(bound, lagrangian.bound)
        if lagrangian.bound > cutoff {
            isProven = true
        } else {
            _ = lagrangian.tighten(&root, cutoff: cutoff)
        }
    }

    /// Fits units to depots, from the units that the bound held there.
    private mutating func improve(open: [Int]) {
        let clock = deadline
        var search = LadderSearch(core, evaluator, shouldStop: { clock.isOver })
        let held = (0..<core.depots).map { d in Array(lagrangian.units[d * core.types..<(d + 1) * core.types]) }
        search.start(open: open, stock: held)
        keep(search)
    }

    private mutating func keep(_ search: LadderSearch) {
        guard search.cost < plan?.cost ?? .infinity, search.isValid else { return }
        plan = search
        lagrangian.best = search.cost
        if firstPlanSeconds == nil { firstPlanSeconds = deadline.elapsed }
    }

    /// Branches until the bound meets the plan or time is up.
    mutating func search() {
        // From here on the steps are measured by the dearest plan when none is known.
        explore(root, prices: nil)
        while let (value, node) = nodes.pop() {
            bound = max(bound, value)
            if value > cutoff { break }
            if deadline.isOver || options.nodeLimit.map({ count >= $0 }) ?? false { return }
            if count % 64 < 2 { report() }
            for upper in [true, false] {
                explore(node.branch.narrowed(node.domain, upper: upper), prices: node.prices, parent: value)
                // A part left in the middle counts with its parent's bound.
                if deadline.isOver { return }
            }
        }
        isProven = true
        bound = max(bound, plan == nil ? bound : cutoff)
    }

    private mutating func explore(_ given: LadderDomain, prices: [Float]?, parent: Double = -.infinity) {
        let clock = deadline
        var domain = given
        count += 1
        if domain.isEmpty { return }
        if let prices { lagrangian.start(prices: prices) }
        var value = parent
        for scale in [0.3, 0.2] {
            lagrangian.run(
                domain, steps: 40, scale: scale, patience: 5, cutoff: cutoff, shouldStop: { clock.isOver })
            value = max(value, lagrangian.bound)
            if value > cutoff { return }
            let removed = lagrangian.tighten(&domain, cutoff: cutoff)
            if domain.isEmpty { return }
            if removed <= 2 { break }
        }
        if let stock = domain.decidedStock {
            settle(domain, stock)
            return
        }
        if count % 16 == 0 { improve(open: lagrangian.chosen.indices.filter { lagrangian.chosen[$0] }) }
        guard value <= cutoff, let branch = branch(domain) else { return }
        nodes.push(
            Node(domain: domain, prices: lagrangian.prices.numbers.map { Float($0) }, branch: branch), bound: value,
            number: count)
    }

    /// Prices a part in which nothing is left to decide.
    private mutating func settle(_ domain: LadderDomain, _ stock: [[Int]]) {
        let clock = deadline
        var search = LadderSearch(core, evaluator, shouldStop: { clock.isOver })
        search.take(open: domain.depots.indices.filter { domain.depots[$0] == .open }, stock: stock)
        keep(search)
    }

    /// The depot that swings most from step to step; units of a type where no depot swings.
    private func branch(_ domain: LadderDomain) -> LadderBranch? {
        var depot: (swing: Double, branch: LadderBranch)?
        for d in domain.depots.indices where domain.depots[d] == .free {
            let swing = min(lagrangian.openShare[d], 1 - lagrangian.openShare[d])
            if swing > depot?.swing ?? -1 { depot = (swing, .depot(d)) }
        }
        if let depot, depot.swing > 0.05 { return depot.branch }
        var units: (swing: Double, branch: LadderBranch)?
        for d in domain.depots.indices where domain.depots[d] != .closed {
            for t in 0..<core.types {
                let left = domain.choices(d, t)
                guard left.count > 1 else { continue }
                let slot = domain.slot(d, t)
                for (s, next) in zip(left, left.dropFirst()) {
                    let below = (0..<next).reduce(0) { $0 + lagrangian.unitShare[slot + $1] }
                    let swing = min(below, 1 - below)
                    if swing > units?.swing ?? -1 { units = (swing, .units(depot: d, type: t, most: s)) }
                }
            }
        }
        if let units, units.swing > depot?.swing ?? -1 { return units.branch }
        return depot?.branch
    }

    private func report() {
        options.progress?(
            PlacementProgress(bound: bound > -.infinity ? bound : nil, objective: plan?.cost, nodes: count))
    }
}
