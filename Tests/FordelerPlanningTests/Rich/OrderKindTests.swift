import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Every kind of order in one day, planned and judged.
@Suite struct OrderKindTests {
    static let depots = [
        Depot(id: SmallTown.home, place: SmallTown.place(0), reloadSeconds: 600, firstLoadSeconds: 1200),
        Depot(id: "hill", place: SmallTown.place(30), reloadSeconds: 480, items: ["chair"]),
        Depot(id: "shore", place: SmallTown.place(20), reloadSeconds: 420, items: ["rail"]),
    ]

    /// Goods between stores; the place is the destination's.
    static func order(_ id: String, _ kind: OrderKind, from: String?, to: String) -> Order {
        var order = SmallTown.urgent(id, 0, kind: kind)
        order.place = depots.first { $0.id == to }?.place ?? order.place
        (order.depot, order.destination) = (from, to)
        return order
    }

    static func day() -> PlanningProblem {
        var kit = SmallTown.urgent("kit", 12)
        kit.lines = [OrderLine(item: "chair", direction: .deliver), OrderLine(item: "rail", direction: .deliver)]
        return SmallTown.problem(
            orders: [
                SmallTown.urgent("bring", 5), SmallTown.urgent("fetch", 7, kind: .collection),
                SmallTown.urgent("mend", 9, kind: .repair), SmallTown.urgent("swap", 11, kind: .exchange), kit,
                order("refill", .replenishment, from: nil, to: "shore"),
                order("move", .transfer, from: "hill", to: "shore"),
            ], vans: [SmallTown.van(skills: ["fitting"])], shifts: [SmallTown.shift()], depots: depots)
    }

    @Test func eachKindIsPlannedCheckedAndShown() throws {
        let problem = Self.day()
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(seed: 1, stepLimit: 60))
            .plan
        #expect(plan.orders.allSatisfy { $0.state == .planned })
        SmallTown.check(plan, of: problem)
        let stops = plan.routes.flatMap(\.stops)
        let pickup = try #require(stops.firstIndex { $0.kind == .pickup })
        let handover = try #require(stops.firstIndex { $0.kind == .visit && $0.order == "move" })
        #expect(pickup < handover && stops[pickup].end - stops[pickup].start == 480)
        #expect(stops[handover].end - stops[handover].start == 420)
        // A warm start reads both halves back.
        let again = try Planner(problem, travel: SmallTown.travel(problem)).plan(
            PlannerOptions(solver: SolverOptions(seed: 1, stepLimit: 0), start: plan)
        ).plan
        #expect(again.aims == plan.aims)
        let rule = try DispatcherRule(problem, travel: SmallTown.travel(problem)).plan()
        SmallTown.check(rule, of: problem)
    }

    @Test func theCheckerSeesGoodsHandedOverThatWereNeverLoaded() throws {
        let problem = Self.day()
        var plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(seed: 1, stepLimit: 20))
            .plan
        for route in plan.routes.indices { plan.routes[route].stops.removeAll { $0.kind == .pickup } }
        let report = PlanChecker.check(plan, of: problem, travel: SmallTown.travel(problem))
        #expect(report.violations.contains { $0.code == .shipmentSplit })
    }
}
