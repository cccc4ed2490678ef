import FordelerModel
import FordelerRoutingProblem

/// Turns routes of a routing problem back into a plan: stops with times, money, exact aims, and what became of
/// every order.
public struct PlanBuilder {
    let compiled: CompiledHorizon
    /// Van-days that stand as given, by vehicle; the solution leaves them and their orders alone.
    private let kept: [Int: PlanRoute]

    /// Makes a builder for one compiled horizon.
    public init(_ compiled: CompiledHorizon) { self.init(compiled, kept: [:]) }

    /// Makes a builder that puts given van-days into every plan as they stand.
    init(_ compiled: CompiledHorizon, kept: [Int: PlanRoute]) {
        self.compiled = compiled
        self.kept = kept
    }

    /// The plan of a solution, with the solution's own times.
    ///
    /// - Parameters:
    ///   - seed: seed of the search, as the plan states it.
    ///   - completing: insert orders left out wherever that makes the plan better.
    /// - Throws: ``PlanningFailure`` when a route breaks a rule of the routing problem.
    public func plan(_ solution: RoutingSolution, seed: UInt64, completing: Bool) throws -> Plan {
        let probe: InsertionProbe
        do {
            probe = try InsertionProbe(compiled.routing, solution: solution)
        } catch {
            throw PlanningFailure(rule: error)
        }
        let served = Set(solution.routes.flatMap(\.sequence).compactMap(\.job))
        let open = compiled.jobsByUrgency().filter { !served.contains($0) }
        var routes = Dictionary(solution.routes.map { ($0.vehicle, $0) }) { first, _ in first }
        var attempts: [(job: Int, byVehicle: [InsertionAttempt])]
        if completing {
            let completion = Completion(probe, jobs: open)
            attempts = completion.attempts
            for vehicle in completion.changed {
                routes[vehicle] = RoutingRoute(
                    vehicle: vehicle, steps: completion.probe.routes[vehicle].schedule.steps)
            }
        } else {
            attempts = open.map { job in (job, probe.routes.indices.map { probe.attempt(job, vehicle: $0) }) }
        }
        let reasons = OutcomeReasons(
            compiled, attempts: Dictionary(uniqueKeysWithValues: attempts.map { ($0.job, $0.byVehicle) }))
        return assemble(routes.keys.sorted().compactMap { routes[$0] }, reasons: reasons, seed: seed)
    }

    private func assemble(_ routes: [RoutingRoute], reasons: OutcomeReasons, seed: UInt64) -> Plan {
        let used = routes.filter { $0.steps.contains { $0.kind.job != nil } }
        var visits: [Int: (vehicle: Int, end: Int)] = [:]
        for route in used {
            for step in route.steps {
                if let job = step.kind.job, !compiled.assists.contains(job) { visits[job] = (route.vehicle, step.end) }
            }
        }
        addKept(to: &visits)
        let outcomes = compiled.problem.orders.indices
            .sorted { compiled.problem.orders[$0].id < compiled.problem.orders[$1].id }
            .map { outcome($0, visit: compiled.jobOfOrder[$0].flatMap { visits[$0] }, reasons: reasons) }
        let driven = used.map { ($0.vehicle, route($0)) } + kept.map { ($0.key, $0.value) }
        let planRoutes = driven.sorted { $0.0 < $1.0 }.map(\.1)
        var cost = planRoutes.map(\.cost).reduce(CostBreakdown(), +)
        for (job, order) in compiled.orderOfJob.enumerated() {
            // Orders that are served pay with their van-day.
            guard visits[job] == nil, !compiled.assists.contains(job) else { continue }
            cost.waiting += compiled.deadlines[order].waitingPrice(servedOnDay: compiled.unservedDay)
        }
        cost.soft += WorkBalance(planRoutes, of: compiled.problem).price
        var plan = Plan(
            scenario: compiled.problem.name, date: compiled.problem.date, horizon: compiled.problem.horizon, seed: seed,
            routes: planRoutes, orders: outcomes, aims: aims(visits, cost: cost), cost: cost)
        plan.promised = compiled.problem.promises
        plan.locks = compiled.problem.locks
        plan.aims[AimWeights.promises].amount = compiled.brokenPromises(in: plan)
        return plan
    }

    /// Visits of the van-days that stand as given.
    private func addKept(to visits: inout [Int: (vehicle: Int, end: Int)]) {
        if kept.isEmpty { return }
        var jobs: [String: Int] = [:]
        for job in compiled.ownJobs { jobs[compiled.order(job).id] = job }
        for (vehicle, route) in kept {
            for stop in route.stops where stop.kind == .visit {
                if let job = stop.order.flatMap({ jobs[$0] }) { visits[job] = (vehicle, stop.end) }
            }
        }
    }

    /// Exact amounts of the aims. An order left out counts as ending at the close of the first day after the horizon;
    /// held orders, and those not ready inside the horizon, count nothing.
    private func aims(_ visits: [Int: (vehicle: Int, end: Int)], cost: CostBreakdown) -> [Aim] {
        var amounts = [Int](repeating: 0, count: Aim.names.count)
        for (job, order) in compiled.orderOfJob.enumerated() where !compiled.assists.contains(job) {
            let deadline = compiled.deadlines[order]
            let end = visits[job]?.end ?? compiled.unservedEnd
            if deadline.isBreach(endingAt: end) { amounts[AimWeights.breaches(deadline.priority)] += 1 }
            amounts[AimWeights.tardiness(deadline.priority)] += deadline.tardiness(endingAt: end)
        }
        amounts[AimWeights.cost] = cost.total
        return zip(Aim.names, amounts).map { Aim(name: $0, amount: $1) }
    }

    private func outcome(
        _ index: Int, visit: (vehicle: Int, end: Int)?, reasons: OutcomeReasons
    ) -> OrderOutcome {
        let deadline = compiled.deadlines[index]
        var outcome = OrderOutcome(
            order: compiled.problem.orders[index].id, priority: deadline.priority, state: .planned, due: deadline.due,
            overdueAtStart: deadline.overdueAtStart)
        if let visit {
            outcome.van = compiled.shift(visit.vehicle).van
            outcome.date = compiled.shift(visit.vehicle).date
            outcome.end = visit.end
        } else {
            (outcome.state, outcome.reason) = reasons.explain(index)
        }
        if compiled.jobOfOrder[index] != nil {
            let end = visit?.end ?? compiled.unservedEnd
            outcome.late = deadline.isBreach(endingAt: end)
            outcome.tardinessSeconds = deadline.tardinessSeconds(endingAt: end)
        }
        return outcome
    }

    /// A solution of given routes with the jobs left out and the sum of the amounts.
    public static func solution(_ routes: [RoutingRoute], of problem: RoutingProblem) -> RoutingSolution {
        let scheduler = RouteScheduler(problem)
        let served = Set(routes.flatMap(\.sequence).compactMap(\.job))
        let open = problem.jobs.indices.filter { !served.contains($0) }
        var aims = [Int](repeating: 0, count: problem.aims.count)
        for job in open { aims = zip(aims, scheduler.unassignedAims(job)).map { $0 + $1 } }
        var isFeasible = !open.contains { problem.jobs[$0].unassignedCosts == nil }
        for route in routes {
            guard let schedule = try? scheduler.schedule(route.sequence, vehicle: route.vehicle) else {
                isFeasible = false
                continue
            }
            aims = zip(aims, schedule.aims).map { $0 + $1 }
        }
        return RoutingSolution(routes: routes, unassigned: open, aims: aims, isFeasible: isFeasible)
    }
}

/// A route that breaks a rule of its own routing problem: a defect of the search, never of the input.
public struct PlanningFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule.
    public var rule: RouteRule

    /// One sentence that names the rule.
    public var description: String { "the search returned a route that breaks the rule '\(rule.rawValue)'" }
}
