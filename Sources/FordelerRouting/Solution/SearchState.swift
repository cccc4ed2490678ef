/// One position of a route: everything an insertion test reads there, in sixteen bytes.
struct Slot: BitwiseCopyable {
    var node: Int32
    /// Distance to the next position.
    var toNext: Int32
    /// Earliest departure after service here, no break taken.
    var departure: Int32
    /// Latest time to be ready here so that the rest of the route stays feasible, no break taken before.
    var latest: Int32
}

/// The same two times with one and with two breaks taken.
struct BreakSlot: BitwiseCopyable {
    var departure1: Int32, departure2: Int32
    var latest1: Int32, latest2: Int32
}

/// What the search knows of a route as a whole.
struct RouteMeta: BitwiseCopyable {
    /// Positions in use, start and end included; 2 is an empty route.
    var count: Int32
    /// Changes whenever the content changes, and comes back when the content comes back.
    var version: UInt32
    /// Trips in the route.
    var trips: Int32
    /// Most time between two neighbouring positions, from the departure to the latest readiness, less the breaks that
    /// must be taken between: no call fits that needs more.
    var room: Int32 = .max
    /// Scalar of everything the route costs.
    var cost: Double
}

/// The current solution of one island: routes as position-major slots in one arena, with a journal that
/// takes a rejected step back by copying the touched routes.
final class SearchState {
    let instance: RoutingInstance
    let stride: Int
    let slots: Buffer<Slot>
    let breakSlots: Buffer<BreakSlot>
    let meta: Buffer<RouteMeta>
    /// Per position, where routes are walked: travel time to the next one.
    let legTimes: Buffer<Int32>
    /// Per position, where calls are held against it: most time to the next one, as ``RouteMeta/room`` says.
    let rooms: Buffer<Int32>
    /// Per route, where routes are walked.
    let tours: Buffer<TourMeta>
    /// Per position, where durations are limited and segments settle them.
    let durations: Buffer<DurationSlot>
    /// Per route and dimension: the sum that one-directional loads are judged by.
    let routeLoad: Buffer<Int32>
    /// Per position and dimension: highest load on the trip's legs up to and from the leg after the position.
    let loadBefore: Buffer<Int32>
    let loadAfter: Buffer<Int32>
    /// Per position and dimension: load on the leg after it.
    let legLoad: Buffer<Int32>
    /// Per position: running rank after it, and lowest `before` from it to the trip's end.
    let rankReached: Buffer<Int8>
    let rankAllowed: Buffer<Int8>
    /// Route of each visit, -1 when it is not served, and its position.
    let routeOf: Buffer<Int32>
    let positionOf: Buffer<Int32>
    /// All jobs, those left out first, and where each stands in the list.
    let unassigned: Buffer<Int32>
    let unassignedPlace: Buffer<Int32>
    var unassignedCount = 0
    /// Scalar of the jobs left out.
    var unassignedCost = 0.0
    /// Sum of the routes' costs.
    private(set) var routesCost = 0.0
    /// Vehicles of each class, class by class, and the first that may be empty.
    let classVehicles: Buffer<Int32>
    let classOffset: Buffer<Int32>
    let classHint: Buffer<Int32>
    private var nextVersion: UInt32 = 1
    let walker: RouteWalker

    // Journal.
    private let savedSlots: Buffer<Slot>
    private let savedMeta: Buffer<RouteMeta>
    private let savedLoad: Buffer<Int32>
    private let savedLegTimes: Buffer<Int32>
    private let savedTours: Buffer<TourMeta>
    let moves: Buffer<ListMove>
    var moveCount = 0
    private let touchedMark: Buffer<UInt32>
    let touched: Buffer<Int32>
    private(set) var touchedCount = 0
    private var stepMark: UInt32 = 0
    private var savedUnassignedCount = 0
    private var savedUnassignedCost = 0.0
    private var savedRoutesCost = 0.0

    init(_ instance: RoutingInstance) {
        self.instance = instance
        stride = instance.stride
        let routes = instance.vehicleCount
        let arena = routes * stride
        slots = Buffer(arena, Slot(node: 0, toNext: 0, departure: 0, latest: 0))
        breakSlots = Buffer(
            instance.hasBreaks ? arena : 0, BreakSlot(departure1: 0, departure2: 0, latest1: 0, latest2: 0))
        meta = Buffer(routes, RouteMeta(count: 2, version: 0, trips: 1, cost: 0))
        let walked = instance.needsWalk ? arena : 0
        legTimes = Buffer(walked, 0)
        savedLegTimes = Buffer(walked, 0)
        rooms = Buffer(instance.usesRoom ? arena : 0, .max)
        let tour = TourMeta(isSimple: false, end: 0, distance: 0)
        tours = Buffer(instance.needsWalk ? routes : 0, tour)
        savedTours = Buffer(instance.needsWalk ? routes : 0, tour)
        let instant = DurationSegment(earliest: 0, latest: 0)
        durations = Buffer(instance.limitsDuration ? arena : 0, DurationSlot(upTo: instant, from: instant))
        routeLoad = Buffer(routes * instance.dimensions, 0)
        let loadArena = instance.hasSimpleLoads ? 0 : arena * instance.dimensions
        loadBefore = Buffer(loadArena, 0)
        loadAfter = Buffer(loadArena, 0)
        legLoad = Buffer(loadArena, 0)
        rankReached = Buffer(instance.hasRanks ? arena : 0, 0)
        rankAllowed = Buffer(instance.hasRanks ? arena : 0, 15)
        routeOf = Buffer(instance.nodeCount, -1)
        positionOf = Buffer(instance.nodeCount, 0)
        unassigned = Buffer((0..<Int32(instance.jobCount)).map { $0 })
        unassignedPlace = Buffer((0..<Int32(instance.jobCount)).map { $0 })
        var order: [Int32] = []
        var offsets: [Int32] = []
        var byClass = [[Int32]](repeating: [], count: instance.classCount)
        for vehicle in 0..<routes { byClass[Int(instance.vehicles[vehicle].classIndex)].append(Int32(vehicle)) }
        for list in byClass {
            offsets.append(Int32(order.count))
            order += list
        }
        classVehicles = Buffer(order)
        classOffset = Buffer(offsets)
        classHint = Buffer(instance.classCount, 0)
        savedSlots = Buffer(arena, Slot(node: 0, toNext: 0, departure: 0, latest: 0))
        savedMeta = Buffer(routes, RouteMeta(count: 2, version: 0, trips: 1, cost: 0))
        savedLoad = Buffer(routes * instance.dimensions, 0)
        moves = Buffer(4 * instance.jobCount + 8, ListMove(from: 0, to: 0, isAddition: false))
        touchedMark = Buffer(routes, 0)
        touched = Buffer(routes, 0)
        walker = RouteWalker(instance)
        reset()
    }

    /// Scalar of the whole solution.
    @inline(__always)
    var cost: Double { routesCost + unassignedCost }

    /// Empties every route and leaves every job out.
    func reset() {
        for route in 0..<instance.vehicleCount {
            let vehicle = instance.vehicles[route]
            slots[route * stride].node = vehicle.startNode
            slots[route * stride + 1].node = vehicle.endNode
            meta[route] = RouteMeta(count: 2, version: 0, trips: 1, cost: 0)
            refresh(route)
        }
        routesCost = 0
        for node in 0..<instance.visitCount { routeOf[node] = -1 }
        unassignedCount = 0
        moveCount = 0
        unassignedCost = 0
        for job in 0..<instance.jobCount { addUnassigned(job) }
        moveCount = 0
        for group in 0..<instance.classCount { classHint[group] = 0 }
        for (route, prefix) in instance.lockedPrefixes.enumerated() where !prefix.isEmpty {
            for node in prefix where isVisit(node) {
                let record = instance.nodes[node]
                if record.isLastVisit { removeUnassigned(Int(record.job)) }
            }
            replace(route, with: prefix)
        }
    }

    /// What the job of a visit costs where it is now, apart from travel: day price and lateness, or being left out.
    func placementPrice(of visit: Int32) -> Double {
        let job = Int(instance.nodes[visit].job)
        let route = routeOf[visit]
        if route < 0 { return instance.jobs[job].unassignedScalar }
        return instance.placement[job &* instance.classCount &+ Int(instance.vehicles[route].classIndex)]
    }

    // MARK: Journal

    /// Starts a step: everything until ``rollback()`` can be taken back.
    func beginStep() {
        stepMark &+= 1
        touchedCount = 0
        savedUnassignedCount = unassignedCount
        savedUnassignedCost = unassignedCost
        savedRoutesCost = routesCost
        moveCount = 0
    }

    /// Saves a route before its first change in a step.
    func touch(_ route: Int) {
        if touchedMark[route] == stepMark { return }
        touchedMark[route] = stepMark
        touched[touchedCount] = Int32(route)
        touchedCount += 1
        savedMeta[route] = meta[route]
        let base = route * stride
        (savedSlots.base + base).update(from: slots.base + base, count: Int(meta[route].count))
        let d = instance.dimensions
        for k in 0..<d { savedLoad.base[route &* d &+ k] = routeLoad.base[route &* d &+ k] }
        if !instance.needsWalk { return }
        savedTours.base[route] = tours.base[route]
        (savedLegTimes.base + base).update(from: legTimes.base + base, count: Int(meta[route].count))
    }

    /// Routes in use now less those in use when the step began.
    var openedInStep: Int {
        var opened = 0
        for index in 0..<touchedCount {
            let route = Int(touched[index])
            if meta[route].count > 2 { opened &+= 1 }
            if savedMeta[route].count > 2 { opened &-= 1 }
        }
        return opened
    }

    /// Whether the route changed in this step.
    @inline(__always)
    func isTouched(_ route: Int) -> Bool { touchedMark[route] == stepMark }

    /// Takes the step back.
    func rollback() {
        undoMoves()
        unassignedCount = savedUnassignedCount
        for index in 0..<touchedCount {
            let route = Int(touched[index])
            let base = route * stride
            let version = savedMeta[route].version
            if meta[route].version == version { continue }
            let count = Int(savedMeta[route].count)
            (slots.base + base).update(from: savedSlots.base + base, count: count)
            meta[route] = savedMeta[route]
            if instance.visitCount > 0 { reindex(route) }
            let d = instance.dimensions
            for k in 0..<d { routeLoad.base[route &* d &+ k] = savedLoad.base[route &* d &+ k] }
            if instance.needsWalk {
                tours.base[route] = savedTours.base[route]
                (legTimes.base + base).update(from: savedLegTimes.base + base, count: count)
            }
            refreshRestored(route)
            if count == 2 { noteEmpty(route) }
        }
        unassignedCost = savedUnassignedCost
        routesCost = savedRoutesCost
        touchedCount = 0
    }

    // MARK: Routes

    /// Whether a node id is a visit (not a depot).
    @inline(__always)
    func isVisit(_ node: Int32) -> Bool { Int(node) < instance.visitCount }

    private func reindex(_ route: Int) {
        let base = route * stride
        for position in 1..<Int(meta[route].count) - 1 {
            let node = slots[base + position].node
            if isVisit(node) {
                routeOf[node] = Int32(route)
                positionOf[node] = Int32(position)
            }
        }
    }

    func noteEmpty(_ route: Int) {
        let group = Int(instance.vehicles[route].classIndex)
        let offset = Int(classOffset[group])
        // Vehicles of a class are listed by rising index, so a binary search finds the place.
        var low = 0
        var high = Int(instance.classSize[group]) - 1
        while low < high {
            let middle = (low + high) / 2
            if Int(classVehicles[offset + middle]) < route { low = middle + 1 } else { high = middle }
        }
        if low < Int(classHint[group]) { classHint[group] = Int32(low) }
    }

    /// First empty vehicle of a class, or -1.
    func emptyVehicle(ofClass group: Int) -> Int {
        let size = instance.classSize[group]
        let offset = classOffset[group]
        while classHint[group] < size {
            let vehicle = Int(classVehicles[offset + classHint[group]])
            if meta[vehicle].count == 2 { return vehicle }
            classHint[group] += 1
        }
        return -1
    }

    /// Replaces a route's visits (start and end stay) and brings every derived number up to date.
    func replace(_ route: Int, with nodes: [Int32]) {
        let base = route * stride
        assert(nodes.count + 2 <= stride)
        for (offset, node) in nodes.enumerated() { slots[base + 1 + offset].node = node }
        slots[base + nodes.count + 1].node = instance.vehicles[route].endNode
        meta[route].count = Int32(nodes.count + 2)
        contentChanged(route)
    }

    /// Puts one visit behind a position of a route whose gaps are settled by distance, one window and one load sum,
    /// and brings up to date what that changes: positions behind it, departures until they meet the old ones, latest
    /// times in front of it likewise.
    func insertLean(_ node: Int32, route: Int, after position: Int, cost: Double) {
        let base = slots.base + route &* stride
        let count = Int(meta.base[route].count)
        if count == 2 {
            // An empty route costs nothing, whatever lies between its start and its end.
            insertNode(node, route: route, after: position)
            contentChanged(route)
            return
        }
        var index = count
        while index > position &+ 1 {
            base[index] = base[index &- 1]
            let moved = base[index].node
            if index < count { positionOf.base[Int(moved)] = Int32(truncatingIfNeeded: index) }
            index &-= 1
        }
        let place = position &+ 1
        base[place].node = node
        positionOf.base[Int(node)] = Int32(truncatingIfNeeded: place)
        routeOf.base[Int(node)] = Int32(truncatingIfNeeded: route)
        let vehicle = instance.vehicles.base + route
        let n = instance.nodeCount
        let arcs = instance.arcs.base + vehicle.pointee.arcOffset
        base[position].toNext = arcs[Int(base[position].node) &* n &+ Int(node)].distance
        base[place].toNext = arcs[Int(node) &* n &+ Int(base[place &+ 1].node)].distance
        nextVersion &+= 1
        meta.base[route].count = Int32(truncatingIfNeeded: count &+ 1)
        meta.base[route].version = nextVersion
        meta.base[route].cost += cost
        routesCost += cost
        let d = instance.dimensions
        for k in 0..<d { routeLoad.base[route &* d &+ k] &+= instance.amounts.base[Int(node) &* d &+ k] }
        if instance.hasTime { updateTimes(base, place: place, count: count &+ 1, vehicle: vehicle, arcs: arcs) }
        if instance.limitsDuration { updateDurations(route, insertedAt: place) }
    }

    /// Departures from `place` on and latest times from `place` back, each until nothing changes.
    private func updateTimes(
        _ base: UnsafeMutablePointer<Slot>, place: Int, count: Int, vehicle: UnsafeMutablePointer<VehicleRecord>,
        arcs: UnsafeMutablePointer<Arc>
    ) {
        let n = instance.nodeCount
        let nodes = instance.nodes.base
        var departure = base[place &- 1].departure
        var index = place
        while index < count {
            let record = nodes + Int(base[index].node)
            let ready = departure &+ arcs[Int(base[index &- 1].node) &* n &+ Int(base[index].node)].duration
            departure =
                min(max(record.pointee.earliest, ready), RoutingInstance.infinity) &+ record.pointee.service
            if index > place, base[index].departure == departure { break }
            base[index].departure = departure
            index &+= 1
        }
        var latest = base[place &+ 1].latest
        index = place
        while index >= 0 {
            let record = nodes + Int(base[index].node)
            let leave = latest &- arcs[Int(base[index].node) &* n &+ Int(base[index &+ 1].node)].duration
            if index == 0 {
                latest = leave
            } else {
                let start = leave &- record.pointee.service
                latest = start < record.pointee.earliest ? -RoutingInstance.infinity : min(start, record.pointee.latest)
            }
            if latest < -RoutingInstance.infinity { latest = -RoutingInstance.infinity }
            if index < place, base[index].latest == latest { break }
            base[index].latest = latest
            index &-= 1
        }
    }

    /// Puts one node behind a position.
    func insertNode(_ node: Int32, route: Int, after position: Int) {
        let base = route * stride
        var index = Int(meta[route].count)
        assert(index < stride)
        while index > position + 1 {
            slots[base + index].node = slots[base + index - 1].node
            index -= 1
        }
        slots[base + position + 1].node = node
        meta[route].count += 1
    }

    /// Trades the contents of two routes.
    func exchange(_ a: Int, _ b: Int) {
        touch(a)
        touch(b)
        let (first, second) = (slots.base + a * stride, slots.base + b * stride)
        let (countA, countB) = (Int(meta[a].count), Int(meta[b].count))
        for position in 1..<max(countA, countB) { swap(&first[position].node, &second[position].node) }
        meta[a].count = Int32(countB)
        meta[b].count = Int32(countA)
        first[countB - 1].node = instance.vehicles[a].endNode
        second[countA - 1].node = instance.vehicles[b].endNode
        if countB == 2 { noteEmpty(a) }
        if countA == 2 { noteEmpty(b) }
        contentChanged(a)
        contentChanged(b)
    }

    /// Drops every visit marked with route -1, and depots that stand beside another depot.
    func compact(_ route: Int) {
        let base = route * stride
        let count = Int(meta[route].count)
        let locked = Int(instance.vehicles[route].lockedCount)
        var write = 1
        for read in 1..<count - 1 {
            let node = slots[base + read].node
            if isVisit(node) {
                if routeOf[node] < 0 { continue }
            } else if !isVisit(slots[base + write - 1].node), write > locked {
                continue
            }
            slots[base + write].node = node
            write += 1
        }
        if write > locked + 1, !isVisit(slots[base + write - 1].node) { write -= 1 }
        slots[base + write].node = slots[base + count - 1].node
        meta[route].count = Int32(write + 1)
        if write == 1 { noteEmpty(route) }
        contentChanged(route)
    }

    /// Whether the route can be driven as it stands.
    func isFeasible(_ route: Int) -> Bool {
        if instance.vehicles[route].isFrozen { return true }
        if instance.needsWalk { return meta[route].cost < .infinity }
        let base = route * stride
        if instance.barrier < .max {
            for position in 0..<Int(meta[route].count) where slots[base + position].toNext >= instance.barrier {
                return false
            }
        }
        if !instance.hasTime { return true }
        if slots[base].departure <= slots[base].latest {
            return !instance.limitsDuration
                || durations[base].from.duration <= instance.vehicles[route].longestTour
        }
        if !instance.hasBreaks { return false }
        return breakSlots[base].departure1 <= breakSlots[base].latest1
            || breakSlots[base].departure2 <= breakSlots[base].latest2
    }

    /// Brings positions, summaries and cost up to date after the sequence changed.
    func contentChanged(_ route: Int) {
        nextVersion &+= 1
        meta[route].version = nextVersion
        reindex(route)
        let before = meta[route].cost
        refresh(route)
        // A route can be infeasible for a moment: without the triangle inequality a removal may lengthen it.
        if before < .infinity {
            routesCost -= before
            // A price that dwarfs all others has left little of them in the sum.
            if routesCost < 1e-6 * before { routesCost = sumOfCosts(without: route) }
        }
        if meta[route].cost < .infinity { routesCost += meta[route].cost }
    }

    /// Sum of the costs of all routes but one. O(vehicles).
    private func sumOfCosts(without route: Int) -> Double {
        var sum = 0.0
        for other in 0..<instance.vehicleCount where other != route && meta[other].cost < .infinity {
            sum += meta[other].cost
        }
        return sum
    }
}
