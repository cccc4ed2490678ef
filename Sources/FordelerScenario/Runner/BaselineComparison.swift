import FordelerModel
import FordelerPlanning
import FordelerTravel

/// A plan beside the plan of a plain dispatcher's rule (earliest due first, nearest van) for the same scenario.
public struct BaselineComparison: Sendable {
    /// The numbers of the plan.
    public let plan: PlanSummary
    /// The numbers of the rule.
    public let rule: PlanSummary

    /// Plans the scenario of `report` by the rule.
    ///
    /// - Throws: `InputErrors` with every defect of the scenario.
    public init(_ report: PlanReport) throws {
        plan = PlanSummary(report)
        let travel = GreatCircleTravel(report.problem.travel).table(for: report.problem)
        let byRule = try DispatcherRule(report.problem, travel: travel).plan()
        rule = PlanSummary(PlanReport(byRule, of: report.problem))
    }

    /// Metres the rule drives for an order it serves, over the same of the plan, less 1; 0 when either serves nothing.
    public var extraDistance: Double {
        func perOrder(_ summary: PlanSummary) -> Double {
            let served = summary.orders[OrderState.planned.rawValue] ?? 0
            return served > 0 ? Double(summary.distanceMetres) / Double(served) : 0
        }
        guard perOrder(plan) > 0, perOrder(rule) > 0 else { return 0 }
        return ((perOrder(rule) / perOrder(plan) - 1) * 10_000).rounded() / 10_000
    }

    /// Fields for `expected.json`: `baseline.late.CLASS`, `baseline.orders.STATE`, `baseline.distance_metres`,
    /// `baseline.extra_distance` (a share, per order served).
    public var measurements: [String: Double] {
        var fields = [
            "baseline.distance_metres": Double(rule.distanceMetres), "baseline.extra_distance": extraDistance,
        ]
        for (priority, count) in rule.late { fields["baseline.late." + priority] = Double(count) }
        for (state, count) in rule.orders { fields["baseline.orders." + state] = Double(count) }
        return fields
    }

    /// A table for the terminal.
    public func text(colours: Bool = false) -> String {
        var grid = TextGrid(
            columns: [
                .init(title: "BESIDE A PLAIN RULE", width: 46, alignment: .left), .init(title: "this plan", width: 14),
                .init(title: "earliest due", width: 14),
            ], hasColours: colours)
        func row(_ name: String, _ value: (PlanSummary) -> String) {
            grid.rows.append([.init(name), .init(value(plan)), .init(value(rule))])
        }
        for priority in PriorityClass.allCases {
            row("\(ReportText.name(priority)) orders made late") { String($0.late[priority.word] ?? 0) }
        }
        row("Orders planned") { String($0.orders[OrderState.planned.rawValue] ?? 0) }
        row("Kilometres") { ReportText.kilometres($0.distanceMetres) }
        row("Kilometres an order") { summary in
            let served = summary.orders[OrderState.planned.rawValue] ?? 0
            return served > 0 ? ReportText.kilometres(summary.distanceMetres / served) : "–"
        }
        return grid.lines.joined(separator: "\n")
    }
}
