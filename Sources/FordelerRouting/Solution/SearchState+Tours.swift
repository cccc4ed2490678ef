/// What prices an insertion into a route of one trip without walking it, beside the summaries of its positions.
struct TourMeta: BitwiseCopyable {
    /// One trip, left as early as it can be; no price but overtime's depends on the clock.
    var isSimple: Bool
    /// Time of the return.
    var end: Int32
    var distance: Int64
}

extension SearchState {
    /// Notes whether a route that has just been walked is a simple tour, and its end and length. O(length).
    func refreshTour(_ route: Int) {
        tours.base[route].isSimple = false
        let vehicle = instance.vehicles.base + route
        let count = Int(meta[route].count)
        if count == 2 || meta[route].cost == .infinity || meta[route].trips != 1
            || vehicle.pointee.costPerDuration != 0 || vehicle.pointee.maxDuration < RoutingInstance.infinity
        {
            return
        }
        let base = route * stride
        let group = Int(vehicle.pointee.classIndex)
        var distance = Int64(slots[base].toNext)
        for position in 1..<count - 1 {
            distance &+= Int64(slots[base + position].toNext)
            let job = Int(instance.nodes[slots[base + position].node].job)
            if !isUnclocked(job, class: group, vehicle: vehicle) { return }
        }
        tours[route] = TourMeta(isSimple: true, end: walker.routeEnd, distance: distance)
    }

    /// Whether the vehicle need not wait for a job's goods, and lateness does not depend on its hour.
    @inline(__always)
    private func isUnclocked(_ job: Int, class group: Int, vehicle: UnsafeMutablePointer<VehicleRecord>) -> Bool {
        instance.jobs.base[job].release <= vehicle.pointee.earliestDeparture
            && !instance.clocked.base[job &* instance.classCount &+ group]
    }

    /// Whether a route is a simple tour and stays one with a job, which its depots and its number of visits allow.
    func isSimple(_ route: Int, with job: Int) -> Bool {
        if !tours.base[route].isSimple { return false }
        let vehicle = instance.vehicles.base + route
        if !isUnclocked(job, class: Int(vehicle.pointee.classIndex), vehicle: vehicle)
            || meta.base[route].count &- 1 > vehicle.pointee.maxVisits
        {
            return false
        }
        let record = instance.jobs.base + job
        let start = Int(vehicle.pointee.startNode) &- instance.visitCount
        let end = Int(vehicle.pointee.endNode) &- instance.visitCount
        return (record.pointee.sourceMask >> UInt64(start & 63)) & 1 == 1
            && (vehicle.pointee.endNode == instance.nowhere
                || (record.pointee.destinationMask >> UInt64(end & 63)) & 1 == 1)
    }

    /// Time of the return when a visit is put into a gap of a simple tour; infinite when some time fails. Follows the
    /// route from the gap until its times are the old ones. O(length).
    func end(
        of route: Int, with record: NodeRecord, in gap: Int, before: Int32, behind: Int32
    ) -> Int32 {
        let vehicle = instance.vehicles[route]
        let base = route &* stride
        let last = Int(meta.base[route].count) &- 1
        var times = BreakTimes(
            departure: (slots.base[base &+ gap].departure, RoutingInstance.unreachable, RoutingInstance.unreachable))
        if instance.hasBreaks {
            times.departure.1 = breakSlots.base[base &+ gap].departure1
            times.departure.2 = breakSlots.base[base &+ gap].departure2
        }
        times.serve(record, travel: before, instance)
        times.takeBreaks(vehicle, instance)
        var travel = behind
        var index = base &+ gap &+ 1
        while index < base &+ last {
            times.serve(instance.nodes.base[Int(slots.base[index].node)], travel: travel, instance)
            times.takeBreaks(vehicle, instance)
            if times.departure.0 == slots.base[index].departure,
                !instance.hasBreaks
                    || (times.departure.1 == breakSlots.base[index].departure1
                        && times.departure.2 == breakSlots.base[index].departure2)
            {
                return tours.base[route].end
            }
            travel = legTimes.base[index]
            index &+= 1
        }
        let node = Int(slots.base[index].node)
        times.serve(instance.nodes.base[node], travel: travel, instance)
        let service = node >= instance.visitCount ? instance.nodes.base[node].service : 0
        let limits = BreakTimes.latestEnds(vehicle, instance).departure
        var best = RoutingInstance.unreachable
        let arrivals = (
            times.departure.0 &- service, times.departure.1 &- service, times.departure.2 &- service
        )
        if arrivals.0 <= limits.0 { best = arrivals.0 }
        if arrivals.1 <= limits.1 { best = min(best, arrivals.1) }
        if arrivals.2 <= limits.2 { best = min(best, arrivals.2) }
        return best
    }
}
