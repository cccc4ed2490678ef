import FordelerModel

/// Defects that keep a problem from being judged: unknown or repeated identities, and numbers beyond any sense.
struct PlanProblemDefects {
    private let findings: Findings

    init(_ findings: Findings) { self.findings = findings }

    /// Days from 1970 that arithmetic on dates stays exact in, and that a person can mean.
    private static let days = -200_000...200_000

    func judge(_ problem: PlanningProblem) {
        dates([problem.date, problem.now.date], "date")
        require((1...400).contains(problem.horizonDays), "horizon")
        require((0...86_400).contains(problem.key.closeOfServiceSecond), "priority key")
        for priority in PriorityClass.allCases {
            if let rule = problem.key.rules[priority] {
                require((0...100_000).contains(rule.limit), "priority key class \(priority.word)")
            }
            numbers([problem.rates.waiting[priority] ?? 0], "rates")
        }
        let soft = problem.rates.soft
        numbers(
            [problem.rates.stopSeconds, soft.unfamiliarCrew, soft.foreignArea, soft.imbalancePerHour], "rates")
        for round in problem.rounds { numbers([round.priceOff ?? 0], "round \(round.area)") }
        unique(problem.depots.map(\.id), "depot")
        unique(problem.items.map(\.id), "item")
        unique(problem.vans.map(\.id), "van")
        unique(problem.orders.map(\.id), "order")
        for depot in problem.depots {
            numbers([depot.reloadSeconds, depot.firstLoadSeconds], "depot \(depot.id)")
        }
        for item in problem.items {
            numbers(
                item.load.dimensions + [
                    item.heaviestPartGrams, item.persons, item.deliverSeconds, item.collectSeconds, item.repairSeconds,
                ], "item \(item.id)")
        }
        judgeFleet(problem)
        let items = Set(problem.items.map(\.id))
        let depots = Set(problem.depots.map(\.id))
        for order in problem.orders { judge(order, items: items, depots: depots) }
    }

    private func judgeFleet(_ problem: PlanningProblem) {
        let depots = Set(problem.depots.map(\.id))
        let vans = Set(problem.vans.map(\.id))
        for van in problem.vans {
            let place = "van \(van.id)"
            switch van.compartments {
            case .single(let space): numbers(space.dimensions, place)
            case .split(let clean, let dirty): numbers(clean.dimensions + dirty.dimensions, place)
            }
            numbers(
                [
                    van.costPerShift, van.costPerHour, van.costPerOvertimeHour, van.costPerKilometre,
                    van.maxStops ?? 0, van.maxTrips,
                ], place)
            require(van.speedFactor >= 0.001 && van.speedFactor <= 1000, "\(place) speed factor")
        }
        // A separator that no identity read from a file can hold keeps "A" + "1" apart from "A1".
        unique(problem.shifts.map { "\($0.van) on \($0.date.dayNumber)" }, "shift")
        for shift in problem.shifts {
            let place = "shift \(shift.van)"
            dates([shift.date], place)
            require(vans.contains(shift.van), place)
            require(depots.contains(shift.startDepot), "\(place) start depot")
            require(shift.endDepot.map(depots.contains) ?? true, "\(place) end depot")
            numbers([shift.startSecond, shift.endSecond, shift.overtimeSeconds, shift.crew], place)
            for rule in shift.breaks {
                numbers(
                    [
                        rule.durationSeconds, rule.earliestAfterSeconds, rule.latestAfterSeconds,
                        rule.notNeededBeforeSeconds,
                    ], place)
            }
        }
    }

    private func judge(_ order: Order, items: Set<String>, depots: Set<String>) {
        let place = "order \(order.id)"
        let instants = [
            order.registered, order.ready, order.expectedReady, order.neededBy, order.override?.due, order.hold?.until,
        ].compactMap { $0 }
        dates(instants.map(\.date), place)
        numbers(instants.map(\.secondOfDay) + [order.serviceSeconds ?? 0, order.persons ?? 0], place)
        for line in order.lines {
            require(items.contains(line.item), "\(place) item \(line.item)")
            numbers([line.quantity], place)
        }
        require(order.depot.map(depots.contains) ?? true, "\(place) depot")
        let isBetweenStores = order.kind == .transfer || order.kind == .replenishment
        require(order.destination.map(depots.contains) ?? !isBetweenStores, "\(place) destination")
        require(order.kind != .transfer || order.depot != nil, "\(place) depot")
        require(isBetweenStores || order.destination == nil, "\(place) destination")
        for window in order.windows { numbers([window.fromSecond, window.toSecond], place) }
    }

    private func require(_ claim: Bool, _ place: String) {
        if !claim { findings.add(.problemInvalid, place) }
    }

    private func numbers(_ values: [Int], _ place: String) { require(values.allSatisfy(Findings.isPlausible), place) }

    private func dates(_ dates: [CivilDate], _ place: String) {
        require(dates.allSatisfy { PlanProblemDefects.days.contains($0.dayNumber) }, place)
    }

    private func unique(_ names: [String], _ word: String) {
        var seen = Set<String>()
        for name in names where !seen.insert(name).inserted { findings.add(.problemInvalid, "\(word) \(name) twice") }
    }
}
