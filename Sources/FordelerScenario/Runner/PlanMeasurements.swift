import FordelerModel

/// The numbers of a plan under the names that `expected.json` uses.
public enum PlanMeasurements {
    /// Fields: `valid` (1 or 0), `violations`, `orders.STATE`, `late.CLASS`, `overdue_at_start.CLASS`, `aims.NAME`,
    /// `cost.PART`, `vans`, `van_days`, `driving_seconds`, `distance_metres`, `van_time_used` (a share), `meetings`,
    /// `largest_overrun` (a probability), `visits_avoidable`, `seconds_avoidable`.
    public static func fields(_ summary: PlanSummary, violations: Int) -> [String: Double] {
        var fields: [String: Double] = [
            "valid": violations == 0 ? 1 : 0, "violations": Double(violations), "vans": Double(summary.vans),
            "van_days": Double(summary.vanDays), "driving_seconds": Double(summary.drivingSeconds),
            "distance_metres": Double(summary.distanceMetres), "van_time_used": summary.vanTimeUsed,
        ]
        fields["meetings"] = Double(summary.meetings)
        fields["largest_overrun"] = summary.largestOverrun ?? 0
        fields["visits_avoidable"] = Double(summary.visitsAvoidable)
        fields["seconds_avoidable"] = Double(summary.secondsAvoidable)
        for (state, count) in summary.orders { fields["orders." + state] = Double(count) }
        for (priority, count) in summary.late { fields["late." + priority] = Double(count) }
        for (priority, count) in summary.overdueAtStart { fields["overdue_at_start." + priority] = Double(count) }
        for aim in summary.aims { fields["aims." + aim.name] = Double(aim.amount) }
        for (part, ore) in summary.cost { fields["cost." + part] = Double(ore) }
        return fields
    }
}
