import FordelerMIP
import FordelerRouting

/// Recombines pooled routes exactly with GLPK: the set-partitioning step of the router.
///
/// The linear relaxation is solved by column generation over the pool, starting from the incumbent's columns. With
/// its bound and the incumbent's price, every column whose reduced cost exceeds the gap is left out, as no better
/// choice can use it; the rest goes to the integer program, which starts from the incumbent. Under a node limit
/// without a time limit the same input gives the same choice.
public func glpkRecombiner() -> RouteRecombiner {
    { problem in SetPartitioning(problem).solve() }
}

/// One recombination: choose columns so that each job is covered at most once and classes keep their vehicles.
struct SetPartitioning {
    /// Most columns handed to the integer program; the ones of least reduced cost are kept.
    static let largestProgram = 6000

    private let problem: RecombinationProblem
    private let jobs: Int
    /// Usable columns, one per set of jobs and class: the cheapest.
    private let pool: [Int]
    private let incumbent: [Int]
    private let slackPrices: [Double]
    private let begin = ContinuousClock.now

    init(_ problem: RecombinationProblem) {
        self.problem = problem
        jobs = problem.uncovered.count
        let finite = problem.uncovered.filter(\.isFinite).max() ?? 0
        // A job that must be covered: dearer than everything else together, within what the solver resolves.
        let forced = min(1e12, 10 * (finite + problem.prices.filter(\.isFinite).reduce(0, +) + 1))
        slackPrices = problem.uncovered.map { $0.isFinite ? max(0, $0) : forced }
        pool = Self.usableColumns(of: problem)
        var substitute: [ColumnKey: Int] = [:]
        for column in pool { substitute[ColumnKey(problem, column)] = column }
        incumbent = problem.incumbent.compactMap { column in
            column >= 0 && column < problem.columns.count ? substitute[ColumnKey(problem, column)] : nil
        }
    }

    /// The chosen columns, sorted; `nil` when nothing better than the incumbent was found and there is none.
    func solve() -> [Int]? {
        let start = isFeasible(incumbent) ? incumbent : []
        let startPrice = price(of: start)
        guard !pool.isEmpty else { return start.isEmpty ? nil : start.sorted() }
        guard let relaxation = relax(from: start) else { return start.isEmpty ? nil : start.sorted() }
        let room = startPrice - relaxation.bound + 1e-6 * (1 + abs(startPrice))
        let inStart = Set(start)
        var kept = pool.filter { inStart.contains($0) || relaxation.reducedCost(of: $0, in: problem) <= room }
        if kept.count > Self.largestProgram {
            let order = kept.map { (relaxation.reducedCost(of: $0, in: problem), $0) }.sorted { $0 < $1 }
            kept = Array(Set(order.prefix(Self.largestProgram).map(\.1)).union(inStart)).sorted()
        }
        var options = MIPOptions()
        options.nodeLimit = max(1, problem.nodeLimit)
        options.timeLimit = remainingSeconds
        options.initial = point(of: start, columns: kept)
        let model = makeModel(columns: kept)
        guard let solution = try? MIPSolver.solve(model, options: options), let values = solution.values else {
            return start.isEmpty ? nil : start.sorted()
        }
        let chosen = kept.indices.filter { values[jobs + $0] > 0.5 }.map { kept[$0] }
        guard isFeasible(chosen), price(of: chosen) < startPrice - 1e-9 else {
            return start.isEmpty ? nil : start.sorted()
        }
        return chosen.sorted()
    }

    // MARK: - Relaxation

    /// Dual prices of the relaxation and the bound they prove.
    private struct Relaxation {
        var jobDuals: [Double]
        var classDuals: [Double]
        var bound: Double

        func reducedCost(of column: Int, in problem: RecombinationProblem) -> Double {
            var cost = problem.prices[column] - classDuals[problem.classes[column]]
            for job in problem.columns[column] { cost -= jobDuals[Int(job)] }
            return cost
        }
    }

    /// Solves the linear relaxation over a growing part of the pool.
    private func relax(from start: [Int]) -> Relaxation? {
        var active = firstColumns(start)
        var isActive = Set(active)
        var basis: LinearBasis?
        let batch = max(100, jobs / 2)
        var relaxation: Relaxation?
        for round in 0..<60 {
            if let left = remainingSeconds, left <= 0 { break }
            var options = MIPOptions()
            options.timeLimit = remainingSeconds.map { $0 / 2 }
            options.basis = basis
            options.primalFirst = round > 0
            guard let solution = try? MIPSolver.solve(relaxed(makeModel(columns: active)), options: options),
                solution.termination == .optimal, let objective = solution.objective
            else { break }
            var now = Relaxation(
                jobDuals: Array(solution.constraintDuals.prefix(jobs)),
                classDuals: solution.constraintDuals.dropFirst(jobs).map { min(0, $0) }, bound: objective)
            var entering: [(cost: Double, column: Int)] = []
            for column in pool where !isActive.contains(column) {
                let cost = now.reducedCost(of: column, in: problem)
                if cost < -1e-7 * (1 + abs(problem.prices[column])) { entering.append((cost, column)) }
            }
            now.bound = provenBound(now)
            if relaxation == nil || now.bound > relaxation?.bound ?? 0 { relaxation = now }
            if entering.isEmpty { break }
            entering.sort { $0 < $1 }
            let added = entering.prefix(batch).map(\.column)
            active += added
            isActive.formUnion(added)
            if var grown = solution.basis {
                grown.variables += added.map { _ in 2 }
                basis = grown
            }
        }
        return relaxation
    }

    /// The Lagrangian bound of any dual prices: valid also before the relaxation is solved to the end. A choice has
    /// at most `vehicles[class]` columns of a class, so each class gains at most that many times its least
    /// reduced cost.
    private func provenBound(_ duals: Relaxation) -> Double {
        var least = [Double](repeating: 0, count: problem.vehicles.count)
        for column in pool {
            let group = problem.classes[column]
            least[group] = min(least[group], duals.reducedCost(of: column, in: problem))
        }
        var bound = 0.0
        for (job, dual) in duals.jobDuals.enumerated() { bound += min(dual, slackPrices[job]) }
        for (group, dual) in duals.classDuals.enumerated() {
            let count = Double(min(problem.vehicles[group], jobs))
            bound += dual * Double(problem.vehicles[group]) + least[group] * count
        }
        return bound
    }

    private func firstColumns(_ start: [Int]) -> [Int] {
        // The cheapest few columns per job, by price for each job covered.
        var chosen = Set(start)
        var taken = [Int](repeating: 0, count: jobs)
        let order = pool.map { (problem.prices[$0] / Double(problem.columns[$0].count), $0) }.sorted { $0 < $1 }
        for (_, column) in order where problem.columns[column].contains(where: { taken[Int($0)] < 3 }) {
            chosen.insert(column)
            for job in problem.columns[column] { taken[Int(job)] += 1 }
        }
        return chosen.sorted()
    }

    // MARK: - Models

    /// One slack per job, then the columns; one row per job, then one per class.
    private func makeModel(columns: [Int]) -> LinearModel {
        var model = LinearModel()
        var jobRows = [[(variable: Int, value: Double)]](repeating: [], count: jobs)
        var classRows = [[(variable: Int, value: Double)]](repeating: [], count: problem.vehicles.count)
        for job in 0..<jobs {
            jobRows[job].append((model.addVariable(upper: 1, cost: slackPrices[job]), 1))
        }
        for column in columns {
            let variable = model.addVariable(cost: problem.prices[column], kind: .binary)
            for job in problem.columns[column] { jobRows[Int(job)].append((variable, 1)) }
            classRows[problem.classes[column]].append((variable, 1))
        }
        for row in jobRows { model.addConstraint(row, lower: 1, upper: 1) }
        for (group, row) in classRows.enumerated() {
            model.addConstraint(row, upper: Double(max(0, problem.vehicles[group])))
        }
        return model
    }

    private func relaxed(_ model: LinearModel) -> LinearModel {
        var linear = LinearModel()
        for j in 0..<model.variableCount {
            // The rows bound the columns by 1; leaving the bound open keeps the reduced costs of basic columns at 0.
            linear.addVariable(upper: .infinity, cost: model.cost[j])
        }
        for r in 0..<model.constraintCount {
            linear.addConstraint(
                model.rows.range(of: r).map { (Int(model.rows.index[$0]), model.rows.value[$0]) },
                lower: model.rows.lower[r], upper: model.rows.upper[r])
        }
        return linear
    }

    private func point(of chosen: [Int], columns: [Int]) -> [Double] {
        var values = [Double](repeating: 1, count: jobs) + [Double](repeating: 0, count: columns.count)
        let set = Set(chosen)
        for (k, column) in columns.enumerated() where set.contains(column) {
            values[jobs + k] = 1
            for job in problem.columns[column] { values[Int(job)] = 0 }
        }
        return values
    }

    // MARK: - Judging

    private func price(of chosen: [Int]) -> Double {
        var uncovered = [Bool](repeating: true, count: jobs)
        var total = 0.0
        for column in chosen {
            total += problem.prices[column]
            for job in problem.columns[column] { uncovered[Int(job)] = false }
        }
        for job in 0..<jobs where uncovered[job] { total += slackPrices[job] }
        return total
    }

    private func isFeasible(_ chosen: [Int]) -> Bool {
        var covered = [Bool](repeating: false, count: jobs)
        var used = [Int](repeating: 0, count: problem.vehicles.count)
        for column in chosen {
            used[problem.classes[column]] += 1
            if used[problem.classes[column]] > problem.vehicles[problem.classes[column]] { return false }
            for job in problem.columns[column] {
                if covered[Int(job)] { return false }
                covered[Int(job)] = true
            }
        }
        return true
    }

    private var remainingSeconds: Double? {
        guard let limit = problem.timeLimit else { return nil }
        let used = begin.duration(to: .now)
        return max(0, limit - Double(used.components.seconds) - 1e-18 * Double(used.components.attoseconds))
    }

    private static func usableColumns(of problem: RecombinationProblem) -> [Int] {
        var best: [ColumnKey: Int] = [:]
        let count = min(problem.columns.count, problem.prices.count, problem.classes.count)
        for column in 0..<count {
            let jobs = problem.columns[column]
            guard !jobs.isEmpty, problem.prices[column].isFinite,
                problem.vehicles.indices.contains(problem.classes[column]),
                jobs.allSatisfy({ $0 >= 0 && Int($0) < problem.uncovered.count }),
                zip(jobs, jobs.dropFirst()).allSatisfy({ $0 < $1 })
            else { continue }
            let key = ColumnKey(problem, column)
            if let other = best[key], problem.prices[other] <= problem.prices[column] { continue }
            best[key] = column
        }
        return best.values.sorted()
    }
}

/// What makes two columns interchangeable.
private struct ColumnKey: Hashable {
    let group: Int
    let jobs: [Int32]

    init(_ problem: RecombinationProblem, _ column: Int) {
        group = problem.classes[column]
        jobs = problem.columns[column]
    }
}
