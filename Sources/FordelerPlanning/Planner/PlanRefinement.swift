import FordelerModel
import FordelerRouting
import FordelerRoutingProblem

/// Searches that follow the first one, for wishes that are no price of a single placement.
///
/// Each starts from the plan at hand, and the better plan by its exact aims is kept.
struct PlanRefinement {
    var compiled: CompiledHorizon
    var plan: Plan
    var solution: RoutingSolution
    private(set) var steps = 0
    private(set) var evaluations = 0

    /// Share of the budget that the first search leaves.
    static func share(_ problem: PlanningProblem) -> Double { problem.rates.soft.imbalancePerHour > 0 ? 0.4 : 0 }

    /// The options with a share of their budget.
    static func options(_ options: SolverOptions, share: Double) -> SolverOptions {
        var part = options
        part.stepLimit = options.stepLimit.map { Int(Double($0) * share) }
        part.timeLimit = options.timeLimit.map { $0 * share }
        return part
    }

    /// Runs every search that the problem asks for.
    mutating func refine(_ options: SolverOptions) throws { try balance(options) }

    /// Moves visits from vans that work more than their share, twice.
    mutating func balance(_ options: SolverOptions) throws {
        for _ in 0..<2 {
            guard let steered = BalanceSteering.steered(compiled, by: plan) else { return }
            var part = Self.options(options, share: 0.5)
            // Amounts of the steered prices; the start is compared by them.
            part.initial = PlanBuilder.solution(solution.routes, of: steered)
            let found = try RoutingSolver(steered).solve(part)
            steps += found.steps
            evaluations += found.evaluations
            let routes = PlanBuilder.solution(found.solution.routes, of: compiled.routing)
            guard routes.isFeasible else { return }
            let candidate = try PlanBuilder(compiled).plan(routes, seed: options.seed, completing: true)
            guard candidate.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) else { return }
            (plan, solution) = (candidate, WarmStart(candidate, compiled: compiled).solution)
        }
    }
}
