/// What dispatchers have fixed in a plan that stands; `plan.json` carries it from one re-planning to the next.
///
/// Locks of `orders.csv` stay there and are not repeated here.
public struct PlanLocks: Hashable, Sendable, Codable {
    /// Locks of single orders: van, helping van, date and time; at most one for each order.
    public var orders: [LockedOrder]
    /// Locks of van-days: their beginning, or the whole route; at most one for each van-day.
    public var routes: [RouteLock]

    /// Makes locks; none by default.
    public init(orders: [LockedOrder] = [], routes: [RouteLock] = []) {
        self.orders = orders
        self.routes = routes
    }

    /// Whether nothing is locked.
    public var isEmpty: Bool { orders.isEmpty && routes.isEmpty }
}

/// The lock of one order.
public struct LockedOrder: Hashable, Sendable, Codable {
    /// The order.
    public var order: String
    /// What is fixed about it.
    public var lock: OrderLock

    /// Makes a locked order.
    public init(order: String, lock: OrderLock) {
        self.order = order
        self.lock = lock
    }
}

/// One halt in a locked sequence.
public struct LockedHalt: Hashable, Sendable, Codable {
    /// What happens: `visit`, `pickup`, `assist`, or `depot` for a reload between two trips.
    public var kind: PlanStop.Kind
    /// The order, or the depot.
    public var id: String

    /// Makes a halt.
    public init(_ kind: PlanStop.Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

/// What a dispatcher, or the clock, has fixed about one van-day.
///
/// A lock says how the van-day begins. Orders that are gone from the scenario no longer bind a sequence; stops that are
/// fixed to the second bind in any case.
public struct RouteLock: Hashable, Sendable, Codable {
    /// The van.
    public var van: String
    /// The date of its shift.
    public var date: CivilDate
    /// The first halts, in this sequence and with nothing between them; their times are free. Breaks, the first loading
    /// and the last unloading are no halts.
    public var sequence: [LockedHalt]
    /// The first stops exactly as they stand: a started route, or a whole route when nothing of it may change.
    public var stops: [PlanStop]
    /// Whether `stops` is the whole van-day, so that nothing may follow.
    public var isWhole: Bool

    /// Makes a lock.
    public init(
        van: String, date: CivilDate, sequence: [LockedHalt] = [], stops: [PlanStop] = [], isWhole: Bool = false
    ) {
        self.van = van
        self.date = date
        self.sequence = sequence
        self.stops = stops
        self.isWhole = isWhole
    }
}

extension PlanRoute {
    /// The halts of the van-day in their sequence, without breaks, the first loading and the last unloading.
    public var halts: [LockedHalt] { Self.halts(of: stops) }

    /// The halts of the first stops of a van-day.
    public static func halts(of stops: [PlanStop]) -> [LockedHalt] {
        var halts: [LockedHalt] = []
        for (index, stop) in stops.enumerated() {
            switch stop.kind {
            case .break: continue
            case .depot:
                let isBetween = index > 0 && stops[(index + 1)...].contains { $0.kind != .break }
                if isBetween, let depot = stop.depot { halts.append(LockedHalt(.depot, depot)) }
            case .visit, .pickup, .assist:
                if let order = stop.order { halts.append(LockedHalt(stop.kind, order)) }
            }
        }
        return halts
    }
}

extension PlanningProblem {
    /// Takes over the locks of a plan; parts that are set win over those of `orders.csv`. Orders that are unknown are
    /// passed over.
    public mutating func hold(_ locks: PlanLocks) {
        self.locks = locks
        var indices: [String: Int] = [:]
        for (index, order) in orders.enumerated() { indices[order.id] = index }
        self.locks.orders = locks.orders.filter { indices[$0.order] != nil }
        for held in self.locks.orders {
            guard let index = indices[held.order] else { continue }
            var lock = orders[index].lock ?? OrderLock()
            lock.van = held.lock.van ?? lock.van
            lock.helper = held.lock.helper ?? lock.helper
            lock.date = held.lock.date ?? lock.date
            lock.startSecond = held.lock.startSecond ?? lock.startSecond
            orders[index].lock = lock
        }
    }
}
