import FordelerModel

/// Looks for what is allowed but odd, and warns.
struct ScenarioOddities {
    let problem: PlanningProblem
    let files: [String: String]
    let log: InputLog

    func look() {
        let horizon = Set(problem.horizon)
        let shifts = problem.shifts.filter { horizon.contains($0.date) }
        lookAtShifts(shifts, horizon)
        lookAtOrders(shifts)
        lookAtItems()
    }

    private func warn(
        _ code: String, _ table: String, _ column: String?, _ value: String?, _ message: String, advice: String
    ) {
        log.warning(code, files[table] ?? table, column: column, value: value, message, advice: advice)
    }

    private func lookAtShifts(_ shifts: [Shift], _ horizon: Set<CivilDate>) {
        if shifts.isEmpty {
            warn(
                "W-SHIFTS-NONE", "shifts", nil, nil, "No van works on any day of the horizon.",
                advice: "Check the dates of shifts.csv against the date in scenario.yaml.")
        }
        for shift in problem.shifts where !horizon.contains(shift.date) {
            guard let last = problem.horizon.last, shift.date >= problem.date, shift.date <= last else { continue }
            warn(
                "W-SHIFT-CLOSED", "shifts", "date", "\(shift.van) \(shift.date.iso)",
                "The van works on a day without service, which the plan leaves out.",
                advice: "Check weekdays and holidays of the priority key.")
        }
        for van in problem.vans where !problem.shifts.contains(where: { $0.van == van.id }) {
            warn(
                "W-VAN-IDLE", "vans", "van", van.id, "The van has no shift.", advice: "Add its shifts, or leave it out."
            )
        }
    }

    private func lookAtOrders(_ shifts: [Shift]) {
        let items = Dictionary(problem.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let vans = Dictionary(problem.vans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let largestCrew = shifts.map(\.crew).max() ?? 1
        let carriers = shifts.map { (features: vans[$0.van]?.features ?? [], skills: $0.skills) }
        let knownFeatures = carriers.reduce(into: Set<String>()) { $0.formUnion($1.features) }
        let knownSkills = carriers.reduce(into: Set<String>()) { $0.formUnion($1.skills) }
        for order in problem.orders {
            let goods = order.lines.compactMap { items[$0.item] }
            let persons = order.persons ?? goods.map(\.persons).max() ?? 1
            if persons > largestCrew, !shifts.isEmpty, !problem.rates.meetings {
                warn(
                    "W-ORDER-CREW", "orders", "order", order.id,
                    "The order needs \(persons) persons and no van of the horizon has that crew.",
                    advice: "Give a van a crew of two, or check the item's persons.")
            }
            for feature in goods.reduce(order.vanFeatures, { $0.union($1.vanFeatures) }).subtracting(knownFeatures)
                .sorted()
            where !shifts.isEmpty {
                warn(
                    "W-ORDER-FEATURE", "orders", "order", order.id,
                    "The order needs \(feature) and no van of the horizon has it.", advice: "Check vans.csv.")
            }
            let skilled = order.kind == .collection ? [] : goods
            for skill in skilled.reduce(order.skills, { $0.union($1.skills) }).subtracting(knownSkills).sorted()
            where !shifts.isEmpty {
                warn(
                    "W-ORDER-SKILL", "orders", "order", order.id,
                    "The order needs the skill \(skill) and no crew of the horizon has it.",
                    advice: "Check shifts.csv and vans.csv.")
            }
            if order.registered > max(problem.now, CivilInstant(date: problem.date, secondOfDay: 86_399)) {
                warn(
                    "W-ORDER-FUTURE", "orders", "registered", order.id,
                    "The order is registered after the plan's first day.", advice: "Check the year and the month.")
            }
            if order.registered.date < problem.date.adding(days: -730) {
                warn(
                    "W-ORDER-OLD", "orders", "registered", order.id, "The order is more than two years old.",
                    advice: "Check the year, or close the order.")
            }
            let nearest =
                problem.depots.map { ScenarioOddities.roughKilometres($0.place.coordinate, order.place.coordinate) }
                .min() ?? 0
            if nearest > 150 {
                warn(
                    "W-ORDER-FAR", "orders", "order", order.id,
                    "The order lies \(Int(nearest)) km from the nearest depot.",
                    advice: "Check latitude and longitude, perhaps swapped.")
            }
            lookAtDepots(order)
        }
    }

    private func lookAtDepots(_ order: Order) {
        let brought = order.lines.filter { $0.direction == .deliver }.map(\.item)
        let candidates = problem.depots.filter { order.depot == nil || order.depot == $0.id }
        if !brought.isEmpty, !candidates.contains(where: { $0.keeps(brought) }) {
            warn(
                "W-ORDER-STOCK", "orders", "deliver", order.id, "No depot of the order keeps all its items.",
                advice: "Check the items of depots.csv.")
        }
    }

    private func lookAtItems() {
        let used = Set(problem.orders.flatMap { $0.lines.map(\.item) })
        if problem.orders.isEmpty { return }
        for item in problem.items {
            if !used.contains(item.id) {
                warn(
                    "W-ITEM-UNUSED", "items", "item", item.id, "No order names the item.",
                    advice: "Nothing, if so meant.")
            }
            if item.heaviestPartGrams > 25_000, item.persons < 2, item.vanFeatures.isEmpty {
                warn(
                    "W-ITEM-HEAVY", "items", "persons", item.id,
                    "One person is to lift a part of more than 25 kg.", advice: "Write 2 persons, or a van feature.")
            }
        }
    }

    /// Kilometres on a flat map around the first point; near enough to tell a swapped coordinate.
    static func roughKilometres(_ a: Coordinate, _ b: Coordinate) -> Double {
        let north = abs(a.latitude - b.latitude) * 111
        let east = abs(a.longitude - b.longitude) * 111 * (a.latitude > 75 ? 0.2 : a.latitude > 50 ? 0.5 : 0.8)
        return max(north, east)
    }
}
