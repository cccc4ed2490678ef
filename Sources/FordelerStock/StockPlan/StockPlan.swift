import FordelerModel

/// One proposal: which stores, which levels, what it costs and what it promises.
public struct StockProposal: Hashable, Sendable, Codable {
    /// `today`, `budget 1`, …
    public var name: String
    /// Yearly budget in øre; `nil` for today.
    public var budget: Int?
    /// Open stores' ids, the central one included.
    public var open: [String]
    /// Area → store.
    public var assignment: [String: String]
    /// A year's cost.
    public var costs: StockCosts
    /// Levels and promises.
    public var levels: StockLevels
    /// Expected days from order to citizen, all demand.
    public var responseDays: Double
    /// Mean minutes of driving from an area to its store, weighted by inhabitants.
    public var drivingMinutes: Double
    /// Share in time of the area served worst.
    public var worstAreaShare: Double
    /// Share of all demand in time that no choice of stores and levels can pass at this budget (today: at today's
    /// cost); proven. 1 where nothing is proven.
    public var mostShare: Double = 1
}

/// The least yearly cost that keeps every promise: what was found, and a proven bound over every choice of stores.
public struct StockPromiseCost: Hashable, Sendable, Codable {
    /// Least yearly cost found, in øre.
    public var cost: Int
    /// Stores of the plan that costs it, the central one included.
    public var open: [String]
    /// No stores and levels that keep every promise cost less than this, in øre a year.
    public var bound: Int
    /// (cost − bound) / cost; 0 when the cost is 0.
    public var gap: Double { cost > 0 ? Double(cost - bound) / Double(cost) : 0 }
}

/// One point of the frontier over placements and levels.
public struct StockFrontierPoint: Hashable, Sendable, Codable {
    /// A year's cost in øre.
    public var cost: Int
    /// Stock value in øre.
    public var value: Int
    /// Share of all demand in time.
    public var share: Double
    /// Share by class, in the order of the limits.
    public var classShares: [Double]
    /// Open stores' ids.
    public var open: [String]
    /// Orders more in time a year for each krone since the point before; 0 for the first.
    public var gainPerKrone: Double
}

/// What replacing a bulky item by a smaller one does.
public struct SubstitutionEffect: Hashable, Sendable, Codable {
    /// The bulky item.
    public var item: String
    /// What stands in for it.
    public var substitute: String
    /// Share of demand moved.
    public var share: Double
    /// Change of stock value in øre, the same promises kept.
    public var valueChange: Int
    /// Change of litres on all shelves.
    public var litresChange: Int
}

/// Placement and levels together, against the plan of today.
public struct StockPlan: Hashable, Sendable, Codable {
    /// The scenario's name.
    public var name: String
    /// The stores and levels of today.
    public var today: StockProposal
    /// Least cost of keeping every promise, over every choice of stores; `nil` when no stores were found that keep them.
    public var promiseCost: StockPromiseCost?
    /// One proposal a budget, smallest budget first.
    public var proposals: [StockProposal]
    /// Cost against service, best of all sets of stores looked at.
    public var frontier: [StockFrontierPoint]
    /// Substitutions.
    public var substitutions: [SubstitutionEffect]
    /// Sets of stores looked at.
    public var setsTried: Int
    /// First refills that bring today's shelves to the middle proposal's levels.
    public var replenishment: [Order]
}
