import FordelerRoutingProblem

/// Turns the file's real numbers into the engine's integers under one convention.
struct InstanceNumbers {
    let convention: DistanceConvention
    /// Engine units in one unit of the file.
    let scale: Double

    /// The largest engine number, as a real number.
    static let limit = Double(RoutingProblem.largestNumber)

    /// - Parameter largest: the largest instant or length that has to be expressed; decides the scale of `double`,
    ///   the largest power of ten up to 10^6 that keeps it within ``RoutingProblem/largestNumber``.
    init(_ convention: DistanceConvention, largest: Double) {
        self.convention = convention
        switch convention {
        case .rounded: scale = 1
        case .dimacs: scale = 10
        case .exact: scale = 1000
        case .double:
            var power = 1_000_000.0
            while power > 1, largest * power > Self.limit { power /= 10 }
            scale = power
        }
    }

    /// Numbers of a scale that is already chosen.
    init(_ convention: DistanceConvention, scale: Double) {
        self.convention = convention
        self.scale = scale
    }

    /// The integer that stands for a real number; numbers above the limit give the limit.
    func whole(_ value: Double) -> Int {
        if value * scale >= Self.limit { return RoutingProblem.largestNumber }
        return Int(real(value))
    }

    /// As ``whole(_:)`` without the limit, as a real number.
    @inline(__always)
    func real(_ value: Double) -> Double {
        switch convention {
        case .rounded: (value + 0.5).rounded(.down)
        case .dimacs: (value * 10).rounded(.towardZero)
        case .exact, .double: (value * scale).rounded()
        }
    }

    /// The smallest power of ten, up to 10^6, that makes all numbers whole; `nil` when none does.
    static func wholePower(_ values: some Sequence<Double>) -> Int? {
        var power = 1
        for value in values {
            while abs(value * Double(power) - (value * Double(power)).rounded()) > 1e-6 {
                if power == 1_000_000 { return nil }
                power *= 10
            }
        }
        return power
    }
}
