import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

/// Acute is never bought by lesser classes, the older waits less, and work does not drift.
@Suite struct UrgencyTests {
    private func plan(_ problem: PlanningProblem) throws -> Plan {
        let options = PlannerOptions(solver: SolverOptions(seed: 1, islands: 1, stepLimit: 400))
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(options).plan
        SmallTown.check(plan, of: problem)
        return plan
    }

    @Test func noNumberOfLesserOrdersBuysAnAcuteBreach() throws {
        // The acute order fills the only shift; eight class 2 orders due today would fit instead.
        var acute = SmallTown.order("acute", 10, priority: .acute, registered: "2026-02-28T17:00")
        acute.serviceSeconds = SmallTown.time("07:10")
        let others = (1...8).map { SmallTown.order("c\($0)", $0, priority: .two, registered: "2026-02-23T10:00") }
        let outcomes = try plan(SmallTown.problem(orders: [acute] + others)).orders
        #expect(outcomes.filter { $0.state == .planned }.map(\.order) == ["acute"])
        #expect(outcomes.filter(\.late).count == 8)
    }

    @Test func theOlderOfTwoEqualOrdersIsServedFirst() throws {
        // A shift holds one of the two, and both are on time on either day: due Tuesday and Wednesday.
        var orders = ["young", "old"].map { name in
            SmallTown.order(
                name, 10, priority: .two, registered: name == "old" ? "2026-02-24T10:00" : "2026-02-25T10:00")
        }
        for index in orders.indices { orders[index].serviceSeconds = SmallTown.time("05:00") }
        let plan = try plan(
            SmallTown.problem(orders: orders, shifts: [SmallTown.shift(), SmallTown.shift(day: 1)], days: 4))
        #expect(plan.orders.first { $0.order == "old" }?.date == SmallTown.monday)
    }

    @Test func workDoesNotDriftOnAHorizonOfFourteenDays() throws {
        // One van-day holds all four (two floor places, half a place each); using it at once or two weeks later costs the same but for the waiting.
        let shifts = (0..<18).filter { $0 % 7 < 5 }.map { SmallTown.shift(day: $0) }
        let orders = (1...4).map {
            SmallTown.order("c\($0)", $0, kind: .collection, priority: .three, registered: "2026-02-09T10:00")
        }
        let plan = try plan(SmallTown.problem(orders: orders, shifts: shifts, days: 14))
        let served = plan.orders.filter { $0.state == .planned }
        let dates = served.map { $0.date?.iso ?? "-" }
        #expect(dates == Array(repeating: "2026-03-02", count: 4))
        #expect(served.count == 4)
    }
}
