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
    static func share(_ problem: PlanningProblem) -> Double {
        problem.rates.soft.imbalancePerHour > 0 || problem.rates.meetings ? 0.4 : 0
    }

    /// The options with a share of their budget.
    static func options(_ options: SolverOptions, share: Double) -> SolverOptions {
        var part = options
        part.stepLimit = options.stepLimit.map { Int(Double($0) * share) }
        part.timeLimit = options.timeLimit.map { $0 * share }
        return part
    }

    /// Runs every search that the problem asks for.
    mutating func refine(_ options: SolverOptions) throws {
        let (meets, balances) = (compiled.problem.rates.meetings, compiled.problem.rates.soft.imbalancePerHour > 0)
        let part = meets && balances ? Self.options(options, share: 0.5) : options
        if meets { try meet(part) }
        if balances { try balance(part) }
    }

    /// Keeps a given plan, with its meetings and everything that fits inserted, where that is better by the exact aims.
    mutating func compare(with given: Plan, seed: UInt64) throws {
        var standing = compiled
        standing.keepMeetings(of: given)
        let start = WarmStart(given, compiled: standing).solution
        let candidate = try PlanBuilder(standing).plan(start, seed: seed, completing: true)
        guard candidate.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) else { return }
        (plan, compiled, solution) = (candidate, standing, start)
    }

    /// Lets two vans meet where an order takes two persons and no crew of two serves it, then searches on.
    private mutating func meet(_ options: SolverOptions) throws {
        // What the builder inserted after the first search belongs to the routes that meetings join.
        let start = WarmStart(plan, compiled: compiled).solution
        let meetings = try MeetingPlanner(compiled, start)
        guard meetings.compiled.routing.jobs.count > compiled.routing.jobs.count else { return }
        var part = options
        part.initial = meetings.solution
        let found = try RoutingSolver(meetings.compiled.routing).solve(part)
        steps += found.steps
        evaluations += found.evaluations
        var candidates = [(meetings.compiled, meetings.solution)]
        if let mended = meetings.mended(found.solution) { candidates.append(mended) }
        for (compiled, solution) in candidates where solution.isFeasible {
            let candidate = try PlanBuilder(compiled).plan(solution, seed: options.seed, completing: true)
            guard candidate.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) else { continue }
            (plan, self.compiled, self.solution) = (candidate, compiled, solution)
        }
    }

    /// Whether a search serves one half of a meeting without the other.
    private func isTorn(_ found: RoutingSolution) -> Bool {
        let served = Set(found.routes.flatMap(\.sequence).compactMap(\.job))
        return compiled.assists.contains { assist in
            served.contains(assist)
                != (compiled.jobOfOrder[compiled.orderOfJob[assist]].map(served.contains) ?? false)
        }
    }

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
            let torn = isTorn(found.solution)
            if torn { return }
            let routes = PlanBuilder.solution(found.solution.routes, of: compiled.routing)
            guard routes.isFeasible else { return }
            let candidate = try PlanBuilder(compiled).plan(routes, seed: options.seed, completing: true)
            guard candidate.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) else { return }
            (plan, solution) = (candidate, routes)
        }
    }
}
