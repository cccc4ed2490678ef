import FordelerMIP

/// The integer program of capacitated placement: sites, shares of points, and `share ≤ site` added when violated.
struct CapacitatedProgram {
    private let problem: PlacementProblem
    private let points: [DemandPoint]
    private let selection: SiteSelection

    init(_ problem: PlacementProblem, _ points: [DemandPoint], _ selection: SiteSelection) {
        self.problem = problem
        self.points = points
        self.selection = selection
    }

    /// Solves from what the bound has decided; sites of the best plan stay in.
    func solve(
        _ lagrangian: LagrangianBound, _ start: SelectionSolver.Outcome, _ options: PlacementOptions,
        _ deadline: Deadline
    ) throws -> PlacementSolution {
        let isSingle = problem.assignment == .single
        // With single assignment the best split plan is no plan, and its price decides nothing.
        let best = isSingle ? nil : start.open
        let closed = problem.sites.indices.map { j in
            isSingle || best?.contains(j) == true ? selection.isClosed[j] : lagrangian.isClosed[j]
        }
        let forced = problem.sites.indices.map { j in
            isSingle || best?.contains(j) == false ? selection.isOpen[j] : lagrangian.isOpen[j]
        }
        var columns = Columns(model: LinearModel(), sites: [], pairs: [])
        build(&columns, isClosed: closed, isOpen: forced)
        var mip = MIPOptions()
        mip.timeLimit = deadline.remaining
        mip.nodeLimit = options.nodeLimit
        mip.relativeGap = options.relativeGap
        mip.cancel = options.cancel
        mip.shouldStop = options.shouldStop
        if let best { mip.initial = point(of: best, columns) }
        mip.lazyRows = { values, _, rows in
            for (k, pair) in columns.pairs.enumerated() {
                let share = columns.sites.count + k
                if values[share] > values[pair.place] + 1e-6 {
                    rows.append([(share, 1), (pair.place, -1)], lower: -.infinity, upper: 0)
                }
            }
        }
        if let progress = options.progress {
            mip.onProgress = { progress(PlacementProgress(bound: $0.bound, objective: $0.objective, nodes: $0.nodes)) }
        }
        let result = try MIPSolver.solve(columns.model, options: mip)
        return read(result, columns, start, options)
    }

    /// The program's columns: sites, then shares of pairs.
    private struct Columns {
        var model: LinearModel
        var sites: [Int]
        /// Point, and the place of its site among ``sites``.
        var pairs: [(point: Int, place: Int)]
    }

    private func build(_ columns: inout Columns, isClosed: [Bool], isOpen: [Bool]) {
        columns.sites = problem.sites.indices.filter { !isClosed[$0] }
        for j in columns.sites {
            columns.model.addVariable(lower: isOpen[j] ? 1 : 0, upper: 1, cost: selection.fixed[j], kind: .binary)
        }
        var assignments = [[(variable: Int, value: Double)]](repeating: [], count: points.count)
        var loads = [[(variable: Int, value: Double)]](repeating: [], count: columns.sites.count)
        for i in points.indices {
            for (place, j) in columns.sites.enumerated() where selection.cost[j * points.count + i] < selection.penalty
            {
                if problem.assignment == .single && points[i].demand > selection.capacity[j] { continue }
                let share = columns.model.addVariable(
                    upper: 1, cost: selection.cost[j * points.count + i],
                    kind: problem.assignment == .single ? .binary : .continuous)
                columns.pairs.append((i, place))
                assignments[i].append((share, 1))
                loads[place].append((share, points[i].demand))
            }
        }
        for row in assignments { columns.model.addConstraint(row, lower: 1, upper: 1) }
        for (place, j) in columns.sites.enumerated() {
            columns.model.addConstraint(loads[place] + [(place, -selection.capacity[j])], upper: 0)
        }
        let all = columns.sites.indices.map { (variable: $0, value: 1.0) }
        columns.model.addConstraint(
            all.map { ($0.variable, selection.capacity[columns.sites[$0.variable]]) },
            lower: points.reduce(0) { $0 + $1.demand })
        columns.model.addConstraint(
            all, lower: Double(selection.count.lowerBound), upper: Double(selection.count.upperBound))
        if selection.budget < .infinity {
            columns.model.addConstraint(
                all.map { ($0.variable, selection.use[columns.sites[$0.variable]]) }, upper: selection.budget)
        }
        for district in selection.districts {
            let inside = columns.sites.indices.filter { district.contains(columns.sites[$0]) }
            columns.model.addConstraint(inside.map { ($0, 1) }, lower: 1)
        }
    }

    private func point(of open: [Int], _ columns: Columns) -> [Double]? {
        let plan = TransportPlan(selection, open: open)
        guard plan.cost != nil else { return nil }
        let place = Dictionary(uniqueKeysWithValues: open.enumerated().map { ($1, $0) })
        var values = columns.sites.map { place[$0] == nil ? 0.0 : 1 }
        for pair in columns.pairs {
            guard let k = place[columns.sites[pair.place]] else {
                values.append(0)
                continue
            }
            values.append(min(1, plan.flow[k * points.count + pair.point] / points[pair.point].demand))
        }
        return columns.model.violation(at: values) <= 1e-6 ? values : nil
    }

    private func read(
        _ result: MIPSolution, _ columns: Columns, _ start: SelectionSolver.Outcome, _ options: PlacementOptions
    ) -> PlacementSolution {
        var solution = PlacementSolution(status: .noPlan, nodes: result.nodes)
        solution.bound = [result.bound, start.bound].compactMap { $0 }.max()
        if let values = result.values {
            solution.open = columns.sites.indices.filter { values[$0] > 0.5 }.map { columns.sites[$0] }
            var objective = solution.open.reduce(0) { $0 + selection.fixed[$1] }
            for (k, pair) in columns.pairs.enumerated() {
                var share = min(1, max(0, values[columns.sites.count + k]))
                if problem.assignment == .single { share.round() }
                guard share > 1e-9, values[pair.place] > 0.5 else { continue }
                let site = columns.sites[pair.place]
                objective += share * selection.cost[site * points.count + pair.point]
                solution.services.append(
                    .init(zone: points[pair.point].zone, classes: points[pair.point].classes, site: site, share: share))
            }
            solution.objective = objective
            solution.status = result.termination == .optimal ? .optimal : .feasible
            if result.termination == .optimal && options.relativeGap == 0 { solution.bound = objective }
            solution.bound = solution.bound.map { min($0, objective) }
        } else if result.termination == .infeasible {
            solution.status = .infeasible
            solution.bound = nil
        }
        return solution
    }
}
