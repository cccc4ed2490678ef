import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Nobody is under way over the latest start of a break without it.
@Suite struct BreakLimitTests {
    /// One van, 08:00 to 19:00 with overtime; thirty minutes between 11:00 and 13:00. Loading takes until 08:20.
    private static func day(_ kilometres: Int) -> PlanningProblem {
        var shift = SmallTown.shift(overtime: 3 * 3600)
        shift.breaks = [BreakRule()]
        return SmallTown.problem(orders: [SmallTown.urgent("far", kilometres)], shifts: [shift])
    }

    private static func plan(_ problem: PlanningProblem) throws -> Plan {
        try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(seed: 1, stepLimit: 20)).plan
    }

    // 230 minutes there, at the door until 12:25; the drive home of 230 minutes would pass 13:00.
    @Test func theBreakComesBeforeTheDriveThatWouldPassTheLimit() throws {
        let problem = Self.day(230)
        let plan = try Self.plan(problem)
        SmallTown.check(plan, of: problem)
        let stops = try #require(plan.routes.first).stops
        let pause = try #require(stops.firstIndex { $0.kind == .break })
        #expect(stops[pause].start <= SmallTown.time("13:00"))
        #expect(stops[pause + 1].arrival > SmallTown.time("13:00"))

        var without = plan
        without.routes[0].stops.remove(at: pause)
        let home = without.routes[0].stops.count - 1
        without.routes[0].stops[home].arrival -= 1800
        without.routes[0].stops[home].start -= 1800
        without.routes[0].stops[home].end -= 1800
        #expect(SmallTown.report(without, of: problem).violations.contains { $0.code == .breakMissing })

        // After the drive it comes too late.
        var late = without
        let end = late.routes[0].stops[home].end
        late.routes[0].stops.insert(
            PlanStop(kind: .break, trip: 1, arrival: end, start: end, end: end + 1800), at: home + 1)
        #expect(SmallTown.report(late, of: problem).violations.contains { $0.code == .breakWindow })
    }

    // 285 minutes there for a visit that must start by 13:20: the van would be on the road from 08:20 to 13:05.
    @Test func aDriveThatOnlyFitsOverTheLimitIsRefused() throws {
        var problem = Self.day(285)
        problem.orders[0].windows = [
            DailyWindow(fromSecond: SmallTown.time("13:05"), toSecond: SmallTown.time("13:20"))
        ]
        let plan = try Self.plan(problem)
        #expect(plan.orders[0].state == .notServed)
        let explainer = try VanDayExplainer(problem, travel: SmallTown.travel(problem), plan: plan)
        #expect(explainer.explain("far")?.vanDays.first?.refusal == .pause)
        problem.shifts[0].breaks = []
        #expect(try Self.plan(problem).orders[0].state == .planned)
    }
}
