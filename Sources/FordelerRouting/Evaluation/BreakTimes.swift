/// Times in a route by the number of breaks taken so far (0, 1 or 2).
///
/// A break is a change of state between two visits, so a prefix carries the earliest departure for each number
/// of breaks taken and a suffix the latest ready time for each: an insertion with breaks is still constant time.
struct BreakTimes {
    /// Earliest departures (forward) or latest ready times (backward) with 0, 1 and 2 breaks taken.
    var departure: (Int32, Int32, Int32)

    /// Forward: drives, waits for a window and serves, in every state.
    @inline(__always)
    mutating func serve(_ node: NodeRecord, travel: Int32, _ instance: RoutingInstance) {
        departure.0 = BreakTimes.served(departure.0, node, travel, instance)
        departure.1 = BreakTimes.served(departure.1, node, travel, instance)
        departure.2 = BreakTimes.served(departure.2, node, travel, instance)
    }

    @inline(__always)
    private static func served(_ time: Int32, _ node: NodeRecord, _ travel: Int32, _ instance: RoutingInstance) -> Int32
    {
        if time >= RoutingInstance.infinity { return RoutingInstance.unreachable }
        let start = instance.earliestService(node, time &+ travel)
        return start > node.latest ? RoutingInstance.unreachable : start &+ node.service
    }

    /// Forward: takes the next break here where that gets a state further.
    @inline(__always)
    mutating func takeBreaks(_ vehicle: VehicleRecord, _ instance: RoutingInstance) {
        if vehicle.breakCount > 0 {
            let taken = BreakTimes.afterBreak(departure.0, instance.breaks[vehicle.breakFirst])
            if taken < departure.1 { departure.1 = taken }
        }
        if vehicle.breakCount > 1 {
            let taken = BreakTimes.afterBreak(departure.1, instance.breaks[vehicle.breakFirst &+ 1])
            if taken < departure.2 { departure.2 = taken }
        }
    }

    @inline(__always)
    static func afterBreak(_ time: Int32, _ rule: BreakRecord) -> Int32 {
        let start = max(time, rule.earliest)
        return start > rule.latest ? RoutingInstance.unreachable : start &+ rule.duration
    }

    /// Latest arrival at the route's end by breaks taken: a break not taken must not be needed.
    static func latestEnds(_ vehicle: VehicleRecord, _ instance: RoutingInstance) -> BreakTimes {
        var ends = BreakTimes(departure: (vehicle.latestEnd, vehicle.latestEnd, vehicle.latestEnd))
        if vehicle.breakCount > 1 {
            ends.departure.1 = min(ends.departure.1, instance.breaks[vehicle.breakFirst + 1].notNeededBefore)
            ends.departure.0 = ends.departure.1
        }
        if vehicle.breakCount > 0 {
            ends.departure.0 = min(ends.departure.0, instance.breaks[vehicle.breakFirst].notNeededBefore)
        }
        if vehicle.breakCount < 1 { ends.departure.1 = -RoutingInstance.infinity }
        if vehicle.breakCount < 2 { ends.departure.2 = -RoutingInstance.infinity }
        return ends
    }

    /// Backward: from latest ready times at the next position to those at `node` (`nil` is the route's start).
    @inline(__always)
    mutating func stepBack(_ node: NodeRecord?, travel: Int32, _ vehicle: VehicleRecord, _ instance: RoutingInstance) {
        var leave = (
            BreakTimes.minus(departure.0, travel), BreakTimes.minus(departure.1, travel),
            BreakTimes.minus(departure.2, travel)
        )
        if vehicle.breakCount > 1 {
            leave.1 = max(leave.1, BreakTimes.beforeBreak(leave.2, instance.breaks[vehicle.breakFirst &+ 1]))
        }
        if vehicle.breakCount > 0 {
            leave.0 = max(leave.0, BreakTimes.beforeBreak(leave.1, instance.breaks[vehicle.breakFirst]))
        }
        guard let node else {
            departure = leave
            return
        }
        departure.0 = BreakTimes.ready(node, leave.0, instance)
        departure.1 = BreakTimes.ready(node, leave.1, instance)
        departure.2 = BreakTimes.ready(node, leave.2, instance)
    }

    @inline(__always)
    private static func minus(_ time: Int32, _ travel: Int32) -> Int32 {
        time <= -RoutingInstance.infinity ? -RoutingInstance.infinity : max(time &- travel, -RoutingInstance.infinity)
    }

    @inline(__always)
    private static func beforeBreak(_ leave: Int32, _ rule: BreakRecord) -> Int32 {
        if rule.earliest &+ rule.duration > leave { return -RoutingInstance.infinity }
        return min(leave &- rule.duration, rule.latest)
    }

    @inline(__always)
    private static func ready(_ node: NodeRecord, _ leave: Int32, _ instance: RoutingInstance) -> Int32 {
        if leave <= -RoutingInstance.infinity { return leave }
        return max(instance.latestReady(node, startingBy: leave &- node.service), -RoutingInstance.infinity)
    }
}
