import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerStatistics
import FordelerTravel

extension BenchmarkRun {
    /// Quotes into plans of seeded days: wall seconds of the slowest of several questions, on one core.
    ///
    /// The plan stands and its travel table is there; what is timed is one new order from its place on the map to the
    /// three best places, its travel included.
    func quotes(_ log: inout Log) throws {
        if portable { return }
        for stops in quick ? [500] : [500, 5000] where !stop.isStopped {
            let day = QuoteDay(stops: stops, seed: seed)
            let travel = GreatCircleTravel(day.problem.travel).table(for: day.problem)
            let desk = try QuoteDesk(day.problem, travel: travel, plan: day.plan)
            var worst = 0.0
            var places = 0
            for order in day.questions where !stop.isStopped {
                let begin = ContinuousClock.now
                let quote = try desk.quote(order, legs: NewPlaceLegs(of: order, in: day.problem), top: 3)
                worst = max(worst, Self.seconds(since: begin))
                places += quote.places.count
            }
            log.add(
                BenchmarkCase(
                    name: "quote/\(desk.plannedOrders)-stops", seconds: worst, steps: day.questions.count,
                    aims: [places]))
        }
    }
}

/// A seeded region with a plan in which neighbours share a van-day, and orders that nobody has planned.
struct QuoteDay {
    let problem: PlanningProblem
    let plan: Plan
    let questions: [Order]

    /// Orders to a van-day.
    private static let stopsPerDay = 10

    /// A region in which `stops` orders stand in the plan.
    init(stops: Int, seed: UInt64) {
        var random = RandomStream(seed: seed, named: "benchmark/quote/\(stops)")
        let date = CivilDate(dayNumber: 20_577)
        let items = [
            Item(
                id: "chair", name: "Wheelchair",
                load: Load(volumeLitres: 200, weightGrams: 20_000, placesMilli: 300), heaviestPartGrams: 12_000,
                deliverSeconds: 600, collectSeconds: 300)
        ]
        func order(_ id: String) -> Order {
            let kind: OrderKind = random.next() % 3 == 0 ? .collection : .delivery
            let place = Coordinate(
                latitude: 59.6 + Double(random.next() % 3000) / 10_000,
                longitude: 9.8 + Double(random.next() % 6000) / 10_000)
            return Order(
                id: id, kind: kind, priority: PriorityClass.allCases[1 + Int(random.next() % 3)],
                registered: CivilInstant(date: date.adding(days: -1), secondOfDay: 36_000),
                ready: CivilInstant(date: date.adding(days: -1), secondOfDay: 43_200),
                place: Place(name: "", coordinate: place),
                lines: [OrderLine(item: "chair", direction: kind == .delivery ? .deliver : .collect)])
        }
        // Strips from west to east, each from south to north: neighbours in the list are neighbours on the map.
        let orders = (0..<stops).map { order("p\($0)") }.sorted { a, b in
            let (x, y) = (a.place.coordinate, b.place.coordinate)
            return (Int(x.longitude * 50), x.latitude, a.id) < (Int(y.longitude * 50), y.latitude, b.id)
        }
        let days = 10
        let vans = (stops + Self.stopsPerDay * days - 1) / (Self.stopsPerDay * days)
        let place = Place(name: "store", coordinate: Coordinate(latitude: 59.75, longitude: 10.1))
        let space = Load(volumeLitres: 4000, weightGrams: 900_000, placesMilli: 6000)
        let key = PriorityKey(
            version: "1",
            rules: [
                .acute: PriorityRule(priority: .acute, limit: 48, calendar: .elapsed),
                .one: PriorityRule(priority: .one, limit: 5, calendar: .working),
                .two: PriorityRule(priority: .two, limit: 10, calendar: .working),
                .three: PriorityRule(priority: .three, limit: 20, calendar: .working),
            ])
        var problem = PlanningProblem(
            name: "quote-\(stops)", date: date, horizonDays: days, key: key, depots: [Depot(id: "store", place: place)],
            items: items,
            vans: (0..<vans).map {
                Van(
                    id: "V\($0)", compartments: .split(clean: space, dirty: space), costPerShift: 50_000,
                    costPerHour: 40_000, costPerOvertimeHour: 60_000, costPerKilometre: 400)
            }, shifts: [], orders: orders)
        problem.shifts = problem.horizon.flatMap { day in
            problem.vans.map {
                Shift(
                    van: $0.id, date: day, startSecond: 28_800, endSecond: 57_600, overtimeSeconds: 3600,
                    startDepot: "store", endDepot: "store", breaks: [BreakRule()])
            }
        }
        let routes = problem.shifts.enumerated().map { index, shift -> PlanRoute in
            let first = min(orders.count, index * Self.stopsPerDay)
            let visits = orders[first..<min(orders.count, first + Self.stopsPerDay)].map {
                PlanStop(kind: .visit, order: $0.id, trip: 1, arrival: 0, start: 0, end: 0)
            }
            return PlanRoute(
                van: shift.van, date: shift.date, stops: visits, drivingSeconds: 0, distanceMetres: 0,
                cost: CostBreakdown())
        }
        plan = Plan(
            scenario: problem.name, date: date, horizon: problem.horizon, seed: seed, routes: routes, orders: [],
            aims: [], cost: CostBreakdown())
        self.problem = problem
        questions = (0..<20).map { order("q\($0)") }
    }
}
