import AllocationCounter
import FordelerRouting
import FordelerRoutingProblem
import FordelerScenario
import Foundation

/// Measures the insertion scan by itself, beside the same scan in C++, and the memory that a search asks for.
///
/// Every call prints one line of JSON; `fordeler bench kernels` reads it.
@main
enum KernelBench {
    static let usage = """
        usage: fordeler-kernels sweep swift|cxx CASE SWEEPS    repeat the scan; count its instructions with valgrind
               fordeler-kernels search CASE STEPS              a search of so many steps; count with valgrind
               fordeler-kernels time CASE                     seconds of both scans, taken in turns
               fordeler-kernels allocations CASE STEPS        memory blocks asked for in a search of so many steps
        CASE is capacity-N, windows-N or pairs-N with N customers, for example windows-1000.
        """

    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let line: String?
        switch (words.first, words.count) {
        case ("sweep", 4): line = sweep(words[1], words[2], words[3])
        case ("time", 2): line = time(words[1])
        case ("search", 3): line = search(words[1], words[2])
        case ("allocations", 3): line = allocations(words[1], words[2])
        default: line = nil
        }
        guard let line else {
            FileHandle.standardError.write(Data((usage + "\n").utf8))
            exit(2)
        }
        print(line)
    }

    /// `windows-200` as a problem.
    private static func problem(_ name: String) -> BenchmarkProblem? {
        let parts = name.split(separator: "-")
        guard parts.count == 2, let kind = BenchmarkProblem.Kind(rawValue: String(parts[0])),
            let customers = Int(parts[1]), (2...5000).contains(customers)
        else { return nil }
        return BenchmarkProblem(kind, customers: customers)
    }

    private static func sample(_ problem: BenchmarkProblem) -> InsertionSample {
        InsertionSample(problem.problem, seed: 1, steps: 3000)
    }

    private static func sweep(_ language: String, _ name: String, _ count: String) -> String? {
        guard let problem = problem(name), let sweeps = Int(count), sweeps >= 0 else { return nil }
        guard language == "swift" || language == "cxx" else { return nil }
        let sample = sample(problem)
        let twin = TwinTable(sample.table)
        var evaluations = 0
        var checksum: UInt64 = 0
        for _ in 0..<sweeps {
            let result = language == "swift" ? sample.sweep() : twin.sweep()
            evaluations += result.evaluations
            checksum = result.checksum
        }
        return """
            {"case": "\(name)", "language": "\(language)", "sweeps": \(sweeps), "evaluations": \(evaluations), \
            "checksum": "\(String(checksum, radix: 16))"}
            """
    }

    /// The least processor time of a sweep in each language; turns are short, so that both meet the same machine.
    private static func time(_ name: String) -> String? {
        guard let problem = problem(name) else { return nil }
        let sample = sample(problem)
        let twin = TwinTable(sample.table)
        var least = (swift: Double.infinity, cxx: Double.infinity)
        var evaluations = 0
        var isSame = true
        for _ in 0..<40 {
            var begin = processorSeconds
            let ours = sample.sweep()
            least.swift = min(least.swift, processorSeconds - begin)
            begin = processorSeconds
            let theirs = twin.sweep()
            least.cxx = min(least.cxx, processorSeconds - begin)
            evaluations = ours.evaluations
            isSame = isSame && ours == theirs
        }
        return """
            {"case": "\(name)", "evaluations": \(evaluations), "same": \(isSame), \
            "swift_seconds": \(least.swift), "cxx_seconds": \(least.cxx)}
            """
    }

    /// Not compiled into its caller, so that valgrind finds it by its name.
    @inline(never)
    private static func searched(_ solver: RoutingSolver, steps: Int) -> RoutingResult {
        solver.solve(SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: steps))
    }

    private static func search(_ name: String, _ count: String) -> String? {
        guard let problem = problem(name), let steps = Int(count), steps >= 0,
            let solver = try? RoutingSolver(problem.problem)
        else { return nil }
        let result = searched(solver, steps: steps)
        return """
            {"case": "\(name)", "steps": \(result.steps), "evaluations": \(result.evaluations), \
            "cost": \(result.solution.aims.last ?? 0)}
            """
    }

    private static func allocations(_ name: String, _ count: String) -> String? {
        guard let problem = problem(name), let steps = Int(count), steps >= 0,
            let solver = try? RoutingSolver(problem.problem)
        else { return nil }
        let before = allocationCount()
        let result = solver.solve(SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: steps))
        return """
            {"case": "\(name)", "steps": \(result.steps), "counted": \(countsAllocations()), \
            "allocations": \(allocationCount() - before)}
            """
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
