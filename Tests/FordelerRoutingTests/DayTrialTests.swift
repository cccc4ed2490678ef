import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// Full days on which a late job finds room only when all the others move on by a day.
@Suite struct DayTrialTests {
    private static let days = 6

    /// One van. Each day but the last has a job of its own and one that the next day would serve as well; the last day
    /// has one of its own, and the job that belongs to the first. Two windows each, so that gaps are of the general kind.
    private static func problem() -> RoutingProblem {
        func job(_ service: Int, cost: (Int) -> Int) -> RoutingJob {
            RoutingJob(
                work: .visit(
                    RoutingVisit(location: 0, service: service, windows: [0...1_000, 2_000...3_000]), delivery: [],
                    pickup: []),
                dayCosts: (0..<days).map(cost), unassignedCosts: [AimCost(aim: 0, amount: 10_000)])
        }
        let own = (0..<days).map { day in job(60) { $0 == day ? 0 : 5_000 } }
        let moving = (0..<days - 1).map { day in job(40) { $0 == day || $0 == day + 1 ? 0 : 5_000 } }
        return RoutingProblem(
            dimensions: 0, profiles: [TravelMatrix(count: 1, durations: [0], distances: [0])],
            depots: [RoutingDepot(location: 0)],
            vehicles: (0..<days).map { day in
                RoutingVehicle(
                    startDepot: 0, endDepot: 0, earliestStart: 100 * day, latestEnd: 100 * day + 100,
                    maxDistance: 10_000, capacity: [], day: day)
            },
            jobs: own + moving + [job(40) { $0 == 0 ? 0 : $0 == days - 1 ? 500 : 5_000 }])
    }

    private static func routes(_ instance: RoutingInstance) -> RouteSet {
        var routes = RouteSet.none(instance)
        routes.routes = (0..<days).map { [Int32($0), Int32(days + $0)] }
        routes.unassigned = []
        return routes
    }

    /// An island whose steps take out one job or two, at a temperature at which trials are made.
    private static func island(_ instance: RoutingInstance, chance: Double) -> Island {
        let island = Island(instance, seed: 1)
        island.start(from: routes(instance))
        island.ruin.meanRemoved = 1
        island.ruin.longestString = 1
        island.schedule = .aims
        island.dayTrial.chance = chance
        let temperature = island.temperature(at: 0.5)
        #expect(island.dayTrial.mayBegin(at: temperature, scale: instance.costScale))
        return island
    }

    @Test(arguments: [(0, 500), (0.1, 0)]) func aTrialFindsTheDayThatSmallStepsDoNot(chance: Double, cost: Double) {
        let problem = Self.problem()
        let instance = RoutingInstance(problem)
        let island = Self.island(instance, chance: chance)
        for _ in 0..<20_000 { island.step(temperature: 1e-9) }
        #expect(island.best.cost == cost)
        #expect(island.isConsistent())
        let report = RoutingChecker.check(island.best.solution(instance), of: problem)
        #expect(report.violations.isEmpty, "\(report.violations)")
    }

    @Test func noJobCostsMoreThanItsLimitWhileATrialIsOn() throws {
        let instance = RoutingInstance(Self.problem())
        let island = Self.island(instance, chance: 1)
        let work = island.work
        var missed = 0
        for _ in 0..<3_000 {
            island.step(temperature: 1)
            #expect(work.hasLimits == island.dayTrial.isOn)
            if !island.dayTrial.isOn { continue }
            for job in 0..<instance.jobCount {
                if work.state.isUnassigned(job) {
                    missed += work.isMissing(job) ? 1 : 0
                } else {
                    #expect(work.state.placementPrice(of: instance.jobs[job].firstNode) <= work.priceLimits[job])
                }
            }
            #expect(work.missingCount() > 0, "a trial ends when nothing is missing")
        }
        #expect(missed > 0)
    }

    @Test func aTrialThatEndsWithoutAPlaceIsTakenBack() {
        let instance = RoutingInstance(Self.problem())
        let work = SearchWorkspace(instance)
        let routes = Self.routes(instance)
        routes.restore(to: work.state)
        let before = work.state.cost
        var trial = DayTrial(instance)
        trial.length = 3
        var random = SearchRandom(seed: 1)
        for _ in 0..<100 where !trial.isOn { trial.begin(work, temperature: 1, &random) }
        #expect(trial.isOn && work.missingCount() == 1 && trial.absences.sum(work) == 1)
        trial.absences.count(work)
        #expect(trial.absences.sum(work) == 2)
        #expect(!trial.countStep() && !trial.countStep() && trial.countStep())
        trial.end(work, isPlaced: false, temperature: 1e9, random: &random)
        #expect(!trial.isOn && !work.hasLimits && work.missingCount() == 0 && work.state.cost == before)
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
        for _ in 0..<100 where !trial.isOn { trial.begin(work, temperature: 1, &random) }
        #expect(trial.isOn && work.isMissing(1) && work.missingCount() == 3)
        #expect((0..<2).allSatisfy { work.state.meta[$0].count <= 2 || work.state.isFeasible($0) })
        for job in 0..<4 { #expect(work.state.routeOf[job] >= 0 || work.state.isUnassigned(job), "job \(job)") }
    }

    @Test func aTrialSavesEightTimesTheTemperature() {
        let instance = RoutingInstance(Self.problem())
        let work = SearchWorkspace(instance)
        Self.routes(instance).restore(to: work.state)
        var random = SearchRandom(seed: 1)
        var trial = DayTrial(instance)
        // The last job costs 500 where it is and nothing on the first day.
        for _ in 0..<200 where !trial.isOn { trial.begin(work, temperature: 63, &random) }
        #expect(!trial.isOn)
        for _ in 0..<200 where !trial.isOn { trial.begin(work, temperature: 62, &random) }
        #expect(trial.isOn && work.missingJob(0) == instance.jobCount - 1)
    }

    @Test func trialsBelongToTheMiddleTemperatures() {
        let trial = DayTrial(RoutingInstance(Self.problem()))
        #expect(trial.mayBegin(at: 5_000, scale: 1))
        #expect(!trial.mayBegin(at: 20_000, scale: 1) && !trial.mayBegin(at: 200, scale: 1))
    }

    @Test func whereNoJobMayBeLeftOutAllThatAreAreMissing() {
        let instance = RoutingInstance(Self.problem())
        let work = SearchWorkspace(instance)
        #expect(work.missingCount() == 0)
        work.forbidLeavingOut()
        #expect(work.missingCount() == instance.jobCount)
        work.beginRuin()
        work.takeMissing(most: 4)
        #expect(work.removedCount == 4 && work.missingCount() == instance.jobCount - 4)
        work.liftLimits()
        #expect(work.missingCount() == 0)
    }
}
