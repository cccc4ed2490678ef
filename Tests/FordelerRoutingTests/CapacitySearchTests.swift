import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// The search for problems of capacity and distance alone. Debug builds compare every move with its prediction and
/// every load with its recomputation, so a run of it is a test of both.
@Suite struct CapacitySearchTests {
    /// Customers on a grid of 100 by 100, the depot in a corner or the middle.
    static func problem(jobs: Int, vehicles: Int? = nil, seed: UInt64) -> RoutingProblem {
        var random = SearchRandom(seed: seed)
        let places = (0...jobs).map { _ in (random.below(100), random.below(100)) }
        let cells = places.flatMap { a in
            places.map { b in
                let (x, y) = (Double(a.0 - b.0), Double(a.1 - b.1))
                return Int32((x * x + y * y).squareRoot().rounded())
            }
        }
        let sizes = (0..<jobs).map { _ in 1 + random.below(9) }
        let capacity = 10 + random.below(20)
        return RoutingProblem(
            aims: [RoutingAim(name: "distance", weight: 1)], dimensions: 1,
            profiles: [TravelMatrix(count: jobs + 1, durations: cells, distances: cells)],
            depots: [RoutingDepot(location: jobs)],
            vehicles: (0..<(vehicles ?? jobs)).map { _ in RoutingVehicle(capacity: [capacity]) },
            jobs: sizes.enumerated().map { index, size in
                RoutingJob(work: .visit(RoutingVisit(location: index), delivery: [size], pickup: [0]))
            })
    }

    @Test(arguments: 1...12) func findsTheBruteForceOptimum(seed: UInt64) throws {
        let problem = CapacitySearchTests.problem(jobs: 6, vehicles: 4, seed: seed)
        #expect(CapacitySearch.applies(to: RoutingInstance(problem)))
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 200))
        #expect(Double(result.solution.aims[0]) == SolverTests.bruteForce(problem), "seed \(seed)")
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
    }

    @Test(arguments: 1...6) func solutionsHoldBeforeTheChecker(seed: UInt64) throws {
        let problem = CapacitySearchTests.problem(jobs: 60, seed: seed)
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: seed, stepLimit: 240))
        let report = RoutingChecker.check(result.solution, of: problem)
        #expect(report.violations.isEmpty, "seed \(seed): \(report.violations)")
        #expect(result.solution.isFeasible, "seed \(seed)")
    }

    @Test func threadsNeverChangeTheResult() throws {
        let problem = CapacitySearchTests.problem(jobs: 40, seed: 3)
        let results = try [1, 2, 3].map {
            try RoutingSolver(problem).solve(SolverOptions(seed: 5, threads: $0, stepLimit: 400)).solution
        }
        #expect(results[0] == results[1])
        #expect(results[0] == results[2])
    }

    /// Any series of changes, taken back, leaves the routes as they were.
    @Test(arguments: 1...20) func aStepIsTakenBackWhole(seed: UInt64) {
        var random = SearchRandom(seed: seed)
        let n = 14
        let cells = (0...n).flatMap { a in (0...n).map { Int32(7 * abs(a - $0) % 23) } }
        let routes = CapacityRoutes(
            distances: cells, demands: (0..<n).map { Int32(1 + $0 % 4) }, capacity: 9, routeLimit: 6)
        routes.replaceAll(with: [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9, 10, 11], [12, 13]])
        let before = (0..<6).map(routes.sequence)
        let (cost, versions) = (routes.cost, (0..<6).map { routes.version[$0] })
        routes.beginStep()
        var taken: [Int32] = []
        for _ in 0..<5 {
            let place = Int32(random.below(n))
            if routes.routeOf[place] >= 0 {
                routes.remove(place)
                taken.append(place)
            }
        }
        for place in taken { routes.insert(place, after: routes.depot(random.below(6))) }
        for _ in 0..<6 {
            let (a, b) = (Int32(random.below(n)), Int32(random.below(n)))
            if routes.routeOf[a] == routes.routeOf[b] { continue }
            if random.below(2) == 0 {
                routes.exchangeTails(a, b, delta: 0)
            } else {
                routes.exchangeReversed(a, b, delta: 0)
            }
        }
        for index in 0..<routes.touchedCount { routes.refresh(Int(routes.touched[index])) }
        #expect((0..<6).flatMap(routes.sequence).sorted() == (0..<Int32(n)).map { $0 }, "seed \(seed)")
        routes.rollback()
        #expect((0..<6).map(routes.sequence) == before, "seed \(seed)")
        #expect(routes.cost == cost)
        #expect((0..<6).map { routes.version[$0] } == versions)
    }

    /// Loads that fit the vehicles in one way only: a repair must find it or leave the plan as it is.
    @Test func tightLoadsStayFeasible() throws {
        let sizes = [6, 4, 7, 3, 8, 2, 9, 1, 5, 5]
        let places = [0, 90, 10, 80, 20, 70, 30, 60, 40, 50, 45]
        let cells = places.flatMap { from in places.map { Int32(abs(from - $0)) } }
        let problem = RoutingProblem(
            aims: [RoutingAim(name: "distance", weight: 1)], dimensions: 1,
            profiles: [TravelMatrix(count: places.count, durations: cells, distances: cells)],
            depots: [RoutingDepot(location: 10)],
            vehicles: (0..<5).map { _ in RoutingVehicle(capacity: [10]) },
            jobs: sizes.enumerated().map { index, size in
                RoutingJob(work: .visit(RoutingVisit(location: index), delivery: [size], pickup: [0]))
            })
        let result = try RoutingSolver(problem).solve(SolverOptions(seed: 1, stepLimit: 400))
        #expect(RoutingChecker.check(result.solution, of: problem).violations.isEmpty)
    }
}
