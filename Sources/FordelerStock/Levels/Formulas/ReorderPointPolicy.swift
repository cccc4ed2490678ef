import FordelerStatistics

/// The (r, Q) policy: order Q pieces whenever the inventory position falls to r.
///
/// Costs are per unit of time: `orderCost` per order, `holdingCost` per piece and time on the shelf, `shortageCost`
/// per piece and time owed. Snyder and Shen, 2nd edition, chapter 5; Federgruen and Zheng (1992),
/// doi:10.1287/opre.40.4.808.
public struct ReorderPointPolicy: Sendable, Hashable {
    /// Cost of one order, 0 or more.
    public var orderCost: Double
    /// Holding cost per piece and unit of time, above 0.
    public var holdingCost: Double
    /// Shortage cost per piece and unit of time, above 0.
    public var shortageCost: Double
    /// Demand per unit of time, above 0.
    public var demandRate: Double

    /// Makes the setting. - Precondition: costs and rate are in range and finite.
    public init(orderCost: Double, holdingCost: Double, shortageCost: Double, demandRate: Double) {
        precondition(orderCost >= 0 && holdingCost > 0 && shortageCost > 0 && demandRate > 0, "costs are in range")
        precondition((orderCost + holdingCost + shortageCost + demandRate).isFinite, "costs are finite")
        self.orderCost = orderCost
        self.holdingCost = holdingCost
        self.shortageCost = shortageCost
        self.demandRate = demandRate
    }

    /// A policy and its expected cost per unit of time.
    public struct Decision: Sendable, Hashable {
        /// Reorder point r.
        public var reorderPoint: Double
        /// Order quantity Q.
        public var quantity: Double
        /// Expected cost per unit of time; `nil` where a rule of thumb gives none.
        public var cost: Double?
    }

    private var tradeOff: Newsvendor { Newsvendor(holdingCost: holdingCost, shortageCost: shortageCost) }

    /// Economic order quantity without shortages.
    public var economicQuantity: Double { (2 * orderCost * demandRate / holdingCost).squareRoot() }

    /// Economic order quantity when pieces may be owed.
    public var economicQuantityWithBackorders: Double {
        economicQuantity * ((holdingCost + shortageCost) / shortageCost).squareRoot()
    }

    /// Exact expected cost under normal lead-time demand; B(r, Q) = (n₂(r) − n₂(r+Q))/Q by the second loss function.
    public func cost(reorderPoint: Double, quantity: Double, leadTimeDemand: Normal) -> Double {
        let owed =
            (leadTimeDemand.secondLoss(reorderPoint) - leadTimeDemand.secondLoss(reorderPoint + quantity)) / quantity
        let onHand = quantity / 2 + reorderPoint - leadTimeDemand.mean + owed
        return orderCost * demandRate / quantity + holdingCost * onHand + shortageCost * owed
    }

    /// The best r for a given Q: the r at which the period cost is the same at r and r + Q.
    public func bestReorderPoint(quantity: Double, leadTimeDemand: Normal) -> Double {
        let best = leadTimeDemand.quantile(tradeOff.criticalRatio)
        return SpecialFunctions.root(from: best - quantity, to: best) { point in
            tradeOff.cost(point, leadTimeDemand) > tradeOff.cost(point + quantity, leadTimeDemand)
        }
    }

    /// Economic quantity with backorders, then the best reorder point for it.
    public func byEconomicQuantityWithBackorders(leadTimeDemand: Normal) -> Decision {
        let quantity = economicQuantityWithBackorders
        let point = bestReorderPoint(quantity: quantity, leadTimeDemand: leadTimeDemand)
        return Decision(
            reorderPoint: point, quantity: quantity,
            cost: cost(reorderPoint: point, quantity: quantity, leadTimeDemand: leadTimeDemand))
    }

    /// Economic quantity plus a safety stock at the newsvendor's ratio.
    public func byEconomicQuantityAndSafetyStock(leadTimeDemand: Normal) -> Decision {
        let (point, quantity) = (leadTimeDemand.quantile(tradeOff.criticalRatio), economicQuantity)
        return Decision(
            reorderPoint: point, quantity: quantity,
            cost: cost(reorderPoint: point, quantity: quantity, leadTimeDemand: leadTimeDemand))
    }

    /// The expected-inventory-level approximation, with `shortageCost` charged once per piece owed (section 5.2).
    ///
    /// Alternates Q = √(2λ(K + p·n(r))/h) and 1 − F(r) = hQ/(pλ) until both stand still.
    public func byExpectedInventoryLevel(leadTimeDemand: Normal) -> Decision {
        var quantity = economicQuantity
        var point = leadTimeDemand.mean
        for _ in 0..<1000 {
            let short = min(max(holdingCost * quantity / (shortageCost * demandRate), 1e-15), 1 - 1e-15)
            let nextPoint = leadTimeDemand.quantile(1 - short)
            let lost = orderCost + shortageCost * leadTimeDemand.loss(nextPoint)
            let nextQuantity = (2 * demandRate * lost / holdingCost).squareRoot()
            let moved = abs(nextPoint - point) + abs(nextQuantity - quantity)
            (point, quantity) = (nextPoint, nextQuantity)
            if moved < 1e-12 * (1 + quantity) { break }
        }
        let total =
            holdingCost * (point - leadTimeDemand.mean + quantity / 2) + orderCost * demandRate / quantity
            + shortageCost * demandRate * leadTimeDemand.loss(point) / quantity
        return Decision(reorderPoint: point, quantity: quantity, cost: total)
    }

    /// Exact expected cost in whole pieces: (Kλ + Σ g(y) over y = r+1 … r+Q) / Q.
    public func cost(reorderPoint: Int, quantity: Int, leadTimeDemand: some DiscreteDistribution) -> Double {
        let levels = (reorderPoint + 1)...(reorderPoint + max(1, quantity))
        let sum = levels.reduce(0) { $0 + tradeOff.cost($1, leadTimeDemand) }
        return (orderCost * demandRate + sum) / Double(max(1, quantity))
    }

    /// The best (r, Q) in whole pieces (Federgruen and Zheng 1992): the window of levels grows on its cheaper side
    /// until the next level would cost more than the average so far.
    public func best(leadTimeDemand: some DiscreteDistribution) -> Decision {
        var point = tradeOff.best(leadTimeDemand).level
        var quantity = 1
        var sum = orderCost * demandRate + tradeOff.cost(Int(point), leadTimeDemand)
        point -= 1
        while quantity < 1_000_000 {
            let below = tradeOff.cost(Int(point), leadTimeDemand)
            let above = tradeOff.cost(Int(point) + quantity + 1, leadTimeDemand)
            if min(below, above) >= sum / Double(quantity) { break }
            sum += min(below, above)
            quantity += 1
            if below <= above { point -= 1 }
        }
        return Decision(reorderPoint: point, quantity: Double(quantity), cost: sum / Double(quantity))
    }
}
