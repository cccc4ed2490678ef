import FordelerRoutingProblem

/// One visit as found in a route.
struct RoutingVisitRecord {
    /// Which part of a job a visit is.
    enum Half { case single, pickup, delivery }
    var job: Int
    var half: Half
    var visit: RoutingVisit
    var end: Int
    var place: String
}

/// One trip: from a depot to the next one.
struct RoutingTrip {
    var startDepot: Int
    var departure: Int
    /// Where it ends; `nil` for an open end.
    var endDepot: Int?
    var visits: [RoutingVisitRecord] = []
    var place: String
}

/// What one route amounts to.
struct RoutingRouteAccount {
    var trips: [RoutingTrip] = []
    var isUsed = false
    var begin = 0
    var end = 0
    var distance = 0
    var day = 0
}

/// Follows one route step by step and judges its times, breaks and limits.
struct RoutingRouteWalk {
    private let problem: RoutingProblem
    private let vehicle: RoutingVehicle
    private let route: RoutingRoute
    private let name: String
    private let findings: Findings
    private let profile: TravelMatrix

    /// The vehicle of the route exists.
    init(_ problem: RoutingProblem, _ route: RoutingRoute, _ name: String, _ findings: Findings) {
        self.problem = problem
        self.route = route
        self.name = name
        self.findings = findings
        vehicle = problem.vehicles[route.vehicle]
        profile = problem.profiles[vehicle.profile]
    }

    /// Where the vehicle stands while the walk goes on.
    private struct Position {
        var end = 0
        var location: Int
        /// Location of the last visit; `nil` right after a depot.
        var visited: Int?
        var distance = 0
        var breaksTaken = Set<Int>()
        var visits = 0
    }

    func judge() -> RoutingRouteAccount {
        var account = RoutingRouteAccount()
        account.day = vehicle.day
        let depot = problem.depots[vehicle.startDepot]
        var position = Position(location: depot.location)
        let steps = route.steps
        account.isUsed = steps.contains { step in
            switch step.kind {
            case .visit, .pickup, .delivery, .reload: true
            default: false
            }
        }
        if steps.first?.kind != .start { findings.add(.routeStart, name) }
        if (steps.last?.kind == .end) != (vehicle.endDepot != nil) { findings.add(.routeEnd, name) }
        account.begin = steps.first?.arrival ?? 0
        account.trips = [
            RoutingTrip(startDepot: vehicle.startDepot, departure: steps.first?.end ?? 0, place: "\(name) trip 1")
        ]
        for (index, step) in steps.enumerated() {
            judge(step, index, &position, &account)
        }
        account.trips[account.trips.count - 1].endDepot = vehicle.endDepot
        account.end = steps.last?.end ?? 0
        account.distance = position.distance
        if account.isUsed { judgeLimits(account, position) }
        return account
    }

    private func judge(
        _ step: RoutingStep, _ index: Int, _ position: inout Position, _ account: inout RoutingRouteAccount
    ) {
        let place = "\(name) step \(index)" + label(step.kind)
        for value in [step.arrival, step.start, step.end] where !Findings.isPlausible(value) {
            findings.add(.numberRange, place, value, "seconds")
        }
        defer { position.end = step.end }
        switch step.kind {
        case .start:
            if index > 0 {
                findings.add(.stepMisplaced, place)
                return
            }
            findings.expect(step.arrival, atLeast: vehicle.earliestStart, .shiftStart, place, "seconds")
            findings.expect(step.start, step.arrival, .startEarly, place, "seconds")
            findings.expect(step.end, step.start +| vehicle.startDuration, .loadDuration, place, "seconds")
        case .end:
            guard index == route.steps.count - 1, let end = vehicle.endDepot else {
                findings.add(.stepMisplaced, place)
                return
            }
            judgeTravel(step, index, to: problem.depots[end].location, &position, place)
            findings.expect(step.start, atLeast: step.arrival, .startEarly, place, "seconds")
            findings.expect(step.end, step.start, .serviceDuration, place, "seconds")
        case .reload(let depot):
            guard problem.depots.indices.contains(depot) else {
                findings.add(.depotUnknown, place)
                return
            }
            if !vehicle.reloadDepots.contains(depot) { findings.add(.reloadDepot, place) }
            judgeTravel(step, index, to: problem.depots[depot].location, &position, place)
            position.visited = nil
            findings.expect(step.start, atLeast: step.arrival, .startEarly, place, "seconds")
            findings.expect(
                step.end, atLeast: step.start +| problem.depots[depot].reloadDuration, .reloadDuration, place,
                "seconds")
            account.trips[account.trips.count - 1].endDepot = depot
            account.trips.append(
                RoutingTrip(
                    startDepot: depot, departure: step.end, place: "\(name) trip \(account.trips.count + 1)"))
        case .pause(let number):
            judgePause(step, number, index, &position, place)
        case .visit(let job): judgeVisit(step, index, job, .single, &position, &account, place)
        case .pickup(let job): judgeVisit(step, index, job, .pickup, &position, &account, place)
        case .delivery(let job): judgeVisit(step, index, job, .delivery, &position, &account, place)
        }
    }

    private func judgeVisit(
        _ step: RoutingStep, _ index: Int, _ job: Int, _ half: RoutingVisitRecord.Half, _ position: inout Position,
        _ account: inout RoutingRouteAccount, _ place: String
    ) {
        guard problem.jobs.indices.contains(job) else {
            findings.add(.jobUnknown, place)
            return
        }
        let visit: RoutingVisit
        switch (problem.jobs[job].work, half) {
        case (.visit(let only, _, _), .single): visit = only
        case (.shipment(let pickup, _, _), .pickup): visit = pickup
        case (.shipment(_, let delivery, _), .delivery): visit = delivery
        default:
            findings.add(.jobKind, place)
            return
        }
        let setup = position.visited == visit.location ? 0 : visit.setup
        judgeTravel(step, index, to: visit.location, &position, place)
        position.visited = visit.location
        position.visits += 1
        findings.expect(step.start, atLeast: step.arrival +| setup, .startEarly, place, "seconds")
        findings.expect(step.end, step.start +| visit.service, .serviceDuration, place, "seconds")
        if !visit.windows.isEmpty, !visit.windows.contains(where: { $0.contains(step.start) }) {
            let misses = visit.windows.map { max($0.lowerBound -| step.start, step.start -| $0.upperBound) }
            findings.add(.window, place, misses.min() ?? 1, "seconds")
        }
        account.trips[account.trips.count - 1].visits.append(
            RoutingVisitRecord(job: job, half: half, visit: visit, end: step.end, place: place))
    }

    private func judgeTravel(
        _ step: RoutingStep, _ index: Int, to location: Int, _ position: inout Position, _ place: String
    ) {
        let cell = position.location * profile.count + location
        let travel = profile.durations[cell]
        let distance = profile.distances[cell]
        position.location = location
        position.distance +|= Int(distance)
        // Without a start step there is nothing to arrive from; ROUTE_START says so.
        if index == 0 { return }
        if travel >= TravelMatrix.unreachable || distance >= TravelMatrix.unreachable {
            findings.add(.unreachable, place)
            return
        }
        findings.expect(step.arrival, position.end +| Int(travel), .arrival, place, "seconds")
    }

    private func judgePause(
        _ step: RoutingStep, _ number: Int, _ index: Int, _ position: inout Position, _ place: String
    ) {
        guard vehicle.breaks.indices.contains(number) else {
            findings.add(.breakUnknown, place)
            return
        }
        let rule = vehicle.breaks[number]
        if !position.breaksTaken.insert(number).inserted { findings.add(.breakTwice, place) }
        if index > 0 { findings.expect(step.arrival, position.end, .arrival, place, "seconds") }
        findings.expect(step.start, atLeast: step.arrival, .startEarly, place, "seconds")
        findings.expect(step.start, atLeast: rule.earliest, .breakWindow, place, "seconds")
        findings.expect(step.start, atMost: rule.latest, .breakWindow, place, "seconds")
        findings.expect(step.end, step.start +| rule.duration, .serviceDuration, place, "seconds")
    }

    private func judgeLimits(_ account: RoutingRouteAccount, _ position: Position) {
        findings.expect(account.end, atMost: vehicle.latestEnd, .shiftEnd, name, "seconds")
        findings.expect(account.end -| account.begin, atMost: vehicle.maxDuration, .maxDuration, name, "seconds")
        findings.expect(account.distance, atMost: vehicle.maxDistance, .maxDistance, name, "distance")
        findings.expect(position.visits, atMost: vehicle.maxVisits, .maxVisits, name, "visits")
        findings.expect(account.trips.count, atMost: vehicle.maxTrips, .maxTrips, name, "trips")
        for (number, rule) in vehicle.breaks.enumerated() {
            if !position.breaksTaken.contains(number), account.end > rule.notNeededBefore {
                findings.add(.breakMissing, "\(name) break \(number)")
            }
        }
    }

    private func label(_ kind: RoutingStep.Kind) -> String {
        switch kind {
        case .visit(let job), .pickup(let job), .delivery(let job): " job \(job)"
        case .reload(let depot): " depot \(depot)"
        case .pause(let number): " break \(number)"
        case .start, .end: ""
        }
    }
}
