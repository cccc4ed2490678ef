import FordelerRoutingProblem

extension RouteScheduler {
    /// The halts of a route from depot to depot, once everything but its times has been judged: vehicles, skills,
    /// depots, loads on every leg, sequence, shipments, trips and visits.
    func halts(_ sequence: [RoutingStep.Kind], vehicle: Int) throws(RouteRule) -> [RouteHalt] {
        let given = problem.vehicles[vehicle]
        var halts = [depotHalt(.start, depot: given.startDepot, service: 0)]
        var trip: [RoutingStep.Kind] = []
        var tripStart = 0
        var depot = given.startDepot
        var trips = 1
        var visits = 0
        for kind in sequence {
            if case .reload(let next) = kind {
                halts[tripStart].release = try judge(trip, from: depot, to: next, vehicle: vehicle)
                trip = []
                tripStart = halts.count
                depot = next
                trips += 1
                halts.append(depotHalt(kind, depot: next, service: problem.depots[next].reloadDuration))
            } else if let halt = visitHalt(kind) {
                trip.append(kind)
                halts.append(halt)
                visits += 1
            }
        }
        halts[tripStart].release = try judge(trip, from: depot, to: given.endDepot, vehicle: vehicle)
        if trips > given.maxTrips { throw .trips }
        if visits > given.maxVisits { throw .visits }
        if let end = given.endDepot {
            halts.append(depotHalt(.end, depot: end, service: 0))
        } else {
            halts.append(RouteHalt(kind: .end, location: nil, service: 0, setup: 0, windows: []))
        }
        return halts
    }

    private func depotHalt(_ kind: RoutingStep.Kind, depot: Int, service: Int) -> RouteHalt {
        RouteHalt(kind: kind, location: problem.depots[depot].location, service: service, setup: 0, windows: [])
    }

    private func visitHalt(_ kind: RoutingStep.Kind) -> RouteHalt? {
        let visit: RoutingVisit
        var finishes: Int?
        switch kind {
        case .visit(let job):
            guard case .visit(let only, _, _) = problem.jobs[job].work else { return nil }
            visit = only
            finishes = job
        case .pickup(let job):
            guard case .shipment(let pickup, _, _) = problem.jobs[job].work else { return nil }
            visit = pickup
        case .delivery(let job):
            guard case .shipment(_, let delivery, _) = problem.jobs[job].work else { return nil }
            visit = delivery
            finishes = job
        default: return nil
        }
        return RouteHalt(
            kind: kind, location: visit.location, service: visit.service, setup: visit.setup, windows: visit.windows,
            finishes: finishes)
    }

    /// Judges one trip; returns the instant before which it may not leave.
    private func judge(
        _ trip: [RoutingStep.Kind], from source: Int, to destination: Int?, vehicle: Int
    ) throws(RouteRule) -> Int {
        let given = problem.vehicles[vehicle]
        var load = [Int](repeating: 0, count: problem.dimensions)
        var release = Int.min
        for kind in trip {
            guard let index = kind.job else { continue }
            let job = problem.jobs[index]
            if job.skills & ~given.skills != 0 { throw .skill }
            if let allowed = job.allowedVehicles, !allowed.contains(vehicle) { throw .vehicleNotAllowed }
            if let depots = job.sourceDepots, !depots.contains(source) { throw .sourceDepot }
            if let destination, let depots = job.destinationDepots, !depots.contains(destination) {
                throw .destinationDepot
            }
            release = max(release, job.release)
            if case .visit(_, let delivery, _) = job.work { add(delivery, to: &load) }
        }
        try judgeSequence(trip, load: load, vehicle: given)
        return release
    }

    /// Loads on every leg, ranks, and shipments handed over on the trip that took them on board.
    private func judgeSequence(
        _ trip: [RoutingStep.Kind], load start: [Int], vehicle: RoutingVehicle
    ) throws(RouteRule) {
        var load = start
        var rank = 0
        var onBoard: Set<Int> = []
        if !fits(load, vehicle) { throw .capacity }
        for kind in trip {
            guard let index = kind.job else { continue }
            let visit: RoutingVisit
            switch (kind, problem.jobs[index].work) {
            case (.visit, .visit(let only, let delivery, let pickup)):
                visit = only
                subtract(delivery, from: &load)
                add(pickup, to: &load)
            case (.pickup, .shipment(let pickup, _, let amount)):
                visit = pickup
                onBoard.insert(index)
                add(amount, to: &load)
            case (.delivery, .shipment(_, let delivery, let amount)):
                visit = delivery
                if onBoard.remove(index) == nil { throw .shipment }
                subtract(amount, from: &load)
            default: throw .shipment
            }
            if visit.ranks.indices.contains(vehicle.rankScheme) {
                let needed = visit.ranks[vehicle.rankScheme]
                if rank > needed.before { throw .sequence }
                rank = max(rank, needed.after)
            }
            if !fits(load, vehicle) { throw .capacity }
        }
        if !onBoard.isEmpty { throw .shipment }
    }

    private func fits(_ load: [Int], _ vehicle: RoutingVehicle) -> Bool {
        for k in load.indices where load[k] > vehicle.capacity[k] { return false }
        return true
    }

    private func add(_ amount: [Int], to load: inout [Int]) { for k in load.indices { load[k] += amount[k] } }

    private func subtract(_ amount: [Int], from load: inout [Int]) { for k in load.indices { load[k] -= amount[k] } }
}

extension RoutingStep.Kind {
    /// The job that this step finishes: a visit, or the second half of a shipment.
    var finished: Int? {
        if case .pickup = self { return nil }
        return job
    }

    /// The job of a visit or of a shipment's end.
    var job: Int? {
        switch self {
        case .visit(let job), .pickup(let job), .delivery(let job): job
        default: nil
        }
    }
}
