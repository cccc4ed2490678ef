import FordelerRoutingProblem

/// A search stopped after some steps, whose insertion scan can be repeated: what kernel benchmarks measure.
package final class InsertionSample {
    private let instance: RoutingInstance
    private let island: Island

    /// Compiles the problem and searches so many steps from a seed.
    package init(_ problem: RoutingProblem, seed: UInt64, steps: Int) {
        instance = RoutingInstance(problem)
        island = Island(instance, seed: seed)
        island.start(from: nil)
        for _ in 0..<steps { island.step(temperature: instance.costScale * 0.05) }
    }

    /// Prices every job in every route that is in use; gaps priced, and a checksum of what was found.
    package func sweep() -> (evaluations: Int, checksum: UInt64) {
        let scan = island.work.scan
        let routes = island.work.state.meta.base
        let before = scan.evaluations
        var checksum: UInt64 = 0
        for job in 0..<instance.jobCount {
            for route in 0..<instance.vehicleCount where routes[route].count > 2 {
                let found = scan.scan(job: job, route: route, excluding: -1)
                checksum = checksum &* 0x100_0000_01B3
                if found.cost < .infinity {
                    checksum ^= UInt64(bitPattern: Int64(found.cost)) << 24
                    checksum ^= UInt64(UInt32(bitPattern: found.second)) << 12
                    checksum ^= UInt64(UInt32(bitPattern: found.position)) &+ 1
                }
            }
        }
        return (scan.evaluations - before, checksum)
    }

    /// What the scan reads, as plain numbers: input of the same kernel in another language.
    package var table: InsertionTable {
        let state = island.work.state
        let n = instance.nodeCount
        let d = instance.dimensions
        let cells = instance.vehicleCount * state.stride
        var table = InsertionTable()
        table.nodeCount = Int32(n)
        table.jobCount = Int32(instance.jobCount)
        table.vehicleCount = Int32(instance.vehicleCount)
        table.stride = Int32(state.stride)
        table.dimensions = Int32(d)
        table.hasTime = instance.hasTime
        table.hasSimpleLoads = instance.hasSimpleLoads
        for from in 0..<n {
            for to in 0..<n {
                let (out, into) = (instance.arcs[from * n + to], instance.arcs[to * n + from])
                table.arcs += [out.duration, out.distance]
                table.arcsInto += [into.duration, into.distance]
            }
        }
        for node in 0..<n {
            let record = instance.nodes[node]
            table.nodes += [record.earliest, record.latest, record.service]
        }
        for job in 0..<instance.jobCount {
            table.firstNodes.append(instance.jobs[job].firstNode)
            table.isShipment.append(instance.jobs[job].isShipment ? 1 : 0)
        }
        for cell in 0..<cells {
            let slot = state.slots[cell]
            table.slots += [slot.node, slot.toNext, slot.departure, slot.latest]
        }
        for vehicle in 0..<instance.vehicleCount {
            table.counts.append(state.meta[vehicle].count)
            let record = instance.vehicles[vehicle]
            table.vehicles += [record.classIndex, record.lockedCount, record.isFrozen ? 1 : 0, 0]
            table.prices += [record.costPerDistance, record.fixedScalar]
            for k in 0..<d {
                table.capacity.append(instance.capacity[vehicle * d + k])
                table.routeLoad.append(state.routeLoad[vehicle * d + k])
            }
        }
        table.placement = (0..<instance.jobCount * instance.classCount).map { instance.placement[$0] }
        table.loadedAtStart = (0..<n * d).map { instance.loadedAtStart[$0] }
        table.loadChange = (0..<n * d).map { instance.loadChange[$0] }
        table.legLoad = instance.hasSimpleLoads ? [] : (0..<cells * d).map { state.legLoad[$0] }
        return table
    }
}

/// The numbers an insertion scan reads, row by row.
package struct InsertionTable: Sendable {
    package var nodeCount: Int32 = 0, jobCount: Int32 = 0, vehicleCount: Int32 = 0
    /// Slots a route may hold, and load dimensions.
    package var stride: Int32 = 0, dimensions: Int32 = 0
    package var hasTime = false, hasSimpleLoads = false
    /// Duration and distance of each arc, by tail and by head.
    package var arcs: [Int32] = [], arcsInto: [Int32] = []
    /// Earliest and latest start and service time of each node.
    package var nodes: [Int32] = []
    package var firstNodes: [Int32] = [], isShipment: [Int32] = []
    /// Node, distance to the next, departure and latest ready time of each slot.
    package var slots: [Int32] = []
    /// Per vehicle: slots in use; class, slots that stay, whether nothing may be added, and nothing; price of distance
    /// and of being used.
    package var counts: [Int32] = [], vehicles: [Int32] = [], prices: [Double] = []
    package var capacity: [Int32] = [], routeLoad: [Int32] = []
    /// Per job and class.
    package var placement: [Double] = []
    package var loadedAtStart: [Int32] = [], loadChange: [Int32] = [], legLoad: [Int32] = []
}
