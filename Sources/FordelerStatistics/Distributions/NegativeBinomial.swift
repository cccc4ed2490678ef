import Foundation

/// The negative binomial distribution with a real-valued size: a count that spreads more than a Poisson one.
public struct NegativeBinomial: DiscreteDistribution, Hashable {
    /// Expected value, above 0.
    public let mean: Double
    /// Variance, above the mean.
    public let variance: Double
    /// Size r = mean² / (variance − mean).
    public let size: Double
    private let success: Double

    /// Makes the distribution from two moments. - Precondition: 0 < `mean` < `variance`, both finite.
    public init(mean: Double, variance: Double) {
        precondition(mean > 0 && variance > mean && variance.isFinite, "a negative binomial spreads more than its mean")
        self.mean = mean
        self.variance = variance
        size = mean * mean / (variance - mean)
        success = mean / variance
    }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double {
        if k < 0 { return 0 }
        let count = Double(k)
        let ways =
            SpecialFunctions.logGamma(count + size) - SpecialFunctions.logGamma(size)
            - SpecialFunctions.logGamma(count + 1)
        return exp(ways + size * log(success) + count * log1p(-success))
    }

    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double {
        k < 0 ? 0 : SpecialFunctions.incompleteBeta(size, Double(k) + 1, success)
    }

    /// P(X > k); 1 for negative k.
    public func tail(_ k: Int) -> Double {
        k < 0 ? 1 : SpecialFunctions.incompleteBeta(Double(k) + 1, size, 1 - success)
    }

    /// P(X = k + 1) / P(X = k) for k of 0 or more.
    public func stepRatio(_ k: Int) -> Double? { (Double(k) + size) / Double(k + 1) * (1 - success) }
}

/// Negative binomial where the variance exceeds the mean, else Poisson: the two-moment fit of VARI-METRIC.
public enum CountFit: DiscreteDistribution, Hashable {
    case poisson(Poisson)
    case negativeBinomial(NegativeBinomial)

    /// Fits to a mean and a variance; a variance at or below the mean (within 1e-9 of it) gives Poisson, and so does a
    /// mean below 1e-12, whose size would underflow.
    public init(mean: Double, variance: Double) {
        let relative = mean > 1e-12 ? (variance - mean) / mean : 0
        self =
            relative > 1e-9
            ? .negativeBinomial(NegativeBinomial(mean: mean, variance: variance)) : .poisson(Poisson(mean: mean))
    }

    /// Expected value.
    public var mean: Double {
        switch self {
        case .poisson(let law): law.mean
        case .negativeBinomial(let law): law.mean
        }
    }

    /// Variance.
    public var variance: Double {
        switch self {
        case .poisson(let law): law.variance
        case .negativeBinomial(let law): law.variance
        }
    }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double {
        switch self {
        case .poisson(let law): law.probability(k)
        case .negativeBinomial(let law): law.probability(k)
        }
    }

    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double {
        switch self {
        case .poisson(let law): law.cumulative(k)
        case .negativeBinomial(let law): law.cumulative(k)
        }
    }

    /// P(X > k); 1 for negative k.
    public func tail(_ k: Int) -> Double {
        switch self {
        case .poisson(let law): law.tail(k)
        case .negativeBinomial(let law): law.tail(k)
        }
    }

    /// P(X = k + 1) / P(X = k) for k of 0 or more.
    public func stepRatio(_ k: Int) -> Double? {
        switch self {
        case .poisson(let law): law.stepRatio(k)
        case .negativeBinomial(let law): law.stepRatio(k)
        }
    }
}

extension CountFit {
    /// P(X ≤ 0), P(X ≤ 1), …, `count` of them, by the probabilities' recursion; O(count).
    public func cumulatives(_ count: Int) -> [Double] {
        let start = probability(0)
        // Where P(0) is too small to carry a recursion the incomplete functions take over.
        guard start > 1e-280 else { return (0..<max(0, count)).map(cumulative) }
        var probability = start
        var running = 0.0
        var result: [Double] = []
        result.reserveCapacity(max(0, count))
        for k in 0..<max(0, count) {
            running += probability
            result.append(min(1, running))
            probability *= stepRatio(k) ?? 0
        }
        return result
    }
}
