import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import Testing

@Suite struct RouteSchedulerTests {
    private func schedule(
        _ problem: PlanningProblem, _ sequence: [RoutingStep.Kind], vehicle: Int = 0
    ) throws -> RouteSchedule {
        try RouteScheduler(SmallTown.compile(problem).routing).schedule(sequence, vehicle: vehicle)
    }

    private func rule(_ problem: PlanningProblem, _ sequence: [RoutingStep.Kind], vehicle: Int = 0) -> RouteRule? {
        do {
            _ = try schedule(problem, sequence, vehicle: vehicle)
            return nil
        } catch {
            return error as? RouteRule
        }
    }

    @Test func timesAddUpAndNothingIsHidden() throws {
        // Load 08:00–08:20, 10 minutes to km 10, 5 minutes of stop, 10 minutes of service, 5 minutes to km 15, …
        let problem = SmallTown.problem(orders: [SmallTown.order("a", 10), SmallTown.order("b", 15)])
        let result = try schedule(problem, [.visit(job: 0), .visit(job: 1)])
        #expect(
            result.steps == [
                RoutingStep(
                    kind: .start, arrival: SmallTown.time("08:00"), start: SmallTown.time("08:00"),
                    end: SmallTown.time("08:20")),
                RoutingStep(
                    kind: .visit(job: 0), arrival: SmallTown.time("08:30"), start: SmallTown.time("08:35"),
                    end: SmallTown.time("08:45")),
                RoutingStep(
                    kind: .visit(job: 1), arrival: SmallTown.time("08:50"), start: SmallTown.time("08:55"),
                    end: SmallTown.time("09:05")),
                RoutingStep(
                    kind: .end, arrival: SmallTown.time("09:20"), start: SmallTown.time("09:20"),
                    end: SmallTown.time("09:20")),
            ])
        #expect(result.distance == 30_000)
        // 298,000 øre for the shift, 15,000 for 30 km, and twice the waiting price of Monday (5,510).
        #expect(result.aims == [0, 0, 0, 0, 0, 0, 0, 0, 0, (298_000 + 15_000 + 2 * 5510) * 1000])
    }

    @Test func oneAddressIsParkedAtOnce() throws {
        let problem = SmallTown.problem(orders: [
            SmallTown.order("a", 10, address: "Elm 1"), SmallTown.order("b", 10, address: "Elm 1"),
        ])
        let result = try schedule(problem, [.visit(job: 0), .visit(job: 1)])
        #expect(result.steps[2].start == result.steps[1].end)
    }

    @Test func aVanPaidByTheHourLeavesAsLateAsItsWindowsAllow() throws {
        var order = SmallTown.order("a", 10)
        order.windows = [DailyWindow(fromSecond: SmallTown.time("12:00"), toSecond: SmallTown.time("13:00"))]
        var van = SmallTown.van()
        van.pay = .startToEnd
        let result = try schedule(SmallTown.problem(orders: [order], vans: [van]), [.visit(job: 0)])
        // Service at 12:00: arrive 11:55, leave 11:45, load from 11:25; back at 12:20.
        #expect(result.steps[0].arrival == SmallTown.time("11:25"))
        #expect(result.steps[1].arrival == SmallTown.time("11:55") && result.steps[1].start == SmallTown.time("12:00"))
        #expect(result.steps[2].end == SmallTown.time("12:20"))
    }

    @Test func breaksLieBetweenVisits() throws {
        var orders = [SmallTown.order("a", 60), SmallTown.order("b", 60)]
        for index in orders.indices { orders[index].serviceSeconds = 9000 }
        var shift = SmallTown.shift()
        shift.breaks = [BreakRule()]
        // 08:20 + 1 h + 5 min + 2 h 30 = 11:55: the break (11:00–13:00) 11:55–12:25, then 5 min, 2 h 30 and an hour.
        let result = try schedule(SmallTown.problem(orders: orders, shifts: [shift]), [.visit(job: 0), .visit(job: 1)])
        #expect(
            result.steps[2]
                == RoutingStep(
                    kind: .pause(0), arrival: SmallTown.time("11:55"), start: SmallTown.time("11:55"),
                    end: SmallTown.time("12:25")))
        #expect(result.steps.last?.end == SmallTown.time("16:00"))
        // Done by 13:00: no break.
        let short = try schedule(SmallTown.problem(orders: orders, shifts: [shift]), [.visit(job: 0)])
        #expect(short.steps.map(\.kind) == [.start, .visit(job: 0), .end])
        // A minute more of service and the shift has no room for the break it needs.
        orders[0].serviceSeconds = 9060
        #expect(rule(SmallTown.problem(orders: orders, shifts: [shift]), [.visit(job: 0), .visit(job: 1)]) == .pause)
    }

    @Test func everyRuleHasItsName() {
        func delivery(_ id: String) -> Order { SmallTown.order(id, 1) }
        let collected = SmallTown.problem(orders: [SmallTown.order("a", 1, kind: .collection), delivery("b")])
        #expect(rule(collected, [.visit(job: 1), .visit(job: 0)]) == nil)
        #expect(rule(collected, [.visit(job: 0), .visit(job: 1)]) == .sequence)
        // A chair takes half a place, the van has two.
        let five = SmallTown.problem(orders: (0..<5).map { delivery("o\($0)") })
        #expect(rule(five, (0..<5).map { .visit(job: $0) }) == .capacity)
        #expect(rule(SmallTown.problem(orders: [SmallTown.order("a", 1, item: "rail")]), [.visit(job: 0)]) == .skill)
        var early = delivery("a")
        early.windows = [DailyWindow(fromSecond: 0, toSecond: SmallTown.time("08:10"))]
        #expect(rule(SmallTown.problem(orders: [early]), [.visit(job: 0)]) == .window)
        early.windows = [DailyWindow(fromSecond: 0, toSecond: SmallTown.time("07:00"))]
        #expect(rule(SmallTown.problem(orders: [early]), [.visit(job: 0)]) == .vehicleNotAllowed)
        #expect(rule(SmallTown.problem(orders: [SmallTown.order("a", 300)]), [.visit(job: 0)]) == .shiftEnd)
        #expect(rule(five, [.visit(job: 0), .reload(depot: 0), .visit(job: 1)]) == .trips)
        var few = SmallTown.van()
        few.maxStops = 1
        #expect(
            rule(
                SmallTown.problem(orders: [delivery("a"), delivery("b")], vans: [few]),
                [.visit(job: 0), .visit(job: 1)])
                == .visits)
    }

    @Test func aSecondTripWaitsForItsGoods() throws {
        var van = SmallTown.van()
        van.maxTrips = 2
        van.reloadDepots = [SmallTown.home]
        let problem = SmallTown.problem(
            orders: [SmallTown.order("a", 10), SmallTown.order("b", 10, ready: "2026-03-02T11:00")], vans: [van])
        let result = try schedule(problem, [.visit(job: 0), .reload(depot: 0), .visit(job: 1)])
        // Back at 08:55, loaded by 09:05, but the goods are there at 11:00.
        #expect(result.steps[2].arrival == SmallTown.time("08:55") && result.steps[2].end == SmallTown.time("11:00"))
        #expect(result.steps[3].arrival == SmallTown.time("11:10"))
    }
}
