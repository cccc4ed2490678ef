import FordelerRoutingProblem

/// Finds the cheapest gap beside a job's nearby visits: a constant number of prices, however long the routes are.
///
/// Each nearby visit offers the gap before and the gap after it. Gaps between two far visits are not looked at; they
/// are hardly ever cheapest, and a job that finds no gap here is offered all of them by ``Recreate``. For problems
/// whose gaps are settled by distance, one window and one load sum a route (``InsertionScan/Lane``).
struct NearbyInsertion {
    /// Best gap found: the route (-1: none), the position before the gap, and the price.
    struct Found {
        var route = -1
        var position = 0
        var cost: Double
    }

    /// The cheapest gap that costs less than `limit`; each gap that would be the best yet is passed over with
    /// probability `blinkChance`.
    @inline(__always)
    static func search(
        job: Int, _ state: SearchState, limit: Double, blinkChance: Double, hasTime: Bool, isUniform: Bool,
        limitsDuration: Bool, evaluations: inout Int, _ random: inout SearchRandom
    ) -> Found {
        let instance = state.instance
        let node = Int(instance.jobs.base[job].firstNode)
        let d = instance.dimensions
        let record = instance.nodes.base + node
        let (earliest, latest, service) = (record.pointee.earliest, record.pointee.latest, record.pointee.service)
        let amounts = instance.amounts.base + node &* d
        let loads = state.routeLoad.base
        let capacities = instance.capacity.base
        let classes = instance.placement.base + job &* instance.classCount
        let count = state.nearbyServed
        let nearby = instance.nearby.base + node &* instance.nearbyCount
        let routeOf = state.routeOf.base
        let positionOf = state.positionOf.base
        let slots = state.slots.base
        let stride = state.stride
        let first = instance.vehicles.base
        var price = first.pointee.costPerDistance
        var placed = classes[0]
        var locked = 0
        var row = first.pointee.arcOffset &+ node &* instance.nodeCount
        var out = instance.arcs.base + row
        var into = instance.arcsIntoBase + row
        var found = Found(cost: limit)
        if isUniform, placed >= limit { return found }
        var index = 0
        while index < count {
            let visit = Int(nearby[index])
            index &+= 1
            let route = Int(routeOf[visit])
            if route < 0 { continue }
            let load = loads + route &* d
            let capacity = isUniform ? capacities : capacities + route &* d
            var k = 0
            while k < d, load[k] &+ amounts[k] <= capacity[k] { k &+= 1 }
            if k < d { continue }
            let position = Int(positionOf[visit])
            if !isUniform {
                let vehicle = first + route
                placed = classes[Int(vehicle.pointee.classIndex)]
                locked = Int(vehicle.pointee.lockedCount)
                if placed >= found.cost || position < locked || vehicle.pointee.isFrozen
                    || Int(state.meta.base[route].count) >= stride
                {
                    continue
                }
                price = vehicle.pointee.costPerDistance
                row = vehicle.pointee.arcOffset &+ node &* instance.nodeCount
                out = instance.arcs.base + row
                into = instance.arcsIntoBase + row
            }
            let slot = slots + (route &* stride &+ position)
            evaluations &+= 2
            let from = into[visit]
            let after = out[Int(slot[1].node)]
            let behind = Double(from.distance &+ after.distance &- slot[0].toNext) * price + placed
            if behind < found.cost {
                let start = max(earliest, slot[0].departure &+ from.duration)
                if !hasTime || (start <= latest && start &+ service &+ after.duration <= slot[1].latest),
                    !limitsDuration
                        || state.lasts(
                            record.pointee, after: position, in: route, before: from.duration, behind: after.duration),
                    random.unit() >= blinkChance
                {
                    found = Found(route: route, position: position, cost: behind)
                }
            }
            if !isUniform, position == locked { continue }
            let before = into[Int(slot[-1].node)]
            let to = out[visit]
            let ahead = Double(before.distance &+ to.distance &- slot[-1].toNext) * price + placed
            if ahead < found.cost {
                let start = max(earliest, slot[-1].departure &+ before.duration)
                if !hasTime || (start <= latest && start &+ service &+ to.duration <= slot[0].latest),
                    !limitsDuration
                        || state.lasts(
                            record.pointee, after: position &- 1, in: route, before: before.duration,
                            behind: to.duration),
                    random.unit() >= blinkChance
                {
                    found = Found(route: route, position: position &- 1, cost: ahead)
                }
            }
        }
        return found
    }
}
