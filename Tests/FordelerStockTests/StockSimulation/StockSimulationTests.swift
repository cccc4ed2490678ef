import FordelerModel
import FordelerStatistics
import Testing

@testable import FordelerStock

/// The event simulation against closed forms; intervals of 99.9 % so that a sound program passes on these seeds.
struct StockSimulationTests {
    /// Palm: base stock 3 at one store, transport 4 days, 0.5 a day: pipeline 2, fill 0.6767, backorders 0.2180.
    @Test func palmPipeline() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 0)]
        problem.sites = [StockFixtures.central(), StockFixtures.forward("north", transport: 4)]
        problem.demand = [StockDemand(item: "bed", site: "north", priority: .one, perYear: 182.5)]
        problem.limits = [ResponseLimit(priority: .one, days: 1, share: 0)]
        let report = try simulate(problem, ["north": 3], days: 1500, replications: 12)
        #expect(report.fillRates[0][1].contains(0.6766764162))
        #expect(report.backorders[0][1].contains(0.2180175491))
        #expect(report.records.allSatisfy { $0.lost == 0 })
    }

    /// Case A of the two-echelon references: exact expected backorders 0.2528 at each of two equal stores.
    @Test func twoEchelons() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 10)]
        problem.sites = [
            StockFixtures.central(), StockFixtures.forward("north", transport: 5),
            StockFixtures.forward("south", transport: 5),
        ]
        problem.demand = ["north", "south"].map {
            StockDemand(item: "bed", site: $0, priority: .one, perYear: 36.5)
        }
        problem.limits = [ResponseLimit(priority: .one, days: 1, share: 0)]
        let report = try simulate(problem, ["central": 2, "north": 1, "south": 1], days: 4000, replications: 12)
        #expect(report.backorders[0][1].contains(0.25276621))
        #expect(report.backorders[0][2].contains(0.25276621))
    }

    /// The promise of the optimiser's levels, class by class, lies inside the simulated interval.
    @Test func promisedSharesHold() throws {
        let problem = StockFixtures.twoByTwo()
        let levels = try LevelOptimiser(problem).solve(iterations: 10)
        var options = StockSimulationOptions(days: 6000, warmUpDays: 200)
        options.fallsBack = false
        let report = try StockSimulation(problem, levels: levels.levels, options: options)
            .replicate(10, confidence: 0.999)
        // Class 1 waits past the transport of no store, so the two-moment promise is the only approximation.
        for promise in levels.promises {
            let simulated = try #require(report.classShares[promise.priority])
            #expect(abs(simulated.mean - promise.share) <= simulated.halfWidth + 0.01)
        }
        #expect(report.records.allSatisfy { $0.lost == 0 })
    }

    /// Periodic review: level 4, rounds every 7 days, 2 days of transport, 0.4 a day.
    @Test func roundsKeepThePeriodicReviewFormula() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 0)]
        problem.sites = [StockFixtures.central(), StockFixtures.forward("north", transport: 2, review: 7)]
        problem.demand = [StockDemand(item: "bed", site: "north", priority: .one, perYear: 146)]
        problem.limits = [ResponseLimit(priority: .one, days: 1, share: 0)]
        let report = try simulate(problem, ["north": 4, "central": 40], days: 2000, replications: 12)
        let formula = PeriodicReview(demandRate: 0.4, reviewPeriod: 7, leadTime: 2)
        #expect(report.fillRates[0][1].contains(formula.fillRate(level: 4)))
        #expect(report.backorders[0][1].contains(formula.expectedBackorders(level: 4)))
    }

    /// The same store sent for in fours: the position lies anywhere from 5 to 8 after a round.
    @Test func wholeBatchesLowerThePromise() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 0, batch: 4)]
        problem.sites = [StockFixtures.central(), StockFixtures.forward("north", transport: 2, review: 7)]
        problem.demand = [StockDemand(item: "bed", site: "north", priority: .one, perYear: 146)]
        problem.limits = [ResponseLimit(priority: .one, days: 1, share: 0)]
        let report = try simulate(problem, ["north": 8, "central": 40], days: 2000, replications: 12)
        let single = PeriodicReview(demandRate: 0.4, reviewPeriod: 7, leadTime: 2)
        let average = (5...8).reduce(0) { $0 + single.fillRate(level: $1) } / 4
        #expect(report.fillRates[0][1].contains(average))
        let levels = [
            StockLevels.Level(item: "bed", site: "north", pieces: 8),
            StockLevels.Level(item: "bed", site: "central", pieces: 40),
        ]
        let promise = try LevelOptimiser(problem).evaluate(levels)
        #expect(near(promise.levels[1].fillRate, average, 1e-4))
    }

    /// Demand 100 a month, a quarter comes back, four of five are fit: 80 bought, 20 reissued, 5 scrapped a month.
    @Test(arguments: [StockSimulationOptions.Returns.withDemand, .independent])
    func closedLoopBalance(_ returns: StockSimulationOptions.Returns) throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [
            StockItem(id: "bed", price: 100, supplierDays: 3, returnShare: 0.25, yield: 0.8, reconditionDays: 5)
        ]
        problem.sites = [StockFixtures.central()]
        problem.demand = [StockDemand(item: "bed", site: "central", priority: .one, perYear: 1200)]
        problem.limits = [ResponseLimit(priority: .one, days: 9, share: 0)]
        var options = StockSimulationOptions(days: 365, warmUpDays: 60, returns: returns)
        options.seed = 3
        let levels = [
            StockLevels.Level(item: "bed", site: "central", pieces: 20, fillRate: 1, expectedBackorders: 0, value: 0)
        ]
        let report = try StockSimulation(problem, levels: levels, options: options).replicate(20)
        func interval(_ count: (StockRecord) -> Int) -> ConfidenceInterval {
            SampleSummary(report.records.map { Double(count($0)) / 12 }).interval(confidence: 0.999)
        }
        #expect(interval { $0.purchased }.contains(80))
        #expect(interval { $0.reissued }.contains(20))
        #expect(interval { $0.scrapped }.contains(5))
        #expect(report.records.allSatisfy { $0.lost == 0 })
    }

    /// The bench as an M/M/1 queue with 0.8 in use: 4 pieces on average.
    @Test func benchIsAQueue() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 3, returnShare: 1, yield: 1, benchMinutes: 240)]
        problem.sites = [StockFixtures.central()]
        problem.bench = ReconditioningBench(places: 1, minutesPerDay: 300, variation: 1)
        problem.demand = [StockDemand(item: "bed", site: "central", priority: .one, perYear: 365)]
        problem.limits = [ResponseLimit(priority: .one, days: 9, share: 0)]
        var options = StockSimulationOptions(days: 1500, warmUpDays: 300)
        options.seed = 2
        let report = try StockSimulation(problem, levels: [], options: options).replicate(12)
        let pieces = SampleSummary(report.records.map(\.benchPieces)).interval(confidence: 0.999)
        #expect(pieces.contains(4))
        #expect(near(CentralSupply(problem).benchWaitDays, 0.8 * 0.8 / (1 - 0.8), 1e-9))
    }

    @Test func sameSeedSameRecordAndCommonDemand() throws {
        let problem = StockFixtures.twoByTwo()
        let options = StockSimulationOptions(days: 300, warmUpDays: 0, seed: 9)
        let few = try StockSimulation(problem, levels: [], options: options)
        let rich = try StockSimulation(
            problem, levels: LevelOptimiser(problem).solve(iterations: 0).levels, options: options)
        #expect(few.run(replication: 1) == few.run(replication: 1))
        #expect(few.run(replication: 1) != few.run(replication: 2))
        // Common random numbers: both meet the same demand, decided or still open.
        func demand(_ record: StockRecord) -> Int { record.flows.joined().reduce(0) { $0 + $1.demand + $1.open } }
        #expect(demand(few.run(replication: 0)) == demand(rich.run(replication: 0)))
    }

    func simulate(
        _ problem: StockProblem, _ levels: [String: Int], days: Double, replications: Int
    ) throws -> StockSimulationReport {
        let rows = levels.sorted { $0.key < $1.key }.map {
            StockLevels.Level(
                item: "bed", site: $0.key, pieces: $0.value, fillRate: 0, expectedBackorders: 0, value: 0)
        }
        let options = StockSimulationOptions(days: days, warmUpDays: 100, fallsBack: false)
        return try StockSimulation(problem, levels: rows, options: options).replicate(replications, confidence: 0.999)
    }
}
