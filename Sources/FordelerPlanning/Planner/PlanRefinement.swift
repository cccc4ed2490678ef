import FordelerModel
import FordelerRouting
import FordelerRoutingProblem

/// Searches that follow the first one, for wishes that are no price of a single placement.
///
/// Each starts from the plan at hand, and the better plan by its exact aims is kept.
struct PlanRefinement {
    /// The best plan so far.
    private(set) var plan: Plan
    /// Its routes, before the builder inserted what fits.
    private var solution: RoutingSolution
    /// The horizon of these routes, with their meetings.
    private var compiled: CompiledHorizon
    /// The horizon without meetings.
    private let original: CompiledHorizon
    private(set) var steps = 0
    private(set) var evaluations = 0

    init(_ compiled: CompiledHorizon, plan: Plan, solution: RoutingSolution) {
        (self.compiled, original) = (compiled, compiled)
        (self.plan, self.solution) = (plan, solution)
    }

    /// Share of the budget that the first search leaves.
    static func share(_ compiled: CompiledHorizon) -> Double {
        compiled.problem.rates.soft.imbalancePerHour > 0 || meets(compiled) ? 0.4 : 0
    }

    /// Whether any order may need two vans at one door.
    private static func meets(_ compiled: CompiledHorizon) -> Bool {
        compiled.problem.rates.meetings && compiled.orderOfJob.contains { compiled.needs[$0].persons > 1 }
    }

    /// The options with a share of their budget.
    static func options(_ options: SolverOptions, share: Double) -> SolverOptions {
        var part = options
        part.stepLimit = options.stepLimit.map { Int(Double($0) * share) }
        part.timeLimit = options.timeLimit.map { $0 * share }
        return part
    }

    /// Runs every search that the problem asks for.
    mutating func refine(_ given: SolverOptions) throws {
        var options = given
        options.isInitialRough = false
        let (meets, balances) = (Self.meets(compiled), compiled.problem.rates.soft.imbalancePerHour > 0)
        let part = meets && balances ? Self.options(options, share: 0.5) : options
        if meets { try meet(part) }
        if balances { try balance(part) }
    }

    /// Keeps a given plan, with its meetings and everything that fits inserted, where that is better by the exact aims.
    mutating func compare(with given: Plan, seed: UInt64) throws {
        var standing = original
        standing.keepMeetings(of: given)
        _ = try consider(WarmStart(given, compiled: standing).solution, standing, seed: seed)
    }

    /// Lets two vans meet where an order takes two persons and no crew of two serves it, then searches on, twice; in
    /// between each such order looks for a better meeting.
    private mutating func meet(_ options: SolverOptions) throws {
        let began = ContinuousClock.now
        func left() -> Double? { options.timeLimit.map { max(0, $0 - (ContinuousClock.now - began) / .seconds(1)) } }
        func isOver() -> Bool { options.stop.isStopped || left() == 0 }
        // What the builder inserted after the first search belongs to the routes that meetings join.
        var meetings = try MeetingPlanner(compiled, WarmStart(plan, compiled: compiled).solution, unless: isOver)
        _ = try meetings.remake(unless: isOver)
        _ = try consider(meetings.solution, meetings.compiled, seed: options.seed)
        for round in 0..<2 where !isOver() {
            var part = Self.options(options, share: 0.5)
            part.timeLimit = left().map { round == 0 ? $0 / 2 : $0 }
            part.initial = meetings.solution
            let found = try RoutingSolver(meetings.compiled.routing).solve(part)
            steps += found.steps
            evaluations += found.evaluations
            meetings.adopt(found.solution)
            _ = try meetings.remake(unless: isOver)
            _ = try consider(meetings.solution, meetings.compiled, seed: options.seed)
        }
    }

    /// Whether routes hold both halves of every meeting of their horizon.
    private static func keepMeetings(_ routes: RoutingSolution, _ horizon: CompiledHorizon) -> Bool {
        let served = Set(routes.routes.flatMap(\.sequence).compactMap(\.job))
        return horizon.assists.allSatisfy { assist in
            served.contains(assist)
                && (horizon.jobOfOrder[horizon.orderOfJob[assist]].map(served.contains) ?? false)
        }
    }

    /// Moves visits from vans that work more than their share: two searches with prices on such visits, then small moves
    /// by the exact aims.
    mutating func balance(_ options: SolverOptions) throws {
        let began = ContinuousClock.now
        for _ in 0..<2 {
            guard let steered = BalanceSteering.steered(compiled, by: plan) else { break }
            var part = Self.options(options, share: 0.45)
            // Amounts of the steered prices; the start is compared by them.
            part.initial = PlanBuilder.solution(solution.routes, of: steered)
            let found = try RoutingSolver(steered).solve(part)
            steps += found.steps
            evaluations += found.evaluations
            let routes = PlanBuilder.solution(found.solution.routes, of: compiled.routing)
            guard try consider(routes, compiled, seed: options.seed) else { break }
        }
        // What the builder inserted after the last search belongs to the routes, unless a meeting is lost on the way.
        var standing = WarmStart(plan, compiled: compiled).solution
        if !Self.keepMeetings(standing, compiled) { standing = solution }
        let descent = try BalanceDescent(compiled, standing, attempts: Self.attempts) {
            options.stop.isStopped
                || options.timeLimit.map { ContinuousClock.now - began >= .seconds($0) } ?? false
        }
        _ = try consider(descent.solution, compiled, seed: options.seed)
    }

    /// Insertions and schedules that small moves may try: about a second's work.
    private static let attempts = 20_000

    /// Keeps the plan of routes where that is better by the exact aims, with everything inserted that fits or as it is;
    /// says whether it is. Routes that tear a meeting apart are never kept.
    private mutating func consider(
        _ routes: RoutingSolution, _ horizon: CompiledHorizon, seed: UInt64
    ) throws -> Bool {
        guard routes.isFeasible, Self.keepMeetings(routes, horizon) else { return false }
        var isBetter = false
        for completing in [true, false] {
            let candidate = try PlanBuilder(horizon).plan(routes, seed: seed, completing: completing)
            guard candidate.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) else { continue }
            (plan, compiled, solution) = (candidate, horizon, routes)
            isBetter = true
        }
        return isBetter
    }
}
