import FordelerModel

/// What stands differently in two plans: order by order, then aims, money and driving.
public struct PlanDifference: Hashable, Sendable, Codable {
    /// How an order's place differs.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Only the second plan knows the order, or only the first.
        case added, removed
        /// Served now and not before, or before and not now.
        case planned, dropped
        /// Another date; the same date in another van; the same van-day at another time.
        case date, van, time
        /// Served in neither plan, and the state is another.
        case state
    }

    /// Where an order stands in one plan.
    public struct Stand: Hashable, Sendable, Codable {
        /// Its state.
        public var state: OrderState
        /// The van, when planned.
        public var van: String?
        /// The date of the van's shift, when planned.
        public var date: CivilDate?
        /// Start of service in seconds after midnight of `date`, when planned.
        public var startSecond: Int?
        /// Whether the plan makes it late.
        public var late: Bool
    }

    /// One order that stands differently.
    public struct Change: Hashable, Sendable, Codable {
        /// The order.
        public var order: String
        /// Its class.
        public var priority: PriorityClass
        /// How it differs.
        public var kind: Kind
        /// Where it stood; `nil` when the first plan does not know it.
        public var before: Stand?
        /// Where it stands; `nil` when the second plan does not know it.
        public var after: Stand?
        /// Whether the window announced by the first plan is missed.
        public var breaksPromise: Bool
        /// Why, when somebody found out; see ``Replanner``.
        public var reason: OutcomeReason?
    }

    /// An amount in the two plans.
    public struct Amount: Hashable, Sendable, Codable {
        /// Stable name: an aim's, a cost part's, or `vans`, `driving_seconds`, `distance_metres`.
        public var name: String
        /// The amounts.
        public var before: Int, after: Int
    }

    /// Orders that stand differently, by kind, then order.
    public var changes: [Change]
    /// Orders that stand as they stood.
    public var unchanged: Int
    /// Announced windows that the second plan misses.
    public var promisesBroken: Int
    /// The aims in their order.
    public var aims: [Amount]
    /// Parts of the cost and their total, in øre.
    public var cost: [Amount]
    /// Van-days used, seconds driven, metres driven.
    public var work: [Amount]

    /// Compares two plans. Times are compared by the calendar, so that plans of different first days can be compared.
    public init(from a: Plan, to b: Plan) {
        let (before, after) = (PlanDifference.stands(a), PlanDifference.stands(b))
        let promises = Dictionary(a.promises.map { ($0.order, $0) }) { first, _ in first }
        var changes: [Change] = []
        for order in Set(before.keys).union(after.keys).sorted() {
            let (old, new) = (before[order], after[order])
            guard let kind = PlanDifference.kind(old?.stand, new?.stand) else { continue }
            var isBroken = false
            if let promise = promises[order], after[order] != nil {
                isBroken = true
                if let stand = new?.stand, let van = stand.van, let date = stand.date, let start = stand.startSecond {
                    isBroken = !promise.isKept(van: van, date: date, startSecond: start)
                }
            }
            changes.append(
                Change(
                    order: order, priority: new?.priority ?? old?.priority ?? .three, kind: kind, before: old?.stand,
                    after: new?.stand, breaksPromise: isBroken))
        }
        self.changes = changes.enumerated().sorted {
            (Kind.allCases.firstIndex(of: $0.element.kind) ?? 0, $0.offset)
                < (Kind.allCases.firstIndex(of: $1.element.kind) ?? 0, $1.offset)
        }.map(\.element)
        unchanged = Set(before.keys).union(after.keys).count - changes.count
        promisesBroken = changes.count { $0.breaksPromise }
        aims = Aim.names.map { name in
            Amount(
                name: name, before: a.aims.first { $0.name == name }?.amount ?? 0,
                after: b.aims.first { $0.name == name }?.amount ?? 0)
        }
        let parts: [(String, KeyPath<CostBreakdown, Int>)] = [
            ("shifts", \.shifts), ("hours", \.hours), ("overtime", \.overtime), ("distance", \.distance),
            ("waiting", \.waiting), ("soft", \.soft), ("total", \.total),
        ]
        cost = parts.map { Amount(name: $0.0, before: a.cost[keyPath: $0.1], after: b.cost[keyPath: $0.1]) }
        work = [
            Amount(name: "vans", before: a.routes.count, after: b.routes.count),
            Amount(
                name: "driving_seconds", before: a.routes.reduce(0) { $0 + $1.drivingSeconds },
                after: b.routes.reduce(0) { $0 + $1.drivingSeconds }),
            Amount(
                name: "distance_metres", before: a.routes.reduce(0) { $0 + $1.distanceMetres },
                after: b.routes.reduce(0) { $0 + $1.distanceMetres }),
        ]
    }

    /// Where each order of a plan stands.
    private static func stands(_ plan: Plan) -> [String: (priority: PriorityClass, stand: Stand)] {
        var starts: [String: Int] = [:]
        for route in plan.routes {
            let midnight = (route.date.dayNumber - plan.date.dayNumber) * 86_400
            for stop in route.stops where stop.kind == .visit {
                if let order = stop.order { starts[order] = stop.start - midnight }
            }
        }
        return Dictionary(
            plan.orders.map { outcome in
                (
                    outcome.order,
                    (
                        outcome.priority,
                        Stand(
                            state: outcome.state, van: outcome.van, date: outcome.date,
                            startSecond: outcome.state == .planned ? starts[outcome.order] : nil, late: outcome.late)
                    )
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func kind(_ old: Stand?, _ new: Stand?) -> Kind? {
        guard let old else { return .added }
        guard let new else { return .removed }
        switch (old.state == .planned, new.state == .planned) {
        case (false, true): return .planned
        case (true, false): return .dropped
        case (false, false): return old.state == new.state ? nil : .state
        case (true, true):
            if old.date != new.date { return .date }
            if old.van != new.van { return .van }
            return old.startSecond == new.startSecond ? nil : .time
        }
    }
}
