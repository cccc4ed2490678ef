import FordelerStatistics
import Testing

@testable import FordelerStock

func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-8) -> Bool { abs(a - b) <= tolerance * max(1, abs(b)) }

/// Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd edition; numbers re-run with stockpyl 1.0.2.
struct SingleSiteReferenceTests {
    let normal = Normal(mean: 50, deviation: 8)
    let tradeOff = Newsvendor(holdingCost: 0.18, shortageCost: 0.70)

    /// Examples 4.1, 4.3, 4.2 and problem 4.8b.
    @Test func newsvendorContinuous() {
        #expect(near(tradeOff.best(normal).level, 56.6039559274))
        #expect(near(tradeOff.best(normal).cost, 1.9976051932))
        #expect(near(tradeOff.cost(60, normal), 2.1561315529))
        let cover = Normal(mean: 250, deviation: 8 * 5.0.squareRoot())
        #expect(near(tradeOff.best(cover).level, 264.7668943742))
        #expect(near(tradeOff.best(cover).cost, 4.4667810041))
        let lognormal = LogNormal(logMean: 6, logDeviation: 0.3)
        let decision = Newsvendor(holdingCost: 1, shortageCost: 0.1765).best(lognormal)
        #expect(near(decision.level, 295.6266448071))
        #expect(near(decision.cost, 29.4425435132))
        let profit = Newsvendor.bestProfit(revenue: 1, cost: 0.3, salvage: 0.12, normal)
        #expect(near(profit.level, 56.6039559274))
        #expect(near(profit.profit, 33.0023948068))
        let myopic = tradeOff.bestMyopic(purchase: 0.3, nextPurchase: 0.35, discount: 0.98, normal)
        #expect(near(myopic.level, 58.0989188321))
        #expect(near(myopic.cost, 16.6824117646))
    }

    /// Example 4.7, and 9.3 with a supplier that breaks down.
    @Test func newsvendorInWholePieces() {
        let poisson = tradeOff.best(Poisson(mean: 50))
        #expect(poisson.level == 56)
        #expect(near(poisson.cost, 1.7972352118))
        #expect(near(tradeOff.cost(56, Poisson(mean: 50)), 1.7972352118))
        let small = Newsvendor(holdingCost: 1, shortageCost: 4)
        #expect(small.best(Poisson(mean: 6)).level == 8)
        #expect(near(small.best(Poisson(mean: 6)).cost, 3.5701069458))
        #expect(near(small.cost(5, Poisson(mean: 6)), 6.5902960246))
        let disrupted = Newsvendor(holdingCost: 0.25, shortageCost: 3)
            .bestUnderDisruptions(demand: 2000, failure: 0.04, recovery: 0.25)
        #expect(disrupted.level == 8000)
        // The documented value stops a geometric sum early; the full sum differs in the ninth digit.
        #expect(near(disrupted.cost, 2737.0689302470, 2e-8))
    }

    /// Examples 5.1, 5.2, 5.5.
    @Test func reorderPointContinuous() {
        let policy = ReorderPointPolicy(orderCost: 8, holdingCost: 0.225, shortageCost: 7.5, demandRate: 1300)
        let demand = Normal(mean: 1300.0 / 12, deviation: 150 / 12.0.squareRoot())
        #expect(near(policy.cost(reorderPoint: 126.8, quantity: 328.5, leadTimeDemand: demand), 78.0711625093))
        #expect(near(policy.bestReorderPoint(quantity: 300, leadTimeDemand: demand), 129.4272799263))
        let level = policy.byExpectedInventoryLevel(leadTimeDemand: demand)
        #expect(near(level.reorderPoint, 213.9704421358, 1e-6))
        #expect(near(level.quantity, 318.5901810769, 1e-6))
        #expect(near(level.cost ?? 0, 95.4511402229))
        let backorders = policy.byEconomicQuantityWithBackorders(leadTimeDemand: demand)
        #expect(near(backorders.reorderPoint, 128.6378144243))
        #expect(near(backorders.quantity, 308.5737801204))
        let safety = policy.byEconomicQuantityAndSafetyStock(leadTimeDemand: demand)
        #expect(near(safety.reorderPoint, 190.3369965716))
        #expect(near(safety.quantity, 304.0467800264))
    }

    /// Example 5.8.
    @Test func reorderPointInWholePieces() {
        let policy = ReorderPointPolicy(orderCost: 100, holdingCost: 20, shortageCost: 150, demandRate: 1.5)
        #expect(near(policy.cost(reorderPoint: 3, quantity: 5, leadTimeDemand: Poisson(mean: 3)), 107.9235806331))
        let best = policy.best(leadTimeDemand: Poisson(mean: 3))
        #expect(best.reorderPoint == 3 && best.quantity == 5)
        #expect(near(best.cost ?? 0, 107.9235806331))
    }

    /// Example 4.7 (Zheng and Federgruen 1991) and the power approximation.
    @Test func minMax() {
        let policy = MinMaxPolicy(orderCost: 5, holdingCost: 1, shortageCost: 4)
        let best = policy.best(demand: Poisson(mean: 6))
        #expect(best.reorderPoint == 4 && best.orderUpTo == 10)
        #expect(near(best.cost, 8.0341115615))
        #expect(near(policy.cost(reorderPoint: 4, orderUpTo: 10, demand: Poisson(mean: 6)), 8.0341115615))
        let power = MinMaxPolicy(orderCost: 2.5, holdingCost: 0.18, shortageCost: 0.70)
            .byPowerApproximation(mean: 50, deviation: 8)
        #expect(near(power.reorderPoint, 40.1946169565))
        #expect(near(power.orderUpTo, 74.2901701098))
    }

    /// Closed forms (Sherbrooke 1992, Palm's theorem), computed with scipy 1.17.
    @Test(arguments: [
        (0.5, 1, 0.1065306597, 0.6065306597, 0.1321205588), (1, 1, 0.3678794412, 0.3678794412, 0.4967852756),
        (1, 2, 0.1036383235, 0.7357588823, 0.1498618920), (2, 2, 0.5413411329, 0.4060058497, 0.8949380784),
        (2, 3, 0.2180175491, 0.6766764162, 0.3810979668), (3.2, 5, 0.1749994372, 0.7806125111, 0.3564161745),
        (6, 8, 0.3140213892, 0.7439797605, 0.8094692261),
    ])
    func poissonBaseStock(_ mean: Double, _ level: Int, _ owed: Double, _ fill: Double, _ spread: Double) {
        let store = BaseStock(level: level, pipeline: Poisson(mean: mean))
        #expect(near(store.expectedBackorders, owed, 1e-9))
        #expect(near(store.fillRate, fill, 1e-9))
        #expect(near(store.backorderVariance, spread, 1e-9))
        let next = BaseStock(level: level + 1, pipeline: Poisson(mean: mean))
        #expect(near(store.expectedBackorders - next.expectedBackorders, store.nextGain, 1e-12))
    }

    /// Inverse Poisson distribution F(s−1; μ) = β, computed.
    @Test(arguments: [
        (
            0.9,
            [0.10536052, 0.53181161, 1.10206533, 1.74476956, 2.43259103, 3.15189803, 3.89476680, 4.65611818]
        ),
        (
            0.95,
            [0.05129329, 0.35536151, 0.81769145, 1.36631840, 1.97014957, 2.61301474, 3.28531569, 3.98082279]
        ),
        (
            0.98,
            [0.02020271, 0.21469910, 0.56720962, 1.01623846, 1.52952571, 2.08914354, 2.68409871, 3.30711869]
        ),
    ])
    func capacityLadder(_ fillRate: Double, _ expected: [Double]) {
        let rungs = CapacityLadder.rungs(upTo: 8, fillRate: fillRate)
        for (rung, value) in zip(rungs, expected) { #expect(near(rung, value)) }
        #expect(BaseStock.leastLevel(fillRate: fillRate, pipeline: Poisson(mean: expected[2] * 0.999)) == 3)
    }

    /// One piece, a demand a day, a round every day arriving at once: the first demand of a cycle is met,
    /// so (1 − e⁻¹) of one demand a day.
    @Test func periodicReviewOfOnePiece() {
        let store = PeriodicReview(demandRate: 1, reviewPeriod: 1, leadTime: 0)
        #expect(near(store.fillRate(level: 1), 0.6321205588, 1e-9))
        // As the period shrinks the store becomes a plain base stock.
        let quick = PeriodicReview(demandRate: 0.5, reviewPeriod: 1e-4, leadTime: 4)
        let plain = BaseStock(level: 3, pipeline: Poisson(mean: 2))
        #expect(near(quick.fillRate(level: 3), plain.fillRate, 1e-4))
        #expect(near(quick.expectedBackorders(level: 3), plain.expectedBackorders, 1e-3))
    }
}
