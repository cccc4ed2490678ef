import FordelerRoutingProblem

extension RoutingInstance {
    /// The solution with times and aims: every route as late as it can start without ending later, everything else as
    /// early as possible. Public instances have no breaks, so that this is the best schedule of a sequence.
    ///
    /// Late starts of service and overlong routes are shown as they are; a checker names them. O(steps).
    public func scheduled(_ solution: RoutingSolution) -> RoutingSolution {
        var result = solution
        result.routes = solution.routes.map(scheduled)
        result.aims = aims(of: result)
        return result
    }

    private func scheduled(_ route: RoutingRoute) -> RoutingRoute {
        let vehicle = problem.vehicles[route.vehicle]
        let early = forward(route, departing: vehicle.earliestStart + vehicle.startDuration)
        // Waiting is worth moving only as far as the first trip's departure can follow it.
        let slack = slack(early, vehicle)
        guard slack > 0, let departure = early.steps.first?.end else { return early }
        return forward(route, departing: departure + slack)
    }

    /// Times of all steps for a departure at or after the given instant.
    private func forward(_ route: RoutingRoute, departing: Int) -> RoutingRoute {
        let vehicle = problem.vehicles[route.vehicle]
        let table = problem.profiles[vehicle.profile]
        var result = route
        var trip = releases(route)[...]
        var place = problem.depots[vehicle.startDepot].location
        var time = max(departing, trip.popFirst() ?? 0)
        for index in result.steps.indices {
            let kind = result.steps[index].kind
            if case .start = kind {
                let begin = time - vehicle.startDuration
                result.steps[index] = RoutingStep(kind: kind, arrival: begin, start: begin, end: time)
                continue
            }
            let end = vehicle.endDepot.map { problem.depots[$0].location }
            guard let next = kind == .end ? end : location(of: kind) else { continue }
            let arrival = time + Int(table.durations[place * table.count + next])
            var start = arrival
            var done = arrival
            if let visit = visit(of: kind) {
                start = Self.serviceStart(visit, arrival + (next == place ? 0 : visit.setup))
                done = start + visit.service
            } else if case .reload(let depot) = kind {
                done = max(arrival + problem.depots[depot].reloadDuration, trip.popFirst() ?? 0)
                start = done - problem.depots[depot].reloadDuration
            }
            result.steps[index] = RoutingStep(kind: kind, arrival: arrival, start: start, end: done)
            time = done
            place = next
        }
        return result
    }

    /// How much later the route may start without ending later or missing a window it meets.
    private func slack(_ route: RoutingRoute, _ vehicle: RoutingVehicle) -> Int {
        var slack = Int.max
        var waited = 0
        for step in route.steps.dropFirst() {
            waited += step.start - step.arrival - (visit(of: step.kind)?.setup ?? 0)
            let windows = visit(of: step.kind)?.windows ?? []
            if let window = windows.first(where: { $0.contains(step.start) }) {
                slack = min(slack, waited + window.upperBound - step.start)
            } else if !windows.isEmpty {
                slack = min(slack, waited)
            }
        }
        return max(0, min(slack, waited))
    }

    /// Instant before which each trip of the route cannot leave.
    private func releases(_ route: RoutingRoute) -> [Int] {
        var releases = [Int.min]
        for step in route.steps {
            switch step.kind {
            case .visit(let job), .pickup(let job):
                releases[releases.count - 1] = max(releases[releases.count - 1], problem.jobs[job].release)
            case .reload: releases.append(Int.min)
            default: break
            }
        }
        return releases
    }

    private func visit(of kind: RoutingStep.Kind) -> RoutingVisit? {
        switch kind {
        case .visit(let job), .pickup(let job), .delivery(let job):
            switch problem.jobs[job].work {
            case .visit(let visit, _, _): visit
            case .shipment(let pickup, let delivery, _): kind == .delivery(job: job) ? delivery : pickup
            }
        case .start, .end, .reload, .pause: nil
        }
    }

    private static func serviceStart(_ visit: RoutingVisit, _ ready: Int) -> Int {
        guard let window = visit.windows.first(where: { $0.upperBound >= ready }) else { return ready }
        return max(ready, window.lowerBound)
    }

    /// Amount of each aim: fixed costs, distance, and prizes of jobs left out (public instances price nothing else).
    private func aims(of solution: RoutingSolution) -> [Int] {
        var aims = problem.aims.map { _ in 0 }
        for route in solution.routes where !route.sequence.isEmpty {
            let vehicle = problem.vehicles[route.vehicle]
            let table = problem.profiles[vehicle.profile]
            for cost in vehicle.fixedCosts { aims[cost.aim] += cost.amount }
            forEachArc(route) {
                aims[problem.costAim] += Int(table.distances[$0 * table.count + $1]) * vehicle.costPerDistance
            }
        }
        for job in solution.unassigned {
            for cost in problem.jobs[job].unassignedCosts ?? [] { aims[cost.aim] += cost.amount }
        }
        return aims
    }
}
