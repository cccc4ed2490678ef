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

    /// The first gap whose next position need not be ready before a visit can be left: those ahead of it have no room,
    /// as latest times only rise along a route.
    @inline(__always)
    private func firstGap(
        _ slots: UnsafeMutablePointer<Slot>, from: Int, to gaps: Int, leaving: Int32
    ) -> Int {
        var gap = from
        while gap < gaps, slots[gap &+ 1].latest < leaving { gap &+= 1 }
        return gap
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
        let gone = first.pointee.earliest &+ first.pointee.service
        let handedOver = last.pointee.earliest &+ last.pointee.service
        var best = Int32.max
        var places = (-1, -1)
        var tested = 0
        let left = Int(excluding)
        // Rows of the travel table are read last: on large problems each read waits for memory, and the slots alone
        // rule most gaps out.
        let locked = Int(vehicle.pointee.lockedCount)
        var next = firstGap(slots, from: locked, to: gaps, leaving: gone)
        while next < gaps, slots[next].departure <= first.pointee.latest {
            let gap = next
            next &+= 1
            if gap == left || !room.has(gap) { continue }
            let into = pickupInto[Int(slots[gap].node)]
            let start = earliest(first, slots[gap].departure &+ into.duration, hasLists)
            if start > first.pointee.latest { continue }
            var departure = start &+ first.pointee.service
            if departure > slots[gap &+ 1].latest { continue }
            let behind = slots[gap &+ 1].node
            // The delivery right behind the pickup.
            let handed = earliest(last, departure &+ direct.duration, hasLists)
            if handed > last.pointee.latest { continue }
            let handedOn = handed &+ last.pointee.service
            if handedOn <= slots[gap &+ 1].latest {
                let onward = deliveryOut[Int(behind)]
                let delta = into.distance &+ direct.distance &+ onward.distance &- slots[gap].toNext
                if delta < best, handedOn &+ onward.duration <= slots[gap &+ 1].latest {
                    best = delta
                    places = (gap, gap)
                }
            }
            let toBehind = pickupOut[Int(behind)]
            let base = into.distance &+ toBehind.distance &- slots[gap].toNext
            if base >= best { continue }
            var travel = toBehind.duration
            var position = gap &+ 1
            while position < gaps {
                let node = Int(slots[position].node)
                let served = earliest(nodes + node, departure &+ travel, hasLists)
                if served > slots[position].latest { break }
                departure = served &+ nodes[node].service
                if departure > last.pointee.latest { break }
                if !room.has(position) { break }
                let following = Int(slots[position &+ 1].node)
                if slots[position &+ 1].latest >= handedOver {
                    let toDelivery = deliveryInto[node]
                    let onward = deliveryOut[following]
                    let delta = base &+ toDelivery.distance &+ onward.distance &- slots[position].toNext
                    if delta < best {
                        let reached = earliest(last, departure &+ toDelivery.duration, hasLists)
                        if reached <= last.pointee.latest,
                            reached &+ last.pointee.service &+ onward.duration <= slots[position &+ 1].latest
                        {
                            best = delta
                            places = (gap, position)
                        }
                    }
                }
                travel = rows[node &* n &+ following].duration
                position &+= 1
            }
            tested &+= position &- gap &- 1
        }
        evaluations &+= next &- locked &+ tested
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
