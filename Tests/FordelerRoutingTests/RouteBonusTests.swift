import Testing

@testable import FordelerRouting

/// Which level of the bonus for routes each cooling cycle takes, by the cost that the cycles before ended with.
struct RouteBonusTests {
    /// Bonuses of the cycles at temperature 1, below the ceiling.
    private func bonuses(ending costs: [Double], hasOptionalJobs: Bool = false) -> [Double] {
        var bonus = RouteBonus(hasOptionalJobs: hasOptionalJobs)
        return costs.enumerated().map { cycle, cost in
            // Only what a cycle ends with counts.
            _ = bonus.amount(cycle: cycle, temperature: 2, scale: 100, cost: 1)
            return bonus.amount(cycle: cycle, temperature: 1, scale: 100, cost: cost)
        }
    }

    @Test func levelsRiseWhileTheyHelp() {
        #expect(bonuses(ending: [50, 40, 30, 35, 20]) == [0, 8, 16, 24, 16])
    }

    @Test func aLevelThatDoesNotHelpIsLeft() {
        #expect(bonuses(ending: [40, 50, 40, 40]) == [0, 8, 0, 0])
    }

    @Test func optionalJobsBeginWithABonusAndTryBothNeighbours() {
        #expect(bonuses(ending: [40, 50, 50, 40], hasOptionalJobs: true) == [8, 16, 0, 8])
    }

    @Test func aLowBeginningGivesTwiceTheTemperatureAndStepsAsLow() {
        var bonus = RouteBonus(hasOptionalJobs: false)
        bonus.beginLow()
        let found = [50.0, 40, 45, 30].enumerated().map { cycle, cost in
            bonus.amount(cycle: cycle, temperature: 1, scale: 100, cost: cost)
        }
        #expect(found == [2, 4, 6, 4])
    }

    @Test func theCeilingFollowsTheCostScale() {
        var bonus = RouteBonus(hasOptionalJobs: true)
        #expect(bonus.amount(cycle: 0, temperature: 100, scale: 10, cost: 1) == 60)
    }

    @Test func aGlanceBackAtTheFirstCycleEndsNone() {
        var bonus = RouteBonus(hasOptionalJobs: false)
        for (cycle, cost) in [(0, 50.0), (1, 60), (0, 60), (1, 40)] {
            _ = bonus.amount(cycle: cycle, temperature: 1, scale: 100, cost: cost)
        }
        // The second level ended with 40, not with what it had on the way.
        #expect(bonus.amount(cycle: 2, temperature: 1, scale: 100, cost: 1) == 16)
    }
}
