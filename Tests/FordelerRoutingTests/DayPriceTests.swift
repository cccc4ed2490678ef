import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Jobs that cost more the later they are served, on vehicle-days that none of their neighbours is on.
@Suite struct DayPriceTests {
    /// Job 0 lies among jobs 1 to 50, two of which are served on each of the days 1 to 25; jobs 51 and 52 lie far away and
    /// are served on day 0, the only day on which job 0 costs nothing.
    private static func instance(lateJobOn day: Int) -> (RoutingInstance, RouteSet) {
        let places = (0...50).map { $0 } + [500, 501, 0]
        let cells = places.flatMap { a in places.map { b in Int32(abs(a - b)) } }
        let instance = RoutingInstance(
            RoutingProblem(
                dimensions: 0, profiles: [TravelMatrix(count: places.count, durations: cells, distances: cells)],
                depots: [RoutingDepot(location: 53)],
                vehicles: (0...25).map {
                    RoutingVehicle(startDepot: 0, endDepot: 0, maxDistance: 10_000, capacity: [], day: $0)
                },
                jobs: (0...52).map { job in
                    RoutingJob(
                        work: .visit(RoutingVisit(location: job), delivery: [], pickup: []),
                        dayCosts: (0...25).map { job == 0 ? 1000 * $0 : 0 },
                        unassignedCosts: [AimCost(aim: 0, amount: 1_000_000)])
                }))
        var routes = RouteSet.none(instance)
        routes.routes[0] = [51, 52]
        for day in 1...25 { routes.routes[day] = [Int32(2 * day - 1), Int32(2 * day)] }
        routes.routes[day].append(0)
        return (instance, routes)
    }

    @Test func roomOnAFarRouteOfAnEarlierDayIsTaken() {
        let (instance, routes) = Self.instance(lateJobOn: 25)
        #expect(instance.hasDayPrices && InsertionScan.Lane(instance) == .general)
        let work = SearchWorkspace(instance)
        routes.restore(to: work.state)
        work.state.beginStep()
        work.beginRuin()
        work.openRoute(25)
        work.remove(at: 3, route: 25)
        work.openRoute(0)
        work.remove(at: 2, route: 0)
        work.closeRuin()
        #expect((0..<work.removedCount).map { work.removed[$0] } == [0, 52])
        var random = SearchRandom(seed: 1)
        let recreate = Recreate()
        for index in 0..<work.removedCount { recreate.insert(Int(work.removed[index]), work, &random) }
        #expect(work.state.routeOf[0] == 0 && work.state.routeOf[52] == 0)
    }

    @Test func targetsAreTheRoutesThatPlaceAJobLower() {
        let (instance, routes) = Self.instance(lateJobOn: 3)
        let work = SearchWorkspace(instance)
        routes.restore(to: work.state)
        work.state.beginStep()
        work.beginRuin()
        work.openRoute(1)
        let count = work.findTargets(job: 0, below: work.state.placementPrice(of: 0))
        #expect((0..<count).map { work.targets[$0] } == [0, 2])
        #expect(work.findTargets(job: 0, below: 0) == 0)
        #expect(work.findTargets(job: 1, below: work.state.placementPrice(of: 1)) == 0)
    }

    @Test func pricesThatDifferByDayOnlyCountAsDayPrices() {
        let (instance, _) = Self.instance(lateJobOn: 3)
        var problem = instance.problem
        for job in problem.jobs.indices { problem.jobs[job].dayCosts = [] }
        problem.jobs[3].allowedVehicles = [2]
        #expect(!RoutingInstance(problem).hasDayPrices)
    }
}
