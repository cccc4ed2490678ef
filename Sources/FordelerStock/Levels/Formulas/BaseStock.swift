import FordelerStatistics

/// One site with one-for-one replenishment: what a base stock level promises against its pipeline.
///
/// The pipeline (pieces ordered and not yet arrived) is Poisson for any lead-time distribution (Palm 1938);
/// a two-moment fit stands for other pipelines. Sherbrooke (2004), *Optimal Inventory Modeling of Systems*, chapter 2.
public struct BaseStock<Pipeline: DiscreteDistribution>: Sendable {
    /// Pieces ordered and not yet arrived.
    public let pipeline: Pipeline
    /// Base stock level, 0 or more.
    public let level: Int

    /// Makes the site. - Precondition: `level` is not negative.
    public init(level: Int, pipeline: Pipeline) {
        precondition(level >= 0, "a base stock level is not negative")
        self.level = level
        self.pipeline = pipeline
    }

    /// Expected backorders EBO.
    public var expectedBackorders: Double { pipeline.loss(level) }
    /// Variance of the backorders VBO.
    public var backorderVariance: Double { pipeline.lossVariance(level) }
    /// Share of demand met from the shelf: P(pipeline ≤ level − 1).
    public var fillRate: Double { pipeline.cumulative(level - 1) }
    /// Expected pieces on the shelf.
    public var expectedOnHand: Double { pipeline.complementaryLoss(level) }
    /// Backorders removed by one more piece: P(pipeline > level).
    public var nextGain: Double { pipeline.tail(level) }

    /// The least level whose fill rate reaches `target`, 0...1 (excluded at 1).
    public static func leastLevel(fillRate target: Double, pipeline: Pipeline) -> Int {
        target <= 0 ? 0 : pipeline.quantile(min(target, 1 - 1e-12)) + 1
    }
}

/// How much demand a number of pieces can carry: the ladder that makes fill-rate targets linear.
public enum CapacityLadder {
    /// The largest pipeline mean with P(Poisson ≤ pieces − 1) ≥ `fillRate`; 0 for no pieces.
    ///
    /// - Precondition: 0 < `fillRate` < 1.
    public static func largestPipeline(pieces: Int, fillRate: Double) -> Double {
        precondition(fillRate > 0 && fillRate < 1, "a fill rate lies between 0 and 1")
        guard pieces > 0 else { return 0 }
        // P(Poisson(m) ≤ s − 1) is the upper tail of a gamma law of shape s at m.
        return Gamma(shape: Double(pieces), scale: 1).quantile(1 - fillRate)
    }

    /// The rungs for 1...`pieces`.
    public static func rungs(upTo pieces: Int, fillRate: Double) -> [Double] {
        (0..<max(0, pieces)).map { largestPipeline(pieces: $0 + 1, fillRate: fillRate) }
    }
}

/// A store that is looked at only on its rounds: order up to the level every `reviewPeriod`, arriving after
/// `leadTime`; Poisson demand, unmet demand waits.
///
/// The shelf at a time u after an arrival has seen the demand of leadTime + u, u even over one period; the
/// integrals of Poisson terms over time are exact tail sums (Hadley and Whitin 1963, chapter 5).
public struct PeriodicReview: Sendable, Hashable {
    /// Demand per day, 0 or more.
    public var demandRate: Double
    /// Days between rounds, above 0.
    public var reviewPeriod: Double
    /// Days from a round's order to its arrival, 0 or more.
    public var leadTime: Double

    /// Makes the store. - Precondition: numbers are finite and in range.
    public init(demandRate: Double, reviewPeriod: Double, leadTime: Double) {
        precondition(demandRate >= 0 && reviewPeriod > 0 && leadTime >= 0, "rate and days are in range")
        precondition((demandRate + reviewPeriod + leadTime).isFinite, "rate and days are finite")
        self.demandRate = demandRate
        self.reviewPeriod = reviewPeriod
        self.leadTime = leadTime
    }

    /// Mean over one cycle of P(demand since = k), k = 0 ..< count.
    private func cycleProbabilities(_ count: Int) -> [Double] {
        if demandRate == 0 { return (0..<count).map { $0 == 0 ? 1 : 0 } }
        let start = Poisson(mean: demandRate * leadTime)
        let end = Poisson(mean: demandRate * (leadTime + reviewPeriod))
        let span = demandRate * reviewPeriod
        return (0..<count).map { k in (end.tail(k) - start.tail(k)) / span }
    }

    /// Share of demand met from the shelf at once.
    public func fillRate(level: Int) -> Double {
        level <= 0 ? 0 : min(1, cycleProbabilities(level).reduce(0, +))
    }

    /// Time average of pieces owed.
    public func expectedBackorders(level: Int) -> Double {
        demandRate * (leadTime + reviewPeriod / 2) - Double(level) + expectedOnHand(level: level)
    }

    /// Time average of pieces on the shelf.
    public func expectedOnHand(level: Int) -> Double {
        guard level > 0 else { return 0 }
        return cycleProbabilities(level).enumerated().reduce(0) { $0 + Double(level - $1.offset) * $1.element }
    }

    /// The least level whose fill rate reaches `target`, at most 100,000.
    public func leastLevel(fillRate target: Double) -> Int {
        if target <= 0 || demandRate == 0 { return target <= 0 ? 0 : 1 }
        var level = 1
        while fillRate(level: level) < target, level < 100_000 { level += 1 }
        return level
    }
}
