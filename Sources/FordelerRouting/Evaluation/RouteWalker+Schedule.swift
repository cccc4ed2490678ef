import FordelerRoutingProblem

extension RouteWalker {
    /// The route in `sequence` with its times, and its amount of every aim; `nil` when a rule is broken.
    func schedule(count: Int, vehicle index: Int) -> (route: RoutingRoute, aims: [Int])? {
        let problem = instance.problem
        let vehicle = instance.vehicles[index]
        guard cost(count: count, vehicle: index) < .infinity else { return nil }
        // Problems without time still get times, so that every solution can be checked alike.
        if !instance.hasTime, !trace(count: count, vehicle: vehicle) { return nil }
        let given = problem.vehicles[index]
        var aims = [Int](repeating: 0, count: problem.aims.count)
        var distance = 0
        var steps: [RoutingStep] = []
        var leave = 0
        var breaks = 0
        for position in 0..<count {
            let node = Int(sequence[position])
            var arrival = leave
            if position > 0 {
                let arc = instance.arc(sequence[position - 1], sequence[position], vehicle)
                distance += Int(arc.distance)
                arrival += travelTime(from: Int(sequence[position - 1]), to: node, table: given.profile)
            }
            if position == 0 {
                // The crew loads as late as the first visit allows, but no earlier than the shift starts.
                let begin = departure(count: count, vehicle: vehicle) - given.startDuration
                steps.append(RoutingStep(kind: .start, arrival: begin, start: begin, end: begin + given.startDuration))
                leave = begin + given.startDuration
            } else if position == count - 1 {
                if sequence[position] != instance.nowhere {
                    steps.append(RoutingStep(kind: .end, arrival: arrival, start: arrival, end: arrival))
                    leave = arrival
                }
            } else {
                let record = instance.nodes[node]
                let (start, end) = scheduled(position, arrival: arrival, record: record, delayed: delays(given))
                let kind: RoutingStep.Kind
                switch NodeRole(rawValue: record.role) {
                case .pickup?: kind = .pickup(job: Int(record.job))
                case .delivery?: kind = .delivery(job: Int(record.job))
                case .single?: kind = .visit(job: Int(record.job))
                default: kind = .reload(depot: node - instance.visitCount)
                }
                steps.append(RoutingStep(kind: kind, arrival: arrival, start: start, end: end))
                leave = end
                if record.job >= 0, record.isLastVisit { addJob(Int(record.job), end: end, vehicle: given, to: &aims) }
            }
            for _ in 0..<breaksAfter[position] {
                let rule = given.breaks[breaks]
                let start = max(leave, rule.earliest)
                steps.append(
                    RoutingStep(kind: .pause(breaks), arrival: leave, start: start, end: start + rule.duration))
                leave = start + rule.duration
                breaks += 1
            }
        }
        for fixed in given.fixedCosts { aims[fixed.aim] += fixed.amount }
        let begin = steps.first?.arrival ?? 0
        aims[problem.costAim] +=
            distance * given.costPerDistance + max(0, leave - given.regularEnd) * given.costPerOvertime
            + (leave - begin) * given.costPerDuration
        return (RoutingRoute(vehicle: index, steps: steps), aims)
    }

    private func delays(_ vehicle: RoutingVehicle) -> Bool {
        vehicle.costPerDuration > 0 || vehicle.maxDuration < Int(RoutingInstance.infinity)
    }

    /// Departure from the start depot: the traced latest start where time is paid or limited, else as late as the
    /// first step of the traced walk allows without moving it.
    private func departure(count: Int, vehicle: VehicleRecord) -> Int {
        let loading = Int(vehicle.earliestDeparture) - Int(vehicle.earliestStart)
        if vehicle.costPerDuration > 0 || vehicle.maxDuration < RoutingInstance.infinity {
            return Int(routeStart) + loading
        }
        if count > 2, breaksAfter[0] == 0, Int(sequence[1]) < instance.visitCount {
            let travel = instance.arc(sequence[0], sequence[1], vehicle).duration
            return max(Int(ends[0]), Int(starts[1]) - Int(travel))
        }
        return Int(ends[0])
    }

    /// Start and end of service at a position. The traced times are the earliest; a route that starts later than
    /// them (paid time) is followed forward from its real departure instead.
    private func scheduled(_ position: Int, arrival: Int, record: NodeRecord, delayed: Bool) -> (start: Int, end: Int) {
        if !delayed { return (Int(starts[position]), Int(ends[position])) }
        let node = Int(sequence[position])
        var ready = arrival
        if node < instance.visitCount {
            ready += setup(from: Int(sequence[position - 1]), to: node)
        }
        let start = Int(instance.earliestService(record, Int32(ready)))
        var end = start + Int(record.service)
        if node >= instance.visitCount { end = max(end, Int(ends[position]) > end ? releasedAfter(position) : end) }
        return (start, end)
    }

    /// A reload lasts until the goods of its trip are there.
    private func releasedAfter(_ position: Int) -> Int { Int(ends[position]) }

    private func location(_ node: Int) -> Int {
        switch instance.nodes[node].role {
        case NodeRole.depot.rawValue:
            return instance.problem.depots[node - instance.visitCount].location
        default:
            let record = instance.nodes[node]
            switch instance.problem.jobs[Int(record.job)].work {
            case .visit(let visit, _, _): return visit.location
            case .shipment(let pickup, let delivery, _):
                return record.role == NodeRole.pickup.rawValue ? pickup.location : delivery.location
            }
        }
    }

    private func setup(from: Int, to: Int) -> Int {
        let record = instance.nodes[to]
        let visit: RoutingVisit
        switch instance.problem.jobs[Int(record.job)].work {
        case .visit(let only, _, _): visit = only
        case .shipment(let pickup, let delivery, _):
            visit = record.role == NodeRole.pickup.rawValue ? pickup : delivery
        }
        return from < instance.visitCount && location(from) == location(to) ? 0 : visit.setup
    }

    private func travelTime(from: Int, to: Int, table: Int) -> Int {
        if to == Int(instance.nowhere) { return 0 }
        let profile = instance.problem.profiles[table]
        return Int(profile.durations[location(from) * profile.count + location(to)])
    }

    private func addJob(_ index: Int, end: Int, vehicle: RoutingVehicle, to aims: inout [Int]) {
        let job = instance.problem.jobs[index]
        if job.dayCosts.indices.contains(vehicle.day) { aims[instance.problem.costAim] += job.dayCosts[vehicle.day] }
        for step in job.latenessSteps where end > step.after { aims[step.cost.aim] += step.cost.amount }
        for rate in job.latenessRates where end > rate.after {
            aims[rate.cost.aim] += rate.cost.amount * (end - rate.after)
        }
    }
}
