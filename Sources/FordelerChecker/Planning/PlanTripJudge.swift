import FordelerModel

/// Judges what holds trip by trip: loads per compartment, clean and returned goods, infection, people and depots.
struct PlanTripJudge {
    let subject: PlanSubject
    let account: PlanRouteAccount
    let findings: Findings

    func judge() {
        for trip in account.trips {
            judgeLoads(trip)
            judgeSequence(trip)
            for visit in trip.visits { judgeService(visit, on: trip) }
        }
    }

    /// Clean goods are on board from the trip's start to their visit, returned goods from their visit to its end.
    private func judgeLoads(_ trip: PlanTrip) {
        var clean = trip.visits.reduce([0, 0, 0]) { OrderDemand.sum($0, subject.demands[$1.order].brought) }
        var dirty = [0, 0, 0]
        judge(clean, dirty, trip.place + " start")
        for visit in trip.visits {
            let demand = subject.demands[visit.order]
            clean = OrderDemand.difference(clean, demand.brought)
            dirty = OrderDemand.sum(dirty, demand.taken)
            judge(clean, dirty, visit.place)
        }
    }

    private func judge(_ clean: [Int], _ dirty: [Int], _ place: String) {
        switch account.van.compartments {
        case .single(let space):
            judge(OrderDemand.sum(clean, dirty), space, place)
        case .split(let cleanSpace, let dirtySpace):
            judge(clean, cleanSpace, place + " clean")
            judge(dirty, dirtySpace, place + " returned")
        }
    }

    private func judge(_ load: [Int], _ space: Load, _ place: String) {
        for (index, limit) in space.dimensions.enumerated() {
            findings.expect(load[index], atMost: limit, .capacity, place, OrderDemand.units[index])
        }
    }

    private func judgeSequence(_ trip: PlanTrip) {
        var hasReturned = false
        var hasInfected = false
        for visit in trip.visits {
            let demand = subject.demands[visit.order]
            if case .single = account.van.compartments, hasReturned, demand.brings {
                findings.add(.cleanDirty, visit.place)
            }
            let infected = subject.problem.orders[visit.order].infection
            if hasInfected, !infected { findings.add(.infection, visit.place) }
            hasReturned = hasReturned || demand.takes
            hasInfected = hasInfected || infected
        }
    }

    private func judgeService(_ visit: PlanVisitRecord, on trip: PlanTrip) {
        let order = subject.problem.orders[visit.order]
        let demand = subject.demands[visit.order]
        let missing = demand.skills.subtracting(account.shift.skills.union(account.van.skills))
        if !missing.isEmpty { findings.add(.skills, visit.place, missing.count, "skills") }
        let features = demand.features.subtracting(account.van.features)
        if !features.isEmpty { findings.add(.vanFeatures, visit.place, features.count, "features") }
        findings.expect(account.shift.crew, atLeast: demand.persons, .crew, visit.place, "persons")
        if demand.brings {
            let keeps: Bool
            if let named = order.depot {
                keeps = trip.startDepot == named
            } else {
                keeps =
                    subject.depots[trip.startDepot].map {
                        subject.problem.depots[$0].keeps(demand.broughtItems)
                    } ?? false
            }
            if !keeps { findings.add(.sourceDepot, visit.place) }
        }
        if demand.takes, let named = order.depot, let end = trip.endDepot, end != named {
            findings.add(.destinationDepot, visit.place)
        }
        switch subject.availability[visit.order] {
        case .from(let instant): findings.expect(trip.departure, atLeast: instant, .release, visit.place, "seconds")
        case .held, .notReady: findings.add(.notAvailable, visit.place)
        }
    }
}
