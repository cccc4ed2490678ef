/// A whole solution at rest: the sequences of all routes, without summaries.
struct RouteSet {
    /// Visits and reloads of each route, start and end left out.
    var routes: [[Int32]]
    var versions: [UInt32]
    var unassigned: [Int32]
    var cost: Double
    /// Amount of each aim, exact; empty where the scalar says it all.
    var aims: [Int]

    static func none(_ instance: RoutingInstance) -> RouteSet {
        RouteSet(
            routes: Array(repeating: [], count: instance.vehicleCount),
            versions: Array(repeating: .max, count: instance.vehicleCount), unassigned: [], cost: .infinity, aims: [])
    }

    /// Whether `self` is better: aim by aim where there are several, else by the scalar.
    func isBetter(than other: RouteSet) -> Bool {
        if aims.isEmpty || other.aims.isEmpty { return cost < other.cost - 1e-7 }
        for (a, b) in zip(aims, other.aims) where a != b { return a < b }
        return false
    }

    /// Copies the routes of `state` that changed since the last copy.
    mutating func capture(_ state: SearchState) {
        for route in routes.indices where versions[route] != state.meta[route].version {
            let count = Int(state.meta[route].count)
            let base = route * state.stride
            routes[route].removeAll(keepingCapacity: true)
            for position in 1..<max(1, count - 1) { routes[route].append(state.slots[base + position].node) }
            versions[route] = state.meta[route].version
        }
        unassigned.removeAll(keepingCapacity: true)
        for index in 0..<state.unassignedCount { unassigned.append(state.unassigned[index]) }
        cost = state.cost
    }

    /// Makes `state` hold this solution.
    func restore(to state: SearchState) {
        state.reset()
        for (route, nodes) in routes.enumerated() where !nodes.isEmpty {
            for node in nodes where state.isVisit(node) {
                let record = state.instance.nodes[node]
                if record.isLastVisit, state.isUnassigned(Int(record.job)) {
                    state.removeUnassigned(Int(record.job))
                }
            }
            state.replace(route, with: nodes)
        }
    }
}
