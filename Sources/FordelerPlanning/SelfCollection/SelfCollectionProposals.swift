import FordelerModel

/// Orders that the person could fetch, and what the vans save if all of them do.
public struct SelfCollectionProposals: Hashable, Sendable {
    /// One order with the place to fetch it from.
    public struct Proposal: Hashable, Sendable {
        /// The order.
        public var order: String
        /// The pickup point: the nearest by travel that keeps all its items and opens in time.
        public var depot: String
        /// First opening at which the goods are there, in seconds from midnight of the plan's first day.
        public var opens: Int
        /// Metres by road from the person's place.
        public var metres: Int
        /// Whether the plan has a visit for it.
        public var isPlanned: Bool
    }
    /// By identity of the order.
    public let proposals: [Proposal]
    /// Visits that the vans save.
    public var visitsAvoided: Int { proposals.count { $0.isPlanned } }
    /// Van-days without any visit left.
    public let vanDaysAvoided: Int
    /// Seconds of driving, and of fixed time and service, that the routes lose when these visits are left out and the
    /// others keep their order.
    public let drivingSeconds: Int, visitSeconds: Int
    /// Metres that they lose.
    public let metres: Int

    /// Looks through a plan. An order is proposed when it only brings goods that one can carry home, its person can
    /// fetch them (`Order.selfCollection`), no infection is known, and some pickup point keeps them and opens after
    /// they are ready, inside the horizon and before the order is due. O(orders × pickup points + stops).
    public init(_ plan: Plan, of problem: PlanningProblem, travel: TravelTable) {
        let items = Dictionary(problem.items.map { ($0.id, $0) }) { first, _ in first }
        let outcomes = Dictionary(plan.orders.map { ($0.order, $0) }) { first, _ in first }
        let days = problem.horizon
        var found: [Proposal] = []
        for (index, order) in problem.orders.enumerated() where SelfCollectionProposals.isCarried(order, items: items) {
            guard let outcome = outcomes[order.id], outcome.state != .held, outcome.state != .notReady,
                let ready = order.ready ?? order.expectedReady
            else { continue }
            let goods = order.lines.map(\.item)
            let from = max(problem.now, ready).seconds(from: problem.date)
            let ways = problem.depots.indices.compactMap { depot -> Proposal? in
                let place = problem.depots[depot]
                let metres = travel.metres(from: problem.depots.count + index, to: depot)
                guard place.keeps(goods), order.depot.map({ $0 == place.id }) ?? true,
                    metres < Int(TravelTable.unreachable),
                    let opens = SelfCollectionProposals.opening(
                        of: place, after: from, days: days, origin: problem.date),
                    outcome.due.map({ opens <= $0 }) ?? true
                else { return nil }
                return Proposal(
                    order: order.id, depot: place.id, opens: opens, metres: metres, isPlanned: outcome.state == .planned
                )
            }
            if let best = ways.min(by: { ($0.metres, $0.depot) < ($1.metres, $1.depot) }) { found.append(best) }
        }
        proposals = found.sorted { $0.order < $1.order }
        let saved = SelfCollectionProposals.saved(Set(found.map(\.order)), plan: plan, problem: problem, travel: travel)
        (vanDaysAvoided, drivingSeconds, visitSeconds, metres) = saved
    }

    private static func isCarried(_ order: Order, items: [String: Item]) -> Bool {
        order.kind == .delivery && order.selfCollection && !order.infection && !order.lines.isEmpty
            && order.lines.allSatisfy { items[$0.item]?.selfCollectable ?? false }
    }

    /// First instant after `from` at which a pickup point is open on one of the days.
    private static func opening(of depot: Depot, after from: Int, days: [CivilDate], origin: CivilDate) -> Int? {
        days.lazy.flatMap { day -> [Int] in
            let midnight = (day.dayNumber - origin.dayNumber) * 86_400
            return depot.pickupHours.filter { $0.weekdays.isEmpty || $0.weekdays.contains(day.weekday) }
                .filter { midnight + $0.toSecond >= from }.map { max(from, midnight + $0.fromSecond) }.sorted()
        }.first
    }

    private static func saved(
        _ orders: Set<String>, plan: Plan, problem: PlanningProblem, travel: TravelTable
    ) -> (days: Int, driving: Int, visits: Int, metres: Int) {
        let rows = Dictionary(problem.orders.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let depots = Dictionary(problem.depots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let vans = Dictionary(problem.vans.map { ($0.id, $0) }) { first, _ in first }
        var sum = (days: 0, driving: 0, visits: 0, metres: 0)
        for route in plan.routes {
            let halts = route.stops.filter { $0.kind != .break }
            let kept = halts.filter { $0.order.map { !orders.contains($0) } ?? true }
            if kept.count == halts.count { continue }
            let gone = halts.filter { $0.order.map(orders.contains) ?? false }
            sum.visits += gone.reduce(0) { $0 + $1.setupSeconds + $1.end - $1.start }
            if !kept.contains(where: { $0.order != nil }) {
                sum.days += 1
                sum.driving += route.drivingSeconds
                sum.metres += route.distanceMetres
                continue
            }
            func place(_ stop: PlanStop) -> Int? {
                if let depot = stop.depot { return depots[depot] }
                guard let row = stop.order.flatMap({ rows[$0] }) else { return nil }
                let store = stop.kind == .pickup ? problem.orders[row].depot : problem.orders[row].destination
                return store.flatMap { depots[$0] } ?? problem.depots.count + row
            }
            let places = kept.compactMap(place)
            let factor = vans[route.van]?.speedFactor ?? 1
            let legs = zip(places, places.dropFirst())
            sum.driving +=
                route.drivingSeconds - legs.reduce(0) { $0 + travel.seconds(from: $1.0, to: $1.1, speedFactor: factor) }
            sum.metres += route.distanceMetres - legs.reduce(0) { $0 + travel.metres(from: $1.0, to: $1.1) }
        }
        return sum
    }
}
