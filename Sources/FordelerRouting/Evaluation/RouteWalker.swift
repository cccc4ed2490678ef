import FordelerRoutingProblem

/// Walks a whole route and judges every rule and price of the problem: the truth that constant-time tests
/// approximate from below. O(length × dimensions).
final class RouteWalker {
    let instance: RoutingInstance
    /// The route to judge, start and end nodes included: fill before calling ``cost(count:vehicle:)``.
    let sequence: Buffer<Int32>
    /// Times of the last walk: ready for service (arrival and setup done), start and end of service.
    let starts: Buffer<Int32>
    let ends: Buffer<Int32>
    /// Breaks taken right after each position in the last traced walk.
    let breaksAfter: Buffer<Int8>
    /// Begin of loading in the last traced walk, and end of the route.
    private(set) var routeStart: Int32 = 0
    private(set) var routeEnd: Int32 = 0
    // Forward states by breaks taken: end of service, and whether the departure state came from a break.
    private let reached: Buffer<Int32>
    private let tookBreak: Buffer<Bool>
    private let load: Buffer<Int32>
    private let releases: Buffer<Int32>
    /// Walks done, for the count of evaluations.
    var walks = 0

    init(_ instance: RoutingInstance) {
        self.instance = instance
        let length = instance.stride + 4
        sequence = Buffer(length, 0)
        starts = Buffer(length, 0)
        ends = Buffer(length, 0)
        breaksAfter = Buffer(length, 0)
        reached = Buffer(length * 3, 0)
        tookBreak = Buffer(length * 3, false)
        load = Buffer(instance.dimensions, 0)
        releases = Buffer(length, 0)
    }

    /// Scalar cost of the route in `sequence`, infinite when a rule is broken. An empty route costs nothing.
    func cost(count: Int, vehicle index: Int) -> Double {
        walks &+= 1
        if count <= 2 { return 0 }
        let vehicle = instance.vehicles[index]
        guard let placed = judgeContent(count: count, vehicle: vehicle, index: index) else { return .infinity }
        var total = vehicle.fixedScalar + placed.scalar + Double(placed.distance) * vehicle.costPerDistance
        if !instance.hasTime { return total }
        guard trace(count: count, vehicle: vehicle) else { return .infinity }
        total += lateness(count: count, group: Int(vehicle.classIndex))
        if routeEnd > vehicle.regularEnd { total += Double(routeEnd &- vehicle.regularEnd) * vehicle.costPerOvertime }
        if vehicle.costPerDuration > 0 || vehicle.maxDuration < RoutingInstance.infinity {
            let duration = routeEnd &- routeStart
            if duration > vehicle.maxDuration { return .infinity }
            total += Double(duration) * vehicle.costPerDuration
        }
        return total
    }

    /// Loads, ranks, depots, trips, visits, distance and placement; `nil` when a rule is broken. Fills `releases`.
    private func judgeContent(count: Int, vehicle: VehicleRecord, index: Int) -> (scalar: Double, distance: Int64)? {
        let d = instance.dimensions
        let visitCount = Int32(instance.visitCount)
        let group = Int(vehicle.classIndex)
        let scheme = Int(vehicle.rankScheme) * instance.nodeCount
        var scalar = 0.0
        var distance: Int64 = 0
        var visits: Int32 = 0
        var trips: Int32 = 0
        var first = 0
        while first < count - 1 {
            var last = first + 1
            var source = UInt64.max
            var destination = UInt64.max
            var release: Int32 = -RoutingInstance.infinity
            for k in 0..<d { load[k] = 0 }
            while last < count - 1, sequence[last] < visitCount {
                let node = Int(sequence[last])
                let record = instance.nodes[node]
                let job = instance.jobs[record.job]
                for k in 0..<d { load[k] &+= instance.loadedAtStart[node &* d &+ k] }
                source &= job.sourceMask
                destination &= job.destinationMask
                release = max(release, job.release)
                if record.isLastVisit { scalar += instance.placement[Int(record.job) &* instance.classCount &+ group] }
                visits &+= 1
                last += 1
            }
            trips &+= 1
            releases[first] = release
            let start = Int(sequence[first]) - Int(visitCount)
            if source != .max, (source >> UInt64(start & 63)) & 1 == 0 { return nil }
            let end = sequence[last]
            if destination != .max, end != instance.nowhere {
                if (destination >> UInt64((Int(end) - Int(visitCount)) & 63)) & 1 == 0 { return nil }
            }
            for k in 0..<d where load[k] > instance.capacity[index &* d &+ k] { return nil }
            var rank: Int8 = 0
            for position in first + 1..<max(first + 1, last) {
                let node = Int(sequence[position])
                for k in 0..<d {
                    load[k] &+= instance.loadChange[node &* d &+ k]
                    if load[k] > instance.capacity[index &* d &+ k] { return nil }
                }
                if instance.hasRanks {
                    if rank > instance.rankBefore[scheme &+ node] { return nil }
                    rank = max(rank, instance.rankAfter[scheme &+ node])
                }
            }
            first = last
        }
        if trips > vehicle.maxTrips || visits > vehicle.maxVisits || scalar == .infinity { return nil }
        for position in 0..<count - 1 {
            let length = instance.arc(sequence[position], sequence[position + 1], vehicle).distance
            if length >= instance.barrier { return nil }
            distance &+= Int64(length)
        }
        if distance > vehicle.maxDistance { return nil }
        return (scalar, distance)
    }

    /// Earliest schedule in every break state, then the chosen one traced back; `false` when some time fails.
    func trace(count: Int, vehicle: VehicleRecord) -> Bool {
        let unreachable = RoutingInstance.unreachable
        var now = (
            max(vehicle.earliestDeparture, releases[0]), unreachable, unreachable
        )
        ends[0] = now.0
        reached[0] = now.0
        reached[1] = unreachable
        reached[2] = unreachable
        applyBreaks(&now, at: 0, vehicle: vehicle)
        for position in 1..<count {
            let node = sequence[position]
            let record = instance.nodes[node]
            let travel = instance.arc(sequence[position - 1], node, vehicle).duration
            now.0 = serve(now.0, record, travel)
            now.1 = serve(now.1, record, travel)
            now.2 = serve(now.2, record, travel)
            if Int(node) >= instance.visitCount, position < count - 1 {
                // A reload: the next trip waits for its goods.
                now.0 = max(now.0, releases[position])
                now.1 = max(now.1, releases[position])
                now.2 = max(now.2, releases[position])
            } else if position == count - 1, Int(node) >= instance.visitCount {
                now.0 = now.0 >= RoutingInstance.infinity ? now.0 : now.0 &- record.service
                now.1 = now.1 >= RoutingInstance.infinity ? now.1 : now.1 &- record.service
                now.2 = now.2 >= RoutingInstance.infinity ? now.2 : now.2 &- record.service
            }
            reached[position * 3] = now.0
            reached[position * 3 + 1] = now.1
            reached[position * 3 + 2] = now.2
            if position < count - 1 { applyBreaks(&now, at: position, vehicle: vehicle) }
            if min(now.0, min(now.1, now.2)) >= RoutingInstance.infinity { return false }
        }
        let limits = BreakTimes.latestEnds(vehicle, instance).departure
        var state = -1
        var best = RoutingInstance.infinity
        if now.0 <= limits.0, now.0 < best { (state, best) = (0, now.0) }
        if now.1 <= limits.1, now.1 < best { (state, best) = (1, now.1) }
        if now.2 <= limits.2, now.2 < best { (state, best) = (2, now.2) }
        if state < 0 { return false }
        routeEnd = best
        var position = count - 1
        breaksAfter[position] = 0
        while position > 0 {
            ends[position] = reached[position * 3 + state]
            starts[position] =
                position == count - 1 ? ends[position] : ends[position] &- instance.nodes[sequence[position]].service
            position -= 1
            breaksAfter[position] = 0
            while state > 0, tookBreak[position * 3 + state] {
                breaksAfter[position] += 1
                state -= 1
            }
        }
        ends[0] = reached[state]
        starts[0] = ends[0]
        routeStart = latestStart(count: count, vehicle: vehicle)
        return true
    }

    @inline(__always)
    private func serve(_ time: Int32, _ record: NodeRecord, _ travel: Int32) -> Int32 {
        if time >= RoutingInstance.infinity { return RoutingInstance.unreachable }
        let start = instance.earliestService(record, time &+ travel)
        return start > record.latest ? RoutingInstance.unreachable : start &+ record.service
    }

    private func applyBreaks(_ now: inout (Int32, Int32, Int32), at position: Int, vehicle: VehicleRecord) {
        tookBreak[position * 3 + 1] = false
        tookBreak[position * 3 + 2] = false
        if vehicle.breakCount > 0, now.0 < RoutingInstance.infinity {
            let taken = BreakTimes.afterBreak(now.0, instance.breaks[vehicle.breakFirst])
            if taken < now.1 {
                now.1 = taken
                tookBreak[position * 3 + 1] = true
            }
        }
        if vehicle.breakCount > 1, now.1 < RoutingInstance.infinity {
            let taken = BreakTimes.afterBreak(now.1, instance.breaks[vehicle.breakFirst + 1])
            if taken < now.2 {
                now.2 = taken
                tookBreak[position * 3 + 2] = true
            }
        }
    }

    /// Latest begin of loading that keeps the route's end and every lateness of the traced walk.
    private func latestStart(count: Int, vehicle: VehicleRecord) -> Int32 {
        let loading = vehicle.earliestDeparture &- vehicle.earliestStart
        if vehicle.costPerDuration == 0, vehicle.maxDuration >= RoutingInstance.infinity { return ends[0] &- loading }
        var latest = routeEnd
        var position = count - 2
        while position >= 0 {
            let node = sequence[position]
            let record = instance.nodes[node]
            var leave = latest &- instance.arc(node, sequence[position + 1], vehicle).duration
            var taken = Int32(breaksAfter[position])
            while taken > 0 {
                // The last break taken here is the one counted from the states already passed.
                let rule = instance.breaks[vehicle.breakFirst &+ breakIndex(position, taken)]
                leave = min(leave &- rule.duration, rule.latest)
                taken -= 1
            }
            if position == 0 { return max(ends[0], leave) &- loading }
            var start = leave &- record.service
            if record.job >= 0, instance.jobs[record.job].hasLateness { start = min(start, starts[position]) }
            latest = Int(node) >= instance.visitCount ? start : instance.latestReady(record, startingBy: start)
            position -= 1
        }
        return ends[0] &- loading
    }

    /// Index of the `taken`-th break at a position: breaks taken at earlier positions come first.
    private func breakIndex(_ position: Int, _ taken: Int32) -> Int32 {
        var before: Int32 = 0
        for earlier in 0..<position { before += Int32(breaksAfter[earlier]) }
        return before + taken - 1
    }

    /// Scalar of lateness that depends on the traced times.
    private func lateness(count: Int, group: Int) -> Double {
        var total = 0.0
        for position in 1..<count - 1 {
            let record = instance.nodes[sequence[position]]
            if record.job < 0 || !record.isLastVisit { continue }
            let job = Int(record.job)
            if !instance.clocked[job * instance.classCount + group] { continue }
            let earliest = Int(instance.vehicles[instance.classFirst[group]].earliestStart)
            let end = Int(ends[position])
            let first = Int(instance.jobs[job].latenessFirst)
            for index in first..<first + Int(instance.jobs[job].latenessCount) {
                let record = instance.lateness[index]
                // What is late on the whole day is part of the price of placing the job there.
                if end <= record.after || (!record.isRate && record.after < earliest) { continue }
                total += record.isRate ? record.price * Double(end - record.after) : record.price
            }
        }
        return total
    }
}
