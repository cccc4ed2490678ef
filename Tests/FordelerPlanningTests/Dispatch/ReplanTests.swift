import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

@Suite("Re-planning")
struct ReplanTests {
    private static let options = SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: 4)

    @Test("What has begun comes back as it was, whatever else changes", arguments: 1...50)
    func begun(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed))
        var problem = RandomTown.problem(&random, orders: 10, days: 2, vans: 2)
        problem.now = CivilInstant(date: problem.date)
        let new = problem.orders.removeLast()
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        let clock = Int.random(in: 7...17, using: &random) * 3600 + Int.random(in: 0..<3600, using: &random)
        let now = CivilInstant(date: problem.date, secondOfDay: clock)
        problem.orders.append(new)
        let free = plan.orders.map(\.order).filter { order in
            !plan.routes.flatMap(\.stops).contains { $0.order == order && $0.arrival - $0.travelSeconds < clock }
        }
        if let gone = free.randomElement(using: &random) { problem.orders.removeAll { $0.id == gone } }
        let freedom = try #require(PlanFreedom.allCases.randomElement(using: &random))
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let result = try replanner.plan(Self.options, freedom: freedom, now: now)
        SmallTown.check(result.plan, of: replanner.promisedProblem, "seed \(seed) \(freedom)")
        for route in plan.routes {
            let begun = route.stops.prefix { $0.arrival - $0.travelSeconds < clock }
            if begun.isEmpty { continue }
            let after = result.plan.routes.first { $0.van == route.van && $0.date == route.date }
            #expect(after.map { Array($0.stops.prefix(begun.count)) } == Array(begun), "seed \(seed) \(freedom)")
        }
        for change in result.difference.changes {
            guard let old = change.before, old.date != nil, let stand = change.after, stand.date != nil else {
                continue
            }
            switch freedom {
            case .none, .times, .order: #expect(stand.van == old.van && stand.date == old.date, "seed \(seed)")
            case .vans: #expect(stand.date == old.date, "seed \(seed)")
            case .all: break
            }
        }
    }

    @Test("Broken promises count by class, and the checker counts the same")
    func promises() throws {
        let orders = [SmallTown.order("a", 10, priority: .one), SmallTown.order("b", 12, priority: .one)]
        var problem = SmallTown.problem(
            orders: orders, shifts: [SmallTown.shift(day: 0), SmallTown.shift(day: 1)], days: 2)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        let date = try #require(plan.orders.first { $0.order == "a" }?.date)
        problem.shifts.removeAll { $0.date == date }
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let result = try replanner.plan(Self.options, freedom: .all)
        SmallTown.check(result.plan, of: replanner.promisedProblem)
        #expect(result.plan.aims.first { $0.name == "promises_broken" }?.amount == 8)
        #expect(result.difference.changes.allSatisfy { $0.reason?.code == "NO_VAN" && $0.breaksPromise })
    }

    @Test("A locked order stands where it is locked, and a lock that cannot be kept is reported")
    func locks() throws {
        var problem = SmallTown.problem(
            orders: [SmallTown.order("a", 10, priority: .one), SmallTown.order("b", 12, priority: .one)],
            shifts: [SmallTown.shift(day: 0), SmallTown.shift(day: 1)], days: 2)
        problem.orders[0].lock = OrderLock(
            van: "A", date: SmallTown.monday.adding(days: 1), startSecond: SmallTown.time("11:00"))
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        SmallTown.check(plan, of: problem)
        let stop = try #require(plan.routes.flatMap(\.stops).first { $0.order == "a" })
        #expect(stop.start == SmallTown.time("11:00", day: 1))
        problem.orders[0].lock = OrderLock(van: "B")
        let other = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        let report = SmallTown.report(other, of: problem)
        #expect(report.violations.map(\.code) == [.lockBroken])
    }

    @Test("Taking away a van, a person or a depot takes their shifts away")
    func absences() {
        var problem = SmallTown.problem(orders: [])
        problem.shifts[0].persons = ["kari", "ola"]
        problem.shifts[0].crew = 2
        var alone = problem
        #expect(alone.remove(.person("kari")) && alone.shifts[0].crew == 1)
        #expect(alone.remove(.person("ola")) && alone.shifts.isEmpty)
        var empty = problem
        #expect(empty.remove(.van("A")) && empty.shifts.isEmpty && !empty.remove(.van("Z")))
        #expect(problem.remove(.depot(SmallTown.home)) && problem.shifts.isEmpty)
        #expect(Absence("van=A") == .van("A") && Absence("truck=A") == nil && Absence("van=") == nil)
    }

    @Test("What a van has done stays done when it is taken away, and the rest is planned again", arguments: 1...24)
    func takenAway(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 400)
        var problem = RandomTown.problem(&random, orders: 8, days: 2, vans: 2)
        problem.now = CivilInstant(date: problem.date)
        problem.shifts[0].persons = ["kari"]
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(Self.options).plan
        let clock = Int.random(in: 8...15, using: &random) * 3600
        let now = CivilInstant(date: problem.date, secondOfDay: clock)
        var poorer = problem
        let absence: Absence = seed.isMultiple(of: 3) ? .person("kari") : .van("V0")
        let isKnown = poorer.remove(absence)
        let shortened = poorer.keepBegun(of: plan, at: now, from: problem)
        let replanner = Replanner(poorer, travel: travel, plan: plan, shortened: shortened, language: .norwegian)
        let result = try replanner.plan(Self.options, freedom: .all, now: now)
        SmallTown.check(result.plan, of: replanner.promisedProblem, "seed \(seed)")
        for less in shortened {
            let before = try #require(plan.routes.first { $0.van == less.van && $0.date == less.date })
            let after = try #require(result.plan.routes.first { $0.van == less.van && $0.date == less.date })
            var done = before.stops.prefix { $0.arrival <= clock }
            // Somebody who stands at the depot is at the end of the day.
            while done.last?.kind == .depot { done.removeLast() }
            #expect(Array(after.stops.prefix(done.count)) == Array(done), "seed \(seed)")
            if less.left != nil { continue }
            #expect(after.stops.dropFirst(done.count).allSatisfy { $0.kind != .visit }, "seed \(seed)")
            let lock = try #require(result.plan.locks.routes.first { $0.van == less.van && $0.date == less.date })
            #expect(lock.isWhole && lock.stops == after.stops, "seed \(seed)")
            for change in result.difference.changes
            where change.before?.van == less.van && change.after?.van != less.van {
                guard change.before?.date == less.date else { continue }
                #expect(change.reason?.code == "NO_VAN", "seed \(seed)")
                #expect(change.reason?.text.contains("er tatt ut av drift") ?? false, "seed \(seed)")
            }
        }
        // The new plan says by itself what had begun.
        var judged = problem
        let isJudged = judged.remove(absence)
        #expect(isKnown && isJudged)
        _ = judged.keepBegun(of: result.plan, at: nil, from: problem)
        judged.promises = result.plan.promised
        judged.hold(result.plan.locks)
        SmallTown.check(result.plan, of: judged, "seed \(seed)")
    }
}
