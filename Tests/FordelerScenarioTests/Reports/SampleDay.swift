import FordelerModel

/// A made-up municipality with a plan written by a plain rule: enough of everything that reports show.
///
/// Two stores, seven vans, and orders dealt out to them in turn; every leg drives ten minutes and eight kilometres, so
/// that the sums in the tests can be worked out by hand.
struct SampleDay {
    var problem: PlanningProblem
    var plan: Plan

    static let date = CivilDate(dayNumber: 20_514)  // Monday 2 March 2026
    static let places: [(String, String, Double, Double)] = [
        ("Drammen", "3015", 59.744, 10.204), ("Konnerud", "3032", 59.722, 10.135), ("Svelvik", "3060", 59.612, 10.405),
        ("Mjøndalen", "3050", 59.750, 10.010), ("Krokstadelva", "3055", 59.760, 10.020),
        ("Åssiden", "3024", 59.752, 10.160),
        ("Gulskogen", "3048", 59.741, 10.165), ("Bragernes", "3017", 59.752, 10.215), ("Fjell", "3035", 59.726, 10.235),
        ("Steinberg", "3053", 59.775, 9.935), ("Nesbygda", "3063", 59.655, 10.330), ("Skoger", "3036", 59.690, 10.265),
    ]

    /// `vans` vans over `days` days with `visits` visits each; one order in eight is left out, for every state in turn.
    init(vans vanCount: Int = 3, days: Int = 2, visits: Int = 4) {
        let depots = [
            Depot(
                id: "main",
                place: Place(
                    name: "Mjøndalen store", postcode: "3050", coordinate: .init(latitude: 59.7505, longitude: 10.0150))
            ),
            Depot(
                id: "svelvik",
                place: Place(
                    name: "Svelvik store", postcode: "3060", coordinate: .init(latitude: 59.6120, longitude: 10.4050))),
        ]
        let items = [
            Item(
                id: "bed", name: "Hospital bed", load: Load(volumeLitres: 1200, weightGrams: 90_000, placesMilli: 1000),
                persons: 2),
            Item(
                id: "chair", name: "Wheelchair, 45 cm",
                load: Load(volumeLitres: 300, weightGrams: 18_000, placesMilli: 500)),
            Item(
                id: "commode", name: "Commode & basin",
                load: Load(volumeLitres: 150, weightGrams: 8000, placesMilli: 250)),
        ]
        let vans = (0..<vanCount).map { index in
            Van(
                id: "v\(index + 1)", name: "Van \(index + 1)",
                compartments: .split(
                    clean: Load(volumeLitres: 6000, weightGrams: 600_000, placesMilli: 6000),
                    dirty: Load(volumeLitres: 4000, weightGrams: 400_000, placesMilli: 4000)),
                features: index == 0 ? ["tail-lift"] : [], crew: index == 0 ? 2 : 1, costPerShift: 50_000,
                costPerHour: 45_000, costPerKilometre: 600, maxTrips: 2, reloadDepots: ["main"])
        }
        let dates = (0..<days).map { SampleDay.date.adding(days: $0 / 5 * 7 + $0 % 5) }
        var shifts: [Shift] = []
        var orders: [Order] = []
        var outcomes: [OrderOutcome] = []
        var routes: [PlanRoute] = []
        func makeOrder() -> Order {
            let number = orders.count
            let place = SampleDay.places[number * 5 % SampleDay.places.count]
            let jitter = Double(number * 37 % 23 - 11) / 1000
            let kind = [OrderKind.delivery, .collection, .repair, .exchange][number % 4]
            let item = items[number % 3].id
            let lines: [OrderLine] =
                switch kind {
                case .collection: [OrderLine(item: item, direction: .collect)]
                case .repair: [OrderLine(item: "chair", direction: .repair)]
                case .exchange:
                    [OrderLine(item: item, direction: .deliver), OrderLine(item: item, direction: .collect)]
                default:
                    [
                        OrderLine(item: item, direction: .deliver),
                        OrderLine(item: "commode", quantity: 2, direction: .deliver),
                    ]
                }
            let order = Order(
                id: "A\(1000 + number)", kind: kind,
                priority: PriorityClass(rawValue: number * 7 % 10 == 0 ? 0 : 1 + number % 3),
                registered: CivilInstant(
                    date: SampleDay.date.adding(days: -(number * number % 97)), secondOfDay: 36_000),
                place: Place(
                    name: place.0, postcode: place.1,
                    coordinate: Coordinate(latitude: place.2 + jitter, longitude: place.3 - jitter * 1.7),
                    addressKey: "\(place.1)-\(number)"),
                lines: lines, persons: item == "bed" ? 2 : nil, stairs: number % 6 == 0, infection: number % 11 == 5)
            orders.append(order)
            return order
        }
        var left = 0
        func leaveOut() {
            let states: [OrderState] = [.waitingOnPurpose, .waitingHorizonFull, .notServed, .held, .notReady]
            let state = states[left % states.count]
            left += 1
            let order = makeOrder()
            let due = 86_400 * (state == .notServed ? 1 : 20) + 57_600
            outcomes.append(
                OrderOutcome(
                    order: order.id, priority: order.priority ?? .two, state: state,
                    due: state == .notReady ? nil : due,
                    overdueAtStart: false, late: state == .notServed,
                    tardinessSeconds: state == .notServed ? 86_400 * 14 : 0,
                    reason: OutcomeReason(
                        code: state == .notServed ? "SHIFT_FULL" : "WAITING_CHEAPER",
                        text: state == .notServed
                            ? "Every van that could take it is full before it is due."
                            : "Serving it now costs more than waiting.",
                        amount: 12_300)))
        }
        for (dayIndex, date) in dates.enumerated() {
            for (index, van) in vans.enumerated() {
                shifts.append(
                    Shift(
                        van: van.id, date: date, startSecond: 28_800, endSecond: 57_600, startDepot: "main",
                        endDepot: "main", crew: van.crew, breaks: [BreakRule()]))
                if dayIndex == 0, index == vanCount - 1, vanCount > 1 { continue }
                let midnight = (date.dayNumber - SampleDay.date.dayNumber) * 86_400
                var clock = midnight + 28_800
                var stops = [
                    PlanStop(kind: .depot, depot: "main", trip: 1, arrival: clock, start: clock, end: clock + 1200)
                ]
                clock += 1200
                for visit in 0..<visits {
                    let order = makeOrder()
                    if visit == visits / 2 {
                        stops.append(PlanStop(kind: .break, trip: 1, arrival: clock, start: clock, end: clock + 1800))
                        clock += 1800
                    }
                    let wait = visit == 1 ? 300 : 0
                    let service = 600 + visit * 60
                    let stop = PlanStop(
                        kind: .visit, order: order.id, trip: 1, travelSeconds: 600, travelMetres: 8000,
                        arrival: clock + 600,
                        setupSeconds: 420, start: clock + 1020 + wait, end: clock + 1020 + wait + service)
                    stops.append(stop)
                    clock = stop.end
                    let late = orders.count % 9 == 0
                    outcomes.append(
                        OrderOutcome(
                            order: order.id, priority: order.priority ?? .two, state: .planned,
                            due: late ? stop.end - 7200 : stop.end + 90_000, van: van.id, date: date, end: stop.end,
                            overdueAtStart: orders.count % 13 == 0, late: late, tardinessSeconds: late ? 7200 : 0))
                    if orders.count % 8 == 0 { leaveOut() }
                }
                stops.append(
                    PlanStop(
                        kind: .depot, depot: "main", trip: 1, travelSeconds: 600, travelMetres: 8000,
                        arrival: clock + 600,
                        start: clock + 600, end: clock + 1500))
                routes.append(
                    PlanRoute(
                        van: van.id, date: date, stops: stops, drivingSeconds: 600 * (visits + 1),
                        distanceMetres: 8000 * (visits + 1),
                        cost: CostBreakdown(shifts: 50_000, hours: 360_000, distance: 4800 * (visits + 1))))
            }
        }
        problem = PlanningProblem(
            name: "sample-day", title: "Sample day", date: SampleDay.date, horizonDays: days,
            key: PriorityKey(version: "1", rules: [:]), depots: depots, items: items, vans: vans, shifts: shifts,
            orders: orders)
        plan = Plan(
            scenario: "sample-day", date: SampleDay.date, horizon: dates, seed: 1, routes: routes, orders: outcomes,
            aims: zip(Aim.names, [0, 0, 1, 14, 2, 3, 0, 0, 0, 1_234_500]).map { Aim(name: $0, amount: $1) },
            cost: routes.reduce(CostBreakdown(waiting: 98_700)) { $0 + $1.cost })
    }
}
