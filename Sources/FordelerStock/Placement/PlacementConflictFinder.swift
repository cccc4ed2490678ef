import FordelerMIP

/// Finds a smallest set of wishes that cannot hold together: drops each wish in turn and keeps it dropped while the
/// rest still conflicts (a deletion filter).
struct PlacementConflictFinder {
    private let problem: PlacementProblem
    private let deadline: Deadline

    init(_ problem: PlacementProblem, _ deadline: Deadline) {
        self.problem = problem
        self.deadline = deadline
    }

    /// The conflict; empty when none was found in time.
    func smallest() -> [PlacementConflict] {
        let unreachable = problem.zones.indices.filter { z in
            problem.zones[z].demand.contains { $0 > 0 }
                && problem.sites.indices.allSatisfy {
                    problem.serviceCost[z][$0] == .infinity || problem.time(zone: z, site: $0) == .infinity
                }
        }
        if !unreachable.isEmpty && problem.objective != .maximalCover {
            return [.service, .unreachable(zones: unreachable.map { problem.zones[$0].id })]
        }
        var kept = wishes
        guard !isPossible(kept, all: true) else { return [] }
        for wish in wishes where !deadline.isOver || isLarge {
            let fewer = kept.filter { $0 != wish }
            if !isPossible(fewer) { kept = fewer }
        }
        return kept
    }

    private var wishes: [PlacementConflict] {
        var all: [PlacementConflict] = []
        if let budget = problem.budget { all.append(.budget(budget)) }
        if let range = problem.storeCount { all.append(.storeCount(range)) }
        if problem.storePerDistrict { all.append(.storePerDistrict) }
        for demandClass in problem.classes where demandClass.bindingLimit < .infinity {
            all.append(.responseLimit(className: demandClass.id, limit: demandClass.bindingLimit))
        }
        if problem.sites.contains(where: { $0.status != .candidate }) { all.append(.locks) }
        if problem.isCapacitated { all.append(.capacity) }
        if problem.objective != .maximalCover { all.append(.service) }
        return all
    }

    /// Pairs of zone and site up to which it is worked out who serves whom.
    private static let pairLimit = 250_000

    private var isLarge: Bool {
        problem.demandPoints().count * problem.sites.count > PlacementConflictFinder.pairLimit
    }

    /// Whether some choice of sites keeps the wishes. Capacities are judged in sum first, then with demand split; a
    /// single assignment that fails only for lack of a fitting division counts as possible here, and so does a large
    /// problem that fails only in who serves whom, unless all wishes are asked about.
    private func isPossible(_ wishes: [PlacementConflict], all: Bool = false) -> Bool {
        if solve(wishes, pooled: true, price: { _ in 0 })?.termination == .infeasible { return false }
        let isWhole = !wishes.contains(.capacity) || !wishes.contains(.service)
        if isWhole || isLarge && !all { return true }
        guard let solution = solve(wishes, pooled: false, price: { _ in 0 }) else { return true }
        return solution.termination != .infeasible
    }

    /// Words before a least sum that may be less than the true one.
    var atLeast: String { isLarge ? "at least " : "" }

    /// Least sum of prices of open sites that keep the wishes, or less where the problem is large; `nil` when it is not
    /// proven in time or nothing does.
    func least(_ wishes: [PlacementConflict], price: (Int) -> Double) -> Double? {
        guard let solution = solve(wishes, pooled: isLarge, price: price), solution.termination == .optimal else {
            return nil
        }
        return solution.objective
    }

    private func solve(_ wishes: [PlacementConflict], pooled: Bool, price: (Int) -> Double) -> MIPSolution? {
        var relaxed = problem
        if !wishes.contains(where: { if case .budget = $0 { true } else { false } }) { relaxed.budget = nil }
        if !wishes.contains(where: { if case .storeCount = $0 { true } else { false } }) { relaxed.storeCount = nil }
        if !wishes.contains(.storePerDistrict) { relaxed.storePerDistrict = false }
        if !wishes.contains(.locks) {
            for j in relaxed.sites.indices { relaxed.sites[j].status = .candidate }
        }
        for k in relaxed.classes.indices {
            let name = relaxed.classes[k].id
            let limit = relaxed.classes[k].bindingLimit
            if !wishes.contains(.responseLimit(className: name, limit: limit)) {
                relaxed.classes[k].responseLimit = nil
            }
        }
        return solve(
            relaxed, served: wishes.contains(.service), capacitated: wishes.contains(.capacity), pooled: pooled,
            price: price)
    }

    private func solve(
        _ relaxed: PlacementProblem, served: Bool, capacitated: Bool, pooled: Bool, price: (Int) -> Double
    ) -> MIPSolution? {
        var model = LinearModel()
        for (index, site) in relaxed.sites.enumerated() {
            model.addVariable(
                lower: site.status == .open ? 1 : 0, upper: site.status == .closed ? 0 : 1, cost: price(index),
                kind: .binary)
        }
        let all = relaxed.sites.indices.map { (variable: $0, value: 1.0) }
        let count = relaxed.countRange
        model.addConstraint(
            all, lower: Double(count.lowerBound),
            upper: relaxed.storeCount == nil ? .infinity : Double(count.upperBound))
        if let budget = relaxed.budget {
            model.addConstraint(all.map { ($0.variable, relaxed.sites[$0.variable].fixedCost) }, upper: budget)
        }
        for district in relaxed.districtSites { model.addConstraint(district.map { ($0, 1) }, lower: 1) }
        if served {
            let points = relaxed.demandPoints()
            var rows = Set<[Int]>()
            for point in points {
                let reach = relaxed.sites.indices.filter { relaxed.reaches(point, $0) }
                if rows.insert(reach).inserted { model.addConstraint(reach.map { ($0, 1) }, lower: 1) }
            }
            if capacitated, pooled {
                let demand = points.reduce(0) { $0 + $1.demand }
                let room = all.map { (variable: $0.variable, value: relaxed.sites[$0.variable].capacity ?? demand) }
                model.addConstraint(room, lower: demand * (1 - 1e-9))
            } else if capacitated {
                addFlow(&model, relaxed, points)
            }
        }
        var options = MIPOptions()
        options.timeLimit = deadline.remaining.map { max(0.5, $0) } ?? 10
        return try? MIPSolver.solve(model, options: options)
    }

    private func addFlow(_ model: inout LinearModel, _ relaxed: PlacementProblem, _ points: [DemandPoint]) {
        var loads = [[(variable: Int, value: Double)]](repeating: [], count: relaxed.sites.count)
        for point in points {
            var shares: [(variable: Int, value: Double)] = []
            for j in relaxed.sites.indices where relaxed.reaches(point, j) {
                let variable = model.addVariable(upper: 1)
                shares.append((variable, 1))
                loads[j].append((variable, point.demand))
            }
            model.addConstraint(shares, lower: 1, upper: 1)
        }
        for (j, site) in relaxed.sites.enumerated() {
            let capacity = site.capacity ?? points.reduce(0) { $0 + $1.demand }
            model.addConstraint(loads[j] + [(j, -capacity)], upper: 0)
        }
    }
}
