import FordelerModel
import Foundation

/// `plan.json`: a plan for programs. Times are seconds from midnight of the plan's first day, money is in øre.
///
/// Keys stand in a fixed order and nothing depends on the clock or the machine, so equal plans are equal bytes.
public enum PlanFile {
    /// The file's bytes, UTF-8 with a newline at the end.
    public static func encode(_ plan: Plan) -> Data { Data(text(plan).utf8) }

    /// The file's text.
    public static func text(_ plan: Plan) -> String {
        var text = ""
        value(plan).write(into: &text)
        return text + "\n"
    }

    private static func value(_ plan: Plan) -> JSONValue {
        var entries: [(key: String, value: JSONValue)] = [
            ("version", .integer(plan.version)), ("scenario", .text(plan.scenario)), ("date", .text(plan.date.iso)),
            ("horizon", .list(plan.horizon.map { .text($0.iso) })), ("seed", seed(plan.seed)),
            ("aims", .list(plan.aims.map { .object([("name", .text($0.name)), ("amount", .integer($0.amount))]) })),
            ("cost", value(plan.cost)), ("routes", .list(plan.routes.map(value))),
            ("orders", .list(plan.orders.map(value))),
        ]
        if !plan.promised.isEmpty { entries.append(("promised", .list(plan.promised.map(value)))) }
        if !plan.locks.isEmpty { entries.append(("locks", value(plan.locks))) }
        return .object(entries)
    }

    private static func value(_ promise: Promise) -> JSONValue {
        .object([
            ("order", .text(promise.order)), ("van", .text(promise.van)), ("date", .text(promise.date.iso)),
            ("from_second", .integer(promise.fromSecond)), ("to_second", .integer(promise.toSecond)),
        ])
    }

    private static func seed(_ seed: UInt64) -> JSONValue { Int(exactly: seed).map { .integer($0) } ?? .large(seed) }

    private static func value(_ cost: CostBreakdown) -> JSONValue {
        .object([
            ("shifts", .integer(cost.shifts)), ("hours", .integer(cost.hours)), ("overtime", .integer(cost.overtime)),
            ("distance", .integer(cost.distance)), ("waiting", .integer(cost.waiting)), ("soft", .integer(cost.soft)),
            ("total", .integer(cost.total)),
        ])
    }

    private static func value(_ route: PlanRoute) -> JSONValue {
        .object([
            ("van", .text(route.van)), ("date", .text(route.date.iso)),
            ("driving_seconds", .integer(route.drivingSeconds)), ("distance_metres", .integer(route.distanceMetres)),
            ("cost", value(route.cost)), ("stops", .list(route.stops.map(value))),
        ])
    }

    static func value(_ stop: PlanStop) -> JSONValue {
        var entries: [(key: String, value: JSONValue)] = [("kind", .text(stop.kind.rawValue))]
        if let depot = stop.depot { entries.append(("depot", .text(depot))) }
        if let order = stop.order { entries.append(("order", .text(order))) }
        entries += [
            ("trip", .integer(stop.trip)), ("travel_seconds", .integer(stop.travelSeconds)),
            ("travel_metres", .integer(stop.travelMetres)), ("arrival", .integer(stop.arrival)),
            ("setup_seconds", .integer(stop.setupSeconds)), ("start", .integer(stop.start)),
            ("end", .integer(stop.end)),
        ]
        return .object(entries)
    }

    private static func value(_ outcome: OrderOutcome) -> JSONValue {
        var entries: [(key: String, value: JSONValue)] = [
            ("order", .text(outcome.order)), ("class", .text(outcome.priority.word)),
            ("state", .text(outcome.state.rawValue)),
        ]
        if let due = outcome.due { entries.append(("due", .integer(due))) }
        if let van = outcome.van { entries.append(("van", .text(van))) }
        if let date = outcome.date { entries.append(("date", .text(date.iso))) }
        if let end = outcome.end { entries.append(("end", .integer(end))) }
        entries += [
            ("overdue_at_start", .flag(outcome.overdueAtStart)), ("late", .flag(outcome.late)),
            ("tardiness_seconds", .integer(outcome.tardinessSeconds)),
        ]
        if let reason = outcome.reason {
            var parts: [(key: String, value: JSONValue)] = [("code", .text(reason.code)), ("text", .text(reason.text))]
            if let amount = reason.amount { parts.append(("amount", .integer(amount))) }
            entries.append(("reason", .object(parts)))
        }
        return .object(entries)
    }
}
