import Foundation
import Testing

@testable import FordelerStatistics

/// Closed forms and textbook values; the sources stand beside the numbers.
struct DistributionTests {
    func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-8) -> Bool {
        abs(a - b) <= tolerance * max(1, abs(b))
    }

    @Test func gammaFunctionOfWholeNumbersIsAFactorial() {
        #expect(near(SpecialFunctions.logGamma(1), 0, 1e-13))
        #expect(near(exp(SpecialFunctions.logGamma(11)), 3_628_800, 1e-12))
        #expect(near(SpecialFunctions.logGamma(0.5), 0.5 * log(Double.pi), 1e-13))
    }

    @Test func poissonOfMeanTwo() {
        // e^-2 (1, 2, 2, 4/3): P(X ≤ 2) = 5 e^-2.
        let law = Poisson(mean: 2)
        #expect(near(law.probability(2), 2 * exp(-2), 1e-13))
        #expect(near(law.cumulative(2), 5 * exp(-2), 1e-13))
        #expect(near(law.tail(2), 1 - 5 * exp(-2), 1e-13))
        #expect(law.quantile(0.6) == 2)
        #expect(law.quantile(0.7) == 3)
        #expect(Poisson(mean: 0).quantile(0.99) == 0)
    }

    /// Snyder and Shen, Fundamentals of Supply Chain Theory (2nd edition), appendix C, as re-run with stockpyl 1.0.2.
    @Test func lossFunctionsAgreeWithTheTextbook() {
        let standard = Normal()
        #expect(near(standard.loss(1.3), 0.0455279621))
        #expect(near(standard.complementaryLoss(1.3), 1.3455279621))
        #expect(near(standard.secondLoss(1.3), 0.0188070669))
        #expect(near(standard.complementarySecondLoss(1.3), 1.3261929331))
        let demand = Normal(mean: 15, deviation: 3)
        #expect(near(demand.loss(18), 0.2499464118))
        #expect(near(demand.complementaryLoss(18), 3.2499464118))
        let count = Poisson(mean: 15)
        #expect(near(count.loss(18), 0.5176095283))
        #expect(near(count.complementaryLoss(18), 3.5176095283))
        #expect(near(count.secondLoss(18), 0.8483403029))
        #expect(near(count.complementarySecondLoss(18), 12.6516596971))
    }

    /// Student's table: 2.776 at 4 degrees and 97.5 %, 63.657 at 1 and 99.5 %.
    @Test func studentQuantiles() {
        #expect(near(StudentT(degrees: 4).quantile(0.975), 2.7764451052, 1e-9))
        #expect(near(StudentT(degrees: 1).quantile(0.995), 63.656741163, 1e-9))
        #expect(near(StudentT(degrees: 29).quantile(0.025), -2.0452296421, 1e-9))
        #expect(near(StudentT(degrees: 4).cumulative(2.7764451052), 0.975, 1e-9))
    }

    @Test func normalQuantileInvertsTheCumulative() {
        #expect(near(Normal().quantile(0.975), 1.959963984540054, 1e-14))
        for p in [1e-12, 0.001, 0.3, 0.5, 0.8, 0.9999] {
            #expect(near(Normal().cumulative(Normal().quantile(p)), p, 1e-13))
        }
    }

    @Test func negativeBinomialOfSizeOneIsGeometric() {
        // Mean 2 and variance 6: size 1, success 1/3, P(k) = (1/3)(2/3)^k.
        let law = NegativeBinomial(mean: 2, variance: 6)
        #expect(near(law.probability(3), pow(2.0 / 3, 3) / 3, 1e-12))
        #expect(near(law.cumulative(3), 1 - pow(2.0 / 3, 4), 1e-12))
        #expect(near(law.loss(2), 2 * pow(2.0 / 3, 2), 1e-12))
    }

    @Test func binomialOfThreeCoins() {
        let law = Binomial(trials: 3, success: 0.5)
        #expect(
            (0...3).map { near(law.probability($0), [0.125, 0.375, 0.375, 0.125][$0], 1e-12) } == [
                true, true, true, true,
            ])
        #expect(near(law.cumulative(1), 0.5, 1e-12))
        #expect(near(law.tail(1), 0.5, 1e-12))
    }

    /// Every continuous law: quantile inverts cumulative, density is its slope, loss' slope is −P(X > x),
    /// and mean and variance agree with sums over a fine grid of quantiles.
    @Test(arguments: 0..<7) func continuousLawsAreConsistent(_ index: Int) {
        let laws: [any ContinuousDistribution] = [
            Normal(mean: 3, deviation: 2), LogNormal(logMean: 1, logDeviation: 0.5), Gamma(shape: 2.5, scale: 1.2),
            Exponential(mean: 4), Uniform(1, 5), Triangular(low: 1, mode: 2, high: 6), Gamma(shape: 0.6, scale: 3),
        ]
        let law = laws[index]
        for p in [0.01, 0.2, 0.5, 0.77, 0.99] {
            let x = law.quantile(p)
            let step = 1e-5 * max(1, abs(x))
            #expect(near(law.cumulative(x), p, 1e-10))
            let slope = (law.cumulative(x + step) - law.cumulative(x - step)) / (2 * step)
            #expect(near(slope, law.density(x), 1e-4) || index == 6 && p < 0.1)
            let lossSlope = (law.loss(x + step) - law.loss(x - step)) / (2 * step)
            #expect(near(lossSlope, p - 1, 1e-5) || index == 6 && p < 0.1)
        }
        let grid = (0..<4000).map { law.quantile((Double($0) + 0.5) / 4000) }
        let summary = SampleSummary(grid)
        #expect(near(summary.mean, law.mean, 3e-3))
        #expect(near(summary.variance, law.variance, 3e-2))
    }

    @Test func latticeConvolutionOfTwoPoissons() {
        let sum = LatticeDistribution(Poisson(mean: 1)).adding(LatticeDistribution(Poisson(mean: 2)))
        let law = Poisson(mean: 3)
        for k in 0..<12 { #expect(near(sum.probability(k), law.probability(k), 1e-12)) }
        // Thinning a Poisson count with share f gives a Poisson count of mean f·m.
        let thin = LatticeDistribution(Poisson(mean: 4)).thinned(share: 0.25)
        for k in 0..<8 { #expect(near(thin.probability(k), Poisson(mean: 1).probability(k), 1e-12)) }
        #expect(near(LatticeDistribution(Poisson(mean: 2)).excess(over: 2).mean, 0.5413411329))
    }
}
