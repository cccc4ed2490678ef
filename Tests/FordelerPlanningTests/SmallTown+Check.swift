import FordelerChecker
import FordelerModel
import Testing

extension SmallTown {
    /// Records an issue for every rule that `plan` breaks by the independent checker.
    static func check(_ plan: Plan, of problem: PlanningProblem, _ comment: Comment? = nil) {
        let report = PlanChecker.check(plan, of: problem, travel: travel(problem))
        #expect(report.violations.isEmpty, comment)
        #expect(report.aims == plan.aims, comment)
    }
}

extension SmallTown {
    /// What the independent checker says.
    static func report(_ plan: Plan, of problem: PlanningProblem) -> CheckReport {
        PlanChecker.check(plan, of: problem, travel: travel(problem))
    }
}
