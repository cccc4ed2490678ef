import FordelerMIP

/// Puts figures to a conflict: how much is asked for, how much there is, and what is missing.
struct PlacementShortfalls {
    private let problem: PlacementProblem
    private let conflict: [PlacementConflict]
    private let finder: PlacementConflictFinder

    init(_ problem: PlacementProblem, _ conflict: [PlacementConflict], _ finder: PlacementConflictFinder) {
        self.problem = problem
        self.conflict = conflict
        self.finder = finder
    }

    /// One sentence for each wish of the conflict that a figure explains, in the order of the conflict.
    func sentences() -> [String] { conflict.compactMap(sentence) }

    private func sentence(_ wish: PlacementConflict) -> String? {
        switch wish {
        case .budget(let amount):
            let others = conflict.filter { $0 != wish }
            guard let least = finder.least(others, price: { problem.sites[$0].fixedCost }) else { return nil }
            return
                "The cheapest stores that keep the other wishes cost \(finder.atLeast)\(number(least)); the budget is "
                + "\(number(amount)), \(number(least - amount)) too little."
        case .storeCount(let range):
            let others = conflict.filter { $0 != wish }
            guard let least = finder.least(others, price: { _ in 1 }), least > Double(range.upperBound) else {
                return nil
            }
            return "The other wishes need at least \(number(least)) stores; \(range.upperBound) are allowed."
        case .capacity:
            return capacity()
        case .responseLimit(let name, let limit):
            return farthest(name, limit)
        default:
            return nil
        }
    }

    /// Demand against the room of every site that may open, the largest ones where their number is limited.
    private func capacity() -> String? {
        let demand = problem.demandPoints().reduce(0) { $0 + $1.demand }
        let most =
            conflict.contains { if case .storeCount = $0 { true } else { false } }
            ? problem.countRange.upperBound : problem.sites.count
        let mayOpen = problem.sites.filter { !conflict.contains(.locks) || $0.status != .closed }
        let room = mayOpen.map { $0.capacity ?? .infinity }.sorted(by: >).prefix(most).reduce(0, +)
        guard room < demand else {
            return
                "The demand of \(number(demand)) fits the capacity of \(number(room)) in sum, but not at the sites in "
                + "reach of it."
        }
        return
            "The demand is \(number(demand)) and the capacity of the \(min(most, mayOpen.count)) sites that may open "
            + "\(number(room)); \(number(demand - room)) is missing."
    }

    /// The zone whose nearest site is farthest away, when that is too far.
    private func farthest(_ name: String, _ limit: Double) -> String? {
        guard let index = problem.classes.firstIndex(where: { $0.id == name }) else { return nil }
        let sites = problem.sites.indices.filter { !conflict.contains(.locks) || problem.sites[$0].status != .closed }
        var late: [(zone: Int, site: Int, time: Double)] = []
        for (zone, place) in problem.zones.enumerated() where place.demand[index] > 0 {
            let near = sites.map { ($0, problem.time(zone: zone, site: $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
            if let (site, time) = near, time > limit { late.append((zone, site, time)) }
        }
        guard let worst = late.max(by: { ($0.time, $1.zone) < ($1.time, $0.zone) }) else { return nil }
        let others = late.count > 1 ? "; \(late.count) zones are beyond it" : ""
        return "Zone \(problem.zones[worst.zone].id) of class \(name) is \(number(worst.time)) from its nearest site "
            + "\(problem.sites[worst.site].id), the limit is \(number(limit))\(others)."
    }

    private func number(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
    }
}
