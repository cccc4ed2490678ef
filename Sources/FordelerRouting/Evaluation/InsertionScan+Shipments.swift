extension InsertionScan {
    /// Every pair of gaps for a shipment; the common case of one window a visit is compiled apart.
    @inline(__always)
    func scanShipments(job: Int, route: Int, excluding: Int32) -> Insertion {
        instance.hasWindowLists
            ? scanListed(job: job, route: route, excluding: excluding)
            : scanUnlisted(job: job, route: route, excluding: excluding)
    }

    @inline(never)
    private func scanListed(job: Int, route: Int, excluding: Int32) -> Insertion {
        scanPairs(job: job, route: route, excluding: excluding, hasLists: true)
    }

    @inline(never)
    private func scanUnlisted(job: Int, route: Int, excluding: Int32) -> Insertion {
        scanPairs(job: job, route: route, excluding: excluding, hasLists: false)
    }

    @inline(__always)
    private func earliest(_ node: UnsafeMutablePointer<NodeRecord>, _ time: Int32, _ hasLists: Bool) -> Int32 {
        hasLists ? instance.earliestService(node.pointee, time) : max(node.pointee.earliest, time)
    }

    /// Every pair of gaps for a shipment: the pickup goes into a gap, then the route is followed with the goods on
    /// board until they would not fit or somebody would be late.
    @inline(__always)
    private func scanPairs(job: Int, route: Int, excluding: Int32, hasLists: Bool) -> Insertion {
        let vehicle = instance.vehicles.base + route
        let pickup = instance.jobs[job].firstNode
        let delivery = pickup &+ 1
        let n = instance.nodeCount
        let arcOffset = vehicle.pointee.arcOffset
        let slots = state.slots.base + route &* state.stride
        let pickupOut = instance.arcs.base + (arcOffset &+ Int(pickup) &* n)
        let pickupInto = instance.arcsIntoBase + (arcOffset &+ Int(pickup) &* n)
        let deliveryOut = instance.arcs.base + (arcOffset &+ Int(delivery) &* n)
        let deliveryInto = instance.arcsIntoBase + (arcOffset &+ Int(delivery) &* n)
        let first = instance.nodes.base + Int(pickup)
        let last = instance.nodes.base + Int(delivery)
        let gaps = Int(state.meta[route].count) &- 1
        let direct = pickupOut[Int(delivery)]
        let room = LegRoom(state, pickup: pickup, route: route)
        let nodes = instance.nodes.base
        let rows = instance.arcs.base + arcOffset
        var best = Int32.max
        var places = (-1, -1)
        var priced = 0
        let left = Int(excluding)
        var next = Int(vehicle.pointee.lockedCount)
        while next < gaps {
            let gap = next
            next &+= 1
            if gap == left { continue }
            let into = pickupInto[Int(slots[gap].node)]
            let start = earliest(first, slots[gap].departure &+ into.duration, hasLists)
            if start > first.pointee.latest {
                if slots[gap].departure > first.pointee.latest { break }
                continue
            }
            if !room.has(gap) { continue }
            var departure = start &+ first.pointee.service
            let behind = slots[gap &+ 1].node
            // The delivery right behind the pickup.
            let handed = earliest(last, departure &+ direct.duration, hasLists)
            let deltaDirect = into.distance &+ direct.distance &+ deliveryOut[Int(behind)].distance &- slots[gap].toNext
            priced &+= 1
            if handed > last.pointee.latest { continue }
            if deltaDirect < best,
                handed &+ last.pointee.service &+ deliveryOut[Int(behind)].duration <= slots[gap &+ 1].latest
            {
                best = deltaDirect
                places = (gap, gap)
            }
            let base = into.distance &+ pickupOut[Int(behind)].distance &- slots[gap].toNext
            if base >= best { continue }
            var travel = pickupOut[Int(behind)].duration
            var position = gap &+ 1
            while position < gaps {
                let record = nodes + Int(slots[position].node)
                let served = earliest(record, departure &+ travel, hasLists)
                if served > slots[position].latest { break }
                departure = served &+ record.pointee.service
                if departure > last.pointee.latest { break }
                if !room.has(position) { break }
                let node = Int(slots[position].node)
                let following = Int(slots[position &+ 1].node)
                let toDelivery = deliveryInto[node]
                let delta =
                    base &+ toDelivery.distance &+ deliveryOut[following].distance &- slots[position].toNext
                priced &+= 1
                if delta < best {
                    let reached = earliest(last, departure &+ toDelivery.duration, hasLists)
                    if reached <= last.pointee.latest,
                        reached &+ last.pointee.service &+ deliveryOut[following].duration
                            <= slots[position &+ 1].latest
                    {
                        best = delta
                        places = (gap, position)
                    }
                }
                travel = rows[node &* n &+ following].duration
                position &+= 1
            }
        }
        evaluations &+= priced
        if places.0 < 0 { return .none }
        return Insertion(
            cost: Double(best) * vehicle.pointee.costPerDistance, position: Int32(places.0), second: Int32(places.1),
            reloadIndex: 0, reloadSide: 0)
    }
}

/// Whether the goods of a pickup fit on the legs of a route, beside what is on board there. Shipments come and go, so
/// each leg's own load counts: every leg up to the delivery is tested.
private struct LegRoom {
    private let legs: UnsafeMutablePointer<Int32>
    private let amounts: UnsafeMutablePointer<Int32>
    private let limits: UnsafeMutablePointer<Int32>
    private let dimensions: Int

    @inline(__always)
    init(_ state: SearchState, pickup: Int32, route: Int) {
        dimensions = state.instance.dimensions
        legs = state.legLoad.base + route &* state.stride &* dimensions
        amounts = state.instance.loadChange.base + Int(pickup) &* dimensions
        limits = state.instance.capacity.base + route &* dimensions
    }

    /// Whether they fit on the leg after a position.
    @inline(__always)
    func has(_ position: Int) -> Bool {
        let leg = legs + position &* dimensions
        var k = 0
        while k < dimensions {
            if leg[k] &+ amounts[k] > limits[k] { return false }
            k &+= 1
        }
        return true
    }
}
