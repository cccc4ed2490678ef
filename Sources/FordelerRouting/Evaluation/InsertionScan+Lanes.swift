/// The scans of problems that need few rules, by far the most frequent: lean enough to run at the speed of C++.
extension InsertionScan {
    /// Which rules the gaps of a single visit are tested by; settled once for a problem.
    enum Lane {
        /// Loads are judged for the route as a whole, and nothing else matters but distance.
        case distance
        /// The same with one window at each visit.
        case window
        /// Everything else.
        case general

        init(_ instance: RoutingInstance) {
            if instance.needsWalk || instance.hasShipments || instance.hasRanks || instance.hasBreaks
                || !instance.hasSimpleLoads
            {
                self = .general
            } else if !instance.hasTime {
                self = .distance
            } else {
                self = instance.hasWindowLists ? .general : .window
            }
        }
    }

    /// Whether a visit's goods fit beside all that the route carries.
    @inline(__always)
    private func fitsWhole(_ node: Int, _ route: Int) -> Bool {
        let d = instance.dimensions
        let atStart = instance.loadedAtStart.base + node &* d
        let change = instance.loadChange.base + node &* d
        let load = state.routeLoad.base + route &* d
        let limit = instance.capacity.base + route &* d
        var k = 0
        while k < d {
            if load[k] &+ max(atStart[k], change[k]) > limit[k] { return false }
            k &+= 1
        }
        return true
    }

    /// What serving a job by a vehicle costs apart from travel; infinite when nothing can be added to the route.
    @inline(__always)
    private func placed(_ job: Int, _ node: Int, _ route: Int) -> Double {
        // Loads first: most routes are ruled out by them.
        let vehicle = instance.vehicles.base + route
        if !fitsWhole(node, route) || vehicle.pointee.isFrozen
            || Int(state.meta.base[route].count) >= instance.stride
        {
            return .infinity
        }
        return instance.placement.base[job &* instance.classCount &+ Int(vehicle.pointee.classIndex)]
    }

    /// Scans by the problem's lane, one that is not general.
    @inline(__always)
    func scanLane(job: Int, route: Int) -> Insertion {
        if lane == .window {
            return instance.limitsDuration
                ? scanLimitedWindows(job: job, route: route) : scanWindows(job: job, route: route)
        }
        // Most calls end here, in the caller's code.
        let node = Int(instance.jobs.base[job].firstNode)
        let placed = placed(job, node, route)
        return placed < .infinity ? scanDistances(node: node, route: route, placed: placed) : .none
    }

    /// The cheapest gap for a visit under the rules of ``Lane/distance``.
    private func scanDistances(node: Int, route: Int, placed: Double) -> Insertion {
        let vehicle = instance.vehicles.base + route
        let count = Int(state.meta.base[route].count)
        let slots = state.slots.base + route &* state.stride
        let row = vehicle.pointee.arcOffset &+ node &* instance.nodeCount
        let out = instance.arcs.base + row
        let into = instance.arcsIntoBase + row
        evaluations &+= count &- 1
        var best = Int32.max
        var slot = slots + Int(vehicle.pointee.lockedCount)
        let end = slots + (count &- 1)
        var place = end
        while slot < end {
            let next = slot + 1
            let delta =
                into[Int(slot.pointee.node)].distance &+ out[Int(next.pointee.node)].distance &- slot.pointee.toNext
            if delta < best {
                best = delta
                place = slot
            }
            slot = next
        }
        if best == .max { return .none }
        return Insertion(
            cost: Double(best) * vehicle.pointee.costPerDistance
                + (count == 2 ? placed + vehicle.pointee.fixedScalar : placed),
            position: Int32(truncatingIfNeeded: place - slots), second: 0, reloadIndex: 0, reloadSide: 0)
    }

    private func scanWindows(job: Int, route: Int) -> Insertion {
        scanWindows(job: job, route: route, limitsDuration: false)
    }

    private func scanLimitedWindows(job: Int, route: Int) -> Insertion {
        scanWindows(job: job, route: route, limitsDuration: true)
    }

    /// The cheapest gap for a visit under the rules of ``Lane/window``, compiled apart with and without limits on durations.
    @inline(__always)
    private func scanWindows(job: Int, route: Int, limitsDuration: Bool) -> Insertion {
        let node = Int(instance.jobs.base[job].firstNode)
        let placed = placed(job, node, route)
        if placed == .infinity { return .none }
        let vehicle = instance.vehicles.base + route
        let count = Int(state.meta.base[route].count)
        let slots = state.slots.base + route &* state.stride
        let row = vehicle.pointee.arcOffset &+ node &* instance.nodeCount
        let out = instance.arcs.base + row
        let into = instance.arcsIntoBase + row
        let gaps = count &- 1
        let earliest = instance.nodes.base[node].earliest
        let latest = instance.nodes.base[node].latest
        let service = instance.nodes.base[node].service
        evaluations &+= gaps
        var best = Int32.max
        var place = -1
        var gap = Int(vehicle.pointee.lockedCount)
        while gap < gaps {
            let before = into[Int(slots[gap].node)]
            let after = out[Int(slots[gap &+ 1].node)]
            let delta = before.distance &+ after.distance &- slots[gap].toNext
            if delta < best {
                let start = max(earliest, slots[gap].departure &+ before.duration)
                if start > latest {
                    // Every later gap is reached later still.
                    if slots[gap].departure > latest { break }
                } else if start &+ service &+ after.duration <= slots[gap &+ 1].latest,
                    !limitsDuration
                        || state.lasts(
                            instance.nodes.base[node], after: gap, in: route, before: before.duration,
                            behind: after.duration)
                {
                    best = delta
                    place = gap
                }
            }
            gap &+= 1
        }
        if place < 0 { return .none }
        return Insertion(
            cost: Double(best) * vehicle.pointee.costPerDistance
                + (count == 2 ? placed + vehicle.pointee.fixedScalar : placed),
            position: Int32(truncatingIfNeeded: place), second: 0, reloadIndex: 0, reloadSide: 0)
    }
}
