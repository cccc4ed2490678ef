import FordelerModel

/// A plan of one van-day with one visit, and an order that waits.
enum TinyPlan {
    static let date = CivilDate(dayNumber: 20_578)  // Tuesday 5 May 2026

    static let problem = PlanningProblem(
        name: "tiny", date: date, key: PriorityKey(version: "1", rules: [:]),
        depots: [
            Depot(
                id: "main",
                place: Place(name: "Main <store>", coordinate: Coordinate(latitude: 59.7439, longitude: 10.0196)))
        ], items: [], vans: [], shifts: [],
        orders: [
            Order(
                id: "a", kind: .delivery, registered: CivilInstant(date: date),
                place: Place(name: "Home", coordinate: Coordinate(latitude: 59.75, longitude: 10.2)), lines: []),
            Order(
                id: "b", kind: .repair, registered: CivilInstant(date: date),
                place: Place(name: "Home", coordinate: Coordinate(latitude: 59.76, longitude: 10.1)), lines: []),
        ])

    static let cost = CostBreakdown(shifts: 45_000, hours: 336_000, distance: 12_600)

    static let plan = Plan(
        scenario: "tiny", date: date, horizon: [date, date.adding(days: 1)], seed: .max,
        routes: [
            PlanRoute(
                van: "v1", date: date,
                stops: [
                    PlanStop(kind: .depot, depot: "main", trip: 1, arrival: 27_000, start: 27_000, end: 28_500),
                    PlanStop(
                        kind: .visit, order: "a", trip: 1, travelSeconds: 1500, travelMetres: 14_000, arrival: 30_000,
                        setupSeconds: 420, start: 32_400, end: 35_400),
                    PlanStop(kind: .break, trip: 1, arrival: 35_400, start: 39_600, end: 41_400),
                    PlanStop(
                        kind: .depot, depot: "main", trip: 1, travelSeconds: 1500, travelMetres: 14_000,
                        arrival: 42_900, start: 42_900, end: 42_900),
                ], drivingSeconds: 3000, distanceMetres: 28_000, cost: cost)
        ],
        orders: [
            OrderOutcome(
                order: "a", priority: .acute, state: .planned, due: 57_600, van: "v1", date: date, end: 35_400),
            OrderOutcome(
                order: "b", priority: .three, state: .waitingOnPurpose, due: 2_000_000, tardinessSeconds: 0,
                reason: OutcomeReason(code: "WAITING_CHEAPER", text: "Waiting costs \"less\".", amount: 1200)),
        ],
        aims: [Aim(name: "breaches_acute", amount: 0), Aim(name: "cost", amount: cost.total)], cost: cost)
}
