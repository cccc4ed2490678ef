import FordelerChecker
import FordelerModel

/// One van on one Monday, two trips, eight orders in every state, small enough for a sheet of paper.
///
/// Places lie on a line, 100 seconds and 1,000 metres a unit: store D at 0, small store S at 9, A at 1, B and C at
/// one address at 2, E at 3. The plan's day is Monday 2 March 2026, the horizon Monday and Tuesday, so that orders
/// left out count as ending on Wednesday 16:00 (230,400 s).
///
///     1 D      28,800 loading 1,200 → 30,000
///     2 A      drive 100 → 30,100, stop 420 → 30,520, bed 1,200 → 31,720
///     3 B      drive 100 → 31,820, stop 420 → 32,240, two walkers 1,200 → 33,440
///     4 C      same address → 33,440, walker 600 + bed back 900 → 34,940
///     5 D      drive 200 → 35,140, reload 900 → 36,040
///     6 break  39,600–41,400
///     7 E      drive 300 → 41,700, stop 420 → 42,120, bed back 900 → 43,020
///     8 D      drive 300 → 43,320
///
/// Money: shift 50,000; hours 60,000 × 8 = 480,000; 10 km × 1,000 = 10,000. Waiting, rate × w² ÷ a²:
/// A 200,000 × 1/4 = 50,000; B 80,000 × 9/25 = 28,800; C 30,000 × 49/196 = 7,500; E 10,000 × 196/324 = 6,049,
/// on the route 92,349; F (overdue, w = a) 80,000; I 10,000 × 4/324 = 123; together 172,472. All: 712,472.
struct PlanCase {
    var problem: PlanningProblem
    var plan: Plan
    var travel: TravelTable

    static let monday = CivilDate(dayNumber: 20_514)

    static func instant(_ iso: String) -> CivilInstant { CivilInstant(iso: iso) ?? CivilInstant(date: monday) }

    init() {
        problem = PlanCase.makeProblem()
        plan = PlanCase.makePlan()
        let positions: [Int32] = [0, 9, 1, 2, 2, 3, 4, 5, 6, 7]
        var units: [Int32] = []
        for from in positions {
            for to in positions { units.append(abs(from - to)) }
        }
        travel = TravelTable(count: positions.count, seconds: units.map { $0 * 100 }, metres: units.map { $0 * 1000 })
    }

    private static func makeProblem() -> PlanningProblem {
        let rules: [PriorityClass: PriorityRule] = [
            .acute: PriorityRule(priority: .acute, limit: 48, calendar: .elapsed),
            .one: PriorityRule(priority: .one, limit: 5, calendar: .calendar),
            .two: PriorityRule(priority: .two, limit: 10, calendar: .working, clocks: [.delivery: .ready]),
            .three: PriorityRule(priority: .three, limit: 20, calendar: .calendar),
        ]
        func place(_ name: String, _ address: String = "") -> Place {
            Place(name: name, coordinate: Coordinate(latitude: 60, longitude: 10), addressKey: address)
        }
        func order(
            _ id: String, _ kind: OrderKind, _ priority: PriorityClass, _ registered: String, _ lines: [OrderLine],
            ready: Bool = true, address: String = ""
        ) -> Order {
            Order(
                id: id, kind: kind, priority: priority, registered: instant(registered),
                ready: ready ? instant(registered) : nil, place: place(id, address), lines: lines)
        }
        var acute = order("A", .delivery, .acute, "2026-03-01T09:00", [OrderLine(item: "bed", direction: .deliver)])
        acute.windows = [DailyWindow(fromSecond: 28_800, toSecond: 36_000, weekdays: [.monday, .tuesday])]
        var infected = order("E", .collection, .three, "2026-02-16", [OrderLine(item: "bed", direction: .collect)])
        infected.infection = true
        var held = order("G", .repair, .two, "2026-03-02", [OrderLine(item: "walker", direction: .repair)])
        held.hold = Hold(until: nil, reason: "training")
        let walker = Item(
            id: "walker", name: "Walker", load: Load(volumeLitres: 100, weightGrams: 5000, placesMilli: 500),
            deliverSeconds: 600, collectSeconds: 300, repairSeconds: 1800)
        let bed = Item(
            id: "bed", name: "Bed", load: Load(volumeLitres: 500, weightGrams: 80_000, placesMilli: 1000),
            heaviestPartGrams: 30_000, persons: 2, deliverSeconds: 1200, collectSeconds: 900, skills: ["medical"])
        let van = Van(
            id: "V",
            compartments: .single(Load(volumeLitres: 1000, weightGrams: 100_000, placesMilli: 2500)),
            features: ["tail-lift"], costPerShift: 50_000, costPerHour: 60_000, costPerOvertimeHour: 90_000,
            costPerKilometre: 1000, maxStops: 3, maxTrips: 2, reloadDepots: ["D"])
        let shift = Shift(
            van: "V", date: monday, startSecond: 28_800, endSecond: 57_600, overtimeSeconds: 3600, startDepot: "D",
            endDepot: "D", crew: 2, skills: ["medical"],
            breaks: [
                BreakRule(
                    durationSeconds: 1800, earliestAfterSeconds: 10_800, latestAfterSeconds: 18_000,
                    notNeededBeforeSeconds: 10_800)
            ])
        return PlanningProblem(
            name: "tiny", date: monday, horizonDays: 2, key: PriorityKey(version: "1", rules: rules),
            depots: [
                Depot(id: "D", place: place("Store"), reloadSeconds: 900, firstLoadSeconds: 1200),
                Depot(id: "S", place: place("Small store"), items: ["walker"]),
            ], items: [walker, bed], vans: [van], shifts: [shift],
            orders: [
                acute,
                order(
                    "B", .delivery, .one, "2026-02-27T12:00",
                    [OrderLine(item: "walker", quantity: 2, direction: .deliver)], address: "Elm 3"),
                order(
                    "C", .exchange, .two, "2026-02-23",
                    [OrderLine(item: "walker", direction: .deliver), OrderLine(item: "bed", direction: .collect)],
                    address: "Elm 3"),
                infected, order("F", .repair, .one, "2026-02-20", [OrderLine(item: "walker", direction: .repair)]),
                held,
                order(
                    "H", .delivery, .two, "2026-02-20", [OrderLine(item: "walker", direction: .deliver)], ready: false),
                order("I", .repair, .three, "2026-03-02", [OrderLine(item: "walker", direction: .repair)]),
            ])
    }

    private static func makePlan() -> Plan {
        let stops = [
            PlanStop(kind: .depot, depot: "D", trip: 1, arrival: 28_800, start: 28_800, end: 30_000),
            PlanStop(
                kind: .visit, order: "A", trip: 1, travelSeconds: 100, travelMetres: 1000, arrival: 30_100,
                setupSeconds: 420, start: 30_520, end: 31_720),
            PlanStop(
                kind: .visit, order: "B", trip: 1, travelSeconds: 100, travelMetres: 1000, arrival: 31_820,
                setupSeconds: 420, start: 32_240, end: 33_440),
            PlanStop(kind: .visit, order: "C", trip: 1, arrival: 33_440, start: 33_440, end: 34_940),
            PlanStop(
                kind: .depot, depot: "D", trip: 2, travelSeconds: 200, travelMetres: 2000, arrival: 35_140,
                start: 35_140, end: 36_040),
            PlanStop(kind: .break, trip: 2, arrival: 36_040, start: 39_600, end: 41_400),
            PlanStop(
                kind: .visit, order: "E", trip: 2, travelSeconds: 300, travelMetres: 3000, arrival: 41_700,
                setupSeconds: 420, start: 42_120, end: 43_020),
            PlanStop(
                kind: .depot, depot: "D", trip: 2, travelSeconds: 300, travelMetres: 3000, arrival: 43_320,
                start: 43_320, end: 43_320),
        ]
        let money = CostBreakdown(shifts: 50_000, hours: 480_000, distance: 10_000, waiting: 92_349)
        func planned(_ id: String, _ priority: PriorityClass, due: Int, end: Int) -> OrderOutcome {
            OrderOutcome(order: id, priority: priority, state: .planned, due: due, van: "V", date: monday, end: end)
        }
        func left(_ id: String, _ priority: PriorityClass, _ state: OrderState, due: Int?) -> OrderOutcome {
            OrderOutcome(
                order: id, priority: priority, state: state, due: due,
                reason: OutcomeReason(code: "X", text: "Because."))
        }
        var overdue = left("F", .one, .notServed, due: -374_400)
        overdue.overdueAtStart = true
        overdue.tardinessSeconds = 604_800
        let amounts = [0, 0, 0, 5, 0, 0, 0, 0, 0, 712_472]
        return Plan(
            scenario: "tiny", date: monday, horizon: [monday, monday.adding(days: 1)], seed: 1,
            routes: [
                PlanRoute(
                    van: "V", date: monday, stops: stops, drivingSeconds: 1000, distanceMetres: 10_000, cost: money)
            ],
            orders: [
                planned("A", .acute, due: 118_800, end: 31_720), planned("B", .one, due: 230_400, end: 33_440),
                planned("C", .two, due: 662_400, end: 34_940), planned("E", .three, due: 403_200, end: 43_020),
                overdue, left("G", .two, .held, due: 1_267_200), left("H", .two, .notReady, due: nil),
                left("I", .three, .waitingOnPurpose, due: 1_612_800),
            ], aims: zip(Aim.names, amounts).map { Aim(name: $0, amount: $1) },
            cost: money + CostBreakdown(waiting: 80_123))
    }

    func report() -> CheckReport { PlanChecker.check(plan, of: problem, travel: travel) }

    /// Codes found; money and aims, which follow from other defects, are left out.
    func codes() -> Set<ViolationCode> {
        Set(report().violations.map(\.code)).subtracting([.costMismatch, .aimsMismatch])
    }

    /// The stops of the only route.
    var stops: [PlanStop] {
        get { plan.routes[0].stops }
        set { plan.routes[0].stops = newValue }
    }

    /// Moves every time of the stops from `first` on.
    mutating func delay(from first: Int, by seconds: Int) {
        for index in first..<stops.count {
            stops[index].arrival += seconds
            stops[index].start += seconds
            stops[index].end += seconds
        }
    }
}
