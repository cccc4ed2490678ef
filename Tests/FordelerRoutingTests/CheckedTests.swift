import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Every rule switched on at random: what the engine returns must stand before the independent checker.
@Suite struct CheckedTests {
    @Test(arguments: 1...60) func randomRichSolutionsHoldBeforeTheChecker(seed: UInt64) throws {
        var random = RandomProblem(seed: seed &+ 1000)
        let problem = random.problem(jobs: 9)
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 300))
        let report = RoutingChecker.check(result.solution, of: problem)
        #expect(report.violations.isEmpty, "seed \(seed): \(report.violations)")
    }
}
