import Foundation

/// The Poisson distribution: demand of many independent people, and (Palm) the pipeline behind a base stock.
public struct Poisson: DiscreteDistribution, Hashable {
    /// Expected value, 0 or more.
    public let mean: Double

    /// Makes the distribution. - Precondition: `mean` is finite and not negative.
    public init(mean: Double) {
        precondition(mean.isFinite && mean >= 0, "a Poisson mean is finite and not negative")
        self.mean = mean
    }

    /// Variance.
    public var variance: Double { mean }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if mean == 0 { return k == 0 ? 1 : 0 }
        return exp(Double(k) * log(mean) - mean - SpecialFunctions.logGamma(Double(k) + 1))
    }

    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if mean == 0 { return 1 }
        return SpecialFunctions.incompleteGamma(Double(k) + 1, mean).upper
    }

    /// P(X > k); 1 for negative k.
    public func tail(_ k: Int) -> Double {
        if k < 0 { return 1 }
        if mean == 0 { return 0 }
        return SpecialFunctions.incompleteGamma(Double(k) + 1, mean).lower
    }

    /// P(X = k + 1) / P(X = k) for k of 0 or more.
    public func stepRatio(_ k: Int) -> Double? { mean / Double(k + 1) }
}
