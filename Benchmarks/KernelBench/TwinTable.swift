import FordelerRouting
import KernelTwin

/// An insertion table in the twin's memory layout. Lives until the program ends.
struct TwinTable {
    private let instance: UnsafeMutablePointer<TwinInstance>

    init(_ table: InsertionTable) {
        func copy<Number, Row>(_ numbers: [Number], as row: Row.Type) -> UnsafePointer<Row> {
            let size = max(1, numbers.count) * MemoryLayout<Number>.stride
            let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
            numbers.withUnsafeBytes { bytes in
                if let first = bytes.baseAddress { block.copyMemory(from: first, byteCount: bytes.count) }
            }
            return UnsafePointer(block.bindMemory(to: Row.self, capacity: size / MemoryLayout<Row>.stride))
        }
        instance = .allocate(capacity: 1)
        var twin = TwinInstance()
        twin.nodeCount = table.nodeCount
        twin.jobCount = table.jobCount
        twin.vehicleCount = table.vehicleCount
        twin.stride = table.stride
        twin.dimensions = table.dimensions
        twin.hasTime = table.hasTime
        twin.hasSimpleLoads = table.hasSimpleLoads
        twin.arcs = copy(table.arcs, as: TwinArc.self)
        twin.arcsInto = copy(table.arcsInto, as: TwinArc.self)
        twin.nodes = copy(table.nodes, as: TwinNode.self)
        twin.firstNodes = copy(table.firstNodes, as: Int32.self)
        twin.isShipment = copy(table.isShipment, as: Int32.self)
        twin.slots = copy(table.slots, as: TwinSlot.self)
        twin.counts = copy(table.counts, as: Int32.self)
        twin.vehicles = copy(table.vehicles, as: TwinVehicle.self)
        twin.prices = copy(table.prices, as: TwinPrice.self)
        twin.capacity = copy(table.capacity, as: Int32.self)
        twin.routeLoad = copy(table.routeLoad, as: Int32.self)
        twin.placement = copy(table.placement, as: Double.self)
        twin.classCount = table.jobCount > 0 ? Int32(table.placement.count) / table.jobCount : 0
        twin.loadedAtStart = copy(table.loadedAtStart, as: Int32.self)
        twin.loadChange = copy(table.loadChange, as: Int32.self)
        twin.legLoad = copy(table.legLoad, as: Int32.self)
        instance.initialize(to: twin)
    }

    func sweep() -> (evaluations: Int, checksum: UInt64) {
        let result = twinSweep(instance)
        return (Int(result.evaluations), result.checksum)
    }
}
