import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerTravel

extension BenchmarkRun {
    /// The priority-day set: every aim after the budget, beside the best known values and a plain dispatcher's rule.
    func priority(_ log: inout Log) throws {
        let members =
            quick
            ? PriorityDaySet.members.filter { $0.isTiny || $0.orders + $0.backlog <= 100 } : PriorityDaySet.members
        for member in members where !stop.isStopped {
            let problem = try PriorityDaySet.problem(of: member)
            var options = RunOptions(seed: seed, threads: threads, stop: stop)
            if portable {
                options.stepLimit = member.isTiny ? 4000 : 1000
                options.islands = 2
            } else {
                let limit = seconds ?? (quick ? 1 : 60)
                options.timeLimit = member.isTiny ? min(2, limit) : limit
            }
            let planned = try PlannedDay(problem, options: options)
            if stop.isStopped { return }
            add("priority/\(member.name)", planned, best: member.name, &log)
            if quick { continue }
            let travel = GreatCircleTravel(problem.travel).table(for: problem)
            let rule = try DispatcherRule(problem, travel: travel).plan().aims.map(\.amount)
            log.add(BenchmarkCase(name: "priority/\(member.name)-earliest-due-first", aims: rule))
        }
    }
}
