/// A distribution on 0, 1, 2, … given by its probabilities; the exact tool where no closed form fits.
public struct LatticeDistribution: DiscreteDistribution, Hashable {
    /// P(X = 0), P(X = 1), …; not negative, adding up to 1.
    public let probabilities: [Double]
    private let cumulatives: [Double]
    /// Expected value.
    public let mean: Double
    /// Variance.
    public let variance: Double

    /// Makes the distribution from weights, which are divided by their sum.
    ///
    /// - Precondition: the weights are finite, not negative, and their sum is above 0.
    public init(weights: [Double]) {
        let total = weights.reduce(0, +)
        precondition(total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 }, "weights are not negative")
        probabilities = weights.map { $0 / total }
        var running = 0.0
        cumulatives = probabilities.map { probability in
            running += probability
            return min(1, running)
        }
        let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        self.mean = mean
        variance = probabilities.enumerated().reduce(0) { sum, entry in
            let distance = Double(entry.offset) - mean
            return sum + distance * distance * entry.element
        }
    }

    /// Cuts another distribution off where less than `remainder` is left in its tail.
    public init(_ law: some DiscreteDistribution, remainder: Double = 1e-15) {
        var weights: [Double] = []
        var k = 0
        while k < 1_000_000 {
            weights.append(law.probability(k))
            if Double(k) >= law.mean, law.tail(k) < remainder { break }
            k += 1
        }
        self.init(weights: weights)
    }

    /// P(X = k); 0 for negative k.
    public func probability(_ k: Int) -> Double { probabilities.indices.contains(k) ? probabilities[k] : 0 }

    /// P(X ≤ k); 0 for negative k.
    public func cumulative(_ k: Int) -> Double { k < 0 ? 0 : k < cumulatives.count ? cumulatives[k] : 1 }

    /// Distribution of the sum of two independent counts; O(n·m).
    public func adding(_ other: LatticeDistribution) -> LatticeDistribution {
        var weights = [Double](repeating: 0, count: probabilities.count + other.probabilities.count - 1)
        for (i, p) in probabilities.enumerated() where p > 0 {
            for (j, q) in other.probabilities.enumerated() { weights[i + j] += p * q }
        }
        return LatticeDistribution(weights: weights)
    }

    /// Distribution of (X − x)⁺: the backorders when x pieces are stocked. - Precondition: `x` ≥ 0.
    public func excess(over x: Int) -> LatticeDistribution {
        precondition(x >= 0, "stock is not negative")
        var weights = [cumulative(x)]
        if x + 1 < probabilities.count { weights += probabilities[(x + 1)...] }
        return LatticeDistribution(weights: weights)
    }

    /// Distribution of how many of X marked pieces belong to one owner who holds the share `share`, 0...1.
    public func thinned(share: Double) -> LatticeDistribution {
        var weights = [Double](repeating: 0, count: probabilities.count)
        for (n, p) in probabilities.enumerated() where p > 1e-300 {
            let split = Binomial(trials: n, success: share)
            for k in 0...n { weights[k] += p * split.probability(k) }
        }
        return LatticeDistribution(weights: weights)
    }
}
