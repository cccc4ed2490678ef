/// Good routes seen during a search, one for each set of jobs and vehicle class: the columns that exact
/// recombination chooses from.
final class RoutePool {
    private let instance: RoutingInstance
    private let marks: Buffer<UInt64>
    private var places: [UInt64: Int] = [:]
    private(set) var nodes: [[Int32]] = []
    private(set) var costs: [Double] = []
    private(set) var classes: [Int] = []
    private var oldest = 0
    let capacity: Int

    init(_ instance: RoutingInstance, capacity: Int = 12_000) {
        self.instance = instance
        self.capacity = capacity
        var random = SearchRandom(seed: 0x5EED)
        marks = Buffer((0..<max(1, instance.jobCount + instance.classCount)).map { _ in random.next() })
    }

    /// Number of routes held.
    var count: Int { nodes.count }

    /// Adds a route of the current solution, or makes a known one cheaper.
    func add(_ state: SearchState, route: Int) {
        let base = route * state.stride
        let length = Int(state.meta[route].count)
        let cost = state.meta[route].cost
        if length <= 2 || cost == .infinity { return }
        let group = Int(instance.vehicles[route].classIndex)
        var key = marks[instance.jobCount + group]
        for position in 1..<length - 1 {
            let record = instance.nodes[state.slots[base + position].node]
            if record.job >= 0, record.isLastVisit { key ^= marks[record.job] }
        }
        hold(key, sequence(state, base, length), cost, group)
    }

    /// Adds a ring of the search for capacity alone, whose customers are the jobs; a unit of length costs `price`.
    func add(_ routes: CapacityRoutes, route: Int, price: Double) {
        if routes.count[route] == 0 { return }
        var key = marks[instance.jobCount]
        var length = 0
        var place = routes.depot(route)
        repeat {
            length &+= Int(routes.toNext[place])
            place = routes.next[place]
            if !routes.isDepot(place) { key ^= marks[place] }
        } while !routes.isDepot(place)
        hold(key, routes.sequence(route), Double(length) * price, 0)
    }

    /// Takes in a new set of jobs, or the cheaper route of a known one; the sequence is made only when it is kept.
    private func hold(_ key: UInt64, _ sequence: @autoclosure () -> [Int32], _ cost: Double, _ group: Int) {
        guard let place = places[key] else { return insert(key, sequence(), cost, group) }
        if cost < costs[place] - 1e-9 {
            costs[place] = cost
            nodes[place] = sequence()
        }
    }

    private func insert(_ key: UInt64, _ sequence: [Int32], _ cost: Double, _ group: Int) {
        if nodes.count < capacity {
            places[key] = nodes.count
            keys.append(key)
            nodes.append(sequence)
            costs.append(cost)
            classes.append(group)
        } else {
            // The pool is a ring: the oldest route makes room.
            places[keys[oldest]] = nil
            places[key] = oldest
            keys[oldest] = key
            nodes[oldest] = sequence
            costs[oldest] = cost
            classes[oldest] = group
            oldest = (oldest + 1) % capacity
        }
    }

    private var keys: [UInt64] = []

    private func sequence(_ state: SearchState, _ base: Int, _ length: Int) -> [Int32] {
        (1..<length - 1).map { state.slots[base + $0].node }
    }

    /// Adds every route of another pool.
    func merge(_ other: RoutePool) {
        for index in 0..<other.count {
            hold(other.keys[index], other.nodes[index], other.costs[index], other.classes[index])
        }
    }

    /// Jobs of a route, sorted.
    func jobs(_ index: Int) -> [Int32] {
        nodes[index].compactMap { node in
            let record = instance.nodes[node]
            return record.job >= 0 && record.isLastVisit ? record.job : nil
        }.sorted()
    }
}
