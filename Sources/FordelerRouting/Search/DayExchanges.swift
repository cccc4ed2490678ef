import Foundation

/// Exchanges segments of nearby visits between two routes of different vehicle-days: a late order and one that can
/// wait change days where they lie, in a hundredth of the time of a ruin.
///
/// CROSS exchange (Taillard et al., Transportation Science 31, 1997, doi:10.1287/trsc.31.2.170) with segments of a few
/// visits, one of which may be empty. Placement, distance and the times of the segment rule moves out in constant time;
/// what is left is walked, twice the length of a route. A move is judged by the annealing rule of the steps it stands
/// between. For problems whose gaps are of the general kind; shipments stay where they are.
final class DayExchanges {
    /// Moves tried after each step.
    var tries = 100
    /// Nearest visits of which one names the other segment.
    var nearest = 100
    /// Chance of segments of a random number of visits, at most `longest` each; else both are single visits.
    var segmentChance = 0.3
    /// Chance that the other segment is empty: the first goes in front of the other visit.
    var relocationChance = 0.2
    private let longest = 3
    private let first: Buffer<Int32>
    private let second: Buffer<Int32>

    init() {
        first = Buffer(longest, 0)
        second = Buffer(longest, 0)
    }

    private typealias Visits = UnsafeMutablePointer<Int32>

    /// Neighbouring visits of a route, from a position on; none where the length is 0.
    private struct Segment {
        let route: Int, position: Int, length: Int
        let visits: Visits
        let vehicle: UnsafeMutablePointer<VehicleRecord>
        /// The route's slots from the position on.
        let slots: UnsafeMutablePointer<Slot>
    }

    /// Tries some random moves at a temperature; whether one was made.
    func callAsFunction(_ work: SearchWorkspace, temperature: Double, random: inout SearchRandom) -> Bool {
        let state = work.state
        let instance = state.instance
        let near = min(instance.neighbourCount, nearest)
        guard near > 0 else { return false }
        work.scan.evaluations &+= tries
        var isChanged = false
        for _ in 0..<tries {
            let visit = random.below(instance.visitCount)
            let other = instance.neighbours[visit &* instance.neighbourCount &+ random.below(near)]
            let (route, otherRoute) = (Int(state.routeOf[visit]), Int(state.routeOf[other]))
            if route == otherRoute || route < 0 || otherRoute < 0 { continue }
            var (length, otherLength) = (1, 1)
            if random.unit() < segmentChance {
                (length, otherLength) = (1 + random.below(longest), 1 + random.below(longest))
            }
            if random.unit() < relocationChance { otherLength = 0 }
            guard let a = segment(route, Int(state.positionOf[visit]), length, first.base, state),
                let b = segment(otherRoute, Int(state.positionOf[other]), otherLength, second.base, state)
            else { continue }
            // A change of costs is refused from here on.
            let limit = -temperature * log(random.unit() + 1e-300)
            let before = state.cost
            guard let change = exchange(a, b, below: limit, state) else { continue }
            assert(
                abs(state.cost - before - change) < 1e-6 * (1 + abs(before)), "a move's price differs from its effect")
            isChanged = true
        }
        return isChanged
    }

    /// At most `length` visits from a position on, up to a depot or a shipment; `nil` where the vehicle must drive what
    /// it does, or there is none.
    private func segment(
        _ route: Int, _ position: Int, _ length: Int, _ visits: Visits, _ state: SearchState
    ) -> Segment? {
        let instance = state.instance
        let vehicle = instance.vehicles.base + route
        if vehicle.pointee.isFrozen || position <= Int(vehicle.pointee.lockedCount) { return nil }
        let slots = state.slots.base + (route &* state.stride &+ position)
        var count = 0
        while count < length, state.isVisit(slots[count].node) {
            let node = slots[count].node
            if instance.jobs[Int(instance.nodes[node].job)].isShipment { break }
            visits[count] = node
            count &+= 1
        }
        if count == 0, length > 0 { return nil }
        return Segment(
            route: route, position: position, length: count, visits: visits, vehicle: vehicle, slots: slots)
    }

    /// Exchanges two segments where that changes the cost by less than a limit, and says by how much.
    private func exchange(_ a: Segment, _ b: Segment, below limit: Double, _ state: SearchState) -> Double? {
        let instance = state.instance
        let (countA, countB) = (Int(state.meta[a.route].count), Int(state.meta[b.route].count))
        if max(countA &+ b.length &- a.length, countB &+ a.length &- b.length) > state.stride { return nil }
        if b.length == 0, countA > 2 &+ a.length, !state.isVisit(a.slots[-1].node),
            !state.isVisit(a.slots[a.length].node)
        {
            // A trip would be empty.
            return nil
        }
        let moved = placement(of: a, by: b, instance) + placement(of: b, by: a, instance)
        if moved == .infinity || moved + lengthening(a, by: b, instance) + lengthening(b, by: a, instance) >= limit {
            return nil
        }
        if !fits(b, inPlaceOf: a, state) || !fits(a, inPlaceOf: b, state) { return nil }
        let before = state.meta[a.route].cost + state.meta[b.route].cost
        let costA = state.walker.cost(count: fill(a, with: b, state), vehicle: a.route)
        if costA - before >= limit { return nil }
        let change = costA + state.walker.cost(count: fill(b, with: a, state), vehicle: b.route) - before
        if change >= limit { return nil }
        state.beginStep()
        put(b, inPlaceOf: a, state)
        put(a, inPlaceOf: b, state)
        return change
    }

    /// What placing a segment's jobs with another vehicle costs more.
    private func placement(of segment: Segment, by other: Segment, _ instance: RoutingInstance) -> Double {
        let (old, new) = (Int(segment.vehicle.pointee.classIndex), Int(other.vehicle.pointee.classIndex))
        if old == new { return 0 }
        var change = 0.0
        for index in 0..<segment.length {
            let job = Int(instance.nodes[segment.visits[index]].job)
            let prices = instance.placement.base + job &* instance.classCount
            change += prices[new] - prices[old]
        }
        return change
    }

    /// Price of the distance that a route grows by when another segment takes a segment's place.
    private func lengthening(_ segment: Segment, by other: Segment, _ instance: RoutingInstance) -> Double {
        let arcs = instance.arcs.base + segment.vehicle.pointee.arcOffset
        let n = instance.nodeCount
        var change: Int64 = 0
        for index in -1..<segment.length { change &-= Int64(segment.slots[index].toNext) }
        var node = Int(segment.slots[-1].node)
        for index in 0..<other.length {
            let next = Int(other.visits[index])
            change &+= Int64(arcs[node &* n &+ next].distance)
            node = next
        }
        change &+= Int64(arcs[node &* n &+ Int(segment.slots[segment.length].node)].distance)
        return Double(change) * segment.vehicle.pointee.costPerDistance
    }

    /// Whether windows and breaks let a segment take another's place, release times left aside.
    private func fits(_ segment: Segment, inPlaceOf other: Segment, _ state: SearchState) -> Bool {
        let instance = state.instance
        if !instance.hasTime || segment.length == 0 { return true }
        let vehicle = other.vehicle
        let arcs = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        let index = other.route &* state.stride &+ other.position
        var times = BreakTimes(
            departure: (other.slots[-1].departure, RoutingInstance.unreachable, RoutingInstance.unreachable))
        if instance.hasBreaks {
            times.departure.1 = state.breakSlots[index &- 1].departure1
            times.departure.2 = state.breakSlots[index &- 1].departure2
        }
        var node = Int(other.slots[-1].node)
        for index in 0..<segment.length {
            let next = Int(segment.visits[index])
            times.serve(instance.nodes[next], travel: arcs[node &* n &+ next].duration, instance)
            times.takeBreaks(vehicle.pointee, instance)
            node = next
        }
        let after = arcs[node &* n &+ Int(other.slots[other.length].node)].duration
        if times.departure.0 &+ after <= other.slots[other.length].latest { return true }
        if !instance.hasBreaks { return false }
        let next = state.breakSlots[index &+ other.length]
        return times.departure.1 &+ after <= next.latest1 || times.departure.2 &+ after <= next.latest2
    }

    /// Lays the route of a segment out for a walk, with another in its place, and says how many positions it has.
    private func fill(_ segment: Segment, with other: Segment, _ state: SearchState) -> Int {
        let slots = state.slots.base + segment.route &* state.stride
        let sequence = state.walker.sequence.base
        let count = Int(state.meta[segment.route].count)
        let grown = other.length &- segment.length
        for position in 0..<segment.position { sequence[position] = slots[position].node }
        for index in 0..<other.length { sequence[segment.position &+ index] = other.visits[index] }
        for position in segment.position &+ segment.length..<count {
            sequence[position &+ grown] = slots[position].node
        }
        return count &+ grown
    }

    private func put(_ other: Segment, inPlaceOf segment: Segment, _ state: SearchState) {
        state.touch(segment.route)
        let count = fill(segment, with: other, state)
        for position in 0..<count {
            state.slots[segment.route &* state.stride &+ position].node = state.walker.sequence[position]
        }
        state.meta[segment.route].count = Int32(count)
        if count == 2 { state.noteEmpty(segment.route) }
        state.contentChanged(segment.route)
    }
}
