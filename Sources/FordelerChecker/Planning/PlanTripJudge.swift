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
            judgeTransfers(trip)
            for visit in trip.visits { judgeService(visit, on: trip) }
        }
    }

    /// Clean goods are on board from the trip's start to their visit, returned goods from their visit to its end.
    private func judgeLoads(_ trip: PlanTrip) {
        var clean = trip.visits.filter { $0.kind == .visit && !isTransfer($0.order) }
            .reduce([0, 0, 0]) { OrderDemand.sum($0, subject.demands[$1.order].brought) }
        var dirty = [0, 0, 0]
        judge(clean, dirty, trip.place + " start")
        for visit in trip.visits {
            let demand = subject.demands[visit.order]
            switch visit.kind {
            case .pickup: clean = OrderDemand.sum(clean, demand.brought)
            case .visit:
                clean = OrderDemand.difference(clean, demand.brought)
                dirty = OrderDemand.sum(dirty, demand.taken)
            case .assist, .depot, .break: break
            }
            judge(clean, dirty, visit.place)
        }
    }

    private func isTransfer(_ order: Int) -> Bool { subject.problem.orders[order].kind == .transfer }

    /// Goods of a transfer are loaded before they are handed over, both on one trip, each once.
    private func judgeTransfers(_ trip: PlanTrip) {
        var loaded: [Int: String] = [:]
        for visit in trip.visits {
            switch visit.kind {
            case .pickup:
                if !isTransfer(visit.order) { findings.add(.jobKind, visit.place) }
                if loaded.updateValue(visit.place, forKey: visit.order) != nil {
                    findings.add(.orderTwice, visit.place)
                }
            case .visit where isTransfer(visit.order):
                if loaded.removeValue(forKey: visit.order) == nil {
                    let isLater = trip.visits.contains { $0.order == visit.order && $0.kind == .pickup }
                    findings.add(isLater ? .shipmentOrder : .shipmentSplit, visit.place)
                }
            default: break
            }
        }
        for (_, place) in loaded.sorted(by: { $0.key < $1.key }) { findings.add(.shipmentSplit, place) }
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
            // A second pair of hands brings and takes nothing.
            if visit.kind == .assist { continue }
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
        if visit.kind == .assist { return }
        let missing = demand.skills.subtracting(account.shift.skills.union(account.van.skills))
        if !missing.isEmpty { findings.add(.skills, visit.place, missing.count, "skills") }
        let features = demand.features.subtracting(account.van.features)
        if !features.isEmpty { findings.add(.vanFeatures, visit.place, features.count, "features") }
        if demand.brings, !isTransfer(visit.order) {
            let keeps: Bool
            if let named = order.depot {
                keeps = trip.startDepot == named
            } else {
                keeps =
                    subject.depots[trip.startDepot].map {
                        subject.problem.depots[$0].keeps(demand.broughtItems)
                    } ?? false && trip.startDepot != order.destination
            }
            if !keeps { findings.add(.sourceDepot, visit.place) }
        }
        if PlanSoftTerms(subject: subject).isForbidden(visit.order, van: account.van.id, date: account.shift.date) {
            findings.add(.offRound, visit.place)
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
