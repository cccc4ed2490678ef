import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Random days with every rule on now and then: planned, and judged anew.
@Suite struct RichDayTests {
    static func problem(_ random: inout TestRandom) -> PlanningProblem {
        var problem = RandomTown.problem(
            &random, orders: Int.random(in: 3...9, using: &random), days: Int.random(in: 1...3, using: &random), vans: 3
        )
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
        problem.depots += [
            Depot(id: "hill", place: SmallTown.place(30), reloadSeconds: 480, items: ["chair"]),
            Depot(id: "shore", place: SmallTown.place(20), reloadSeconds: 420, items: ["rail"]),
        ]
        problem.depots[0].pickupHours = [DailyWindow(fromSecond: 39_600, toSecond: 54_000)]
        if chance(2) { problem.rates.meetings = true }
        if chance(2) {
            problem.rates.soft = SoftPrices(unfamiliarCrew: 3000, foreignArea: 2000, imbalancePerHour: 20_000)
        }
        if chance(3) { (problem.rates.serviceSpread, problem.rates.punctuality) = (0.3, 0.9) }
        for index in problem.vans.indices where chance(2) { problem.vans[index].areas = ["north"] }
        for index in problem.shifts.indices where chance(2) { problem.shifts[index].persons = ["kari"] }
        for index in problem.shifts.indices where chance(2) { problem.shifts[index].crew = 1 }
        for index in problem.orders.indices {
            problem.orders[index].place.area = chance(2) ? "north" : "south"
            if chance(3) { problem.orders[index].familiarPersons = ["kari"] }
            if chance(3) { problem.orders[index].persons = 2 }
            problem.orders[index].selfCollection = chance(2)
        }
        if chance(2) {
            problem.rounds = [
                WeekdayRound(area: "north", weekdays: [.monday, .wednesday], priceOff: chance(2) ? 4000 : nil),
                WeekdayRound(
                    area: "south", weekdays: [.tuesday], vans: ["V0"], priceOff: 1000, freeClasses: [.acute, .one]),
            ]
        }
        if chance(2) { problem.orders.append(OrderKindTests.order("move", .transfer, from: "hill", to: "shore")) }
        if chance(2) { problem.orders.append(OrderKindTests.order("refill", .replenishment, from: nil, to: "shore")) }
        return problem
    }

    @Test(arguments: 0..<40)
    func theCheckerFindsNothing(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 500)
        let problem = Self.problem(&random)
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: 1, stepLimit: 24)).plan
        SmallTown.check(plan, of: problem, "seed \(seed)")
        SmallTown.check(try DispatcherRule(problem, travel: travel).plan(), of: problem, "rule, seed \(seed)")
        _ = SelfCollectionProposals(plan, of: problem, travel: travel)
    }
}
