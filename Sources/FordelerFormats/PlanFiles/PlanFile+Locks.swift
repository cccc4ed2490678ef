import FordelerModel

extension PlanFile {
    static func value(_ locks: PlanLocks) -> JSONValue {
        var parts: [(key: String, value: JSONValue)] = []
        if !locks.orders.isEmpty { parts.append(("orders", .list(locks.orders.map(value)))) }
        if !locks.routes.isEmpty { parts.append(("routes", .list(locks.routes.map(value)))) }
        return .object(parts)
    }

    private static func value(_ held: LockedOrder) -> JSONValue {
        var entries: [(key: String, value: JSONValue)] = [("order", .text(held.order))]
        if let van = held.lock.van { entries.append(("van", .text(van))) }
        if let helper = held.lock.helper { entries.append(("helper", .text(helper))) }
        if let date = held.lock.date { entries.append(("date", .text(date.iso))) }
        if let start = held.lock.startSecond { entries.append(("start_second", .integer(start))) }
        return .object(entries)
    }

    private static func value(_ lock: RouteLock) -> JSONValue {
        var entries: [(key: String, value: JSONValue)] = [("van", .text(lock.van)), ("date", .text(lock.date.iso))]
        if !lock.sequence.isEmpty {
            entries.append(("sequence", .list(lock.sequence.map { .object([($0.kind.rawValue, .text($0.id))]) })))
        }
        if !lock.stops.isEmpty { entries.append(("stops", .list(lock.stops.map(value)))) }
        if lock.isWhole { entries.append(("whole", .flag(true))) }
        return .object(entries)
    }

    /// Reads what is fixed; an order or a van-day that is locked twice is a defect.
    static func locks(_ node: JSONNode) -> PlanLocks {
        var locks = PlanLocks()
        var seen: Set<String> = []
        func isFirst(_ name: String, _ node: JSONNode, _ key: String) -> Bool {
            if seen.insert(name).inserted { return true }
            node.error("E-LOCK-TWICE", key, value: name, "This is locked twice.", advice: "Leave one lock of each.")
            return false
        }
        for entry in node.has("orders") ? node.list("orders") : [] {
            guard let order = entry.text("order"), isFirst("order \(order)", entry, "order") else { continue }
            let lock = OrderLock(
                van: entry.optionalText("van"), date: entry.has("date") ? entry.date("date") : nil,
                helper: entry.optionalText("helper"),
                startSecond: entry.has("start_second") ? entry.integer("start_second", in: 0...86_399) : nil)
            if lock == OrderLock() {
                entry.error(
                    "E-LOCK-EMPTY", "order", value: order, "The lock fixes nothing.",
                    advice: "Give van, helper, date or start_second, or leave the lock out.")
            }
            locks.orders.append(LockedOrder(order: order, lock: lock))
        }
        for entry in node.has("routes") ? node.list("routes") : [] {
            guard let van = entry.text("van"), let date = entry.date("date"),
                isFirst("van \(van) \(date.iso)", entry, "van")
            else { continue }
            locks.routes.append(
                RouteLock(
                    van: van, date: date,
                    sequence: entry.has("sequence") ? entry.list("sequence").compactMap(halt) : [],
                    stops: entry.has("stops") ? entry.list("stops").compactMap(stop) : [],
                    isWhole: entry.has("whole") ? entry.flag("whole") ?? false : false))
        }
        return locks
    }

    private static func halt(_ node: JSONNode) -> LockedHalt? {
        let kinds: [PlanStop.Kind] = [.visit, .pickup, .assist, .depot]
        guard let kind = kinds.first(where: { node.has($0.rawValue) }) else {
            node.error(
                "E-JSON-MISSING", "", value: nil, "The halt names no order and no depot.",
                advice: "Write {\"visit\": \"ORDER\"}, or pickup, assist or depot.")
            return nil
        }
        return node.text(kind.rawValue).map { LockedHalt(kind, $0) }
    }
}
