import FordelerModel
import FordelerRoutingProblem

extension VanDayTrial {
    /// Every single change that admits the order, each as small as it can be and each verified by an insertion; the
    /// least burden first.
    ///
    /// - Parameter whole: the horizon that the van-day was cut from, and the order and vehicle in it.
    func relaxations(_ index: Int, vehicle: Int, of whole: CompiledHorizon) -> [VanDayChange] {
        let order = whole.problem.orders[index]
        let shift = whole.shift(vehicle)
        let given = whole.routing.vehicles[vehicle]
        func change(
            _ change: VanDayChange.Change, _ amount: Int = 1, names: [String] = [], instant: CivilInstant? = nil
        )
            -> VanDayChange
        {
            VanDayChange(
                change, order: order.id, van: shift.van, date: shift.date, amount: amount, names: names,
                instant: instant)
        }
        var found: [VanDayChange?] = []
        func single(_ relaxation: VanDayChange) { found.append(offer(relaxation) == nil ? nil : relaxation) }
        let origin = whole.problem.date
        let deadline = whole.deadlines[index]
        if let due = deadline.due, !deadline.overdueAtStart, due < given.latestEnd {
            found.append(
                smallest(1...(given.latestEnd - due + 59) / 60) {
                    change(.laterDue, $0, instant: CivilInstant(seconds: due + $0 * 60, from: origin))
                })
            if due <= given.earliestStart { return found.compactMap(\.self) }
        }
        guard let bench = bench(ignoringDue: true) else {
            if case .missingPieces? = whole.leftOut[index] { single(change(.stock, names: [shift.startDepot])) }
            found.append(earlier(order, shift: shift, latest: given.latestEnd, origin: origin, change))
            return Self.sorted(found)
        }
        let missing = Dictionary(grouping: bench.missingRequirements, by: \.code)
        if let skills = missing[.skill] { single(change(.skill, skills.count, names: skills.map(\.name))) }
        if let features = missing[.vanFeature] {
            single(change(.vanFeature, features.count, names: features.map(\.name)))
        }
        if missing[.crew] != nil { single(change(.secondPerson)) }
        if missing.count > 1 { return Self.sorted(found) }
        let reserve = shift.date == whole.days.first ? 0 : whole.problem.rates.reserve[shift.date.weekday] ?? 0
        if missing.isEmpty {
            if reserve <= 0 { found.append(smallest(1...240) { change(.overtime, $0) }) }
            if !order.windows.isEmpty { found.append(smallest(1...480) { change(.widerWindow, $0) }) }
            let isBlocked = order.blockedDates.contains(shift.date)
            if isBlocked || order.windows.contains(where: { !$0.weekdays.isEmpty }) { single(change(.date)) }
            if let release = bench.compiled.release(bench.job), release > given.earliestStart {
                found.append(earlier(order, shift: shift, latest: release, origin: origin, change))
            }
            if !bench.keepsGoods { single(change(.stock, names: [shift.startDepot])) }
            if whole.soft.forbids(order, priority: deadline.priority, van: whole.van(vehicle), date: shift.date) {
                single(change(.offRound))
            }
            found += vanChanges(whole.needs[index], van: whole.van(vehicle), depot: shift.startDepot, change)
        }
        return Self.sorted(found)
    }

    private typealias Making = (VanDayChange.Change, Int, [String], CivilInstant?) -> VanDayChange

    private func vanChanges(_ need: OrderNeeds, van: Van, depot: String, _ change: Making) -> [VanDayChange?] {
        var tried: [VanDayChange] = []
        if van.maxTrips < 4 { tried.append(change(.furtherTrip, 1, [depot], nil)) }
        if van.maxStops != nil { tried.append(change(.furtherStop, 1, [], nil)) }
        var found: [VanDayChange?] = []
        if need.brings || need.takes {
            if case .single = van.compartments { tried.append(change(.bulkhead, 1, [], nil)) }
            found.append(smallest(1...400) { change(.loadSpace, $0, [], nil) })
        }
        return found + tried.map { offer($0) == nil ? nil : $0 }
    }

    /// Items ready earlier than `latest`, by as little as suffices.
    private func earlier(
        _ order: Order, shift: Shift, latest: Int, origin: CivilDate, _ change: Making
    ) -> VanDayChange? {
        let midnight = (shift.date.dayNumber - origin.dayNumber) * 86_400
        let most = (latest - midnight) / 60
        guard most >= 1 else { return nil }
        return smallest(1...most) {
            change(.readyEarlier, $0, [], CivilInstant(seconds: latest - $0 * 60, from: origin))
        }
    }

    private static func sorted(_ found: [VanDayChange?]) -> [VanDayChange] {
        found.compactMap(\.self).sorted { ($0.burden, $0.change.rawValue) < ($1.burden, $1.change.rawValue) }
    }
}
