import FordelerModel

/// One van-day of a plan with everything that reports show about it.
public struct RouteReport: Sendable {
    /// The route as planned.
    public let route: PlanRoute
    /// The van; `nil` when the scenario does not know it.
    public let van: Van?
    /// The shift; `nil` when the scenario has none for this van and date.
    public let shift: Shift?
    /// Position of the van among the scenario's vans, for colours and order.
    public let vanIndex: Int
    /// Everything in order of time.
    public let stops: [StopReport]
    /// First and last second of the day's work, counted from midnight of the route's date.
    public let startSecond: Int, endSecond: Int
    /// Seconds of service, of fixed stop time, of waiting before a window, of breaks and at depots.
    public let serviceSeconds: Int, setupSeconds: Int, waitingSeconds: Int, breakSeconds: Int, depotSeconds: Int
    /// Seconds after the shift's regular end.
    public let overtimeSeconds: Int
    /// Orders served.
    public let orderCount: Int
    /// Times the van parks at somebody's address.
    public let haltCount: Int
    /// Trips from depot to depot.
    public let tripCount: Int
    /// The fullest moment of the day as a share of the compartment, over volume, weight and places.
    public let peakLoadShare: Double
    /// Probability of an end after the shift and its overtime, when service times spread; `nil` when they are certain.
    public let overrun: Double?

    /// What people call the van.
    public var vanName: String { van?.name ?? route.van }

    /// `Van 3, Mon 2 Mar`.
    public var title: String { "\(vanName), \(ReportText.day(route.date))" }

    init(_ route: PlanRoute, in report: PlanReport) {
        self.route = route
        van = report.vans[route.van]
        vanIndex = report.vanOrder[route.van] ?? report.vanOrder.count
        shift = report.shifts[PlanReport.VanDay(van: route.van, date: route.date)]
        let midnight = (route.date.dayNumber - report.plan.date.dayNumber) * 86_400
        var stops: [StopReport] = []
        var visits = 0
        var halts = 0
        for stop in route.stops {
            if stop.kind == .visit {
                visits += 1
                // Orders at one address share the fixed seconds: the van has not moved since the last visit.
                let parked = stop.travelMetres > 0 || stop.travelSeconds > 0 || stop.setupSeconds > 0
                if parked || halts == 0 { halts += 1 }
            }
            stops.append(
                StopReport(
                    stop: stop, number: stop.kind == .visit ? halts : nil, midnight: midnight,
                    order: stop.order.flatMap { report.orders[$0] },
                    outcome: stop.order.flatMap { report.outcomes[$0] },
                    depot: (stop.depot ?? PlanReport.loadingDepot(of: stop, report)).flatMap { report.depots[$0] }))
        }
        self.stops = stops
        orderCount = visits
        haltCount = halts
        tripCount = route.stops.map(\.trip).max() ?? 0
        startSecond = (route.stops.first.map { min($0.arrival, $0.start) } ?? midnight) - midnight
        endSecond = (route.stops.last?.end ?? midnight) - midnight
        func seconds(_ kind: PlanStop.Kind) -> Int {
            route.stops.reduce(0) { $1.kind == kind ? $0 + max(0, $1.end - $1.start) : $0 }
        }
        serviceSeconds = seconds(.visit)
        breakSeconds = seconds(.break)
        depotSeconds = seconds(.depot)
        setupSeconds = route.stops.reduce(0) { $0 + $1.setupSeconds }
        waitingSeconds = stops.reduce(0) { $0 + $1.waitingSeconds }
        overtimeSeconds = max(0, endSecond - (shift?.endSecond ?? endSecond))
        overrun = RouteOverrun(route, of: report.problem)?.probability
        peakLoadShare = LoadProfile(stops, items: report.items).peakShare(of: van?.compartments)
    }
}

/// One line of a van's day with the order or depot it belongs to.
public struct StopReport: Sendable {
    /// The stop as planned.
    public let stop: PlanStop
    /// Number of the halt on the day, from 1; orders at one address share it. `nil` for depots and breaks.
    public let number: Int?
    /// Seconds from midnight of the plan's first day to midnight of the route's date.
    public let midnight: Int
    /// The order visited.
    public let order: Order?
    /// What became of it.
    public let outcome: OrderOutcome?
    /// The depot.
    public let depot: Depot?

    /// Seconds that the van stands before service may start.
    public var waitingSeconds: Int { max(0, stop.start - stop.arrival - stop.setupSeconds) }
    /// The place, when known.
    public var place: Place? { (stop.kind == .pickup ? nil : order?.place) ?? depot?.place }
    /// `09:15`, the clock of the plan's seconds.
    public func clock(_ seconds: Int) -> String { CivilInstant.clock(seconds) }
    /// Name and postcode of the place, or the identity when the scenario does not know it.
    public var placeText: String {
        guard let place else { return stop.order ?? stop.depot ?? "" }
        return place.postcode.isEmpty ? place.name : "\(place.postcode) \(place.name)"
    }
}
