/// Count, mean, variance and range of a sample, one value at a time.
///
/// Welford (1962), *Note on a method for calculating corrected sums of squares and products*: stable, O(1) a value.
public struct SampleSummary: Sendable, Hashable {
    /// Number of values.
    public private(set) var count = 0
    /// Mean of the values; 0 before the first.
    public private(set) var mean = 0.0
    private var squares = 0.0
    /// Least value; infinite before the first.
    public private(set) var least = Double.infinity
    /// Greatest value; minus infinite before the first.
    public private(set) var greatest = -Double.infinity

    /// Starts with nothing.
    public init() {}

    /// Starts with values.
    public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

    /// Takes one more value.
    public mutating func add(_ value: Double) {
        count += 1
        let before = value - mean
        mean += before / Double(count)
        squares += before * (value - mean)
        least = min(least, value)
        greatest = max(greatest, value)
    }

    /// Variance of the sample with n − 1; 0 for fewer than two values.
    public var variance: Double { count > 1 ? squares / Double(count - 1) : 0 }
    /// Standard deviation of the sample.
    public var deviation: Double { variance.squareRoot() }
    /// Standard error of the mean.
    public var standardError: Double { count > 0 ? (variance / Double(count)).squareRoot() : 0 }

    /// The interval that holds the true mean with the given confidence, by Student's t with n − 1 degrees.
    ///
    /// With fewer than two values the interval is the whole line. - Precondition: 0 < `confidence` < 1.
    public func interval(confidence: Double = 0.95) -> ConfidenceInterval {
        precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
        guard count > 1 else {
            return ConfidenceInterval(mean: mean, halfWidth: .infinity, confidence: confidence)
        }
        let t = StudentT(degrees: Double(count - 1)).quantile(0.5 + confidence / 2)
        return ConfidenceInterval(mean: mean, halfWidth: t * standardError, confidence: confidence)
    }
}

/// A mean with the width that its sample allows.
public struct ConfidenceInterval: Sendable, Hashable, Codable {
    /// The middle.
    public var mean: Double
    /// Half the width, 0 or more.
    public var halfWidth: Double
    /// The confidence, for example 0.95.
    public var confidence: Double

    /// Makes an interval.
    public init(mean: Double, halfWidth: Double, confidence: Double) {
        self.mean = mean
        self.halfWidth = halfWidth
        self.confidence = confidence
    }

    /// Lower end.
    public var low: Double { mean - halfWidth }
    /// Upper end.
    public var high: Double { mean + halfWidth }
    /// Whether `value` lies inside, ends included.
    public func contains(_ value: Double) -> Bool { value >= low && value <= high }
}

/// The average over time of something that jumps, such as pieces on a shelf.
public struct TimeAverage: Sendable, Hashable {
    private var area = 0.0
    private var start: Double
    private var changed: Double
    /// The value that holds now.
    public private(set) var value: Double

    /// Starts at an instant with a value.
    public init(start: Double, value: Double) {
        self.start = start
        changed = start
        self.value = value
    }

    /// Sets the value that holds from `time` on. - Precondition: time does not run backwards.
    public mutating func set(_ new: Double, at time: Double) {
        precondition(time >= changed, "time does not run backwards")
        area += value * (time - changed)
        changed = time
        value = new
    }

    /// Forgets what was before `time` (the warm-up) and keeps the value.
    public mutating func restart(at time: Double) {
        set(value, at: time)
        area = 0
        start = time
    }

    /// Average from the start to `time`; the value itself when no time has passed.
    public func average(until time: Double) -> Double {
        let span = time - start
        return span > 0 ? (area + value * (time - changed)) / span : value
    }
}

/// Shares and quantiles of a whole sample.
public enum SampleQuantile {
    /// The quantile of unsorted values by linear interpolation between order statistics (type 7), `nil` when empty.
    public static func of(_ values: [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let position = min(max(share, 0), 1) * Double(sorted.count - 1)
        let below = Int(position.rounded(.down))
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
}
