import Foundation

/// The binomial distribution: how many of `trials` independent tries succeed.
public struct Binomial: DiscreteDistribution, Hashable {
    /// Number of tries, 0 or more.
    public let trials: Int
    /// Chance of each, 0...1.
    public let success: Double

    /// Makes the distribution. - Precondition: `trials` ≥ 0 and 0 ≤ `success` ≤ 1.
    public init(trials: Int, success: Double) {
        precondition(trials >= 0 && success >= 0 && success <= 1, "a binomial needs a count and a chance")
        self.trials = trials
        self.success = success
    }

    /// Expected value.
    public var mean: Double { Double(trials) * success }
    /// Variance.
    public var variance: Double { mean * (1 - success) }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double {
        if k < 0 || k > trials { return 0 }
        if success == 0 { return k == 0 ? 1 : 0 }
        if success == 1 { return k == trials ? 1 : 0 }
        let (n, count) = (Double(trials), Double(k))
        let ways =
            SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(count + 1)
            - SpecialFunctions.logGamma(n - count + 1)
        return exp(ways + count * log(success) + (n - count) * log1p(-success))
    }

    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k >= trials { return 1 }
        return SpecialFunctions.incompleteBeta(Double(trials - k), Double(k) + 1, 1 - success)
    }

    /// P(X > k); 1 for negative k.
    public func tail(_ k: Int) -> Double {
        if k < 0 { return 1 }
        if k >= trials { return 0 }
        return SpecialFunctions.incompleteBeta(Double(k) + 1, Double(trials - k), success)
    }
}
