/// Tail and loss functions of a distribution for every level from 0 to a greatest one.
///
/// Each function is the sum of the one before it over higher levels (Zipkin 2000, appendix C), so one sweep from above
/// gives all levels; O(greatest level) instead of one sum a level. All terms are positive: nothing cancels.
public struct LossTable: Sendable {
    private var tails: [Double]
    private var losses: [Double]
    private var secondLosses: [Double]

    /// Fills the table. - Precondition: `most` is not negative.
    public init(_ law: some DiscreteDistribution, upTo most: Int) {
        precondition(most >= 0, "a level is not negative")
        tails = [Double](repeating: law.tail(most), count: most + 1)
        losses = [Double](repeating: law.loss(most), count: most + 1)
        secondLosses = [Double](repeating: law.secondLoss(most), count: most + 1)
        var chances = [Double](repeating: 0, count: most + 1)
        for k in chances.indices {
            let before = k > 0 ? chances[k - 1] : 0
            if before > 1e-280, let ratio = law.stepRatio(k - 1) {
                chances[k] = before * ratio
            } else {
                chances[k] = law.probability(k)
            }
        }
        for k in stride(from: most - 1, through: 0, by: -1) {
            tails[k] = tails[k + 1] + chances[k + 1]
            losses[k] = losses[k + 1] + tails[k]
            secondLosses[k] = secondLosses[k + 1] + losses[k + 1]
        }
    }

    /// Fills the table of a mixture: all three functions are averages over its laws.
    public init(_ law: CountMixture, upTo most: Int) {
        self.init(law.parts[0], upTo: most)
        guard law.parts.count > 1 else { return }
        let weight = 1 / Double(law.parts.count)
        for (index, part) in law.parts.enumerated() {
            let table = LossTable(part, upTo: most)
            for k in 0...most {
                tails[k] = (index == 0 ? 0 : tails[k]) + weight * table.tails[k]
                losses[k] = (index == 0 ? 0 : losses[k]) + weight * table.losses[k]
                secondLosses[k] = (index == 0 ? 0 : secondLosses[k]) + weight * table.secondLosses[k]
            }
        }
    }

    /// Levels in the table: 0 to this one.
    public var most: Int { tails.count - 1 }
    /// P(X ≤ level); 0 for negative levels.
    public func cumulative(_ level: Int) -> Double { level < 0 ? 0 : 1 - tails[level] }
    /// Loss function E[(X − level)⁺] for 0...most.
    public func loss(_ level: Int) -> Double { losses[level] }
    /// Variance of (X − level)⁺ for 0...most.
    public func lossVariance(_ level: Int) -> Double {
        max(0, 2 * secondLosses[level] + losses[level] - losses[level] * losses[level])
    }
}
