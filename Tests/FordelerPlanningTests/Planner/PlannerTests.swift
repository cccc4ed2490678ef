import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

@Suite struct PlannerTests {
    private func plan(_ problem: PlanningProblem, steps: Int = 200, start: Plan? = nil) throws -> Plan {
        let options = PlannerOptions(solver: SolverOptions(seed: 1, islands: 1, stepLimit: steps), start: start)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(options).plan
        SmallTown.check(plan, of: problem)
        return plan
    }

    private func outcome(_ id: String, in plan: Plan) throws -> OrderOutcome {
        try #require(plan.orders.first { $0.order == id })
    }

    private func aim(_ name: String, in plan: Plan) -> Int? { plan.aims.first { $0.name == name }?.amount }

    @Test func aDayIsPlannedWithTimesAndMoney() throws {
        // Class 1, due at 16:00 today. km 10: 08:35–08:45 and back at 08:55.
        let problem = SmallTown.problem(
            orders: [SmallTown.order("a", 10, priority: .one, registered: "2026-02-26T10:00")])
        let plan = try plan(problem)
        let route = try #require(plan.routes.first)
        #expect(route.stops.map(\.kind) == [.depot, .visit, .depot])
        #expect(
            route.stops[1]
                == PlanStop(
                    kind: .visit, order: "a", trip: 1, travelSeconds: 600, travelMetres: 10_000,
                    arrival: SmallTown.time("08:30"), setupSeconds: 300, start: SmallTown.time("08:35"),
                    end: SmallTown.time("08:45")))
        #expect(route.drivingSeconds == 1200 && route.distanceMetres == 20_000)
        // 100 kr for the van, 8 h at 360 kr, 20 km at 5 kr; waited 4 of 4 days: 800 kr.
        #expect(plan.cost == CostBreakdown(shifts: 10_000, hours: 288_000, distance: 10_000, waiting: 80_000))
        #expect(aim("cost", in: plan) == 388_000)
        let planned = try outcome("a", in: plan)
        #expect(planned.state == .planned && planned.van == "A" && planned.date == SmallTown.monday)
        #expect(planned.due == SmallTown.time("16:00") && !planned.late && planned.reason == nil)
    }

    @Test func waitingOnPurposeIsProvenByAnInsertion() throws {
        // Due in three weeks, and using the van at all costs 2,980 kr: it waits.
        let problem = SmallTown.problem(
            orders: [SmallTown.order("a", 10, kind: .collection, priority: .three)])
        let waiting = try outcome("a", in: plan(problem))
        #expect(waiting.state == .waitingOnPurpose && !waiting.late && waiting.tardinessSeconds == 0)
        #expect(waiting.reason?.code == "WAITING_CHEAPER")
        // The van, 20 km, and 3² of 28² parts of 100 kr for waiting until Monday.
        #expect(waiting.reason?.amount == 298_000 + 10_000 + 115)
    }

    @Test func aFullHorizonIsToldApart() throws {
        var urgent = SmallTown.order("a", 10, priority: .one, registered: "2026-02-26T10:00")
        urgent.serviceSeconds = SmallTown.time("06:30")
        var later = SmallTown.order("b", 10, kind: .collection, priority: .three)
        later.serviceSeconds = 3600
        let plan = try plan(SmallTown.problem(orders: [urgent, later]))
        #expect(try outcome("a", in: plan).state == .planned)
        let waiting = try outcome("b", in: plan)
        #expect(waiting.state == .waitingHorizonFull && waiting.reason?.code == "SHIFT_FULL")
    }

    @Test func whatCannotBeServedNamesTheRule() throws {
        func dueToday(_ id: String, _ item: String = "chair") -> Order {
            SmallTown.order(id, 10, priority: .one, registered: "2026-02-26T10:00", item: item)
        }
        var crew = dueToday("crew")
        crew.persons = 2
        var closed = dueToday("closed")
        closed.blockedDates = [SmallTown.monday]
        var big = dueToday("big")
        big.lines[0].quantity = 11
        var afar = dueToday("afar")
        afar.place = SmallTown.place(400)
        var elsewhere = dueToday("elsewhere", "bed")
        elsewhere.persons = 1
        elsewhere.lines[0].item = "lift"
        var problem = SmallTown.problem(orders: [crew, closed, big, afar, dueToday("rail", "rail"), elsewhere])
        problem.orders.append(dueToday("bed", "bed"))
        problem.items.append(Item(id: "lift", name: "Lift"))
        problem.depots[0].items = ["chair", "rail", "bed"]
        let plan = try plan(problem)
        let codes = Dictionary(uniqueKeysWithValues: plan.orders.map { ($0.order, $0.reason?.code ?? "") })
        #expect(
            codes == [
                "crew": "CREW", "closed": "TIME_WINDOW", "big": "CAPACITY", "afar": "SHIFT_TOO_SHORT", "rail": "SKILL",
                "elsewhere": "STOCK_DEPOT", "bed": "VAN_FEATURE",
            ])
        #expect(plan.orders.allSatisfy { $0.state == .notServed && $0.late })
        #expect(aim("breaches_1", in: plan) == 7)
        // Each counts as served at the close of Tuesday: one started day.
        #expect(aim("tardiness_1_days", in: plan) == 7)
        #expect(plan.orders[0].tardinessSeconds == 86_400)
    }

    @Test func severalVanDaysAreSeveralInTheSentence() throws {
        var two = SmallTown.urgent("two", 10)
        two.persons = 2
        var small = ["B", "C"].map { SmallTown.van($0) }
        for index in small.indices { small[index].compartments = .single(Load(volumeLitres: 1)) }
        let plan = try plan(
            SmallTown.problem(
                orders: [two], vans: [SmallTown.van()] + small,
                shifts: [SmallTown.shift(), SmallTown.shift("B", crew: 2), SmallTown.shift("C", crew: 2)]))
        #expect(
            try outcome("two", in: plan).reason?.text
                == "Its goods do not fit: 2 of 3 van-days are too small.")
    }

    @Test func noVanBeforeDueAndPassedDeadlines() throws {
        let today = SmallTown.order("a", 10, priority: .one, registered: "2026-02-26T10:00")
        var afterwards = SmallTown.order("b", 10, priority: .one, registered: "2026-02-26T10:00")
        afterwards.ready = SmallTown.instant("2026-03-03T08:00")
        var big = today
        big.id = "c"
        big.lines[0].quantity = 11
        let problem = SmallTown.problem(
            orders: [today, afterwards, big], shifts: [SmallTown.shift(day: 1)], days: 2)
        let plan = try plan(problem)
        // A day late is better than not at all.
        #expect(try outcome("a", in: plan).state == .planned && outcome("a", in: plan).late)
        #expect(try outcome("b", in: plan).state == .planned)
        #expect(try outcome("c", in: plan).reason?.code == "NO_VAN_BEFORE_DUE")
    }

    @Test func heldAndNotReadyAreNeverLate() throws {
        var held = SmallTown.order("a", 1, priority: .acute, registered: "2026-02-27T10:00")
        held.hold = Hold(until: nil, reason: "training")
        let missing = SmallTown.order("b", 1, priority: .one, registered: "2026-02-26T10:00", ready: nil)
        let far = SmallTown.order("c", 1, ready: "2026-04-01T10:00")
        let plan = try plan(SmallTown.problem(orders: [held, missing, far]))
        #expect(plan.orders.map(\.state) == [.held, .notReady, .notReady])
        #expect(plan.orders.map { $0.reason?.code } == ["HELD", "NOT_READY", "READY_AFTER_HORIZON"])
        #expect(plan.orders.allSatisfy { !$0.late && $0.tardinessSeconds == 0 })
        #expect(plan.aims.allSatisfy { $0.amount == 0 })
    }

    @Test func overdueAtStartIsCountedApart() throws {
        let overdue = SmallTown.order("a", 10, priority: .one, registered: "2026-02-24T10:00")
        let plan = try plan(SmallTown.problem(orders: [overdue]))
        let outcome = try outcome("a", in: plan)
        #expect(outcome.overdueAtStart && !outcome.late && outcome.state == .planned)
        #expect(aim("breaches_1", in: plan) == 0)
        // Due Thursday 26 February: Friday and Monday.
        #expect(aim("tardiness_1_days", in: plan) == 2)
    }

    @Test func theOrderOfTheInputDecidesNothing() throws {
        var random = TestRandom(seed: 7)
        let problem = RandomTown.problem(&random, orders: 14, days: 2, vans: 2)
        var shuffled = problem
        shuffled.orders.shuffle(using: &random)
        shuffled.shifts.shuffle(using: &random)
        shuffled.vans.shuffle(using: &random)
        shuffled.items.shuffle(using: &random)
        #expect(try plan(problem, steps: 100) == plan(shuffled, steps: 100))
    }

    @Test func aStartIsNeverMadeWorseAndGoneOrdersAreSkipped() throws {
        var random = TestRandom(seed: 11)
        let problem = RandomTown.problem(&random, orders: 14, days: 2, vans: 2)
        let first = try plan(problem, steps: 300)
        let again = try plan(problem, steps: 1, start: first)
        #expect(!first.aims.map(\.amount).lexicographicallyPrecedes(again.aims.map(\.amount)))
        var smaller = problem
        smaller.orders.removeFirst(4)
        smaller.shifts.removeLast()
        _ = try plan(smaller, steps: 1, start: first)
    }

    @Test func randomDaysHoldEveryRule() throws {
        for seed in 1...25 {
            var random = TestRandom(seed: UInt64(seed))
            let problem = RandomTown.problem(&random, orders: 12, days: 2, vans: 2)
            let planned = try plan(problem, steps: 60)
            let rule = try DispatcherRule(problem, travel: SmallTown.travel(problem)).plan()
            SmallTown.check(rule, of: problem)
            #expect(planned.orders.map(\.order) == rule.orders.map(\.order), "seed \(seed)")
        }
    }

    @Test func theFirstPlanMovesLateOrdersForward() throws {
        // One visit a day fits. By due instant the overdue order would take Monday and make the other late.
        var overdue = SmallTown.order("a", 10, priority: .one, registered: "2026-02-24T10:00")
        overdue.serviceSeconds = SmallTown.time("06:00")
        var today = SmallTown.order("b", 10, priority: .one, registered: "2026-02-26T10:00")
        today.serviceSeconds = SmallTown.time("06:00")
        let problem = SmallTown.problem(
            orders: [overdue, today], shifts: [SmallTown.shift(), SmallTown.shift(day: 1)], days: 2)
        let plan = try plan(problem, steps: 1)
        #expect(try outcome("b", in: plan).date == SmallTown.monday && aim("breaches_1", in: plan) == 0)
        #expect(try outcome("a", in: plan).date == SmallTown.monday.adding(days: 1))
    }

    @Test func anEmptyProblemHasAnEmptyPlan() throws {
        let plan = try plan(SmallTown.problem(orders: [], shifts: []))
        #expect(plan.routes.isEmpty && plan.orders.isEmpty && plan.cost.total == 0)
    }
}
