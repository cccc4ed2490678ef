import FordelerRoutingProblem

/// One place where a job could go.
struct InsertionPlace {
    /// How the job goes in.
    enum Form: Equatable {
        /// A visit on the trip that is there.
        case visit
        /// A visit that begins or ends a trip of its own: a reload goes before or behind it.
        case reloadBefore(depot: Int)
        case reloadBehind(depot: Int)
        /// A shipment: the delivery goes to this position of the sequence with the pickup in it.
        case shipment(delivery: Int)
    }

    var vehicle: Int
    /// Position in the sequence.
    var gap: Int
    var form: Form
    /// Place of the vehicle's least lateness among those of all vehicles (equal lateness, equal rank), and the cost
    /// that is added at least.
    var latenessRank = 0
    var bound: Int

    /// The route with the job at this place.
    func sequence(_ old: [RoutingStep.Kind], job: Int) -> [RoutingStep.Kind] {
        var sequence = old
        switch form {
        case .visit: sequence.insert(.visit(job: job), at: gap)
        case .reloadBefore(let depot): sequence.insert(contentsOf: [.reload(depot: depot), .visit(job: job)], at: gap)
        case .reloadBehind(let depot): sequence.insert(contentsOf: [.visit(job: job), .reload(depot: depot)], at: gap)
        case .shipment(let delivery):
            sequence.insert(.pickup(job: job), at: gap)
            sequence.insert(.delivery(job: job), at: delivery)
        }
        return sequence
    }
}

/// Every place for a job that bounds on time do not rule out, by rising bound on what it adds to the aims.
///
/// The bound is the job's lateness at its earliest end on the van-day, then the detour, the day's price and a
/// vehicle's fixed cost. What it leaves out (overtime, paid time, lateness of others) never falls by an insertion,
/// because everybody else only gets later.
struct InsertionPlaces {
    /// The places, the most promising first.
    private(set) var byBound: [InsertionPlace] = []
    /// Least amounts of all aims but cost, by `latenessRank`.
    private(set) var lateness: [[Int]] = []

    init(_ job: Int, vehicles: some Sequence<Int>, of probe: InsertionProbe) {
        let problem = probe.scheduler.problem
        let wanted = problem.jobs[job]
        let visit: RoutingVisit
        var isShipment = false
        switch wanted.work {
        case .visit(let only, _, _): visit = only
        case .shipment(let pickup, _, _): (visit, isShipment) = (pickup, true)
        }
        let allowed = wanted.allowedVehicles.map(Set.init)
        var latenessOf: [(vehicle: Int, lateness: [Int])] = []
        for vehicle in vehicles where allowed?.contains(vehicle) ?? true {
            let given = problem.vehicles[vehicle]
            if wanted.skills & ~given.skills != 0 { continue }
            let route = probe.routes[vehicle]
            let gaps = route.gaps(for: visit, from: given.lockedPrefix.count)
            guard let earliest = gaps.lazy.map(\.end).min() else { continue }
            latenessOf.append((vehicle, Self.lateness(wanted, end: isShipment ? .min : earliest, problem: problem)))
            var floor = wanted.dayCosts.indices.contains(given.day) ? wanted.dayCosts[given.day] : 0
            if route.sequence.isEmpty {
                floor += given.fixedCosts.reduce(0) { $0 + ($1.aim == problem.costAim ? $1.amount : 0) }
            }
            for (gap, _) in gaps {
                add(
                    job, at: gap, of: route, vehicle: vehicle, given, floor: floor,
                    visit: isShipment ? nil : visit.location, depots: problem.depots)
            }
        }
        sort(latenessOf)
    }

    /// Adds every form of going into one gap. `visit` is `nil` for a shipment.
    private mutating func add(
        _ job: Int, at gap: Int, of route: ProbedRoute, vehicle: Int, _ given: RoutingVehicle, floor: Int, visit: Int?,
        depots: [RoutingDepot]
    ) {
        func place(_ form: InsertionPlace.Form, _ detour: Int) -> InsertionPlace {
            InsertionPlace(vehicle: vehicle, gap: gap, form: form, bound: floor + detour * given.costPerDistance)
        }
        guard let visit else {
            for delivery in gap + 1...route.sequence.count + 1 {
                // The delivery stays on the pickup's trip.
                if delivery > gap + 1, route.sequence[delivery - 2].job == nil { break }
                byBound.append(
                    InsertionPlace(vehicle: vehicle, gap: gap, form: .shipment(delivery: delivery), bound: .min))
            }
            return
        }
        byBound.append(place(.visit, route.detour(at: gap, through: visit)))
        if route.trips >= given.maxTrips { return }
        // A trip of its own, where that leaves no trip without visits.
        for depot in given.reloadDepots {
            let there = depots[depot].location
            if gap > 0, route.sequence[gap - 1].job != nil {
                byBound.append(place(.reloadBefore(depot: depot), route.detour(at: gap, through: there, visit)))
            }
            if gap < route.sequence.count, route.sequence[gap].job != nil {
                byBound.append(place(.reloadBehind(depot: depot), route.detour(at: gap, through: visit, there)))
            }
        }
    }

    private mutating func sort(_ found: [(vehicle: Int, lateness: [Int])]) {
        var rankOf: [Int: Int] = [:]
        for (vehicle, amounts) in found.sorted(by: { $0.lateness.lexicographicallyPrecedes($1.lateness) }) {
            if lateness.last != amounts { lateness.append(amounts) }
            rankOf[vehicle] = lateness.count - 1
        }
        for index in byBound.indices { byBound[index].latenessRank = rankOf[byBound[index].vehicle] ?? 0 }
        // Places were made by rising vehicle and gap; equal bounds keep that order.
        byBound = byBound.enumerated().sorted {
            ($0.element.latenessRank, $0.element.bound, $0.offset)
                < ($1.element.latenessRank, $1.element.bound, $1.offset)
        }.map(\.element)
    }

    /// Amounts of all aims but cost for a job that ends at `end`.
    private static func lateness(_ job: RoutingJob, end: Int, problem: RoutingProblem) -> [Int] {
        var amounts = [Int](repeating: 0, count: problem.costAim)
        for step in job.latenessSteps where end > step.after && step.cost.aim < problem.costAim {
            amounts[step.cost.aim] += step.cost.amount
        }
        for rate in job.latenessRates where end > rate.after && rate.cost.aim < problem.costAim {
            amounts[rate.cost.aim] += rate.cost.amount * (end - rate.after)
        }
        return amounts
    }

    /// Whether no place from this one on can be better than `added`.
    func isHopeless(_ place: InsertionPlace, against added: [Int]) -> Bool {
        let least = lateness[place.latenessRank]
        for (aim, amount) in least.enumerated() where amount != added[aim] { return amount > added[aim] }
        return place.bound >= added[least.count]
    }
}
