import FordelerRouting
import FordelerRoutingProblem
import Foundation

/// The suites of `fordeler bench` and how they run.
public struct BenchmarkRun: Sendable {
    /// A set of cases.
    public enum Suite: String, Sendable, CaseIterable {
        /// Speed of the hot loop under a step budget.
        case kernels
        /// Cost after a time budget.
        case routing
    }

    /// Whether the short set is run.
    public var quick: Bool
    /// Seed of every search.
    public var seed: UInt64
    /// Threads of the routing suite; kernels always run on one.
    public var threads: Int
    /// Stops the run between and inside cases.
    public var stop: StopFlag

    /// Makes a run.
    public init(quick: Bool = false, seed: UInt64 = 1, threads: Int = 1, stop: StopFlag = StopFlag()) {
        self.quick = quick
        self.seed = seed
        self.threads = threads
        self.stop = stop
    }

    /// Runs suites in order; `report` hears of each case as it ends.
    /// - Throws: ``RoutingProblemErrors`` when the engine refuses a stored problem.
    public func result(
        of suites: [Suite], report: (BenchmarkCase) -> Void = { _ in }
    ) throws(RoutingProblemErrors) -> BenchmarkResult {
        var cases: [BenchmarkCase] = []
        for suite in suites {
            switch suite {
            case .kernels: try kernels(&cases, report)
            case .routing: try routing(&cases, report)
            }
        }
        return BenchmarkResult(
            commit: BenchmarkMachine.commit, toolchain: BenchmarkMachine.toolchain,
            processor: BenchmarkMachine.processor, cores: ProcessInfo.processInfo.activeProcessorCount, seed: seed,
            quick: quick, cases: cases)
    }

    /// Speed of each problem, and how the time of an evaluation grows with the size.
    private func kernels(
        _ cases: inout [BenchmarkCase], _ report: (BenchmarkCase) -> Void
    ) throws(RoutingProblemErrors) {
        for kind in [BenchmarkProblem.Kind.capacity, .windows, .pairs] {
            var speeds: [Double] = []
            for customers in [200, 1000] {
                guard let line = try kernel(BenchmarkProblem(kind, customers: customers)) else { return }
                speeds.append(line.evaluationsPerSecond ?? 0)
                cases.append(line)
                report(line)
            }
            guard speeds.count == 2, speeds[1] > 0 else { continue }
            let growth = BenchmarkCase(
                name: "kernels/\(kind.rawValue)-time-1000-over-200", seconds: 0, ratio: speeds[0] / speeds[1])
            cases.append(growth)
            report(growth)
        }
    }

    /// Evaluations per second between a short and a long run, so that reading and first routes do not count; each run
    /// is repeated and its least processor time taken. `nil` when stopped.
    private func kernel(_ problem: BenchmarkProblem) throws(RoutingProblemErrors) -> BenchmarkCase? {
        let solver = try RoutingSolver(problem.problem)
        let long = quick ? 20_000 : 200_000
        var fastest = [Double.infinity, .infinity]
        var evaluations = [0, 0]
        var last: RoutingResult?
        for _ in 0..<(quick ? 2 : 3) {
            for (index, steps) in [long / 4, long].enumerated() {
                let options = SolverOptions(seed: seed, threads: 1, islands: 1, stepLimit: steps, stop: stop)
                let begin = Self.processorSeconds
                let result = solver.solve(options)
                if stop.isStopped { return nil }
                fastest[index] = min(fastest[index], Self.processorSeconds - begin)
                evaluations[index] = result.evaluations
                last = result
            }
        }
        guard let last else { return nil }
        let speed = Double(evaluations[1] - evaluations[0]) / max(1e-9, fastest[1] - fastest[0])
        return BenchmarkCase(
            name: "kernels/\(problem.name)", seconds: fastest[1], steps: last.steps, evaluations: last.evaluations,
            evaluationsPerSecond: speed.rounded(), aims: last.solution.aims)
    }

    /// Cost of each problem after its seconds, held against the stored best value.
    private func routing(
        _ cases: inout [BenchmarkCase], _ report: (BenchmarkCase) -> Void
    ) throws(RoutingProblemErrors) {
        let seconds = quick ? 1.0 : 10.0
        for (kind, customers) in BenchmarkBest.cases where !stop.isStopped {
            let problem = BenchmarkProblem(kind, customers: customers)
            let solver = try RoutingSolver(problem.problem)
            let begin = ContinuousClock.now
            let result = solver.solve(
                SolverOptions(seed: seed, threads: threads, timeLimit: seconds, stop: stop))
            let line = BenchmarkCase(
                name: "routing/\(problem.name)", seconds: Self.seconds(since: begin), steps: result.steps,
                evaluations: result.evaluations, aims: result.solution.aims,
                gap: BenchmarkBest.gap(problem.name, result.solution))
            cases.append(line)
            report(line)
        }
    }

    /// Processor time of this program so far: a busy machine slows it far less than the wall clock.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func seconds(since begin: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - begin).components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
