import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem

/// Whether a rule that an explanation names really forbids an order on a van-day, read from the data anew.
struct RefusalTruth {
    var order: String
    var van: String
    var date: CivilDate
    var problem: PlanningProblem
    var plan: Plan

    func holds(_ refusal: RefusalCode) -> Bool {
        guard let asked = problem.orders.first(where: { $0.id == order }),
            let shift = problem.shifts.first(where: { $0.van == van && $0.date == date }),
            let given = problem.vans.first(where: { $0.id == van })
        else { return false }
        let items = asked.lines.compactMap { line in problem.items.first { $0.id == line.item } }
        let release = [asked.ready ?? asked.expectedReady, asked.hold?.until].compactMap(\.self).max()
        switch refusal {
        case .skill:
            let wanted = items.reduce(asked.skills) { $0.union($1.skills) }
            return !wanted.isSubset(of: shift.skills.union(given.skills))
        case .vanFeature:
            return !items.reduce(asked.vanFeatures) { $0.union($1.vanFeatures) }.isSubset(of: given.features)
        case .crew: return shift.crew < 2
        case .held: return asked.hold != nil
        case .notReady: return release.map { $0.date > (problem.horizon.last ?? problem.date) } ?? true
        case .readyLater:
            return release.map { $0 >= CivilInstant(date: date, secondOfDay: shift.endSecond) } ?? false
        case .calendar:
            let isOpen =
                asked.windows.isEmpty
                || asked.windows.contains { $0.weekdays.isEmpty || $0.weekdays.contains(date.weekday) }
            return asked.blockedDates.contains(date) || !isOpen
        case .timeWindow:
            // Without windows the order alone would fit.
            return fits(alone: true) { $0.windows = [] } && !fits(alone: true) { _ in }
        case .shiftTooShort: return !fits(alone: true) { _ in } && fits(alone: true, hours: 12) { _ in }
        case .capacity: return !fits(alone: true) { _ in } && fits(alone: true) { $0.lines = [] }
        case .shiftFull: return fits(alone: true) { _ in } && !fits { _ in }
        case .deadlinePassed: return fits { _ in }
        case .compartment, .loadFull, .othersWindow, .pause, .maxTrips, .maxStops:
            return fits(alone: true) { _ in } && !fits { _ in }
        default: return !fits { _ in }
        }
    }

    /// Whether the van-day takes the order, whatever its due instant; alone, or beside what the plan has there.
    private func fits(alone: Bool = false, hours: Int = 0, _ change: (inout Order) -> Void) -> Bool {
        var changed = problem
        for index in changed.orders.indices where changed.orders[index].id == order {
            let service = changed.orders[index].serviceSeconds
            change(&changed.orders[index])
            changed.orders[index].serviceSeconds = service
        }
        for index in changed.shifts.indices where changed.shifts[index].van == van && changed.shifts[index].date == date
        {
            changed.shifts[index].overtimeSeconds += hours * 3600
        }
        var standing = plan
        if alone { standing.routes.removeAll { $0.van == van && $0.date == date } }
        guard let compiled = try? SmallTown.compile(changed),
            let job = compiled.orderOfJob.firstIndex(where: { changed.orders[$0].id == order }),
            let vehicle = compiled.shiftOfVehicle.indices.first(where: {
                compiled.shift($0).van == van && compiled.shift($0).date == date
            }),
            let probe = try? InsertionProbe(
                compiled.routing, solution: WarmStart(standing, compiled: compiled).solution)
        else { return false }
        return probe.attempt(job, vehicle: vehicle).offer != nil
    }
}
