import FordelerStatistics
import Testing

@testable import FordelerStock

struct RefillBurstsTests {
    /// Σ P(d) · b(Q − b) with b = d mod Q, term by term.
    @Test(arguments: [(0.3, 4), (2.5, 10), (40.0, 6), (5.0, 1)])
    func leftoversOfBatches(_ mean: Double, batch: Int) {
        let law = Poisson(mean: mean)
        let sum = (0...200).reduce(0) { $0 + law.probability($1) * Double(($1 % batch) * (batch - $1 % batch)) }
        #expect(near(RefillBursts.batchVariance(mean: mean, batch: batch), sum, 1e-9))
    }

    /// A window of one and a half cycles holds one round or two of 7 pieces: variance 49 / 4. Two stores half a cycle
    /// apart take turns; a whole number of cycles holds the same whenever it ends.
    @Test func roundsInAWindow() {
        func store(_ day: Double) -> RefillBursts.Store {
            .init(rate: 1, reviewDays: 7, roundDay: day, batch: 1)
        }
        let one = RefillBursts(stores: [store(0)])
        #expect(near(one.variance(whole: 10.5, early: 10.5, late: 1), 12.25, 1e-9))
        #expect(near(RefillBursts(stores: [store(0), store(0)]).variance(whole: 10.5, early: 0, late: 1), 49, 1e-9))
        #expect(near(RefillBursts(stores: [store(0), store(3.5)]).variance(whole: 10.5, early: 0, late: 1), 0, 1e-9))
        #expect(near(one.variance(whole: 14, early: 7, late: 0.5), 0, 1e-9))
    }

    @Test func mixturesAverageTheirParts() {
        let law = CountMixture([CountFit(mean: 2, variance: 2), CountFit(mean: 6, variance: 9)])
        #expect(near(law.mean, 4, 1e-12) && near(law.variance, (2 + 4 + 9 + 4) / 2, 1e-12))
        let lattice = LatticeDistribution(weights: (0...80).map { law.probability($0) })
        let table = LossTable(law, upTo: 20)
        for level in [0, 1, 4, 12] {
            #expect(near(law.cumulative(level), lattice.cumulative(level), 1e-9))
            #expect(near(table.cumulative(level), lattice.cumulative(level), 1e-9))
            #expect(near(table.loss(level), law.loss(level), 1e-9))
            #expect(near(table.lossVariance(level), law.lossVariance(level), 1e-7))
        }
    }
}
