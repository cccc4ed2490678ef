import FordelerModel
import Foundation

extension PlanFile {
    /// Reads a plan back and lists every defect of form at once; whether the plan keeps the rules is the checker's work.
    ///
    /// Keys that are not known are passed over, so that later versions may add some.
    public static func decode(_ data: Data, file: String = "plan.json") throws(InputErrors) -> Plan {
        let log = InputLog()
        guard data.count <= 100_000_000 else {
            log.error(
                "E-FILE-SIZE", file, value: "100000000 bytes", "The file is larger than this limit.",
                advice: "Check that it is a plan of fordeler plan.")
            throw InputErrors(log.diagnostics)
        }
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: data) else {
            log.error(
                "E-JSON-SYNTAX", file, line: JSONLines.defect(in: data), "The file is not valid JSON.",
                advice: "Write it anew with fordeler plan.")
            throw InputErrors(log.diagnostics)
        }
        let plan = plan(JSONNode(path: "", value: root, file: file, log: log))
        guard let plan, !log.hasErrors else { throw InputErrors(log.diagnostics) }
        return plan
    }

    private static func plan(_ node: JSONNode) -> Plan? {
        let version = node.integer("version", in: 1...1)
        let scenario = node.text("scenario")
        let date = node.date("date")
        let horizon = node.list("horizon").compactMap { $0.date() }
        let seed = node.seed("seed")
        let aims = node.list("aims").compactMap { aim -> Aim? in
            guard let name = aim.text("name"), let amount = aim.integer("amount", in: JSONNode.amounts) else {
                return nil
            }
            return Aim(name: name, amount: amount)
        }
        let cost = node.child("cost").flatMap(cost)
        let routes = node.list("routes").compactMap(route)
        let orders = node.list("orders").compactMap(outcome)
        let promised = node.has("promised") ? node.list("promised").compactMap(promise) : []
        let locks = node.has("locks") ? node.child("locks").map(locks) : nil
        guard let version, let scenario, let date, let seed, let cost else { return nil }
        var plan = Plan(
            version: version, scenario: scenario, date: date, horizon: horizon, seed: seed, routes: routes,
            orders: orders, aims: aims, cost: cost)
        plan.promised = promised
        plan.locks = locks ?? PlanLocks()
        return plan
    }

    private static func promise(_ node: JSONNode) -> Promise? {
        guard let order = node.text("order"), let van = node.text("van"), let date = node.date("date"),
            let from = node.integer("from_second", in: 0...172_800), let to = node.integer("to_second", in: 0...172_800)
        else { return nil }
        return Promise(order: order, van: van, date: date, fromSecond: from, toSecond: to)
    }

    private static func cost(_ node: JSONNode) -> CostBreakdown? {
        let parts = ["shifts", "hours", "overtime", "distance", "waiting", "soft"].map {
            node.integer($0, in: JSONNode.amounts)
        }
        let total = node.integer("total", in: JSONNode.amounts)
        guard let total, !parts.contains(nil) else { return nil }
        let known = parts.compactMap { $0 }
        let cost = CostBreakdown(
            shifts: known[0], hours: known[1], overtime: known[2], distance: known[3], waiting: known[4],
            soft: known[5])
        if cost.total != total {
            node.error(
                "E-JSON-TOTAL", "total", value: String(total), "The total is not the sum of its parts (\(cost.total)).",
                advice: "Write the file anew with fordeler plan.")
        }
        return cost
    }

    private static func route(_ node: JSONNode) -> PlanRoute? {
        let van = node.text("van")
        let date = node.date("date")
        let driving = node.integer("driving_seconds", in: JSONNode.instants)
        let metres = node.integer("distance_metres", in: JSONNode.amounts)
        let cost = node.child("cost").flatMap(cost)
        let stops = node.list("stops").compactMap(stop)
        guard let van, let date, let driving, let metres, let cost else { return nil }
        return PlanRoute(
            van: van, date: date, stops: stops, drivingSeconds: driving, distanceMetres: metres, cost: cost)
    }

    static func stop(_ node: JSONNode) -> PlanStop? {
        let kind: PlanStop.Kind? = node.word("kind", among: [.depot, .visit, .pickup, .assist, .break])
        let depot = kind == .depot ? node.text("depot") : node.optionalText("depot")
        let isForOrder = kind == .visit || kind == .pickup || kind == .assist
        let order = isForOrder ? node.text("order") : node.optionalText("order")
        let trip = node.integer("trip", in: 1...1000)
        let travel = node.integer("travel_seconds", in: JSONNode.instants)
        let metres = node.integer("travel_metres", in: JSONNode.amounts)
        let arrival = node.integer("arrival", in: JSONNode.instants)
        let setup = node.integer("setup_seconds", in: JSONNode.instants)
        let start = node.integer("start", in: JSONNode.instants)
        let end = node.integer("end", in: JSONNode.instants)
        guard let kind, let trip, let travel, let metres, let arrival, let setup, let start, let end else { return nil }
        return PlanStop(
            kind: kind, depot: depot, order: order, trip: trip, travelSeconds: travel, travelMetres: metres,
            arrival: arrival, setupSeconds: setup, start: start, end: end)
    }

    private static func outcome(_ node: JSONNode) -> OrderOutcome? {
        let order = node.text("order")
        let word = node.text("class")
        let priority = word.flatMap(PriorityClass.init(word:))
        if let word, priority == nil {
            node.error("E-JSON-WORD", "class", value: word, "This is no class.", advice: "Write acute, 1, 2 or 3.")
        }
        let state: OrderState? = node.word("state", among: OrderState.allCases)
        let isPlanned = state == .planned
        let due = node.has("due") ? node.integer("due", in: JSONNode.instants) : nil
        let van = isPlanned ? node.text("van") : node.optionalText("van")
        let date = isPlanned || node.has("date") ? node.date("date") : nil
        let end = isPlanned || node.has("end") ? node.integer("end", in: JSONNode.instants) : nil
        let isOverdue = node.flag("overdue_at_start")
        let isLate = node.flag("late")
        let tardiness = node.integer("tardiness_seconds", in: JSONNode.instants)
        let reason = node.has("reason") ? node.child("reason").flatMap(reason) : nil
        guard let order, let priority, let state, let isOverdue, let isLate, let tardiness else { return nil }
        return OrderOutcome(
            order: order, priority: priority, state: state, due: due, van: van, date: date, end: end,
            overdueAtStart: isOverdue, late: isLate, tardinessSeconds: tardiness, reason: reason)
    }

    private static func reason(_ node: JSONNode) -> OutcomeReason? {
        guard let code = node.text("code"), let text = node.text("text") else { return nil }
        let amount = node.has("amount") ? node.integer("amount", in: JSONNode.amounts) : nil
        return OutcomeReason(code: code, text: text, amount: amount)
    }
}
