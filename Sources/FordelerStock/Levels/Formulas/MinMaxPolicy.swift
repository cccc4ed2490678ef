import FordelerStatistics
import Foundation

/// The (s, S) policy: at each review, when s or fewer are left, order up to S.
///
/// Zheng and Federgruen (1991), doi:10.1287/opre.39.4.654; power approximation by Ehrhardt and Mosier (1984),
/// doi:10.1287/mnsc.30.5.618.
public struct MinMaxPolicy: Sendable, Hashable {
    /// Cost of one order, 0 or more.
    public var orderCost: Double
    /// Holding cost per piece left at a period's end, above 0.
    public var holdingCost: Double
    /// Shortage cost per piece owed at a period's end, above 0.
    public var shortageCost: Double

    /// Makes the setting. - Precondition: costs are in range and finite.
    public init(orderCost: Double, holdingCost: Double, shortageCost: Double) {
        precondition(orderCost >= 0 && holdingCost > 0 && shortageCost > 0, "costs are in range")
        precondition((orderCost + holdingCost + shortageCost).isFinite, "costs are finite")
        self.orderCost = orderCost
        self.holdingCost = holdingCost
        self.shortageCost = shortageCost
    }

    /// A policy and its expected cost per period.
    public struct Decision: Sendable, Hashable {
        /// Order when the position is at or below this.
        public var reorderPoint: Int
        /// Order up to this.
        public var orderUpTo: Int
        /// Expected cost per period.
        public var cost: Double
    }

    private func periodCost(_ level: Int, _ demand: some DiscreteDistribution) -> Double {
        Newsvendor(holdingCost: holdingCost, shortageCost: shortageCost).cost(level, demand)
    }

    /// Renewal density m(j): expected visits to the level S − j before the next order.
    private func renewals(upTo count: Int, _ demand: some DiscreteDistribution) -> [Double] {
        guard count > 0 else { return [] }
        let stay = 1 - demand.probability(0)
        var visits = [1 / stay]
        for j in 1..<max(count, 1) {
            var sum = 0.0
            for k in 1...j { sum += demand.probability(k) * visits[j - k] }
            visits.append(sum / stay)
        }
        return visits
    }

    /// Exact expected cost per period of a policy. - Precondition: s < S, and demand is not always 0.
    public func cost(reorderPoint: Int, orderUpTo: Int, demand: some DiscreteDistribution) -> Double {
        precondition(reorderPoint < orderUpTo && demand.probability(0) < 1, "s lies below S and there is demand")
        let visits = renewals(upTo: orderUpTo - reorderPoint, demand)
        var total = orderCost
        for (j, visit) in visits.enumerated() { total += visit * periodCost(orderUpTo - j, demand) }
        return total / visits.reduce(0, +)
    }

    /// The best policy, exact. - Precondition: demand is not always 0.
    public func best(demand: some DiscreteDistribution) -> Decision {
        let cheapest = Int(Newsvendor(holdingCost: holdingCost, shortageCost: shortageCost).best(demand).level)
        var reorderPoint = cheapest - 1
        // Lower s until stopping at it is no worse than going on (the paper's step 0).
        while cost(reorderPoint: reorderPoint, orderUpTo: cheapest, demand: demand)
            > periodCost(reorderPoint, demand), reorderPoint > -1_000_000
        { reorderPoint -= 1 }
        var best = Decision(
            reorderPoint: reorderPoint, orderUpTo: cheapest,
            cost: cost(reorderPoint: reorderPoint, orderUpTo: cheapest, demand: demand))
        var orderUpTo = cheapest + 1
        while periodCost(orderUpTo, demand) <= best.cost {
            if cost(reorderPoint: best.reorderPoint, orderUpTo: orderUpTo, demand: demand) < best.cost {
                var point = best.reorderPoint
                while cost(reorderPoint: point, orderUpTo: orderUpTo, demand: demand) <= periodCost(point + 1, demand),
                    point + 1 < orderUpTo - 1
                { point += 1 }
                best = Decision(
                    reorderPoint: point, orderUpTo: orderUpTo,
                    cost: cost(reorderPoint: point, orderUpTo: orderUpTo, demand: demand))
            }
            orderUpTo += 1
        }
        return best
    }

    /// A closed rule of thumb for normal demand of mean and deviation per period, lead time in whole periods.
    public func byPowerApproximation(
        mean: Double, deviation: Double, leadPeriods: Int = 0
    ) -> (reorderPoint: Double, orderUpTo: Double) {
        let periods = Double(leadPeriods + 1)
        let coverMean = mean * periods
        let coverDeviation = deviation * periods.squareRoot()
        let spread = coverDeviation * coverDeviation / (mean * mean)
        let quantity =
            1.30 * pow(mean, 0.494) * pow(orderCost / holdingCost, 0.506) * pow(1 + spread, 0.116)
        let z = (quantity / (coverDeviation * shortageCost / holdingCost)).squareRoot()
        let point = 0.973 * coverMean + coverDeviation * (0.183 / z + 1.063 - 2.192 * z)
        return (point, point + quantity)
    }
}
