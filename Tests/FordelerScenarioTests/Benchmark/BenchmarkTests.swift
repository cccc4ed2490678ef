import FordelerRoutingProblem
import FordelerScenario
import Foundation
import Testing

@Suite struct BenchmarkTests {
    private func result(_ cases: [BenchmarkCase], processor: String = "p") -> BenchmarkResult {
        BenchmarkResult(
            commit: "c", toolchain: "t", processor: processor, cores: 1, seed: 1, quick: true, cases: cases)
    }

    @Test func slowerCasesAreNamed() {
        let old = result([
            BenchmarkCase(name: "kernels/a", seconds: 1, evaluationsPerSecond: 100),
            BenchmarkCase(name: "kernels/b", seconds: 1, evaluationsPerSecond: 100),
            BenchmarkCase(name: "kernels/c", seconds: 0, ratio: 1.2),
        ])
        let new = result([
            BenchmarkCase(name: "kernels/a", seconds: 1, evaluationsPerSecond: 96),
            BenchmarkCase(name: "kernels/b", seconds: 1, evaluationsPerSecond: 94),
            BenchmarkCase(name: "kernels/c", seconds: 0, ratio: 1.3),
        ])
        #expect(new.regressions(against: old, tolerance: 0.05).map(\.name) == ["kernels/b", "kernels/c"])
        #expect(new.regressions(against: old, tolerance: 0.2).isEmpty)
        #expect(old.regressions(against: old, tolerance: 0).isEmpty)
    }

    @Test func speedsOfOtherProcessorsAreNotCompared() {
        let old = result([BenchmarkCase(name: "kernels/a", seconds: 1, evaluationsPerSecond: 100)], processor: "q")
        let new = result([BenchmarkCase(name: "kernels/a", seconds: 1, evaluationsPerSecond: 10)])
        #expect(new.regressions(against: old, tolerance: 0.05).isEmpty)
    }

    @Test func gapsCountAsCostAndMissingCasesAreNamed() {
        let old = result([
            BenchmarkCase(name: "routing/a", seconds: 1, gap: 0.01), BenchmarkCase(name: "routing/b", seconds: 1),
            BenchmarkCase(name: "kernels/c", seconds: 1, ratio: 1),
        ])
        let new = result([BenchmarkCase(name: "routing/a", seconds: 1, gap: 0.08)])
        #expect(new.regressions(against: old, tolerance: 0.05).map(\.name) == ["routing/a", "routing/b"])
        #expect(new.regressions(against: old, tolerance: 0.08).map(\.name) == ["routing/b"])
        // An infeasible result has no gap, and is worse than any.
        let failed = result([BenchmarkCase(name: "routing/a", seconds: 1)])
        #expect(failed.regressions(against: old, tolerance: 0.5).first?.measure == "gap")
    }

    @Test(arguments: [BenchmarkProblem.Kind.capacity, .windows, .pairs])
    func problemsAreSoundAndRepeat(_ kind: BenchmarkProblem.Kind) {
        let problem = BenchmarkProblem(kind, customers: 20).problem
        #expect(problem.validate().isEmpty)
        #expect(problem.jobs == BenchmarkProblem(kind, customers: 20).problem.jobs)
        #expect(problem.jobs != BenchmarkProblem(kind, customers: 20, seed: 5).problem.jobs)
    }

    @Test func resultsSurviveTheirFile() throws {
        let one = result([BenchmarkCase(name: "kernels/a", seconds: 1, steps: 3, aims: [1, 2])])
        #expect(try JSONDecoder().decode(BenchmarkResult.self, from: JSONEncoder().encode(one)) == one)
    }
}
