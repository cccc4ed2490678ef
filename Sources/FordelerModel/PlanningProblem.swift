/// Everything a plan is made from: what a scenario folder says, checked and typed.
public struct PlanningProblem: Hashable, Sendable, Codable {
    /// Short name (the folder's).
    public var name: String
    /// One line for people.
    public var title: String
    /// IANA time zone, for example `Europe/Oslo`.
    public var timeZone: String
    /// First day of the plan.
    public var date: CivilDate
    /// Working days in the horizon, 1–20.
    public var horizonDays: Int
    /// Instant at which planning starts; what happens before is past. Default: midnight of `date`.
    public var now: CivilInstant
    /// How travel is estimated.
    public var travel: TravelParameters
    /// Prices that are not a van's.
    public var rates: CostRates
    /// The priority key.
    public var key: PriorityKey
    /// Stores.
    public var depots: [Depot]
    /// Catalogue.
    public var items: [Item]
    /// Vans.
    public var vans: [Van]
    /// Van-days.
    public var shifts: [Shift]
    /// Open orders.
    public var orders: [Order]
    /// Pieces at depots; empty when nobody counts them.
    public var stock: [ShelfStock]
    /// Fixed weekday rounds; an area without one is served on any day.
    public var rounds: [WeekdayRound]

    /// What people have been told; breaking it is an aim of its own. Empty before the first plan is told to anybody.
    public var promises: [Promise] = []
    /// What dispatchers have fixed in the plan that stands; see ``hold(_:)``.
    public internal(set) var locks = PlanLocks()

    /// Makes a problem; nothing is validated here (see the formats room).
    public init(
        name: String, title: String = "", timeZone: String = "Europe/Oslo", date: CivilDate, horizonDays: Int = 10,
        now: CivilInstant? = nil, travel: TravelParameters = TravelParameters(), rates: CostRates = CostRates(),
        key: PriorityKey, depots: [Depot], items: [Item], vans: [Van], shifts: [Shift], orders: [Order],
        stock: [ShelfStock] = [],
        rounds: [WeekdayRound] = []
    ) {
        self.name = name
        self.title = title
        self.timeZone = timeZone
        self.date = date
        self.horizonDays = horizonDays
        self.now = now ?? CivilInstant(date: date)
        self.travel = travel
        self.rates = rates
        self.key = key
        self.depots = depots
        self.items = items
        self.vans = vans
        self.shifts = shifts
        self.orders = orders
        self.stock = stock
        self.rounds = rounds
    }

    /// The horizon's service days: the first `horizonDays` service days of the key at or after `date`.
    public var horizon: [CivilDate] {
        var days: [CivilDate] = []
        var day = date
        // A year without service days ends the search, so that a closed calendar cannot hang.
        while days.count < horizonDays, day.dayNumber < date.dayNumber + 400 {
            if key.isServiceDay(day) { days.append(day) }
            day = day.adding(days: 1)
        }
        return days
    }

    /// The first service day after the horizon; orders left out are counted as ending at its close.
    public var firstDayAfterHorizon: CivilDate {
        var day = (horizon.last ?? date).adding(days: 1)
        let limit = day.dayNumber + 400
        while !key.isServiceDay(day), day.dayNumber < limit { day = day.adding(days: 1) }
        return day
    }
}

/// Great-circle travel: distance times a factor, speed by distance band, plus fixed seconds a leg.
public struct TravelParameters: Hashable, Sendable, Codable {
    /// One band: legs up to `upToMetres` (road metres) run at `kilometresPerHour`.
    public struct Band: Hashable, Sendable, Codable {
        /// Upper end of the band in road metres; the last band's end is ignored.
        public var upToMetres: Int
        /// Speed in the band, above 0.
        public var kilometresPerHour: Double
        /// Makes a band.
        public init(upToMetres: Int, kilometresPerHour: Double) {
            self.upToMetres = upToMetres
            self.kilometresPerHour = kilometresPerHour
        }
    }
    /// Road metres per metre of air line, 1...10.
    public var roadFactor: Double
    /// Bands in rising order. A leg is driven band by band: its first metres at the first band's speed, and so on.
    public var bands: [Band]

    /// Makes parameters; the defaults are a road factor of 1.4 and 30, 45 and 65 km/h up to 3, 15 and more kilometres.
    public init(
        roadFactor: Double = 1.4,
        bands: [Band] = [
            Band(upToMetres: 3000, kilometresPerHour: 30), Band(upToMetres: 15_000, kilometresPerHour: 45),
            Band(upToMetres: 10_000_000, kilometresPerHour: 65),
        ]
    ) {
        self.roadFactor = roadFactor
        self.bands = bands
    }

    /// Mean radius of the earth in metres (IUGG).
    public static let earthRadiusMetres = 6_371_008.8
}

/// Travel between the places of a problem: whole seconds and metres, row by row.
///
/// Places are numbered depots first, in the problem's order, then orders, in the problem's order.
public struct TravelTable: Hashable, Sendable, Codable {
    /// Number of places.
    public var count: Int
    /// Seconds from row to column at speed factor 1; `unreachable` where there is no way.
    public var seconds: [Int32]
    /// Metres from row to column.
    public var metres: [Int32]
    /// The value that stands for "no way".
    public static let unreachable: Int32 = .max / 4

    /// Makes a table from row-major values; both arrays hold `count * count` numbers.
    public init(count: Int, seconds: [Int32], metres: [Int32]) {
        precondition(seconds.count == count * count && metres.count == count * count)
        self.count = count
        self.seconds = seconds
        self.metres = metres
    }

    /// Seconds of a leg for a van: the table's seconds divided by its speed factor, rounded half up.
    public func seconds(from: Int, to: Int, speedFactor: Double = 1) -> Int {
        TravelTable.scaled(seconds[from * count + to], speedFactor: speedFactor)
    }

    /// Seconds of a leg for a van with a speed factor, rounded half up.
    public static func scaled(_ base: Int32, speedFactor: Double) -> Int {
        if base >= TravelTable.unreachable || speedFactor == 1 { return Int(base) }
        return Int((Double(base) / speedFactor + 0.5).rounded(.down))
    }

    /// Metres of a leg.
    public func metres(from: Int, to: Int) -> Int { Int(metres[from * count + to]) }
}

/// Prices and fixed minutes that belong to the scenario rather than to a van.
public struct CostRates: Hashable, Sendable, Codable {
    /// Seconds to park, walk and sign, once per address and van stop.
    public var stopSeconds: Int
    /// Øre for an order of each class that waits its whole limit; a day waited costs rate × (days waited / days allowed)².
    public var waiting: [PriorityClass: Int]
    /// Share of each working day kept free for orders not yet known, 0...0.9, by weekday.
    public var reserve: [Weekday: Double]
    /// Prices of what is wished but no rule.
    public var soft: SoftPrices
    /// Whether two vans with one person each may meet at the door for a visit that takes two.
    public var meetings: Bool
    /// Standard deviation of a visit's service time as a share of its planned seconds, 0...2; 0 means certain times.
    public var serviceSpread: Double
    /// Probability with which each van-day should end in time; buys buffer at its end. `nil` buys none.
    public var punctuality: Double?

    /// Points that a broken promise counts, by the order's class; the sum is the aim `promises_broken`.
    public var promise: [PriorityClass: Int] = [.acute: 8, .one: 4, .two: 2, .three: 1]

    /// Makes rates; defaults: 7 minutes a stop, waiting 2,000 / 800 / 300 / 100 kroner for acute, 1, 2, 3.
    public init(
        stopSeconds: Int = 420,
        waiting: [PriorityClass: Int] = [.acute: 200_000, .one: 80_000, .two: 30_000, .three: 10_000],
        reserve: [Weekday: Double] = [:], soft: SoftPrices = SoftPrices(), meetings: Bool = false,
        serviceSpread: Double = 0, punctuality: Double? = nil
    ) {
        self.stopSeconds = stopSeconds
        self.waiting = waiting
        self.reserve = reserve
        self.soft = soft
        self.meetings = meetings
        self.serviceSpread = serviceSpread
        self.punctuality = punctuality
    }
}
