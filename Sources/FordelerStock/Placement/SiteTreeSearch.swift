/// Branch and bound over the sites with the Lagrangian bound at every node, best bound first.
///
/// Children start from their parent's multipliers, so a few dozen subgradient steps are enough, and each node decides
/// further sites by itself. It closes gaps of about a percent where cut-based relaxations grow too large.
struct SiteTreeSearch {
    private struct Node {
        var bound: Double
        var number: Int
        var isOpen: [Bool]
        var isClosed: [Bool]
        var multipliers: [Double]
        var branch: Int
    }

    private let problem: SiteSelection
    private let options: PlacementOptions
    private let deadline: Deadline
    private var lagrangian: LagrangianBound
    private var nodes: [Node] = []
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
        while let node = pop() {
            if node.bound > problem.cutoff(lagrangian.bestObjective) {
                nodes.removeAll()
                break
            }
            proven = max(proven, node.bound)
            if deadline.isOver || options.nodeLimit.map({ count >= $0 }) ?? false
                || lagrangian.bestObjective - node.bound <= options.relativeGap * abs(lagrangian.bestObjective)
            {
                return (lagrangian.best, lagrangian.bestObjective, min(proven, lagrangian.bestObjective))
            }
            if count % 16 == 0 {
                options.progress?(
                    PlacementProgress(bound: proven, objective: lagrangian.bestObjective, nodes: count))
            }
            for opening in [true, false] { explore(node, opening) }
        }
        return (lagrangian.best, lagrangian.bestObjective, lagrangian.bestObjective)
    }

    private mutating func explore(_ node: Node, _ opening: Bool) {
        var isOpen = node.isOpen
        var isClosed = node.isClosed
        if opening { isOpen[node.branch] = true } else { isClosed[node.branch] = true }
        lagrangian.decide(isOpen: isOpen, isClosed: isClosed, multipliers: node.multipliers)
        let clock = deadline
        lagrangian.run(iterations: 80, scale: 0.4, patience: 6, shouldStop: { clock.isOver })
        count += 1
        let bound = max(lagrangian.bound, node.bound)
        if lagrangian.bound == .infinity || bound > problem.cutoff(lagrangian.bestObjective) { return }
        let free = lagrangian.free
        let open = (0..<problem.sites).filter { lagrangian.isOpen[$0] }
        if free.isEmpty || open.count == problem.count.upperBound {
            lagrangian.offer(open)
            return
        }
        push(bound: bound)
    }

    /// Keeps the present state of the bound as an open node.
    private mutating func push(bound: Double) {
        // The site whose choice swings most from step to step; unseen sites come last.
        let branch = lagrangian.free.max { a, b in
            let (fa, fb) = (undecided(a), undecided(b))
            return fa < fb || (fa == fb && a > b)
        }
        guard let branch else { return }
        nodes.append(
            Node(
                bound: bound, number: count, isOpen: lagrangian.isOpen, isClosed: lagrangian.isClosed,
                multipliers: lagrangian.multipliers, branch: branch))
    }

    private func undecided(_ site: Int) -> Double { min(lagrangian.frequency[site], 1 - lagrangian.frequency[site]) }

    private mutating func pop() -> Node? {
        guard
            let best = nodes.indices.min(by: {
                (nodes[$0].bound, nodes[$0].number) < (nodes[$1].bound, nodes[$1].number)
            })
        else { return nil }
        nodes.swapAt(best, nodes.count - 1)
        return nodes.removeLast()
    }
}
