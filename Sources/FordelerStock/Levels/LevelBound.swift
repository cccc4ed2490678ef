/// Lagrangian relaxation of the class targets: a value that no feasible levels can undercut.
///
/// With a price u on each class's late demand the problem falls apart into items, and an item into groups of stores
/// once its central level is fixed. A group is a store alone, or stores tied by lateral links: there the levels of the
/// helping stores are enumerated in blocks, and each store is free once the blocks are fixed. Central levels that
/// are skipped between two looked-at ones are charged the lower cost and given the better service. Levels beyond the
/// last useful one are charged its cost and given no late demand at all. Pieces stay whole: an item that must reach a
/// share of its own holds at least as many as any allocation needs for it. Shelf space and the value ceiling are left
/// out, which only lowers the bound.
struct LevelBound {
    private let parts: [LevelRelaxation]
    private let classCount: Int
    private let siteCount: Int
    private let central: Int

    /// Numbers the tables may hold over all items; groups too large for it are relaxed by tangents.
    private static let budget = 32_000_000

    /// Builds the parts around an incumbent. O(items × central levels × sites × classes × levels).
    init(_ state: inout LevelState, itemAllowed: [[Double]]) {
        classCount = state.classes.count
        siteCount = state.litres.count
        central = state.central
        let active = state.models.indices.filter { state.models[$0].rate > 0 }
        let optionCount = active.reduce(1) { $0 + state.models[$1].centralLevels.count + 1 }
        let room = LevelBound.budget / optionCount / max(1, classCount)
        parts = active.map { LevelRelaxation(&state, item: $0, room: room, allowed: itemAllowed[$0]) }
    }

    /// The relaxed value for prices on late demand, and the levels that reach it.
    ///
    /// - Parameters:
    ///   - prices: By class, for the late demand of all items.
    ///   - itemPrices: By item and class, on top, for the late demand of each item alone.
    func relaxed(
        prices: [Double], allowed: [Double], itemPrices: [[Double]], itemAllowed: [[Double]]
    ) -> (value: Double, levels: [Int: [Int]]) {
        var value = 0.0
        for position in 0..<classCount { value -= prices[position] * allowed[position] }
        var chosen: [Int: [Int]] = [:]
        for part in parts {
            var own = prices
            for position in 0..<classCount {
                own[position] += itemPrices[part.item][position]
                value -= itemPrices[part.item][position] * itemAllowed[part.item][position]
            }
            let (best, levels) = part.best(prices: own, siteCount: siteCount, central: central)
            value += best
            chosen[part.item] = levels
        }
        return (value, chosen)
    }
}
