import FordelerMIP

/// The state of a ladder solve: best plan, bound, and a tree over the depots with the Lagrangian bound at each node.
struct LadderTree {
    private struct Node {
        var bound: Double
        var number: Int
        var isOpen: [Bool]
        var isClosed: [Bool]
        var multipliers: [Double]
        var branch: Int
    }

    private let core: LadderCore
    private let options: PlacementOptions
    private let deadline: Deadline
    private var lagrangian: LadderBound
    private var nodes: [Node] = []
    /// Least bound of nodes whose depots are all decided and whose units time did not settle.
    private var leaves = Double.infinity
    /// Best plan so far.
    private(set) var plan: LadderSearch?
    /// Proven bound.
    private(set) var bound = -Double.infinity
    /// Nodes made.
    private(set) var count = 0
    private(set) var isProven = false
    private(set) var firstPlanSeconds: Double?

    init(_ core: LadderCore, _ options: PlacementOptions, _ deadline: Deadline) {
        self.core = core
        self.options = options
        self.deadline = deadline
        lagrangian = LadderBound(core, best: .infinity)
    }

    /// First plan, root bound, better plan.
    mutating func begin() {
        let clock = deadline
        // A few rough steps say which depots are worth it; their units start the search.
        var chosen: [(open: [Int], stock: [[Int]])] = []
        lagrangian.run(
            iterations: 40, scale: 1.5, patience: 8, shouldStop: { clock.isOver },
            visit: { open, stock in chosen.append((open, stock)) })
        if let last = chosen.last(where: { !$0.open.isEmpty }) {
            improve(open: last.open, stock: last.stock, depots: false)
        }
        improve(open: Array(0..<core.depots), stock: lagrangian.stock, depots: false)
        if let plan { improve(open: plan.isOpen.indices.filter { plan.isOpen[$0] }, stock: plan.stock, depots: true) }
        chosen.removeAll()
        lagrangian.run(
            iterations: 400, scale: 1.2, patience: 12, shouldStop: { clock.isOver },
            visit: { open, stock in chosen.append((open, stock)) })
        bound = lagrangian.bound
        report()
        var tried = Set<[Int]>()
        for candidate in chosen.reversed().prefix(6) where !deadline.isOver && tried.insert(candidate.open).inserted {
            improve(open: candidate.open, stock: candidate.stock, depots: true)
        }
        isProven = lagrangian.isClosedGap
        report()
    }

    /// Decisions for a program that starts from the plan: what the plan contradicts stays free.
    var programOpen: [Bool] { (0..<core.depots).map { lagrangian.isOpen[$0] && plan?.isOpen[$0] == true } }
    var programClosed: [Bool] { (0..<core.depots).map { lagrangian.isClosed[$0] && plan?.isOpen[$0] == false } }

    /// Keeps a plan when it is valid and better.
    mutating func take(open: [Int], stock: [[Int]]) {
        guard !stock.isEmpty else { return }
        improve(open: open, stock: stock, depots: false)
    }

    private mutating func improve(open: [Int], stock: [[Int]], depots: Bool) {
        let clock = deadline
        var search = LadderSearch(core, shouldStop: { clock.isOver })
        search.start(open: open, stock: stock)
        if depots { search.improveDepots() }
        keep(search)
    }

    private mutating func keep(_ search: LadderSearch) {
        guard search.cost < plan?.cost ?? .infinity, search.isValid else { return }
        plan = search
        lagrangian.best = search.cost
        if firstPlanSeconds == nil { firstPlanSeconds = deadline.elapsed }
    }

    /// Branches on depots, best bound first, until the bound meets the plan or time is up.
    mutating func search() throws(MIPError) {
        try push(bound)
        while let node = pop() {
            bound = max(bound, min(node.bound, leaves))
            lagrangian.best = plan?.cost ?? .infinity
            let best = lagrangian.best
            if leaves < node.bound { return }
            if node.bound > best - 1e-6 * abs(best) || best - node.bound <= options.relativeGap * abs(best) { return }
            if deadline.isOver || options.nodeLimit.map({ count >= $0 }) ?? false { return }
            report()
            for opening in [true, false] { try explore(node, opening) }
        }
        bound = min(plan?.cost ?? bound, leaves)
    }

    private mutating func explore(_ node: Node, _ opening: Bool) throws(MIPError) {
        let clock = deadline
        var isOpen = node.isOpen
        var isClosed = node.isClosed
        if opening { isOpen[node.branch] = true } else { isClosed[node.branch] = true }
        lagrangian.decide(isOpen: isOpen, isClosed: isClosed, multipliers: node.multipliers)
        var last: (open: [Int], stock: [[Int]])?
        lagrangian.run(
            iterations: 60, scale: 0.4, patience: 6, shouldStop: { clock.isOver }, visit: { last = ($0, $1) })
        count += 1
        let value = max(lagrangian.bound, node.bound)
        if let last, count % 4 == 0, !deadline.isOver { improve(open: last.open, stock: last.stock, depots: false) }
        let best = plan?.cost ?? .infinity
        if value > best - 1e-6 * abs(best) { return }
        try push(value)
    }

    private mutating func push(_ bound: Double) throws(MIPError) {
        let branch = lagrangian.free.max { a, b in
            let (fa, fb) = (swing(a), swing(b))
            return fa < fb || (fa == fb && a > b)
        }
        guard let branch else {
            try solveLeaf(bound)
            return
        }
        nodes.append(
            Node(
                bound: bound, number: count, isOpen: lagrangian.isOpen, isClosed: lagrangian.isClosed,
                multipliers: lagrangian.multipliers, branch: branch))
    }

    /// With every depot decided, few units are left to choose: a small integer program settles them.
    private mutating func solveLeaf(_ bound: Double) throws(MIPError) {
        let clock = deadline
        let isOpen = lagrangian.isOpen
        let open = isOpen.indices.filter { isOpen[$0] }
        var start = LadderSearch(core, shouldStop: { clock.isOver })
        start.start(open: open, stock: lagrangian.stock)
        keep(start)
        if bound > lagrangian.best - 1e-6 * abs(lagrangian.best) { return }
        let program = LadderProgram(core, isOpen: isOpen, isClosed: isOpen.map { !$0 })
        var part = options
        part.progress = nil
        part.relativeGap = max(options.relativeGap, 1e-7)
        let result = try program.solve(start: start.isValid ? start : nil, options: part, deadline: deadline)
        take(open: result.open, stock: result.stock)
        switch result.solution.termination {
        case .optimal, .infeasible: break
        default: leaves = min(leaves, max(bound, result.solution.bound ?? bound))
        }
    }

    private func swing(_ d: Int) -> Double { min(lagrangian.frequency[d], 1 - lagrangian.frequency[d]) }

    private mutating func pop() -> Node? {
        guard
            let best = nodes.indices.min(by: {
                (nodes[$0].bound, nodes[$0].number) < (nodes[$1].bound, nodes[$1].number)
            })
        else { return nil }
        nodes.swapAt(best, nodes.count - 1)
        return nodes.removeLast()
    }

    private func report() {
        options.progress?(
            PlacementProgress(bound: bound > -.infinity ? bound : nil, objective: plan?.cost, nodes: count))
    }
}
