import FordelerModel
import FordelerRouting
import FordelerRoutingProblem

/// What a re-planning may change for orders that the plan serves. What has begun is never changed.
public enum PlanFreedom: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing: new orders go on van-days without work.
    case none
    /// Times: van, day and sequence stay; new orders go in between.
    case times
    /// Also the sequence on the van-day.
    case order
    /// Also the van, on the same date.
    case vans
    /// Everything, at a price for each promise broken.
    case all
}

/// A re-planned plan beside the one it came from.
public struct ReplanResult: Sendable {
    /// The plan; its `promises_broken` counts against the old plan's promises.
    public var plan: Plan
    /// Who moves, from when to when, and why.
    public var difference: PlanDifference
    /// Whether the better plan came from the old one (`warm`) or from nothing (`cold`).
    public var start: String
    /// Steps over all searches.
    public var steps: Int
}

/// Plans again from a plan that has been told to people, with orders that have come or gone, inside a day or before it.
public struct Replanner {
    private let problem: PlanningProblem
    private let travel: TravelTable
    private let old: Plan
    private let shortened: [ShortenedShift]
    private let language: MessageLanguage

    /// Makes a re-planner.
    ///
    /// - Parameters:
    ///   - problem: the orders, vans and shifts as they are now.
    ///   - travel: places of `problem`, depots first, then orders.
    ///   - plan: the plan as told to people.
    ///   - locks: what is fixed; the plan's own locks when not given.
    ///   - shortened: van-days that have begun and lose their van or somebody on board; see
    ///     ``FordelerModel/PlanningProblem/keepBegun(of:at:from:)``.
    ///   - language: of the reasons.
    public init(
        _ problem: PlanningProblem, travel: TravelTable, plan: Plan, locks: PlanLocks? = nil,
        shortened: [ShortenedShift] = [], language: MessageLanguage = .english
    ) {
        self.shortened = shortened
        self.language = language
        var promised = problem
        promised.hold(locks ?? plan.locks)
        let known = Set(problem.orders.map(\.id))
        promised.promises = plan.promises.filter { known.contains($0.order) }
        self.problem = promised
        self.travel = travel
        old = plan
    }

    /// The problem with the old plan's promises, as the checker is to see it.
    public var promisedProblem: PlanningProblem { problem }

    /// The better, aim by aim, of a search from the old plan and one from nothing; both within half the budget.
    ///
    /// - Parameters:
    ///   - now: what has begun before this instant comes back as it was; `nil` when nothing has.
    /// - Throws: `InputErrors` with every defect of the problem.
    public func plan(_ options: SolverOptions, freedom: PlanFreedom, now: CivilInstant? = nil) throws -> ReplanResult {
        let compiled = try HorizonCompiler(problem, travel: travel).compile()
        var whole: Set<Int> = []
        // A van-day whose beginning would come back otherwise is kept whole; each round keeps one more.
        while true {
            let fixed = FixedWork(compiled, plan: old, freedom: freedom, now: now, whole: whole, shortened: shortened)
            let result = try search(fixed, options, freedom: freedom)
            let changed = fixed.changedBeginnings(in: result.plan)
            if changed.isEmpty || changed.isSubset(of: whole) { return result }
            whole.formUnion(changed)
        }
    }

    private func search(
        _ given: FixedWork, _ options: SolverOptions, freedom: PlanFreedom
    ) throws -> ReplanResult {
        var fixed = given
        fixed.bind(servedBy: WarmStart(fixed.rest, compiled: fixed.horizon).solution)
        let builder = PlanBuilder(fixed.horizon, kept: fixed.kept)
        let warm = WarmStart(fixed.rest, compiled: fixed.horizon).solution
        var best = try builder.plan(warm, seed: options.seed, completing: true)
        var start = "warm"
        var steps = 0
        if freedom != .none, freedom != .times {
            var part = options
            part.stepLimit = options.stepLimit.map { max(1, $0 / 2) }
            part.timeLimit = options.timeLimit.map { $0 / 2 }
            for (name, initial) in [("warm", RoutingSolution?.some(warm)), ("cold", nil)] {
                part.initial = initial
                let found = try RoutingSolver(fixed.horizon.routing).solve(part)
                steps += found.steps
                let routes = PlanBuilder.solution(found.solution.routes, of: fixed.horizon.routing)
                guard routes.isFeasible else { continue }
                let candidate = try builder.plan(routes, seed: options.seed, completing: true)
                if candidate.aims.map(\.amount).lexicographicallyPrecedes(best.aims.map(\.amount)) {
                    (best, start) = (candidate, name)
                }
            }
        }
        if let met = try meeting(best, fixed, options) { best = met }
        best.locks = fixed.locks
        var difference = PlanDifference(from: old, to: best)
        ReplanReasons(fixed.horizon, plan: best, fixed: fixed, language: language).explain(&difference)
        return ReplanResult(plan: best, difference: difference, start: start, steps: steps)
    }

    /// The plan with new meetings at the door for orders that nobody serves alone; `nil` when there is none.
    private func meeting(_ plan: Plan, _ fixed: FixedWork, _ options: SolverOptions) throws -> Plan? {
        if !problem.rates.meetings { return nil }
        let start = WarmStart(plan, compiled: fixed.horizon).solution
        let meetings = try MeetingPlanner(fixed.horizon, start, unless: { options.stop.isStopped })
        guard meetings.compiled.routing.jobs.count > fixed.horizon.routing.jobs.count, meetings.solution.isFeasible
        else { return nil }
        let met = try PlanBuilder(meetings.compiled, kept: fixed.kept).plan(
            meetings.solution, seed: options.seed, completing: true)
        return met.aims.map(\.amount).lexicographicallyPrecedes(plan.aims.map(\.amount)) ? met : nil
    }
}
