import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Two vans with one person each at one door.
@Suite struct MeetingTests {
    static func day(meetings: Bool = true) -> PlanningProblem {
        var problem = SmallTown.problem(
            orders: [SmallTown.urgent("heavy", 10), SmallTown.urgent("a", 4), SmallTown.urgent("b", 14)],
            vans: [SmallTown.van("A"), SmallTown.van("B")], shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
        problem.orders[0].persons = 2
        problem.rates.meetings = meetings
        return problem
    }

    static func plan(_ problem: PlanningProblem) throws -> Plan {
        try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(seed: 1, stepLimit: 80)).plan
    }

    @Test func twoVansStartTogether() throws {
        let problem = Self.day()
        let plan = try Self.plan(problem)
        SmallTown.check(plan, of: problem)
        #expect(plan.orders.allSatisfy { $0.state == .planned })
        let there = plan.routes.flatMap { route in route.stops.filter { $0.order == "heavy" }.map { (route.van, $0) } }
        #expect(there.count == 2 && Set(there.map(\.0)).count == 2)
        #expect(Set(there.map(\.1.kind)) == [.visit, .assist])
        #expect(Set(there.map(\.1.start)).count == 1 && Set(there.map(\.1.end)).count == 1)
    }

    @Test func withoutMeetingsTheOrderIsLeftWhole() throws {
        let problem = Self.day(meetings: false)
        let plan = try Self.plan(problem)
        SmallTown.check(plan, of: problem)
        #expect(plan.orders.first { $0.order == "heavy" }?.reason?.code == "CREW")
        #expect(!plan.routes.flatMap(\.stops).contains { $0.order == "heavy" })
    }

    @Test(arguments: ["late", "gone", "same", "forbidden"])
    func theCheckerIsExact(defect: String) throws {
        var problem = Self.day()
        var plan = try Self.plan(problem)
        for route in plan.routes.indices {
            guard let stop = plan.routes[route].stops.firstIndex(where: { $0.kind == .assist }) else { continue }
            switch defect {
            case "late": plan.routes[route].stops[stop].start += 1
            case "gone": plan.routes[route].stops.remove(at: stop)
            case "same": plan.routes[route].van = plan.routes[1 - route].van
            default: problem.rates.meetings = false
            }
        }
        let codes = Set(
            PlanChecker.check(plan, of: problem, travel: SmallTown.travel(problem)).violations.map(\.code))
        #expect(codes.contains(defect == "gone" ? .crew : .meeting))
    }
}
