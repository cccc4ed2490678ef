import Foundation

/// Student's t distribution: the honest width of a mean of few replications.
public struct StudentT: Sendable, Hashable {
    /// Degrees of freedom, above 0.
    public let degrees: Double

    /// Makes the distribution. - Precondition: `degrees` is above 0.
    public init(degrees: Double) {
        precondition(degrees > 0, "degrees of freedom are above 0")
        self.degrees = degrees
    }

    /// P(T ≤ t).
    public func cumulative(_ t: Double) -> Double {
        let half = 0.5 * SpecialFunctions.incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
        return t < 0 ? half : 1 - half
    }

    /// The t with P(T ≤ t) = p, 0 < p < 1; by bisection on the upper half.
    public func quantile(_ p: Double) -> Double {
        if p == 0.5 { return 0 }
        let tail = min(p, 1 - p)
        // The upper tail itself is compared, so that a small tail keeps its digits.
        func upperTail(_ t: Double) -> Double {
            0.5 * SpecialFunctions.incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t))
        }
        var high = 2.0
        while upperTail(high) > tail, high < 1e150 { high *= 2 }
        let size = SpecialFunctions.root(from: 0, to: high) { upperTail($0) > tail }
        return p < 0.5 ? -size : size
    }
}
