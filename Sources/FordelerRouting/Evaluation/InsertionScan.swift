/// Finds best insertions of jobs into routes, and remembers them until the route changes.
///
/// A scan prices every gap by distance first, then loads, ranks and times from the prefix and suffix summaries
/// (constant time a gap). Where the problem has rules that summaries do not settle, gaps that pass are walked.
final class InsertionScan {
    /// A remembered insertion in sixteen bytes: a candidate test is one cache line away.
    struct CacheEntry: BitwiseCopyable {
        var cost: Double
        var version: UInt32
        /// The gap, and the delivery's gap or (for single visits) the reload's side and index.
        var position: UInt16, second: UInt16
    }

    let state: SearchState
    let instance: RoutingInstance
    private let cache: Buffer<CacheEntry>
    private let usesCache: Bool
    /// Gaps tested so far, whether times, loads or the price ruled them out.
    var evaluations = 0
    /// Gaps of the route scanned last where goods do not fit without a reload.
    let blocked: Buffer<Int32>
    var blockedCount = 0
    /// Read by ``scan(job:route:excluding:)``, which is compiled into its callers.
    let lane: Lane

    init(_ state: SearchState) {
        self.state = state
        instance = state.instance
        lane = Lane(state.instance)
        let cells = instance.jobCount * instance.vehicleCount
        usesCache = cells <= 12_000_000
        cache = Buffer(usesCache ? cells : 0, CacheEntry(cost: .infinity, version: .max, position: 0, second: 0))
        blocked = Buffer(instance.stride, 0)
    }

    /// Cost of the best insertion of a job into a route; infinite when there is none.
    @inline(__always)
    func bestCost(job: Int, route: Int) -> Double {
        isRemembered(job: job, route: route)
            ? cache[job &* instance.vehicleCount &+ route].cost : renew(job: job, route: route)
    }

    /// Whether the best insertion of a job into a route is remembered.
    @inline(__always)
    func isRemembered(job: Int, route: Int) -> Bool {
        usesCache && cache[job &* instance.vehicleCount &+ route].version == state.meta[route].version
    }

    /// What an insertion into a route costs at least: what placing the job there costs apart from travel.
    @inline(__always)
    func leastCost(job: Int, route: Int) -> Double {
        instance.placement[job &* instance.classCount &+ Int(instance.vehicles[route].classIndex)]
    }

    private func renew(job: Int, route: Int) -> Double {
        let found = scan(job: job, route: route, excluding: -1)
        if usesCache {
            cache[job &* instance.vehicleCount &+ route] = CacheEntry(
                cost: found.cost, version: state.meta[route].version,
                position: UInt16(truncatingIfNeeded: found.position),
                second: instance.jobs[job].isShipment
                    ? UInt16(truncatingIfNeeded: found.second)
                    : UInt16(truncatingIfNeeded: found.reloadSide << 14 | found.reloadIndex))
        }
        return found.cost
    }

    /// The insertion whose cost the last ``bestCost(job:route:)`` for this job and route returned.
    func recall(job: Int, route: Int) -> Insertion {
        if !usesCache { return scan(job: job, route: route, excluding: -1) }
        let entry = cache[job &* instance.vehicleCount &+ route]
        let isShipment = instance.jobs[job].isShipment
        return Insertion(
            cost: entry.cost, position: Int32(entry.position), second: isShipment ? Int32(entry.second) : 0,
            reloadIndex: isShipment ? 0 : Int32(entry.second & 0x3FFF),
            reloadSide: isShipment ? 0 : Int32(entry.second >> 14))
    }

    /// Scans every gap of the route anew, but for one that is left out (-1: none is).
    @inline(__always)
    func scan(job: Int, route: Int, excluding: Int32) -> Insertion {
        if excluding < 0, lane != .general { return scanLane(job: job, route: route) }
        return scanGenerally(job: job, route: route, excluding: excluding)
    }

    private func scanGenerally(job: Int, route: Int, excluding: Int32) -> Insertion {
        let vehicle = instance.vehicles.base + route
        let isShipment = instance.jobs[job].isShipment
        let placed = instance.placement[job &* instance.classCount &+ Int(vehicle.pointee.classIndex)]
        if placed == .infinity || vehicle.pointee.isFrozen { return .none }
        let count = Int(state.meta[route].count)
        if count > 2, count &+ (isShipment ? 2 : 1) > instance.stride { return .none }
        if instance.needsWalk {
            return isShipment
                ? walkShipment(job: job, route: route, excluding: excluding)
                : walkSingle(job: job, route: route, placed: placed, excluding: excluding)
        }
        var found =
            isShipment
            ? scanShipments(job: job, route: route, excluding: excluding)
            : scanSingle(job: job, route: route, excluding: excluding)
        if found.cost < .infinity { found.cost += count == 2 ? placed + vehicle.pointee.fixedScalar : placed }
        return found
    }

    // MARK: Constant-time gaps

    private func scanSingle(job: Int, route: Int, excluding: Int32) -> Insertion {
        let vehicle = instance.vehicles[route]
        let node = instance.jobs[job].firstNode
        let d = instance.dimensions
        if instance.hasSimpleLoads {
            for k in 0..<d {
                let amount = max(instance.loadedAtStart[Int(node) * d + k], instance.loadChange[Int(node) * d + k])
                if state.routeLoad[route * d + k] &+ amount > instance.capacity[route * d + k] { return .none }
            }
        }
        let slots = state.slots.base + route &* state.stride
        let row = vehicle.arcOffset &+ Int(node) &* instance.nodeCount
        let out = instance.arcs.base + row
        let into = instance.arcsIntoBase + row
        let gaps = Int(state.meta[route].count) &- 1
        evaluations &+= gaps
        var best = Int32.max
        var place = -1
        if !instance.hasTime, instance.hasSimpleLoads, !instance.hasRanks {
            for gap in Int(vehicle.lockedCount)..<gaps where gap != Int(excluding) {
                let delta =
                    into[Int(slots[gap].node)].distance &+ out[Int(slots[gap &+ 1].node)].distance &- slots[gap].toNext
                if delta < best {
                    best = delta
                    place = gap
                }
            }
        } else {
            let record = instance.nodes[node]
            for gap in Int(vehicle.lockedCount)..<gaps where gap != Int(excluding) {
                let before = into[Int(slots[gap].node)]
                let after = out[Int(slots[gap &+ 1].node)]
                let delta = before.distance &+ after.distance &- slots[gap].toNext
                if delta >= best { continue }
                if instance.hasTime {
                    if instance.hasBreaks {
                        if !fitsWithBreaks(record, slots: slots, route: route, gap: gap, before, after, vehicle) {
                            continue
                        }
                    } else {
                        let ready = slots[gap].departure &+ before.duration
                        let start =
                            instance.hasWindowLists
                            ? instance.earliestService(record, ready) : max(record.earliest, ready)
                        if start > record.latest {
                            if slots[gap].departure > record.latest { break }
                            continue
                        }
                        if start &+ record.service &+ after.duration > slots[gap &+ 1].latest { continue }
                    }
                }
                if !instance.hasSimpleLoads, !fitsLoad(node, route: route, gap: gap) { continue }
                if instance.hasRanks, !fitsRank(node, route: route, gap: gap, vehicle) { continue }
                if instance.limitsDuration,
                    !state.lasts(
                        instance.nodes[node], after: gap, in: route, before: before.duration, behind: after.duration)
                {
                    continue
                }
                best = delta
                place = gap
            }
        }
        if place < 0 { return .none }
        return Insertion(
            cost: Double(best) * vehicle.costPerDistance, position: Int32(place), second: 0, reloadIndex: 0,
            reloadSide: 0)
    }

    @inline(__always)
    func fitsWithBreaks(
        _ record: NodeRecord, slots: UnsafeMutablePointer<Slot>, route: Int, gap: Int, _ before: Arc, _ after: Arc,
        _ vehicle: VehicleRecord
    ) -> Bool {
        let index = route &* state.stride &+ gap
        let extra = state.breakSlots[index]
        var times = BreakTimes(departure: (slots[gap].departure, extra.departure1, extra.departure2))
        times.serve(record, travel: before.duration, instance)
        times.takeBreaks(vehicle, instance)
        let next = state.breakSlots[index &+ 1]
        return times.departure.0 &+ after.duration <= slots[gap &+ 1].latest
            || times.departure.1 &+ after.duration <= next.latest1
            || times.departure.2 &+ after.duration <= next.latest2
    }

    @inline(__always)
    func fitsLoad(_ node: Int32, route: Int, gap: Int) -> Bool {
        let d = instance.dimensions
        let cell = (route &* state.stride &+ gap) &* d
        for k in 0..<d {
            let atStart = instance.loadedAtStart[Int(node) &* d &+ k]
            let after = atStart &+ instance.loadChange[Int(node) &* d &+ k]
            let limit = instance.capacity[route &* d &+ k]
            if state.loadBefore[cell &+ k] &+ atStart > limit || state.loadAfter[cell &+ k] &+ after > limit {
                return false
            }
        }
        return true
    }

    @inline(__always)
    func fitsRank(_ node: Int32, route: Int, gap: Int, _ vehicle: VehicleRecord) -> Bool {
        let scheme = Int(vehicle.rankScheme) &* instance.nodeCount &+ Int(node)
        let index = route &* state.stride &+ gap
        return state.rankReached[index] <= instance.rankBefore[scheme]
            && instance.rankAfter[scheme] <= state.rankAllowed[index &+ 1]
    }

    /// Carries out an insertion found for the route as it stands.
    func apply(_ insertion: Insertion, job: Int, route: Int) {
        state.touch(route)
        let node = instance.jobs[job].firstNode
        if lane != .general {
            state.insertLean(node, route: route, after: Int(insertion.position), cost: insertion.cost)
            return
        }
        var position = Int(insertion.position)
        let reload =
            insertion.reloadSide == 0
            ? 0 : instance.reloads[instance.vehicles[route].reloadFirst &+ insertion.reloadIndex]
        if instance.jobs[job].isShipment {
            state.insertNode(node &+ 1, route: route, after: Int(insertion.second))
            state.insertNode(node, route: route, after: position)
        } else {
            if insertion.reloadSide == 1 {
                state.insertNode(reload, route: route, after: position)
                position += 1
            }
            state.insertNode(node, route: route, after: position)
            if insertion.reloadSide == 2 { state.insertNode(reload, route: route, after: position + 1) }
        }
        state.contentChanged(route)
    }
}
