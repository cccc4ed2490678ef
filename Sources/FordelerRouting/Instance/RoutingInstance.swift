import FordelerRoutingProblem

/// Travel from one node to another: both numbers in one load.
struct Arc: BitwiseCopyable {
    /// Time, the target's setup included when the locations differ.
    var duration: Int32
    /// Distance.
    var distance: Int32
}

/// A vehicle as the search sees it.
struct VehicleRecord: BitwiseCopyable {
    var startNode: Int32, endNode: Int32
    /// First row of the vehicle's travel table.
    var arcOffset: Int
    /// Earliest begin of loading, earliest departure, latest return, begin of overtime.
    var earliestStart: Int32, earliestDeparture: Int32, latestEnd: Int32, regularEnd: Int32
    var maxDuration: Int32, maxDistance: Int64, maxVisits: Int32
    /// Longest time from departure to return.
    @inline(__always)
    var longestTour: Int32 { maxDuration &- (earliestDeparture &- earliestStart) }
    /// Vehicles of one class are interchangeable.
    var classIndex: Int32
    var rankScheme: Int32, day: Int32
    var maxTrips: Int32
    var reloadFirst: Int32, reloadCount: Int32
    var breakFirst: Int32, breakCount: Int32
    /// Positions after the start that may not change.
    var lockedCount: Int32
    /// The locked prefix breaks a rule by itself: nothing is added to the route, and it costs nothing.
    var isFrozen = false
    /// Scalar of the fixed costs.
    var fixedScalar: Double
    var costPerDistance: Double, costPerDuration: Double, costPerOvertime: Double
}

/// A break as the search sees it.
struct BreakRecord: BitwiseCopyable {
    var earliest: Int32, latest: Int32, duration: Int32, notNeededBefore: Int32
}

/// What a visit node is to its job.
enum NodeRole: UInt8 { case single, pickup, delivery, depot }

/// A visit or depot as the search sees it.
struct NodeRecord: BitwiseCopyable {
    /// First and last start of service over all windows.
    var earliest: Int32, latest: Int32
    var service: Int32
    var job: Int32
    /// Windows in the shared list; 1 or fewer means `earliest...latest` says it all.
    var windowFirst: Int32, windowCount: Int32
    var role: UInt8
    var isLastVisit: Bool
    /// The visit stays where it is.
    var isLocked = false
}

/// A job as the search sees it.
struct JobRecord: BitwiseCopyable {
    var firstNode: Int32
    var isShipment: Bool
    var isMandatory: Bool
    /// Prices of lateness in the shared list.
    var latenessFirst: Int32, latenessCount: Int32
    /// Lateness that depends on the clock may apply.
    var hasLateness: Bool { latenessCount > 0 }
    var release: Int32
    var sourceMask: UInt64, destinationMask: UInt64
    /// Scalar of leaving it out.
    var unassignedScalar: Double
}

/// A price of ending a job's last visit after an instant: once, or for each unit of time.
struct LatenessRecord: BitwiseCopyable {
    var after: Int
    var price: Double
    var isRate: Bool
}

/// A routing problem compiled to dense integers, once, at the door. Nothing here changes during a search,
/// so islands on several threads share one instance.
///
/// Nodes are visits first (a shipment has two in a row), then depots, then one "nowhere" node that open
/// routes end at. Everything the hot loops read is a flat buffer indexed by node, job, vehicle or class.
final class RoutingInstance: @unchecked Sendable {
    static let infinity: Int32 = .max / 4
    /// Travel that cannot be driven: larger than every latest time, small enough to add without overflow.
    static let unreachable: Int32 = .max / 2

    let problem: RoutingProblem
    let visitCount: Int, nodeCount: Int, jobCount: Int, vehicleCount: Int, classCount: Int
    let dimensions: Int, aimCount: Int
    let nowhere: Int32

    /// Arcs out of a node, row by row and table by table, and the same transposed (arcs into a node).
    let arcs: Buffer<Arc>
    let arcsInto: Buffer<Arc>
    let nodes: Buffer<NodeRecord>
    let jobs: Buffer<JobRecord>
    let lateness: Buffer<LatenessRecord>
    let vehicles: Buffer<VehicleRecord>
    let breaks: Buffer<BreakRecord>
    let reloads: Buffer<Int32>
    let windowStart: Buffer<Int32>
    let windowEnd: Buffer<Int32>
    /// Per node and dimension: loaded at the trip's start, and the change of the load at the visit.
    let loadedAtStart: Buffer<Int32>
    let loadChange: Buffer<Int32>
    let capacity: Buffer<Int32>
    let reloadDuration: Buffer<Int32>
    /// Per scheme and node, `before` and `after`.
    let rankBefore: Buffer<Int8>
    let rankAfter: Buffer<Int8>
    /// Per job and class: scalar of serving the job by the class apart from travel; infinite when forbidden.
    let placement: Buffer<Double>
    /// Per job and class: lateness depends on the time of day.
    let clocked: Buffer<Bool>
    /// First vehicle of each class, and how many it has.
    let classFirst: Buffer<Int32>
    let classSize: Buffer<Int32>
    /// Nearest visits of each visit, nearest first.
    let neighbours: Buffer<Int32>
    let neighbourCount: Int
    /// Visits beside which each visit may stand well, windows considered; best first. Empty rows are not made: every
    /// visit has `nearbyCount`.
    let nearby: Buffer<Int32>
    let nearbyCount: Int
    /// Per node and dimension: what the visit adds to a route's one load sum.
    let amounts: Buffer<Int32>
    let weights: [Double]
    /// Nodes that each vehicle's route begins with; empty for most.
    let lockedPrefixes: [[Int32]]
    /// Per job, what removed jobs are sorted by: load share, way to the depot, windows.
    let jobSize: Buffer<Double>
    let jobReach: Buffer<Double>
    let jobWindowLength: Buffer<Double>
    let jobWindowStart: Buffer<Double>
    let jobWindowEnd: Buffer<Double>

    // What the problem uses; lanes are chosen by these once per scan.
    let hasTime: Bool, hasWindowLists: Bool, hasBreaks: Bool, hasRanks: Bool, hasShipments: Bool
    /// Every visit only takes from or only brings to the depot in a way one sum per route can judge.
    let hasSimpleLoads: Bool
    /// Length from which an arc may not be driven, where arcs say which visits come after which
    /// (``InstanceCompiler/Phases``); per visit, whether it is one of the second phase (empty without phases); and
    /// whether direction does not matter within a phase.
    let barrier: Int32
    let phase: Buffer<Bool>
    let turnsInPhases: Bool
    /// Some rule or price is judged only by walking the route.
    let needsWalk: Bool
    /// Durations of routes are limited, and constant-time segments settle them.
    let limitsDuration: Bool
    let hasTrips: Bool
    /// A reload is of use only where goods do not fit, and for goods that come late. With breaks a call at a depot can make
    /// a route cheaper elsewhere too; that is left aside.
    let reloadsOnlyLengthen: Bool
    /// Per node, least way and time to or from a depot where vehicles reload; empty where reloads
    /// may shorten something.
    let reloadReach: Buffer<Arc>
    /// Whether the least time of a call is held against the room of a route before its gaps are looked at, and that time.
    let usesRoom: Bool
    let callTime: Buffer<Int32>
    /// Some job may be left out at a price.
    let hasOptionalJobs: Bool
    /// Whether some job has two prices, apart from travel, by when or by whom it is served.
    let hasDayPrices: Bool
    /// What placing some job costs, or whether it may be placed, depends on the vehicle's class.
    let hasClassPlacement: Bool
    /// Every vehicle is like every other, and nothing is locked.
    let isUniform: Bool
    /// Vehicles of several classes whose use costs something, or that drive at prices of their own for their size.
    let hasMixedSizes: Bool
    let hasFixedCosts: Bool
    /// Routes that the loads need at least, were every vehicle like the largest; at least 1.
    let fewestRoutes: Double
    /// Largest number of positions a route can hold, start and end included.
    let stride: Int
    /// Typical cost of serving a job: the scale of annealing temperatures.
    let costScale: Double

    init(_ problem: RoutingProblem) {
        let compiled = InstanceCompiler(problem)
        self.problem = problem
        visitCount = compiled.visits.count
        jobCount = problem.jobs.count
        vehicleCount = problem.vehicles.count
        nodeCount = compiled.nodeCount
        let scale = compiled.costScale()
        let phases = compiled.phases(scale: scale)
        let splitsLoads = phases?.splitsLoads == true
        dimensions = (splitsLoads ? 2 : 1) * problem.dimensions
        aimCount = problem.aims.count
        weights = problem.aims.map(\.weight)
        nowhere = Int32(compiled.nodeCount - 1)
        let tables = compiled.arcTables(phases)
        arcs = Buffer(tables.out)
        arcsInto = tables.into.isEmpty ? Buffer([]) : Buffer(tables.into)
        isSymmetric = tables.into.isEmpty
        nodes = Buffer(compiled.nodeRecords())
        let classes = compiled.vehicleClasses()
        classCount = classes.first.count
        classFirst = Buffer(classes.first)
        classSize = Buffer(classes.size)
        let fleet = compiled.vehicleRecords(classes: classes.of)
        vehicles = Buffer(fleet.vehicles)
        breaks = Buffer(fleet.breaks)
        reloads = Buffer(fleet.reloads)
        jobs = Buffer(compiled.jobRecords(mandatory: compiled.mandatoryScalar(scale: scale)))
        lateness = Buffer(compiled.latenessRecords())
        windowStart = Buffer(compiled.windows.map { Int32($0.lowerBound) })
        windowEnd = Buffer(compiled.windows.map { Int32($0.upperBound) })
        let loads = compiled.loads(phases)
        loadedAtStart = Buffer(loads.atStart)
        loadChange = Buffer(loads.change)
        capacity = Buffer(
            problem.vehicles.flatMap { vehicle in
                (splitsLoads ? vehicle.capacity + vehicle.capacity : vehicle.capacity).map(Int32.init)
            })
        reloadDuration = Buffer(problem.depots.map { Int32($0.reloadDuration) })
        let ranks = compiled.ranks()
        rankBefore = Buffer(ranks.before)
        rankAfter = Buffer(ranks.after)
        let placements = compiled.placements(classes: classes.first)
        placement = Buffer(placements.scalars)
        clocked = Buffer(placements.clocked)
        lockedPrefixes = compiled.lockedPrefixes()
        let near = compiled.neighbourLists()
        neighbours = Buffer(near.flat)
        neighbourCount = near.count
        amounts = Buffer(zip(loads.atStart, loads.change).map { max($0, $1) })
        let keys = compiled.sortKeys()
        jobSize = Buffer(keys.size)
        jobReach = Buffer(keys.reach)
        jobWindowLength = Buffer(keys.windowLength)
        jobWindowStart = Buffer(keys.windowStart)
        jobWindowEnd = Buffer(keys.windowEnd)
        hasTime = compiled.hasTime(phases)
        barrier = phases?.barrier ?? .max
        phase = Buffer(phases?.isSecond ?? [])
        turnsInPhases = compiled.isSymmetric(tables.out, within: phases)
        hasWindowLists = compiled.visits.contains { $0.visit.windows.count > 1 }
        hasBreaks = !fleet.breaks.isEmpty
        hasRanks = ranks.isUsed && phases == nil
        hasShipments = problem.jobs.contains { if case .shipment = $0.work { true } else { false } }
        hasTrips = problem.vehicles.contains { $0.maxTrips > 1 && !$0.reloadDepots.isEmpty }
        reloadsOnlyLengthen = hasTrips && compiled.reloadsOnlyLengthen
        reloadReach = Buffer(reloadsOnlyLengthen ? compiled.reloadReach(tables.out) : [])
        hasSimpleLoads = (splitsLoads || compiled.hasSimpleLoads) && !hasTrips
        let isLean = !hasShipments && !hasRanks && !hasBreaks && hasSimpleLoads && !hasWindowLists
        let hasWalk =
            hasTrips || placements.clocked.contains(true) || compiled.needsRouteWalk
            || (hasShipments && (hasBreaks || hasRanks))
        limitsDuration = compiled.hasDurationLimits && isLean && !hasWalk
        needsWalk = hasWalk || (compiled.hasDurationLimits && !limitsDuration)
        usesRoom = needsWalk && hasTime && (!hasTrips || reloadsOnlyLengthen)
        callTime = Buffer(usesRoom ? compiled.callTimes(tables.out) : [])
        fewestRoutes = compiled.fewestRoutes()
        stride = compiled.stride()
        hasOptionalJobs = problem.jobs.contains { $0.unassignedCosts != nil }
        let rows = classes.first.count
        hasClassPlacement = placements.scalars.indices.contains {
            placements.scalars[$0] != placements.scalars[$0 - $0 % rows]
        }
        hasDayPrices = compiled.hasDayPrices(placements.scalars)
        hasFixedCosts = problem.vehicles.contains { !$0.fixedCosts.isEmpty }
        hasMixedSizes =
            classes.first.count > 1
            && (hasFixedCosts
                || problem.vehicles.contains {
                    $0.costPerDistance != problem.vehicles[0].costPerDistance
                        && $0.capacity != problem.vehicles[0].capacity
                })
        isUniform = classes.first.count == 1 && problem.vehicles.allSatisfy(\.lockedPrefix.isEmpty)
        costScale = scale
        // Jobs that may be left out leave fewer of the nearby ones served.
        let isPlain = !needsWalk && !hasShipments && !hasRanks && !hasBreaks && hasSimpleLoads
        nearbyCount = min(near.count, hasOptionalJobs && isPlain ? 160 : 40)
        nearby = Buffer(compiled.nearbyLists(near, count: nearbyCount))
        freezeBrokenLocks()
    }

    private func freezeBrokenLocks() {
        for (route, prefix) in lockedPrefixes.enumerated() where !prefix.isEmpty {
            let walker = RouteWalker(self)
            let full = [vehicles[route].startNode] + prefix + [vehicles[route].endNode]
            guard full.count <= stride else {
                vehicles[route].isFrozen = true
                continue
            }
            for (position, node) in full.enumerated() { walker.sequence[position] = node }
            if walker.cost(count: full.count, vehicle: route) == .infinity { vehicles[route].isFrozen = true }
        }
    }

    /// The table is symmetric, so `arcs` serves both directions.
    let isSymmetric: Bool

    /// Largest share of a vehicle's capacity that one job fills.
    func share(of job: Int, in vehicle: Int) -> Double {
        var share = 0.0
        let node = Int(jobs[job].firstNode) * dimensions
        for k in 0..<dimensions {
            let amount = max(loadedAtStart[node + k], loadChange[node + k])
            share = max(share, Double(amount) / Double(max(1, capacity[vehicle * dimensions + k])))
        }
        return share
    }

    /// Whether a part of a route may be turned round at no cost but that of its two ends: it begins with `first` and
    /// ends with `last`. Where time does not matter.
    @inline(__always)
    func turns(_ first: Int32, _ last: Int32) -> Bool {
        isSymmetric || (turnsInPhases && phase.base[Int(first)] == phase.base[Int(last)])
    }

    /// Arcs into a node: row `u` holds arcs from each node to `u`.
    @inline(__always)
    var arcsIntoBase: UnsafeMutablePointer<Arc> { isSymmetric ? arcs.base : arcsInto.base }

    @inline(__always)
    func arc(_ from: Int32, _ to: Int32, _ vehicle: VehicleRecord) -> Arc {
        arcs[vehicle.arcOffset &+ Int(from) &* nodeCount &+ Int(to)]
    }

    /// Earliest start of service at or after `time`, or more than `latest` when there is none.
    @inline(__always)
    func earliestService(_ node: NodeRecord, _ time: Int32) -> Int32 {
        if node.windowCount <= 1 { return max(node.earliest, time) }
        var index = Int(node.windowFirst)
        let last = index &+ Int(node.windowCount)
        while index < last {
            if time <= windowEnd[index] { return max(time, windowStart[index]) }
            index &+= 1
        }
        return RoutingInstance.unreachable
    }

    /// Latest time a vehicle may be ready at the node so that service starts at or before `start`;
    /// less than every time when there is none.
    @inline(__always)
    func latestReady(_ node: NodeRecord, startingBy start: Int32) -> Int32 {
        if node.windowCount <= 1 {
            return start < node.earliest ? -RoutingInstance.unreachable : min(start, node.latest)
        }
        var index = Int(node.windowFirst) &+ Int(node.windowCount) &- 1
        while index >= Int(node.windowFirst) {
            if windowStart[index] <= start { return min(start, windowEnd[index]) }
            index &-= 1
        }
        return -RoutingInstance.unreachable
    }
}
