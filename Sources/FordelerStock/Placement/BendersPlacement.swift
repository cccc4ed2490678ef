import FordelerMIP

/// Exact uncapacitated placement: an integer program over the sites alone, with each point's service cost bounded
/// from below by cuts that are added when violated.
///
/// For a choice `y` of sites, sort the sites of point i by cost and let D be the cost at which the summed `y` reach 1;
/// then `θ_i ≥ D − Σ_{c_ij < D} (D − c_ij) y_j` (C. Durán-Mateluna, Z. Alès, S. Elloumi, 2023). Decided sites leave the
/// program.
struct BendersPlacement {
    private let problem: SiteSelection
    private let sites: [Int]
    private let isDecidedOpen: [Bool]
    /// Per point, the sites of the program by rising cost.
    private let order: [[Int32]]
    private let theta: Int

    /// - Parameters:
    ///   - isOpen: sites decided open.
    ///   - isClosed: sites decided closed; they leave the program.
    init(_ problem: SiteSelection, isOpen: [Bool], isClosed: [Bool]) {
        self.problem = problem
        let sites = (0..<problem.sites).filter { !isClosed[$0] }
        self.sites = sites
        isDecidedOpen = sites.map { isOpen[$0] }
        theta = sites.count
        order = (0..<problem.points).map { i in
            sites.indices.map { Int32($0) }
                .sorted { a, b in
                    let (ca, cb) = (
                        problem.cost[sites[Int(a)] * problem.points + i],
                        problem.cost[sites[Int(b)] * problem.points + i]
                    )
                    return ca < cb || (ca == cb && a < b)
                }
        }
    }

    /// Solves; throws what the solver throws.
    func solve(
        best: [Int]?, options: PlacementOptions, deadline: Deadline
    ) throws(MIPError) -> (solution: MIPSolution, open: [Int]?) {
        var mip = MIPOptions()
        mip.timeLimit = deadline.remaining
        mip.nodeLimit = options.nodeLimit
        mip.relativeGap = options.relativeGap
        mip.objectiveStep = problem.step
        mip.cancel = options.cancel
        mip.shouldStop = options.shouldStop
        if let best, best.allSatisfy({ sites.contains($0) }) { mip.initial = point(of: best) }
        mip.lazyRows = { values, state, rows in separate(values, state, &rows) }
        var known = Set<[Int]>()
        mip.improver = { values in round(values, &known) }
        if let progress = options.progress {
            mip.onProgress = { progress(PlacementProgress(bound: $0.bound, objective: $0.objective, nodes: $0.nodes)) }
        }
        let solution = try MIPSolver.solve(model(), options: mip)
        return (solution, solution.values.map { values in sites.indices.filter { values[$0] > 0.5 }.map { sites[$0] } })
    }

    private func cost(_ k: Int, _ i: Int) -> Double { problem.cost[sites[k] * problem.points + i] }

    private func model() -> LinearModel {
        var model = LinearModel()
        for (k, j) in sites.enumerated() {
            model.addVariable(lower: isDecidedOpen[k] ? 1 : 0, upper: 1, cost: problem.fixed[j], kind: .binary)
        }
        for i in 0..<problem.points {
            let least = order[i].first.map { cost(Int($0), i) } ?? 0
            model.addVariable(lower: min(least, problem.penalty / 2), cost: 1)
        }
        let all = sites.indices.map { (variable: $0, value: 1.0) }
        model.addConstraint(
            all, lower: Double(max(problem.count.lowerBound, 1)), upper: Double(problem.count.upperBound))
        if problem.budget < .infinity {
            model.addConstraint(all.map { ($0.variable, problem.use[sites[$0.variable]]) }, upper: problem.budget)
        }
        for district in problem.districts {
            let inside = sites.indices.filter { district.contains(sites[$0]) }
            model.addConstraint(inside.map { ($0, 1) }, lower: 1)
        }
        var rows = Set<[Int]>()
        for i in 0..<problem.points {
            let allowed = sites.indices.filter { cost($0, i) < problem.penalty }
            if allowed.count < sites.count && rows.insert(allowed).inserted {
                model.addConstraint(allowed.map { ($0, 1) }, lower: 1)
            }
        }
        return model
    }

    private func separate(_ values: UnsafeBufferPointer<Double>, _ state: LazyRowState, _ rows: inout RowBatch) {
        for i in 0..<problem.points {
            var sum = 0.0
            var critical = problem.penalty
            var bound = 0.0
            for k in order[i] {
                let y = max(0, values[Int(k)])
                let c = cost(Int(k), i)
                if sum + y >= 1 - 1e-9 {
                    bound += (1 - sum) * c
                    critical = c
                    sum = 1
                    break
                }
                bound += y * c
                sum += y
            }
            // The cover rows keep points without enough sites out of here.
            guard sum >= 1 - 1e-6, critical < problem.penalty else { continue }
            let excess = bound - values[theta + i]
            guard excess > 1e-6 * (1 + abs(bound)) else { continue }
            var terms: [(variable: Int, value: Double)] = [(theta + i, 1)]
            for k in order[i] {
                let c = cost(Int(k), i)
                if c >= critical { break }
                terms.append((Int(k), critical - c))
            }
            rows.append(terms, lower: critical, upper: .infinity)
        }
    }

    /// Opens the sites that the relaxed point opens most.
    private func round(_ values: UnsafeBufferPointer<Double>, _ known: inout Set<[Int]>) -> [Double]? {
        let sum = sites.indices.reduce(0) { $0 + values[$1] }
        let size = min(max(Int(sum.rounded()), 1), problem.count.upperBound)
        let most = sites.indices.sorted { (values[$0], $1) > (values[$1], $0) }.prefix(size)
        let chosen = most.map { sites[$0] }.sorted()
        guard known.insert(chosen).inserted, problem.allows(chosen), problem.objective(of: chosen) < problem.penalty
        else {
            return nil
        }
        return point(of: chosen)
    }

    private func point(of open: [Int]) -> [Double] {
        let set = Set(open)
        var values = sites.map { set.contains($0) ? 1.0 : 0 }
        for i in 0..<problem.points {
            values.append(open.reduce(problem.penalty) { min($0, problem.cost[$1 * problem.points + i]) })
        }
        return values
    }
}
