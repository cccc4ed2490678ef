import Foundation

/// Moves that carry whole parts of routes along, each priced in constant time: what taking out and putting back single
/// jobs reaches only over many worse solutions.
///
/// Reversal within a route (2-opt, Croes 1958), exchange of tails (2-opt*, Potvin and Rousseau 1995) and exchange of
/// segments (CROSS, Taillard et al. 1997) between two routes of one vehicle class, and a route split in two. A move joins a random visit to one
/// of its nearby visits and is judged by the annealing rule of the steps it stands between. For problems whose gaps are
/// settled by distance, one window and one load sum a route (``InsertionScan/Lane``).
struct SegmentMoves {
    /// Moves tried after each step.
    var tries = 24
    /// Share of the moves between two routes that exchange segments; the others exchange tails.
    var segmentShare = 0.7
    /// Share of the moves that give what lies behind a visit to an empty vehicle.
    var splitShare = 0.01
    /// Most visits of a segment.
    var longest = 5.0

    /// One end of a move: a visit, its route and its place there.
    private struct End {
        let visit: Int, route: Int, position: Int
        let slots: UnsafeMutablePointer<Slot>

        @inline(__always)
        init?(_ visit: Int, _ state: SearchState) {
            let route = Int(state.routeOf.base[visit])
            if route < 0 { return nil }
            self.visit = visit
            self.route = route
            position = Int(state.positionOf.base[visit])
            slots = state.slots.base + (route &* state.stride &+ position)
        }
    }

    /// Tries some random moves at a temperature; whether one was made.
    func callAsFunction(_ work: SearchWorkspace, temperature: Double, random: inout SearchRandom) -> Bool {
        let state = work.state
        let instance = state.instance
        let served = instance.jobCount &- state.unassignedCount
        guard instance.nearbyCount > 0, served > 1 else { return false }
        let count = state.nearbyServed
        let isAll = served == instance.jobCount
        work.scan.evaluations &+= tries
        var isChanged = false
        for _ in 0..<tries {
            // The nearest are the likeliest.
            let visit = isAll ? random.below(instance.visitCount) : state.servedVisit(&random)
            let share = random.unit()
            let row = instance.nearby.base + visit &* instance.nearbyCount
            var place = Int(share * share * Double(count))
            if !isAll { while place &+ 1 < count, state.routeOf.base[Int(row[place])] < 0 { place &+= 1 } }
            let near = Int(row[place])
            guard let u = End(visit, state) else { continue }
            if random.unit() < splitShare {
                if split(u, state, work.routeBonus - temperature * log(random.unit() + 1e-300)) { isChanged = true }
                continue
            }
            guard let v = End(near, state) else { continue }
            let (first, second) = (instance.vehicles.base + u.route, instance.vehicles.base + v.route)
            let isMixed = first.pointee.classIndex != second.pointee.classIndex
            if isMixed, first.pointee.arcOffset != second.pointee.arcOffset { continue }
            if first.pointee.lockedCount > 0 || second.pointee.lockedCount > 0 { continue }
            // A change of costs is refused from here on.
            let limit = -temperature * log(random.unit() + 1e-300)
            let before = state.cost
            let made: Double?
            if u.route == v.route {
                made = reverse(u, v, state, limit)
            } else if random.unit() < segmentShare {
                made = exchangeSegments(u, v, state, limit, work.routeBonus, isMixed, &random)
            } else if isMixed {
                made = exchangeMixedTails(u, v, state, limit, work.routeBonus)
            } else {
                made = exchangeTails(u, v, state, limit, work.routeBonus)
            }
            guard let made else { continue }
            assert(abs(state.cost - before - made) < 1e-6 * (1 + abs(before)), "a move's price differs from its effect")
            isChanged = true
        }
        return isChanged
    }

    /// Gives what lies behind a visit to an empty vehicle of the same class.
    private func split(_ u: End, _ state: SearchState, _ limit: Double) -> Bool {
        let instance = state.instance
        let vehicle = instance.vehicles.base + u.route
        let other = state.emptyVehicle(ofClass: Int(vehicle.pointee.classIndex))
        if other < 0 || vehicle.pointee.lockedCount > 0 || u.position &+ 2 >= Int(state.meta.base[u.route].count) {
            return false
        }
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        let start = state.slots.base + other &* state.stride
        let toEnd = table[u.visit &* n &+ Int(vehicle.pointee.endNode)]
        let toNext = table[Int(start[0].node) &* n &+ Int(u.slots[1].node)]
        let change = toEnd.distance &+ toNext.distance &- u.slots[0].toNext
        if Double(change) * vehicle.pointee.costPerDistance + vehicle.pointee.fixedScalar >= limit { return false }
        if instance.hasTime,
            u.slots[0].departure &+ toEnd.duration > vehicle.pointee.latestEnd
                || start[0].departure &+ toNext.duration > u.slots[1].latest
        {
            return false
        }
        if instance.limitsDuration {
            let parts = state.durations.base + (u.route &* state.stride &+ u.position)
            let longest = vehicle.pointee.longestTour
            let head = parts[0].upTo.joined(state.arrival(vehicle), travel: toEnd.duration)
            let tail = state.departure(vehicle).joined(parts[1].from, travel: toNext.duration)
            if head.duration > longest || tail.duration > longest { return false }
        }
        return state.exchangeTails(u.route, u.position, other, 0)
    }

    /// Turns round what lies between two visits of a route, so that they become neighbours.
    @inline(__always)
    private func reverse(_ u: End, _ v: End, _ state: SearchState, _ limit: Double) -> Double? {
        let instance = state.instance
        if instance.hasTime || !(instance.isSymmetric || instance.turnsInPhases) { return nil }
        let (low, high) =
            u.position < v.position ? (u.position &+ 1, v.position) : (v.position, u.position &- 1)
        if low >= high { return nil }
        let vehicle = instance.vehicles.base + u.route
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        let slots = state.slots.base + u.route &* state.stride
        if !instance.turns(slots[low].node, slots[high].node) { return nil }
        let change =
            table[Int(slots[low &- 1].node) &* n &+ Int(slots[high].node)].distance
            &+ table[Int(slots[low].node) &* n &+ Int(slots[high &+ 1].node)].distance
            &- slots[low &- 1].toNext &- slots[high].toNext
        let delta = Double(change) * vehicle.pointee.costPerDistance
        if delta >= limit { return nil }
        state.beginStep()
        state.reverse(u.route, low, high)
        return delta
    }

    /// Lets `u` be followed by `v` and all behind it, and the visit before `v` by all that was behind `u`.
    @inline(__always)
    private func exchangeTails(
        _ u: End, _ v: End, _ state: SearchState, _ limit: Double, _ routeBonus: Double
    ) -> Double? {
        let instance = state.instance
        let vehicle = instance.vehicles.base + u.route
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        let toHead = table[u.visit &* n &+ v.visit]
        let toTail = table[Int(v.slots[-1].node) &* n &+ Int(u.slots[1].node)]
        let change = toHead.distance &+ toTail.distance &- u.slots[0].toNext &- v.slots[-1].toNext
        var delta = Double(change) * vehicle.pointee.costPerDistance
        // Nothing is left of a route that gives away all it has.
        if v.position == 1, Int(state.meta.base[u.route].count) == u.position &+ 2 {
            delta -= vehicle.pointee.fixedScalar + Double(toTail.distance) * vehicle.pointee.costPerDistance
            if delta + routeBonus >= limit { return nil }
        }
        if delta >= limit { return nil }
        if instance.hasTime,
            u.slots[0].departure &+ toHead.duration > v.slots[0].latest
                || v.slots[-1].departure &+ toTail.duration > u.slots[1].latest
        {
            return nil
        }
        if instance.limitsDuration {
            let first = state.durations.base + (u.route &* state.stride &+ u.position)
            let second = state.durations.base + (v.route &* state.stride &+ v.position)
            let longest = vehicle.pointee.longestTour
            if first[0].upTo.joined(second[0].from, travel: toHead.duration).duration > longest
                || second[-1].upTo.joined(first[1].from, travel: toTail.duration).duration > longest
            {
                return nil
            }
        }
        return state.exchangeTails(u.route, u.position, v.route, v.position &- 1) ? delta : nil
    }

    /// Trades some visits behind `u` (or none) for some that begin with `v`; where direction does not matter, either
    /// part may be turned round.
    @inline(__always)
    private func exchangeSegments(
        _ u: End, _ v: End, _ state: SearchState, _ limit: Double, _ routeBonus: Double, _ isMixed: Bool,
        _ random: inout SearchRandom
    ) -> Double? {
        let instance = state.instance
        let vehicle = instance.vehicles.base + u.route
        let other = instance.vehicles.base + v.route
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        let canTurn = !instance.hasTime && (instance.isSymmetric || instance.turnsInPhases)
        let isTurned = canTurn && random.unit() < 0.5
        let (x, y) = (random.unit(), random.unit())
        let given = min(Int(x * x * (longest + 1)), Int(state.meta.base[u.route].count) &- 2 &- u.position)
        let taken = min(
            1 &+ Int(y * y * longest), isTurned ? v.position : Int(state.meta.base[v.route].count) &- 1 &- v.position)
        // The taken part from `v` on, or back to where it begins.
        let start = isTurned ? 1 &- taken : 0
        if isTurned, !instance.turns(v.slots[start].node, v.slots[0].node) { return nil }
        let (far, before) = (v.slots[isTurned ? start : taken &- 1].node, v.slots[start &- 1].node)
        let (behind, next) = (v.slots[start &+ taken].node, u.slots[given &+ 1].node)
        // What changes at `u`, and where the taken part was.
        var change =
            table[u.visit &* n &+ v.visit].distance &+ table[Int(far) &* n &+ Int(next)].distance
            &- u.slots[0].toNext
        var back = 0 &- v.slots[start &- 1].toNext &- v.slots[start &+ taken &- 1].toNext
        var turnsGiven = false
        var closing: Int32 = 0
        if given == 0 {
            closing = table[Int(before) &* n &+ Int(behind)].distance
            back = back &+ closing
        } else {
            let (head, tail) = (Int(u.slots[1].node), Int(u.slots[given].node))
            var joined = table[Int(before) &* n &+ head].distance &+ table[tail &* n &+ Int(behind)].distance
            if canTurn, instance.turns(u.slots[1].node, u.slots[given].node) {
                let turned = table[Int(before) &* n &+ tail].distance &+ table[head &* n &+ Int(behind)].distance
                turnsGiven = turned < joined
                joined = min(joined, turned)
            }
            back = back &+ joined
            change = change &- u.slots[given].toNext
        }
        if isMixed {
            // What lies inside the parts is driven at the other's price.
            var inside: Int32 = 0
            for index in 1..<max(1, given) { inside = inside &- u.slots[index].toNext }
            for index in start..<start &+ taken &- 1 { inside = inside &+ v.slots[index].toNext }
            change = change &+ inside
            back = back &- inside
        }
        var delta =
            Double(change) * vehicle.pointee.costPerDistance + Double(back) * other.pointee.costPerDistance
        if isMixed, instance.hasClassPlacement {
            delta += placement(u.slots + 1, given, from: vehicle, to: other, instance)
            delta += placement(v.slots + start, taken, from: other, to: vehicle, instance)
        }
        if given == 0, Int(state.meta.base[v.route].count) == taken &+ 2 {
            delta -= other.pointee.fixedScalar + Double(closing) * other.pointee.costPerDistance
            if delta + routeBonus >= limit { return nil }
        }
        if delta >= limit { return nil }
        if instance.hasTime,
            !fits(v.slots, taken, after: u.slots, before: u.slots + (given &+ 1), table, instance)
                || !fits(u.slots + 1, given, after: v.slots - 1, before: v.slots + taken, table, instance)
        {
            return nil
        }
        if instance.limitsDuration {
            let first = state.durations.base + (u.route &* state.stride &+ u.position)
            let second = state.durations.base + (v.route &* state.stride &+ v.position)
            if !lasts(
                v.slots, taken, after: u.slots, first[0].upTo, before: next, first[given &+ 1].from, vehicle, instance)
                || !lasts(
                    u.slots + 1, given, after: v.slots - 1, second[-1].upTo, before: behind, second[taken].from, other,
                    instance)
            {
                return nil
            }
        }
        return state.exchangeSegments(
            (u.route, u.position &+ 1, given, turnsGiven), (v.route, v.position &+ start, taken, isTurned))
            ? delta : nil
    }

    /// Lets `u` be followed by `v` and all behind it, and the visit before `v` by all that was behind `u`, where the two
    /// vehicles are of different classes: both tails are priced anew. O(length).
    private func exchangeMixedTails(
        _ u: End, _ v: End, _ state: SearchState, _ limit: Double, _ routeBonus: Double
    ) -> Double? {
        let instance = state.instance
        let (first, second) = (instance.vehicles.base + u.route, instance.vehicles.base + v.route)
        let table = instance.arcs.base + first.pointee.arcOffset
        let n = instance.nodeCount
        // Visits behind `u`, and from `v` on.
        let given = Int(state.meta.base[u.route].count) &- 2 &- u.position
        let taken = Int(state.meta.base[v.route].count) &- 1 &- v.position
        var insideGiven: Int32 = 0
        for index in 1..<max(1, given) { insideGiven = insideGiven &+ u.slots[index].toNext }
        var insideTaken: Int32 = 0
        for index in 0..<taken &- 1 { insideTaken = insideTaken &+ v.slots[index].toNext }
        let change =
            table[u.visit &* n &+ v.visit].distance &+ insideTaken
            &+ table[Int(v.slots[taken &- 1].node) &* n &+ Int(first.pointee.endNode)].distance
            &- u.slots[0].toNext &- insideGiven &- (given > 0 ? u.slots[given].toNext : 0)
        let before = Int(v.slots[-1].node)
        let isEmptied = given == 0 && v.position == 1
        var back = 0 &- v.slots[-1].toNext &- insideTaken &- v.slots[taken &- 1].toNext
        if given > 0 {
            back =
                back &+ table[before &* n &+ Int(u.slots[1].node)].distance &+ insideGiven
                &+ table[Int(u.slots[given].node) &* n &+ Int(second.pointee.endNode)].distance
        } else if !isEmptied {
            back = back &+ table[before &* n &+ Int(second.pointee.endNode)].distance
        }
        var delta =
            Double(change) * first.pointee.costPerDistance + Double(back) * second.pointee.costPerDistance
        if isEmptied {
            delta -= second.pointee.fixedScalar
            if delta + routeBonus >= limit { return nil }
        }
        if instance.hasClassPlacement {
            delta += placement(u.slots + 1, given, from: first, to: second, instance)
            delta += placement(v.slots, taken, from: second, to: first, instance)
        }
        if delta >= limit { return nil }
        if instance.hasTime,
            !arrives(v.slots, taken, after: u.slots, first, table, instance)
                || !isEmptied && !arrives(u.slots + 1, given, after: v.slots - 1, second, table, instance)
        {
            return nil
        }
        if instance.limitsDuration {
            let head = state.durations[u.route &* state.stride &+ u.position].upTo
            let start = state.durations[v.route &* state.stride &+ v.position &- 1].upTo
            if !lasts(
                v.slots, taken, after: u.slots, head, before: first.pointee.endNode, state.arrival(first), first,
                instance)
                || !isEmptied
                    && !lasts(
                        u.slots + 1, given, after: v.slots - 1, start, before: second.pointee.endNode,
                        state.arrival(second), second, instance)
            {
                return nil
            }
        }
        return state.exchangeTails(u.route, u.position, v.route, v.position &- 1) ? delta : nil
    }

    /// What placing `count` visits changes to when another vehicle serves them.
    private func placement(
        _ segment: UnsafeMutablePointer<Slot>, _ count: Int, from old: UnsafeMutablePointer<VehicleRecord>,
        to new: UnsafeMutablePointer<VehicleRecord>, _ instance: RoutingInstance
    ) -> Double {
        var change = 0.0
        for index in 0..<count {
            let row = Int(instance.nodes.base[Int(segment[index].node)].job) &* instance.classCount
            change +=
                instance.placement.base[row &+ Int(new.pointee.classIndex)]
                - instance.placement.base[row &+ Int(old.pointee.classIndex)]
        }
        return change
    }

    /// Whether `count` visits from `segment` on can be driven behind a position and then to a vehicle's end in time.
    private func arrives(
        _ segment: UnsafeMutablePointer<Slot>, _ count: Int, after: UnsafeMutablePointer<Slot>,
        _ vehicle: UnsafeMutablePointer<VehicleRecord>, _ table: UnsafeMutablePointer<Arc>, _ instance: RoutingInstance
    ) -> Bool {
        var end = Slot(
            node: vehicle.pointee.endNode, toNext: 0, departure: 0, latest: vehicle.pointee.latestEnd)
        return fits(segment, count, after: after, before: &end, table, instance)
    }

    /// Whether a vehicle's tour is short enough with `count` visits from `segment` on between the part up to a position
    /// and the part from a node on; where they can be driven in time.
    private func lasts(
        _ segment: UnsafeMutablePointer<Slot>, _ count: Int, after: UnsafeMutablePointer<Slot>, _ head: DurationSegment,
        before: Int32, _ tail: DurationSegment, _ vehicle: UnsafeMutablePointer<VehicleRecord>,
        _ instance: RoutingInstance
    ) -> Bool {
        let table = instance.arcs.base + vehicle.pointee.arcOffset
        let n = instance.nodeCount
        var whole = head
        var from = Int(after.pointee.node)
        for index in 0..<count {
            let node = Int(segment[index].node)
            whole = whole.joined(
                DurationSegment(instance.nodes.base[node]), travel: table[from &* n &+ node].duration)
            from = node
        }
        whole = whole.joined(tail, travel: table[from &* n &+ Int(before)].duration)
        return whole.duration <= vehicle.pointee.longestTour
    }

    /// Whether `count` visits from `segment` on can be driven between two positions of another route.
    private func fits(
        _ segment: UnsafeMutablePointer<Slot>, _ count: Int, after: UnsafeMutablePointer<Slot>,
        before: UnsafeMutablePointer<Slot>, _ table: UnsafeMutablePointer<Arc>, _ instance: RoutingInstance
    ) -> Bool {
        let nodes = instance.nodes.base
        let n = instance.nodeCount
        var from = Int(after.pointee.node)
        var departure = after.pointee.departure
        for index in 0..<count {
            let node = Int(segment[index].node)
            let start = max(nodes[node].earliest, departure &+ table[from &* n &+ node].duration)
            if start > nodes[node].latest { return false }
            departure = start &+ nodes[node].service
            from = node
        }
        return departure &+ table[from &* n &+ Int(before.pointee.node)].duration <= before.pointee.latest
    }
}
