/// A finished plan, as `plan.json` holds it. It carries no clock time, threads or seconds of search,
/// so that equal inputs, seeds and step budgets give equal bytes.
///
/// All times are seconds from midnight of `date` (the plan's first day).
public struct Plan: Hashable, Sendable, Codable {
    /// Format version of the file, 1.
    public var version: Int
    /// Name of the scenario.
    public var scenario: String
    /// First day of the plan.
    public var date: CivilDate
    /// Service days of the horizon.
    public var horizon: [CivilDate]
    /// Seed of the search.
    public var seed: UInt64
    /// Van-days by date and van; unused ones are left out.
    public var routes: [PlanRoute]
    /// What became of each order, by its identity.
    public var orders: [OrderOutcome]
    /// The aims in lexicographic order, each with its amount.
    public var aims: [Aim]
    /// Money, part by part, in øre.
    public var cost: CostBreakdown
    /// What people had been told when the plan was made; empty for a first plan.
    public var promised: [Promise] = []
    /// What dispatchers, and the clock, have fixed; empty for a first plan.
    public var locks = PlanLocks()

    /// Makes a plan.
    public init(
        version: Int = 1, scenario: String, date: CivilDate, horizon: [CivilDate], seed: UInt64, routes: [PlanRoute],
        orders: [OrderOutcome], aims: [Aim], cost: CostBreakdown
    ) {
        self.version = version
        self.scenario = scenario
        self.date = date
        self.horizon = horizon
        self.seed = seed
        self.routes = routes
        self.orders = orders
        self.aims = aims
        self.cost = cost
    }
}

/// What one van does on one day.
public struct PlanRoute: Hashable, Sendable, Codable {
    /// The van.
    public var van: String
    /// The date of its shift.
    public var date: CivilDate
    /// Everything in order of time, from the first loading to the last unloading.
    public var stops: [PlanStop]
    /// Seconds driven.
    public var drivingSeconds: Int
    /// Metres driven.
    public var distanceMetres: Int
    /// Money of this van-day, in øre, the price of waiting of the orders it serves included.
    public var cost: CostBreakdown

    /// Makes a route.
    public init(
        van: String, date: CivilDate, stops: [PlanStop], drivingSeconds: Int, distanceMetres: Int, cost: CostBreakdown
    ) {
        self.van = van
        self.date = date
        self.stops = stops
        self.drivingSeconds = drivingSeconds
        self.distanceMetres = distanceMetres
        self.cost = cost
    }
}

/// One line of a van's day.
public struct PlanStop: Hashable, Sendable, Codable {
    /// What happens here.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Loading or unloading at a depot: first of the day, between trips, last of the day.
        case depot
        /// A visit to one order.
        case visit
        /// Goods of a transfer are loaded at the store that has them, on the way.
        case pickup
        /// The crew of a second van helps at the door, from the start of the order's visit to its end.
        case assist
        /// The crew's break, where the van stands.
        case `break`
    }
    /// What happens.
    public var kind: Kind
    /// The depot, for `.depot`.
    public var depot: String?
    /// The order, for `.visit`, `.pickup` and `.assist`.
    public var order: String?
    /// Trip of the day, from 1; a break counts to the trip it lies in.
    public var trip: Int
    /// Seconds of driving just before.
    public var travelSeconds: Int
    /// Metres of driving just before.
    public var travelMetres: Int
    /// The van arrives.
    public var arrival: Int
    /// Fixed seconds of the stop after arrival (parking and walking); 0 when the last visit was at the same address.
    public var setupSeconds: Int
    /// Service (or loading, or the break) starts; waiting is `start − arrival − setupSeconds`.
    public var start: Int
    /// Service ends; the van leaves.
    public var end: Int

    /// Makes a stop.
    public init(
        kind: Kind, depot: String? = nil, order: String? = nil, trip: Int, travelSeconds: Int = 0,
        travelMetres: Int = 0, arrival: Int, setupSeconds: Int = 0, start: Int, end: Int
    ) {
        self.kind = kind
        self.depot = depot
        self.order = order
        self.trip = trip
        self.travelSeconds = travelSeconds
        self.travelMetres = travelMetres
        self.arrival = arrival
        self.setupSeconds = setupSeconds
        self.start = start
        self.end = end
    }
}

/// Where an order stands in a plan.
public enum OrderState: String, Hashable, Sendable, Codable, CaseIterable {
    /// It has a van, a day and a time.
    case planned
    /// Due after the horizon; some van-day could take it, at a cost judged higher than waiting.
    case waitingOnPurpose = "waiting_on_purpose"
    /// Due after the horizon; no van-day can take it now.
    case waitingHorizonFull = "waiting_horizon_full"
    /// Due inside the horizon and no van-day before its due instant can take it.
    case notServed = "not_served"
    /// Held until a date or an event.
    case held
    /// Its items are not ready.
    case notReady = "not_ready"
}

/// What became of one order.
public struct OrderOutcome: Hashable, Sendable, Codable {
    /// The order.
    public var order: String
    /// The class in force (after an override).
    public var priority: PriorityClass
    /// Where it stands.
    public var state: OrderState
    /// Due instant, in seconds from midnight of the plan's date; `nil` while the limit's clock has not started.
    public var due: Int?
    /// Van, when planned.
    public var van: String?
    /// Date, when planned.
    public var date: CivilDate?
    /// When its visit ends, when planned.
    public var end: Int?
    /// Whether it was already past due when planning started.
    public var overdueAtStart: Bool
    /// Whether the plan makes it late: not overdue at start, and served or counted after its due instant.
    public var late: Bool
    /// Tardiness counted by the aims, in seconds (0 when on time, held or not ready).
    public var tardinessSeconds: Int
    /// Why it is not planned; `nil` when planned.
    public var reason: OutcomeReason?

    /// Makes an outcome.
    public init(
        order: String, priority: PriorityClass, state: OrderState, due: Int?, van: String? = nil,
        date: CivilDate? = nil, end: Int? = nil, overdueAtStart: Bool = false, late: Bool = false,
        tardinessSeconds: Int = 0, reason: OutcomeReason? = nil
    ) {
        self.order = order
        self.priority = priority
        self.state = state
        self.due = due
        self.van = van
        self.date = date
        self.end = end
        self.overdueAtStart = overdueAtStart
        self.late = late
        self.tardinessSeconds = tardinessSeconds
        self.reason = reason
    }
}

/// A stable code with one plain sentence.
public struct OutcomeReason: Hashable, Sendable, Codable {
    /// Stable code, for example `SKILL`, `CREW`, `CAPACITY`, `TIME_WINDOW`, `SHIFT_FULL`, `WAITING_CHEAPER`, `HELD`,
    /// `NOT_READY`; the documentation page *Planning* lists them all.
    public var code: String
    /// One sentence for people.
    public var text: String
    /// What the best insertion would add to the plan's cost, in øre, when there is one.
    public var amount: Int?

    /// Makes a reason.
    public init(code: String, text: String, amount: Int? = nil) {
        self.code = code
        self.text = text
        self.amount = amount
    }
}

/// One aim of the lexicographic order with its amount.
public struct Aim: Hashable, Sendable, Codable {
    /// Stable names, in order: `breaches_acute`, `tardiness_acute_seconds`, `breaches_1`, `tardiness_1_days`,
    /// `breaches_2`, `tardiness_2_days`, `breaches_3`, `tardiness_3_days`, `promises_broken`, `cost`.
    public var name: String
    /// The amount, in the unit of the name (cost in øre).
    public var amount: Int

    /// Makes an aim.
    public init(name: String, amount: Int) {
        self.name = name
        self.amount = amount
    }

    /// The names in lexicographic order.
    public static let names = [
        "breaches_acute", "tardiness_acute_seconds", "breaches_1", "tardiness_1_days", "breaches_2",
        "tardiness_2_days", "breaches_3", "tardiness_3_days", "promises_broken", "cost",
    ]
}

/// Money in øre; the total is the sum of the parts.
public struct CostBreakdown: Hashable, Sendable, Codable {
    /// Vans used, per shift.
    public var shifts: Int
    /// Paid hours.
    public var hours: Int
    /// Overtime.
    public var overtime: Int
    /// Kilometres.
    public var distance: Int
    /// Waiting inside the limits.
    public var waiting: Int
    /// Soft terms (continuity, balance, preferred times).
    public var soft: Int

    /// Makes a breakdown; every part is 0 by default.
    public init(shifts: Int = 0, hours: Int = 0, overtime: Int = 0, distance: Int = 0, waiting: Int = 0, soft: Int = 0)
    {
        self.shifts = shifts
        self.hours = hours
        self.overtime = overtime
        self.distance = distance
        self.waiting = waiting
        self.soft = soft
    }

    /// The sum of the parts.
    public var total: Int { shifts + hours + overtime + distance + waiting + soft }

    /// The money of both, part by part.
    public static func + (a: CostBreakdown, b: CostBreakdown) -> CostBreakdown {
        CostBreakdown(
            shifts: a.shifts + b.shifts, hours: a.hours + b.hours, overtime: a.overtime + b.overtime,
            distance: a.distance + b.distance, waiting: a.waiting + b.waiting, soft: a.soft + b.soft)
    }
}
