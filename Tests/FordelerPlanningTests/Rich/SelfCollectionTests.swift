import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// What a person could fetch, and what the vans save.
@Suite struct SelfCollectionTests {
    @Test func whoCanFetchIsProposed() throws {
        var problem = SmallTown.problem(orders: [
            SmallTown.urgent("far", 20), SmallTown.urgent("near", 5), SmallTown.urgent("ill", 6),
        ])
        for index in problem.items.indices where problem.items[index].id == "chair" {
            problem.items[index].selfCollectable = true
        }
        problem.depots[0].pickupHours = [
            DailyWindow(fromSecond: SmallTown.time("11:00"), toSecond: SmallTown.time("15:00"))
        ]
        problem.orders[0].selfCollection = true
        problem.orders[2].selfCollection = true
        problem.orders[2].infection = true
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: 1, stepLimit: 20)).plan
        let found = SelfCollectionProposals(plan, of: problem, travel: travel)
        #expect(found.proposals.map(\.order) == ["far"])
        #expect(found.proposals.first?.opens == SmallTown.time("11:00") && found.proposals.first?.metres == 20_000)
        // The van turns at kilometre 6 instead of 20.
        #expect(found.metres == 28_000 && found.drivingSeconds == 28 * 60 && found.visitsAvoided == 1)
        #expect(found.visitSeconds == 300 + 600 && found.vanDaysAvoided == 0)
    }

    @Test func nothingOpensBeforeItIsDue() throws {
        var problem = SmallTown.problem(orders: [SmallTown.urgent("a", 5)])
        for index in problem.items.indices { problem.items[index].selfCollectable = true }
        problem.depots[0].pickupHours = [
            DailyWindow(fromSecond: SmallTown.time("17:00"), toSecond: SmallTown.time("18:00"))
        ]
        problem.orders[0].selfCollection = true
        let travel = SmallTown.travel(problem)
        let plan = try Planner(problem, travel: travel).plan(SolverOptions(seed: 1, stepLimit: 20)).plan
        #expect(SelfCollectionProposals(plan, of: problem, travel: travel).proposals.isEmpty)
    }
}
