/// Which forward stores to open out of candidate sites, and who serves which zone.
///
/// Sites and zones are numbered in the order given. Costs are in one money or distance unit, times in one time unit;
/// the problem never mixes them.
public struct PlacementProblem: Sendable {
    /// A place where a store may stand.
    public struct Site: Sendable, Hashable {
        /// What may be decided about a site.
        public enum Status: String, Sendable, Codable {
            case candidate
            /// Stays or becomes open, whatever the plan.
            case open
            /// Stays closed.
            case closed
        }

        /// Name, unique among the sites.
        public var id: String
        /// Price of opening it once.
        public var openingCost: Double
        /// Price of running it over the plan's period.
        public var runningCost: Double
        /// Most demand it serves; `nil` is no limit.
        public var capacity: Double?
        /// Whether the decision is free.
        public var status: Status
        /// District it lies in, for one store per district.
        public var district: String?

        /// Makes a site.
        public init(
            id: String, openingCost: Double = 0, runningCost: Double = 0, capacity: Double? = nil,
            status: Status = .candidate, district: String? = nil
        ) {
            self.id = id
            self.openingCost = openingCost
            self.runningCost = runningCost
            self.capacity = capacity
            self.status = status
            self.district = district
        }

        /// Opening and running together.
        public var fixedCost: Double { openingCost + runningCost }
    }

    /// A place that is served.
    public struct Zone: Sendable, Hashable {
        /// Name, unique among the zones.
        public var id: String
        /// Demand of each class of ``PlacementProblem/classes``, 0 or more.
        public var demand: [Double]
        /// District it lies in; a district with a zone must have a store when ``PlacementProblem/storePerDistrict`` says so.
        public var district: String?

        /// Makes a zone.
        public init(id: String, demand: [Double], district: String? = nil) {
            self.id = id
            self.demand = demand
            self.district = district
        }
    }

    /// A class of demand with its promise.
    public struct DemandClass: Sendable, Hashable {
        /// Name, for example the priority class.
        public var id: String
        /// Longest response time from the serving store; `nil` is no promise.
        public var responseLimit: Double?
        /// Exempt groups are served and paid for, but their promise binds no store.
        public var isExempt: Bool

        /// Makes a class.
        public init(id: String, responseLimit: Double? = nil, isExempt: Bool = false) {
            self.id = id
            self.responseLimit = responseLimit
            self.isExempt = isExempt
        }

        /// The limit that binds; infinity when none does.
        public var bindingLimit: Double { isExempt ? .infinity : responseLimit ?? .infinity }
    }

    /// What is looked for.
    public enum Objective: String, Sendable, Codable, CaseIterable {
        /// Least service cost with the wished number of stores (p-median).
        case median
        /// Least longest response time with the wished number of stores (p-centre).
        case centre
        /// Least price of stores that keep every promise (set covering); the number of stores when none has a price.
        case setCover = "set-cover"
        /// Most demand within its promise (maximal covering).
        case maximalCover = "maximal-cover"
        /// Least opening, running and service cost together (fixed-charge location).
        case fixedCharge = "fixed-charge"
    }

    /// Whether a zone may be served by several stores.
    public enum Assignment: String, Sendable, Codable, CaseIterable { case split, single }

    /// The aim.
    public var objective: Objective
    /// Candidate sites.
    public var sites: [Site]
    /// Zones.
    public var zones: [Zone]
    /// Classes of demand; one without a promise by default.
    public var classes: [DemandClass]
    /// Cost of serving the whole demand of a zone from a site, zone by zone; infinity where it cannot be served.
    public var serviceCost: [[Double]]
    /// Response time, zone by zone; the service cost stands for it when empty. Infinity is unreachable.
    public var responseTime: [[Double]]
    /// Fewest and most stores, locked ones included; `nil` leaves the number free.
    public var storeCount: ClosedRange<Int>?
    /// Most opening and running cost; `nil` is no limit.
    public var budget: Double?
    /// Whether each district named by a zone needs an open store in it.
    public var storePerDistrict: Bool
    /// Whether capacities bind.
    public var isCapacitated: Bool
    /// Whether a zone may be divided; matters with capacities only.
    public var assignment: Assignment

    /// Makes a problem; see the properties.
    public init(
        objective: Objective, sites: [Site], zones: [Zone], classes: [DemandClass] = [DemandClass(id: "all")],
        serviceCost: [[Double]], responseTime: [[Double]] = [], storeCount: ClosedRange<Int>? = nil,
        budget: Double? = nil, storePerDistrict: Bool = false, isCapacitated: Bool = false,
        assignment: Assignment = .split
    ) {
        self.objective = objective
        self.sites = sites
        self.zones = zones
        self.classes = classes
        self.serviceCost = serviceCost
        self.responseTime = responseTime
        self.storeCount = storeCount
        self.budget = budget
        self.storePerDistrict = storePerDistrict
        self.isCapacitated = isCapacitated
        self.assignment = assignment
    }

    /// Response time from a site to a zone.
    public func time(zone: Int, site: Int) -> Double {
        responseTime.isEmpty ? serviceCost[zone][site] : responseTime[zone][site]
    }
}
