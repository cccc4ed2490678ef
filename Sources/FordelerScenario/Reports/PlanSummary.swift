import FordelerModel
import FordelerPlanning

/// The numbers of a plan that people and programs ask for first; `fordeler plan --json` prints them.
public struct PlanSummary: Hashable, Sendable, Codable {
    /// Orders by state: the words of `OrderState`.
    public var orders: [String: Int]
    /// Orders the plan makes late, by the word of their class.
    public var late: [String: Int]
    /// Orders past due before planning starts, by the word of their class.
    public var overdueAtStart: [String: Int]
    /// Aims in lexicographic order.
    public var aims: [Aim]
    /// Money in øre by part, and `total`.
    public var cost: [String: Int]
    /// Different vans used.
    public var vans: Int
    /// Van-days used.
    public var vanDays: Int
    /// Seconds driven.
    public var drivingSeconds: Int
    /// Metres driven.
    public var distanceMetres: Int
    /// Busy seconds (everything but waiting) over the seconds of the horizon's shifts; 0 without shifts.
    public var vanTimeUsed: Double
    /// Largest probability of an overrun of a van-day, when service times spread.
    public var largestOverrun: Double?
    /// Visits that two vans share at the door.
    public var meetings: Int
    /// Visits and seconds of driving and visiting avoided if every person fetches what the proposals name.
    public var visitsAvoidable: Int, secondsAvoidable: Int

    enum CodingKeys: String, CodingKey {
        case orders, late, aims, cost, vans
        case overdueAtStart = "overdue_at_start"
        case vanDays = "van_days"
        case drivingSeconds = "driving_seconds"
        case distanceMetres = "distance_metres"
        case vanTimeUsed = "van_time_used"
        case meetings
        case largestOverrun = "largest_overrun"
        case visitsAvoidable = "visits_avoidable"
        case secondsAvoidable = "seconds_avoidable"
    }

    /// Sums up a plan; O(orders + stops).
    public init(_ report: PlanReport) {
        let plan = report.plan
        orders = [:]
        late = [:]
        overdueAtStart = [:]
        for state in OrderState.allCases { orders[state.rawValue] = 0 }
        for priority in PriorityClass.allCases {
            late[priority.word] = 0
            overdueAtStart[priority.word] = 0
        }
        for outcome in plan.orders {
            orders[outcome.state.rawValue, default: 0] += 1
            if outcome.late { late[outcome.priority.word, default: 0] += 1 }
            if outcome.overdueAtStart { overdueAtStart[outcome.priority.word, default: 0] += 1 }
        }
        aims = plan.aims
        cost = PlanSummary.parts(plan.cost)
        vans = Set(plan.routes.map(\.van)).count
        vanDays = plan.routes.count
        drivingSeconds = plan.routes.reduce(0) { $0 + $1.drivingSeconds }
        distanceMetres = plan.routes.reduce(0) { $0 + $1.distanceMetres }
        let horizon = Set(plan.horizon)
        let available = report.problem.shifts.filter { horizon.contains($0.date) }
            .reduce(0) { $0 + max(0, $1.endSecond - $1.startSecond) }
        let busy = report.routes.reduce(0) { $0 + max(0, $1.endSecond - $1.startSecond - $1.waitingSeconds) }
        meetings = plan.routes.reduce(0) { $0 + $1.stops.count { $0.kind == .assist } }
        largestOverrun = report.routes.compactMap(\.overrun).max().map { ($0 * 10_000).rounded() / 10_000 }
        visitsAvoidable = report.proposals?.visitsAvoided ?? 0
        secondsAvoidable = report.proposals.map { $0.drivingSeconds + $0.visitSeconds } ?? 0
        vanTimeUsed = available > 0 ? (Double(busy) / Double(available) * 10_000).rounded() / 10_000 : 0
    }

    /// The parts of a cost by their stable names, with the total.
    public static func parts(_ cost: CostBreakdown) -> [String: Int] {
        [
            "shifts": cost.shifts, "hours": cost.hours, "overtime": cost.overtime, "distance": cost.distance,
            "waiting": cost.waiting, "soft": cost.soft, "total": cost.total,
        ]
    }
}
