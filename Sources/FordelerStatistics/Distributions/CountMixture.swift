/// A count whose law is one of several, each with the same chance: what is on its way while the lead time is not known.
public struct CountMixture: DiscreteDistribution, Hashable {
    /// The laws, one or more, alike in chance.
    public let parts: [CountFit]
    /// Expected value.
    public let mean: Double
    /// Variance: that inside the laws and that between their means.
    public let variance: Double

    /// Makes the mixture. - Precondition: there is at least one law.
    public init(_ parts: [CountFit]) {
        precondition(!parts.isEmpty, "a mixture has a part")
        self.parts = parts
        let mean = parts.reduce(0) { $0 + $1.mean } / Double(parts.count)
        self.mean = mean
        variance =
            parts.reduce(0) { $0 + $1.variance + ($1.mean - mean) * ($1.mean - mean) } / Double(parts.count)
    }

    private func average(_ value: (CountFit) -> Double) -> Double {
        parts.reduce(0) { $0 + value($1) } / Double(parts.count)
    }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double { average { $0.probability(k) } }
    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double { average { $0.cumulative(k) } }
    /// P(X > k); 1 for negative k.
    public func tail(_ k: Int) -> Double { average { $0.tail(k) } }
    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Int) -> Double { average { $0.loss(x) } }
    /// Variance of the backorders (X − x)⁺ when x pieces are stocked.
    public func lossVariance(_ x: Int) -> Double {
        let first = loss(x)
        return max(0, 2 * average { $0.secondLoss(x) } + first - first * first)
    }
}
