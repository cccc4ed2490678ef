import FordelerModel
import FordelerStatistics
import Testing

@testable import FordelerStock

struct LevelOptimiserTests {
    /// Every combination of small levels, item by item: the least value that keeps the promises.
    func bruteForce(_ optimiser: LevelOptimiser, central: Int, forward: Int) -> Int {
        var state = LevelState(
            models: optimiser.models, central: optimiser.central, siteCount: 3, classes: optimiser.classes)
        let limits = optimiser.problem.limits.sorted { $0.priority < $1.priority }
        var options: [[(cost: Int, late: [Double])]] = []
        for item in optimiser.models.indices {
            var rows: [(cost: Int, late: [Double])] = []
            // What the item alone may have late, by class.
            let own = limits.map { limit in
                optimiser.models[item].streams.reduce(0) { $1.priority == limit.priority ? $0 + $1.rate : $0 }
                    * (1 - limit.itemShare)
            }
            for a in 0...central {
                for b in 0...forward {
                    for c in 0...forward {
                        let late = state.lateDemand(item, [a, b, c])
                        guard zip(late, own).allSatisfy({ $0 <= $1 + 1e-12 }) else { continue }
                        rows.append(((a + b + c) * optimiser.models[item].item.price, late))
                    }
                }
            }
            options.append(rows)
        }
        var best = Int.max
        for x in options[0] {
            for y in options[1] where x.cost + y.cost < best {
                let met = limits.indices.allSatisfy {
                    x.late[$0] + y.late[$0] <= state.demand[$0] * (1 - limits[$0].share) + 1e-12
                }
                if met { best = x.cost + y.cost }
            }
        }
        return best
    }

    @Test(arguments: [false, true], [0, 0.6, 0.8])
    func boundOptimumAndAnswerAreInOrder(_ lateral: Bool, itemShare: Double) throws {
        let links =
            lateral
            ? [LateralLink(from: "north", to: "south", days: 2), LateralLink(from: "south", to: "north", days: 2)] : []
        var problem = StockFixtures.twoByTwo(links: links)
        for index in problem.limits.indices { problem.limits[index].itemShare = itemShare }
        let optimiser = try LevelOptimiser(problem)
        let answer = optimiser.solve(iterations: 60)
        let optimum = bruteForce(optimiser, central: 6, forward: 4)
        #expect(answer.status == .feasible)
        #expect(answer.bound <= optimum && optimum <= answer.value)
        #expect(Double(answer.value) <= Double(optimum) * 1.1)
        #expect(answer.gap < 0.35)
        for promise in answer.promises { #expect(promise.share >= promise.target - 1e-9) }
        for (a, b) in zip(answer.frontier, answer.frontier.dropFirst()) {
            #expect(a.value < b.value && a.share < b.share)
        }
        let again = optimiser.evaluate(answer.levels)
        #expect(again.value == answer.value && again.promises == answer.promises)
    }

    /// Helping each other never costs more.
    @Test func lateralLinksLowerTheValue() throws {
        let alone = try LevelOptimiser(StockFixtures.twoByTwo()).solve(iterations: 20)
        let both = [LateralLink(from: "north", to: "south", days: 2), LateralLink(from: "south", to: "north", days: 2)]
        let together = try LevelOptimiser(StockFixtures.twoByTwo(links: both)).solve(iterations: 20)
        #expect(together.value < alone.value)
    }

    /// One item, one forward store, one class: the answer is the plain base stock formula.
    @Test func oneStoreIsTheTextbookLevel() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items = [StockItem(id: "bed", price: 100, supplierDays: 0)]
        problem.sites = [StockFixtures.central(), StockFixtures.forward("north", transport: 6)]
        // Slack 2 − 1 = 1 day of the 6: pipeline 0.2 · 5 = 1, so two pieces give P(X ≤ 1) = 2/e = 0.7358.
        problem.demand = [StockDemand(item: "bed", site: "north", priority: .acute, perYear: 73)]
        problem.limits = [ResponseLimit(priority: .acute, days: 2, share: 0.73)]
        let answer = try LevelOptimiser(problem).solve(iterations: 20)
        #expect(answer.pieces(item: "bed", site: "north") == 2)
        #expect(abs(answer.promises[0].share - 0.7357588823) < 1e-9)
        // The central store needs nothing: its supplier is at once.
        #expect(answer.pieces(item: "bed", site: "central") == 0)
    }

    /// More spread of supplier days asks for more, never for less.
    @Test func supplierSpreadRaisesTheLevel() throws {
        var problem = StockFixtures.twoByTwo()
        let before = try LevelOptimiser(problem).solve(iterations: 10)
        problem.items[0].supplierVariance = 400
        let after = try LevelOptimiser(problem).solve(iterations: 10)
        #expect(after.value >= before.value)
        #expect(after.bound > 0 && before.bound > 0)
    }

    @Test func exemptGroupsLeaveTheForwardStore() throws {
        var problem = StockFixtures.twoByTwo()
        problem.exemptions = [StockExemption(group: "bed")]
        problem.limits = [ResponseLimit(priority: .acute, days: 4, share: 0.85)]
        let answer = try LevelOptimiser(problem).solve(iterations: 10)
        #expect(!answer.levels.contains { $0.item == "bed" && $0.site != "central" })
        #expect(answer.pieces(item: "bed", site: "central") > 0)
    }

    @Test func ceilingAndShelvesAreKept() throws {
        var problem = StockFixtures.twoByTwo()
        problem.valueCeiling = 2_000_000
        let capped = try LevelOptimiser(problem).solve(iterations: 10)
        #expect(capped.value <= 2_000_000 && capped.status == .targetsMissed && capped.value > 0)
        #expect(capped.bound <= capped.value)
        problem.valueCeiling = nil
        problem.sites[1].capacityLitres = 0
        let shut = try LevelOptimiser(problem).solve(iterations: 10)
        #expect(!shut.levels.contains { $0.site == "north" })
        #expect(shut.status == .targetsMissed)
    }

    @Test func everyFaultOfTheInputIsListed() throws {
        var problem = StockFixtures.twoByTwo()
        problem.items[0].price = -1
        problem.items[1].supplierDays = .nan
        problem.demand[0].perYear = -.infinity
        problem.demand[1].item = "boat"
        problem.sites[2].id = "north"
        let codes = problem.diagnostics().map(\.code)
        #expect(codes.filter { $0 == "E-STOCK-RANGE" }.count == 3)
        #expect(codes.contains("E-STOCK-UNKNOWN") && codes.contains("E-STOCK-ID"))
        #expect(throws: InputErrors.self) { try LevelOptimiser(problem) }
    }

    @Test func impossibleLimitsAndBenchesAreExplained() {
        var problem = StockFixtures.twoByTwo()
        problem.limits[0].days = 0.5
        problem.bench = ReconditioningBench(places: 1, minutesPerDay: 1)
        problem.items[1].benchMinutes = 60
        let found = problem.diagnostics()
        #expect(Set(found.map(\.code)) == ["E-STOCK-LIMIT", "E-STOCK-BENCH"])
        #expect(found.contains { $0.advice.contains("north, south") })
    }

    /// Slices of a gamma lead time keep its mean, and nearly its variance.
    @Test func supplierDaysStandForTheirSpread() {
        let item = StockItem(id: "bed", price: 100, supplierDays: 10, supplierVariance: 25)
        let days = CentralSupply.typicalDays(item)
        let mean = days.reduce(0, +) / Double(days.count)
        #expect(near(mean, 10, 1e-9))
        let variance = days.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(days.count)
        #expect(variance > 24 && variance < 25)
        #expect(CentralSupply.typicalDays(StockItem(id: "bed", price: 100, supplierDays: 5)) == [5])
    }
}
