import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Less staff never looks better: the fuller staffing also starts from the poorer one's plan.
@Suite struct LessStaffTests {
    @Test("Somebody more never makes a plan worse, aim by aim, however short the search", arguments: 1...24)
    func monotone(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 300)
        var problem = RichDayTests.problem(&random)
        // An idle van makes work uneven, which has a price of its own.
        problem.rates.soft.imbalancePerHour = 0
        let options = SolverOptions(seed: UInt64(seed), threads: 1, islands: 1, stepLimit: 6)
        var poorer = problem
        let absence: Absence = seed.isMultiple(of: 3) ? .person("kari") : .van("V\(seed % 3)")
        guard poorer.remove(absence) else { return }
        let less = try Planner(poorer, travel: SmallTown.travel(poorer)).plan(options).plan
        SmallTown.check(less, of: poorer, "seed \(seed)")
        let more = try Planner(problem, travel: SmallTown.travel(problem))
            .plan(PlannerOptions(solver: options, start: less)).plan
        SmallTown.check(more, of: problem, "seed \(seed)")
        #expect(
            !less.aims.map(\.amount).lexicographicallyPrecedes(more.aims.map(\.amount)),
            "seed \(seed) \(absence): \(less.aims) against \(more.aims)")
    }
}
