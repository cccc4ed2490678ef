import FordelerRoutingProblem

/// Judges what holds trip by trip: loads, order of visits, depots, release, and who may serve what.
struct RoutingTripJudge {
    private let problem: RoutingProblem
    private let vehicle: RoutingVehicle
    private let index: Int
    private let findings: Findings

    /// The vehicle exists.
    init(_ problem: RoutingProblem, vehicle index: Int, _ findings: Findings) {
        self.problem = problem
        self.index = index
        vehicle = problem.vehicles[index]
        self.findings = findings
    }

    func judge(_ trips: [RoutingTrip]) {
        for trip in trips {
            judgeLoads(trip)
            judgeRanks(trip)
            for visit in trip.visits { judgeService(visit, on: trip) }
            judgeShipments(trip)
        }
    }

    /// Deliveries are on board from the trip's start, pickups to its end, shipments in between.
    private func judgeLoads(_ trip: RoutingTrip) {
        var load = [Int](repeating: 0, count: problem.dimensions)
        for visit in trip.visits {
            if case .visit(_, let delivery, _) = problem.jobs[visit.job].work {
                for k in load.indices { load[k] +|= delivery[k] }
            }
        }
        judge(load, trip.place + " start")
        for visit in trip.visits {
            switch problem.jobs[visit.job].work {
            case .visit(_, let delivery, let pickup):
                for k in load.indices { load[k] = (load[k] -| delivery[k] +| pickup[k]) }
            case .shipment(_, _, let goods):
                for k in load.indices { load[k] = (visit.half == .pickup ? load[k] +| goods[k] : load[k] -| goods[k]) }
            }
            judge(load, visit.place)
        }
    }

    private func judge(_ load: [Int], _ place: String) {
        for k in load.indices {
            findings.expect(load[k], atMost: vehicle.capacity[k], .capacity, place, "dimension \(k)")
        }
    }

    private func judgeRanks(_ trip: RoutingTrip) {
        var rank = 0
        for visit in trip.visits where !visit.visit.ranks.isEmpty {
            // A scheme that the visit does not list allows everything.
            guard visit.visit.ranks.indices.contains(vehicle.rankScheme) else { continue }
            let rule = visit.visit.ranks[vehicle.rankScheme]
            findings.expect(rank, atMost: rule.before, .sequenceRank, visit.place, "rank")
            rank = max(rank, rule.after)
        }
    }

    private func judgeService(_ visit: RoutingVisitRecord, on trip: RoutingTrip) {
        let job = problem.jobs[visit.job]
        let missing = job.skills & ~vehicle.skills
        if missing != 0 { findings.add(.skills, visit.place, missing.nonzeroBitCount, "skills") }
        if let allowed = job.allowedVehicles, !allowed.contains(index) {
            findings.add(.vehicleNotAllowed, visit.place)
        }
        if let sources = job.sourceDepots, !sources.contains(trip.startDepot) {
            findings.add(.sourceDepot, visit.place)
        }
        if let destinations = job.destinationDepots, let end = trip.endDepot, !destinations.contains(end) {
            findings.add(.destinationDepot, visit.place)
        }
        findings.expect(trip.departure, atLeast: job.release, .release, visit.place, "seconds")
    }

    private func judgeShipments(_ trip: RoutingTrip) {
        var pickedUp: [Int: RoutingVisitRecord] = [:]
        var waiting: [Int: RoutingVisitRecord] = [:]
        for visit in trip.visits {
            switch visit.half {
            case .single: break
            case .pickup:
                if waiting.removeValue(forKey: visit.job) != nil {
                    findings.add(.shipmentOrder, visit.place)
                } else {
                    pickedUp[visit.job] = visit
                }
            case .delivery:
                if pickedUp.removeValue(forKey: visit.job) == nil { waiting[visit.job] = visit }
            }
        }
        // Halves that found no partner on this trip, by rising job.
        for visit in (Array(pickedUp.values) + Array(waiting.values)).sorted(by: { $0.job < $1.job }) {
            findings.add(.shipmentSplit, visit.place)
        }
    }
}
