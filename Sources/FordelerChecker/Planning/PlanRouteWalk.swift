import FordelerModel

/// One visit of a plan as found in a route.
struct PlanVisitRecord {
    var order: Int
    var start = 0
    var end: Int
    var place: String
    /// What the van does there.
    var kind = PlanStop.Kind.visit
}

/// One trip of a van: from a depot to the next one.
struct PlanTrip {
    var startDepot: String
    var departure: Int
    /// Where it ends; `nil` for an open end.
    var endDepot: String?
    var visits: [PlanVisitRecord] = []
    var place: String
}

/// What one van-day amounts to.
struct PlanRouteAccount {
    var shift: Shift
    var van: Van
    var begin = 0
    var end = 0
    var driving = 0
    var metres = 0
    var stops = 0
    var trips: [PlanTrip] = []
}

/// Follows one van-day stop by stop and judges times, stated numbers, breaks and limits.
struct PlanRouteWalk {
    let subject: PlanSubject
    let route: PlanRoute
    let shift: Shift
    let van: Van
    let name: String
    let findings: Findings

    private struct Position {
        var end = 0
        /// Row in the travel table; `nil` before the first known place.
        var place: Int?
        /// The halt before; `nil` right after a depot.
        var visited: PlanHalt?
        var pauses: [(stop: PlanStop, place: String)] = []
    }

    private var midnight: Int { subject.midnight(of: shift.date) }
    private var shiftStart: Int { midnight + shift.startSecond }

    func judge() -> PlanRouteAccount {
        var account = PlanRouteAccount(shift: shift, van: van)
        account.begin = route.stops.first?.arrival ?? 0
        account.end = route.stops.last?.end ?? 0
        account.trips = [
            PlanTrip(
                startDepot: route.stops.first?.depot ?? shift.startDepot, departure: route.stops.first?.end ?? 0,
                endDepot: nil,
                place: "\(name) trip 1")
        ]
        if route.stops.first?.kind != .depot || route.stops.first?.depot != shift.startDepot {
            findings.add(.routeStart, name)
        }
        let last = route.stops.count > 1 ? route.stops.last : nil
        if let endDepot = shift.endDepot {
            if last?.kind != .depot || last?.depot != endDepot { findings.add(.routeEnd, name) }
        } else if last?.kind == .depot {
            findings.add(.routeEnd, name)
        }
        var position = Position()
        for (index, stop) in route.stops.enumerated() { judge(stop, index, &position, &account) }
        account.trips[account.trips.count - 1].endDepot = shift.endDepot
        if !account.trips.contains(where: { !$0.visits.isEmpty }) { findings.add(.routeEmpty, name) }
        judgeLimits(account, position)
        return account
    }

    private func judge(_ stop: PlanStop, _ index: Int, _ position: inout Position, _ account: inout PlanRouteAccount) {
        let label = stop.order.map { " order \($0)" } ?? stop.depot.map { " depot \($0)" } ?? ""
        let place = "\(name) stop \(index + 1)\(label)"
        let numbers = [
            stop.trip, stop.travelSeconds, stop.travelMetres, stop.arrival, stop.setupSeconds, stop.start, stop.end,
        ]
        for value in numbers where !Findings.isPlausible(value) { findings.add(.numberRange, place, value, "count") }
        defer { position.end = stop.end }
        switch stop.kind {
        case .depot: judgeDepot(stop, index, &position, &account, place)
        case .visit, .pickup, .assist: judgeVisit(stop, index, &position, &account, place)
        case .break:
            position.pauses.append((stop, place))
            judgeStated(stop, seconds: 0, metres: 0, setup: 0, place)
            findings.expect(stop.trip, account.trips.count, .tripNumber, place, "trips")
            if index > 0 { findings.expect(stop.arrival, position.end, .arrival, place, "seconds") }
            findings.expect(stop.start, atLeast: stop.arrival, .startEarly, place, "seconds")
        }
    }

    private func judgeDepot(
        _ stop: PlanStop, _ index: Int, _ position: inout Position, _ account: inout PlanRouteAccount, _ place: String
    ) {
        guard let id = stop.depot, let depot = subject.depots[id] else {
            findings.add(.depotUnknown, place)
            return
        }
        let facts = subject.problem.depots[depot]
        judgeTravel(stop, index, to: depot, setup: 0, &position, &account, place)
        position.visited = nil
        if index == 0 {
            findings.expect(stop.trip, 1, .tripNumber, place, "trips")
            findings.expect(
                stop.arrival, atLeast: max(shiftStart, subject.now), .shiftStart, place, "seconds")
            findings.expect(stop.start, stop.arrival, .startEarly, place, "seconds")
            findings.expect(stop.end, stop.start +| facts.firstLoadSeconds, .loadDuration, place, "seconds")
            return
        }
        findings.expect(stop.start, atLeast: stop.arrival, .startEarly, place, "seconds")
        if index == route.stops.count - 1 {
            findings.expect(stop.trip, account.trips.count, .tripNumber, place, "trips")
            findings.expect(stop.end, stop.start, .serviceDuration, place, "seconds")
            return
        }
        if !van.reloadDepots.contains(id) { findings.add(.reloadDepot, place) }
        findings.expect(stop.end, atLeast: stop.start +| facts.reloadSeconds, .reloadDuration, place, "seconds")
        // A reload ends one trip and begins the next: it may carry the number of either.
        if stop.trip != account.trips.count, stop.trip != account.trips.count + 1 {
            findings.add(.tripNumber, place, stop.trip -| account.trips.count, "trips")
        }
        account.trips[account.trips.count - 1].endDepot = id
        account.trips.append(
            PlanTrip(startDepot: id, departure: stop.end, place: "\(name) trip \(account.trips.count + 1)"))
    }

    private func judgeVisit(
        _ stop: PlanStop, _ index: Int, _ position: inout Position, _ account: inout PlanRouteAccount, _ place: String
    ) {
        guard let id = stop.order, let order = subject.orders[id] else {
            findings.add(.orderUnknown, place)
            return
        }
        let halt = PlanHalt(order: order, isLoading: stop.kind == .pickup)
        let shares = position.visited.map { subject.sharesStop($0, halt) } ?? false
        let setup = shares ? 0 : subject.problem.rates.stopSeconds
        if !shares { account.stops += 1 }
        judgeTravel(
            stop, index, to: subject.place(ofOrder: order, loading: halt.isLoading), setup: setup, &position, &account,
            place)
        position.visited = halt
        let demand = subject.demands[order]
        findings.expect(stop.trip, account.trips.count, .tripNumber, place, "trips")
        findings.expect(stop.start, atLeast: stop.arrival +| setup, .startEarly, place, "seconds")
        findings.expect(
            stop.end, stop.start +| (halt.isLoading ? demand.loading : demand.service), .serviceDuration, place,
            "seconds")
        if !halt.isLoading { judgeWindows(stop, subject.problem.orders[order], place) }
        account.trips[account.trips.count - 1].visits.append(
            PlanVisitRecord(order: order, start: stop.start, end: stop.end, place: place, kind: stop.kind))
    }

    /// Windows and blocked dates bind the start of service, ends included.
    private func judgeWindows(_ stop: PlanStop, _ order: Order, _ place: String) {
        guard Findings.isPlausible(stop.start) else { return }
        let day = ServiceCalendar.day(of: stop.start)
        let date = subject.problem.date.adding(days: day)
        if order.blockedDates.contains(date) { findings.add(.blockedDate, place) }
        if order.windows.isEmpty { return }
        let second = stop.start - day * 86_400
        let open = order.windows.filter { $0.weekdays.isEmpty || $0.weekdays.contains(date.weekday) }
        if open.contains(where: { $0.fromSecond <= second && second <= $0.toSecond }) { return }
        let misses = open.map { max($0.fromSecond - second, second - $0.toSecond) }
        findings.add(.window, place, misses.min() ?? 1, misses.isEmpty ? "count" : "seconds")
    }

    private func judgeTravel(
        _ stop: PlanStop, _ index: Int, to target: Int, setup: Int, _ position: inout Position,
        _ account: inout PlanRouteAccount, _ place: String
    ) {
        let from = position.place
        position.place = target
        guard index > 0, let from else {
            judgeStated(stop, seconds: 0, metres: 0, setup: setup, place)
            return
        }
        guard let leg = subject.leg(from: from, to: target, speedFactor: van.speedFactor) else {
            findings.add(.unreachable, place)
            return
        }
        account.driving +|= leg.seconds
        account.metres +|= leg.metres
        judgeStated(stop, seconds: leg.seconds, metres: leg.metres, setup: setup, place)
        findings.expect(stop.arrival, position.end +| leg.seconds, .arrival, place, "seconds")
    }

    private func judgeStated(_ stop: PlanStop, seconds: Int, metres: Int, setup: Int, _ place: String) {
        findings.expect(stop.travelSeconds, seconds, .travelMismatch, place, "seconds")
        findings.expect(stop.travelMetres, metres, .travelMismatch, place, "metres")
        findings.expect(stop.setupSeconds, setup, .setupMismatch, place, "seconds")
    }

    private func judgeLimits(_ account: PlanRouteAccount, _ position: Position) {
        findings.expect(
            account.end, atMost: midnight + shift.endSecond + shift.overtimeSeconds, .shiftEnd, name, "seconds")
        if let limit = shift.longestDutySeconds {
            findings.expect(account.end -| account.begin, atMost: limit, .maxDuration, name, "seconds")
        }
        if let limit = van.maxStops { findings.expect(account.stops, atMost: limit, .maxStops, name, "stops") }
        findings.expect(account.trips.count, atMost: max(1, van.maxTrips), .maxTrips, name, "trips")
        findings.expect(route.drivingSeconds, account.driving, .routeTotals, name, "seconds")
        findings.expect(route.distanceMetres, account.metres, .routeTotals, name, "metres")
        judgeBreaks(position.pauses, end: account.end)
    }

    /// Matches the breaks taken to the shift's rules, both in order of time.
    private func judgeBreaks(_ pauses: [(stop: PlanStop, place: String)], end: Int) {
        var next = 0
        var taken = Set<Int>()
        for (stop, place) in pauses {
            guard next < shift.breaks.count else {
                findings.add(shift.breaks.isEmpty ? .breakUnknown : .breakTwice, place)
                continue
            }
            let after = stop.start -| shiftStart
            // The rule whose window holds the start; without one, the next rule is overstepped.
            let match = shift.breaks[next...].firstIndex {
                $0.earliestAfterSeconds <= after && after <= $0.latestAfterSeconds
            }
            let rule = shift.breaks[match ?? next]
            if match == nil {
                findings.add(
                    .breakWindow, place, max(rule.earliestAfterSeconds -| after, after -| rule.latestAfterSeconds),
                    "seconds")
            }
            findings.expect(stop.end, stop.start +| rule.durationSeconds, .serviceDuration, place, "seconds")
            taken.insert(match ?? next)
            next = (match ?? next) + 1
        }
        for (index, rule) in shift.breaks.enumerated() where !taken.contains(index) {
            // A break whose latest start is past when planning starts has been taken.
            let isPast = shiftStart + rule.latestAfterSeconds < max(shiftStart, subject.now)
            if end > shiftStart + rule.notNeededBeforeSeconds, !isPast {
                findings.add(.breakMissing, "\(name) break \(index + 1)")
            }
        }
    }
}
