import FordelerRoutingProblem

/// Best values known for the generated problems, aims in order.
enum BenchmarkBest {
    /// The problems of the routing suite.
    static let cases: [(kind: BenchmarkProblem.Kind, customers: Int)] = [
        (.capacity, 200), (.windows, 200), (.pairs, 200), (.capacity, 1000), (.windows, 1000),
    ]

    /// Found by long runs of this engine; the first aim of pairs is the number of vehicles.
    static let values: [String: [Int]] = [
        "capacity-200": [15504], "windows-200": [20193], "pairs-200": [9, 39236], "capacity-1000": [60020],
        "windows-1000": [57164],
    ]

    /// Cost above the best value as a share of it, each vehicle too many counting as a tenth of the cost; infeasible
    /// and unknown have none.
    static func gap(_ name: String, _ solution: RoutingSolution) -> Double? {
        guard solution.isFeasible, let best = values[name], best.count == solution.aims.count, let cost = best.last,
            cost > 0, let ours = solution.aims.last
        else { return nil }
        let vehicles = best.count > 1 ? solution.aims[0] - best[0] : 0
        return Double(ours - cost) / Double(cost) + 0.1 * Double(vehicles)
    }
}
