import FordelerModel
import FordelerStatistics
import Testing

@testable import FordelerStock

/// What is promised against what is delivered, where stores act on each other.
struct LevelConfirmationTests {
    /// Four stores sent for once a week in fours, and acute orders that only the central store serves: the rounds empty
    /// its shelf all at once.
    private func weeklyStores(day: (Int) -> Double) -> StockProblem {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 9, batch: 4)]
        problem.sites = [StockFixtures.central(deliveryDays: 1)]
        problem.demand = [StockDemand(item: "bed", site: "central", priority: .acute, perYear: 120)]
        for index in 0..<4 {
            var site = StockFixtures.forward("s\(index)", transport: 1, review: 7)
            site.roundDay = day(index)
            problem.sites.append(site)
            problem.demand.append(StockDemand(item: "bed", site: site.id, priority: .one, perYear: 150))
        }
        problem.limits = [
            ResponseLimit(priority: .acute, days: 1, share: 0.9), ResponseLimit(priority: .one, days: 3, share: 0.85),
        ]
        return problem
    }

    @Test(arguments: [0.0, 1.5])
    func roundsThatEmptyTheCentralShelfArePromisedFor(_ apart: Double) throws {
        let problem = weeklyStores { Double($0) * apart }
        let levels = try LevelOptimiser(problem).solve(iterations: 5)
        let options = StockSimulationOptions(days: 1500, warmUpDays: 100)
        let report = try StockSimulation(problem, levels: levels.levels, options: options).replicate(8)
        let acute = try #require(report.classShares[.acute])
        // Taken piece by piece the promise is three points too high when all stores order on the same day.
        #expect(abs(levels.promises[0].share - acute.mean) < 0.015 + acute.halfWidth)
        #expect(report.records.allSatisfy { $0.lost == 0 })
    }

    /// A store that helps its neighbour has the neighbour's demand on its shelf too.
    @Test func helpIsPartOfTheHelpersDemand() throws {
        var problem = StockFixtures.twoByTwo(links: [LateralLink(from: "north", to: "south", days: 2)])
        problem.items.removeFirst()
        problem.demand = [
            StockDemand(item: "rollator", site: "north", priority: .acute, perYear: 60),
            StockDemand(item: "rollator", site: "south", priority: .acute, perYear: 60),
        ]
        problem.limits = [ResponseLimit(priority: .acute, days: 2, share: 0.85)]
        let given = ["central": 6, "north": 2].map {
            StockLevels.Level(item: "rollator", site: $0.key, pieces: $0.value)
        }
        let promise = try LevelOptimiser(problem).evaluate(given).promises[0].share
        let report = try StockSimulation(
            problem, levels: given, options: StockSimulationOptions(days: 3000, warmUpDays: 100)
        ).replicate(8)
        let simulated = try #require(report.classShares[.acute])
        #expect(abs(promise - simulated.mean) < 0.04, "\(promise) against \(simulated.mean)")
    }

    @Test func aPromiseIsConfirmedOrRaisedUntilItIs() throws {
        var problem = StockFixtures.twoByTwo(links: [LateralLink(from: "north", to: "south", days: 2)])
        problem.limits[0].itemShare = 0.7
        let options = StockSimulationOptions(days: 1500, warmUpDays: 200)
        let found = try LevelConfirmation.find(problem, iterations: 10, options: options, replications: 6)
        let simulation = try #require(found.simulation)
        #expect(found.levels.status == .feasible)
        for promise in found.levels.promises {
            let interval = try #require(simulation.classShares[promise.priority])
            #expect(promise.share >= promise.target - 1e-9)
            #expect(interval.contains(promise.share))
            for part in promise.items {
                if let interval = simulation.itemShare(of: part.id, in: promise.priority) {
                    #expect(interval.contains(part.share))
                }
            }
            #expect(promise.worstItemShare == promise.items.map(\.share).min())
        }
        // Other draws agree.
        var other = options
        other.seed = 77
        let again = try StockSimulation(problem, levels: found.levels.levels, options: other)
            .replicate(12, confidence: 0.999)
        for promise in found.levels.promises {
            let interval = try #require(again.classShares[promise.priority])
            let half = simulation.classShares[promise.priority]?.halfWidth ?? 0
            #expect(abs(interval.mean - promise.share) <= interval.halfWidth + half)
        }
    }

    @Test func aStopLeavesUnconfirmedLevels() throws {
        let stopped = try LevelConfirmation.find(StockFixtures.twoByTwo(), iterations: 5, shouldStop: { true })
        #expect(stopped.simulation == nil && !stopped.levels.levels.isEmpty && !stopped.isRaised)
    }

    /// The run without late registrations is not made twice, and a stop keeps the rows so far.
    @Test func lateRegistrationTakesUpTheKnownRun() throws {
        let problem = weeklyStores { _ in 0 }
        let levels = try LevelOptimiser(problem).solve(iterations: 0).levels
        let options = StockSimulationOptions(days: 300, warmUpDays: 50)
        let known = try StockSimulation(problem, levels: levels, options: options).replicate(2)
        func rows(
            _ reference: StockSimulationReport?, shouldStop: () -> Bool = { false }
        ) throws -> [RegistrationStudy.Row] {
            try RegistrationStudy.rows(
                problem, levels: levels, lateDays: 14, shares: [0, 0.5], reference: reference, options: options,
                replications: 2, shouldStop: shouldStop)
        }
        #expect(try rows(known) == rows(nil))
        #expect(try rows(known, shouldStop: { true }).map(\.lateShare) == [0])
    }
}
