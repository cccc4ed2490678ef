import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// What dispatchers and the clock have fixed, and what a re-planning makes of it.
@Suite("Locks")
struct LockTests {
    private static let options = SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: 6)

    private static func planned(_ problem: PlanningProblem) throws -> Plan {
        try Planner(problem, travel: SmallTown.travel(problem)).plan(options).plan
    }

    /// Locks a part; false when the plan does not have it.
    private static func did(_ requests: [LockRequest], _ plan: inout Plan) -> Bool {
        requests.allSatisfy { plan.lock($0) }
    }

    /// Locks of every kind on a random plan: an order's van, day or time, a van-day's sequence or whole route.
    private static func lock(_ plan: inout Plan, _ random: inout TestRandom) {
        for route in plan.routes {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: #expect(did([.sequence(van: route.van, date: route.date)], &plan))
            case 1: #expect(did([.route(van: route.van, date: route.date)], &plan))
            default:
                guard let order = route.stops.filter({ $0.kind == .visit }).randomElement(using: &random)?.order else {
                    continue
                }
                #expect(did([.van(order: order), .day(order: order)], &plan))
                if Bool.random(using: &random) { #expect(did([.time(order: order)], &plan)) }
            }
        }
    }

    /// Changes the day: an order more, one less, an absence, a new time, none of them of what is locked.
    private static func change(_ problem: inout PlanningProblem, new: Order, plan: Plan, _ random: inout TestRandom) {
        problem.orders.append(new)
        let bound = Set(plan.locks.orders.map(\.order))
        let held = Set(plan.locks.routes.flatMap { $0.stops.compactMap(\.order) + $0.sequence.map(\.id) })
        let free = problem.orders.map(\.id).filter { !bound.contains($0) && !held.contains($0) }
        for _ in 0..<2 {
            guard let id = free.randomElement(using: &random) else { return }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: problem.orders.removeAll { $0.id == id }
            case 1:
                for index in problem.orders.indices where problem.orders[index].id == id {
                    problem.orders[index].windows = [
                        DailyWindow(fromSecond: SmallTown.time("14:00"), toSecond: SmallTown.time("15:30"))
                    ]
                }
            case 2:
                let vans = Set(plan.locks.routes.map(\.van) + plan.locks.orders.compactMap(\.lock.van))
                if let van = problem.vans.first(where: { !vans.contains($0.id) }) { _ = problem.remove(.van(van.id)) }
            default:
                for index in problem.orders.indices where problem.orders[index].id == id {
                    problem.orders[index].serviceSeconds = 2400
                }
            }
        }
    }

    @Test("A locked and started day keeps every lock, whatever else changes", arguments: 1...50)
    func keepsEveryLock(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 9000)
        let isRich = seed.isMultiple(of: 2)
        var problem =
            isRich ? RichDayTests.problem(&random) : RandomTown.problem(&random, orders: 9, days: 2, vans: 2)
        problem.now = CivilInstant(date: problem.date)
        let new = problem.orders.removeFirst()
        var plan = try Self.planned(problem)
        // What the clock has fixed comes first; then the dispatcher locks, and the day changes.
        let clock = Int.random(in: 8...13, using: &random) * 3600
        let now = CivilInstant(date: problem.date, secondOfDay: clock)
        plan = try Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
            .plan(Self.options, freedom: .none, now: now).plan
        Self.lock(&plan, &random)
        Self.change(&problem, new: new, plan: plan, &random)
        let freedom = try #require(PlanFreedom.allCases.randomElement(using: &random))
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let result = try replanner.plan(Self.options, freedom: freedom)
        let report = SmallTown.report(result.plan, of: replanner.promisedProblem)
        #expect(report.violations.isEmpty, "seed \(seed) \(freedom) \(report.violations.map(\.description))")
        for lock in plan.locks.routes {
            let route = result.plan.routes.first { $0.van == lock.van && $0.date == lock.date }
            let old = plan.routes.first { $0.van == lock.van && $0.date == lock.date }
            #expect(Array(route?.stops.prefix(lock.stops.count) ?? []) == lock.stops, "seed \(seed) \(freedom)")
            if lock.isWhole { #expect(route == old, "seed \(seed) \(freedom)") }
            #expect(route?.halts.starts(with: lock.sequence) ?? lock.sequence.isEmpty, "seed \(seed) \(freedom)")
        }
        #expect(result.plan.locks.orders == plan.locks.orders, "seed \(seed)")
    }

    private static func pair() -> PlanningProblem {
        SmallTown.problem(
            orders: [SmallTown.urgent("a", 10), SmallTown.urgent("b", 20), SmallTown.urgent("c", 30)],
            vans: [SmallTown.van("A"), SmallTown.van("B")], shifts: [SmallTown.shift("A"), SmallTown.shift("B")])
    }

    @Test("A locked sequence stays even where another is shorter, and its times are free")
    func sequence() throws {
        var problem = Self.pair()
        problem.shifts.removeLast()
        var plan = try Self.planned(problem)
        let orders = plan.routes[0].stops.compactMap(\.order)
        // Kilometre 5 lies on the way; only after what is locked is there a place for it.
        #expect(Self.did([.sequence(van: "A", date: SmallTown.monday)], &plan))
        problem.orders.append(SmallTown.urgent("new", 5))
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let after = try replanner.plan(Self.options, freedom: .all).plan
        SmallTown.check(after, of: replanner.promisedProblem)
        #expect(after.routes[0].stops.compactMap(\.order) == orders + ["new"])
        // Set free again, the new visit may come first.
        var free = plan
        let isFree = free.unlock(.sequence(van: "A", date: SmallTown.monday))
        #expect(isFree && free.locks.isEmpty)
    }

    @Test("A lock that the changed day cannot keep is reported, stop by stop")
    func reported() throws {
        var problem = Self.pair()
        var plan = try Self.planned(problem)
        let route = try #require(plan.routes.first)
        #expect(Self.did([.route(van: route.van, date: route.date)], &plan))
        problem.shifts.removeAll { $0.van == route.van }
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let after = try replanner.plan(Self.options, freedom: .all).plan
        let report = SmallTown.report(after, of: replanner.promisedProblem)
        #expect(report.violations.map(\.code) == [.lockBroken])
        #expect(after.orders.allSatisfy { $0.state == .planned })
        #expect(
            !Self.did([.van(order: "nobody")], &plan) && !Self.did([.route(van: "Z", date: SmallTown.monday)], &plan))
    }

    @Test("Both halves of a meeting stay where they are", arguments: PlanFreedom.allCases)
    func meeting(freedom: PlanFreedom) throws {
        var problem = MeetingTests.day()
        var plan = try MeetingTests.plan(problem)
        #expect(Self.did([.van(order: "heavy"), .time(order: "heavy")], &plan))
        let lock = try #require(plan.locks.orders.first?.lock)
        #expect(lock.van != nil && lock.helper != nil && lock.van != lock.helper)
        problem.orders.append(SmallTown.urgent("new", 9))
        problem.orders.removeAll { $0.id == "a" }
        let replanner = Replanner(problem, travel: SmallTown.travel(problem), plan: plan)
        let after = try replanner.plan(Self.options, freedom: freedom).plan
        SmallTown.check(after, of: replanner.promisedProblem, "\(freedom)")
        func halves(_ plan: Plan) -> [PlanStop] {
            plan.routes.flatMap { route in
                route.stops.filter { $0.order == "heavy" }.map {
                    PlanStop(kind: $0.kind, order: route.van, trip: 1, arrival: 0, start: $0.start, end: $0.end)
                }
            }
        }
        #expect(halves(after) == halves(plan), "\(freedom)")
        // The other van at the door breaks the lock.
        var swapped = replanner.promisedProblem
        swapped.hold(
            PlanLocks(orders: [LockedOrder(order: "heavy", lock: OrderLock(helper: lock.van))]))
        #expect(SmallTown.report(after, of: swapped).violations.map(\.code) == [.lockBroken])
    }

    @Test("Requests are read, and what they are not is refused")
    func requests() {
        #expect(LockRequest("van=a") == .van(order: "a") && LockRequest("day=a") == .day(order: "a"))
        #expect(LockRequest("route=A@2026-03-02") == .route(van: "A", date: SmallTown.monday))
        #expect(LockRequest("sequence=x@y@2026-03-02") == .sequence(van: "x@y", date: SmallTown.monday))
        for wrong in ["", "van", "van=", "route=A", "route=@2026-03-02", "route=A@2026-13-02", "stop=a"] {
            #expect(LockRequest(wrong) == nil, "\(wrong)")
        }
    }
}
