/// Every level of an item that few pieces serve, with its own shares as hard limits: no relaxation is as sharp for dear
/// pieces, of which one more or less decides.
struct LevelEnumeration {
    private struct Choice {
        var pieces: Int
        var late: [Double]
        var levels: [Int]
    }

    /// Choices that no other one beats in pieces and in every class.
    private let choices: [Choice]
    private let price: Double

    /// Most combinations that are tried.
    private static let limit = 60_000

    /// Tries all levels of an item; `nil` when they are too many or none keeps the item's shares.
    ///
    /// - Parameter allowed: Late demand a day that the item may have, by class.
    init?(_ state: inout LevelState, item: Int, allowed: [Double]) {
        let model = state.models[item]
        guard let high = model.centralLevels.last, model.centralLevels.count == high + 1 else { return nil }
        // One level beyond the useful ones stands for all the higher ones: it pays for itself and nothing is late.
        let levels = Array(0...high) + [ItemModel.unlimited]
        let tables = levels.map { $0 == ItemModel.unlimited ? model.table(central: $0) : state.table(item, $0) }
        let sites = model.stocked
        var count = 0
        for table in tables {
            count += sites.reduce(1) { $0 * (table.most[$1] + 2) }
            if count > LevelEnumeration.limit { return nil }
        }
        var found: [Choice] = []
        for (central, table) in tables.enumerated() {
            var row = [Int](repeating: 0, count: state.litres.count)
            row[state.central] = central
            repeat {
                let late = LevelEnumeration.late(state, model, table, row)
                if zip(late, allowed).allSatisfy({ $0 <= $1 * (1 + 1e-12) + 1e-15 }) {
                    found.append(Choice(pieces: row.reduce(0, +), late: late, levels: row))
                }
            } while LevelEnumeration.advance(&row, sites, most: table.most)
        }
        found.sort { ($0.pieces, $0.late.reduce(0, +)) < ($1.pieces, $1.late.reduce(0, +)) }
        var kept: [Choice] = []
        for choice in found
        where !kept.contains(where: { zip($0.late, choice.late).allSatisfy { $0 <= $1 } }) {
            kept.append(choice)
        }
        guard !kept.isEmpty else { return nil }
        choices = kept
        price = Double(model.item.price)
    }

    private static func advance(_ row: inout [Int], _ sites: [Int], most: [Int]) -> Bool {
        for site in sites {
            if row[site] <= most[site] {
                row[site] += 1
                return true
            }
            row[site] = 0
        }
        return false
    }

    private static func late(
        _ state: LevelState, _ model: ItemModel, _ table: ItemModel.Table, _ levels: [Int]
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: state.classes.count)
        for (index, stream) in model.streams.enumerated() {
            guard let position = state.classes.firstIndex(of: stream.priority) else { continue }
            let isBeyond =
                stream.isForward
                && ([stream.site] + stream.helpers).contains { levels[$0] > table.most[$0] && table.most[$0] > 0 }
            if !isBeyond { sums[position] += stream.rate * model.late(index, table, levels) }
        }
        return sums
    }

    /// The least cost at prices of late demand, and the levels that have it. O(choices × classes).
    func best(prices: [Double]) -> (cost: Double, levels: [Int]) {
        var best = (cost: Double.infinity, levels: choices[0].levels)
        for choice in choices {
            var cost = price * Double(choice.pieces)
            for position in prices.indices { cost += prices[position] * choice.late[position] }
            if cost < best.cost { best = (cost, choice.levels) }
        }
        return best
    }
}
