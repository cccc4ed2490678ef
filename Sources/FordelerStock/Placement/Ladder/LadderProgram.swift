import FordelerMIP

/// The ladder model as an integer program, with the strong rows `share ≤ first unit`, which shrink the search tree by
/// an order of magnitude.
struct LadderProgram {
    private let core: LadderCore
    private let depots: [Int]
    private var model = LinearModel()
    private var open: [Int: Int] = [:]
    /// First ladder variable of depot and type.
    private var ladder: [[Int]] = []
    private var shares: [(stream: Int, depot: Int?, variable: Int)] = []

    /// - Parameters:
    ///   - isOpen: depots decided open.
    ///   - isClosed: depots decided closed; they leave the program.
    init(_ core: LadderCore, isOpen: [Bool], isClosed: [Bool]) {
        self.core = core
        depots = (0..<core.depots).filter { !isClosed[$0] }
        build(isOpen)
    }

    /// The program in the LP form.
    var lpText: String { model.lpText() }

    private mutating func build(_ isOpen: [Bool]) {
        let problem = core.problem
        ladder = [[Int]](repeating: [Int](repeating: -1, count: core.types), count: core.depots)
        for d in depots {
            open[d] = model.addVariable(
                lower: isOpen[d] ? 1 : 0, upper: 1, cost: problem.depots[d].fixedCost, kind: .binary)
        }
        for d in depots {
            var room: [(variable: Int, value: Double)] = [(open[d] ?? 0, -Double(problem.depots[d].space))]
            for (t, type) in problem.types.enumerated() where type.mostUnits > 0 {
                for s in 0..<type.mostUnits {
                    let unit = model.addVariable(upper: 1, cost: type.holdingCost, kind: .binary)
                    if s == 0 { ladder[d][t] = unit }
                    model.addConstraint([(unit, 1), (s == 0 ? open[d] ?? 0 : unit - 1, -1)], upper: 0)
                    room.append((unit, Double(type.space)))
                }
            }
            model.addConstraint(room, upper: 0)
        }
        var assignment = [[(variable: Int, value: Double)]](repeating: [], count: problem.streams.count)
        var load: [[[(variable: Int, value: Double)]]] = (0..<core.depots).map { _ in (0..<core.types).map { _ in [] } }
        var express: [[[(variable: Int, value: Double)]]] = problem.classes.map { _ in (0..<core.types).map { _ in [] }
        }
        for (k, stream) in problem.streams.enumerated() {
            for d in depots where core.cost[k * core.depots + d] < .infinity && ladder[d][stream.type] >= 0 {
                let share = model.addVariable(upper: 1, cost: core.cost[k * core.depots + d])
                shares.append((k, d, share))
                assignment[k].append((share, 1))
                load[d][stream.type].append((share, core.demand[k]))
                model.addConstraint([(share, 1), (ladder[d][stream.type], -1)], upper: 0)
            }
            let share = model.addVariable(upper: 1, cost: core.express[k])
            shares.append((k, nil, share))
            assignment[k].append((share, 1))
            express[stream.promise][stream.type].append((share, core.demand[k]))
        }
        for row in assignment { model.addConstraint(row, lower: 1, upper: 1) }
        for d in depots {
            for t in 0..<core.types where ladder[d][t] >= 0 && !load[d][t].isEmpty {
                let steps = (1..<core.carried[t].count).map { s in
                    (variable: ladder[d][t] + s - 1, value: -(core.carried[t][s] - core.carried[t][s - 1]))
                }
                model.addConstraint(load[d][t] + steps, upper: 0)
            }
        }
        for c in problem.classes.indices {
            for t in 0..<core.types where !express[c][t].isEmpty {
                model.addConstraint(express[c][t], upper: core.allowance[c][t])
            }
        }
    }

    /// Solves from a plan; depots and units of the best solution come back.
    func solve(
        start: LadderSearch?, options: PlacementOptions, deadline: Deadline
    ) throws(MIPError) -> (solution: MIPSolution, open: [Int], stock: [[Int]]) {
        var mip = MIPOptions()
        mip.timeLimit = deadline.remaining
        mip.nodeLimit = options.nodeLimit
        mip.relativeGap = options.relativeGap
        mip.cancel = options.cancel
        mip.shouldStop = options.shouldStop
        mip.initial = start.flatMap(point)
        if let progress = options.progress {
            mip.onProgress = { progress(PlacementProgress(bound: $0.bound, objective: $0.objective, nodes: $0.nodes)) }
        }
        let solution = try MIPSolver.solve(model, options: mip)
        guard let values = solution.values else { return (solution, [], []) }
        var stock = [[Int]](repeating: [Int](repeating: 0, count: core.types), count: core.depots)
        for d in depots {
            for t in 0..<core.types where ladder[d][t] >= 0 {
                stock[d][t] = (0..<core.problem.types[t].mostUnits).count { values[ladder[d][t] + $0] > 0.5 }
            }
        }
        return (solution, depots.filter { values[open[$0] ?? 0] > 0.5 }, stock)
    }

    private func point(_ plan: LadderSearch) -> [Double]? {
        var values = [Double](repeating: 0, count: model.variableCount)
        for d in depots where plan.isOpen[d] {
            values[open[d] ?? 0] = 1
            for t in 0..<core.types where ladder[d][t] >= 0 {
                for s in 0..<plan.stock[d][t] { values[ladder[d][t] + s] = 1 }
            }
        }
        var served: [Int: Double] = [:]
        for part in plan.services() {
            served[part.stream * (core.depots + 1) + (part.depot ?? core.depots)] = part.share
        }
        for share in shares {
            values[share.variable] = served[share.stream * (core.depots + 1) + (share.depot ?? core.depots)] ?? 0
        }
        return model.violation(at: values) <= 1e-6 ? values : nil
    }
}
