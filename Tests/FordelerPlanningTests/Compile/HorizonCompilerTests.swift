import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import Testing

@Suite struct HorizonCompilerTests {
    private func visit(_ job: RoutingJob) throws -> (visit: RoutingVisit, delivery: [Int], pickup: [Int]) {
        guard case .visit(let visit, let delivery, let pickup) = job.work else { throw WrongWork() }
        return (visit, delivery, pickup)
    }
    private struct WrongWork: Error {}

    @Test func vanDaysBecomeVehiclesOfTheirDay() throws {
        let problem = SmallTown.problem(
            orders: [SmallTown.order("o", 1)], vans: [SmallTown.van("B"), SmallTown.van("A")],
            shifts: [
                SmallTown.shift("B", day: 1), SmallTown.shift("A", day: 1), SmallTown.shift("B"),
                SmallTown.shift("A", day: 9),
            ], days: 2)
        let compiled = try SmallTown.compile(problem)
        // Sorted by date and van; the shift after the horizon is left out.
        #expect(compiled.shiftOfVehicle == [2, 1, 0])
        #expect(compiled.routing.vehicles.map(\.day) == [0, 1, 1])
        #expect(compiled.routing.vehicles[1].earliestStart == SmallTown.time("08:00", day: 1))
        #expect(compiled.routing.vehicles[1].latestEnd == SmallTown.time("16:00", day: 1))
        #expect(compiled.routing.vehicles[0].startDuration == 1200)
    }

    @Test func pricesAreThousandthsOfAnOre() throws {
        var hourly = SmallTown.van("B")
        hourly.pay = .startToEnd
        let compiled = try SmallTown.compile(
            SmallTown.problem(
                orders: [SmallTown.order("o", 1)], vans: [SmallTown.van("A"), hourly],
                shifts: [SmallTown.shift("A", overtime: 3600), SmallTown.shift("B", overtime: 3600)]))
        let (salaried, paid) = (compiled.routing.vehicles[0], compiled.routing.vehicles[1])
        // 10,000 øre a shift and 8 hours at 36,000 øre.
        #expect(salaried.fixedCosts == [AimCost(aim: 9, amount: 298_000_000)])
        #expect(salaried.costPerDuration == 0 && salaried.costPerDistance == 500)
        // 54,000 øre an hour are 15,000 thousandths of an øre a second.
        #expect(salaried.costPerOvertime == 15_000)
        #expect(paid.fixedCosts == [AimCost(aim: 9, amount: 10_000_000)])
        // Overtime seconds are paid from start to end already: only the difference is added.
        #expect(paid.costPerDuration == 10_000 && paid.costPerOvertime == 5000)
        #expect(paid.regularEnd == SmallTown.time("16:00") && paid.latestEnd == SmallTown.time("17:00"))
    }

    @Test func sequenceRanksKeepCleanAndReturnedApart() throws {
        var infectedDelivery = SmallTown.order("e", 5)
        infectedDelivery.infection = true
        var infectedCollection = SmallTown.order("f", 6, kind: .collection)
        infectedCollection.infection = true
        let compiled = try SmallTown.compile(
            SmallTown.problem(orders: [
                SmallTown.order("a", 1), SmallTown.order("b", 2, kind: .collection),
                SmallTown.order("c", 3, kind: .exchange), SmallTown.order("d", 4, kind: .repair), infectedDelivery,
                infectedCollection,
            ]))
        let ranks = try compiled.routing.jobs.map { try visit($0).visit.ranks[0] }
        #expect(
            ranks == [
                SequenceRank(before: 0, after: 0), SequenceRank(before: 1, after: 1), SequenceRank(before: 0, after: 1),
                SequenceRank(before: 1, after: 0), SequenceRank(before: 0, after: 2), SequenceRank(before: 2, after: 2),
            ])
        let split = try compiled.routing.jobs.map { try visit($0).visit.ranks[1] }
        #expect(split[0...3].allSatisfy { $0 == SequenceRank(before: 1, after: 0) })
        #expect(split[4...5].allSatisfy { $0 == SequenceRank(before: 2, after: 2) })
    }

    @Test func loadsLieInCleanAndReturnedDimensions() throws {
        let compiled = try SmallTown.compile(SmallTown.problem(orders: [SmallTown.order("o", 1, kind: .exchange)]))
        let (_, delivery, pickup) = try visit(compiled.routing.jobs[0])
        #expect(delivery == [100, 20_000, 500, 0, 0, 0])
        #expect(pickup == [0, 0, 0, 100, 20_000, 500])
        #expect(compiled.routing.vehicles[0].capacity == [1000, 200_000, 2000, 1000, 200_000, 2000])
    }

    @Test func heavyPartsAndStairsAskForTwo() {
        let items = Dictionary(uniqueKeysWithValues: SmallTown.items.map { ($0.id, $0) })
        #expect(OrderNeeds(SmallTown.order("o", 1), items: items).persons == 1)
        #expect(OrderNeeds(SmallTown.order("o", 1, item: "bed"), items: items).persons == 2)
        var rail = SmallTown.order("o", 1, item: "rail")
        #expect(OrderNeeds(rail, items: items).persons == 1)
        rail.stairs = true
        #expect(OrderNeeds(rail, items: items).persons == 2)
        rail.persons = 1
        #expect(OrderNeeds(rail, items: items).persons == 1)
        #expect(OrderNeeds(rail, items: items).skills == ["fitting"])
    }

    @Test func skillsFeaturesAndCrewAreBits() throws {
        let compiled = try SmallTown.compile(
            SmallTown.problem(
                orders: [SmallTown.order("a", 1, item: "bed"), SmallTown.order("b", 1, item: "rail")],
                vans: [
                    SmallTown.van("A", features: ["tail-lift"]), SmallTown.van("B", skills: ["fitting", "driving"]),
                ], shifts: [SmallTown.shift("A", crew: 2), SmallTown.shift("B")]))
        let (bed, rail) = (compiled.routing.jobs[0].skills, compiled.routing.jobs[1].skills)
        let (a, b) = (compiled.routing.vehicles[0].skills, compiled.routing.vehicles[1].skills)
        #expect(bed & ~a == 0 && bed & ~b != 0)
        #expect(rail & ~b == 0 && rail & ~a != 0)
    }

    @Test func readyHoldAndExpectationDecideTheRelease() throws {
        var held = SmallTown.order("a", 1)
        held.hold = Hold(until: SmallTown.instant("2026-03-03T00:00"), reason: "training")
        var never = SmallTown.order("b", 1)
        never.hold = Hold(until: nil, reason: "missing-part")
        let unknown = SmallTown.order("c", 1, ready: nil)
        var expected = SmallTown.order("d", 1, ready: nil)
        expected.expectedReady = SmallTown.instant("2026-03-02T11:00")
        let far = SmallTown.order("e", 1, ready: "2026-04-01T08:00")
        let compiled = try SmallTown.compile(
            SmallTown.problem(
                orders: [held, never, unknown, expected, far], shifts: [SmallTown.shift(), SmallTown.shift(day: 1)],
                days: 2))
        #expect(compiled.orderOfJob == [0, 3])
        // Held until Tuesday's midnight: Monday's van is not allowed, Tuesday's needs no further rule.
        #expect(compiled.routing.jobs[0].allowedVehicles == [1] && compiled.routing.jobs[0].release == 0)
        // Expected at 11:00: Monday's van may leave then.
        #expect(compiled.routing.jobs[1].release == SmallTown.time("11:00"))
        #expect(compiled.leftOut[1] == .held(reason: "missing-part", until: nil))
        #expect(compiled.leftOut[2] == .notReady(expected: nil))
        #expect(compiled.leftOut[4] == .notReady(expected: SmallTown.instant("2026-04-01T08:00")))
    }

    @Test func windowsLieOnEachDayThatIsNotBlocked() throws {
        var order = SmallTown.order("o", 1)
        order.windows = [
            DailyWindow(fromSecond: SmallTown.time("10:00"), toSecond: SmallTown.time("12:00")),
            DailyWindow(fromSecond: SmallTown.time("11:00"), toSecond: SmallTown.time("13:00")),
        ]
        order.blockedDates = [SmallTown.monday.adding(days: 1)]
        let shifts = [SmallTown.shift(), SmallTown.shift(day: 1), SmallTown.shift(day: 2)]
        let compiled = try SmallTown.compile(SmallTown.problem(orders: [order], shifts: shifts, days: 3))
        #expect(
            try visit(compiled.routing.jobs[0]).visit.windows == [
                SmallTown.time("10:00")...SmallTown.time("13:00"),
                SmallTown.time("10:00", day: 2)...SmallTown.time("13:00", day: 2),
            ])
        #expect(compiled.routing.jobs[0].allowedVehicles == [0, 2])
    }

    @Test func oneAddressIsOneLocation() throws {
        let compiled = try SmallTown.compile(
            SmallTown.problem(orders: [
                SmallTown.order("a", 1, address: "Elm 1"), SmallTown.order("b", 2),
                SmallTown.order("c", 1, address: "Elm 1"),
                SmallTown.order("d", 1),
            ]))
        #expect(try compiled.routing.jobs.map { try visit($0).visit.location } == [1, 2, 1, 3])
        #expect(compiled.routing.profiles[0].count == 4)
    }

    @Test func latenessCountsFromWhatNoPlanCanAvoid() throws {
        // Class 1 due Wednesday 25 February: on Monday 2 March it is three started service days late already.
        let overdue = SmallTown.order("a", 1, priority: .one, registered: "2026-02-23T10:00")
        let compiled = try SmallTown.compile(
            SmallTown.problem(orders: [overdue], shifts: [SmallTown.shift(), SmallTown.shift(day: 1)], days: 2))
        let job = compiled.routing.jobs[0]
        #expect(
            job.latenessSteps == [
                LatenessStep(after: SmallTown.time("00:00", day: 1) - 1, cost: AimCost(aim: 3, amount: 1)),
                LatenessStep(after: SmallTown.time("00:00", day: 2) - 1, cost: AimCost(aim: 3, amount: 1)),
            ])
        // Left out it counts as served on Wednesday: two days more than Monday, and the whole waiting price.
        #expect(
            job.unassignedCosts == [AimCost(aim: 3, amount: 2), AimCost(aim: 9, amount: 80_000_000)])
    }

    @Test func reservedTimeShortensLaterDaysOnly() throws {
        var problem = SmallTown.problem(
            orders: [SmallTown.order("o", 1)],
            shifts: [SmallTown.shift(overtime: 1800), SmallTown.shift(day: 1, overtime: 1800)], days: 2)
        problem.rates.reserve = [.monday: 0.25, .tuesday: 0.25]
        let vehicles = try SmallTown.compile(problem).routing.vehicles
        #expect(vehicles[0].latestEnd == SmallTown.time("16:30"))
        #expect(vehicles[1].latestEnd == SmallTown.time("14:00", day: 1))
    }

    @Test func aShiftThatHasBegunStartsNow() throws {
        var problem = SmallTown.problem(orders: [SmallTown.order("o", 1)])
        problem.now = SmallTown.instant("2026-03-02T10:30")
        #expect(try SmallTown.compile(problem).routing.vehicles[0].earliestStart == SmallTown.time("10:30"))
        problem.now = SmallTown.instant("2026-03-02T16:00")
        #expect(try SmallTown.compile(problem).routing.vehicles.isEmpty)
    }

    @Test func goodsLeaveFromDepotsThatKeepThem() throws {
        let depots = [
            Depot(id: "store", place: SmallTown.place(0), items: ["chair"]),
            Depot(id: "annex", place: SmallTown.place(9), items: ["bed"]),
        ]
        let compiled = try SmallTown.compile(
            SmallTown.problem(
                orders: [SmallTown.order("a", 1), SmallTown.order("b", 1, item: "bed")], depots: depots))
        // The only van starts at the store: chairs need no rule, beds no van.
        #expect(compiled.routing.jobs[0].sourceDepots == nil && compiled.routing.jobs[0].allowedVehicles == nil)
        #expect(compiled.routing.jobs[1].allowedVehicles == [])
    }

    @Test func everyDefectIsListedAtOnce() {
        var problem = SmallTown.problem(
            orders: [SmallTown.order("a", 1, item: "sofa"), SmallTown.order("a", 1, kind: .transfer)])
        problem.timeZone = "Mars/Olympus"
        problem.vans[0].speedFactor = 0
        problem.shifts[0].startDepot = "nowhere"
        let error = #expect(throws: InputErrors.self) { try SmallTown.compile(problem) }
        let codes = Set(error?.diagnostics.map(\.code) ?? [])
        #expect(
            codes == ["E-PLAN-TIME-ZONE", "E-PLAN-TWICE", "E-PLAN-RANGE", "E-PLAN-REFERENCE", "E-PLAN-DESTINATION"])
    }

    @Test func moreSkillsThanBitsAreRefused() {
        let orders = (0..<65).map { index in
            var order = SmallTown.order("o\(index)", 1)
            order.skills = ["skill-\(index)"]
            return order
        }
        let error = #expect(throws: InputErrors.self) { try SmallTown.compile(SmallTown.problem(orders: orders)) }
        #expect(error?.diagnostics.map(\.code) == ["E-PLAN-SKILLS"])
    }
}
