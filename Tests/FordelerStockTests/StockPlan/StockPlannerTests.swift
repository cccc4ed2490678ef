import FordelerModel
import Testing

@testable import FordelerStock

struct StockPlannerTests {
    /// A central store, one store open today, one candidate at the far town.
    func network() -> StockNetwork {
        func at(_ longitude: Double) -> Coordinate { Coordinate(latitude: 60, longitude: longitude) }
        func store(_ id: String, _ longitude: Double, _ kind: StockSite.Kind) -> StockSite {
            StockSite(
                id: id, coordinate: at(longitude), kind: kind, transportDays: 1, reviewDays: kind == .central ? 0 : 7,
                deliveryDays: kind == .central ? 4 : 1, centralDays: 4)
        }
        func area(_ id: String, _ longitude: Double, _ perYear: Double) -> StockArea {
            StockArea(
                id: id, name: id, coordinate: at(longitude), population: 10_000,
                demand: [
                    .init(item: "rollator", priority: .acute, perYear: perYear),
                    .init(item: "rollator", priority: .two, perYear: perYear),
                ])
        }
        let base = StockProblem(
            items: [StockItem(id: "rollator", price: 150_000, volumeLitres: 150, supplierDays: 10)], sites: [],
            demand: [],
            limits: [
                ResponseLimit(priority: .acute, days: 2, share: 0.9),
                ResponseLimit(priority: .two, days: 14, share: 0.9),
            ])
        return StockNetwork(
            name: "two towns", base: base,
            candidates: [
                CandidateSite(site: store("main", 14, .central), status: .locked, runningCost: 10_000_000),
                CandidateSite(site: store("near", 14.4, .forward), status: .open, runningCost: 3_000_000),
                CandidateSite(
                    site: store("far", 17, .forward), status: .candidate, openingCost: 1_000_000, runningCost: 3_000_000
                ),
            ],
            areas: [area("a", 14.4, 40), area("b", 17, 40)], reachMinutes: 60,
            today: [
                StockLevels.Level(
                    item: "rollator", site: "near", pieces: 3, fillRate: 0, expectedBackorders: 0, value: 0)
            ],
            rounds: [RefillRound(sites: ["near", "far"], weekdays: [.monday])])
    }

    /// More money never buys worse service; enough of it opens the far store.
    @Test func budgetsAndFrontierRise() throws {
        var network = network()
        network.budgets = [17_000_000, 20_000_000, 40_000_000]
        let plan = try StockPlanner(network).plan()
        #expect(plan.today.open == ["main", "near"])
        #expect(plan.proposals.map(\.levels.share) == plan.proposals.map(\.levels.share).sorted())
        #expect(plan.proposals[2].open.contains("far") && plan.proposals[2].levels.status == .feasible)
        for proposal in plan.proposals {
            #expect(proposal.costs.total <= proposal.budget ?? 0 || proposal.levels.value == 0)
        }
        for (a, b) in zip(plan.frontier, plan.frontier.dropFirst()) { #expect(a.cost < b.cost && a.share < b.share) }
        #expect(plan.replenishment.allSatisfy { $0.kind == .replenishment })
        #expect(try StockPlanner(network).plan() == plan)
    }

    @Test func aBudgetBelowTheLockedStoresIsRefused() {
        var network = network()
        network.budgets = [1, 2, 3]
        #expect(network.diagnostics().map(\.code) == ["E-STOCK-BUDGET", "E-STOCK-BUDGET", "E-STOCK-BUDGET"])
        #expect(network.diagnostics().first?.message.contains("costs 163510 kr a year without any stock") ?? false)
        // A store that saves more drives than it costs makes a budget possible that the locked stores alone exceed.
        network.candidates[2].runningCost = 0
        network.candidates[2].openingCost = 0
        network.candidates[2].site.reviewDays = 30
        let alone = network.fixedCosts(open: [0]).total
        let cheapest = (0..<4).map { set in
            network.fixedCosts(open: [0] + [1, 2].filter { set >> ($0 - 1) & 1 == 1 }).total
        }
        let least = cheapest.min() ?? 0
        #expect(least < alone)
        network.budgets = [alone - 1, least, alone]
        #expect(network.diagnostics().isEmpty)
    }

    /// 0.4 degrees at 60° north are 22.2 km of air line, 31.1 km of road, 31 minutes at 60 km/h.
    @Test func areasGoToTheNearestStoreInReach() {
        let network = network()
        let far = network.minutes(network.candidates[0].site.coordinate, network.areas[0].coordinate)
        #expect(abs(far - 31.1) < 0.2)
        #expect(network.assignment(open: [0, 1]) == [1, 0])
        #expect(network.assignment(open: [0, 1, 2]) == [1, 2])
    }
}
