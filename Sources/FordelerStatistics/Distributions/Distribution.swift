/// A distribution on the whole numbers 0, 1, 2, …
public protocol DiscreteDistribution: Sendable {
    /// Expected value.
    var mean: Double { get }
    /// Variance.
    var variance: Double { get }
    /// P(X = k); 0 for negative k.
    func probability(_ k: Int) -> Double
    /// P(X ≤ k); 0 for negative k.
    func cumulative(_ k: Int) -> Double
    /// P(X > k), with its own digits far out in the tail where the type can give them.
    func tail(_ k: Int) -> Double
    /// Loss function E[(X − x)⁺]: expected backorders when x pieces are stocked against this lead-time demand.
    func loss(_ x: Int) -> Double
    /// Variance of the backorders (X − x)⁺ when x pieces are stocked.
    func lossVariance(_ x: Int) -> Double
    /// P(X = k + 1) / P(X = k) for k of 0 or more, or `nil` when the type knows no short form; sums run on it.
    func stepRatio(_ k: Int) -> Double?
}

/// A distribution on the real line.
public protocol ContinuousDistribution: Sendable {
    /// Expected value.
    var mean: Double { get }
    /// Variance.
    var variance: Double { get }
    /// Density at x; 0 outside the support.
    func density(_ x: Double) -> Double
    /// P(X ≤ x).
    func cumulative(_ x: Double) -> Double
    /// The x with P(X ≤ x) = p, 0 < p < 1.
    func quantile(_ p: Double) -> Double
    /// Loss function E[(X − x)⁺].
    func loss(_ x: Double) -> Double
}

extension ContinuousDistribution {
    /// Complementary loss function E[(x − X)⁺].
    public func complementaryLoss(_ x: Double) -> Double { x - mean + loss(x) }

    /// One sample by inversion; takes exactly one draw.
    public func sample(using stream: inout RandomStream) -> Double { quantile(stream.nextUnit()) }

    /// Standard deviation.
    public var standardDeviation: Double { variance.squareRoot() }
}

extension DiscreteDistribution {
    /// P(X > k).
    public func tail(_ k: Int) -> Double { 1 - cumulative(k) }

    /// No short form.
    public func stepRatio(_ k: Int) -> Double? { nil }

    /// Standard deviation.
    public var standardDeviation: Double { variance.squareRoot() }

    /// The smallest k with P(X ≤ k) ≥ p, 0 < p < 1; doubling and bisection, O(log k) evaluations.
    public func quantile(_ p: Double) -> Int {
        if cumulative(0) >= p { return 0 }
        var low = 0
        var high = max(1, Int(mean.rounded(.up)))
        while cumulative(high) < p, high < Int.max / 4 {
            low = high
            high *= 2
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if cumulative(middle) < p { low = middle } else { high = middle }
        }
        return high
    }

    /// One sample by inversion; takes exactly one draw.
    public func sample(using stream: inout RandomStream) -> Int { quantile(stream.nextUnit()) }

    /// Loss function E[(X − x)⁺]: expected backorders when x pieces are stocked against this lead-time demand.
    public func loss(_ x: Int) -> Double {
        if x <= 0 { return mean - Double(x) }
        // Below the mean the finite sum is exact and short; above it the tail keeps its digits.
        if Double(x) <= mean { return mean - Double(x) + complementaryLoss(x) }
        return tailSum(above: x) { Double($0 - x) }
    }

    /// Complementary loss function E[(x − X)⁺]: expected pieces on the shelf.
    public func complementaryLoss(_ x: Int) -> Double {
        if x <= 0 { return 0 }
        var sum = 0.0
        var chance = probability(0)
        for k in 0..<x {
            sum += Double(x - k) * chance
            chance = probability(after: k, chance)
        }
        return sum
    }

    /// Second loss function ½·E[(X − x)⁺(X − x − 1)⁺] (Zipkin 2000, appendix C).
    public func secondLoss(_ x: Int) -> Double { tailSum(above: x) { 0.5 * Double($0 - x) * Double($0 - x - 1) } }

    /// Complementary second loss function ½·E[(x − X)(x + 1 − X); X ≤ x].
    public func complementarySecondLoss(_ x: Int) -> Double {
        if x < 0 { return 0 }
        var sum = 0.0
        var chance = probability(0)
        for k in 0...x {
            sum += 0.5 * Double(x - k) * Double(x - k + 1) * chance
            chance = probability(after: k, chance)
        }
        return sum
    }

    /// Variance of the backorders (X − x)⁺ when x pieces are stocked.
    public func lossVariance(_ x: Int) -> Double {
        let first = loss(x)
        return max(0, 2 * secondLoss(x) + first - first * first)
    }

    /// P(X = k + 1) from P(X = k), by the ratio where the number at hand carries enough digits for it.
    private func probability(after k: Int, _ chance: Double) -> Double {
        guard chance > 1e-280, k >= 0, let ratio = stepRatio(k) else { return probability(k + 1) }
        return chance * ratio
    }

    private func tailSum(above x: Int, _ weight: (Int) -> Double) -> Double {
        var sum = 0.0
        var k = max(x + 1, 0)
        let end = max(k, Int(min(mean, 1e15))) + 10_000_000
        var chance = probability(k)
        while k < end {
            let term = weight(k) * chance
            sum += term
            if Double(k) > mean, term <= sum * 1e-17, weight(k) > 0 { break }
            chance = probability(after: k, chance)
            k += 1
        }
        return sum
    }
}
