import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

@Suite struct SumOfCostsTests {
    /// A sum of doubles that has held 10¹⁸ cannot tell 3 from 0 when the price leaves again.
    @Test func aPriceThatDwarfsAllOthersLeavesTheirSumWhole() {
        let huge = 1_000_000_000_000_000_000
        let problem = RoutingProblem(
            dimensions: 0, profiles: [TravelMatrix(count: 1, durations: [0], distances: [0])],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<2).map { RoutingVehicle(latestEnd: 100, capacity: [], day: $0) },
            jobs: [[3, 0], [0, huge]].map {
                RoutingJob(
                    work: .visit(RoutingVisit(location: 0), delivery: [], pickup: []), dayCosts: $0,
                    unassignedCosts: [AimCost(aim: 0, amount: 5)])
            })
        let state = SearchState(RoutingInstance(problem))
        for job in 0..<2 { state.removeUnassigned(job) }
        state.replace(0, with: [0])
        state.replace(1, with: [1])
        #expect(state.routesCost == Double(huge))
        state.replace(1, with: [])
        #expect(state.routesCost == 3)
    }
}
