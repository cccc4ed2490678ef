import FordelerModel
import FordelerPlanning
import Testing

@Suite struct DispatcherRuleTests {
    @Test func earliestDueFirstNearestVan() throws {
        // c is due first, then a; both vans stand at the store, so the first takes c and, being nearer, a as well.
        let problem = SmallTown.problem(
            orders: [
                SmallTown.order("a", 12, registered: "2026-02-26T10:00"), SmallTown.order("b", 1),
                SmallTown.order("c", 10, priority: .one, registered: "2026-02-26T10:00"),
            ], vans: [SmallTown.van("A"), SmallTown.van("B")],
            shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
        let plan = try DispatcherRule(problem, travel: SmallTown.travel(problem)).plan()
        SmallTown.check(plan, of: problem)
        #expect(plan.routes.map { $0.stops.compactMap(\.order) } == [["c", "a"], ["b"]])
    }

    @Test func aFullDayMovesWorkToTheNext() throws {
        let orders = (0..<3).map { index in
            var order = SmallTown.order("o\(index)", 10)
            order.serviceSeconds = SmallTown.time("06:00")
            return order
        }
        let problem = SmallTown.problem(
            orders: orders, shifts: [SmallTown.shift(), SmallTown.shift(day: 1)], days: 2)
        let plan = try DispatcherRule(problem, travel: SmallTown.travel(problem)).plan()
        SmallTown.check(plan, of: problem)
        #expect(plan.routes.map { $0.stops.compactMap(\.order) } == [["o0"], ["o1"]])
        // Due Friday, after the horizon but before nobody can come: the third is left out.
        #expect(plan.orders[2].state == .waitingHorizonFull)
    }
}
