import FordelerRoutingProblem

extension RoutingSolution {
    /// The sequence of each vehicle; an empty one is a vehicle not used.
    func sequences(vehicles count: Int) -> [[RoutingStep.Kind]] {
        var sequences = [[RoutingStep.Kind]](repeating: [], count: count)
        for route in routes where sequences.indices.contains(route.vehicle) {
            sequences[route.vehicle] = route.sequence
        }
        return sequences
    }
}

extension [RoutingStep.Kind] {
    /// The sequence after visits were taken out: of reloads with nothing between them the last is left, and none
    /// stands first or last.
    var withoutEmptyTrips: [RoutingStep.Kind] {
        var tidy: [RoutingStep.Kind] = []
        for kind in self {
            if kind.job == nil, tidy.last?.job == nil {
                if !tidy.isEmpty { tidy[tidy.count - 1] = kind }
                continue
            }
            tidy.append(kind)
        }
        while let last = tidy.last, last.job == nil { tidy.removeLast() }
        return tidy
    }
}
