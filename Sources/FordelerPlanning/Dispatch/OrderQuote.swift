import FordelerModel

/// Where a new order could go in a plan that stands, the best place first, and what each place costs everybody.
public struct OrderQuote: Hashable, Sendable, Codable {
    /// A visit that a place makes later (or earlier).
    public struct Move: Hashable, Sendable, Codable {
        /// The order whose visit moves.
        public var order: String
        /// Start of service as the plan has it, and with the new order, in seconds from midnight of the plan's date.
        public var from: Int, to: Int
        /// Whether the visit leaves the window that was announced.
        public var breaksPromise: Bool
        /// Whether the visit was on time and now ends after its due instant.
        public var becomesLate: Bool
    }

    /// The second van at the door, from the start of the visit to its end.
    public struct Helper: Hashable, Sendable, Codable {
        /// The van; it comes on the place's date.
        public var van: String
        /// The orders it visits just before and after; `nil` is a depot.
        public var after: String?, before: String?
        /// Its van-day with the meeting in it, as it would stand.
        public var route: PlanRoute
    }

    /// One place: the best one of a van-day.
    public struct Place: Hashable, Sendable, Codable {
        /// The van.
        public var van: String
        /// The date of its shift.
        public var date: CivilDate
        /// Start and end of the visit, in seconds from midnight of the plan's date.
        public var start: Int, end: Int
        /// The window to announce, in seconds after midnight of `date`.
        public var fromSecond: Int, toSecond: Int
        /// The orders visited just before and after; `nil` is a depot.
        public var after: String?, before: String?
        /// Whether a trip to the depot is added for it.
        public var addsTrip: Bool
        /// What the van-day grows by.
        public var addedDrivingSeconds: Int, addedMetres: Int, addedOvertimeSeconds: Int
        /// Money of the van-day with the order less without it, in øre; the order's own price of waiting included.
        public var addedCost: CostBreakdown
        /// Whether the order itself ends after its due instant.
        public var late: Bool
        /// Seconds by which it ends after its due instant; 0 when on time.
        public var tardinessSeconds: Int
        /// Visits that move by a second or more.
        public var moves: [Move]
        /// The van-day with the order in it, as it would stand.
        public var route: PlanRoute
        /// The second van, where two meet at the door; driving, overtime, money and moves above count both.
        public var helper: Helper?

        /// Visits that move out of the window that was announced, or become late.
        public var suffering: [Move] { moves.filter { $0.breaksPromise || $0.becomesLate } }
    }

    /// The order.
    public var order: String
    /// Its class.
    public var priority: PriorityClass
    /// Its due instant, in seconds from midnight of the plan's date; `nil` when no limit counts yet.
    public var due: Int?
    /// The best place of each van-day that can take it, best first: by aims, in their order, then cost.
    public var places: [Place]
    /// Van-days that were asked, and those that cannot take it.
    public var vanDays: Int, refused: Int
    /// Why it cannot be served at all, or why no van-day takes it; `nil` when there is a place.
    public var reason: OutcomeReason?
    /// Orders of the plan that no longer stand where the plan has them, because a rule forbids it now.
    public var displaced: [String]
}
