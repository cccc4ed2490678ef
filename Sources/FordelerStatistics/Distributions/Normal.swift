import Foundation

/// The normal distribution.
public struct Normal: ContinuousDistribution, Hashable {
    /// Expected value.
    public let mean: Double
    /// Standard deviation, above 0.
    public let deviation: Double

    /// Makes the distribution; standard normal by default. - Precondition: `deviation` is finite and above 0.
    public init(mean: Double = 0, deviation: Double = 1) {
        precondition(mean.isFinite && deviation > 0 && deviation.isFinite, "a normal needs a positive deviation")
        self.mean = mean
        self.deviation = deviation
    }

    /// Variance.
    public var variance: Double { deviation * deviation }

    private func standard(_ x: Double) -> Double { (x - mean) / deviation }

    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double {
        let z = standard(x)
        return exp(-0.5 * z * z) / (deviation * (2 * Double.pi).squareRoot())
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { 0.5 * erfc(-standard(x) / 2.0.squareRoot()) }

    /// Wichura (1988), algorithm AS 241 (PPND16), relative error about 1e-16, doi:10.2307/2347330.
    public func quantile(_ p: Double) -> Double { mean + deviation * Normal.standardQuantile(p) }

    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double {
        let z = standard(x)
        let upper = 0.5 * erfc(z / 2.0.squareRoot())
        return deviation * (exp(-0.5 * z * z) / (2 * Double.pi).squareRoot() - z * upper)
    }

    /// Second loss function ½·E[((X − x)⁺)²].
    public func secondLoss(_ x: Double) -> Double {
        let z = standard(x)
        let upper = 0.5 * erfc(z / 2.0.squareRoot())
        let bell = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
        return variance * 0.5 * ((z * z + 1) * upper - z * bell)
    }

    /// Complementary second loss function ½·E[((x − X)⁺)²].
    public func complementarySecondLoss(_ x: Double) -> Double {
        let z = standard(x)
        return variance * 0.5 * (z * z + 1) - secondLoss(x)
    }

    private static func ratio(_ x: Double, _ top: [Double], _ bottom: [Double]) -> Double {
        top.reversed().reduce(0) { $0 * x + $1 } / bottom.reversed().reduce(0) { $0 * x + $1 }
    }

    private static func standardQuantile(_ p: Double) -> Double {
        if p <= 0 { return -.infinity }
        if p >= 1 { return .infinity }
        let q = p - 0.5
        if abs(q) <= 0.425 {
            return q
                * ratio(
                    0.180625 - q * q,
                    [
                        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
                    ],
                    [
                        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
                        21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
                    ])
        }
        let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
        let size: Double
        if r <= 5 {
            size = ratio(
                r - 1.6,
                [
                    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
                    1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833,
                    7.74545014278341407640e-4,
                ],
                [
                    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
                    0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
                    1.05075007164441684324e-9,
                ])
        } else {
            size = ratio(
                r - 5,
                [
                    6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
                    0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5,
                    2.01033439929228813265e-7,
                ],
                [
                    1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
                    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                    2.04426310338993978564e-15,
                ])
        }
        return q < 0 ? -size : size
    }
}

/// The lognormal distribution: exp of a normal one; lead times with a long right tail.
public struct LogNormal: ContinuousDistribution, Hashable {
    /// Mean of the logarithm.
    public let logMean: Double
    /// Standard deviation of the logarithm, above 0.
    public let logDeviation: Double

    /// Makes the distribution from the logarithm's moments. - Precondition: `logDeviation` is above 0.
    public init(logMean: Double, logDeviation: Double) {
        precondition(logMean.isFinite && logDeviation > 0 && logDeviation.isFinite, "a lognormal needs a deviation")
        self.logMean = logMean
        self.logDeviation = logDeviation
    }

    /// Makes the distribution from its own mean and variance. - Precondition: both above 0.
    public init(mean: Double, variance: Double) {
        precondition(mean > 0 && variance > 0, "mean and variance are above 0")
        let spread = log1p(variance / (mean * mean))
        self.init(logMean: log(mean) - spread / 2, logDeviation: spread.squareRoot())
    }

    private var law: Normal { Normal(mean: logMean, deviation: logDeviation) }

    /// Expected value.
    public var mean: Double { exp(logMean + logDeviation * logDeviation / 2) }
    /// Variance.
    public var variance: Double { expm1(logDeviation * logDeviation) * mean * mean }
    /// Density at x; 0 outside the support.
    public func density(_ x: Double) -> Double { x <= 0 ? 0 : law.density(log(x)) / x }
    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double { x <= 0 ? 0 : law.cumulative(log(x)) }
    /// The x with P(X ≤ x) = p, 0 < p < 1.
    public func quantile(_ p: Double) -> Double { exp(law.quantile(p)) }

    /// Loss function E[(X − x)⁺].
    public func loss(_ x: Double) -> Double {
        if x <= 0 { return mean - x }
        let standard = Normal()
        let z = (logMean - log(x)) / logDeviation
        return mean * standard.cumulative(z + logDeviation) - x * standard.cumulative(z)
    }
}
