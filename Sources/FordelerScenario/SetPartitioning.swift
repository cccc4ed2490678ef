import FordelerMIP
import FordelerRouting

/// Recombines pooled routes exactly with GLPK: the set-partitioning step of the router.
///
/// The linear relaxation is solved by column generation over the pool, starting from the incumbent's columns. With
/// its bound and the incumbent's price, every column whose reduced cost exceeds the gap is left out, as no better
/// choice can use it; the rest goes to the integer program, which starts from the incumbent. Under limits of nodes and
/// iterations without a time limit the same input gives the same choice.
public func glpkRecombiner() -> RouteRecombiner {
    { problem in SetPartitioning(problem).solve() }
}

/// One recombination: choose columns so that each job is covered at most once and classes keep their vehicles.
struct SetPartitioning {
    /// Most columns handed to the integer program; the ones of least reduced cost are kept.
    static let largestProgram = 1500

    private let problem: RecombinationProblem
    private let jobs: Int
    /// Usable columns, one per set of jobs and class: the cheapest.
    private let pool: [Int]
    private let incumbent: [Int]
    private let slackPrices: [Double]
    private let begin = ContinuousClock.now
    private let work = Work()

    /// Iterations of the simplex method so far.
    private final class Work {
        var iterations = 0
    }

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

    /// The chosen columns, sorted; `nil` when nothing was found and there is no feasible incumbent.
    func solve() -> [Int]? {
        var best = isFeasible(incumbent) ? incumbent : []
        guard !pool.isEmpty, var relaxation = relax(from: best) else { return best.isEmpty ? nil : best.sorted() }
        if let dived = dive(&relaxation), price(of: dived) < price(of: best) - 1e-9 { best = dived }
        let kept = columnsWithin(relaxation, of: best)
        var options = MIPOptions()
        options.nodeLimit = max(1, problem.nodeLimit)
        options.timeLimit = remainingSeconds
        options.iterationLimit = remainingIterations.map { max(1, $0) }
        options.branching = .driebeckTomlin
        options.initial = point(of: best, columns: kept)
        options.basis = relaxation.basis(for: kept)
        if let solution = try? MIPSolver.solve(makeModel(columns: kept), options: options), let values = solution.values
        {
            let chosen = kept.indices.filter { values[jobs + $0] > 0.5 }.map { kept[$0] }
            if isFeasible(chosen), price(of: chosen) < price(of: best) - 1e-9 { best = chosen }
        }
        return best.isEmpty ? nil : best.sorted()
    }

    /// The columns that a choice better than `best` can use, at most ``largestProgram`` of them.
    private func columnsWithin(_ relaxation: Relaxation, of best: [Int]) -> [Int] {
        let price = price(of: best)
        let room = price - relaxation.bound + 1e-6 * (1 + abs(price))
        let priced = pool.map { (relaxation.reducedCost(of: $0, in: problem), $0) }.filter { $0.0 <= room }
        let least = priced.sorted { $0 < $1 }.prefix(Self.largestProgram).map(\.1)
        return Set(least).union(best).sorted()
    }

    // MARK: - Relaxation

    /// The solved relaxation over part of the pool: dual prices, the bound they prove, and where to go on from.
    private struct Relaxation {
        var jobDuals: [Double] = []
        var classDuals: [Double] = []
        var bound = -Double.infinity
        /// Columns of the linear program, in its order.
        var active: [Int] = []
        /// Value of each job's slack, then of each active column.
        var values: [Double] = []
        var status: LinearBasis?

        func reducedCost(of column: Int, in problem: RecombinationProblem) -> Double {
            var cost = problem.prices[column] - classDuals[problem.classes[column]]
            for job in problem.columns[column] { cost -= jobDuals[Int(job)] }
            return cost
        }

        /// The basis carried over to another choice of columns; columns new to it start at zero.
        func basis(for columns: [Int]) -> LinearBasis? {
            guard var basis = status else { return nil }
            let place = Dictionary(uniqueKeysWithValues: active.enumerated().map { ($1, $0) })
            let statuses = basis.variables.dropFirst(jobDuals.count).map { $0 }
            basis.variables =
                basis.variables.prefix(jobDuals.count) + columns.map { place[$0].map { statuses[$0] } ?? 2 }
            return basis
        }
    }

    /// Solves the linear relaxation over a growing part of the pool.
    private func relax(from start: [Int]) -> Relaxation? {
        var relaxation = Relaxation(active: firstColumns(start))
        var free = [Choice](repeating: .open, count: problem.columns.count)
        for round in 0..<60 {
            guard resolve(&relaxation, free, primal: round > 0) else { break }
            if !addColumns(&relaxation, &free) { break }
        }
        guard !relaxation.jobDuals.isEmpty || jobs == 0 else { return nil }
        // Columns that came in after the last program that ended are not used by it.
        let missing = jobs + relaxation.active.count - relaxation.values.count
        relaxation.values += [Double](repeating: 0, count: max(0, missing))
        relaxation.bound = provenBound(relaxation)
        return relaxation
    }

    /// What a dive decided about a column.
    private enum Choice { case open, taken, blocked }

    /// One linear program over the active columns from the present basis; `false` when it did not end.
    private func resolve(_ relaxation: inout Relaxation, _ choices: [Choice], primal: Bool) -> Bool {
        if let left = remainingSeconds, left <= 0 { return false }
        if let left = remainingIterations, left <= 0 { return false }
        var options = MIPOptions()
        options.iterationLimit = remainingIterations
        options.timeLimit = remainingSeconds.map { $0 / 2 }
        options.basis = relaxation.status
        options.primalFirst = primal
        let model = makeModel(columns: relaxation.active, relaxed: choices)
        guard let solution = try? MIPSolver.solve(model, options: options) else { return false }
        work.iterations += solution.iterations
        guard solution.termination == .optimal, let values = solution.values else { return false }
        relaxation.jobDuals = Array(solution.constraintDuals.prefix(jobs))
        relaxation.classDuals = solution.constraintDuals.dropFirst(jobs).map { min(0, $0) }
        relaxation.values = values
        relaxation.status = solution.basis
        return true
    }

    /// Adds the columns of most negative reduced cost; `false` when there are none.
    private func addColumns(_ relaxation: inout Relaxation, _ choices: inout [Choice]) -> Bool {
        let active = Set(relaxation.active)
        var entering: [(cost: Double, column: Int)] = []
        for column in pool where choices[column] == .open && !active.contains(column) {
            let cost = relaxation.reducedCost(of: column, in: problem)
            if cost < -1e-7 * (1 + abs(problem.prices[column])) { entering.append((cost, column)) }
        }
        let added = entering.sorted { $0 < $1 }.prefix(max(100, jobs / 2)).map(\.column)
        relaxation.active += added
        relaxation.status?.variables += added.map { _ in 2 }
        return !added.isEmpty
    }

    /// Takes the columns that the relaxation is surest of, blocks what they exclude, solves again, until all is whole.
    private func dive(_ relaxation: inout Relaxation) -> [Int]? {
        var diving = relaxation
        var choices = [Choice](repeating: .open, count: problem.columns.count)
        var columnsOfJob = [[Int]](repeating: [], count: jobs)
        for column in pool { for job in problem.columns[column] { columnsOfJob[Int(job)].append(column) } }
        while true {
            let open = diving.active.indices.filter { choices[diving.active[$0]] == .open }
            let used = open.map { (value: diving.values[jobs + $0], column: diving.active[$0]) }.filter {
                $0.value > 1e-6
            }
            guard !used.isEmpty else { break }
            // At least a tenth of them a time, so that a dive ends after some twenty programs.
            let sure = min(0.85, used.map(\.value).sorted(by: >)[used.count / 10])
            for (value, column) in used.sorted(by: { ($1.value, $0.column) < ($0.value, $1.column) })
            where value >= sure && choices[column] == .open {
                for job in problem.columns[column] {
                    for other in columnsOfJob[Int(job)] { choices[other] = .blocked }
                }
                choices[column] = .taken
            }
            guard resolve(&diving, choices, primal: false) else { break }
            if addColumns(&diving, &choices) {
                guard resolve(&diving, choices, primal: true) else { break }
            }
        }
        let known = Set(relaxation.active)
        let extra = diving.active.filter { !known.contains($0) }
        relaxation.active += extra
        relaxation.values += extra.map { _ in 0 }
        relaxation.status?.variables += extra.map { _ in 2 }
        let taken = pool.filter { choices[$0] == .taken }
        return isFeasible(taken) ? taken : nil
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
    ///
    /// `relaxed` drops the whole-number rule and sets what a dive decided. The rows bound the columns by 1; open upper
    /// bounds keep the reduced costs of used columns at 0.
    private func makeModel(columns: [Int], relaxed choices: [Choice]? = nil) -> LinearModel {
        var model = LinearModel()
        var jobRows = [[(variable: Int, value: Double)]](repeating: [], count: jobs)
        var classRows = [[(variable: Int, value: Double)]](repeating: [], count: problem.vehicles.count)
        for job in 0..<jobs {
            jobRows[job].append((model.addVariable(upper: 1, cost: slackPrices[job]), 1))
        }
        for column in columns {
            let choice = choices?[column] ?? .open
            let variable = model.addVariable(
                lower: choice == .taken ? 1 : 0,
                upper: choice == .taken ? 1 : choice == .blocked ? 0 : choices == nil ? 1 : .infinity,
                cost: problem.prices[column], kind: choices == nil ? .binary : .continuous)
            for job in problem.columns[column] { jobRows[Int(job)].append((variable, 1)) }
            classRows[problem.classes[column]].append((variable, 1))
        }
        for row in jobRows { model.addConstraint(row, lower: 1, upper: 1) }
        for (group, row) in classRows.enumerated() {
            model.addConstraint(row, upper: Double(max(0, problem.vehicles[group])))
        }
        return model
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

    private var remainingIterations: Int? { problem.iterationLimit.map { max(0, $0 - work.iterations) } }

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
