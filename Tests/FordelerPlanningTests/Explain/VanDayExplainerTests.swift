import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

@Suite struct VanDayExplainerTests {
    /// The order planned on one van-day of a (changed) problem, its route inserted by the planning code and judged by
    /// the checker; `nil` when no place is found or the visit ends after `due`.
    private func inserted(_ order: String, van: String, date: CivilDate, plan: Plan, problem: PlanningProblem) -> Plan?
    {
        guard let compiled = try? SmallTown.compile(problem),
            let index = problem.orders.firstIndex(where: { $0.id == order }), let job = compiled.jobOfOrder[index],
            let vehicle = compiled.shiftOfVehicle.indices.first(where: {
                compiled.shift($0).van == van && compiled.shift($0).date == date
            })
        else { return nil }
        let start = WarmStart(plan, compiled: compiled).solution
        var sequences = [[RoutingStep.Kind]](repeating: [], count: compiled.routing.vehicles.count)
        for route in start.routes { sequences[route.vehicle] = route.sequence.filter { $0 != .visit(job: job) } }
        var routing = compiled.routing
        let deadline = compiled.deadlines[index]
        if let due = deadline.due, !deadline.overdueAtStart,
            case .visit(var visit, let delivery, let pickup) = routing.jobs[job].work
        {
            let windows = visit.windows.isEmpty ? [-864_000...8_640_000] : visit.windows
            visit.windows = windows.filter { $0.lowerBound <= due - visit.service }
                .map { $0.lowerBound...min($0.upperBound, due - visit.service) }
            if visit.windows.isEmpty { return nil }
            routing.jobs[job].work = .visit(visit, delivery: delivery, pickup: pickup)
        }
        guard var probe = try? InsertionProbe(routing, sequences: sequences),
            let offer = probe.attempt(job, vehicle: vehicle).offer
        else { return nil }
        probe.accept(offer)
        let routes = probe.routes.enumerated().filter { !$0.element.sequence.isEmpty }.map {
            RoutingRoute(vehicle: $0.offset, steps: $0.element.schedule.steps)
        }
        let solution = PlanBuilder.solution(routes, of: compiled.routing)
        return try? PlanBuilder(compiled).plan(solution, seed: 1, completing: false)
    }

    @Test func twoHundredUnassignedOrdersHaveTrueReasons() throws {
        var explained = 0
        var seed: UInt64 = 0
        while explained < 200, seed < 400 {
            seed += 1
            var random = TestRandom(seed: seed)
            let problem = RandomTown.problem(&random, orders: 9)
            let travel = SmallTown.travel(problem)
            let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: seed, islands: 1, stepLimit: 20))
                .plan
            let explainer = try VanDayExplainer(problem, travel: travel, plan: plan)
            for outcome in plan.orders where outcome.state != .planned && explained < 200 {
                let explanation = try #require(explainer.explain(outcome.order))
                explained += 1
                for verdict in explanation.vanDays {
                    verify(verdict, outcome: outcome, plan: plan, problem: problem, "seed \(seed)")
                }
            }
        }
        #expect(explained == 200)
    }

    private func verify(
        _ verdict: VanDayVerdict, outcome: OrderOutcome, plan: Plan, problem: PlanningProblem, _ comment: Comment
    ) {
        let (van, date) = (verdict.van, verdict.date)
        let asIs = inserted(outcome.order, van: van, date: date, plan: plan, problem: problem)
        #expect((asIs == nil) == (verdict.refusal != nil), comment)
        if let refusal = verdict.refusal {
            let isTrue = RefusalTruth(order: outcome.order, van: van, date: date, problem: problem, plan: plan)
                .holds(refusal)
            #expect(isTrue, "\(comment): \(outcome.order) \(van) \(refusal.rawValue)")
        }
        for relaxation in verdict.relaxations {
            let changed = relaxation.applied(to: problem)
            guard let better = inserted(outcome.order, van: van, date: date, plan: plan, problem: changed) else {
                Issue.record("\(comment): \(relaxation) does not admit the order")
                continue
            }
            let report = PlanChecker.check(better, of: changed, travel: SmallTown.travel(changed))
            #expect(report.violations.isEmpty, comment)
            var smaller = relaxation
            smaller.amount -= 1
            switch relaxation.change {
            case .overtime, .widerWindow, .loadSpace: break
            case .laterDue:
                smaller.instant = relaxation.instant.map {
                    CivilInstant(date: $0.date, secondOfDay: $0.secondOfDay - 60)
                }
            default: continue
            }
            let none = inserted(
                outcome.order, van: van, date: date, plan: plan, problem: smaller.applied(to: problem))
            #expect(none == nil, "\(comment): less than \(relaxation) suffices")
        }
    }

    @Test func overtimeAndSkillAreNamedToTheMinute() throws {
        // 100 km away: 100 minutes there, 5 to park, 10 of work, 100 back, from 08:20 on.
        var far = SmallTown.urgent("far", 100)
        far.serviceSeconds = 5 * 3600
        var rail = SmallTown.order("rail", 5, priority: .one, registered: "2026-02-26T10:00", item: "rail")
        rail.serviceSeconds = 600
        let problem = SmallTown.problem(orders: [far, rail])
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: 1, islands: 1, stepLimit: 10)).plan
        let explainer = try VanDayExplainer(problem, travel: travel, plan: plan)
        let long = try #require(explainer.explain("far"))
        #expect(long.binding == .shiftTooShort)
        // 08:00 + 20 + 100 + 5 + 300 + 100 minutes is 16:45.
        #expect(long.smallest?.change == .overtime)
        #expect(long.smallest?.amount == 45)
        let skilled = try #require(explainer.explain("rail"))
        #expect(skilled.binding == .skill)
        #expect(skilled.smallest?.names == ["fitting"])
        #expect(explainer.troubled == ["far", "rail"])
    }

    @Test func aPlannedOrderShowsItsPlaceAndTheNextBest() throws {
        let problem = SmallTown.problem(
            orders: [SmallTown.urgent("near", 10)], vans: [SmallTown.van("A"), SmallTown.van("B")],
            shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: 1, islands: 1, stepLimit: 10)).plan
        let why = try #require(try VanDayExplainer(problem, travel: travel, plan: plan).explain("near"))
        #expect(why.outcome.state == .planned)
        #expect(why.placeOre == why.nextBest?.addedOre)
        #expect(why.nextBest?.van != why.outcome.van)
    }
}
