import FordelerStatistics
import Foundation

/// How uneven the stores' orders reach the central store: on fixed rounds, many pieces at a time.
///
/// Demand that passes through rounds is still the same demand, but a window that ends at any moment holds one round
/// more or less, and whole batches shift pieces between rounds. Both add to the variance of what the window holds.
struct RefillBursts: Sendable {
    /// What the rounds of one store carry.
    struct Store: Sendable {
        /// Pieces a day.
        var rate: Double
        /// Days between rounds, above 0.
        var reviewDays: Double
        /// Day of the cycle on which a round leaves.
        var roundDay: Double
        /// Pieces sent at a time, 1 or more.
        var batch: Int
    }

    let stores: [Store]

    /// Moments of a cycle at which the windows end.
    private static let moments = 28

    /// Added variance of the pieces that are still owed: all those ordered in the last `early` days, and of those
    /// ordered before, a share `late` in the last `whole` days. O(moments × stores).
    ///
    /// - Parameters:
    ///   - whole: Days of the longer window, not below `early`.
    ///   - early: Days of the shorter one.
    ///   - late: Share of the pieces that take the longer one, 0...1.
    func variance(whole: Double, early: Double, late: Double) -> Double {
        var sum = 0.0
        // Stores whose cycles are equally long keep their distance; others drift past each other.
        let cycles = Set(stores.map(\.reviewDays)).sorted()
        for cycle in cycles {
            let group = stores.filter { $0.reviewDays == cycle }
            let mean = group.reduce(0) { $0 + $1.rate } * (late * whole + (1 - late) * early)
            var square = 0.0
            for moment in 0..<RefillBursts.moments {
                let now = (Double(moment) + 0.5) / Double(RefillBursts.moments) * cycle
                var pieces = 0.0
                for store in group {
                    let long = RefillBursts.rounds(store, before: now, days: whole)
                    let short = RefillBursts.rounds(store, before: now, days: early)
                    pieces += store.rate * cycle * (late * long + (1 - late) * short)
                }
                square += (pieces - mean) * (pieces - mean)
            }
            sum += square / Double(RefillBursts.moments)
        }
        let edges = (1 + late * late + (1 - late) * (1 - late)) / 2
        for store in stores where store.batch > 1 {
            let days = late * whole + (1 - late) * early
            sum += edges * RefillBursts.batchVariance(mean: store.rate * days, batch: store.batch)
        }
        return sum
    }

    /// Rounds of a store in the `days` before a moment of its cycle.
    private static func rounds(_ store: Store, before now: Double, days: Double) -> Double {
        let since = (now - store.roundDay) / store.reviewDays
        return since.rounded(.down) - (since - days / store.reviewDays).rounded(.down)
    }

    /// E[b(Q − b)] for b = Poisson(mean) modulo Q: how much whole batches of Q pieces spread a count whose first
    /// leftover lies anywhere. A finite Fourier sum, O(Q).
    static func batchVariance(mean: Double, batch: Int) -> Double {
        let size = Double(batch)
        var sum = (size * size - 1) / 6
        for step in 1..<max(2, min(batch, 512)) {
            let angle = 2 * Double.pi * Double(step) / size
            let half = sin(angle / 2)
            sum -= exp(-mean * (1 - cos(angle))) * cos(mean * sin(angle)) / (2 * half * half)
        }
        return max(0, sum)
    }
}
