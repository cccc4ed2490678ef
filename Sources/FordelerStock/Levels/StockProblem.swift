import FordelerModel

/// One aid as stock sees it.
public struct StockItem: Hashable, Sendable, Codable {
    /// The catalogue's id.
    public var id: String
    /// What people call it.
    public var name: String
    /// Its group, for example `bulk`; exemptions and store lists may name it. May be empty.
    public var group: String
    /// Price of one piece in øre, above 0.
    public var price: Int
    /// Shelf space of one piece in litres, 0 or more.
    public var volumeLitres: Int
    /// Mean days from a purchase order to its arrival at the central store, 0 or more.
    public var supplierDays: Double
    /// Variance of those days (days squared), 0 or more; orders arrive in the order they were sent.
    public var supplierVariance: Double
    /// Share of issued pieces that come back, 0...1.
    public var returnShare: Double
    /// Share of returned pieces that become ready again, 0...1.
    public var yield: Double
    /// Days from a piece's return to its being ready, the wait for a bench apart, 0 or more.
    public var reconditionDays: Double
    /// Minutes at the bench for each returned piece, 0 or more.
    public var benchMinutes: Double
    /// Pieces a store is sent at a time, 1 or more.
    public var batch: Int

    /// Makes an item; see the properties for units.
    public init(
        id: String, name: String = "", group: String = "", price: Int, volumeLitres: Int = 0,
        supplierDays: Double, supplierVariance: Double = 0, returnShare: Double = 0, yield: Double = 0,
        reconditionDays: Double = 0, benchMinutes: Double = 0, batch: Int = 1
    ) {
        self.id = id
        self.name = name.isEmpty ? id : name
        self.group = group
        self.price = price
        self.volumeLitres = volumeLitres
        self.supplierDays = supplierDays
        self.supplierVariance = supplierVariance
        self.returnShare = returnShare
        self.yield = yield
        self.reconditionDays = reconditionDays
        self.benchMinutes = benchMinutes
        self.batch = batch
    }

    /// Share of demand that reconditioned pieces cover in the long run.
    public var reissueShare: Double { returnShare * yield }
}

/// One store.
public struct StockSite: Hashable, Sendable, Codable {
    /// What kind of store it is.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The one store that buys, reconditions and serves all others.
        case central
        /// A staffed forward store.
        case forward
        /// A store without staff: professionals take goods out, the van refills it on its rounds.
        case unattended
        /// A small store with a closed list for acute needs.
        case kit
    }
    /// The identity used by demand and links.
    public var id: String
    /// What people call it.
    public var name: String
    /// Where it is.
    public var coordinate: Coordinate
    /// What kind it is.
    public var kind: Kind
    /// Shelf space in litres; `nil` is no limit.
    public var capacityLitres: Int?
    /// Days from the central shelf to this shelf, once sent; 0 or more.
    public var transportDays: Double
    /// Days between the fixed rounds; 0 sends at once, piece for piece.
    public var reviewDays: Double
    /// Day of that cycle on which the round leaves, 0 or more and below ``reviewDays``; only matters beside other stores.
    public var roundDay: Double
    /// Days from this shelf to a citizen of its area, 0 or more.
    public var deliveryDays: Double
    /// Days from the central shelf straight to a citizen of this area by the ordinary round.
    public var centralDays: Double
    /// The same by express; `nil` is no express.
    public var expressDays: Double?
    /// Whether it may send pieces to other stores.
    public var mayShip: Bool
    /// Item ids or groups it keeps; empty is every item.
    public var keeps: Set<String>

    /// Makes a store; see the properties for units.
    public init(
        id: String, name: String = "", coordinate: Coordinate, kind: Kind, capacityLitres: Int? = nil,
        transportDays: Double = 0, reviewDays: Double = 0, roundDay: Double = 0, deliveryDays: Double = 0,
        centralDays: Double = 0, expressDays: Double? = nil, mayShip: Bool = false, keeps: Set<String> = []
    ) {
        self.id = id
        self.name = name.isEmpty ? id : name
        self.coordinate = coordinate
        self.kind = kind
        self.capacityLitres = capacityLitres
        self.transportDays = transportDays
        self.reviewDays = reviewDays
        self.roundDay = roundDay
        self.deliveryDays = deliveryDays
        self.centralDays = centralDays
        self.expressDays = expressDays
        self.mayShip = mayShip
        self.keeps = keeps
    }

    /// Whether the store may keep `item`.
    public func keeps(_ item: StockItem) -> Bool {
        keeps.isEmpty || keeps.contains(item.id) || !item.group.isEmpty && keeps.contains(item.group)
    }
}

/// How often an item is asked for in a store's area.
public struct StockDemand: Hashable, Sendable, Codable {
    /// The item.
    public var item: String
    /// The store whose area it is.
    public var site: String
    /// The class of the orders.
    public var priority: PriorityClass
    /// Pieces a year, 0 or more.
    public var perYear: Double

    /// Makes a row.
    public init(item: String, site: String, priority: PriorityClass, perYear: Double) {
        self.item = item
        self.site = site
        self.priority = priority
        self.perYear = perYear
    }
}

/// How soon a class must have its aid, and for how large a share of its demand.
public struct ResponseLimit: Hashable, Sendable, Codable {
    /// The class.
    public var priority: PriorityClass
    /// Calendar days from the order to the citizen, 0 or more.
    public var days: Double
    /// Share of the class's demand that must meet it, 0...1 (1 excluded).
    public var share: Double
    /// Share that every single item must reach in the class, 0...1 (1 excluded); keeps dear items from being given up.
    public var itemShare: Double

    /// Makes a limit; without a share of its own an item must reach nothing.
    public init(priority: PriorityClass, days: Double, share: Double, itemShare: Double = 0) {
        self.priority = priority
        self.days = days
        self.share = share
        self.itemShare = itemShare
    }
}

/// A way for pieces from one store to another area's citizens when their own store is empty.
public struct LateralLink: Hashable, Sendable, Codable {
    /// The store that sends; it must be one that may ship.
    public var from: String
    /// The store whose area receives.
    public var to: String
    /// Days from the one shelf to the citizen.
    public var days: Double

    /// Makes a link.
    public init(from: String, to: String, days: Double) {
        self.from = from
        self.to = to
        self.days = days
    }
}

/// Demand that forward stores do not serve: it goes straight to the central store, which may use express for it.
public struct StockExemption: Hashable, Sendable, Codable {
    /// The item group, or `nil` for every item.
    public var group: String?
    /// The class, or `nil` for every class.
    public var priority: PriorityClass?

    /// Makes an exemption.
    public init(group: String? = nil, priority: PriorityClass? = nil) {
        self.group = group
        self.priority = priority
    }

    /// Whether it covers an item in a class.
    public func covers(_ item: StockItem, _ priority: PriorityClass) -> Bool {
        (group == nil || group == item.group || group == item.id) && (self.priority == nil || self.priority == priority)
    }
}

/// The people who make returned pieces ready.
public struct ReconditioningBench: Hashable, Sendable, Codable {
    /// Places that work at the same time, 1 or more.
    public var places: Int
    /// Minutes each place works a calendar day on average, above 0.
    public var minutesPerDay: Double
    /// Squared coefficient of variation of the minutes of one kind of item; 0 is always the same.
    public var variation: Double

    /// Makes a bench.
    public init(places: Int = 1, minutesPerDay: Double = 300, variation: Double = 0.5) {
        self.places = places
        self.minutesPerDay = minutesPerDay
        self.variation = variation
    }
}

/// Everything that base stock levels follow from.
public struct StockProblem: Hashable, Sendable, Codable {
    /// Short name.
    public var name: String
    /// Aids.
    public var items: [StockItem]
    /// Stores, exactly one of them central.
    public var sites: [StockSite]
    /// Demand by item, area and class.
    public var demand: [StockDemand]
    /// Limits, at most one a class; a class without one is not promised anything.
    public var limits: [ResponseLimit]
    /// Ways between stores.
    public var links: [LateralLink]
    /// What forward stores do not serve.
    public var exemptions: [StockExemption]
    /// Classes that may be served by express from the central store.
    public var expressClasses: Set<PriorityClass>
    /// The bench; `nil` is one that never makes anything wait.
    public var bench: ReconditioningBench?
    /// Most stock value in øre over all stores; `nil` is no ceiling.
    public var valueCeiling: Int?
    /// Yearly cost of holding stock as a share of its value.
    public var holdingRate: Double

    /// Makes a problem; see ``diagnostics()`` for what must hold.
    public init(
        name: String = "", items: [StockItem], sites: [StockSite], demand: [StockDemand], limits: [ResponseLimit],
        links: [LateralLink] = [], exemptions: [StockExemption] = [], expressClasses: Set<PriorityClass> = [.acute],
        bench: ReconditioningBench? = nil, valueCeiling: Int? = nil, holdingRate: Double = 0.1
    ) {
        self.name = name
        self.items = items
        self.sites = sites
        self.demand = demand
        self.limits = limits
        self.links = links
        self.exemptions = exemptions
        self.expressClasses = expressClasses
        self.bench = bench
        self.valueCeiling = valueCeiling
        self.holdingRate = holdingRate
    }

    /// Days in a year, for rates.
    public static let daysPerYear = 365.0
}
