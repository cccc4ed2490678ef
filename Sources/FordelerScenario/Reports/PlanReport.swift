import FordelerModel
import FordelerPlanning

/// A plan beside the scenario it belongs to, indexed once for every report.
///
/// Unknown vans, orders and depots in the plan are shown by their identity, so that a report of a plan from
/// somewhere else never fails.
public struct PlanReport: Sendable {
    /// The scenario.
    public let problem: PlanningProblem
    /// The plan.
    public let plan: Plan
    /// Whether the checker found the plan valid; `nil` when it was not asked.
    public let isValid: Bool?
    /// Van-days by date, then in the order of the scenario's vans.
    public private(set) var routes: [RouteReport] = []
    /// What citizens could fetch; `nil` when no depot has pickup hours, or no travel table was given.
    public let proposals: SelfCollectionProposals?

    struct VanDay: Hashable {
        var van: String
        var date: CivilDate
    }
    let orders: [String: Order]
    let outcomes: [String: OrderOutcome]
    let items: [String: Item]
    let vans: [String: Van]
    let vanOrder: [String: Int]
    let depots: [String: Depot]
    let shifts: [VanDay: Shift]

    /// Makes a report; O(orders + stops).
    public init(_ plan: Plan, of problem: PlanningProblem, isValid: Bool? = nil, travel: TravelTable? = nil) {
        let hasPoint = problem.depots.contains { !$0.pickupHours.isEmpty }
        proposals = hasPoint ? travel.map { SelfCollectionProposals(plan, of: problem, travel: $0) } : nil
        self.plan = plan
        self.problem = problem
        self.isValid = isValid
        orders = Dictionary(problem.orders.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        outcomes = Dictionary(plan.orders.map { ($0.order, $0) }, uniquingKeysWith: { first, _ in first })
        items = Dictionary(problem.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        vans = Dictionary(problem.vans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        vanOrder = Dictionary(
            problem.vans.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        depots = Dictionary(problem.depots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        shifts = Dictionary(
            problem.shifts.map { (VanDay(van: $0.van, date: $0.date), $0) }, uniquingKeysWith: { first, _ in first })
        routes = plan.routes.map { RouteReport($0, in: self) }
            .sorted { ($0.route.date, $0.vanIndex, $0.route.van) < ($1.route.date, $1.vanIndex, $1.route.van) }
    }

    /// The days reports show: the plan's horizon, with any other date that a route names.
    public var days: [CivilDate] { Set(plan.horizon + plan.routes.map(\.date)).sorted() }

    /// The store at which a transfer is loaded.
    static func loadingDepot(of stop: PlanStop, _ report: PlanReport) -> String? {
        stop.kind == .pickup ? stop.order.flatMap { report.orders[$0]?.depot } : nil
    }

    /// The van-days of one date.
    public func routes(on date: CivilDate) -> [RouteReport] { routes.filter { $0.route.date == date } }

    /// Title of the scenario, or its name.
    public var title: String { problem.title.isEmpty ? problem.name : problem.title }

    /// Orders that the plan makes late, the most urgent class and the longest tardiness first.
    public var late: [OrderOutcome] { plan.orders.filter(\.late).sorted(by: PlanReport.urgency) }

    /// Orders past due before planning starts, in the same order.
    public var overdueAtStart: [OrderOutcome] { plan.orders.filter(\.overdueAtStart).sorted(by: PlanReport.urgency) }

    /// Orders in a state, the most urgent class and the earliest due first.
    public func orders(in state: OrderState) -> [OrderOutcome] {
        plan.orders.filter { $0.state == state }
            .sorted { ($0.priority, $0.due ?? .max, $0.order) < ($1.priority, $1.due ?? .max, $1.order) }
    }

    private static func urgency(_ a: OrderOutcome, _ b: OrderOutcome) -> Bool {
        (a.priority, -a.tardinessSeconds, a.order) < (b.priority, -b.tardinessSeconds, b.order)
    }

    /// What an order is about in a few words: `2 × Hospital bed, 1 × Mattress`.
    func goods(_ order: Order, _ directions: Set<OrderLine.Direction>) -> String {
        order.lines.filter { directions.contains($0.direction) }
            .map { "\($0.quantity) × \(items[$0.item]?.name ?? $0.item)" }
            .joined(separator: ", ")
    }
}
