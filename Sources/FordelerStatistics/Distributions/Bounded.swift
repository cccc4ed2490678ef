/// The uniform distribution between two ends.
public struct Uniform: ContinuousDistribution, Hashable {
    /// Lower end.
    public let low: Double
    /// Upper end, above the lower one.
    public let high: Double

    /// Makes the distribution. - Precondition: `low` < `high`, both finite.
    public init(_ low: Double, _ high: Double) {
        precondition(low < high && low.isFinite && high.isFinite, "the ends are finite and in order")
        self.low = low
        self.high = high
    }

    /// Expected value.
    public var mean: Double { (low + high) / 2 }
    /// Variance.
    public var variance: Double { (high - low) * (high - low) / 12 }
    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double { x < low || x > high ? 0 : 1 / (high - low) }
    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { min(1, max(0, (x - low) / (high - low))) }
    /// The x with P(X ≤ x) = p, 0 < p < 1.
    public func quantile(_ p: Double) -> Double { low + p * (high - low) }

    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double {
        if x <= low { return mean - x }
        if x >= high { return 0 }
        return (high - x) * (high - x) / (2 * (high - low))
    }
}

/// The triangular distribution: what a person gives as least, most likely and most.
public struct Triangular: ContinuousDistribution, Hashable {
    /// Least value.
    public let low: Double
    /// Most likely value.
    public let mode: Double
    /// Greatest value.
    public let high: Double

    /// Makes the distribution. - Precondition: `low` ≤ `mode` ≤ `high`, `low` < `high`, all finite.
    public init(low: Double, mode: Double, high: Double) {
        precondition(low <= mode && mode <= high && low < high, "least, most likely and greatest are in order")
        precondition(low.isFinite && high.isFinite, "the ends are finite")
        self.low = low
        self.mode = mode
        self.high = high
    }

    /// Expected value.
    public var mean: Double { (low + mode + high) / 3 }
    /// Variance.
    public var variance: Double {
        (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18
    }

    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double {
        if x < low || x > high { return 0 }
        if x < mode { return 2 * (x - low) / ((high - low) * (mode - low)) }
        return mode == high ? 2 / (high - low) : 2 * (high - x) / ((high - low) * (high - mode))
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double {
        if x <= low { return 0 }
        if x >= high { return 1 }
        if x < mode { return (x - low) * (x - low) / ((high - low) * (mode - low)) }
        return 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
    }

    /// The x with P(X ≤ x) = p, 0 < p < 1.
    public func quantile(_ p: Double) -> Double {
        let turn = (mode - low) / (high - low)
        if p < turn { return low + (p * (high - low) * (mode - low)).squareRoot() }
        return high - ((1 - p) * (high - low) * (high - mode)).squareRoot()
    }

    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double {
        if x <= low { return mean - x }
        if x >= high { return 0 }
        func cubed(_ side: Double) -> Double { side * side * side }
        if x >= mode { return cubed(high - x) / (3 * (high - low) * (high - mode)) }
        return mean - x + cubed(x - low) / (3 * (high - low) * (mode - low))
    }
}

/// A number that never varies.
public struct Constant: ContinuousDistribution, Hashable {
    /// The value.
    public let value: Double

    /// Makes the distribution.
    public init(_ value: Double) { self.value = value }

    /// Expected value.
    public var mean: Double { value }
    /// Variance.
    public var variance: Double { 0 }
    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double { x == value ? .infinity : 0 }
    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { x >= value ? 1 : 0 }
    /// The x with P(X ≤ x) = p, 0 < p < 1.
    public func quantile(_ p: Double) -> Double { value }
    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double { max(0, value - x) }
}
