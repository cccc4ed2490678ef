import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import Testing

@Suite struct InsertionProbeTests {
    @Test func theBestPlaceIsTheCheapest() throws {
        let problem = SmallTown.problem(
            orders: [SmallTown.order("a", 5), SmallTown.order("b", 20), SmallTown.order("c", 30)])
        let routing = try SmallTown.compile(problem).routing
        let probe = try InsertionProbe(routing, sequences: [[.visit(job: 0), .visit(job: 2)]])
        let offer = try #require(probe.best(1))
        // On the way: no kilometre more, only Monday's waiting price.
        #expect(offer.sequence == [.visit(job: 0), .visit(job: 1), .visit(job: 2)])
        #expect(offer.added == [0, 0, 0, 0, 0, 0, 0, 0, 0, 5_510_000])
    }

    @Test func aRefusalNamesTheRule() throws {
        var long = SmallTown.order("a", 5)
        long.serviceSeconds = 25_000
        let problem = SmallTown.problem(
            orders: [long, SmallTown.order("b", 20), SmallTown.order("c", 5, item: "rail")])
        let routing = try SmallTown.compile(problem).routing
        let probe = try InsertionProbe(routing, sequences: [[.visit(job: 0)]])
        #expect(probe.attempt(1, vehicle: 0) == .refused(.noRoom))
        #expect(probe.attempt(2, vehicle: 0) == .refused(.skill))
        #expect(probe.best(1) == nil)
    }

    @Test func latenessOfOthersIsPartOfThePrice() throws {
        // Acute at km 60, due 10:05: alone it ends at 09:35, behind a visit of 40 minutes it would be late.
        let acute = SmallTown.order("a", 60, priority: .acute, registered: "2026-02-28T10:05")
        var other = SmallTown.order("b", 60, item: "chair")
        other.serviceSeconds = 2400
        let routing = try SmallTown.compile(SmallTown.problem(orders: [acute, other])).routing
        let probe = try InsertionProbe(routing, sequences: [[.visit(job: 0)]])
        #expect(probe.best(1)?.sequence == [.visit(job: 0), .visit(job: 1)])
        let late = try RouteScheduler(routing).schedule([.visit(job: 1), .visit(job: 0)], vehicle: 0)
        // 09:25 + 40 min + 5 min + 10 min = 10:20: one breach, 900 seconds.
        #expect(late.aims[0] == 1 && late.aims[1] == 900)
    }

    @Test func aNewTripIsTriedWhereGoodsNoLongerFit() throws {
        var van = SmallTown.van()
        van.maxTrips = 2
        van.reloadDepots = [SmallTown.home]
        let orders = (0..<5).map { SmallTown.order("o\($0)", 2) }
        let routing = try SmallTown.compile(SmallTown.problem(orders: orders, vans: [van])).routing
        let probe = try InsertionProbe(routing, sequences: [(0..<4).map { .visit(job: $0) }])
        let offer = try #require(probe.best(4))
        #expect(offer.sequence.contains(.reload(depot: 0)))
        // Four kilometres more.
        #expect(offer.added[9] == 4000 * 500 + 5_510_000)
    }

    @Test func attemptsAgreeWithTryingEveryPosition() throws {
        // Property: the probe's bounds never refuse a place that a full schedule accepts.
        for seed in 1...40 {
            var random = TestRandom(seed: UInt64(seed))
            let problem = RandomTown.problem(&random, orders: 7)
            let compiled = try SmallTown.compile(problem)
            let scheduler = RouteScheduler(compiled.routing)
            var sequence: [RoutingStep.Kind] = []
            let jobs = compiled.routing.jobs.indices
            for job in jobs.prefix(4) where (try? scheduler.schedule(sequence + [.visit(job: job)], vehicle: 0)) != nil
            {
                sequence.append(.visit(job: job))
            }
            let probe = try InsertionProbe(compiled.routing, sequences: [sequence])
            for job in jobs.dropFirst(4) {
                let old = try scheduler.schedule(sequence, vehicle: 0).aims
                var best: [Int]?
                // Trips of their own are tried elsewhere.
                if compiled.routing.vehicles[0].maxTrips > 1 { continue }
                for position in 0...sequence.count {
                    var trial = sequence
                    trial.insert(.visit(job: job), at: position)
                    guard let schedule = try? scheduler.schedule(trial, vehicle: 0) else { continue }
                    let added = zip(schedule.aims, old).map { $0 - $1 }
                    if best.map({ added.lexicographicallyPrecedes($0) }) ?? true { best = added }
                }
                #expect(probe.attempt(job, vehicle: 0).offer?.added == best, "seed \(seed)")
            }
        }
    }
}
