import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Problems that the lean lanes take: their plans stand before the checker and are as good as every order tried.
@Suite struct LaneTests {
    /// Jobs at random places; two kinds of vehicles at one depot.
    static func problem(
        _ random: inout RandomProblem, jobs: Int, hasBackhauls: Bool, hasWindows: Bool, areOptional: Bool,
        depots: Int = 1
    ) -> RoutingProblem {
        let points = (0..<jobs + depots).map { _ in (random.below(100), random.below(100)) }
        let cells = points.flatMap { a in points.map { b in Int32(abs(a.0 - b.0) + abs(a.1 - b.1)) } }
        return RoutingProblem(
            dimensions: 1, profiles: [TravelMatrix(count: points.count, durations: cells, distances: cells)],
            depots: (0..<depots).map { RoutingDepot(location: jobs + $0) },
            vehicles: (0..<max(3, jobs / 2)).map { index in
                let isLarge = index % 2 == 1
                return RoutingVehicle(
                    startDepot: index % depots, endDepot: index % depots, capacity: [isLarge ? 9 : 5],
                    fixedCosts: isLarge ? [AimCost(aim: 0, amount: 30)] : [], costPerDistance: isLarge ? 3 : 2)
            },
            jobs: (0..<jobs).map { index in
                let isBackhaul = hasBackhauls && random.chance(40)
                let from = random.below(200)
                let amount = 1 + random.below(3)
                return RoutingJob(
                    work: .visit(
                        RoutingVisit(
                            location: index, windows: hasWindows ? [from...from + 100] : [],
                            ranks: hasBackhauls
                                ? [isBackhaul ? SequenceRank(before: 15, after: 1) : SequenceRank(before: 0, after: 0)]
                                : []),
                        delivery: [isBackhaul ? 0 : amount], pickup: [isBackhaul ? amount : 0]),
                    allowedVehicles: random.chance(20) ? [0, 1] : nil,
                    unassignedCosts: areOptional ? [AimCost(aim: 0, amount: 100 + random.below(300))] : nil)
            })
    }

    static func isBackhaul(_ job: RoutingJob) -> Bool {
        if case .visit(_, _, let pickup) = job.work { pickup[0] > 0 } else { false }
    }

    /// Lets no route begin with a backhaul: no way leads there from the depot.
    static func forbidBackhaulsFirst(_ problem: inout RoutingProblem) {
        let profile = problem.profiles[0]
        var cells = profile.distances
        for (index, job) in problem.jobs.enumerated() {
            if LaneTests.isBackhaul(job) {
                cells[(profile.count - 1) * profile.count + index] = TravelMatrix.unreachable
            }
        }
        problem.profiles = [TravelMatrix(count: profile.count, durations: cells, distances: cells)]
    }

    @Test(arguments: 1...12) func backhaulsAreSearchedByDistanceAlone(seed: UInt64) throws {
        var random = RandomProblem(seed: seed &+ 500)
        var problem = LaneTests.problem(
            &random, jobs: 5, hasBackhauls: true, hasWindows: false, areOptional: seed % 2 == 0)
        if seed % 3 != 0 { LaneTests.forbidBackhaulsFirst(&problem) }
        let instance = RoutingInstance(problem)
        let hasBoth = Set(problem.jobs.map(LaneTests.isBackhaul)).count == 2
        #expect((instance.barrier < .max) == hasBoth)
        if hasBoth { #expect(InsertionScan.Lane(instance) == .distance) }
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 1500))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
        // A shift that binds nobody makes the engine test every gap by ranks, loads and times.
        var tested = problem
        for index in tested.vehicles.indices { tested.vehicles[index].latestEnd = 1_000_000 }
        #expect(RoutingInstance(tested).barrier == .max)
        let best = SolverTests.bruteForce(tested)
        let missing = result.solution.unassigned.filter { problem.jobs[$0].unassignedCosts == nil }.count
        if missing == 0, best < RoutingInstance(tested).jobs[0].unassignedScalar {
            #expect(abs(Double(result.solution.aims[0]) - best) < 1e-3, "seed \(seed)")
        }
    }

    @Test(arguments: 1...6) func mixedFleetsTradePartsOfRoutes(seed: UInt64) throws {
        var random = RandomProblem(seed: seed &+ 900)
        let hasWindows = seed % 2 == 0
        let problem = LaneTests.problem(
            &random, jobs: 24, hasBackhauls: false, hasWindows: hasWindows, areOptional: hasWindows,
            depots: seed > 3 ? 2 : 1)
        #expect(InsertionScan.Lane(RoutingInstance(problem)) == (hasWindows ? .window : .distance))
        // Every move's price is asserted against its effect, and every 16th step against a recomputation.
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 1200))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
    }

    /// Limits that bind some routes: a tour of many visits, or of far ones, takes too long.
    static func limitDurations(_ problem: inout RoutingProblem, _ random: inout RandomProblem) {
        for index in problem.vehicles.indices {
            problem.vehicles[index].maxDuration = [150, 300][index % 2] + random.below(100)
            problem.vehicles[index].startDuration = index % 3 == 0 ? 10 : 0
        }
    }

    @Test(arguments: 1...12) func limitedDurationsGiveTheBestOfAllOrders(seed: UInt64) throws {
        var random = RandomProblem(seed: seed &+ 300)
        var problem = LaneTests.problem(
            &random, jobs: 5, hasBackhauls: false, hasWindows: seed % 4 != 0, areOptional: true,
            depots: seed % 2 == 0 ? 2 : 1)
        LaneTests.limitDurations(&problem, &random)
        let instance = RoutingInstance(problem)
        #expect(instance.limitsDuration && InsertionScan.Lane(instance) == .window)
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 6000))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
        #expect(abs(Double(result.solution.aims[0]) - SolverTests.bruteForce(problem)) < 1e-3, "seed \(seed)")
    }

    @Test(arguments: 1...6) func limitedDurationsHoldBeforeTheChecker(seed: UInt64) throws {
        var random = RandomProblem(seed: seed &+ 200)
        var problem = LaneTests.problem(
            &random, jobs: 30, hasBackhauls: false, hasWindows: true, areOptional: true,
            depots: seed > 3 ? 2 : 1)
        LaneTests.limitDurations(&problem, &random)
        // Every 16th step walks every route and compares its duration with what its parts say.
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 1200))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
    }

    @Test func largerBackhaulsHoldBeforeTheChecker() throws {
        var random = RandomProblem(seed: 77)
        var problem = LaneTests.problem(&random, jobs: 30, hasBackhauls: true, hasWindows: false, areOptional: false)
        LaneTests.forbidBackhaulsFirst(&problem)
        let solver = try RoutingSolver(problem)
        let first = solver.solve(SolverOptions(seed: 1, stepLimit: 1200))
        #expect(RoutingChecker.check(first.solution, of: problem).violations.isEmpty)
        let again = solver.solve(SolverOptions(seed: 2, stepLimit: 4, initial: first.solution))
        #expect(again.solution.aims[0] <= first.solution.aims[0])
    }

    @Test(arguments: 1...4) func takingBackRestoresTheListOfJobsLeftOut(seed: UInt64) {
        var random = RandomProblem(seed: seed &+ 40)
        let problem = LaneTests.problem(&random, jobs: 12, hasBackhauls: false, hasWindows: true, areOptional: true)
        let state = SearchState(RoutingInstance(problem))
        var draws = SearchRandom(seed: seed)
        func flip() {
            let job = draws.below(12)
            if state.isUnassigned(job) { state.removeUnassigned(job) } else { state.addUnassigned(job) }
        }
        for _ in 0..<20 { flip() }
        let before = (0..<12).map { state.unassigned[$0] }
        let (count, cost) = (state.unassignedCount, state.unassignedCost)
        state.beginStep()
        for _ in 0..<20 { flip() }
        state.rollback()
        #expect((0..<12).map { state.unassigned[$0] } == before)
        #expect(state.unassignedCount == count && state.unassignedCost == cost)
    }

    @Test(arguments: [false, true]) func aRouteBeginsForJobsThatPayOnlyTogether(hasWindows: Bool) throws {
        // Sixty jobs in a row far away, worth 12 each; the way there and back is 500, which no twenty of them pay for.
        let places = (0..<60).map { 250 + $0 / 2 } + [0]
        let cells = places.flatMap { a in places.map { b in Int32(abs(a - b)) } }
        let problem = RoutingProblem(
            dimensions: 0, profiles: [TravelMatrix(count: places.count, durations: cells, distances: cells)],
            depots: [RoutingDepot(location: 60)],
            vehicles: (0..<3).map { _ in RoutingVehicle(startDepot: 0, endDepot: 0, capacity: []) },
            jobs: (0..<60).map {
                RoutingJob(
                    work: .visit(
                        RoutingVisit(location: $0, windows: hasWindows ? [0...1000] : []), delivery: [], pickup: []),
                    unassignedCosts: [AimCost(aim: 0, amount: 12)])
            })
        #expect(InsertionScan.Lane(RoutingInstance(problem)) == (hasWindows ? .window : .distance))
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: 1, stepLimit: 300))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
        #expect(result.solution.unassigned.isEmpty)
        #expect(result.solution.aims == [558])
    }
}
