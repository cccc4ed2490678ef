import FordelerMIP

/// Placement with capacities. Small problems go to GLPK with rows `x ≤ y` added when violated; large ones are solved
/// by the Lagrangian bound with a knapsack per site, exact transport plans and branching on the sites.
struct CapacitatedPlacement {
    /// Most site–point pairs that go to the integer program.
    static let largestProgram = 6000

    private let problem: PlacementProblem
    private let points: [DemandPoint]
    private let selection: SiteSelection

    init(_ problem: PlacementProblem) {
        self.problem = problem
        let points = problem.demandPoints()
        self.points = points
        let total = points.reduce(0) { $0 + $1.demand }
        let base = problem.selection(points: points, fixed: problem.sites.indices.map(problem.sitePrice)) {
            point, site in
            problem.reaches(point, site) ? problem.serviceCost[point.zone][site] * point.share : .infinity
        }
        selection = base.withCapacities(
            demand: points.map(\.demand), capacity: problem.sites.map { min($0.capacity ?? total, total) })
    }

    func solve(_ options: PlacementOptions, _ deadline: Deadline) throws -> PlacementSolution {
        var outcome = SelectionSolver.Outcome()
        var lagrangian = LagrangianBound(selection, best: nil)
        let first = CapacitatedSearch(selection).plan(lagrangian: &lagrangian, deadline: deadline)
        if let first { lagrangian.offer(first) }
        let isSmall = points.count * problem.sites.count <= Self.largestProgram
        lagrangian.run(iterations: isSmall ? 60 : 500, patience: 20, shouldStop: { deadline.isOver })
        if lagrangian.bestObjective < selection.penalty {
            outcome.open = lagrangian.best
            outcome.objective = lagrangian.bestObjective
        }
        if lagrangian.bound > -.infinity && lagrangian.bound < .infinity { outcome.bound = lagrangian.bound }
        if problem.assignment == .single || isSmall || selection.hasSideRules || outcome.open == nil {
            return try CapacitatedProgram(problem, points, selection).solve(lagrangian, outcome, options, deadline)
        }
        if !lagrangian.isClosedGap {
            if let better = CapacitatedSearch(selection).improve(lagrangian.best, lagrangian, deadline) {
                lagrangian.offer(better)
            }
        }
        var tree = SiteTreeSearch(selection, lagrangian, options, deadline)
        let result = tree.solve()
        var solution = PlacementSolution(status: .feasible, nodes: tree.count)
        solution.bound = min(result.bound, result.objective)
        let gap = result.objective - result.bound
        if gap <= max(options.relativeGap, 1e-6) * abs(result.objective) { solution.status = .optimal }
        solution.open = result.open
        solution.services = splitServices(result.open)
        solution.objective = result.objective
        return solution
    }

    private func splitServices(_ open: [Int]) -> [PlacementSolution.Service] {
        let plan = TransportPlan(selection, open: open)
        var services: [PlacementSolution.Service] = []
        for (i, point) in points.enumerated() {
            for (k, site) in open.enumerated() where plan.flow[k * points.count + i] > 0 {
                let share = min(1, plan.flow[k * points.count + i] / point.demand)
                services.append(.init(zone: point.zone, classes: point.classes, site: site, share: share))
            }
        }
        return services
    }
}

extension SiteSelection {
    /// The same choice with capacities.
    func withCapacities(demand: [Double], capacity: [Double]) -> SiteSelection {
        SiteSelection(
            points: points, sites: sites, cost: cost.map { $0 >= penalty ? .infinity : $0 }, fixed: fixed, count: count,
            use: use, budget: budget, districts: districts, isOpen: isOpen, isClosed: isClosed, demand: demand,
            capacity: capacity)
    }
}
