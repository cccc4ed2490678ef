import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Segments of visits that change vehicle-days.
@Suite struct DayExchangeTests {
    /// Jobs two by two at three places, on two days of one van each. Each job weighs one.
    private static func problem(
        capacity: Int, _ costs: [[Int]], locked: [RoutingStep.Kind] = []
    ) -> RoutingProblem {
        let places = [0, 10, 10, 30, 30, 50, 50]
        let cells = places.flatMap { a in places.map { b in Int32(abs(a - b)) } }
        return RoutingProblem(
            dimensions: 1, profiles: [TravelMatrix(count: places.count, durations: cells, distances: cells)],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<2).map {
                RoutingVehicle(
                    startDepot: 0, endDepot: 0, latestEnd: 1000, maxDistance: 10_000, capacity: [capacity], day: $0,
                    fixedCosts: [AimCost(aim: 0, amount: 40)], lockedPrefix: $0 == 1 ? locked : [])
            },
            jobs: costs.indices.map { job in
                RoutingJob(
                    work: .visit(RoutingVisit(location: job + 1, service: 5), delivery: [1], pickup: [0]),
                    dayCosts: costs[job], unassignedCosts: [AimCost(aim: 0, amount: 100_000)])
            })
    }

    private static func workspace(_ problem: RoutingProblem, _ routes: [[Int32]]) -> SearchWorkspace {
        let instance = RoutingInstance(problem)
        let work = SearchWorkspace(instance)
        var set = RouteSet.none(instance)
        set.routes = routes
        set.unassigned = []
        set.restore(to: work.state)
        return work
    }

    /// Two full days: job 1 is late on the second and job 0 beside it can wait; job 2 belongs to the second.
    private static let late = [[0, 0], [0, 900], [900, 0], [0, 0]]

    @Test func twoFullDaysTradeALateJobForOneThatCanWait() {
        let work = Self.workspace(Self.problem(capacity: 2, Self.late), [[0, 3], [1, 2]])
        let exchanges = DayExchanges()
        exchanges.segmentChance = 0
        exchanges.relocationChance = 0
        var random = SearchRandom(seed: 1)
        #expect(work.state.placementPrice(of: 1) == 900)
        let isChanged = exchanges(work, temperature: 1e-9, random: &random)
        #expect(isChanged && (0..<2).allSatisfy { work.state.meta[$0].count == 4 })
        #expect((0..<4).allSatisfy { work.state.placementPrice(of: $0) == 0 })
    }

    @Test func aLockedVisitKeepsItsDay() {
        let problem = Self.problem(capacity: 2, Self.late, locked: [.visit(job: 1)])
        let work = Self.workspace(problem, [[0, 3], [1, 2]])
        let exchanges = DayExchanges()
        var random = SearchRandom(seed: 1)
        for _ in 0..<20 { _ = exchanges(work, temperature: 1e9, random: &random) }
        #expect(work.state.routeOf[1] == 1 && work.state.positionOf[1] == 1)
    }

    @Test func aVehicleWhoseLastJobFitsElsewhereStaysAtHome() {
        let work = Self.workspace(Self.problem(capacity: 3, [[0, 0], [0, 0], [0, 900]]), [[0, 2], [1]])
        let exchanges = DayExchanges()
        var random = SearchRandom(seed: 1)
        for _ in 0..<20 { _ = exchanges(work, temperature: 1e-9, random: &random) }
        #expect((0..<2).map { Int(work.state.meta[$0].count) } == [5, 2])
        #expect(work.state.emptyVehicle(ofClass: Int(work.state.instance.vehicles[1].classIndex)) == 1)
    }

    @Test func capacityHoldsWhateverTheTemperature() {
        let work = Self.workspace(Self.problem(capacity: 2, [[0, 0], [0, 0], [0, 0], [0, 0]]), [[0, 3], [1, 2]])
        let exchanges = DayExchanges()
        var random = SearchRandom(seed: 1)
        for _ in 0..<50 {
            _ = exchanges(work, temperature: 1e9, random: &random)
            #expect((0..<2).allSatisfy { work.state.meta[$0].count == 4 })
        }
    }

    /// Every rule switched on at random, moves at all temperatures; a debug build also holds each price against its effect.
    @Test(arguments: 1...40) func randomRichSolutionsHoldBeforeTheChecker(seed: UInt64) throws {
        var draw = RandomProblem(seed: seed &+ 5000)
        let problem = draw.problem(jobs: 12)
        let instance = RoutingInstance(problem)
        let island = Island(instance, seed: seed)
        island.start(from: nil)
        let state = island.work.state
        var random = SearchRandom(seed: seed)
        for temperature in [1e9, 30, 1e-9] {
            for _ in 0..<3 {
                let before = state.cost
                let isChanged = island.exchanges(island.work, temperature: temperature, random: &random)
                if !isChanged || temperature < 1 { #expect(state.cost <= before + 1e-6, "seed \(seed)") }
                #expect(island.isConsistent(), "seed \(seed)")
            }
        }
        var routes = RouteSet.none(instance)
        routes.capture(state)
        let report = RoutingChecker.check(routes.solution(instance), of: problem)
        #expect(report.violations.isEmpty, "seed \(seed): \(report.violations)")
    }

    @Test func someOfTheRandomSolutionsChange() {
        var changed = 0
        for seed in UInt64(1)...40 {
            var draw = RandomProblem(seed: seed &+ 5000)
            let island = Island(RoutingInstance(draw.problem(jobs: 12)), seed: seed)
            island.start(from: nil)
            var random = SearchRandom(seed: seed)
            if island.exchanges(island.work, temperature: 100, random: &random) { changed += 1 }
        }
        #expect(changed > 10)
    }
}
