import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// How many cooling cycles a budget of steps is divided into, and how the temperature runs in them.
struct AnnealingScheduleTests {
    private func cycles(steps: Double, jobs: Int, coolsSlowly: Bool) -> Int {
        var schedule = AnnealingSchedule()
        schedule.divide(steps: steps, jobs: jobs, coolsSlowly: coolsSlowly)
        return schedule.cycles
    }

    @Test func stepsForEachJobMakeCycles() {
        #expect(cycles(steps: 100_000, jobs: 100, coolsSlowly: false) == 1)
        #expect(cycles(steps: 450_000, jobs: 100, coolsSlowly: false) == 3)
        #expect(cycles(steps: 9_000_000, jobs: 100, coolsSlowly: false) == 6)
        #expect(cycles(steps: 0, jobs: 0, coolsSlowly: true) == 1)
    }

    @Test func manyJobsWithWindowsCoolOnceWhereOthersCoolOften() {
        #expect(cycles(steps: 9_000_000, jobs: 1000, coolsSlowly: false) == 6)
        #expect(cycles(steps: 9_000_000, jobs: 1000, coolsSlowly: true) == 1)
        #expect(cycles(steps: 17_000_000, jobs: 600, coolsSlowly: true) == 1)
        #expect(cycles(steps: 9_000_000, jobs: 400, coolsSlowly: true) == 6)
    }

    @Test func eachCycleFallsFromItsStartToTheLastTemperature() {
        var schedule = AnnealingSchedule.windows
        schedule.cycles = 2
        #expect(schedule.temperature(at: 0, scale: 10) == 25)
        #expect(schedule.temperature(at: 0.5, scale: 10) == 10)
        #expect(abs(schedule.temperature(at: 1, scale: 10) - 1) < 1e-12)
        #expect(schedule.cycle(at: 0.49) == 0 && schedule.cycle(at: 0.5) == 1)
    }

    @Test func mostOfACycleBelongsToTheHighestAims() {
        var schedule = AnnealingSchedule.aims
        schedule.cycles = 2
        let middle = (schedule.first * schedule.last).squareRoot()
        for begin in [0.0, 0.5] {
            #expect(schedule.temperature(at: begin, scale: 1) == schedule.first)
            #expect(schedule.temperature(at: begin + 0.31, scale: 1) > middle)
            #expect(schedule.temperature(at: begin + 0.32, scale: 1) < middle)
            #expect(abs(schedule.temperature(at: begin + 0.499999, scale: 1) - schedule.last) < 1e-3)
        }
    }

    @Test func aimsAreCooledFromFarAboveUnlessAPlanIsToBeKept() {
        var random = RandomProblem(seed: 3)
        var problem = random.problem(jobs: 3)
        problem.aims = [RoutingAim(name: "late", weight: 1e6), RoutingAim(name: "cost", weight: 1)]
        let instance = RoutingInstance(problem)
        #expect(Island(instance, seed: 1).temperature(at: 0) == 30_000 * instance.costScale)
        #expect(Island(instance, seed: 1, goesFar: false).temperature(at: 0) == 3 * instance.costScale)
    }
}
