import FordelerModel
import Testing

@testable import FordelerStock

/// A small random problem; numbers repeat for a seed.
struct PlacementDraw {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    mutating func problem(_ objective: PlacementProblem.Objective, sites: Int = 7, zones: Int = 9) -> PlacementProblem {
        let siteList = (0..<sites).map { j in
            PlacementProblem.Site(
                id: "s\(j)", openingCost: Double(20 + next(40)), runningCost: Double(next(20)),
                capacity: Double(12 + next(15)), district: "d\(j % 3)")
        }
        let zoneList = (0..<zones).map { i in
            PlacementProblem.Zone(id: "z\(i)", demand: [Double(1 + next(5)), Double(next(3))], district: "d\(i % 3)")
        }
        let cost = (0..<zones).map { _ in (0..<sites).map { _ in Double(5 + next(60)) } }
        return PlacementProblem(
            objective: objective, sites: siteList, zones: zoneList,
            classes: [.init(id: "acute", responseLimit: 45), .init(id: "planned")], serviceCost: cost,
            storeCount: objective == .fixedCharge || objective == .setCover ? nil : 3...3)
    }
}

@Suite struct PlacementTests {
    /// Four zones on a line at 0, 1, 10, 11; stores may stand at the zones. Two stores serve them at 1 + 1.
    private func line(_ objective: PlacementProblem.Objective, stores: Int) -> PlacementProblem {
        let places = [0.0, 1, 10, 11]
        return PlacementProblem(
            objective: objective, sites: places.map { .init(id: "s\($0)") },
            zones: places.map { .init(id: "z\($0)", demand: [1]) },
            serviceCost: places.map { a in places.map { abs(a - $0) } }, storeCount: stores...stores)
    }

    @Test func twoMediansOnALine() throws {
        let solution = try PlacementSolver.solve(line(.median, stores: 2))
        #expect(solution.status == .optimal && solution.objective == 2 && solution.bound == 2 && solution.gap == 0)
        #expect(solution.open.count == 2 && solution.services.count == 4)
    }

    @Test func centreOnALine() throws {
        // One store: the best reaches the farthest zone in 10; two stores in 1.
        #expect(try PlacementSolver.solve(line(.centre, stores: 1)).objective == 10)
        let two = try PlacementSolver.solve(line(.centre, stores: 2))
        #expect(two.objective == 1 && two.status == .optimal)
    }

    @Test func coveringOnALine() throws {
        var problem = line(.setCover, stores: 1)
        problem.storeCount = nil
        problem.classes[0].responseLimit = 1
        #expect(try PlacementSolver.solve(problem).objective == 2)
        problem.objective = .maximalCover
        problem.storeCount = 1...1
        let covered = try PlacementSolver.solve(problem)
        #expect(covered.objective == 2 && covered.bound == 2 && covered.services.count == 2)
        problem.classes[0].isExempt = true
        #expect(throws: InputErrors.self) { try PlacementSolver.solve(problem) }
    }

    @Test(
        arguments: [
            PlacementProblem.Objective.median, .fixedCharge, .setCover, .maximalCover, .centre,
        ], [1, 2, 3] as [UInt64])
    func agreesWithEnumeration(objective: PlacementProblem.Objective, seed: UInt64) throws {
        var draw = PlacementDraw(seed)
        for variant in 0..<4 {
            var problem = draw.problem(objective)
            if variant == 1 { problem.storePerDistrict = true }
            if variant == 2 {
                problem.budget = 160
                problem.storeCount = 1...4
            }
            if variant == 3 {
                problem.sites[2].status = .open
                problem.sites[4].status = .closed
                problem.classes[1].responseLimit = 50
            }
            let best = enumerate(problem)
            let solution = try PlacementSolver.solve(problem)
            if let best {
                #expect(solution.status == .optimal)
                #expect(abs((solution.objective ?? -1) - best) < 1e-6)
            } else {
                #expect(solution.status == .infeasible)
                #expect(!solution.conflict.isEmpty)
            }
        }
    }

    /// Best objective over every set of sites; `nil` when none keeps the rules.
    private func enumerate(_ problem: PlacementProblem) -> Double? {
        let points = problem.demandPoints()
        var best: Double?
        for mask in 1..<(1 << problem.sites.count) {
            let open = problem.sites.indices.filter { mask >> $0 & 1 == 1 }
            var trial = PlacementSolution(status: .feasible)
            trial.open = open
            trial.services = PlacementSolver.nearestServices(problem, points, open)
            let money = trial.services.reduce(0.0) { sum, part in
                let demand = problem.zones[part.zone].demand
                let mine = part.classes.reduce(0) { $0 + demand[$1] }
                return sum + problem.serviceCost[part.zone][part.site] * mine / demand.reduce(0, +)
            }
            let fixed = open.reduce(0) { $0 + problem.sites[$1].fixedCost }
            switch problem.objective {
            case .median: trial.objective = money
            case .fixedCharge: trial.objective = money + fixed
            case .setCover: trial.objective = fixed
            case .centre:
                trial.objective = trial.services.map { problem.time(zone: $0.zone, site: $0.site) }.max() ?? 0
            case .maximalCover:
                trial.objective = trial.services.reduce(0) { sum, part in
                    sum + part.classes.reduce(0) { $0 + problem.zones[part.zone].demand[$1] }
                }
            }
            guard let objective = trial.objective, problem.violations(of: trial).isEmpty else { continue }
            let better = best.map { problem.objective == .maximalCover ? objective > $0 : objective < $0 } ?? true
            if better { best = objective }
        }
        return best
    }

    @Test func conflictIsSmallest() throws {
        // One store cannot reach both ends within 5, whatever the large budget.
        var problem = line(.median, stores: 1)
        problem.classes[0].responseLimit = 5
        problem.budget = 1000
        let solution = try PlacementSolver.solve(problem)
        #expect(solution.status == .infeasible)
        #expect(
            Set(solution.conflict) == [
                .storeCount(1...1), .responseLimit(className: "all", limit: 5), .service,
            ])
    }

    @Test func unreachableZonesAreNamed() throws {
        var problem = line(.median, stores: 2)
        problem.serviceCost[3] = [.infinity, .infinity, .infinity, .infinity]
        let solution = try PlacementSolver.solve(problem)
        #expect(solution.status == .infeasible)
        #expect(solution.conflict.contains(.unreachable(zones: ["z11.0"])))
    }

    @Test func everyDefectIsListed() {
        var problem = line(.median, stores: 9)
        problem.sites[0].openingCost = .nan
        problem.sites[1].id = "s0.0"
        problem.zones[0].demand = [-1]
        problem.zones[1].demand = []
        problem.serviceCost[2][1] = .nan
        problem.serviceCost[3] = [1]
        problem.budget = -.infinity
        let found = problem.diagnostics()
        #expect(found.count == 8)
        #expect(throws: InputErrors.self) { try PlacementSolver.solve(problem) }
    }

    @Test func aPlanOfAnotherProblemIsRefused() throws {
        let problem = line(.median, stores: 2)
        var solution = try PlacementSolver.solve(problem)
        solution.objective = 1
        #expect(Set(problem.violations(of: solution).map(\.code)) == ["E-PLAN-OBJECTIVE", "E-PLAN-BOUND"])
        solution.objective = 2
        solution.services.removeLast()
        #expect(problem.violations(of: solution).map(\.code).contains("E-PLAN-SHARE"))
    }

    @Test func cancelAndTimeLimitKeepTheBest() throws {
        var draw = PlacementDraw(5)
        let problem = draw.problem(.median, sites: 30, zones: 40)
        let solution = try PlacementSolver.solve(problem, options: PlacementOptions(shouldStop: { true }))
        #expect(solution.status == .feasible || solution.status == .noPlan || solution.status == .optimal)
        let limited = try PlacementSolver.solve(problem, options: PlacementOptions(timeLimit: 0))
        #expect(limited.status != .infeasible)
    }
}
