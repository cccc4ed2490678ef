import FordelerModel

/// Base stock levels with what they promise and what they cost.
public struct StockLevels: Hashable, Sendable, Codable {
    /// How the search ended.
    public enum Status: String, Hashable, Sendable, Codable {
        /// Every target is promised.
        case feasible
        /// The ceiling or the shelves leave a target unmet; the levels are the best found under them.
        case targetsMissed = "targets-missed"
    }

    /// The level of one item at one store.
    public struct Level: Hashable, Sendable, Codable {
        /// The item.
        public var item: String
        /// The store.
        public var site: String
        /// Base stock level in pieces, 1 or more; rows with 0 are left out.
        public var pieces: Int
        /// Share of demand met from the shelf at once.
        public var fillRate: Double
        /// Expected pieces owed at any time.
        public var expectedBackorders: Double
        /// Value of the level in øre.
        public var value: Int

        /// Makes a row; the measures are those of nothing known unless given.
        public init(
            item: String, site: String, pieces: Int, fillRate: Double = 0, expectedBackorders: Double = 0,
            value: Int = 0
        ) {
            self.item = item
            self.site = site
            self.pieces = pieces
            self.fillRate = fillRate
            self.expectedBackorders = expectedBackorders
            self.value = value
        }
    }

    /// What one class is promised.
    public struct Promise: Hashable, Sendable, Codable {
        /// The class.
        public var priority: PriorityClass
        /// Days of its limit.
        public var days: Double
        /// Share asked for.
        public var target: Double
        /// Share promised in time.
        public var share: Double
        /// The item with the smallest share in time.
        public var worstItem: String
        /// Its share.
        public var worstItemShare: Double
        /// The area with the smallest share in time.
        public var worstSite: String
        /// Its share.
        public var worstSiteShare: Double
        /// Share in time of every item that is asked for in the class, in the problem's order.
        public var items: [Part]
        /// Share in time of every area that asks for something in the class, in the problem's order.
        public var sites: [Part]
    }

    /// What one item, or one store's area, is promised in a class.
    public struct Part: Hashable, Sendable, Codable {
        /// The item or the store.
        public var id: String
        /// Share promised in time.
        public var share: Double
    }

    /// One point of the curve of cost against service.
    public struct Point: Hashable, Sendable, Codable {
        /// Stock value in øre.
        public var value: Int
        /// Share of all demand promised in time.
        public var share: Double
        /// The same by class, in the order of ``StockLevels/promises``.
        public var classShares: [Double]
        /// Orders more in time a year for each krone since the point before; 0 for the first.
        public var gainPerKrone: Double
    }

    /// How it ended.
    public var status: Status
    /// Levels above 0, by item and store in the problem's order.
    public var levels: [Level]
    /// Promises by class, most urgent first.
    public var promises: [Promise]
    /// Share of all demand promised in time.
    public var share: Double
    /// Stock value in øre.
    public var value: Int
    /// Value of the least levels found that keep every target, in øre; below `value` when more was spent on service.
    public var promiseValue: Int
    /// No levels that keep every target cost less than this, in øre; proven by Lagrangian relaxation.
    public var bound: Int
    /// (promise value − bound) / promise value; 0 when that is 0. Only meaningful when the status is feasible.
    public var gap: Double
    /// The curve from an empty store to these levels, convex hull only.
    public var frontier: [Point]
    /// Share of the bench in use.
    public var benchUtilisation: Double
    /// Days a returned piece waits for the bench.
    public var benchWaitDays: Double

    /// The level of an item at a store, 0 when there is none.
    public func pieces(item: String, site: String) -> Int {
        levels.first { $0.item == item && $0.site == site }?.pieces ?? 0
    }
}
