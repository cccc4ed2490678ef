import FordelerMIP
import Testing

@testable import FordelerStock

@Suite struct PlacementCapacityTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func transportPlanIsOptimal(seed: UInt64) throws {
        var draw = PlacementDraw(seed)
        let (points, sites) = (9, 4)
        let demand = (0..<points).map { _ in Double(1 + draw.next(6)) }
        let cost = (0..<points * sites).map { _ in draw.next(9) == 0 ? Double.infinity : Double(draw.next(50)) }
        let capacity = (0..<sites).map { _ in Double(5 + draw.next(12)) }
        let selection = SiteSelection(
            points: points, sites: sites, cost: cost, fixed: [0, 0, 0, 0], count: 1...sites, use: [0, 0, 0, 0],
            budget: .infinity, districts: [], isOpen: [false, false, false, false],
            isClosed: [false, false, false, false], demand: demand, capacity: capacity)
        var model = LinearModel()
        var loads = [[(variable: Int, value: Double)]](repeating: [], count: sites)
        for i in 0..<points {
            var row: [(variable: Int, value: Double)] = []
            for j in 0..<sites where cost[j * points + i] < .infinity {
                let share = model.addVariable(cost: cost[j * points + i])
                row.append((share, 1))
                loads[j].append((share, demand[i]))
            }
            model.addConstraint(row, lower: 1, upper: 1)
        }
        for j in 0..<sites { model.addConstraint(loads[j], upper: capacity[j]) }
        let exact = try MIPSolver.solve(model)
        let plan = TransportPlan(selection, open: Array(0..<sites))
        if let objective = exact.objective {
            #expect(abs((plan.cost ?? -1) - objective) < 1e-6)
        } else {
            #expect(plan.cost == nil)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func programTreeAndEnumerationAgree(seed: UInt64) throws {
        var draw = PlacementDraw(seed)
        var problem = draw.problem(.fixedCharge, sites: 6, zones: 8)
        problem.isCapacitated = true
        problem.classes[0].responseLimit = nil
        let solution = try PlacementSolver.solve(problem)
        let points = problem.demandPoints()
        let total = points.reduce(0) { $0 + $1.demand }
        let selection = problem.selection(points: points, fixed: problem.sites.map(\.fixedCost)) {
            problem.serviceCost[$0.zone][$1] * $0.share
        }.withCapacities(demand: points.map(\.demand), capacity: problem.sites.map { min($0.capacity ?? total, total) })
        var best = Double.infinity
        for mask in 1..<64 { best = min(best, selection.objective(of: (0..<6).filter { mask >> $0 & 1 == 1 })) }
        #expect(solution.status == .optimal)
        #expect(abs((solution.objective ?? -1) - best) < 1e-6)
        var lagrangian = LagrangianBound(selection, best: nil)
        lagrangian.offer([0, 1, 2, 3, 4, 5])
        lagrangian.run(iterations: 100, shouldStop: { false })
        let options = PlacementOptions()
        var tree = SiteTreeSearch(selection, lagrangian, options, Deadline(options))
        #expect(abs(tree.solve().objective - best) < 1e-5 * best)
    }

    @Test func singleAssignmentCostsMore() throws {
        // Two zones of 3 and two sites of 4: split or not, each site takes one zone; with 2 + 2 + 2 it must divide.
        var problem = PlacementProblem(
            objective: .fixedCharge, sites: [.init(id: "a", capacity: 4), .init(id: "b", capacity: 4)],
            zones: [.init(id: "x", demand: [3]), .init(id: "y", demand: [3])], serviceCost: [[0, 9], [3, 9]],
            isCapacitated: true)
        // Split: x whole and a third of y from a, the rest of y from b: 0 + 1 + 6.
        #expect(abs((try PlacementSolver.solve(problem).objective ?? 0) - 7) < 1e-6)
        problem.assignment = .single
        // Single: x from a, y from b: 9.
        let single = try PlacementSolver.solve(problem)
        #expect(single.objective == 9 && single.status == .optimal)
    }

    @Test func tooLittleCapacityIsExplained() throws {
        let problem = PlacementProblem(
            objective: .fixedCharge, sites: [.init(id: "a", capacity: 2)], zones: [.init(id: "x", demand: [3])],
            serviceCost: [[1]], isCapacitated: true)
        let solution = try PlacementSolver.solve(problem)
        #expect(solution.status == .infeasible)
        #expect(solution.conflict == [.capacity, .service])
    }
}
