import Foundation

/// The gamma distribution.
public struct Gamma: ContinuousDistribution, Hashable {
    /// Shape, above 0.
    public let shape: Double
    /// Scale, above 0; the mean is shape times scale.
    public let scale: Double

    /// Makes the distribution. - Precondition: both are finite and above 0.
    public init(shape: Double, scale: Double) {
        precondition(shape > 0 && scale > 0 && shape.isFinite && scale.isFinite, "shape and scale are above 0")
        self.shape = shape
        self.scale = scale
    }

    /// Makes the distribution from its mean and variance. - Precondition: both above 0.
    public init(mean: Double, variance: Double) {
        self.init(shape: mean * mean / variance, scale: variance / mean)
    }

    /// Expected value.
    public var mean: Double { shape * scale }
    /// Variance.
    public var variance: Double { shape * scale * scale }

    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double {
        if x < 0 { return 0 }
        if x == 0 { return shape < 1 ? .infinity : shape == 1 ? 1 / scale : 0 }
        let u = x / scale
        return exp((shape - 1) * log(u) - u - SpecialFunctions.logGamma(shape)) / scale
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double {
        x <= 0 ? 0 : SpecialFunctions.incompleteGamma(shape, x / scale).lower
    }

    /// Newton's steps from the Wilson–Hilferty start, kept inside a shrinking bracket.
    public func quantile(_ p: Double) -> Double {
        if p <= 0 { return 0 }
        if p >= 1 { return .infinity }
        let cube = 1 - 1 / (9 * shape) + Normal().quantile(p) / (3 * shape.squareRoot())
        var guess = mean * max(cube * cube * cube, 1e-6)
        var low = 0.0
        var high = Double.infinity
        for _ in 0..<200 {
            let difference = cumulative(guess) - p
            if difference < 0 { low = guess } else { high = guess }
            let slope = density(guess)
            var next = slope > 0 && slope.isFinite ? guess - difference / slope : .nan
            if !(next > low && next < high) { next = high.isFinite ? low + (high - low) / 2 : low * 2 }
            if abs(next - guess) <= 1e-15 * guess { return next }
            guess = next
        }
        return guess
    }

    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double {
        if x <= 0 { return mean - x }
        let u = x / scale
        return mean * SpecialFunctions.incompleteGamma(shape + 1, u).upper
            - x * SpecialFunctions.incompleteGamma(shape, u).upper
    }
}

/// The exponential distribution: the time between independent events.
public struct Exponential: ContinuousDistribution, Hashable {
    /// Expected value, above 0.
    public let mean: Double

    /// Makes the distribution. - Precondition: `mean` is finite and above 0.
    public init(mean: Double) {
        precondition(mean > 0 && mean.isFinite, "an exponential mean is above 0")
        self.mean = mean
    }

    /// Variance.
    public var variance: Double { mean * mean }
    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double { x < 0 ? 0 : exp(-x / mean) / mean }
    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { x <= 0 ? 0 : -expm1(-x / mean) }
    /// The x with P(X ≤ x) = p, 0 < p < 1.
    public func quantile(_ p: Double) -> Double { -mean * log1p(-p) }
    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double { x <= 0 ? mean - x : mean * exp(-x / mean) }
}
