import Foundation

/// The special functions behind the distributions, in double precision.
public enum SpecialFunctions {
    /// Natural logarithm of Γ(x) for x > 0 (Lanczos, g = 7, nine terms; relative error below 1e-14).
    public static func logGamma(_ x: Double) -> Double {
        if x < 0.5 { return log(.pi / abs(sin(.pi * x))) - logGamma(1 - x) }
        let shifted = x - 1
        var series = 0.99999999999980993
        for (index, coefficient) in lanczos.enumerated() { series += coefficient / (shifted + Double(index + 1)) }
        let base = shifted + 7.5
        return 0.5 * log(2 * .pi) + (shifted + 0.5) * log(base) - base + log(series)
    }

    private static let lanczos: [Double] = [
        676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ]

    /// Lower and upper regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, a > 0, x ≥ 0.
    ///
    /// Series below a + 1, Lentz's continued fraction above it, so that the smaller of the two keeps its digits.
    public static func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
        if x <= 0 { return (0, 1) }
        if x == .infinity { return (1, 0) }
        let front = exp(a * log(x) - x - logGamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            var denominator = a
            for _ in 0..<100_000 {
                denominator += 1
                term *= x / denominator
                sum += term
                if term < sum * 1e-17 { break }
            }
            let lower = min(1, sum * front)
            return (lower, 1 - lower)
        }
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var fraction = d
        for step in 1..<100_000 {
            let k = Double(step)
            let numerator = -k * (k - a)
            b += 2
            d = nonZero(numerator * d + b)
            c = nonZero(b + numerator / c)
            d = 1 / d
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        let upper = min(1, front * fraction)
        return (1 - upper, upper)
    }

    /// Regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1 (Lentz's continued fraction).
    public static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
        if x < (a + 1) / (a + b + 2) { return front * betaFraction(a, b, x) / a }
        return 1 - front * betaFraction(b, a, 1 - x) / b
    }

    private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        var c = 1.0
        var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
        var fraction = d
        for step in 1..<10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonZero(1 + even * d)
            c = nonZero(1 + even / c)
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonZero(1 + odd * d)
            c = nonZero(1 + odd / c)
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return fraction
    }

    private static let tiny = 1e-300
    private static func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

    /// The root of a rising function between two bounds, by bisection to the last bit that matters.
    ///
    /// Slow and sure: at most 200 halvings.
    public static func root(
        from low: Double, to high: Double, where isBelow: (Double) -> Bool
    ) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}
