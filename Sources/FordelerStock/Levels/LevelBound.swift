import Foundation

/// Lagrangian relaxation of the class targets: a value that no feasible levels can undercut.
///
/// With a price u on each class's late demand the problem falls apart into items, and an item into groups of stores
/// once its central level is fixed. A group is a store alone, or stores tied by lateral links: there the levels of the
/// helping stores are enumerated, and each store that only receives is free once they are fixed. Central levels that
/// are skipped between two looked-at ones are charged the lower cost and given the better service. Levels beyond the
/// last useful one are charged its cost and given no late demand at all. Shelf space and the value ceiling are left
/// out, which only lowers the bound.
struct LevelBound {
    private let parts: [LevelRelaxation]
    private let classCount: Int
    private let siteCount: Int
    private let central: Int

    /// Numbers the tables may hold over all items; groups too large for it are relaxed by tangents.
    private static let budget = 12_000_000

    /// Builds the parts around an incumbent. O(items × central levels × sites × classes × levels).
    init(_ state: inout LevelState) {
        classCount = state.classes.count
        siteCount = state.litres.count
        central = state.central
        let active = state.models.indices.filter { state.models[$0].rate > 0 }
        let optionCount = active.reduce(1) { $0 + state.models[$1].centralLevels.count + 1 }
        let room = LevelBound.budget / optionCount / max(1, classCount)
        parts = active.map { LevelRelaxation(&state, item: $0, room: room) }
    }

    /// The relaxed value for prices `prices` on late demand, and the levels that reach it.
    func relaxed(prices: [Double], allowed: [Double]) -> (value: Double, levels: [Int: [Int]]) {
        var value = 0.0
        for position in 0..<classCount { value -= prices[position] * allowed[position] }
        var chosen: [Int: [Int]] = [:]
        for part in parts {
            let (best, levels) = part.best(prices: prices, siteCount: siteCount, central: central)
            value += best
            chosen[part.item] = levels
        }
        return (value, chosen)
    }
}

/// One item of the relaxation.
struct LevelRelaxation {
    /// One store that is free once the central level and its helpers are fixed.
    private struct Cell {
        var site: Int
        var levels: Int
        /// Late demand a day, level-major: level × classes.
        var late: [Double]
        /// The least that late demand can be beyond the last level, by class.
        var beyond: [Double]
    }

    /// Fixed levels of a group's helping stores.
    private struct Choice {
        var pieces: Int
        var sites: [Int]
        var levels: [Int]
        var late: [Double]
        var cells: [Cell]
    }

    private struct Group {
        /// Cost of leaving the range of levels looked at, in pieces; `nil` when there is no helper.
        var outside: Int?
        var choices: [Choice]
    }

    private struct Option {
        var central: Int
        /// Pieces that may be fewer for the same service, because levels in between were skipped.
        var skipped: Int
        var fixed: [Double]
        var groups: [Group]
    }

    /// The item.
    let item: Int
    private let price: Double
    private let classCount: Int
    private let options: [Option]

    init(_ state: inout LevelState, item: Int, room: Int) {
        self.item = item
        let model = state.models[item]
        price = Double(model.item.price)
        classCount = state.classes.count
        var options: [Option] = []
        var previous = -1
        for level in model.centralLevels {
            let table = state.table(item, level)
            options.append(
                LevelRelaxation.option(state, item, table, central: level, skipped: level - previous - 1, room: room))
            previous = level
        }
        options.append(
            LevelRelaxation.option(
                state, item, model.table(central: ItemModel.unlimited), central: previous + 1, skipped: 0, room: room))
        self.options = options
    }

    /// Stores that lateral links tie together, in the order of the sites.
    private static func components(_ model: ItemModel) -> [[Int]] {
        var parent = Dictionary(uniqueKeysWithValues: model.stocked.map { ($0, $0) })
        func root(_ site: Int) -> Int {
            var site = site
            while let up = parent[site], up != site { site = up }
            return site
        }
        for stream in model.streams where stream.isForward {
            for helper in stream.helpers where parent[helper] != nil { parent[root(helper)] = root(stream.site) }
        }
        return Dictionary(grouping: model.stocked, by: root).values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    private static func option(
        _ state: LevelState, _ item: Int, _ table: ItemModel.Table, central: Int, skipped: Int, room: Int
    ) -> Option {
        let model = state.models[item]
        var fixed = [Double](repeating: 0, count: state.classes.count)
        for (index, stream) in model.streams.enumerated() where !stream.isForward {
            if let position = state.classes.firstIndex(of: stream.priority) {
                fixed[position] += stream.rate * table.centralMiss[index]
            }
        }
        var groups: [Group] = []
        for sites in components(model) {
            let helpers = sites.filter { site in model.streams.contains { $0.helpers.contains(site) } }
            let receivers = sites.filter { !helpers.contains($0) }
            let cellSize = receivers.reduce(1) { $0 + table.most[$1] + 1 }
            let choiceCount = helpers.reduce(1) { min($0 * (table.most[$1] + 1), 1_000_000) }
            if choiceCount * cellSize <= max(room / max(1, components(model).count), 1000) {
                groups.append(enumerated(state, model, table, helpers: helpers, receivers: receivers))
            } else {
                groups += tangents(state, item, table, sites: sites, fixed: &fixed)
            }
        }
        return Option(central: central, skipped: skipped, fixed: fixed, groups: groups)
    }

    /// A group whose helping stores' levels are enumerated.
    private static func enumerated(
        _ state: LevelState, _ model: ItemModel, _ table: ItemModel.Table, helpers: [Int], receivers: [Int]
    ) -> Group {
        let classCount = state.classes.count
        var choices: [Choice] = []
        var levels = [Int](repeating: 0, count: helpers.count)
        var all = [Int](repeating: 0, count: state.litres.count)
        repeat {
            for (index, site) in helpers.enumerated() { all[site] = levels[index] }
            var choice = Choice(
                pieces: levels.reduce(0, +), sites: helpers, levels: levels,
                late: [Double](repeating: 0, count: classCount), cells: [])
            var cells = Dictionary(
                uniqueKeysWithValues: receivers.map { site in
                    let count = (table.most[site] + 1) * classCount
                    return (
                        site,
                        Cell(
                            site: site, levels: table.most[site], late: [Double](repeating: 0, count: count),
                            beyond: [Double](repeating: 0, count: classCount))
                    )
                })
            for (index, stream) in model.streams.enumerated() where stream.isForward {
                guard let position = state.classes.firstIndex(of: stream.priority) else { continue }
                if helpers.contains(stream.site) {
                    choice.late[position] += stream.rate * model.late(index, table, all)
                } else if let cell = cells[stream.site] {
                    var late = cell.late
                    for level in 0...cell.levels {
                        all[stream.site] = level
                        late[level * classCount + position] += stream.rate * model.late(index, table, all)
                    }
                    all[stream.site] = 0
                    cells[stream.site]?.late = late
                }
            }
            choice.cells = receivers.compactMap { cells[$0] }
            choices.append(choice)
        } while advance(&levels, most: helpers.map { table.most[$0] })
        return Group(outside: helpers.map { table.most[$0] + 1 }.min(), choices: choices)
    }

    /// Counts one up in mixed bases; false after the last combination.
    private static func advance(_ levels: inout [Int], most: [Int]) -> Bool {
        for index in levels.indices {
            if levels[index] < most[index] {
                levels[index] += 1
                return true
            }
            levels[index] = 0
        }
        return false
    }

    /// A group too large to enumerate: late demand is a product of chances, bounded from below by the tangent of the
    /// exponential at the incumbent, e^z(1 − z + Σ ln x), which falls apart into stores.
    private static func tangents(
        _ state: LevelState, _ item: Int, _ table: ItemModel.Table, sites: [Int], fixed: inout [Double]
    ) -> [Group] {
        let model = state.models[item]
        let classCount = state.classes.count
        let incumbent = state.levels[item]
        var cells: [Int: Cell] = [:]
        for site in sites {
            cells[site] = Cell(
                site: site, levels: table.most[site],
                late: [Double](repeating: 0, count: (table.most[site] + 1) * classCount),
                beyond: [Double](repeating: 0, count: classCount))
        }
        func logarithm(_ chance: Double) -> Double { log(max(chance, 1e-9)) }
        func last(_ chances: [Double], _ level: Int) -> Double { chances[min(level, chances.count - 1)] }
        for (index, stream) in model.streams.enumerated() where stream.isForward && sites.contains(stream.site) {
            guard let position = state.classes.firstIndex(of: stream.priority) else { continue }
            let worth = stream.rate * table.centralMiss[index]
            let helpers = stream.helpers.filter { cells[$0] != nil }
            var z = logarithm(last(table.ownMiss[index], incumbent[stream.site]))
            for helper in helpers { z += logarithm(last(table.shelfMiss[helper], incumbent[helper])) }
            z = max(z, -15)
            let slope = worth * exp(z)
            fixed[position] += slope * (1 - z)
            for (site, chances) in [(stream.site, table.ownMiss[index])] + helpers.map({ ($0, table.shelfMiss[$0]) }) {
                for level in 0...table.most[site] {
                    cells[site]?.late[level * classCount + position] += slope * logarithm(last(chances, level))
                }
                cells[site]?.beyond[position] += slope * logarithm(0)
            }
        }
        return sites.compactMap { cells[$0] }.map { cell in
            Group(
                outside: nil,
                choices: [
                    Choice(
                        pieces: 0, sites: [], levels: [], late: [Double](repeating: 0, count: classCount), cells: [cell]
                    )
                ])
        }
    }

    private func dot(_ prices: [Double], _ late: [Double]) -> Double {
        var sum = 0.0
        for position in 0..<classCount { sum += prices[position] * late[position] }
        return sum
    }

    private func least(_ cell: Cell, _ prices: [Double]) -> (cost: Double, level: Int) {
        var least = price * Double(cell.levels + 1) + dot(prices, cell.beyond)
        var chosen = cell.levels
        for level in 0...cell.levels {
            var sum = price * Double(level)
            for position in 0..<classCount { sum += prices[position] * cell.late[level * classCount + position] }
            if sum < least { (least, chosen) = (sum, level) }
        }
        return (least, chosen)
    }

    /// The least relaxed cost of the item, and the levels by site that reach it.
    func best(prices: [Double], siteCount: Int, central: Int) -> (cost: Double, levels: [Int]) {
        var best = Double.infinity
        var bestLevels = [Int](repeating: 0, count: siteCount)
        for option in options {
            var levels = [Int](repeating: 0, count: siteCount)
            levels[central] = option.central
            var cost = price * Double(option.central - option.skipped) + dot(prices, option.fixed)
            for group in option.groups {
                var groupCost = group.outside.map { price * Double($0) } ?? .infinity
                var groupLevels: [(site: Int, level: Int)] = []
                for choice in group.choices {
                    var sum = price * Double(choice.pieces) + dot(prices, choice.late)
                    var picked = Array(zip(choice.sites, choice.levels).map { (site: $0.0, level: $0.1) })
                    for cell in choice.cells {
                        let (cellCost, level) = least(cell, prices)
                        sum += cellCost
                        picked.append((cell.site, level))
                    }
                    if sum < groupCost || groupLevels.isEmpty { groupLevels = picked }
                    groupCost = min(groupCost, sum)
                }
                cost += groupCost
                for entry in groupLevels { levels[entry.site] = entry.level }
            }
            if cost < best { (best, bestLevels) = (cost, levels) }
        }
        return (best, bestLevels)
    }
}
