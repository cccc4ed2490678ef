import FordelerModel
import Testing

@testable import FordelerStock

@Suite struct PlacementLadderTests {
    @Test func carriedDemandIsTheReferenceLadder() {
        // P(Poisson(m) ≤ s − 1) = 0.95 at these means.
        let expected = [0.0513, 0.3554, 0.8177, 1.3663, 1.9702, 2.6130]
        for (k, value) in expected.enumerated() {
            #expect(abs(LadderProblem.carried(units: k + 1, readyRate: 0.95) - value) < 1e-4)
        }
        #expect(LadderProblem.carried(units: 0, readyRate: 0.95) == 0)
    }

    private func tiny(_ seed: UInt64) -> LadderProblem {
        var problem = LadderGenerator.region(depots: 3, zones: 6, types: 2, mostUnits: 3, seed: seed)
        problem.classes[0].travelLimit = 80
        problem.classes[1].travelLimit = 90
        problem.depots[1].space = 6
        return problem
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func agreesWithEnumeration(seed: UInt64) throws {
        let problem = tiny(seed)
        let core = LadderCore(problem)
        let evaluator = LadderEvaluator(core)
        // Every number of units at every depot; a depot is open when it holds something.
        var byType: [[(units: [Int], cost: Double)]] = []
        for t in 0..<2 {
            var all: [(units: [Int], cost: Double)] = []
            for code in 0..<64 {
                let units = [code % 4, code / 4 % 4, code / 16]
                let cost = evaluator.cost(type: t, stock: units)
                all.append((units, cost + Double(units.reduce(0, +)) * problem.types[t].holdingCost))
            }
            byType.append(all)
        }
        var best = Double.infinity
        for a in byType[0] {
            for b in byType[1] {
                var cost = a.cost + b.cost
                var fits = true
                for d in 0..<3 where a.units[d] + b.units[d] > 0 {
                    cost += problem.depots[d].fixedCost
                    let used = a.units[d] * problem.types[0].space + b.units[d] * problem.types[1].space
                    if used > problem.depots[d].space { fits = false }
                }
                if fits { best = min(best, cost) }
            }
        }
        let solution = try LadderSolver.solve(problem)
        if best < evaluator.excess {
            #expect(solution.status == .optimal)
            #expect(abs((solution.objective ?? 0) - best) < 1e-5 * best)
        } else {
            #expect(solution.status == .infeasible)
        }
        let bound = LadderBound(core, best: .infinity)
        bound.run(
            LadderDomain(core), steps: 60, scale: 1, patience: 10, cutoff: .infinity, shouldStop: { false })
        #expect(bound.bound <= best * (1 + 1e-9))
        #expect(problem.violations(of: solution).isEmpty)
    }

    @Test func treeBoundStaysBelowThePlan() {
        let core = LadderCore(tiny(2))
        let options = PlacementOptions(nodeLimit: 20)
        var tree = LadderTree(core, options, Deadline(options))
        tree.begin()
        tree.search()
        if let plan = tree.plan { #expect(tree.bound <= plan.cost * (1 + 1e-9)) }
    }

    @Test(arguments: [3.0, 4.4, 7.25])
    func coversHoldEveryCountThatCarriesTheDemand(demand: Double) throws {
        let carried = (0...3).map { LadderProblem.carried(units: $0, readyRate: 0.95) }
        let covers = LadderCovers(demand: demand, allowance: 0.1 * demand, carried: carried, depots: 12)
        #expect(covers.count > 0)
        // Prices that favour each unit number in turn: the cheapest entry is the cheapest of all counts.
        for prices in [[0, 1, 10, 30], [0, 9, 10, 12], [0, 3, 8, 20], [0, 0, 0, 1]] as [[Double]] {
            for expressPrice in [0.0, 4, 60] {
                var best = Double.infinity
                for a in 0...12 {
                    for b in 0...(12 - a) {
                        for c in 0...(12 - a - b) {
                            let sum = Double(a) * carried[1] + Double(b) * carried[2] + Double(c) * carried[3]
                            guard sum >= 0.9 * demand else { continue }
                            let price = Double(a) * prices[1] + Double(b) * prices[2] + Double(c) * prices[3]
                            best = min(best, price + expressPrice * max(0, demand - sum))
                        }
                    }
                }
                let found = try prices.withUnsafeBufferPointer { buffer in
                    covers.cheapest(prices: try #require(buffer.baseAddress), expressPrice: expressPrice)
                }
                #expect(abs((found?.price ?? .infinity) - best) < 1e-9)
            }
        }
    }

    @Test func conflictIsSmallest() throws {
        var problem = tiny(1)
        for t in problem.types.indices { problem.types[t].mostUnits = 1 }
        let solution = try LadderSolver.solve(problem)
        #expect(solution.status == .infeasible && solution.objective == nil)
        // One unit a depot carries next to nothing; room and travel have no part in it.
        #expect(solution.conflict.contains(.mostUnits) && !solution.conflict.contains(.room))
        #expect(solution.conflict.contains { if case .fromDepots = $0 { true } else { false } })
        #expect(solution.conflict.count == 2)
        // The next solve is not touched by it.
        #expect(try LadderSolver.solve(tiny(1)).objective != nil)
    }

    @Test func regionsRepeat() {
        let first = LadderGenerator.region(depots: 4, zones: 9, types: 2, mostUnits: 3, seed: 7)
        let second = LadderGenerator.region(depots: 4, zones: 9, types: 2, mostUnits: 3, seed: 7)
        #expect(first.streams == second.streams && first.depots == second.depots)
        #expect(first.diagnostics().isEmpty)
    }

    @Test func defectsAreListed() {
        var problem = tiny(1)
        problem.readyRate = .nan
        problem.depots[0].fixedCost = -1
        problem.travel[0][0] = .nan
        problem.streams[0].rate = 0
        #expect(problem.diagnostics().count == 4)
        #expect(throws: InputErrors.self) { try LadderSolver.solve(problem) }
    }
}
