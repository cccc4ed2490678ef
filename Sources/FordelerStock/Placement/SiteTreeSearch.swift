/// Branch and bound over the sites with the Lagrangian bound at every node, best bound first.
///
/// Children start from their parent's multipliers, so a few dozen subgradient steps are enough, and each node decides
/// further sites by itself. It closes gaps of about a percent where cut-based relaxations grow too large.
struct SiteTreeSearch {
    private struct Node {
        var isOpen: [Bool]
        var isClosed: [Bool]
        var multipliers: [Double]
        var branch: Int
    }

    private let problem: SiteSelection
    private let options: PlacementOptions
    private let deadline: Deadline
    private var lagrangian: LagrangianBound
    private var nodes = BestFirstQueue<Node>()
    /// Nodes made.
    private(set) var count = 0

    init(_ problem: SiteSelection, _ lagrangian: LagrangianBound, _ options: PlacementOptions, _ deadline: Deadline) {
        self.problem = problem
        self.lagrangian = lagrangian
        self.options = options
        self.deadline = deadline
    }

    /// Best plan, its objective and the proven bound; the tree is complete when the bound has reached the objective.
    mutating func solve() -> (open: [Int], objective: Double, bound: Double) {
        var proven = lagrangian.bound
        lagrangian.offer((0..<problem.sites).filter { lagrangian.isOpen[$0] })
        push(bound: lagrangian.bound)
        while let (bound, node) = nodes.pop() {
            if bound > problem.cutoff(lagrangian.bestObjective) { break }
            proven = max(proven, bound)
            if deadline.isOver || options.nodeLimit.map({ count >= $0 }) ?? false
                || lagrangian.bestObjective - bound <= options.relativeGap * abs(lagrangian.bestObjective)
            {
                return (lagrangian.best, lagrangian.bestObjective, min(proven, lagrangian.bestObjective))
            }
            if count % 16 == 0 {
                options.progress?(
                    PlacementProgress(bound: proven, objective: lagrangian.bestObjective, nodes: count))
            }
            for opening in [true, false] { explore(node, bound, opening) }
        }
        return (lagrangian.best, lagrangian.bestObjective, lagrangian.bestObjective)
    }

    private mutating func explore(_ node: Node, _ parent: Double, _ opening: Bool) {
        var isOpen = node.isOpen
        var isClosed = node.isClosed
        if opening { isOpen[node.branch] = true } else { isClosed[node.branch] = true }
        lagrangian.decide(isOpen: isOpen, isClosed: isClosed, multipliers: node.multipliers)
        let clock = deadline
        lagrangian.run(iterations: 80, scale: 0.4, patience: 6, shouldStop: { clock.isOver })
        count += 1
        if count % 8 == 1 && !problem.isCapacitated { interchange() }
        let bound = max(lagrangian.bound, parent)
        if lagrangian.bound == .infinity || bound > problem.cutoff(lagrangian.bestObjective) { return }
        let free = lagrangian.free
        let open = (0..<problem.sites).filter { lagrangian.isOpen[$0] }
        if free.isEmpty || open.count == problem.count.upperBound {
            lagrangian.offer(open)
            return
        }
        push(bound: bound)
    }

    /// A plan from the sites that the node's bound chose: far better plans hide near good bounds.
    private mutating func interchange() {
        guard !lagrangian.suggested.isEmpty else { return }
        let clock = deadline
        var search = SiteSearch(problem)
        search.start(from: lagrangian.suggested)
        search.improve(shouldStop: { clock.isOver })
        if search.isValid { lagrangian.offer(search.open) }
    }

    /// Keeps the present state of the bound as an open node.
    private mutating func push(bound: Double) {
        // The site whose choice swings most from step to step; unseen sites come last.
        let branch = lagrangian.free.max { a, b in
            let (fa, fb) = (undecided(a), undecided(b))
            return fa < fb || (fa == fb && a > b)
        }
        guard let branch else { return }
        nodes.push(
            Node(
                isOpen: lagrangian.isOpen, isClosed: lagrangian.isClosed, multipliers: lagrangian.multipliers,
                branch: branch), bound: bound, number: count)
    }

    private func undecided(_ site: Int) -> Double { min(lagrangian.frequency[site], 1 - lagrangian.frequency[site]) }
}
