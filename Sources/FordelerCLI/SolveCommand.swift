import ArgumentParser
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import FordelerScenario
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
    @OptionGroup var search: SearchOptions
    @OptionGroup var output: OutputOptions
    @Option(parsing: .unconditional, help: "Stop after this many steps without a better plan.")
    var noImprovement: Int?
    @Option(help: "Solution to start from.", completion: .file()) var initial: String?
    @Option(help: "Where the solution is written.", completion: .file()) var solution: String?

    func validate() throws {
        if let noImprovement, noImprovement < 1 { throw ValidationError("--no-improvement must be at least 1.") }
    }

    func run() throws {
        let begin = ContinuousClock.now
        stopOnInterrupt()
        let instance = try source.read()
        let progress = ProgressLine(silent: output.quiet || output.json)
        var options = SolverOptions(
            seed: search.seed, threads: search.threadCount, islands: search.islands, stepLimit: search.steps,
            noImprovementLimit: noImprovement, recombiner: glpkRecombiner(),
            progress: { state in
                progress.show(
                    seconds: state.seconds, fraction: state.fraction,
                    note: "\(state.steps) steps, best \(state.aims.last ?? 0)")
            },
            stop: interruption)
        if let initial {
            let bytes = try fileBytes(initial)
            options.initial = try reportingDefects { try instance.readSolution(bytes, file: initial) }
        }
        let solver: RoutingSolver
        do {
            solver = try RoutingSolver(instance.problem)
        } catch {
            throw CommandFailure.badInput(error.description)
        }
        if search.timeLimit != nil || (search.steps == nil && noImprovement == nil) {
            // Reading counts, and writing the solution takes a little.
            options.timeLimit = max(0.01, (search.timeLimit ?? 10) - seconds(since: begin) - 0.01)
        }
        let result = solver.solve(options)
        progress.finish()
        if let solution { try writeFile(instance.solutionText(result.solution), to: solution) }
        show(result, of: instance, seconds: seconds(since: begin), threads: options.threads)
        if interruption.isStopped { throw ExitCode(130) }
        if !result.solution.isFeasible { throw ExitCode(4) }
    }

    private func show(_ result: RoutingResult, of instance: RoutingInstance, seconds: Double, threads: Int) {
        let cost = instance.cost(of: result.solution)
        let vehicles = instance.vehiclesUsed(in: result.solution)
        let missing = result.solution.unassigned.map { String(instance.naming.number(ofJob: $0)) }
        let reasons = UnservedReasons(instance.problem).reasons(for: result.solution).prefix(1000).map { reason in
            (customer: instance.naming.number(ofJob: reason.job), code: reason.code, text: reason.text)
        }
        let rounded = (seconds * 1000).rounded() / 1000
        if output.json {
            print(
                """
                {"status": "\(result.status.rawValue)", "feasible": \(result.solution.isFeasible), "cost": \(cost), \
                "vehicles": \(vehicles), "unassigned": [\(missing.joined(separator: ", "))], \
                "reasons": [\(reasons.map(Self.json).joined(separator: ", "))], "seconds": \(rounded), \
                "steps": \(result.steps), "evaluations": \(result.evaluations), "seed": \(search.seed), \
                "threads": \(threads)}
                """)
        } else if !output.quiet {
            let name = instance.name.isEmpty ? source.fileName : instance.name
            print("\(name)  cost \(cost)  vehicles \(vehicles)  unassigned \(missing.count)")
            print("\(result.status.rawValue)  \(rounded) s  \(result.steps) steps")
            if !result.solution.isFeasible { print("No feasible plan was found; this is the best one.") }
            for reason in reasons.prefix(20) { print("  not served: \(reason.customer)  \(reason.text)") }
            if reasons.count > 20 { print("  and \(missing.count - 20) more") }
        }
    }

    private static func json(_ reason: (customer: Int, code: String, text: String)) -> String {
        "{\"customer\": \(reason.customer), \"code\": \"\(reason.code)\", \"text\": \"\(reason.text)\"}"
    }
}

/// Wall seconds since an instant.
func seconds(since begin: ContinuousClock.Instant) -> Double {
    let parts = (ContinuousClock.now - begin).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
}
