import FordelerMIP
import FordelerModel

/// Solves placement problems exactly: own heuristics and Lagrangian bounds first, GLPK for what is left.
///
/// Every plan returned passed ``PlacementProblem/violations(of:)``, which recomputes it from the problem.
public enum PlacementSolver {
    /// Solves a problem.
    ///
    /// - Throws: `InputErrors` with every defect of the problem, `MIPError` when the integer solver fails. Limits,
    ///   cancels and conflicts are results.
    public static func solve(
        _ problem: PlacementProblem, options: PlacementOptions = PlacementOptions()
    ) throws -> PlacementSolution {
        let defects = problem.diagnostics()
        if !defects.isEmpty { throw InputErrors(defects) }
        let deadline = Deadline(options)
        var solution: PlacementSolution
        if problem.isCapacitated {
            solution = try CapacitatedPlacement(problem).solve(options, deadline)
        } else {
            switch problem.objective {
            case .centre: solution = try solveCentre(problem, options, deadline)
            case .maximalCover: solution = try solveMaximalCover(problem, options, deadline)
            case .median, .fixedCharge, .setCover: solution = try solveSum(problem, options, deadline)
            }
        }
        if solution.status == .infeasible {
            let finder = PlacementConflictFinder(problem, deadline)
            solution.conflict = finder.smallest()
            solution.shortfalls = PlacementShortfalls(problem, solution.conflict, finder).sentences()
        }
        let broken = problem.violations(of: solution)
        if !broken.isEmpty { throw InputErrors(broken) }
        return solution
    }

    private static func solveSum(
        _ problem: PlacementProblem, _ options: PlacementOptions, _ deadline: Deadline
    ) throws -> PlacementSolution {
        let points = problem.demandPoints()
        let selection = problem.selection(points: points, fixed: problem.sites.indices.map(problem.sitePrice)) {
            point, site in
            guard problem.reaches(point, site) else { return .infinity }
            return problem.objective == .setCover ? 0 : problem.serviceCost[point.zone][site] * point.share
        }
        let outcome = try SelectionSolver(selection, options, deadline).solve()
        var solution = PlacementSolution(status: outcome.status, nodes: outcome.nodes)
        solution.bound = outcome.bound
        guard let open = outcome.open else { return solution }
        solution.open = open
        solution.objective = outcome.objective
        solution.services = nearestServices(problem, points, open)
        return solution
    }

    private static func solveMaximalCover(
        _ problem: PlacementProblem, _ options: PlacementOptions, _ deadline: Deadline
    ) throws -> PlacementSolution {
        let points = problem.demandPoints()
        // Covering most is leaving least uncovered: an open site out of reach "serves" at the price of the demand.
        let selection = problem.selection(points: points, fixed: problem.sites.map { _ in 0 }) { point, site in
            problem.reaches(point, site) ? 0 : point.demand
        }
        let outcome = try SelectionSolver(selection, options, deadline).solve()
        let total = points.reduce(0) { $0 + $1.demand }
        var solution = PlacementSolution(status: outcome.status, nodes: outcome.nodes)
        solution.bound = outcome.bound.map { total - max(0, $0) }
        guard let open = outcome.open else { return solution }
        solution.open = open
        solution.services = nearestServices(problem, points, open)
        solution.objective = outcome.objective.map { total - $0 }
        return solution
    }

    /// Smallest radius within which the wished number of stores serves everybody: bisection over the times that
    /// occur, each step a set covering.
    private static func solveCentre(
        _ problem: PlacementProblem, _ options: PlacementOptions, _ deadline: Deadline
    ) throws -> PlacementSolution {
        let points = problem.demandPoints()
        var radii = Set<Double>()
        for point in points {
            for site in problem.sites.indices where problem.reaches(point, site) {
                radii.insert(problem.time(zone: point.zone, site: site))
            }
        }
        var candidates = radii.sorted()
        if points.isEmpty { candidates = [0] }
        var solution = PlacementSolution(status: .noPlan)
        var low = 0
        var high = candidates.count - 1
        var largestFirst = true
        var isInfeasible = candidates.isEmpty
        while low <= high && !isInfeasible {
            let middle = largestFirst ? high : (low + high) / 2
            let radius = candidates[middle]
            var cover = problem
            cover.storeCount = 1...problem.sites.count
            let selection = cover.selection(points: points, fixed: problem.sites.map { _ in 1 }) { point, site in
                problem.reaches(point, site) && problem.time(zone: point.zone, site: site) <= radius ? 0 : .infinity
            }
            var part = options
            part.progress = nil
            let outcome = try SelectionSolver(selection, part, deadline).solve(enough: problem.countRange.upperBound)
            solution.nodes += outcome.nodes
            let most = Double(problem.countRange.upperBound)
            if let open = outcome.open, Double(open.count) <= most, let padded = pad(open, problem) {
                solution.open = padded
                solution.services = nearestServices(problem, points, padded)
                let reached = solution.services.map { problem.time(zone: $0.zone, site: $0.site) }.max() ?? 0
                solution.objective = reached
                high = min(middle, candidates.firstIndex { $0 >= reached } ?? middle) - 1
            } else if outcome.status == .infeasible || (outcome.bound ?? 0) > most + 1e-6 {
                if largestFirst { isInfeasible = true }
                low = middle + 1
            } else {
                break
            }
            largestFirst = false
            if low < candidates.count { solution.bound = min(candidates[low], solution.objective ?? .infinity) }
            options.progress?(
                PlacementProgress(bound: solution.bound, objective: solution.objective, nodes: solution.nodes))
        }
        if isInfeasible {
            solution.status = .infeasible
            solution.bound = nil
        } else if let objective = solution.objective {
            solution.status = low > high ? .optimal : .feasible
            if low > high { solution.bound = objective }
        }
        return solution
    }

    /// Opens further allowed sites, cheapest first, up to the least wished number.
    private static func pad(_ open: [Int], _ problem: PlacementProblem) -> [Int]? {
        var open = open
        var spent = open.reduce(0) { $0 + problem.sites[$1].fixedCost }
        let more = problem.sites.indices.filter { !open.contains($0) && problem.sites[$0].status != .closed }
            .sorted { (problem.sites[$0].fixedCost, $0) < (problem.sites[$1].fixedCost, $1) }
        for site in more where open.count < problem.countRange.lowerBound {
            spent += problem.sites[site].fixedCost
            open.append(site)
        }
        if let budget = problem.budget, spent > budget * (1 + 1e-9) + 1e-9 { return nil }
        return open.count >= problem.countRange.lowerBound ? open.sorted() : nil
    }

    /// Each point from its cheapest open site that keeps the promise; by time for covering and centre.
    static func nearestServices(
        _ problem: PlacementProblem, _ points: [DemandPoint], _ open: [Int]
    ) -> [PlacementSolution.Service] {
        let byTime =
            problem.objective == .centre || problem.objective == .maximalCover || problem.objective == .setCover
        return points.compactMap { point in
            let reached = open.filter { problem.reaches(point, $0) }
            let best = reached.min { a, b in
                let pa = byTime ? problem.time(zone: point.zone, site: a) : problem.serviceCost[point.zone][a]
                let pb = byTime ? problem.time(zone: point.zone, site: b) : problem.serviceCost[point.zone][b]
                return pa < pb || (pa == pb && a < b)
            }
            return best.map { .init(zone: point.zone, classes: point.classes, site: $0, share: 1) }
        }
    }
}
