/// Where durations of routes are limited: what each part of a route takes at least.
extension SearchState {
    /// A route's departure, before which there is nothing.
    @inline(__always)
    func departure(_ vehicle: UnsafeMutablePointer<VehicleRecord>) -> DurationSegment {
        DurationSegment(earliest: vehicle.pointee.earliestDeparture, latest: RoutingInstance.infinity)
    }

    /// A route's return, behind which there is nothing.
    @inline(__always)
    func arrival(_ vehicle: UnsafeMutablePointer<VehicleRecord>) -> DurationSegment {
        DurationSegment(
            earliest: instance.nodes.base[Int(vehicle.pointee.endNode)].earliest, latest: vehicle.pointee.latestEnd)
    }

    /// Recomputes every part of a route. O(length).
    func refreshDurations(_ route: Int) {
        let count = Int(meta.base[route].count)
        let parts = durations.base + route &* stride
        let vehicle = instance.vehicles.base + route
        parts[0].upTo = departure(vehicle)
        parts[count &- 1].from = arrival(vehicle)
        joinForward(route, from: 1, count: count)
        joinBack(route, from: count &- 2)
    }

    /// Brings the parts of a route up to date after one visit was put at a position of it. O(length).
    func updateDurations(_ route: Int, insertedAt place: Int) {
        let count = Int(meta.base[route].count)
        let parts = durations.base + route &* stride
        var index = count &- 1
        while index > place {
            parts[index].from = parts[index &- 1].from
            index &-= 1
        }
        joinForward(route, from: place, count: count)
        joinBack(route, from: place)
    }

    private func joinForward(_ route: Int, from first: Int, count: Int) {
        let parts = durations.base + route &* stride
        let slots = slots.base + route &* stride
        let vehicle = instance.vehicles.base + route
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        for index in first..<count {
            let node = Int(slots[index].node)
            let travel = table[Int(slots[index &- 1].node) &* n &+ node].duration
            let own = index == count &- 1 ? arrival(vehicle) : DurationSegment(instance.nodes.base[node])
            parts[index].upTo = parts[index &- 1].upTo.joined(own, travel: travel)
        }
    }

    private func joinBack(_ route: Int, from last: Int) {
        let parts = durations.base + route &* stride
        let slots = slots.base + route &* stride
        let vehicle = instance.vehicles.base + route
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        var index = last
        while index >= 0 {
            let node = Int(slots[index].node)
            let travel = table[node &* n &+ Int(slots[index &+ 1].node)].duration
            let own = index == 0 ? departure(vehicle) : DurationSegment(instance.nodes.base[node])
            parts[index].from = own.joined(parts[index &+ 1].from, travel: travel)
            index &-= 1
        }
    }

    /// Whether the parts up to each position and from the next one on last together as long as the route just walked.
    func knowsDuration(of route: Int) -> Bool {
        let vehicle = instance.vehicles[route]
        let parts = durations.base + route * stride
        let slots = slots.base + route * stride
        let walked =
            walker.routeEnd &- walker.routeStart &- (vehicle.earliestDeparture &- vehicle.earliestStart)
        return (0..<Int(meta[route].count) - 1).allSatisfy {
            let travel = instance.arc(slots[$0].node, slots[$0 + 1].node, vehicle).duration
            return parts[$0].upTo.joined(parts[$0 + 1].from, travel: travel).duration == walked
        }
    }

    /// Whether a route of a vehicle is short enough with a visit between two positions, which it reaches in time.
    @inline(__always)
    func lasts(
        _ node: NodeRecord, after position: Int, in route: Int, before: Int32, behind: Int32
    ) -> Bool {
        let parts = durations.base + (route &* stride &+ position)
        return parts[0].upTo.joined(DurationSegment(node), travel: before).joined(parts[1].from, travel: behind)
            .duration
            <= instance.vehicles.base[route].longestTour
    }
}
