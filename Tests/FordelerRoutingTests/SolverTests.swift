import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

@Suite struct SolverTests {
    /// Every sequence of every subset of jobs over the vehicles, judged by the route walker: slow and certain.
    static func bruteForce(_ problem: RoutingProblem) -> Double {
        let instance = RoutingInstance(problem)
        let walker = RouteWalker(instance)
        // Cheapest route of each vehicle for each set of jobs, by trying all orders.
        let jobs = problem.jobs.count
        func cheapest(_ set: Int, vehicle: Int) -> Double {
            var best = Double.infinity
            func extend(_ route: [Int32], _ open: [Int32]) {
                if open.isEmpty {
                    let full = [instance.vehicles[vehicle].startNode] + route + [instance.vehicles[vehicle].endNode]
                    for (position, node) in full.enumerated() { walker.sequence[position] = node }
                    best = min(best, walker.cost(count: full.count, vehicle: vehicle))
                    return
                }
                for (index, node) in open.enumerated() {
                    var rest = open
                    rest.remove(at: index)
                    // A shipment's delivery opens once its goods are on board.
                    if instance.nodes[node].role == NodeRole.pickup.rawValue { rest.append(node + 1) }
                    extend(route + [node], rest)
                    guard instance.hasTrips, !route.isEmpty, Int(route.last!) < instance.visitCount else { continue }
                    if open.contains(where: { instance.nodes[$0].role == NodeRole.delivery.rawValue }) { continue }
                    for reload in 0..<instance.vehicles[vehicle].reloadCount {
                        extend(route + [instance.reloads[instance.vehicles[vehicle].reloadFirst + reload], node], rest)
                    }
                }
            }
            extend([], (0..<jobs).filter { set >> $0 & 1 == 1 }.map { instance.jobs[$0].firstNode })
            return set == 0 ? 0 : best
        }
        var table = [Double](repeating: .infinity, count: 1 << jobs)
        table[0] = 0
        for vehicle in problem.vehicles.indices {
            let single = (0..<1 << jobs).map { cheapest($0, vehicle: vehicle) }
            var next = table
            for set in 0..<1 << jobs {
                var part = set
                while part > 0 {
                    next[set] = min(next[set], table[set ^ part] + single[part])
                    part = (part - 1) & set
                }
            }
            table = next
        }
        var best = Double.infinity
        for set in 0..<1 << jobs {
            var total: Double = table[set]
            for job in 0..<jobs where (set >> job) & 1 == 0 { total += instance.jobs[job].unassignedScalar }
            best = min(best, total)
        }
        return best
    }

    @Test(arguments: 1...24) func findsTheBruteForceOptimum(seed: UInt64) throws {
        var random = RandomProblem(seed: seed)
        let problem = random.problem(jobs: 4)
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 4000))
        let found = zip(result.solution.aims, problem.aims).reduce(0.0) { $0 + Double($1.0) * $1.1.weight }
        #expect(abs(found - SolverTests.bruteForce(problem)) < 1e-3, "seed \(seed)")
    }

    /// Ten jobs whose loads fill five vehicles only in pairs that are far apart: distance alone would take more.
    @Test(arguments: 1...3) func fewerVehiclesComeFirstWhereTheyAreAnAim(seed: UInt64) throws {
        let sizes = [5, 4, 3, 2, 1, 9, 8, 7, 6, 5]
        let places = [0, 10, 20, 30, 40, 1010, 1020, 1030, 1040, 1050, 500]
        let cells = places.flatMap { from in places.map { Int32(abs(from - $0)) } }
        let problem = RoutingProblem(
            aims: [RoutingAim(name: "vehicles", weight: 100_000), RoutingAim(name: "distance", weight: 1)],
            dimensions: 1, profiles: [TravelMatrix(count: places.count, durations: cells, distances: cells)],
            depots: [RoutingDepot(location: 10)],
            vehicles: (0..<10).map { _ in RoutingVehicle(capacity: [10], fixedCosts: [AimCost(aim: 0, amount: 1)]) },
            jobs: sizes.enumerated().map { index, size in
                RoutingJob(work: .visit(RoutingVisit(location: index), delivery: [size], pickup: [0]))
            })
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 2000))
        #expect(result.solution.isFeasible)
        #expect(result.solution.aims[0] == 5)
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
    }

    @Test func theThreadCountNeverChangesTheResult() throws {
        var random = RandomProblem(seed: 7)
        let problem = random.problem(jobs: 12)
        let solver = try RoutingSolver(problem)
        let one = solver.solve(SolverOptions(seed: 5, threads: 1, stepLimit: 800))
        let two = solver.solve(SolverOptions(seed: 5, threads: 2, stepLimit: 800))
        #expect(one.solution == two.solution)
        #expect(one.steps == two.steps)
    }

    @Test func aWarmStartIsNeverMadeWorse() throws {
        var random = RandomProblem(seed: 11)
        let problem = random.problem(jobs: 10, rich: false)
        let solver = try RoutingSolver(problem)
        let first = solver.solve(SolverOptions(seed: 1, stepLimit: 600))
        let second = solver.solve(SolverOptions(seed: 2, stepLimit: 4, initial: first.solution))
        #expect(second.solution.aims[0] <= first.solution.aims[0])
    }

    @Test(arguments: 1...6) func aLockedPrefixStaysWhereItIs(seed: UInt64) throws {
        var random = RandomProblem(seed: seed + 100)
        var problem = random.problem(jobs: 10, rich: false)
        let free = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 200)).solution
        guard let route = free.routes.first else { return }
        let prefix = Array(route.sequence.prefix(2).reversed())
        problem.vehicles[route.vehicle].lockedPrefix = prefix
        let locked = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 400)).solution
        let kept = locked.routes.first { $0.vehicle == route.vehicle }?.sequence.prefix(prefix.count)
        if locked.isFeasible, let kept { #expect(Array(kept) == prefix) }
    }

    @Test func aRaisedStopFlagReturnsTheBestSoFar() throws {
        var random = RandomProblem(seed: 3)
        let options = SolverOptions(seed: 1, stepLimit: 1_000_000)
        options.stop.stop()
        let result = try RoutingSolver(random.problem(jobs: 6)).solve(options)
        #expect(result.status == .cancelled)
        #expect(result.solution.routes.count + result.solution.unassigned.count > 0)
    }

    @Test func aProblemWithoutVehiclesLeavesEverythingOut() throws {
        var random = RandomProblem(seed: 3)
        var problem = random.problem(jobs: 3)
        problem.vehicles = []
        for index in problem.jobs.indices { problem.jobs[index].allowedVehicles = nil }
        let result = try RoutingSolver(problem).solve(SolverOptions(stepLimit: 10))
        #expect(result.solution.unassigned == [0, 1, 2])
    }

    @Test func defectsOfAProblemAreAllListed() {
        var random = RandomProblem(seed: 3)
        var problem = random.problem(jobs: 3)
        problem.vehicles[0].capacity = []
        problem.jobs[1].release = .max
        #expect(throws: RoutingProblemErrors.self) { try RoutingSolver(problem) }
        #expect(problem.validate().count == 2)
    }
}
