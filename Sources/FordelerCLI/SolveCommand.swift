import ArgumentParser
import Dispatch
import FordelerFormats
import FordelerModel
import FordelerRouting
import FordelerRoutingProblem
import Foundation

/// `fordeler solve`: a public instance, in the terms of its own set.
struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Solve a public routing instance.",
        discussion: """
            Reads VRPLIB (with PyVRP's sections), Solomon, Gehring and Homberger, Li and Lim, and Cordeau's files.
            Example: fordeler solve R101.txt --time-limit 10 --solution R101.sol
            Exit codes: 0 a feasible plan, 2 usage, 3 bad input, 4 no feasible plan found, 6 file cannot be read or \
            written, 130 interrupted (the best plan is written).
            """)

    @OptionGroup var source: InstanceArguments
    @Option(help: "Wall seconds, reading included; 10 when no limit is given.") var timeLimit: Double?
    @Option(help: "Most steps of the search.") var steps: Int?
    @Option(help: "Stop after this many steps without a better plan.") var noImprovement: Int?
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "Worker threads; every core when not given.") var threads: Int?
    @Option(help: "Solution to start from.", completion: .file()) var initial: String?
    @Option(help: "Where the solution is written.", completion: .file()) var solution: String?
    @Flag(help: "Print one JSON document.") var json = false
    @Flag(help: "Print nothing but errors.") var quiet = false
    @Option(help: "Square table of distances that replaces the file's: numbers row by row.", completion: .file())
    var matrix: String?

    func validate() throws {
        if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e7) {
            throw ValidationError("--time-limit must lie above 0 and at most 10000000.")
        }
        if let steps, steps < 0 { throw ValidationError("--steps must not be negative.") }
        if let noImprovement, noImprovement < 1 { throw ValidationError("--no-improvement must be at least 1.") }
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must lie in 1...1024.") }
    }

    func run() throws {
        let clock = ContinuousClock()
        let begin = clock.now
        func elapsed() -> Double {
            let parts = (clock.now - begin).components
            return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        }
        let stop = StopFlag()
        let interrupt = Interrupt(stop)
        var instance = try source.read()
        if let matrix {
            let bytes = try fileBytes(matrix)
            try reportingDefects { try instance.replaceTravel(bytes, file: matrix) }
        }
        var options = SolverOptions(
            seed: seed, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, stepLimit: steps,
            noImprovementLimit: noImprovement, stop: stop)
        if let initial {
            let bytes = try fileBytes(initial)
            options.initial = try reportingDefects { try instance.readSolution(bytes, file: initial) }
        }
        let solver: RoutingSolver
        do {
            solver = try RoutingSolver(instance.problem)
        } catch {
            complain(error.description)
            throw ExitCode(3)
        }
        if timeLimit != nil || (steps == nil && noImprovement == nil) {
            // Writing the solution takes a little of the budget.
            options.timeLimit = max(0.01, (timeLimit ?? 10) - elapsed() - 0.01)
        }
        let result = solver.solve(options)
        let cost = instance.cost(of: result.solution)
        if let solution {
            try write(instance.solutionText(result.solution), to: solution)
        }
        let vehicles = instance.vehiclesUsed(in: result.solution)
        let missing = result.solution.unassigned.map { instance.naming.number(ofJob: $0) }
        if json {
            let list = missing.map(String.init).joined(separator: ", ")
            print(
                """
                {"status": "\(result.status.rawValue)", "feasible": \(result.solution.isFeasible), "cost": \(cost), \
                "vehicles": \(vehicles), "unassigned": [\(list)], "seconds": \(rounded(elapsed())), \
                "steps": \(result.steps), "evaluations": \(result.evaluations), "seed": \(seed), \
                "threads": \(options.threads)}
                """)
        } else if !quiet {
            print("\(instance.name)  cost \(cost)  vehicles \(vehicles)  unassigned \(missing.count)")
            print("\(result.status.rawValue)  \(rounded(elapsed())) s  \(result.steps) steps")
            if !result.solution.isFeasible { print("No feasible plan was found; this is the best one.") }
        }
        if interrupt.happened { throw ExitCode(130) }
        if !result.solution.isFeasible { throw ExitCode(4) }
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// Writes aside and renames, so that no half-written file is ever seen.
    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            complain("error E-FILE \(path): The file cannot be written. Check the folder and its rights.")
            throw ExitCode(6)
        }
    }
}

/// Turns Ctrl-C into a request to stop with the best plan so far; a second one ends the process.
private final class Interrupt {
    private let source: any DispatchSourceSignal
    private let stop: StopFlag

    init(_ stop: StopFlag) {
        self.stop = stop
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(
            signal: SIGINT, queue: DispatchQueue.global(qos: .userInteractive))
        source.setEventHandler {
            if stop.isStopped { _exit(130) }
            stop.stop()
        }
        source.resume()
        self.source = source
    }

    var happened: Bool { stop.isStopped }
    deinit { source.cancel() }
}
