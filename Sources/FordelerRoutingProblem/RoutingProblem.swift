/// A general vehicle routing problem in integers: what the engine solves.
///
/// Units: time in whole seconds (or whatever the matrices use, the same everywhere), distance in whole
/// units, cost in whole units of the last aim. Indices into the arrays below are the identities; nothing
/// is validated here, see ``RoutingProblem/validate()``.
///
/// **Aims.** Solutions are compared lexicographically over `aims`: aim 0 first, the last aim is cost. Inside
/// moves the engine uses the sum of amount × weight, so weights should fall steeply.
public struct RoutingProblem: Sendable {
    /// The aims in lexicographic order; at least one (cost).
    public var aims: [RoutingAim]
    /// Number of load dimensions; every load and capacity below has this many numbers.
    public var dimensions: Int
    /// Travel tables; vehicles choose one by index. All have the same location count.
    public var profiles: [TravelMatrix]
    /// Depots where trips start and end.
    public var depots: [RoutingDepot]
    /// Vehicles. A vehicle-day is a vehicle: its shift lies on its day.
    public var vehicles: [RoutingVehicle]
    /// Jobs.
    public var jobs: [RoutingJob]

    /// Makes a problem.
    public init(
        aims: [RoutingAim] = [RoutingAim(name: "cost", weight: 1)], dimensions: Int, profiles: [TravelMatrix],
        depots: [RoutingDepot], vehicles: [RoutingVehicle], jobs: [RoutingJob]
    ) {
        self.aims = aims
        self.dimensions = dimensions
        self.profiles = profiles
        self.depots = depots
        self.vehicles = vehicles
        self.jobs = jobs
    }

    /// Index of the cost aim (the last).
    public var costAim: Int { aims.count - 1 }
}

/// One aim of the lexicographic order.
public struct RoutingAim: Hashable, Sendable {
    /// Stable name.
    public var name: String
    /// Weight of one unit in the scalar that guides moves; above 0.
    public var weight: Double
    /// Makes an aim.
    public init(name: String, weight: Double) {
        self.name = name
        self.weight = weight
    }
}

/// An amount that counts in one aim.
public struct AimCost: Hashable, Sendable {
    /// Index into ``RoutingProblem/aims``.
    public var aim: Int
    /// The amount.
    public var amount: Int
    /// Makes a cost.
    public init(aim: Int, amount: Int) {
        self.aim = aim
        self.amount = amount
    }
}

/// Row-major travel between locations. Asymmetric tables and broken triangle inequalities are fine.
public struct TravelMatrix: Sendable {
    /// Number of locations.
    public let count: Int
    /// Time from row to column; `unreachable` or more means "no way".
    public let durations: [Int32]
    /// Distance from row to column.
    public let distances: [Int32]
    /// Stands for "no way".
    public static let unreachable: Int32 = .max / 4

    /// Makes a matrix; both arrays hold `count * count` numbers (they may be the same array, which shares memory).
    public init(count: Int, durations: [Int32], distances: [Int32]) {
        self.count = count
        self.durations = durations
        self.distances = distances
    }
}

/// A place where trips start and end.
public struct RoutingDepot: Hashable, Sendable {
    /// Location index.
    public var location: Int
    /// Time to load between two trips.
    public var reloadDuration: Int
    /// Makes a depot.
    public init(location: Int, reloadDuration: Int = 0) {
        self.location = location
        self.reloadDuration = reloadDuration
    }
}

/// A break: starts in `earliest...latest`, between visits.
public struct RoutingBreak: Hashable, Sendable {
    /// Earliest and latest start.
    public var earliest: Int, latest: Int
    /// Length.
    public var duration: Int
    /// A route that ends at or before this instant needs no break.
    public var notNeededBefore: Int
    /// Makes a break.
    public init(earliest: Int, latest: Int, duration: Int, notNeededBefore: Int) {
        self.earliest = earliest
        self.latest = latest
        self.duration = duration
        self.notNeededBefore = notNeededBefore
    }
}

/// A vehicle, or one vehicle on one day.
public struct RoutingVehicle: Hashable, Sendable {
    /// Depot where the route starts; loads of the first trip come from here.
    public var startDepot: Int
    /// Depot where the route ends; `nil` is an open end.
    public var endDepot: Int?
    /// Earliest departure (loading included) and latest return.
    public var earliestStart: Int, latestEnd: Int
    /// Loading time before the first departure.
    public var startDuration: Int
    /// Overtime counts after this instant (≤ `latestEnd`).
    public var regularEnd: Int
    /// Longest time from start to end; `.max` is no limit.
    public var maxDuration: Int
    /// Longest distance; `.max` is no limit.
    public var maxDistance: Int
    /// Most visits; `.max` is no limit.
    public var maxVisits: Int
    /// Capacity per dimension.
    public var capacity: [Int]
    /// Index of the travel table.
    public var profile: Int
    /// Skills as a bit set.
    public var skills: UInt64
    /// Group index for day costs of jobs (the day in a multi-day plan); 0 or more.
    public var day: Int
    /// Index into each visit's `ranks` (how this vehicle's compartments order its visits).
    public var rankScheme: Int
    /// Amounts counted when the vehicle is used at all.
    public var fixedCosts: [AimCost]
    /// Cost per unit of distance, of time from start to end, and of time after `regularEnd`; in the cost aim.
    public var costPerDistance: Int, costPerDuration: Int, costPerOvertime: Int
    /// Most trips, 1 or more.
    public var maxTrips: Int
    /// Depots where it may reload between two trips, as indices.
    public var reloadDepots: [Int]
    /// Breaks in order of time, at most 2.
    public var breaks: [RoutingBreak]
    /// What the route must begin with, in this order: visits, whole shipments and reloads already promised or done.
    /// Nothing is put before or between them.
    public var lockedPrefix: [RoutingStep.Kind]

    /// Makes a vehicle; see the properties.
    public init(
        startDepot: Int = 0, endDepot: Int? = 0, earliestStart: Int = 0, latestEnd: Int = Int(Int32.max / 4),
        startDuration: Int = 0, regularEnd: Int? = nil, maxDuration: Int = .max, maxDistance: Int = .max,
        maxVisits: Int = .max, capacity: [Int], profile: Int = 0, skills: UInt64 = 0, day: Int = 0,
        rankScheme: Int = 0, fixedCosts: [AimCost] = [], costPerDistance: Int = 1, costPerDuration: Int = 0,
        costPerOvertime: Int = 0, maxTrips: Int = 1, reloadDepots: [Int] = [], breaks: [RoutingBreak] = [],
        lockedPrefix: [RoutingStep.Kind] = []
    ) {
        self.startDepot = startDepot
        self.endDepot = endDepot
        self.earliestStart = earliestStart
        self.latestEnd = latestEnd
        self.startDuration = startDuration
        self.regularEnd = regularEnd ?? latestEnd
        self.maxDuration = maxDuration
        self.maxDistance = maxDistance
        self.maxVisits = maxVisits
        self.capacity = capacity
        self.profile = profile
        self.skills = skills
        self.day = day
        self.rankScheme = rankScheme
        self.fixedCosts = fixedCosts
        self.costPerDistance = costPerDistance
        self.costPerDuration = costPerDuration
        self.costPerOvertime = costPerOvertime
        self.maxTrips = maxTrips
        self.reloadDepots = reloadDepots
        self.breaks = breaks
        self.lockedPrefix = lockedPrefix
    }
}

/// Allowed order of visits inside a trip: a visit may follow only visits whose `after` is at most its `before`.
///
/// A trip's running rank starts at 0; a visit needs rank ≤ `before` and raises it to at least `after`. With
/// deliveries (0, 0), collections (1, 1), exchanges (0, 1), repairs (1, 0) and infected visits (2, 2), "clean
/// before returned, infected last" is a monotone automaton that a segment carries as two small numbers.
public struct SequenceRank: Hashable, Sendable {
    /// Highest rank before the visit, and lowest rank after it.
    public var before: Int, after: Int
    /// Makes a rank; the default allows everything.
    public init(before: Int = 15, after: Int = 0) {
        self.before = before
        self.after = after
    }
}

/// One place where a vehicle halts for a job.
public struct RoutingVisit: Hashable, Sendable {
    /// Location index.
    public var location: Int
    /// Service time.
    public var service: Int
    /// Fixed time before service, left out when the visit before is at the same location.
    public var setup: Int
    /// Start of service lies in one of these (ends included), in rising order without overlap; empty is any time.
    public var windows: [ClosedRange<Int>]
    /// One rank for each rank scheme of the fleet; empty allows everything.
    public var ranks: [SequenceRank]
    /// Makes a visit.
    public init(
        location: Int, service: Int = 0, setup: Int = 0, windows: [ClosedRange<Int>] = [], ranks: [SequenceRank] = []
    ) {
        self.location = location
        self.service = service
        self.setup = setup
        self.windows = windows
        self.ranks = ranks
    }
}

/// A step of lateness: a job whose last visit ends after `after` pays `amount` (steps add up).
public struct LatenessStep: Hashable, Sendable {
    /// The instant.
    public var after: Int
    /// What is paid.
    public var cost: AimCost
    /// Makes a step.
    public init(after: Int, cost: AimCost) {
        self.after = after
        self.cost = cost
    }
}

/// A rate of lateness: a job whose last visit ends after `after` pays amount × seconds after it.
public struct LatenessRate: Hashable, Sendable {
    /// The instant.
    public var after: Int
    /// What is paid per unit of time.
    public var cost: AimCost
    /// Makes a rate.
    public init(after: Int, cost: AimCost) {
        self.after = after
        self.cost = cost
    }
}

/// A unit of work: one visit with goods from and to the depot, or a shipment from place to place.
public struct RoutingJob: Hashable, Sendable {
    /// What the job is.
    public enum Work: Hashable, Sendable {
        /// One visit; `delivery` is loaded at the trip's start, `pickup` unloaded at its end.
        case visit(RoutingVisit, delivery: [Int], pickup: [Int])
        /// Picked up at one place, brought to another on the same trip.
        case shipment(pickup: RoutingVisit, delivery: RoutingVisit, load: [Int])
    }
    /// The work.
    public var work: Work
    /// A trip that serves this job leaves its depot no earlier.
    public var release: Int
    /// Skills needed (all of them), as a bit set.
    public var skills: UInt64
    /// Vehicles that may serve it; `nil` is every vehicle.
    public var allowedVehicles: [Int]?
    /// Depots where a trip with this job may start (the goods are there); `nil` is any.
    public var sourceDepots: [Int]?
    /// Depots where a trip with this job may end (returns go there); `nil` is any.
    public var destinationDepots: [Int]?
    /// Cost (in the cost aim) of serving it by a vehicle of each day; empty is 0. Indexed by ``RoutingVehicle/day``.
    public var dayCosts: [Int]
    /// Lateness in steps, by rising instant.
    public var latenessSteps: [LatenessStep]
    /// Lateness by the second.
    public var latenessRates: [LatenessRate]
    /// What leaving it out costs; `nil` makes it mandatory (a solution without it is not feasible).
    public var unassignedCosts: [AimCost]?

    /// Makes a job; see the properties.
    public init(
        work: Work, release: Int = 0, skills: UInt64 = 0, allowedVehicles: [Int]? = nil, sourceDepots: [Int]? = nil,
        destinationDepots: [Int]? = nil, dayCosts: [Int] = [], latenessSteps: [LatenessStep] = [],
        latenessRates: [LatenessRate] = [], unassignedCosts: [AimCost]? = nil
    ) {
        self.work = work
        self.release = release
        self.skills = skills
        self.allowedVehicles = allowedVehicles
        self.sourceDepots = sourceDepots
        self.destinationDepots = destinationDepots
        self.dayCosts = dayCosts
        self.latenessSteps = latenessSteps
        self.latenessRates = latenessRates
        self.unassignedCosts = unassignedCosts
    }
}
