import FordelerRoutingProblem

/// Turns the public problem into the dense tables of ``RoutingInstance``. Cold code: clarity first.
struct InstanceCompiler {
    /// One visit with the job it belongs to.
    struct VisitEntry {
        var visit: RoutingVisit
        var job: Int
        var role: NodeRole
    }

    let problem: RoutingProblem
    let visits: [VisitEntry]
    /// Location of each node; the nowhere node has -1.
    let locations: [Int]
    let windows: [ClosedRange<Int>]
    let windowFirst: [Int]

    init(_ problem: RoutingProblem) {
        self.problem = problem
        var visits: [VisitEntry] = []
        for (index, job) in problem.jobs.enumerated() {
            switch job.work {
            case .visit(let visit, _, _): visits.append(VisitEntry(visit: visit, job: index, role: .single))
            case .shipment(let pickup, let delivery, _):
                visits.append(VisitEntry(visit: pickup, job: index, role: .pickup))
                visits.append(VisitEntry(visit: delivery, job: index, role: .delivery))
            }
        }
        self.visits = visits
        locations = visits.map(\.visit.location) + problem.depots.map(\.location) + [-1]
        var windows: [ClosedRange<Int>] = []
        windowFirst = visits.map { entry in
            defer { windows += entry.visit.windows }
            return windows.count
        }
        self.windows = windows
    }

    var nodeCount: Int { locations.count }

    /// Time matters: some rule of time can bind, or some travel cannot be driven and only the clock says so.
    func hasTime(_ phases: Phases?) -> Bool { hasClock || isLong || (phases == nil && hasUnreachable) }

    /// Some window, shift, duration, break, release or lateness can bind.
    var hasClock: Bool {
        let limit = Int(RoutingInstance.infinity)
        return !windows.isEmpty
            || problem.vehicles.contains { vehicle in
                vehicle.latestEnd < limit || vehicle.maxDuration < limit || vehicle.costPerDuration > 0
                    || vehicle.costPerOvertime > 0 || !vehicle.breaks.isEmpty
            }
            || problem.jobs.contains { !$0.latenessSteps.isEmpty || !$0.latenessRates.isEmpty || $0.release > 0 }
    }

    /// Whether some travel cannot be driven.
    private var hasUnreachable: Bool {
        problem.profiles.contains { $0.durations.contains { $0 >= TravelMatrix.unreachable } }
    }

    /// Whether a route of many visits may last longer than the engine's clock shows.
    private var isLong: Bool {
        var longest: Int32 = 0
        for profile in problem.profiles {
            for duration in profile.durations where duration < TravelMatrix.unreachable {
                longest = max(longest, duration)
            }
        }
        let service = visits.lazy.map { $0.visit.service + $0.visit.setup }.max() ?? 0
        return (Double(longest) + Double(service)) * Double(stride()) > Double(RoutingInstance.infinity)
    }

    /// Rules and prices that prefix and suffix summaries do not settle.
    var needsRouteWalk: Bool {
        let limit = Int(RoutingInstance.infinity)
        return problem.vehicles.contains { vehicle in
            vehicle.costPerDuration > 0 || vehicle.maxDistance < limit || vehicle.maxVisits < problem.jobs.count
                || (vehicle.costPerOvertime > 0 && vehicle.regularEnd < vehicle.latestEnd)
        }
            || problem.jobs.contains {
                $0.release > 0 || $0.sourceDepots != nil || $0.destinationDepots != nil
            }
    }

    /// Whether some vehicle may not be out as long as it could be.
    var hasDurationLimits: Bool {
        problem.vehicles.contains { $0.maxDuration < Int(RoutingInstance.infinity) }
    }

    /// Whether calling at a depot between two visits never makes a route shorter or quicker: then a reload is of use only
    /// where goods do not fit, and for goods that come late. O(places² × depots).
    var reloadsOnlyLengthen: Bool {
        let depots = Set(problem.vehicles.flatMap(\.reloadDepots)).map { problem.depots[$0].location }
        // Rounded lengths may break the triangle inequality by a unit or two.
        func isMetric(_ lengths: [Int32], _ count: Int) -> Bool {
            depots.allSatisfy { depot in
                (0..<count).allSatisfy { from in
                    let first = Int(lengths[from * count + depot]) + 2
                    return (0..<count).allSatisfy {
                        first + Int(lengths[depot * count + $0]) >= Int(lengths[from * count + $0])
                    }
                }
            }
        }
        return problem.profiles.allSatisfy {
            isMetric($0.distances, $0.count) && isMetric($0.durations, $0.count)
        }
    }

    /// Per visit, least time of a call: the shortest ways there and on, and the service. O(nodes²).
    func callTimes(_ out: [Arc]) -> [Int32] {
        let n = nodeCount
        let isOpen = problem.vehicles.contains { $0.endDepot == nil }
        return visits.indices.map { node in
            var into = RoutingInstance.infinity
            var onward = isOpen ? 0 : RoutingInstance.infinity
            for table in problem.profiles.indices {
                for other in 0..<n where other != node && locations[other] >= 0 {
                    into = min(into, out[(table * n + other) * n + node].duration)
                    onward = min(onward, out[(table * n + node) * n + other].duration)
                }
            }
            return min(RoutingInstance.infinity, into) &+ min(RoutingInstance.infinity, onward)
                &+ Int32(visits[node].visit.service)
        }
    }

    /// Per node, least way and time between it and any depot where vehicles reload.
    func reloadReach(_ out: [Arc]) -> [Arc] {
        let n = nodeCount
        let depots = Set(problem.vehicles.flatMap(\.reloadDepots))
        return (0..<n).map { node in
            var least = Arc(duration: RoutingInstance.infinity, distance: RoutingInstance.infinity)
            for depot in depots where locations[node] >= 0 {
                for table in problem.profiles.indices {
                    let (row, column) = (visits.count + depot, node)
                    for arc in [out[(table * n + row) * n + column], out[(table * n + column) * n + row]]
                    where arc.duration < RoutingInstance.infinity {
                        least.duration = min(least.duration, arc.duration)
                        least.distance = min(least.distance, arc.distance)
                    }
                }
            }
            return least
        }
    }

    /// One sum per route and direction judges capacity: no job both brings and takes, no shipments, and not
    /// deliveries and pickups mixed.
    var hasSimpleLoads: Bool {
        var brings = false
        var takes = false
        for job in problem.jobs {
            guard case .visit(_, let delivery, let pickup) = job.work else { return false }
            if delivery.contains(where: { $0 > 0 }) { brings = true }
            if pickup.contains(where: { $0 > 0 }) { takes = true }
        }
        return !(brings && takes)
    }

    /// Out-rows of every table, and in-rows when some table is not symmetric.
    func arcTables(_ phases: Phases?) -> (out: [Arc], into: [Arc]) {
        let n = nodeCount
        let setups = visits.map { Int32($0.visit.setup) } + [Int32](repeating: 0, count: n - visits.count)
        var out = [Arc](repeating: Arc(duration: 0, distance: 0), count: problem.profiles.count * n * n)
        var symmetric = true
        for (table, profile) in problem.profiles.enumerated() {
            let offset = table * n * n
            for from in 0..<n where locations[from] >= 0 {
                let row = locations[from] * profile.count
                for to in 0..<n where locations[to] >= 0 {
                    var arc = Arc(
                        duration: profile.durations[row + locations[to]],
                        distance: profile.distances[row + locations[to]])
                    if arc.duration >= TravelMatrix.unreachable || arc.distance >= TravelMatrix.unreachable {
                        arc = Arc(
                            duration: RoutingInstance.unreachable,
                            distance: phases?.barrier ?? TravelMatrix.unreachable)
                    } else if let phases, from < visits.count, to < visits.count, phases.isSecond[from],
                        !phases.isSecond[to]
                    {
                        arc = Arc(duration: RoutingInstance.unreachable, distance: phases.barrier)
                    } else if locations[from] != locations[to] || from >= visits.count {
                        arc.duration += setups[to]
                    }
                    out[offset + from * n + to] = arc
                }
            }
            symmetric = symmetric && isSymmetric(out, offset: offset, count: n)
        }
        if symmetric { return (out, []) }
        var into = out
        for table in problem.profiles.indices {
            let offset = table * n * n
            for from in 0..<n {
                for to in 0..<n { into[offset + to * n + from] = out[offset + from * n + to] }
            }
        }
        return (out, into)
    }

    private func isSymmetric(_ arcs: [Arc], offset: Int, count: Int) -> Bool {
        for from in 0..<count {
            for to in 0..<from {
                let (a, b) = (arcs[offset + from * count + to], arcs[offset + to * count + from])
                if a.duration != b.duration || a.distance != b.distance { return false }
            }
        }
        return true
    }

    func nodeRecords() -> [NodeRecord] {
        let limit = RoutingInstance.infinity
        var records = visits.enumerated().map { index, entry in
            NodeRecord(
                earliest: entry.visit.windows.first.map { Int32($0.lowerBound) } ?? -limit,
                latest: entry.visit.windows.last.map { Int32($0.upperBound) } ?? limit,
                service: Int32(entry.visit.service), job: Int32(entry.job), windowFirst: Int32(windowFirst[index]),
                windowCount: Int32(entry.visit.windows.count), role: entry.role.rawValue,
                isLastVisit: entry.role != .pickup)
        }
        let depot = NodeRecord(
            earliest: -limit, latest: limit, service: 0, job: -1, windowFirst: 0, windowCount: 0,
            role: NodeRole.depot.rawValue, isLastVisit: false)
        records += [NodeRecord](repeating: depot, count: nodeCount - visits.count)
        for prefix in lockedPrefixes() {
            for node in prefix where Int(node) < visits.count { records[Int(node)].isLocked = true }
        }
        for (index, depot) in problem.depots.enumerated() {
            records[visits.count + index].service = Int32(depot.reloadDuration)
        }
        return records
    }

    func jobRecords(mandatory: Double) -> [JobRecord] {
        var next: Int32 = 0
        var lateness: Int32 = 0
        return problem.jobs.map { job in
            let isShipment = if case .shipment = job.work { true } else { false }
            let prices = Int32(job.latenessSteps.count + job.latenessRates.count)
            defer {
                next += isShipment ? 2 : 1
                lateness += prices
            }
            func mask(_ depots: [Int]?) -> UInt64 {
                depots.map { $0.reduce(0) { $0 | (1 << UInt64($1 & 63)) } } ?? .max
            }
            return JobRecord(
                firstNode: next, isShipment: isShipment, isMandatory: job.unassignedCosts == nil,
                latenessFirst: lateness, latenessCount: prices, release: Int32(job.release),
                sourceMask: mask(job.sourceDepots), destinationMask: mask(job.destinationDepots),
                unassignedScalar: job.unassignedCosts.map(scalar) ?? mandatory)
        }
    }

    /// Every job's prices of lateness, job by job.
    func latenessRecords() -> [LatenessRecord] {
        problem.jobs.flatMap { job in
            job.latenessSteps.map { LatenessRecord(after: $0.after, price: scalar([$0.cost]), isRate: false) }
                + job.latenessRates.map { LatenessRecord(after: $0.after, price: scalar([$0.cost]), isRate: true) }
        }
    }

    func scalar(_ costs: [AimCost]) -> Double {
        costs.reduce(0) { $0 + Double($1.amount) * problem.aims[$1.aim].weight }
    }

    /// Leaving out a mandatory job outweighs every other cost of a solution.
    func mandatoryScalar(scale: Double) -> Double {
        let fixed = problem.vehicles.map { scalar($0.fixedCosts) }.max() ?? 0
        let optional = problem.jobs.lazy.compactMap { $0.unassignedCosts.map(scalar) }.max() ?? 0
        return 4 * (fixed + optional + 50 * scale + 1)
    }

    /// Vehicles grouped by equal attributes and equal membership in every list of allowed vehicles.
    func vehicleClasses() -> (of: [Int], first: [Int32], size: [Int32]) {
        var membership = [UInt64](repeating: 0, count: problem.vehicles.count)
        for (index, job) in problem.jobs.enumerated() {
            guard let allowed = job.allowedVehicles else { continue }
            var random = SearchRandom(seed: UInt64(index))
            let mark = random.next()
            for vehicle in Set(allowed) { membership[vehicle] ^= mark }
        }
        struct Key: Hashable {
            var vehicle: RoutingVehicle
            var membership: UInt64
        }
        var known: [Key: Int] = [:]
        var of: [Int] = []
        var first: [Int32] = []
        var size: [Int32] = []
        for (index, vehicle) in problem.vehicles.enumerated() {
            let key = Key(vehicle: vehicle, membership: membership[index])
            if let group = known[key] {
                of.append(group)
                size[group] += 1
            } else {
                known[key] = first.count
                of.append(first.count)
                first.append(Int32(index))
                size.append(1)
            }
        }
        return (of, first, size)
    }

    func vehicleRecords(classes: [Int]) -> (vehicles: [VehicleRecord], breaks: [BreakRecord], reloads: [Int32]) {
        var breaks: [BreakRecord] = []
        var reloads: [Int32] = []
        let cost = problem.aims[problem.costAim].weight
        let limit = Int(RoutingInstance.infinity)
        let records = problem.vehicles.enumerated().map { index, vehicle in
            let breakFirst = breaks.count
            breaks += vehicle.breaks.map {
                BreakRecord(
                    earliest: Int32($0.earliest), latest: Int32($0.latest), duration: Int32($0.duration),
                    notNeededBefore: Int32($0.notNeededBefore))
            }
            let reloadFirst = reloads.count
            reloads += vehicle.reloadDepots.map { Int32(visits.count + $0) }
            return VehicleRecord(
                startNode: Int32(visits.count + vehicle.startDepot),
                endNode: Int32(vehicle.endDepot.map { visits.count + $0 } ?? nodeCount - 1),
                arcOffset: vehicle.profile * nodeCount * nodeCount, earliestStart: Int32(vehicle.earliestStart),
                earliestDeparture: Int32(vehicle.earliestStart + vehicle.startDuration),
                latestEnd: Int32(vehicle.latestEnd), regularEnd: Int32(vehicle.regularEnd),
                maxDuration: Int32(min(limit, vehicle.maxDuration)), maxDistance: Int64(vehicle.maxDistance),
                maxVisits: Int32(min(limit, vehicle.maxVisits)), classIndex: Int32(classes[index]),
                rankScheme: Int32(vehicle.rankScheme), day: Int32(vehicle.day),
                maxTrips: Int32(min(limit, vehicle.maxTrips)),
                reloadFirst: Int32(reloadFirst), reloadCount: Int32(vehicle.reloadDepots.count),
                breakFirst: Int32(breakFirst), breakCount: Int32(vehicle.breaks.count),
                lockedCount: Int32(vehicle.lockedPrefix.count),
                fixedScalar: scalar(vehicle.fixedCosts), costPerDistance: Double(vehicle.costPerDistance) * cost,
                costPerDuration: Double(vehicle.costPerDuration) * cost,
                costPerOvertime: Double(vehicle.costPerOvertime) * cost)
        }
        return (records, breaks, reloads)
    }

    func loads(_ phases: Phases? = nil) -> (atStart: [Int32], change: [Int32]) {
        if phases?.splitsLoads == true { return splitLoads() }
        let d = problem.dimensions
        var atStart = [Int32](repeating: 0, count: nodeCount * d)
        var change = atStart
        for (node, entry) in visits.enumerated() {
            for k in 0..<d {
                switch problem.jobs[entry.job].work {
                case .visit(_, let delivery, let pickup):
                    atStart[node * d + k] = Int32(delivery[k])
                    change[node * d + k] = Int32(pickup[k] - delivery[k])
                case .shipment(_, _, let load):
                    change[node * d + k] = Int32(entry.role == .pickup ? load[k] : -load[k])
                }
            }
        }
        return (atStart, change)
    }

    func ranks() -> (before: [Int8], after: [Int8], isUsed: Bool) {
        let schemes = (problem.vehicles.map(\.rankScheme).max() ?? 0) + 1
        var before = [Int8](repeating: 15, count: schemes * nodeCount)
        var after = [Int8](repeating: 0, count: schemes * nodeCount)
        var isUsed = false
        for (node, entry) in visits.enumerated() {
            for (scheme, rank) in entry.visit.ranks.enumerated() where scheme < schemes {
                before[scheme * nodeCount + node] = Int8(clamping: rank.before)
                after[scheme * nodeCount + node] = Int8(clamping: rank.after)
                if rank.before < 15 { isUsed = true }
            }
        }
        return (before, after, isUsed)
    }

    /// Largest number of positions in a route: what capacity and limits on visits admit.
    func stride() -> Int {
        let d = problem.dimensions
        var bound = visits.count
        var amounts: [Int] = []
        for k in 0..<d where !problem.vehicles.contains(where: { $0.maxTrips > 1 }) {
            // Only goods that are all on board at once bound the count: deliveries, or pickups.
            for direction in 0..<2 {
                amounts = problem.jobs.compactMap { job in
                    guard case .visit(_, let delivery, let pickup) = job.work else { return 0 }
                    return direction == 0 ? delivery[k] : pickup[k]
                }
                amounts.sort()
                let capacity = problem.vehicles.map { $0.capacity[k] }.max() ?? 0
                var sum = 0
                var count = 0
                while count < amounts.count, sum + amounts[count] <= capacity {
                    sum += amounts[count]
                    count += 1
                }
                if !amounts.isEmpty,
                    !problem.jobs.contains(where: { if case .shipment = $0.work { true } else { false } })
                {
                    bound = min(bound, count)
                }
            }
        }
        if let most = problem.vehicles.map(\.maxVisits).max(), most < bound { bound = most }
        let trips = min(bound, problem.vehicles.map(\.maxTrips).max() ?? 1)
        return bound + trips + 4
    }

    /// Routes that the loads need at least, were every vehicle like the largest; at least 1.
    func fewestRoutes() -> Double {
        loadSums().enumerated().reduce(1) { most, load in
            let capacity = problem.vehicles.map { $0.capacity[load.offset] }.max() ?? 0
            return capacity > 0 ? max(most, Double(load.element) / Double(capacity)) : most
        }
    }

    /// What all visits load together, in each dimension.
    private func loadSums() -> [Int] {
        let loads = loads()
        let d = problem.dimensions
        return (0..<d).map { k in
            visits.indices.reduce(0) { $0 + Int(max(loads.atStart[$1 * d + k], loads.change[$1 * d + k])) }
        }
    }

    /// Mean over visits of the way to their third-nearest visit, at the cheapest vehicle's price.
    func costScale() -> Double {
        guard let profile = problem.profiles.first, visits.count > 1 else { return 1 }
        let price = Double(problem.vehicles.map(\.costPerDistance).max() ?? 1) * problem.aims[problem.costAim].weight
        let step = max(1, visits.count / 200)
        var total = 0.0
        var samples = 0
        for node in Swift.stride(from: 0, to: visits.count, by: step) {
            var best = [Int32](repeating: .max, count: 3)
            let row = visits[node].visit.location * profile.count
            for other in visits.indices where other != node {
                let distance = profile.distances[row + visits[other].visit.location]
                if distance < best[2] {
                    best[2] = distance
                    best.sort()
                }
            }
            if let far = best.last(where: { $0 < TravelMatrix.unreachable }) { total += Double(far) }
            samples += 1
        }
        return max(1, total / Double(max(1, samples)) * max(1e-9, price) + 0.25 * fixedCostPerJob())
    }

    /// What the cheapest vehicle's fixed cost comes to for a job of mean size (the cost aim only).
    private func fixedCostPerJob() -> Double {
        let sums = loadSums()
        guard !sums.isEmpty, !visits.isEmpty else { return 0 }
        var cheapest = Double.infinity
        for vehicle in problem.vehicles {
            let fixed = vehicle.fixedCosts.filter { $0.aim == problem.costAim }
            if fixed.isEmpty { return 0 }
            var share = 0.0
            for (k, sum) in sums.enumerated() where vehicle.capacity[k] > 0 {
                share = max(share, Double(sum) / Double(visits.count) / Double(vehicle.capacity[k]))
            }
            cheapest = min(cheapest, scalar(fixed) * share)
        }
        return cheapest.isFinite ? cheapest : 0
    }
}
