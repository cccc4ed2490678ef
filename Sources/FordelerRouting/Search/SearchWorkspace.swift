import FordelerRoutingProblem

/// What ruin and recreate share in one step: the state, the removed jobs and the routes they came from.
/// Made once per island; a step allocates nothing.
final class SearchWorkspace {
    let state: SearchState
    let scan: InsertionScan
    let removed: Buffer<Int32>
    var removedCount = 0
    /// Routes that lost visits in this step.
    let ruined: Buffer<Int32>
    var ruinedCount = 0
    private let ruinedMark: Buffer<UInt32>
    private var mark: UInt32 = 0
    private let candidateMark: Buffer<UInt32>
    private var candidateStamp: UInt32 = 0
    /// Candidate routes whose price for a job is not known yet.
    let postponed: Buffer<Int32>
    private(set) var postponedCount = 0
    /// Routes in which a job would be placed at a lower price.
    let targets: Buffer<Int32>
    /// Sort keys of removed jobs.
    let keys: Buffer<Double>
    /// This step prices empty vehicles at the share of their fixed cost that a job fills.
    var amortises = false
    /// Share at which this step prices empty vehicles, where it has one for all jobs.
    var openingShare: Double?
    /// What recreate does with empty vehicles in a step.
    enum EmptyVehicles {
        /// They have their price, or what recreate makes of it.
        case priced
        /// The first removed job begins a route, for the jobs left out around it.
        case begun
        /// They cost a small share of their price.
        case cheap
        /// They stay empty.
        case closed
    }
    var emptyVehicles = EmptyVehicles.priced
    /// What this step takes off the price of a route more.
    var routeBonus = 0.0
    /// Most that each job may cost, placed or left out, apart from travel (``hasLimits``); infinite otherwise. Held
    /// against in the general lane.
    let priceLimits: Buffer<Double>
    private(set) var hasLimits = false
    /// Whether any step may use empty vehicles.
    var opensVehicles = true
    private var usedRouteCount = 1
    private var usedRouteAge = 0

    init(_ instance: RoutingInstance) {
        state = SearchState(instance)
        scan = InsertionScan(state)
        removed = Buffer(instance.jobCount, 0)
        ruined = Buffer(instance.vehicleCount, 0)
        ruinedMark = Buffer(instance.vehicleCount, 0)
        candidateMark = Buffer(instance.vehicleCount, 0)
        postponed = Buffer(instance.vehicleCount, 0)
        targets = Buffer(instance.vehicleCount, 0)
        keys = Buffer(instance.jobCount, 0)
        priceLimits = Buffer(instance.jobCount, .infinity)
    }

    /// Routes in use, counted anew every 64 calls.
    func usedRoutes() -> Int {
        if usedRouteAge == 0 {
            usedRouteCount = countRoutes()
            usedRouteAge = 64
        }
        usedRouteAge -= 1
        return max(1, usedRouteCount)
    }

    /// Routes in use now. O(vehicles).
    func countRoutes() -> Int {
        var count = 0
        for route in 0..<state.instance.vehicleCount where state.meta[route].count > 2 { count += 1 }
        return count
    }

    /// Share of the vehicles that are not in use, counted anew every 64 calls.
    func idleShare() -> Double { max(0, 1 - Double(usedRoutes()) / Double(state.instance.vehicleCount)) }

    /// Whether some vehicle is not in use.
    func hasEmptyVehicle() -> Bool {
        (0..<state.instance.classCount).contains { state.emptyVehicle(ofClass: $0) >= 0 }
    }

    @inline(__always)
    func isRuined(_ route: Int) -> Bool { ruinedMark[route] == mark }

    /// Begins a ruin: nothing is removed, no route is ruined.
    func beginRuin() {
        removedCount = 0
        ruinedCount = 0
        mark &+= 1
    }

    // MARK: Limits

    /// No job may be left out until limits are lifted, wherever it may be placed.
    func forbidLeavingOut() {
        hasLimits = true
        for job in 0..<state.instance.jobCount {
            priceLimits[job] = state.instance.jobs[job].unassignedScalar.nextDown
        }
    }

    /// No job may cost more than now by more than `slack` until limits are lifted.
    func limitPrices(slack: Double) {
        hasLimits = true
        for job in 0..<state.instance.jobCount {
            priceLimits[job] = state.placementPrice(of: state.instance.jobs[job].firstNode) + slack
        }
    }

    func liftLimits() {
        if !hasLimits { return }
        hasLimits = false
        for job in 0..<state.instance.jobCount { priceLimits[job] = .infinity }
    }

    /// Whether a job that is left out must find a place.
    @inline(__always)
    func isMissing(_ job: Int) -> Bool { state.instance.jobs[job].unassignedScalar > priceLimits[job] }

    /// Jobs that are left out and must find a place. O(jobs left out).
    func missingCount() -> Int {
        var count = 0
        for index in 0..<state.unassignedCount where isMissing(Int(state.unassigned[index])) { count &+= 1 }
        return count
    }

    /// The missing job at a place among them.
    func missingJob(_ place: Int) -> Int {
        var left = place
        for index in 0..<state.unassignedCount where isMissing(Int(state.unassigned[index])) {
            if left == 0 { return Int(state.unassigned[index]) }
            left &-= 1
        }
        preconditionFailure("there are fewer missing jobs")
    }

    /// Adds every job that is missing, at most `most`.
    func takeMissing(most: Int) {
        let before = removedCount
        for index in 0..<state.unassignedCount where removedCount < before + most {
            if !isMissing(Int(state.unassigned[index])) { continue }
            removed[removedCount] = state.unassigned[index]
            removedCount &+= 1
        }
        for index in before..<removedCount { state.removeUnassigned(Int(removed[index])) }
    }

    // MARK: Ruins

    /// Fills `targets` with the routes in use, not ruined yet, where a job would be placed below a price and within its
    /// limit, and says how many there are. O(vehicles).
    func findTargets(job: Int, below price: Double) -> Int {
        let instance = state.instance
        let prices = instance.placement.base + job &* instance.classCount
        let limit = min(price, priceLimits[job].nextUp)
        var count = 0
        for route in 0..<instance.vehicleCount
        where prices[Int(instance.vehicles[route].classIndex)] < limit && state.meta[route].count > 2
            && !isRuined(route)
        {
            targets[count] = Int32(route)
            count &+= 1
        }
        return count
    }

    /// Begins to take visits out of a route.
    func openRoute(_ route: Int) {
        state.touch(route)
        ruinedMark[route] = mark
        ruined[ruinedCount] = Int32(route)
        ruinedCount += 1
    }

    /// Marks the visit at a position (and its mate) as removed; ``closeRuin()`` compacts the routes.
    func remove(at position: Int, route: Int) {
        let node = state.slots[route &* state.stride &+ position].node
        // Depots between trips leave with their trip; a mate may have gone already.
        guard state.isVisit(node), state.routeOf[node] >= 0, !state.instance.nodes[node].isLocked else { return }
        let job = Int(state.instance.nodes[node].job)
        let first = state.instance.jobs[job].firstNode
        state.routeOf[first] = -1
        if state.instance.jobs[job].isShipment { state.routeOf[first &+ 1] = -1 }
        removed[removedCount] = Int32(job)
        removedCount += 1
    }

    /// Adds jobs that are left out already and lie near the seed, so that they get another chance.
    func takeUnassigned(near seed: Int32) {
        let count = state.unassignedCount
        if count == 0 { return }
        let instance = state.instance
        var taken = 0
        // All of them for a route that begins; else more where many are left out and gaps are quickly judged.
        let most = emptyVehicles == .begun ? .max : scan.lane == .general ? 8 : 8 + Int(12 * state.leftOutWeight)
        for index in -1..<min(instance.neighbourCount, 60) where taken < most {
            let visit = index < 0 ? seed : instance.neighbours[Int(seed) &* instance.neighbourCount &+ index]
            let job = instance.nodes[visit].job
            if state.isUnassigned(Int(job)), instance.jobs[job].firstNode == visit {
                removed[removedCount] = job
                removedCount += 1
                taken += 1
            }
        }
        for index in removedCount - taken..<removedCount { state.removeUnassigned(Int(removed[index])) }
    }

    /// Compacts every ruined route. A route that the removals made infeasible (travel without the triangle
    /// inequality) loses all its visits.
    func closeRuin() {
        for index in 0..<ruinedCount {
            let route = Int(ruined[index])
            state.compact(route)
            if state.meta[route].count > 2, !state.isFeasible(route) {
                for position in 1..<Int(state.meta[route].count) - 1 { remove(at: position, route: route) }
                state.compact(route)
            }
        }
    }

    /// Starts a new set of candidate routes.
    func beginCandidates() {
        candidateStamp &+= 1
        postponedCount = 0
    }

    /// Leaves a candidate route for later.
    @inline(__always)
    func postpone(_ route: Int) {
        postponed[postponedCount] = Int32(route)
        postponedCount &+= 1
    }

    /// Whether the route is new to the set; adds it.
    @inline(__always)
    func addCandidate(_ route: Int) -> Bool {
        if candidateMark[route] == candidateStamp { return false }
        candidateMark[route] = candidateStamp
        return true
    }
}
