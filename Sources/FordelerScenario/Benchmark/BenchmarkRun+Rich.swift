import FordelerChecker
import FordelerModel
import FordelerRouting

extension BenchmarkRun {
    /// Plans of the Drammen day at four sizes after 1, 10 and 60 seconds, each a search of its own.
    func rich(_ log: inout Log) throws {
        let members = quick ? Array(RichDay.members.prefix(1)) : RichDay.members
        for member in members where !stop.isStopped {
            let problem = try PriorityDaySet.problem(of: member)
            if portable {
                try rich(
                    problem, RunOptions(seed: seed, threads: threads, islands: 2, stepLimit: 500, stop: stop), "", &log)
                continue
            }
            for limit in seconds.map({ [$0] }) ?? (quick ? [1] : [1, 10, 60]) where !stop.isStopped {
                let options = RunOptions(seed: seed, threads: threads, timeLimit: limit, stop: stop)
                try rich(problem, options, "-after-\(limit == limit.rounded() ? "\(Int(limit))" : "\(limit)")-s", &log)
            }
        }
    }

    private func rich(_ problem: PlanningProblem, _ options: RunOptions, _ suffix: String, _ log: inout Log) throws {
        let planned = try PlannedDay(problem, options: options)
        if stop.isStopped { return }
        add("rich/\(problem.name)\(suffix)", planned, best: problem.name, &log)
    }

    /// Adds a case for a planned day, and complains when its plan is not valid.
    ///
    /// - Parameter best: the name under which the best known aims are stored.
    func add(_ name: String, _ planned: PlannedDay, best: String, _ log: inout Log) {
        if !planned.check.valid { log.complain("\(name): the plan breaks a rule.") }
        let aims = planned.plan.aims.map(\.amount)
        log.add(
            BenchmarkCase(
                name: name, seconds: portable ? 0 : (planned.seconds * 1000).rounded() / 1000, steps: planned.steps,
                evaluations: portable ? nil : planned.evaluations, aims: aims,
                gap: planned.check.valid ? PriorityDayBest.gap(best, aims) : nil))
    }
}
