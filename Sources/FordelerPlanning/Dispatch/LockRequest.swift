import FordelerModel

/// What a dispatcher asks to be fixed in a plan as it stands, or to be set free again.
public enum LockRequest: Hashable, Sendable {
    /// The van of an order (both vans, where two meet), its date, or the instant at which its service starts.
    case van(order: String)
    case day(order: String)
    case time(order: String)
    /// The sequence of everything that a van does on a date; times stay free.
    case sequence(van: String, date: CivilDate)
    /// Everything that a van does on a date, to the second; nothing goes in.
    case route(van: String, date: CivilDate)

    /// Reads `van=ORDER`, `day=ORDER`, `time=ORDER`, `sequence=VAN@YYYY-MM-DD` or `route=VAN@YYYY-MM-DD`.
    public init?(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, !halves[1].isEmpty else { return nil }
        switch halves[0] {
        case "van": self = .van(order: halves[1])
        case "day": self = .day(order: halves[1])
        case "time": self = .time(order: halves[1])
        case "sequence", "route":
            guard let sign = halves[1].lastIndex(of: "@"), sign > halves[1].startIndex,
                let date = CivilDate(iso: String(halves[1][halves[1].index(after: sign)...]))
            else { return nil }
            let van = String(halves[1][..<sign])
            self = halves[0] == "route" ? .route(van: van, date: date) : .sequence(van: van, date: date)
        default: return nil
        }
    }
}

extension Plan {
    /// Fixes a part of the plan as it stands; false when the plan has no such visit or van-day.
    public mutating func lock(_ request: LockRequest) -> Bool {
        switch request {
        case .van(let order), .day(let order), .time(let order): return lock(order, request)
        case .sequence(let van, let date):
            guard let route = route(van, date) else { return false }
            change(van, date) { $0.sequence = route.halts }
        case .route(let van, let date):
            guard let route = route(van, date) else { return false }
            change(van, date) { ($0.stops, $0.isWhole) = (route.stops, true) }
        }
        return true
    }

    /// Sets a part free; false when it was not locked.
    public mutating func unlock(_ request: LockRequest) -> Bool {
        let before = locks
        switch request {
        case .van(let order): change(order) { ($0.van, $0.helper) = (nil, nil) }
        case .day(let order): change(order) { $0.date = nil }
        case .time(let order): change(order) { $0.startSecond = nil }
        case .sequence(let van, let date): change(van, date) { $0.sequence = [] }
        case .route(let van, let date): change(van, date) { ($0.stops, $0.isWhole) = ([], false) }
        }
        return locks != before
    }

    private func route(_ van: String, _ date: CivilDate) -> PlanRoute? {
        routes.first { $0.van == van && $0.date == date }
    }

    private mutating func lock(_ order: String, _ request: LockRequest) -> Bool {
        func halt(_ kind: PlanStop.Kind) -> (route: PlanRoute, stop: PlanStop)? {
            for route in routes {
                if let stop = route.stops.first(where: { $0.kind == kind && $0.order == order }) {
                    return (route, stop)
                }
            }
            return nil
        }
        guard let visit = halt(.visit) else { return false }
        let helper = halt(.assist)?.route.van
        let midnight = (visit.route.date.dayNumber - date.dayNumber) * 86_400
        change(order) { lock in
            switch request {
            case .van: (lock.van, lock.helper) = (visit.route.van, helper)
            case .day: lock.date = visit.route.date
            default: lock.startSecond = visit.stop.start - midnight
            }
        }
        return true
    }

    /// Changes the lock of an order; one that fixes nothing goes.
    private mutating func change(_ order: String, _ change: (inout OrderLock) -> Void) {
        let index = locks.orders.firstIndex { $0.order == order }
        var lock = index.map { locks.orders[$0].lock } ?? OrderLock()
        change(&lock)
        locks.orders.removeAll { $0.order == order }
        if lock != OrderLock() { locks.orders.append(LockedOrder(order: order, lock: lock)) }
        locks.orders.sort { $0.order < $1.order }
    }

    /// Changes the lock of a van-day; one that fixes nothing goes.
    private mutating func change(_ van: String, _ date: CivilDate, _ change: (inout RouteLock) -> Void) {
        let found = locks.routes.first { $0.van == van && $0.date == date }
        var lock = found ?? RouteLock(van: van, date: date)
        change(&lock)
        locks.routes.removeAll { $0.van == van && $0.date == date }
        if !lock.sequence.isEmpty || !lock.stops.isEmpty { locks.routes.append(lock) }
        locks.routes.sort { ($0.date, $0.van) < ($1.date, $1.van) }
    }
}
