/// Which numbers of depots with 1, 2, … units of a type carry enough of its demand, wherever the depots lie.
///
/// Each entry counts the depots that hold exactly s units, s from 1 up. Only minimal entries are listed: without one of
/// its smallest depots an entry carries less than the whole demand. Every plan holds one of them, so prices on the
/// counts give a bound that sees how badly whole units fit the demand. That closes three quarters of the gap that
/// depots judged one by one leave, since the ladder's steps grow with the units.
struct LadderCovers: Sendable {
    /// Depots with exactly s units, `counts[entry * levels + s]`; the entry's number of depots without units is 0.
    private(set) var counts: [Int32] = []
    /// Demand that each entry leaves to express.
    private(set) var express: [Double] = []
    /// Numbers of units told apart, 0 included.
    let levels: Int

    /// Entries listed; 0 when there would be more than ``most``, which makes the bound weaker but not wrong.
    var count: Int { express.count }

    /// Most entries worth looking through at every step.
    static let most = 4000

    /// - Parameters:
    ///   - demand: lead-time demand of the type.
    ///   - allowance: how much of it may go by express.
    ///   - carried: demand carried by 0, 1, … units, ascending.
    ///   - depots: candidate depots.
    init(demand: Double, allowance: Double, carried: [Double], depots: Int) {
        levels = carried.count
        var listing = Listing(
            demand: demand, needed: demand - allowance - 1e-9 * (1 + demand), carried: carried, depots: depots,
            chosen: [Int32](repeating: 0, count: levels))
        if levels > 1, listing.extend(levels - 1, carried: 0, used: 0) {
            counts = listing.counts
            express = listing.express
        }
    }

    private struct Listing {
        let demand: Double
        let needed: Double
        let carried: [Double]
        let depots: Int
        var chosen: [Int32]
        var counts: [Int32] = []
        var express: [Double] = []
        var steps = 0

        /// Chooses how many depots hold `units`, then fewer; `false` when there are too many entries.
        mutating func extend(_ units: Int, carried sum: Double, used: Int) -> Bool {
            steps += 1
            if express.count > LadderCovers.most || steps > 40 * LadderCovers.most { return false }
            if units == 0 || sum >= demand {
                if sum < needed { return true }
                if let smallest = chosen.firstIndex(where: { $0 > 0 }), sum - carried[smallest] >= demand {
                    return true
                }
                counts += chosen
                express.append(max(0, demand - sum))
                return true
            }
            var number = 0
            var total = sum
            defer { chosen[units] = 0 }
            while used + number <= depots {
                chosen[units] = Int32(number)
                if !extend(units - 1, carried: total, used: used + number) { return false }
                if total >= demand { break }
                number += 1
                total += carried[units]
            }
            return true
        }
    }

    /// The entry that is cheapest at a price per count and per unit of express demand; `nil` without entries.
    func cheapest(prices: UnsafePointer<Double>, expressPrice: Double) -> (entry: Int, price: Double)? {
        guard count > 0 else { return nil }
        var best = (entry: 0, price: Double.infinity)
        counts.withUnsafeBufferPointer { counts in
            express.withUnsafeBufferPointer { express in
                var at = 0
                for entry in 0..<express.count {
                    var sum = express[entry] * expressPrice
                    for s in 1..<levels { sum += Double(counts[at + s]) * prices[s] }
                    at += levels
                    if sum < best.price { best = (entry, sum) }
                }
            }
        }
        return best
    }
}
