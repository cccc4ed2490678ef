import FordelerModel
import FordelerRoutingProblem

extension PlanBuilder {
    /// One van-day with its stops, travel and money.
    func route(_ route: RoutingRoute) -> PlanRoute {
        let vehicle = compiled.routing.vehicles[route.vehicle]
        var stops: [PlanStop] = []
        var driving = 0
        var metres = 0
        var trip = 1
        var before: (location: Int, isVisit: Bool)?
        for step in route.steps {
            let here = location(step.kind, of: vehicle)
            var stop = PlanStop(kind: .break, trip: trip, arrival: step.arrival, start: step.start, end: step.end)
            if let here {
                if let from = before?.location {
                    (stop.travelSeconds, stop.travelMetres) = leg(from, here, profile: vehicle.profile)
                }
                driving += stop.travelSeconds
                metres += stop.travelMetres
            }
            switch step.kind {
            case .pause: break
            case .start: setDepot(&stop, vehicle.startDepot)
            case .end: if let end = vehicle.endDepot { setDepot(&stop, end) }
            case .reload(let depot):
                // Loading belongs to the trip that follows.
                trip += 1
                stop.trip = trip
                setDepot(&stop, depot)
            case .visit(let job), .pickup(let job), .delivery(let job):
                stop.kind = .visit
                if case .pickup = step.kind { stop.kind = .pickup }
                if compiled.assists.contains(job) { stop.kind = .assist }
                stop.order = compiled.order(job).id
                if let here, before.map({ !$0.isVisit || $0.location != here }) ?? true {
                    stop.setupSeconds = setup(step.kind, job: job)
                }
            }
            if let here { before = (here, step.kind.job != nil) }
            stops.append(stop)
        }
        let shift = compiled.shift(route.vehicle)
        return PlanRoute(
            van: shift.van, date: shift.date, stops: stops, drivingSeconds: driving, distanceMetres: metres,
            cost: money(route, metres: metres))
    }

    private func setDepot(_ stop: inout PlanStop, _ depot: Int) {
        stop.kind = .depot
        stop.depot = compiled.problem.depots[compiled.depotOfRoutingDepot[depot]].id
    }

    /// What using the van-day costs, the price of waiting of the orders it serves included. Hours: the whole regular
    /// shift, or from loading to coming back but not past the shift's regular end; overtime is what lies after that end.
    private func money(_ route: RoutingRoute, metres: Int) -> CostBreakdown {
        let van = compiled.van(route.vehicle)
        let shift = compiled.shift(route.vehicle)
        let midnight = (shift.date.dayNumber - compiled.problem.date.dayNumber) * 86_400
        let regularEnd = midnight + shift.endSecond
        let begin = route.steps.first?.arrival ?? regularEnd
        let end = route.steps.last?.end ?? begin
        let paid =
            switch van.pay {
            case .wholeShift: shift.endSecond - shift.startSecond
            case .startToEnd: max(0, min(end, regularEnd) - begin)
            }
        let served = route.steps.compactMap(\.kind.finished).filter { !compiled.assists.contains($0) }.map {
            compiled.orderOfJob[$0]
        }
        return CostBreakdown(
            shifts: van.costPerShift, hours: HorizonCompiler.price(hourly: van.costPerHour, seconds: paid),
            overtime: HorizonCompiler.price(hourly: van.costPerOvertimeHour, seconds: max(0, end - regularEnd)),
            distance: (van.costPerKilometre * metres * 2 + 1000) / 2000,
            waiting: served.reduce(0) { sum, order in
                sum + compiled.deadlines[order].waitingPrice(servedOnDay: midnight / 86_400)
            },
            soft: served.reduce(0) { sum, order in
                sum
                    + compiled.soft.price(
                        compiled.problem.orders[order], priority: compiled.deadlines[order].priority, van: van,
                        shift: shift)
            })
    }

    /// Location of a step; `nil` for a break, which is where the van stands.
    private func location(_ kind: RoutingStep.Kind, of vehicle: RoutingVehicle) -> Int? {
        switch kind {
        case .start: compiled.routing.depots[vehicle.startDepot].location
        case .end: vehicle.endDepot.map { compiled.routing.depots[$0].location }
        case .reload(let depot): compiled.routing.depots[depot].location
        case .pause: nil
        case .visit, .pickup, .delivery: visit(kind)?.location
        }
    }

    private func visit(_ kind: RoutingStep.Kind) -> RoutingVisit? {
        guard let job = kind.job else { return nil }
        switch compiled.routing.jobs[job].work {
        case .visit(let visit, _, _): return visit
        case .shipment(let pickup, let delivery, _):
            if case .pickup = kind { return pickup }
            return delivery
        }
    }

    private func setup(_ kind: RoutingStep.Kind, job: Int) -> Int { visit(kind)?.setup ?? 0 }

    private func leg(_ from: Int, _ to: Int, profile: Int) -> (seconds: Int, metres: Int) {
        let table = compiled.routing.profiles[profile]
        return (Int(table.durations[from * table.count + to]), Int(table.distances[from * table.count + to]))
    }
}
