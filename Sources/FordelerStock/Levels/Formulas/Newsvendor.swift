import FordelerStatistics

/// One decision before one period of unknown demand: how much is too much and how much too little.
///
/// Snyder and Shen (2019), *Fundamentals of Supply Chain Theory*, 2nd edition, chapter 4.
public struct Newsvendor: Sendable, Hashable {
    /// Cost of a piece left over, above 0.
    public var holdingCost: Double
    /// Cost of a piece short, above 0.
    public var shortageCost: Double

    /// Makes the trade-off. - Precondition: both costs are finite and above 0.
    public init(holdingCost: Double, shortageCost: Double) {
        precondition(holdingCost > 0 && shortageCost > 0, "both costs are above 0")
        precondition(holdingCost.isFinite && shortageCost.isFinite, "both costs are finite")
        self.holdingCost = holdingCost
        self.shortageCost = shortageCost
    }

    /// Share of periods in which the best quantity covers all demand.
    public var criticalRatio: Double { shortageCost / (shortageCost + holdingCost) }

    /// Best quantity and its expected cost.
    public struct Decision: Sendable, Hashable {
        /// The base stock level S*.
        public var level: Double
        /// Expected cost per period.
        public var cost: Double
    }

    /// Best quantity under continuous demand.
    public func best(_ demand: some ContinuousDistribution) -> Decision {
        let level = demand.quantile(criticalRatio)
        return Decision(level: level, cost: cost(level, demand))
    }

    /// Expected cost of a quantity under continuous demand.
    public func cost(_ level: Double, _ demand: some ContinuousDistribution) -> Double {
        holdingCost * demand.complementaryLoss(level) + shortageCost * demand.loss(level)
    }

    /// Best quantity under demand in whole pieces.
    public func best(_ demand: some DiscreteDistribution) -> Decision {
        let level = demand.quantile(criticalRatio)
        return Decision(level: Double(level), cost: cost(level, demand))
    }

    /// Expected cost of a whole quantity.
    public func cost(_ level: Int, _ demand: some DiscreteDistribution) -> Double {
        holdingCost * demand.complementaryLoss(level) + shortageCost * demand.loss(level)
    }

    /// Best quantity and expected profit when pieces are bought, sold and salvaged at known prices.
    ///
    /// - Precondition: `salvage` < `cost` < `revenue`.
    public static func bestProfit(
        revenue: Double, cost: Double, salvage: Double, _ demand: some ContinuousDistribution
    ) -> (level: Double, profit: Double) {
        let tradeOff = Newsvendor(holdingCost: cost - salvage, shortageCost: revenue - cost)
        let decision = tradeOff.best(demand)
        return (decision.level, (revenue - cost) * demand.mean - decision.cost)
    }

    /// The one-period rule for many periods with a purchase price that changes from one to the next.
    ///
    /// - Parameters:
    ///   - purchase: Price now.
    ///   - nextPurchase: Price in the next period.
    ///   - discount: Value now of one coin in the next period, 0...1.
    ///   - demand: Demand of one period.
    public func bestMyopic(
        purchase: Double, nextPurchase: Double, discount: Double, _ demand: some ContinuousDistribution
    ) -> Decision {
        let ratio = (shortageCost - purchase + discount * nextPurchase) / (shortageCost + holdingCost)
        let level = demand.quantile(min(max(ratio, 0), 1))
        let value = discount * nextPurchase * (level - demand.mean)
        return Decision(level: level, cost: purchase * level + cost(level, demand) - value)
    }

    /// Known demand from a supplier that breaks down: how many periods of demand to keep.
    ///
    /// The number of periods in a row without supply has P(0) = β/(α+β) and P(n) = αβ(1−β)ⁿ⁻¹/(α+β)
    /// (Snyder and Shen, section 9.2).
    /// - Parameters:
    ///   - demand: Pieces per period.
    ///   - failure: Chance α that a working supplier fails in a period.
    ///   - recovery: Chance β that a failed supplier works again, above 0.
    public func bestUnderDisruptions(demand: Double, failure: Double, recovery: Double) -> Decision {
        let total = failure + recovery
        var downPeriods = 0
        var stillDown = failure / total
        while 1 - stillDown < criticalRatio, downPeriods < 100_000 {
            downPeriods += 1
            stillDown *= 1 - recovery
        }
        let level = Double(downPeriods + 1) * demand
        var cost = 0.0
        var chance = recovery / total
        for n in 0..<100_000 {
            let need = Double(n + 1) * demand
            cost += chance * (holdingCost * max(0, level - need) + shortageCost * max(0, need - level))
            chance = n == 0 ? failure * recovery / total : chance * (1 - recovery)
            if chance < 1e-18 { break }
        }
        return Decision(level: level, cost: cost)
    }
}
