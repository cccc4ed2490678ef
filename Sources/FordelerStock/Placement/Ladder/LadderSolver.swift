import FordelerModel

/// Solves ladder problems: a plan by local search within seconds, a Lagrangian bound that keeps units whole, branching
/// on depots and units, and exact transport plans where nothing is left to decide.
public enum LadderSolver {
    /// Solves a problem.
    ///
    /// - Throws: `InputErrors` with every defect of the problem, `MIPError` when the integer solver fails.
    public static func solve(
        _ problem: LadderProblem, options: PlacementOptions = PlacementOptions()
    ) throws -> LadderSolution {
        let defects = problem.diagnostics()
        if !defects.isEmpty { throw InputErrors(defects) }
        let deadline = Deadline(options)
        let core = LadderCore(problem)
        var state = LadderTree(core, options, deadline)
        state.begin()
        if !state.isProven && !deadline.isOver { state.search() }
        var status = PlacementSolution.Status.noPlan
        if state.isProven { status = state.plan == nil ? .infeasible : .optimal }
        var bound = state.bound
        var solution = LadderSolution(status: status, nodes: state.count)
        solution.firstPlanSeconds = state.firstPlanSeconds
        if status == .infeasible { solution.conflict = LadderConflictFinder(problem, options, deadline).smallest() }
        if let plan = state.plan {
            solution.objective = plan.cost
            solution.open = (0..<core.depots).filter { plan.isOpen[$0] }
            solution.stock = plan.stock
            solution.services = plan.services()
            if plan.cost - bound <= max(options.relativeGap, 1e-6) * abs(plan.cost) {
                status = .optimal
            }
            solution.status = status == .optimal ? .optimal : .feasible
            if solution.status == .optimal && options.relativeGap == 0 { bound = plan.cost }
        }
        if solution.status != .infeasible && bound > -.infinity {
            solution.bound = solution.objective.map { min($0, bound) } ?? bound
        }
        let broken = problem.violations(of: solution)
        if !broken.isEmpty { throw InputErrors(broken) }
        return solution
    }
}

extension LadderProblem {
    /// The whole problem as an integer program in the LP form, for another solver to read.
    public func lpText() throws -> String {
        let defects = diagnostics()
        if !defects.isEmpty { throw InputErrors(defects) }
        let free = [Bool](repeating: false, count: depots.count)
        return LadderProgram(LadderCore(self), isOpen: free, isClosed: free).lpText
    }
}

extension LadderSearch {
    /// Who serves whom in the plan.
    func services() -> [LadderSolution.Service] {
        var found: [LadderSolution.Service] = []
        for t in 0..<core.types {
            guard let (plan, depots) = evaluator.plan(type: t, stock: stock.map { $0[t] }) else { continue }
            let streams = core.streamsOfType[t]
            let n = streams.count
            for (i, k) in streams.enumerated() {
                for s in 0..<depots.count + 2 * core.problem.classes.count where plan.flow[s * n + i] > 0 {
                    let share = min(1, plan.flow[s * n + i] / core.demand[k])
                    found.append(.init(stream: k, depot: s < depots.count ? depots[s] : nil, share: share))
                }
            }
        }
        return found
    }
}
