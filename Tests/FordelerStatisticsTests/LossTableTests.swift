import FordelerStatistics
import Testing

struct LossTableTests {
    /// Every level of the table against the sums of its own, Poisson and overdispersed.
    @Test(arguments: [
        CountFit(mean: 0.4, variance: 0.4), CountFit(mean: 30, variance: 95), CountFit(mean: 0, variance: 0),
    ])
    func theTableAgreesWithTheSums(_ law: CountFit) {
        let table = LossTable(law, upTo: 80)
        for level in 0...table.most {
            #expect(abs(table.cumulative(level - 1) - law.cumulative(level - 1)) < 1e-9)
            #expect(abs(table.loss(level) - law.loss(level)) < 1e-9)
            #expect(abs(table.lossVariance(level) - law.lossVariance(level)) < 1e-8)
        }
    }
}
