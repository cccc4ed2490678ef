/// Scans of problems whose rules and prices summaries do not settle: gaps that pass every constant-time test are priced
/// by the way back, where the route is a simple tour (``TourMeta``), or walked.
extension InsertionScan {
    func walkSingle(job: Int, route: Int, placed: Double, excluding: Int32) -> Insertion {
        let vehicle = instance.vehicles[route]
        let node = instance.jobs[job].firstNode
        evaluations &+= 1
        if instance.usesRoom, state.meta[route].room < instance.callTime[node] { return .none }
        if instance.hasSimpleLoads, !fitsRouteLoad(node, route) { return .none }
        let record = instance.nodes[node]
        let slots = state.slots.base + route &* state.stride
        let count = Int(state.meta[route].count)
        let row = vehicle.arcOffset &+ Int(node) &* instance.nodeCount
        let out = instance.arcs.base + row
        let into = instance.arcsIntoBase + row
        let old = state.meta[route].cost
        let floor = placed + (count == 2 ? vehicle.fixedScalar : 0)
        var best = Insertion.none
        blockedCount = 0
        let needsBlock = instance.reloadsOnlyLengthen && instance.jobs[job].release <= 0
        evaluations &+= count &- 2
        let isSimple = state.isSimple(route, with: job)
        let rooms = state.rooms.base + route &* state.stride
        let callTime = instance.usesRoom ? instance.callTime[node] : 0
        for gap in Int(vehicle.lockedCount)..<count - 1 where gap != Int(excluding) {
            // Before the travel table is read, which waits for memory.
            if instance.usesRoom, rooms[gap] < callTime { continue }
            let before = into[Int(slots[gap].node)]
            let after = out[Int(slots[gap &+ 1].node)]
            let delta = Double(before.distance &+ after.distance &- slots[gap].toNext) * vehicle.costPerDistance + floor
            if delta >= best.cost { continue }
            if instance.hasTime {
                if instance.hasBreaks {
                    if !fitsWithBreaks(record, slots: slots, route: route, gap: gap, before, after, vehicle) {
                        continue
                    }
                } else {
                    let start = instance.earliestService(record, slots[gap].departure &+ before.duration)
                    if start > record.latest || start &+ record.service &+ after.duration > slots[gap &+ 1].latest {
                        continue
                    }
                }
            }
            if !instance.hasSimpleLoads, !fitsLoad(node, route: route, gap: gap) {
                block(gap)
                continue
            }
            if instance.hasRanks, !fitsRank(node, route: route, gap: gap, vehicle) {
                block(gap)
                continue
            }
            let cost =
                isSimple
                ? simpleCost(record, route: route, gap: gap, delta: delta, before, after, vehicle)
                : walkedCost(route: route, count: count, node: node, gap: gap, reload: -1, side: 0) - old
            assert(
                !isSimple || agrees(cost, node: node, route: route, gap: gap),
                "a predicted cost differs from the walked one")
            if cost == .infinity { block(gap) }
            if cost < best.cost {
                best = Insertion(cost: cost, position: Int32(gap), second: 0, reloadIndex: 0, reloadSide: 0)
            }
        }
        if instance.hasTrips, state.meta[route].trips < vehicle.maxTrips, count > 2,
            blockedCount > 0 || !needsBlock
        {
            walkNewTrips(
                node, route: route, floor: floor, excluding: excluding, onlyBlocked: needsBlock, best: &best)
        }
        return best
    }

    /// What a visit adds to a simple tour whose loads, ranks and times allow it: `delta`, and the overtime.
    @inline(__always)
    private func simpleCost(
        _ record: NodeRecord, route: Int, gap: Int, delta: Double, _ before: Arc, _ after: Arc,
        _ vehicle: VehicleRecord
    ) -> Double {
        if max(before.distance, after.distance) >= instance.barrier { return .infinity }
        let tour = state.tours.base[route]
        if vehicle.maxDistance < .max {
            let toNext = state.slots.base[route &* state.stride &+ gap].toNext
            let added = Int64(before.distance) &+ Int64(after.distance) &- Int64(toNext)
            if tour.distance &+ added > vehicle.maxDistance { return .infinity }
        }
        if vehicle.costPerOvertime == 0 || !instance.hasTime { return delta }
        let end = state.end(of: route, with: record, in: gap, before: before.duration, behind: after.duration)
        if end >= RoutingInstance.infinity { return .infinity }
        return delta
            + Double(max(0, end &- vehicle.regularEnd) &- max(0, tour.end &- vehicle.regularEnd))
            * vehicle.costPerOvertime
    }

    /// Whether a cost is that of walking the route.
    private func agrees(_ cost: Double, node: Int32, route: Int, gap: Int) -> Bool {
        let count = Int(state.meta[route].count)
        let walked = walkedCost(route: route, count: count, node: node, gap: gap, reload: -1, side: 0)
        if walked == .infinity || cost == .infinity { return walked == cost }
        return abs(walked - state.meta[route].cost - cost) <= 1e-9 * (1 + abs(walked))
    }

    /// Notes a gap where only a reload can help.
    @inline(__always)
    private func block(_ gap: Int) {
        blocked[blockedCount] = Int32(gap)
        blockedCount &+= 1
    }

    @inline(__always)
    private func fitsRouteLoad(_ node: Int32, _ route: Int) -> Bool {
        let d = instance.dimensions
        for k in 0..<d {
            let amount = max(instance.loadedAtStart[Int(node) * d + k], instance.loadChange[Int(node) * d + k])
            if state.routeLoad[route * d + k] &+ amount > instance.capacity[route * d + k] { return false }
        }
        return true
    }

    /// Gaps where the visit starts or ends a trip of its own: a reload goes before or behind it.
    private func walkNewTrips(
        _ node: Int32, route: Int, floor: Double, excluding: Int32, onlyBlocked: Bool, best: inout Insertion
    ) {
        let vehicle = instance.vehicles[route]
        let count = Int(state.meta[route].count)
        let slots = state.slots.base + route &* state.stride
        let old = state.meta[route].cost
        let first = Int(vehicle.lockedCount)
        for index in 0..<(onlyBlocked ? blockedCount : count - 1 - first) {
            let gap = onlyBlocked ? Int(blocked[index]) : first + index
            if gap == Int(excluding) { continue }
            let from = slots[gap].node
            let to = slots[gap &+ 1].node
            if instance.reloadsOnlyLengthen, !mayReload(node, route: route, gap: gap, floor: floor, below: best.cost) {
                continue
            }
            for index in 0..<vehicle.reloadCount {
                let depot = instance.reloads[vehicle.reloadFirst &+ index]
                for side in Int32(1)...2 {
                    // A reload beside another depot would make an empty trip.
                    if side == 1 ? !state.isVisit(from) : !state.isVisit(to) { continue }
                    let first = side == 1 ? depot : node
                    let second = side == 1 ? node : depot
                    let delta =
                        Int64(instance.arc(from, first, vehicle).distance)
                        + Int64(instance.arc(first, second, vehicle).distance)
                        + Int64(instance.arc(second, to, vehicle).distance) - Int64(slots[gap].toNext)
                    evaluations &+= 1
                    if Double(delta) * vehicle.costPerDistance + floor >= best.cost { continue }
                    if instance.hasTime, !mayReach(first, second, route: route, gap: gap, vehicle) { continue }
                    let cost =
                        walkedCost(route: route, count: count, node: node, gap: gap, reload: depot, side: side) - old
                    if cost < best.cost {
                        best = Insertion(
                            cost: cost, position: Int32(gap), second: 0, reloadIndex: index, reloadSide: side)
                    }
                }
            }
        }
    }

    /// Whether the nearest depot lets a visit with a reload into a gap in time and below a price; from below.
    @inline(__always)
    private func mayReload(_ node: Int32, route: Int, gap: Int, floor: Double, below limit: Double) -> Bool {
        let vehicle = instance.vehicles[route]
        let index = route &* state.stride &+ gap
        let from = state.slots[index].node
        let to = state.slots[index &+ 1].node
        let near = instance.reloadReach[node]
        let before = instance.arc(from, node, vehicle)
        let after = instance.arc(node, to, vehicle)
        let nearFrom = instance.reloadReach[from]
        let nearTo = instance.reloadReach[to]
        let way =
            Int(near.distance)
            + min(Int(nearFrom.distance) + Int(after.distance), Int(before.distance) + Int(nearTo.distance))
        if Double(way - Int(state.slots[index].toNext)) * vehicle.costPerDistance + floor >= limit { return false }
        if !instance.hasTime { return true }
        let time =
            Int(near.duration)
            + min(Int(nearFrom.duration) + Int(after.duration), Int(before.duration) + Int(nearTo.duration))
        var latest = state.slots[index &+ 1].latest
        if instance.hasBreaks {
            latest = max(latest, max(state.breakSlots[index &+ 1].latest1, state.breakSlots[index &+ 1].latest2))
        }
        return Int(state.slots[index].departure) + time + Int(instance.nodes[node].service) <= Int(latest)
    }

    /// Whether two nodes put into a gap can still meet the latest time behind it, whatever breaks were taken: what
    /// fails here need not be walked.
    private func mayReach(_ first: Int32, _ second: Int32, route: Int, gap: Int, _ vehicle: VehicleRecord) -> Bool {
        let index = route &* state.stride &+ gap
        let from = state.slots[index].node
        let to = state.slots[index &+ 1].node
        var time = state.slots[index].departure
        for step in 0..<2 {
            let node = step == 0 ? first : second
            let record = instance.nodes[node]
            let ready = time &+ instance.arc(step == 0 ? from : first, node, vehicle).duration
            if ready >= RoutingInstance.infinity { return false }
            let start = instance.earliestService(record, ready)
            if start > record.latest { return false }
            time = start &+ record.service
        }
        var latest = state.slots[index &+ 1].latest
        if instance.hasBreaks {
            latest = max(latest, max(state.breakSlots[index &+ 1].latest1, state.breakSlots[index &+ 1].latest2))
        }
        return time &+ instance.arc(second, to, vehicle).duration <= latest
    }

    private func walkedCost(route: Int, count: Int, node: Int32, gap: Int, reload: Int32, side: Int32) -> Double {
        let slots = state.slots.base + route &* state.stride
        let sequence = state.walker.sequence.base
        for position in 0...gap { sequence[position] = slots[position].node }
        var write = gap &+ 1
        if side == 1 {
            sequence[write] = reload
            write &+= 1
        }
        sequence[write] = node
        write &+= 1
        if side == 2 {
            sequence[write] = reload
            write &+= 1
        }
        for position in gap + 1..<count {
            sequence[write] = slots[position].node
            write &+= 1
        }
        return state.walker.cost(count: write, vehicle: route)
    }

    func walkShipment(job: Int, route: Int, excluding: Int32) -> Insertion {
        let vehicle = instance.vehicles[route]
        let pickup = instance.jobs[job].firstNode
        let delivery = pickup &+ 1
        let slots = state.slots.base + route &* state.stride
        let count = Int(state.meta[route].count)
        let sequence = state.walker.sequence.base
        let old = state.meta[route].cost
        let first = instance.nodes[pickup]
        var best = Insertion.none
        for gap in Int(vehicle.lockedCount)..<count - 1 where gap != Int(excluding) {
            let into = instance.arc(slots[gap].node, pickup, vehicle)
            if instance.hasTime, !instance.hasBreaks,
                instance.earliestService(first, slots[gap].departure &+ into.duration) > first.latest
            {
                continue
            }
            var second = gap
            while second < count - 1 {
                if second > gap, !state.isVisit(slots[second].node) { break }
                evaluations &+= 1
                for position in 0...gap { sequence[position] = slots[position].node }
                var write = gap &+ 1
                sequence[write] = pickup
                write &+= 1
                for position in gap + 1..<max(gap + 1, second + 1) {
                    sequence[write] = slots[position].node
                    write &+= 1
                }
                sequence[write] = delivery
                write &+= 1
                for position in second + 1..<count {
                    sequence[write] = slots[position].node
                    write &+= 1
                }
                let cost = state.walker.cost(count: write, vehicle: route) - old
                if cost < best.cost {
                    best = Insertion(
                        cost: cost, position: Int32(gap), second: Int32(second), reloadIndex: 0, reloadSide: 0)
                }
                second &+= 1
            }
        }
        return best
    }
}
