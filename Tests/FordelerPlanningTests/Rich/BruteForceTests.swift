import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

/// Every assignment and every sequence of a handful of orders, judged aim by aim, beside the planner's plan.
@Suite struct BruteForceTests {
    /// Random days of two vans, with the soft terms, rounds and spreads that price single visits.
    private static func town(_ random: inout TestRandom, orders count: Int, seed: Int) -> PlanningProblem {
        var problem = RandomTown.problem(&random, orders: count, vans: 2)
        for index in problem.vans.indices {
            (problem.vans[index].maxTrips, problem.vans[index].reloadDepots) = (1, [])
            if Bool.random(using: &random) { problem.vans[index].areas = ["north"] }
        }
        problem.shifts[0].persons = ["kari"]
        if Bool.random(using: &random) { problem.shifts[1].longestDutySeconds = 5 * 3600 }
        for index in problem.orders.indices {
            problem.orders[index].place.area = Bool.random(using: &random) ? "north" : "south"
            if Bool.random(using: &random) { problem.orders[index].familiarPersons = ["kari"] }
            if Int.random(in: 0..<5, using: &random) == 0 { problem.orders[index].persons = 2 }
        }
        problem.rates.soft = SoftPrices(unfamiliarCrew: 3000, foreignArea: 2000)
        problem.rounds = [
            WeekdayRound(area: "north", weekdays: [.monday], vans: ["V0"], priceOff: seed % 2 == 0 ? 4000 : nil)
        ]
        if seed % 3 == 0 { (problem.rates.serviceSpread, problem.rates.punctuality) = (0.3, 0.9) }
        return problem
    }

    /// The planner's plan has the aims of the best of all.
    private static func compare(_ problem: PlanningProblem, steps: Int = 400, _ comment: Comment) throws {
        let best = BruteForce(try SmallTown.compile(problem))
        let exact = try PlanBuilder(best.horizon).plan(best.solution, seed: 1, completing: false)
        SmallTown.check(exact, of: problem, comment)
        let plan = try Planner(problem, travel: SmallTown.travel(problem))
            .plan(SolverOptions(seed: 1, threads: 1, islands: 2, stepLimit: steps)).plan
        SmallTown.check(plan, of: problem, comment)
        #expect(plan.aims == exact.aims, comment)
    }

    @Test("The plan of up to six orders is the best of all, with every rule on", arguments: 1...16)
    func best(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 7000)
        let problem = Self.town(&random, orders: seed > 14 ? 6 : 3 + seed % 3, seed: seed)
        try Self.compare(problem, "seed \(seed)")
    }

    @Test("So it is with several trips", arguments: 1...12)
    func trips(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 8000)
        var problem = Self.town(&random, orders: 4, seed: seed)
        for index in problem.vans.indices {
            (problem.vans[index].maxTrips, problem.vans[index].reloadDepots) = (2, [SmallTown.home])
            // Two chairs fill the van.
            problem.vans[index].compartments = .single(
                Load(volumeLitres: 1000, weightGrams: 100_000, placesMilli: 1000))
        }
        try Self.compare(problem, "seed \(seed)")
    }

    @Test("So it is with goods moved between stores", arguments: 1...12)
    func transfers(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 9000)
        var problem = Self.town(&random, orders: 3, seed: seed)
        problem.depots = OrderKindTests.depots
        problem.orders.append(
            seed % 2 == 0
                ? OrderKindTests.order("move", .transfer, from: "hill", to: "shore")
                : OrderKindTests.order("refill", .replenishment, from: nil, to: "shore"))
        try Self.compare(problem, "seed \(seed)")
    }

    @Test("So it is with work shared between the vans at a price", arguments: 1...16)
    func balance(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 10_000)
        var problem = Self.town(&random, orders: 4, seed: seed)
        problem.rates.soft.imbalancePerHour = [5000, 20_000, 80_000].randomElement(using: &random) ?? 0
        try Self.compare(problem, "seed \(seed)")
    }

    @Test("So it is with two vans at one door", arguments: 1...24)
    func meetings(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 11_000)
        var problem = Self.town(&random, orders: 3, seed: seed)
        problem.rates.meetings = true
        problem.orders[0].persons = 2
        // Crews paid for the whole shift meet as early as both can; others may do better to leave later.
        for index in problem.vans.indices { problem.vans[index].pay = .wholeShift }
        for index in problem.shifts.indices where seed % 4 != 0 { problem.shifts[index].crew = 1 }
        try Self.compare(problem, steps: 800, "seed \(seed)")
    }
}
