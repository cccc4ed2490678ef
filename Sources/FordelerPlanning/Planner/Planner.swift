import FordelerModel
import FordelerRouting
import FordelerRoutingProblem

/// How a plan is searched for.
public struct PlannerOptions: Sendable {
    /// Limits, seed and threads of the search.
    public var solver: SolverOptions
    /// A plan to start from; orders and van-days that are gone, and visits that no longer fit, are skipped.
    public var start: Plan?

    /// Makes options.
    public init(solver: SolverOptions = SolverOptions(), start: Plan? = nil) {
        self.solver = solver
        self.start = start
    }
}

/// A plan and how it was found.
public struct PlanningResult: Sendable {
    /// The plan.
    public var plan: Plan
    /// Why the search stopped.
    public var status: RoutingResult.Status
    /// Steps over all islands.
    public var steps: Int
    /// Move and insertion evaluations over all islands.
    public var evaluations: Int
    /// Wall seconds of the first plan and the search.
    public var seconds: Double
}

/// Plans the open orders of a problem over its horizon.
///
/// ```swift
/// let result = try Planner(problem, travel: travel).plan(SolverOptions(timeLimit: 10))
/// ```
public struct Planner {
    private let problem: PlanningProblem
    private let travel: TravelTable

    /// Makes a planner.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders, both in the problem's order.
    public init(_ problem: PlanningProblem, travel: TravelTable) {
        self.problem = problem
        self.travel = travel
    }

    /// Searches until a limit is reached and returns the best plan; see ``plan(_:)-(PlannerOptions)``.
    public func plan(_ options: SolverOptions = SolverOptions()) throws -> PlanningResult {
        try plan(PlannerOptions(solver: options))
    }

    /// Searches until a limit is reached and returns the best plan.
    ///
    /// The order of the problem's lists decides nothing: jobs, vehicles and depots are sorted by identity.
    /// - Throws: `InputErrors` with every defect of the problem.
    public func plan(_ options: PlannerOptions) throws -> PlanningResult {
        let compiled = try HorizonCompiler(problem, travel: travel).compile()
        var solver = options.solver
        let began = ContinuousClock.now
        let start = try start(options, compiled: compiled)
        solver.initial = start
        solver.isInitialRough = options.start == nil
        if let limit = solver.timeLimit { solver.timeLimit = max(0, limit - Self.seconds(since: began)) }
        // Wishes that are no price of one placement are searched for afterwards.
        let later = PlanRefinement.share(compiled)
        var found = try RoutingSolver(compiled.routing).solve(
            later > 0 ? PlanRefinement.options(solver, share: 1 - later) : solver)
        // A short search may end before it is back at the plan it started from.
        if start.isFeasible,
            !found.solution.isFeasible || start.aims.lexicographicallyPrecedes(found.solution.aims)
        {
            found.solution = start
        }
        var refinement = PlanRefinement(
            compiled,
            plan: try PlanBuilder(compiled).plan(found.solution, seed: solver.seed, completing: true),
            solution: found.solution)
        if later > 0 { try refinement.refine(PlanRefinement.options(solver, share: later)) }
        if let given = options.start { try refinement.compare(with: given, seed: solver.seed) }
        return PlanningResult(
            plan: refinement.plan, status: found.status, steps: found.steps + refinement.steps,
            evaluations: found.evaluations + refinement.evaluations,
            seconds: Self.seconds(since: began))
    }

    /// The better of the given plan and a plan made by urgency.
    private func start(_ options: PlannerOptions, compiled: CompiledHorizon) throws -> RoutingSolution {
        let made = try UrgentFirst(compiled).solution
        guard let given = options.start.map({ WarmStart($0, compiled: compiled).solution }) else { return made }
        return made.aims.lexicographicallyPrecedes(given.aims) ? made : given
    }

    private static func seconds(since instant: ContinuousClock.Instant) -> Double {
        let passed = ContinuousClock.now - instant
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    }
}
