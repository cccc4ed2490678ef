import FordelerFormats
import FordelerRouting
import FordelerRoutingProblem

extension BenchmarkRun {
    /// Cost of the seeded problems, and of public ones when their folder is given, held against the best known values.
    func routing(_ log: inout Log) throws {
        for (kind, customers) in BenchmarkBest.cases where !stop.isStopped {
            let problem = BenchmarkProblem(kind, customers: customers)
            let (result, seconds) = try searched(problem.problem, steps: customers < 500 ? 40_000 : 20_000)
            if stop.isStopped { return }
            log.add(
                BenchmarkCase(
                    name: "routing/\(problem.name)", seconds: seconds, steps: result.steps,
                    evaluations: portable ? nil : result.evaluations, aims: result.solution.aims,
                    gap: BenchmarkBest.gap(problem.name, result.solution)))
        }
        guard let data else { return }
        let folder = PublicInstances(data)
        for name in PublicInstances.names where !stop.isStopped {
            guard let file = try folder.instance(name) else {
                log.complain("routing/\(name): not in \(data).")
                continue
            }
            let (result, seconds) = try searched(file.problem, steps: 20_000)
            if stop.isStopped { return }
            log.add(
                BenchmarkCase(
                    name: "routing/\(name)", seconds: seconds, steps: result.steps, evaluations: result.evaluations,
                    aims: result.solution.aims, gap: folder.gap(name, file, result.solution)))
        }
    }

    /// Searches for the budget: seconds, or steps where the result must be the same everywhere.
    private func searched(
        _ problem: RoutingProblem, steps: Int
    ) throws(RoutingProblemErrors) -> (result: RoutingResult, seconds: Double) {
        let solver = try RoutingSolver(problem)
        var options = SolverOptions(seed: seed, threads: threads, recombiner: glpkRecombiner(), stop: stop)
        if portable {
            options.stepLimit = steps
            options.islands = 2
        } else {
            options.timeLimit = seconds ?? (quick ? 1 : 10)
        }
        let begin = ContinuousClock.now
        let result = solver.solve(options)
        return (result, portable ? 0 : Self.seconds(since: begin))
    }
}
