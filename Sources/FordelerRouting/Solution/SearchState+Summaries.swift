extension SearchState {
    /// Recomputes everything a route's content implies, its cost included. O(length × dimensions).
    func refresh(_ route: Int) {
        refreshDistances(route)
        refreshDerived(route)
        let base = route * stride
        let count = Int(meta[route].count)
        if count == 2 || instance.vehicles[route].isFrozen {
            meta[route].cost = 0
            meta[route].trips = 1
            if instance.needsWalk { tours[route].isSimple = false }
            return
        }
        if instance.needsWalk {
            for position in 0..<count { walker.sequence[position] = slots[base + position].node }
            meta[route].cost = walker.cost(count: count, vehicle: route)
            var trips: Int32 = 1
            if instance.hasTrips {
                for position in 1..<count - 1 where !isVisit(slots[base + position].node) { trips += 1 }
            }
            meta[route].trips = trips
            refreshTour(route)
            return
        }
        let vehicle = instance.vehicles[route]
        let group = Int(vehicle.classIndex)
        var distance: Int64 = 0
        var placed = 0.0
        for position in 0..<count - 1 {
            distance &+= Int64(slots[base + position].toNext)
            let node = slots[base + position].node
            if isVisit(node), instance.nodes[node].isLastVisit {
                placed += instance.placement[Int(instance.nodes[node].job) * instance.classCount + group]
            }
        }
        meta[route].cost = Double(distance) * vehicle.costPerDistance + placed + vehicle.fixedScalar
    }

    private func refreshDistances(_ route: Int) {
        let base = route * stride
        let count = Int(meta[route].count)
        let offset = instance.vehicles[route].arcOffset
        let n = instance.nodeCount
        var from = Int(slots[base].node)
        for position in 1..<count {
            let to = Int(slots[base + position].node)
            let arc = instance.arcs[offset &+ from &* n &+ to]
            slots[base + position - 1].toNext = arc.distance
            if instance.needsWalk { legTimes[base + position - 1] = arc.duration }
            from = to
        }
        slots[base + count - 1].toNext = 0
    }

    /// Recomputes the summaries that insertion tests read: times, loads, ranks.
    func refreshDerived(_ route: Int) {
        if instance.hasTime {
            if instance.hasBreaks { refreshTimesWithBreaks(route) } else { refreshTimes(route) }
            if instance.usesRoom { refreshRoom(route) }
            if instance.limitsDuration { refreshDurations(route) }
        }
        if instance.hasSimpleLoads { refreshRouteLoad(route) } else { refreshLoads(route) }
        if instance.hasRanks { refreshRanks(route) }
    }

    /// Recomputes the summaries that the journal does not keep (slots it does).
    func refreshRestored(_ route: Int) {
        if instance.hasBreaks { refreshTimesWithBreaks(route) }
        if instance.usesRoom { refreshRoom(route) }
        if instance.limitsDuration { refreshDurations(route) }
        if !instance.hasSimpleLoads { refreshLoads(route) }
        if instance.hasRanks { refreshRanks(route) }
    }

    private func refreshTimes(_ route: Int) {
        let base = slots.base + route * stride
        let count = Int(meta[route].count)
        let vehicle = instance.vehicles[route]
        let arcs = instance.arcs.base + vehicle.arcOffset
        let n = instance.nodeCount
        var departure = vehicle.earliestDeparture
        base[0].departure = departure
        for position in 1..<count {
            let node = base[position].node
            let record = instance.nodes[node]
            let ready = departure &+ arcs[Int(base[position - 1].node) &* n &+ Int(node)].duration
            let start = instance.earliestService(record, ready)
            departure = min(start, RoutingInstance.infinity) &+ record.service
            base[position].departure = departure
        }
        var latest = vehicle.latestEnd
        base[count - 1].latest = latest
        var position = count - 2
        while position >= 0 {
            let node = base[position].node
            let record = instance.nodes[node]
            let leave = latest &- arcs[Int(node) &* n &+ Int(base[position + 1].node)].duration
            latest = position == 0 ? leave : instance.latestReady(record, startingBy: leave &- record.service)
            if latest < -RoutingInstance.infinity { latest = -RoutingInstance.infinity }
            base[position].latest = latest
            position -= 1
        }
    }

    private func refreshRoom(_ route: Int) {
        let base = route * stride
        let vehicle = instance.vehicles[route]
        let first = vehicle.breakCount > 0 ? instance.breaks[vehicle.breakFirst].duration : 0
        let second = vehicle.breakCount > 1 ? instance.breaks[vehicle.breakFirst &+ 1].duration : 0
        var most = -RoutingInstance.infinity
        for index in base..<base + Int(meta[route].count) - 1 {
            let departure = slots[index].departure
            var room = slots[index + 1].latest &- departure
            if instance.hasBreaks {
                let (from, to) = (breakSlots[index], breakSlots[index + 1])
                room = max(room, to.latest1 &- min(departure &+ first, from.departure1))
                room = max(
                    room,
                    to.latest2 &- min(departure &+ first &+ second, min(from.departure1 &+ second, from.departure2)))
            }
            rooms[index] = room
            most = max(most, room)
        }
        meta[route].room = most
    }

    private func refreshRouteLoad(_ route: Int) {
        let base = route * stride
        let d = instance.dimensions
        for k in 0..<d { routeLoad[route * d + k] = 0 }
        for position in 1..<Int(meta[route].count) - 1 {
            let node = Int(slots[base + position].node) * d
            for k in 0..<d {
                routeLoad[route * d + k] &+= max(instance.loadedAtStart[node + k], instance.loadChange[node + k])
            }
        }
    }

    private func refreshLoads(_ route: Int) {
        let base = route * stride
        let d = instance.dimensions
        let count = Int(meta[route].count)
        var first = 0
        while first < count - 1 {
            var last = first + 1
            while last < count - 1, isVisit(slots[base + last].node) { last += 1 }
            for k in 0..<d {
                var load: Int32 = 0
                for position in first + 1..<max(first + 1, last) {
                    load &+= instance.loadedAtStart[Int(slots[base + position].node) * d + k]
                }
                var highest = load
                loadBefore[(base + first) * d + k] = load
                loadAfter[(base + first) * d + k] = load
                legLoad[(base + first) * d + k] = load
                for position in first + 1..<max(first + 1, last) {
                    load &+= instance.loadChange[Int(slots[base + position].node) * d + k]
                    highest = max(highest, load)
                    loadBefore[(base + position) * d + k] = highest
                    loadAfter[(base + position) * d + k] = load
                    legLoad[(base + position) * d + k] = load
                }
                var position = last - 2
                while position >= first {
                    let next = loadAfter[(base + position + 1) * d + k]
                    if next > loadAfter[(base + position) * d + k] { loadAfter[(base + position) * d + k] = next }
                    position -= 1
                }
            }
            first = last
        }
    }

    private func refreshRanks(_ route: Int) {
        let base = route * stride
        let count = Int(meta[route].count)
        let scheme = Int(instance.vehicles[route].rankScheme) * instance.nodeCount
        var rank: Int8 = 0
        for position in 0..<count {
            let node = slots[base + position].node
            rank = isVisit(node) ? max(rank, instance.rankAfter[scheme + Int(node)]) : 0
            rankReached[base + position] = rank
        }
        var allowed: Int8 = 15
        var position = count - 1
        while position >= 0 {
            let node = slots[base + position].node
            allowed = isVisit(node) ? min(allowed, instance.rankBefore[scheme + Int(node)]) : 15
            rankAllowed[base + position] = allowed
            position -= 1
        }
    }

    private func refreshTimesWithBreaks(_ route: Int) {
        let base = route * stride
        let count = Int(meta[route].count)
        let vehicle = instance.vehicles[route]
        var state = BreakTimes(
            departure: (vehicle.earliestDeparture, RoutingInstance.unreachable, RoutingInstance.unreachable))
        state.takeBreaks(vehicle, instance)
        store(state, base)
        for position in 1..<count {
            let node = slots[base + position].node
            let record = instance.nodes[node]
            let travel = instance.arc(slots[base + position - 1].node, node, vehicle).duration
            state.serve(record, travel: travel, instance)
            if position < count - 1 { state.takeBreaks(vehicle, instance) }
            store(state, base + position)
        }
        var latest = BreakTimes.latestEnds(vehicle, instance)
        storeLatest(latest, base + count - 1)
        var position = count - 2
        while position >= 0 {
            let node = slots[base + position].node
            let travel = instance.arc(node, slots[base + position + 1].node, vehicle).duration
            latest.stepBack(
                position == 0 ? nil : instance.nodes[node], travel: travel, vehicle, instance)
            storeLatest(latest, base + position)
            position -= 1
        }
    }

    private func store(_ times: BreakTimes, _ index: Int) {
        slots[index].departure = times.departure.0
        breakSlots[index].departure1 = times.departure.1
        breakSlots[index].departure2 = times.departure.2
    }

    private func storeLatest(_ times: BreakTimes, _ index: Int) {
        slots[index].latest = times.departure.0
        breakSlots[index].latest1 = times.departure.1
        breakSlots[index].latest2 = times.departure.2
    }
}
