import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Fixed rounds, continuity and balance.
@Suite struct SoftTermTests {
    static func plan(_ problem: PlanningProblem, steps: Int = 60) throws -> Plan {
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(
            SolverOptions(seed: 1, stepLimit: steps)
        ).plan
        SmallTown.check(plan, of: problem)
        return plan
    }

    static func order(_ id: String, _ kilometre: Int, area: String, priority: PriorityClass? = nil) -> Order {
        var order = SmallTown.urgent(id, kilometre)
        order.priority = priority ?? order.priority
        order.place.area = area
        return order
    }

    @Test func anAreaIsServedOnItsRoundOnly() throws {
        var problem = SmallTown.problem(
            orders: [
                Self.order("a", 5, area: "north", priority: .two), Self.order("b", 6, area: "south"),
                Self.order("c", 7, area: "north"),
            ],
            shifts: (0..<5).map { SmallTown.shift(day: $0) }, days: 5)
        problem.orders[2].priority = .acute
        problem.rounds = [WeekdayRound(area: "north", weekdays: [.wednesday])]
        let plan = try Self.plan(problem)
        let dates = Dictionary(uniqueKeysWithValues: plan.orders.map { ($0.order, $0.date) })
        #expect(dates["a"] == SmallTown.monday.adding(days: 2))
        #expect(dates["b"] == SmallTown.monday && dates["c"] == SmallTown.monday)
        // Moved to Monday it is refused.
        var moved = problem
        moved.rounds = [WeekdayRound(area: "north", weekdays: [.sunday])]
        let report = PlanChecker.check(plan, of: moved, travel: SmallTown.travel(moved))
        #expect(report.violations.contains { $0.code == .offRound })
        let waiting = try Self.plan(moved).orders.first { $0.order == "a" }
        #expect(waiting?.reason?.code == "OFF_ROUND")
    }

    @Test func offTheRoundCostsItsPrice() throws {
        var problem = SmallTown.problem(orders: [Self.order("a", 5, area: "north")])
        problem.rounds = [WeekdayRound(area: "north", weekdays: [.friday], priceOff: 5000)]
        #expect(try Self.plan(problem).cost.soft == 5000)
    }

    @Test func theCrewThatIsKnownComes() throws {
        var problem = SmallTown.problem(
            orders: [SmallTown.urgent("a", 5), Self.order("b", 6, area: "north")],
            vans: [SmallTown.van("A"), SmallTown.van("B")], shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
        problem.shifts[1].persons = ["kari"]
        problem.orders[0].familiarPersons = ["kari"]
        problem.vans[0].areas = ["south"]
        problem.rates.soft = SoftPrices(unfamiliarCrew: 2000, foreignArea: 3000)
        let plan = try Self.plan(problem)
        #expect(plan.orders.allSatisfy { $0.van == "B" } && plan.cost.soft == 0)
        let continuity = VisitContinuity(plan.routes, of: problem)
        #expect(continuity.knowing == 1 && continuity.known == 1 && continuity.areaVisits == 0)
        problem.vans[1].areas = ["north"]
        problem.orders[0].place.area = "south"
        let measured = VisitContinuity(plan.routes, of: problem)
        #expect(measured.areaVisits == 2 && measured.inArea == 1)
        problem.vans[1].areas = []
        problem.orders[0].place.area = ""
        problem.shifts[1].persons = []
        #expect(try Self.plan(problem).cost.soft == 2000)
    }

    @Test func workIsSharedWhereThatPays() throws {
        var problem = SmallTown.problem(
            orders: (0..<4).map { SmallTown.urgent("o\($0)", 4 + $0) }, vans: [SmallTown.van("A"), SmallTown.van("B")],
            shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
        for index in problem.vans.indices { problem.vans[index].pay = .startToEnd }
        for index in problem.orders.indices { problem.orders[index].serviceSeconds = 3600 }
        #expect(try Self.plan(problem).routes.count == 1)
        problem.rates.soft = SoftPrices(imbalancePerHour: 100_000)
        let plan = try Self.plan(problem, steps: 600)
        #expect(plan.routes.count == 2)
        let balance = WorkBalance(plan.routes, of: problem)
        #expect(balance.price == plan.cost.soft && balance.lines.map(\.above).max() ?? 0 < 1800)
    }
}
