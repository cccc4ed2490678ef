import FordelerModel
import FordelerPlanning

/// A town on a line: the depot at kilometre 0, one kilometre a minute, so that tests can be worked out by hand.
enum SmallTown {
    /// Monday 2 March 2026.
    static let monday = date("2026-03-02")
    static let home = "store"

    static func date(_ iso: String) -> CivilDate { CivilDate(iso: iso) ?? CivilDate(dayNumber: 0) }
    static func instant(_ iso: String) -> CivilInstant { CivilInstant(iso: iso) ?? CivilInstant(date: monday) }
    /// Seconds after midnight of `HH:MM` on a day counted from Monday.
    static func time(_ clock: String, day: Int = 0) -> Int {
        day * 86_400 + (CivilInstant.secondOfDay(clock: clock) ?? -1)
    }

    /// Acute 48 h, class 1 two working days, class 2 seven calendar days, class 3 twenty working days.
    static let key = PriorityKey(
        version: "test",
        rules: [
            .acute: PriorityRule(priority: .acute, limit: 48, calendar: .elapsed),
            .one: PriorityRule(priority: .one, limit: 2, calendar: .working),
            .two: PriorityRule(priority: .two, limit: 7, calendar: .calendar),
            .three: PriorityRule(
                priority: .three, limit: 20, calendar: .working, clocks: [.delivery: .ready, .collection: .registered]),
        ])

    static func place(_ kilometre: Int, address: String = "") -> Place {
        Place(
            name: "km \(kilometre)", coordinate: Coordinate(latitude: 59, longitude: Double(kilometre) / 100),
            addressKey: address)
    }

    static let items = [
        Item(
            id: "chair", name: "Wheelchair", load: Load(volumeLitres: 100, weightGrams: 20_000, placesMilli: 500),
            heaviestPartGrams: 12_000, deliverSeconds: 600, collectSeconds: 300, repairSeconds: 1800),
        Item(
            id: "bed", name: "Bed", load: Load(volumeLitres: 800, weightGrams: 90_000, placesMilli: 1000),
            heaviestPartGrams: 30_000, persons: 2, deliverSeconds: 1800, vanFeatures: ["tail-lift"]),
        Item(id: "rail", name: "Handrail", heaviestPartGrams: 16_000, skills: ["fitting"]),
    ]

    /// An order of one chair, registered the Friday before, ready the same day.
    static func order(
        _ id: String, _ kilometre: Int, kind: OrderKind = .delivery, priority: PriorityClass? = .two,
        registered: String = "2026-02-27T10:00", ready: String? = "2026-02-27T12:00", item: String = "chair",
        directions: [OrderLine.Direction]? = nil, address: String = ""
    ) -> Order {
        let fallback: [OrderLine.Direction]
        switch kind {
        case .collection: fallback = [.collect]
        case .repair: fallback = [.repair]
        case .exchange: fallback = [.deliver, .collect]
        default: fallback = [.deliver]
        }
        return Order(
            id: id, kind: kind, priority: priority, registered: instant(registered), ready: ready.map(instant),
            place: place(kilometre, address: address),
            lines: (directions ?? fallback).map { OrderLine(item: item, direction: $0) })
    }

    /// An order of class 1 that is due on Monday, so that a plan of that day serves it.
    static func urgent(_ id: String, _ kilometre: Int, kind: OrderKind = .delivery) -> Order {
        order(id, kilometre, kind: kind, priority: .one, registered: "2026-02-26T10:00")
    }

    static let space = Load(volumeLitres: 1000, weightGrams: 200_000, placesMilli: 2000)

    static func van(_ id: String = "A", features: Set<String> = [], skills: Set<String> = []) -> Van {
        Van(
            id: id, compartments: .single(space), features: features, skills: skills, costPerShift: 10_000,
            costPerHour: 36_000, costPerOvertimeHour: 54_000, costPerKilometre: 500)
    }

    /// 08:00–16:00 on a day counted from Monday.
    static func shift(_ van: String = "A", day: Int = 0, crew: Int = 1, overtime: Int = 0) -> Shift {
        Shift(
            van: van, date: monday.adding(days: day), startSecond: time("08:00"), endSecond: time("16:00"),
            overtimeSeconds: overtime, startDepot: home, endDepot: home, crew: crew)
    }

    static func problem(
        orders: [Order], vans: [Van] = [van()], shifts: [Shift] = [shift()], days: Int = 1,
        depots: [Depot] = [Depot(id: home, place: place(0), reloadSeconds: 600, firstLoadSeconds: 1200)]
    ) -> PlanningProblem {
        PlanningProblem(
            name: "small-town", date: monday, horizonDays: days, rates: CostRates(stopSeconds: 300), key: key,
            depots: depots, items: items, vans: vans, shifts: shifts, orders: orders)
    }

    /// One minute and one kilometre for each step of 0.01 degrees of longitude.
    static func travel(_ problem: PlanningProblem) -> TravelTable {
        let places = problem.depots.map(\.place) + problem.orders.map(\.place)
        let kilometres = places.map { Int(($0.coordinate.longitude * 100).rounded()) }
        let legs = kilometres.flatMap { from in kilometres.map { abs(from - $0) } }
        return TravelTable(
            count: places.count, seconds: legs.map { Int32($0 * 60) }, metres: legs.map { Int32($0 * 1000) })
    }

    static func compile(_ problem: PlanningProblem) throws -> CompiledHorizon {
        try HorizonCompiler(problem, travel: travel(problem)).compile()
    }
}
