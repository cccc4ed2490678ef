import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// One van on four full days, with jobs that are late where they are.
@Suite struct DayTrialTests {
    private static func instance() -> (RoutingInstance, RouteSet) {
        let services = [60, 40, 30, 30, 40, 30, 30, 40, 50, 50]
        let due = [0, 0, 1, 1, 1, 2, 2, 2, 4, 4]
        let days = 4
        let problem = RoutingProblem(
            dimensions: 0,
            profiles: [
                TravelMatrix(
                    count: 1, durations: [Int32](repeating: 0, count: 1), distances: [Int32](repeating: 0, count: 1))
            ],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<days).map { day in
                RoutingVehicle(
                    startDepot: 0, endDepot: 0, earliestStart: 100 * day, latestEnd: 100 * day + 100,
                    maxDistance: 10_000, capacity: [], day: day)
            },
            jobs: services.indices.map { job in
                RoutingJob(
                    work: .visit(RoutingVisit(location: 0, service: services[job]), delivery: [], pickup: []),
                    dayCosts: (0..<days).map { 100 * max(0, $0 - due[job]) },
                    unassignedCosts: [AimCost(aim: 0, amount: 10_000)])
            })
        let instance = RoutingInstance(problem)
        var routes = RouteSet.none(instance)
        routes.routes = [[1, 2, 3], [4, 5, 6], [7, 8], [0]]
        routes.unassigned = [9]
        return (instance, routes)
    }

    @Test func theJobStaysBelowItsOldPriceUntilTheTrialEnds() throws {
        let (instance, routes) = Self.instance()
        let island = Island(instance, seed: 1)
        island.start(from: routes)
        let work = island.work
        var trial = DayTrial(instance)
        trial.length = 50
        var random = SearchRandom(seed: 3)
        let before = work.state.cost
        for _ in 0..<100 where !trial.isOn { trial.begin(work, Recreate(), random: &random) }
        try #require(trial.isOn && work.heldJob >= 0)
        let held = work.heldJob
        let visit = instance.jobs[held].firstNode
        #expect(work.state.placementPrice(of: visit) < work.heldBelow)
        while trial.isOn {
            #expect(work.state.placementPrice(of: visit) < work.heldBelow)
            island.step(temperature: 1)
            trial.countStep(work, temperature: 1e-9, random: &random)
        }
        #expect(work.heldJob == -1)
        #expect(work.state.cost <= before + 1e-9, "a trial that does not pay is taken back")
        #expect(island.isConsistent())
    }

    /// The second day drives from the first place to the third only by way of the second, whose job belongs to the first
    /// day.
    @Test func aRouteThatATrialLeavesUndrivableIsEmptied() throws {
        var durations = [Int32](repeating: 1, count: 25)
        for cell in [1 * 5 + 3, 3 * 5 + 1] { durations[cell] = 1000 }
        let problem = RoutingProblem(
            dimensions: 0, profiles: [TravelMatrix(count: 5, durations: durations, distances: durations)],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<2).map { RoutingVehicle(latestEnd: 100, maxDistance: 5000, capacity: [], day: $0) },
            jobs: (1...4).map {
                RoutingJob(
                    work: .visit(RoutingVisit(location: $0), delivery: [], pickup: []),
                    dayCosts: $0 == 2 ? [0, 50_000] : [0, 0],
                    unassignedCosts: [AimCost(aim: 0, amount: 100_000)])
            })
        let instance = RoutingInstance(problem)
        let work = SearchWorkspace(instance)
        var routes = RouteSet.none(instance)
        routes.routes = [[3], [0, 1, 2]]
        routes.restore(to: work.state)
        var trial = DayTrial(instance)
        var random = SearchRandom(seed: 1)
        for _ in 0..<100 where !trial.isOn { trial.begin(work, Recreate(), random: &random) }
        #expect(trial.isOn && work.heldJob == 1 && work.state.routeOf[1] == 0)
        #expect((0..<2).allSatisfy { work.state.meta[$0].count <= 2 || work.state.isFeasible($0) })
        for job in 0..<4 { #expect(work.state.routeOf[job] >= 0 || work.state.isUnassigned(job), "job \(job)") }
    }

    @Test func aTrialThatGaveWayHoldsNothing() {
        let (instance, routes) = Self.instance()
        let work = SearchWorkspace(instance)
        routes.restore(to: work.state)
        var trial = DayTrial(instance)
        var random = SearchRandom(seed: 1)
        for _ in 0..<100 where !trial.isOn { trial.begin(work, Recreate(), random: &random) }
        #expect(trial.isOn)
        trial.abandon(work)
        #expect(!trial.isOn && work.heldJob == -1)
    }

    @Test func trialsBelongToTheLaterCyclesOfAnAmpleBudgetAndToItsMiddleTemperatures() {
        var schedule = AnnealingSchedule.aims
        schedule.cycles = 5
        #expect(!schedule.isAmple(at: 0.9))
        schedule.cycles = AnnealingSchedule.mostCycles
        #expect(!schedule.isAmple(at: 0.1) && schedule.isAmple(at: 0.2))
        let trial = DayTrial(Self.instance().0)
        #expect(trial.mayBegin(at: 5_000, scale: 1))
        #expect(!trial.mayBegin(at: 20_000, scale: 1) && !trial.mayBegin(at: 20, scale: 1))
    }
}
