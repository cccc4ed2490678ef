/// What a reader found, in the file's own numbers, before any convention is applied.
struct InstanceDraft {
    /// How the length of an arc follows from the file.
    enum Metric: Hashable {
        case euclidean, ceiling, floor, exact, explicit
    }

    /// A depot or a customer; its position in ``InstanceDraft/nodes`` is its location.
    struct Node {
        /// Number in solution files and messages.
        var number = 0
        /// Line where it is defined.
        var line: Int?
        var x = 0.0
        var y = 0.0
        /// Brought from the depot, and to the depot, by dimension.
        var demand: [Double] = [0]
        var backhaul: [Double] = []
        var service = 0.0
        /// Start of service; `infinity` is no limit.
        var early = 0.0
        var late = Double.infinity
        var release = 0.0
        /// What leaving it out costs; 0 makes it mandatory.
        var prize = 0.0
    }

    struct Vehicle: Hashable {
        /// Location of the depot.
        var depot = 0
        /// By dimension; empty is no limit.
        var capacity: [Double] = []
        var maxDistance = Double.infinity
        var maxDuration = Double.infinity
        var fixedCost = 0.0
        var unitCost = 1.0
        /// Index into ``InstanceDraft/allowed``; `nil` is every customer.
        var allowed: Int?
        /// Locations of depots where it may reload, and how often (`nil` is any number of times).
        var reloadDepots: [Int] = []
        var maxReloads: Int?
    }

    var format: InstanceFormat
    var name = ""
    var metric = Metric.euclidean
    /// Lengths of all arcs, row by row, when ``metric`` is explicit.
    var matrix: [Double] = []
    /// Distance covered in one unit of time.
    var speed = 1.0
    var nodes: [Node] = []
    /// Locations of the depots.
    var depots: [Int] = [0]
    /// Locations of pickup and delivery.
    var pairs: [(pickup: Int, delivery: Int)] = []
    var vehicles: [Vehicle] = []
    /// Customer locations that some vehicles are bound to, each set once.
    var allowed: [[Int]] = []
    /// The file sets no number of vehicles: the first of ``vehicles`` may be copied as needed.
    var isFleetFree = false
    /// Backhauls follow linehauls, and no route has backhauls only.
    var backhaulsLast = false
    var distances = DistanceConvention.rounded
    var objective = InstanceObjective.distance
    /// Vehicles differ, so a solution names the vehicle of every route, empty ones included.
    var writesEveryVehicle = false

    /// Whether the location is a depot.
    func isDepot(_ location: Int) -> Bool { depots.contains(location) }

    /// Customer locations in rising order.
    var customers: [Int] {
        let depots = Set(depots)
        return nodes.indices.filter { !depots.contains($0) }
    }
}
