/// What an order asks for.
public enum OrderKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Bring goods to a person.
    case delivery
    /// Take goods back.
    case collection
    /// Work at the person's place, no goods moved.
    case repair
    /// Bring and take in one visit.
    case exchange
    /// Move goods from one depot to another: loaded at the first on the way, handed over at the second.
    case transfer
    /// Refill a forward or unattended store with goods loaded where a trip starts.
    case replenishment
}

/// The four classes of the priority key, in falling urgency.
public enum PriorityClass: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case acute = 0
    case one, two, three

    /// The word used in files: `acute`, `1`, `2`, `3`.
    public var word: String { self == .acute ? "acute" : String(rawValue) }

    /// Reads `acute`, `1`, `2` or `3`.
    public init?(word: String) {
        switch word.lowercased() {
        case "acute", "akutt", "akut": self = .acute
        case "1": self = .one
        case "2": self = .two
        case "3": self = .three
        default: return nil
        }
    }

    /// Whether `a` is more urgent than `b`: acute first, then 1, 2 and 3.
    public static func < (a: PriorityClass, b: PriorityClass) -> Bool { a.rawValue < b.rawValue }
}

/// One kind of goods in an order.
public struct OrderLine: Hashable, Sendable, Codable {
    /// Which way the goods go.
    public enum Direction: String, Hashable, Sendable, Codable {
        /// From a depot to the person.
        case deliver
        /// From the person to the depot (returned goods, not clean until reconditioned).
        case collect
        /// Worked on at the place.
        case repair
    }
    /// The item's id.
    public var item: String
    /// Pieces, 1 or more.
    public var quantity: Int
    /// Which way.
    public var direction: Direction

    /// Makes a line.
    public init(item: String, quantity: Int = 1, direction: Direction) {
        self.item = item
        self.quantity = quantity
        self.direction = direction
    }
}

/// A time of day in which service may start; both ends included.
public struct DailyWindow: Hashable, Sendable, Codable {
    /// Seconds after midnight.
    public var fromSecond: Int
    /// Seconds after midnight.
    public var toSecond: Int
    /// Days it holds on; empty means every day.
    public var weekdays: Set<Weekday>

    /// Makes a window.
    public init(fromSecond: Int, toSecond: Int, weekdays: Set<Weekday> = []) {
        self.fromSecond = fromSecond
        self.toSecond = toSecond
        self.weekdays = weekdays
    }
}

/// A named person's decision to change what the priority key says, kept for the log.
public struct DueOverride: Hashable, Sendable, Codable {
    /// The class to use instead; `nil` keeps the order's own.
    public var priority: PriorityClass?
    /// The due instant to use instead; `nil` keeps the key's.
    public var due: CivilInstant?
    /// The role of who decided.
    public var role: String
    /// Why.
    public var reason: String

    /// Makes an override.
    public init(priority: PriorityClass? = nil, due: CivilInstant? = nil, role: String, reason: String) {
        self.priority = priority
        self.due = due
        self.role = role
        self.reason = reason
    }
}

/// A reason to leave an order alone until a date.
public struct Hold: Hashable, Sendable, Codable {
    /// The order may be served from this instant; `nil` means "until further notice".
    public var until: CivilInstant?
    /// Why, for example `training` or `missing-part`.
    public var reason: String

    /// Makes a hold.
    public init(until: CivilInstant?, reason: String) {
        self.until = until
        self.reason = reason
    }
}

/// What a citizen or a professional asked for. A kit is one order with several lines: its items
/// come together, in one visit, when all of them are ready.
public struct Order: Hashable, Sendable, Codable {
    /// The identity used in plans.
    public var id: String
    /// What it asks for.
    public var kind: OrderKind
    /// Its class, or `nil` for the key's default of its kind.
    public var priority: PriorityClass?
    /// When the wish became known.
    public var registered: CivilInstant
    /// When all items stand ready to leave; `nil` is not yet.
    public var ready: CivilInstant?
    /// When they are expected to be ready; only used while `ready` is `nil`.
    public var expectedReady: CivilInstant?
    /// Where.
    public var place: Place
    /// Goods and work.
    public var lines: [OrderLine]
    /// Service seconds; `nil` is the sum over the lines by the catalogue.
    public var serviceSeconds: Int?
    /// Persons needed; `nil` is what items and stairs ask for.
    public var persons: Int?
    /// Skills needed beyond those of the items (all of them).
    public var skills: Set<String>
    /// Van features needed beyond those of the items (all of them).
    public var vanFeatures: Set<String>
    /// Times of day when service may start; empty is any time.
    public var windows: [DailyWindow]
    /// Dates on which nobody is to come.
    public var blockedDates: Set<CivilDate>
    /// Stairs without a lift between the van and the place.
    public var stairs: Bool
    /// Known infection: last on its trip, or alone.
    public var infection: Bool
    /// A second due instant (planned discharge); it holds when earlier.
    public var neededBy: CivilInstant?
    /// An individual allowance.
    public var override: DueOverride?
    /// A reason to wait.
    public var hold: Hold?
    /// The depot that has the goods or takes the returns; `nil` is any depot that keeps the items.
    public var depot: String?
    /// Who owns the goods (`municipality`, `nav`, `hospital`); decides where a return goes.
    public var owner: String
    /// The depot that a transfer or replenishment brings goods to; `nil` for orders of persons.
    public var destination: String?
    /// Persons that the citizen knows; a visit by a crew without any of them has a price.
    public var familiarPersons: Set<String>
    /// Whether the person can fetch what an item allows to be carried home.
    public var selfCollection: Bool

    /// What a dispatcher has fixed.
    public var lock: OrderLock?

    /// Makes an order; see the properties.
    public init(
        id: String, kind: OrderKind, priority: PriorityClass? = nil, registered: CivilInstant,
        ready: CivilInstant? = nil, expectedReady: CivilInstant? = nil, place: Place, lines: [OrderLine],
        serviceSeconds: Int? = nil, persons: Int? = nil, skills: Set<String> = [], vanFeatures: Set<String> = [],
        windows: [DailyWindow] = [], blockedDates: Set<CivilDate> = [], stairs: Bool = false,
        infection: Bool = false, neededBy: CivilInstant? = nil, override: DueOverride? = nil, hold: Hold? = nil,
        depot: String? = nil, owner: String = "municipality", destination: String? = nil,
        familiarPersons: Set<String> = [], selfCollection: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.priority = priority
        self.registered = registered
        self.ready = ready
        self.expectedReady = expectedReady
        self.place = place
        self.lines = lines
        self.serviceSeconds = serviceSeconds
        self.persons = persons
        self.skills = skills
        self.vanFeatures = vanFeatures
        self.windows = windows
        self.blockedDates = blockedDates
        self.stairs = stairs
        self.infection = infection
        self.neededBy = neededBy
        self.override = override
        self.hold = hold
        self.depot = depot
        self.owner = owner
        self.destination = destination
        self.familiarPersons = familiarPersons
        self.selfCollection = selfCollection
    }
}
