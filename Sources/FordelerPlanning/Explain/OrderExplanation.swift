import FordelerModel

/// Why an order stands where it stands in a plan, each claim shown by an insertion.
public struct OrderExplanation: Hashable, Sendable, Codable {
    /// One van-day and what it says to the order.
    public struct VanDay: Hashable, Sendable, Codable {
        /// The van.
        public var van: String
        /// The date of its shift.
        public var date: CivilDate
        /// The first rule that forbids it; `OFFERED` when the van-day could take it.
        public var code: String
        /// What it would add to the plan's cost, in øre, when it could take it.
        public var addedOre: Int?
    }

    /// The order.
    public var order: String
    /// Its state.
    public var state: OrderState
    /// Whether the plan makes it late.
    public var late: Bool
    /// The reason in short.
    public var reason: OutcomeReason
    /// Every van-day, by date and van, the order's own left out.
    public var vanDays: [VanDay]
    /// The best van-day other than its own, for a planned order.
    public var next: VanDay?
    /// How much dearer `next` is than the order's own van-day, in øre.
    public var nextDearerOre: Int?
    /// Single changes that admit it, the smallest first; at most one of each kind.
    public var relaxations: [VanDayChange]

    /// Van-days by what they say, the most frequent first.
    public var counts: [(code: String, count: Int)] {
        Dictionary(grouping: vanDays, by: \.code).map { ($0.key, $0.value.count) }
            .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }
}
