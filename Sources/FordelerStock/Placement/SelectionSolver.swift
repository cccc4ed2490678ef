import FordelerMIP

/// Solves a ``SiteSelection``: heuristic plan, Lagrangian bound that decides most sites, then cuts in GLPK.
struct SelectionSolver {
    /// What was found and proven.
    struct Outcome {
        var status = PlacementSolution.Status.noPlan
        var open: [Int]?
        var objective: Double?
        var bound: Double?
        var nodes = 0
    }

    private let problem: SiteSelection
    private let options: PlacementOptions
    private let deadline: Deadline

    init(_ problem: SiteSelection, _ options: PlacementOptions, _ deadline: Deadline) {
        self.problem = problem
        self.options = options
        self.deadline = deadline
    }

    /// Solves; `enough` stops early at a plan with at most so many sites or a bound above them.
    func solve(enough: Int? = nil) throws -> Outcome {
        let shouldStop = { deadline.isOver }
        let first = SiteSearch.plan(for: problem, shouldStop: shouldStop)
        var lagrangian = LagrangianBound(problem, best: first)
        report(lagrangian)
        lagrangian.run(iterations: 600, shouldStop: shouldStop)
        // Interchange from the best set the bound's steps came upon, and from the set at its best multipliers.
        for sites in [lagrangian.best, lagrangian.suggested] where !sites.isEmpty && !lagrangian.isClosedGap {
            var search = SiteSearch(problem)
            search.start(from: sites)
            search.improve(shouldStop: shouldStop)
            if search.isValid { lagrangian.offer(search.open) }
        }
        report(lagrangian)
        var outcome = Outcome(bound: lagrangian.bound > -.infinity ? lagrangian.bound : nil)
        if lagrangian.bestObjective < problem.penalty { take(lagrangian.best, &outcome) }
        if lagrangian.isClosedGap || isWithinGap(outcome) { return proven(outcome, gap: !lagrangian.isClosedGap) }
        if lagrangian.bound == .infinity { return infeasible(outcome) }
        if let enough, (outcome.open?.count ?? .max) <= enough || lagrangian.bound > Double(enough) + 1e-6 {
            outcome.status = outcome.open == nil ? .noPlan : .feasible
            return outcome
        }
        if deadline.isOver {
            outcome.status = outcome.open == nil ? .noPlan : .feasible
            return outcome
        }
        if !problem.hasSideRules, outcome.open != nil { return searchTree(lagrangian, outcome) }
        return try exact(lagrangian, outcome)
    }

    private func exact(_ lagrangian: LagrangianBound, _ start: Outcome) throws -> Outcome {
        var outcome = start
        // Sites that the best plan opens stay in the program, so that it can start from the plan.
        var isClosed = lagrangian.isClosed
        var isOpen = lagrangian.isOpen
        if let best = outcome.open {
            let set = Set(best)
            for j in 0..<problem.sites {
                if set.contains(j) { isClosed[j] = problem.isClosed[j] } else { isOpen[j] = problem.isOpen[j] }
            }
        }
        let program = BendersPlacement(problem, isOpen: isOpen, isClosed: isClosed)
        let (solution, open) = try program.solve(best: outcome.open, options: options, deadline: deadline)
        outcome.nodes = solution.nodes
        if let open, problem.objective(of: open) < outcome.objective ?? problem.penalty { take(open, &outcome) }
        if let bound = solution.bound { outcome.bound = max(outcome.bound ?? bound, bound) }
        switch solution.termination {
        case .optimal: return proven(outcome, gap: options.relativeGap > 0)
        case .infeasible:
            // Decided sites exclude only what is not better than the best plan.
            return outcome.open == nil ? infeasible(outcome) : proven(outcome, gap: false)
        default:
            if let objective = outcome.objective { outcome.bound = outcome.bound.map { min($0, objective) } }
            outcome.status = outcome.open == nil ? .noPlan : .feasible
            return outcome
        }
    }

    /// Without side rules the Lagrangian bound is as strong as the linear relaxation, and far cheaper.
    private func searchTree(_ lagrangian: LagrangianBound, _ start: Outcome) -> Outcome {
        var outcome = start
        var tree = SiteTreeSearch(problem, lagrangian, options, deadline)
        let result = tree.solve()
        outcome.nodes = tree.count
        take(result.open, &outcome)
        outcome.bound = result.bound
        outcome.status = isWithinGap(outcome) ? .optimal : .feasible
        return outcome
    }

    private func take(_ open: [Int], _ outcome: inout Outcome) {
        outcome.open = open.sorted()
        outcome.objective = problem.objective(of: open)
    }

    private func isWithinGap(_ outcome: Outcome) -> Bool {
        guard let objective = outcome.objective, let bound = outcome.bound else { return false }
        return objective - bound <= options.relativeGap * abs(objective)
    }

    private func proven(_ outcome: Outcome, gap: Bool) -> Outcome {
        var outcome = outcome
        outcome.status = .optimal
        if !gap { outcome.bound = outcome.objective }
        return outcome
    }

    private func infeasible(_ outcome: Outcome) -> Outcome {
        Outcome(status: .infeasible, nodes: outcome.nodes)
    }

    private func report(_ lagrangian: LagrangianBound) {
        options.progress?(
            PlacementProgress(
                bound: lagrangian.bound > -.infinity ? lagrangian.bound : nil,
                objective: lagrangian.bestObjective < problem.penalty ? lagrangian.bestObjective : nil, nodes: 0))
    }
}
