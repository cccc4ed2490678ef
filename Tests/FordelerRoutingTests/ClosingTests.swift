import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Two vehicles drive to a place each, far from the depot; one would do for both.
@Suite struct ClosingTests {
    private static let jobsEach = 15

    private static func problem() -> RoutingProblem {
        // The depot, then the first place and the second; 1 inside a place, 150 between them, 100 to the depot.
        let count = 1 + 2 * jobsEach
        let place = (0..<count).map { $0 == 0 ? 0 : $0 <= jobsEach ? 1 : 2 }
        let travel = (0..<count * count).map { cell -> Int32 in
            let (from, to) = (cell / count, cell % count)
            if from == to { return 0 }
            if place[from] == place[to] { return 1 }
            return place[from] == 0 || place[to] == 0 ? 100 : 150
        }
        return RoutingProblem(
            dimensions: 0, profiles: [TravelMatrix(count: count, durations: travel, distances: travel)],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<4).map { _ in
                RoutingVehicle(
                    startDepot: 0, endDepot: 0, maxDistance: 10_000, capacity: [],
                    fixedCosts: [AimCost(aim: 0, amount: 10)])
            },
            jobs: (1..<count).map {
                RoutingJob(
                    work: .visit(RoutingVisit(location: $0), delivery: [], pickup: []),
                    unassignedCosts: [AimCost(aim: 0, amount: 5_000)])
            })
    }

    /// Any part of a route costs more on the other vehicle until all of it is there.
    @Test(arguments: [(0.3, 1), (0, 2)]) func aVehicleThatCanBeSparedIsClosed(chance: Double, used: Int) {
        let problem = Self.problem()
        let instance = RoutingInstance(problem)
        var routes = RouteSet.none(instance)
        let each = Int32(Self.jobsEach)
        routes.routes = [Array(0..<each), Array(each..<2 * each), [], []]
        routes.unassigned = []
        let island = Island(instance, seed: 1)
        island.ruin.closingChance = chance
        island.start(from: routes)
        for _ in 0..<400 { island.step(temperature: 1e-9) }
        #expect(island.work.countRoutes() == used)
        #expect(island.isConsistent())
        #expect(island.best.unassigned.isEmpty)
        let report = RoutingChecker.check(island.best.solution(instance), of: problem)
        #expect(report.violations.isEmpty, "\(report.violations)")
    }

    @Test func vehiclesThatAllDriveAreNotClosed() {
        let instance = RoutingInstance(Self.problem())
        var routes = RouteSet.none(instance)
        for (used, idle) in [(3, 0.25), (4, 0)] {
            let work = SearchWorkspace(instance)
            routes.routes = (0..<4).map { $0 < used ? [Int32(7 * $0), Int32(7 * $0 + 1)] : [] }
            routes.unassigned = (0..<Int32(instance.jobCount)).filter { $0 % 7 > 1 || $0 >= 7 * used }
            routes.restore(to: work.state)
            #expect(work.idleShare() == idle)
        }
    }
}
