import FordelerModel

/// What the books say lies in a store.
public struct StoreCount: Hashable, Sendable, Codable {
    /// The item.
    public var item: String
    /// The store.
    public var site: String
    /// Pieces on the shelf by the books, 0 or more.
    public var onHand: Int
    /// Pieces sent and not yet arrived, 0 or more.
    public var onOrder: Int
    /// Pieces promised to citizens and still to be taken out, 0 or more.
    public var promised: Int

    /// Makes a count.
    public init(item: String, site: String, onHand: Int, onOrder: Int = 0, promised: Int = 0) {
        self.item = item
        self.site = site
        self.onHand = onHand
        self.onOrder = onOrder
        self.promised = promised
    }

    /// On hand + on order − promised.
    public var position: Int { onHand + onOrder - promised }
}

/// The fixed round that refills a store.
public struct RefillRound: Hashable, Sendable, Codable {
    /// Stores on the round; they share the van.
    public var sites: [String]
    /// Days it drives.
    public var weekdays: Set<Weekday>
    /// Litres of clean goods that the van has for refills; `nil` is no limit.
    public var litres: Int?

    /// Makes a round.
    public init(sites: [String], weekdays: Set<Weekday>, litres: Int? = nil) {
        self.sites = sites
        self.weekdays = weekdays
        self.litres = litres
    }
}

/// What one day's rounds bring, and what they cannot.
public struct RefillPlan: Hashable, Sendable, Codable {
    /// Why less is sent than the level asks for.
    public enum Cause: String, Hashable, Sendable, Codable {
        /// The central store has too few.
        case centralShelf = "central-shelf"
        /// The round's van is full.
        case vanSpace = "van-space"
        /// The store's shelf is full.
        case shelfSpace = "shelf-space"
        /// Fewer than a whole batch are missing.
        case batch
    }

    /// Pieces not sent.
    public struct Shortfall: Hashable, Sendable, Codable {
        /// The item.
        public var item: String
        /// The store.
        public var site: String
        /// Pieces.
        public var pieces: Int
        /// Why.
        public var cause: Cause
    }

    /// Orders for vans: refills from the central store, then transfers of surplus pieces.
    public var orders: [Order]
    /// What is not sent, by store and item.
    public var shortfalls: [Shortfall]
    /// Litres sent on each round that drives, in the order given.
    public var litres: [Int]
}
