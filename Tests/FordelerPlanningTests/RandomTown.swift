import FordelerModel
import FordelerPlanning

/// A small seeded generator (SplitMix64), so that a failing case can be run again.
struct TestRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Random days on the line: every kind of order, windows, breaks, classes, clocks and vans.
enum RandomTown {
    static func problem(_ random: inout TestRandom, orders count: Int, days: Int = 1, vans: Int = 1) -> PlanningProblem
    {
        let orders = (0..<count).map { order($0, &random) }
        let fleet = (0..<vans).map { index -> Van in
            var van = SmallTown.van("V\(index)", features: index % 2 == 0 ? ["tail-lift"] : [], skills: ["fitting"])
            if Bool.random(using: &random) { van.compartments = .split(clean: SmallTown.space, dirty: SmallTown.space) }
            if Bool.random(using: &random) { van.pay = .startToEnd }
            if Bool.random(using: &random) { (van.maxTrips, van.reloadDepots) = (2, [SmallTown.home]) }
            van.speedFactor = [1, 0.8, 1.25].randomElement(using: &random) ?? 1
            return van
        }
        let shifts = (0..<days).flatMap { day in
            fleet.map { van -> Shift in
                var shift = SmallTown.shift(
                    van.id, day: day, crew: Int.random(in: 1...2, using: &random),
                    overtime: [0, 1800].randomElement(using: &random) ?? 0)
                if Bool.random(using: &random) { shift.breaks = [BreakRule()] }
                return shift
            }
        }
        var problem = SmallTown.problem(orders: orders, vans: fleet, shifts: shifts, days: days)
        if Int.random(in: 0..<4, using: &random) == 0 { problem.now = SmallTown.instant("2026-03-02T09:10") }
        return problem
    }

    private static func order(_ index: Int, _ random: inout TestRandom) -> Order {
        let kinds: [OrderKind] = [.delivery, .delivery, .collection, .repair, .exchange]
        let registered = ["2026-02-16T09:00", "2026-02-24T09:00", "2026-02-27T10:00", "2026-02-28T11:30"]
        var order = SmallTown.order(
            "o\(index < 10 ? "0" : "")\(index)", Int.random(in: 1...60, using: &random),
            kind: kinds.randomElement(using: &random) ?? .delivery,
            priority: PriorityClass.allCases.randomElement(using: &random),
            registered: registered.randomElement(using: &random) ?? "", ready: "2026-02-28T12:00",
            item: ["chair", "chair", "rail", "bed"].randomElement(using: &random) ?? "chair",
            address: Int.random(in: 0..<3, using: &random) == 0 ? "shared" : "")
        order.serviceSeconds = Int.random(in: 5...90, using: &random) * 60
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            order.windows = [DailyWindow(fromSecond: SmallTown.time("09:00"), toSecond: SmallTown.time("11:00"))]
        case 1:
            order.windows = [
                DailyWindow(fromSecond: SmallTown.time("08:00"), toSecond: SmallTown.time("09:00")),
                DailyWindow(fromSecond: SmallTown.time("13:00"), toSecond: SmallTown.time("14:00")),
            ]
        case 2: order.blockedDates = [SmallTown.monday]
        case 3: order.ready = SmallTown.instant("2026-03-02T10:15")
        case 4: order.infection = true
        case 5: (order.ready, order.expectedReady) = (nil, SmallTown.instant("2026-03-03T07:00"))
        case 6:
            order.hold = Hold(
                until: Bool.random(using: &random) ? SmallTown.instant("2026-03-03T09:00") : nil, reason: "training")
        default: break
        }
        return order
    }
}
