import FordelerModel
import Testing

@testable import FordelerStock

/// The bound over stores and levels together, held against every choice of a small network.
struct StockPlanBoundTests {
    /// Every set of stores with every level, most pieces at the central store and at the others: cost and service.
    private func everyPlan(_ network: StockNetwork, central: Int, other: Int) throws -> [(
        cost: Int, levels: StockLevels
    )] {
        let movable = network.candidates.indices.filter { network.candidates[$0].status != .locked }
        var plans: [(cost: Int, levels: StockLevels)] = []
        for set in 0..<(1 << movable.count) {
            let open = [0] + movable.indices.filter { set >> $0 & 1 == 1 }.map { movable[$0] }
            let optimiser = try LevelOptimiser(network.problem(open: open), allowsUnreachable: true)
            let fixed = network.fixedCosts(open: open).total
            var choices: [[Int]] = [[]]
            for site in open {
                choices = choices.flatMap { row in (0...(site == 0 ? central : other)).map { row + [$0] } }
            }
            for pieces in choices {
                let levels = optimiser.evaluate(
                    zip(open, pieces).map {
                        StockLevels.Level(item: "rollator", site: network.candidates[$0].site.id, pieces: $1)
                    })
                let holding = (Double(levels.value) * network.base.holdingRate).rounded()
                plans.append((fixed + Int(holding), levels))
            }
        }
        return plans
    }

    private func hold(_ network: StockNetwork, central: Int, other: Int, gap: Double) throws {
        let plan = try StockPlanner(network).plan()
        let least = try #require(plan.promiseCost)
        let plans = try everyPlan(network, central: central, other: other)
        let kept = plans.filter { $0.levels.promises.allSatisfy { $0.share >= $0.target - 1e-9 } }.map(\.cost)
        #expect(kept.min() == least.cost)
        #expect(least.bound <= least.cost)
        #expect(least.gap <= gap, "gap \(least.gap)")
        for proposal in [plan.today] + plan.proposals {
            let budget = max(proposal.budget ?? 0, proposal.costs.total)
            let best = plans.filter { $0.cost <= budget }.map(\.levels.share).max() ?? 0
            #expect(best <= proposal.mostShare + 1e-9)
            #expect(proposal.levels.share <= proposal.mostShare + 1e-9)
        }
    }

    /// Dear stores: one is enough. Cheap ones: two. Dear stock: the pieces decide.
    @Test(arguments: [(3_000_000, 0.1, 0.2), (300_000, 0.1, 0.2), (1_000_000, 1.5, 0.4)])
    func noChoiceOfStoresAndLevelsBeatsTheBound(running: Int, holding: Double, gap: Double) throws {
        var network = StockPlannerTests().network()
        network.base.holdingRate = holding
        network.areas[1].demand[0].perYear = 15
        for index in [1, 2] { network.candidates[index].runningCost = running }
        try hold(network, central: 5, other: 4, gap: gap)
    }

    /// Stores that help each other: a demand with help is never late in the bound, which stays one.
    @Test func helpOnlyLowersTheBound() throws {
        var network = StockPlannerTests().network()
        network.candidates[1].site.mayShip = true
        network.base.links = [LateralLink(from: "near", to: "far", days: 2)]
        try hold(network, central: 4, other: 6, gap: 0.2)
    }

    /// A budget that no stores keep the promises under is planned for all the same; a stop proves less but plans.
    @Test func aStoppedPlanKeepsTheBestStoresSoFar() throws {
        let plan = try StockPlanner(StockPlannerTests().network()).plan(shouldStop: { true })
        #expect(plan.setsTried == 1 && plan.proposals.count == 3)
        #expect(plan.promiseCost == nil && plan.today.mostShare == 1)
    }

    @Test func aLimitThatNoStoresMeetIsToldAtOnceWithItsFigures() throws {
        var network = StockPlannerTests().network()
        #expect(network.unmeetableLimits().isEmpty)
        network.base.limits[0].days = 0.5
        let text = network.unmeetableLimits().map(\.text)
        #expect(
            text == [
                "error E-STOCK-LIMIT stock-limits.csv:2 days 'acute: 0.5': Of 80 pieces a year at most 0 (0.0 %) can be "
                    + "in time, whatever stores are open and whatever lies in them; 90.0 % are asked for, 72 pieces are "
                    + "missing. The farthest is a, 1.0 days from the nearest shelf; the limit is 0.5. Widen the limit, "
                    + "shorten the days of a store that may serve it, or lower the share."
            ])
        #expect(throws: InputErrors.self) { try StockPlanner(network) }
    }
}
