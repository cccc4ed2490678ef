import FordelerRouting
import FordelerRoutingProblem
import Foundation

extension BenchmarkRun {
    func kernels(_ log: inout Log) throws {
        if !portable { try speeds(&log) }
        if stop.isStopped { return }
        guard let program = KernelProgram.beside else {
            log.complain(
                "Instructions and memory blocks are left out: fordeler-kernels does not stand beside fordeler.")
            return
        }
        if KernelProgram.hasValgrind {
            try instructions(program, &log)
        } else {
            log.complain("Instructions are left out: valgrind is not installed.")
        }
        allocations(program, &log)
    }

    /// Speed of each problem, and how the time of an evaluation grows with the size.
    private func speeds(_ log: inout Log) throws(RoutingProblemErrors) {
        for kind in BenchmarkProblem.Kind.allCases {
            var speeds: [Double] = []
            for customers in [200, 1000] {
                guard let line = try speed(BenchmarkProblem(kind, customers: customers)) else { return }
                speeds.append(line.evaluationsPerSecond ?? 0)
                log.add(line)
            }
            guard speeds.count == 2, speeds[1] > 0 else { continue }
            log.add(
                BenchmarkCase(
                    name: "kernels/\(kind.rawValue)-time-1000-over-200", ratio: Self.rounded(speeds[0] / speeds[1])))
        }
    }

    /// Evaluations per second between a short and a long run, so that reading and first routes do not count; each run
    /// is repeated and its least processor time taken. `nil` when stopped.
    private func speed(_ problem: BenchmarkProblem) throws(RoutingProblemErrors) -> BenchmarkCase? {
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

    /// Instructions of the insertion scan, over those of the same scan in C++, and of a whole search.
    private func instructions(_ program: KernelProgram, _ log: inout Log) throws {
        for name in ["capacity-200", "windows-200", "pairs-200"] where !stop.isStopped {
            let ours = program.instructions(["sweep", "swift", name, "20"], inside: "*InsertionSample*sweep*")
            let theirs = program.instructions(["sweep", "cxx", name, "20"], inside: "twinSweep")
            guard let ours, let theirs, ours.checksum == theirs.checksum, theirs.perEvaluation > 0 else {
                log.complain("kernels/\(name)-scan: the two scans could not be counted, or disagree.")
                continue
            }
            log.add(
                BenchmarkCase(
                    name: "kernels/\(name)-scan-over-cxx", evaluations: ours.evaluations,
                    instructions: Self.rounded(ours.perEvaluation),
                    ratio: Self.rounded(ours.perEvaluation / theirs.perEvaluation)))
        }
        for name in ["capacity-200", "windows-200", "pairs-200"] where !stop.isStopped {
            guard let search = program.instructions(["search", name, "2000"], inside: "*KernelBench*searched*") else {
                log.complain("kernels/\(name)-search: the search could not be counted.")
                continue
            }
            log.add(
                BenchmarkCase(
                    name: "kernels/\(name)-search", steps: 2000, evaluations: search.evaluations,
                    instructions: Self.rounded(search.perEvaluation)))
        }
    }

    /// Memory blocks of a long search over those of a short one: 1 when no step asks for any.
    private func allocations(_ program: KernelProgram, _ log: inout Log) {
        let steps = quick ? [10_000, 100_000] : [100_000, 1_000_000]
        let counts = steps.compactMap { stop.isStopped ? nil : program.allocations(of: "windows-200", steps: $0) }
        guard counts.count == 2, counts[0] > 0 else {
            if !stop.isStopped { log.complain("Memory blocks are left out: they are counted with glibc only.") }
            return
        }
        log.add(
            BenchmarkCase(
                name: "kernels/windows-200-allocations-\(steps[1])-over-\(steps[0])-steps", steps: steps[1],
                allocations: counts[1], ratio: Self.rounded(Double(counts[1]) / Double(counts[0]))))
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// Processor time of this program so far: a busy machine slows it far less than the wall clock.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
