import Foundation

/// One item of the relaxation.
struct LevelRelaxation {
    /// One store that is free once the central level and its helpers are fixed.
    struct Cell {
        var site: Int
        /// Its levels run from here …
        var low = 0
        /// … to here.
        var levels: Int
        /// Whether levels beyond the last one belong to the cell.
        var isOpen = true
        /// Late demand a day, level-major from `low`: level × classes.
        var late: [Double]
        /// The least that late demand can be beyond the last level, by class.
        var beyond: [Double]
    }

    /// A block of levels for each of a group's helping stores: each helps as well as the block's last level does,
    /// and is free inside its block.
    struct Choice {
        var cells: [Cell]
    }

    struct Group {
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
        /// Fewest forward pieces with which the item can reach its own shares; `nil` when no number does.
        var fewest: Int? = 0
    }

    /// The item.
    let item: Int
    private let price: Double
    private let classCount: Int
    private let options: [Option]
    private let exact: LevelEnumeration?

    init(_ state: inout LevelState, item: Int, room: Int, allowed: [Double]) {
        self.item = item
        let model = state.models[item]
        price = Double(model.item.price)
        classCount = state.classes.count
        exact = LevelEnumeration(&state, item: item, allowed: allowed)
        if exact != nil {
            options = []
            return
        }
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
        for index in options.indices {
            options[index].fewest = PieceCount.fewest(
                options[index].groups, fixed: options[index].fixed, allowed: allowed)
        }
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
                fixed[position] += stream.rate * model.late(index, table, [])
            }
        }
        var groups: [Group] = []
        let all = components(model)
        for sites in all {
            let helpers = sites.filter { site in model.streams.contains { $0.helpers.contains(site) } }
            let size = sites.reduce(1) { $0 + table.most[$1] + 1 }
            let choices = max(room / all.count, 400) / size
            if helpers.isEmpty || Double(choices) >= pow(3, Double(helpers.count)) {
                let perHelper = helpers.isEmpty ? 1 : Int(pow(Double(choices), 1 / Double(helpers.count)) + 1e-9)
                groups.append(enumerated(state, model, table, sites: sites, helpers: helpers, blocks: perHelper))
            } else {
                groups += tangents(state, item, table, sites: sites, fixed: &fixed)
            }
        }
        return Option(central: central, skipped: skipped, fixed: fixed, groups: groups)
    }

    /// Last levels of at most `count` blocks, so that the chance of an empty shelf falls evenly on a log scale.
    private static func blockEnds(_ misses: [Double], most: Int, count: Int) -> [Int] {
        if most + 1 <= count { return Array(0...most) }
        func depth(_ level: Int) -> Double { -log(max(misses[min(level, misses.count - 1)], 0.005)) }
        let step = max(depth(most), 1e-9) / Double(max(1, count - 1))
        var ends: [Int] = []
        for level in 0..<most where depth(level + 1) > step * Double(ends.count) && ends.count < count - 1 {
            ends.append(level)
        }
        return ends + [most]
    }

    /// A group whose helping stores' levels are enumerated, block by block.
    private static func enumerated(
        _ state: LevelState, _ model: ItemModel, _ table: ItemModel.Table, sites: [Int], helpers: [Int], blocks: Int
    ) -> Group {
        let classCount = state.classes.count
        let ends = helpers.map { blockEnds(table.shelfMiss[0][$0], most: table.most[$0], count: max(1, blocks)) }
        var choices: [Choice] = []
        var chosen = [Int](repeating: 0, count: helpers.count)
        var all = [Int](repeating: 0, count: state.litres.count)
        repeat {
            var ranges: [Int: (low: Int, high: Int)] = [:]
            for (index, site) in helpers.enumerated() {
                let block = chosen[index]
                ranges[site] = (block == 0 ? 0 : ends[index][block - 1] + 1, ends[index][block])
                all[site] = ends[index][block]
            }
            let cells = sites.map { site -> Cell in
                let range = ranges[site] ?? (0, table.most[site])
                var late = [Double](repeating: 0, count: (range.high - range.low + 1) * classCount)
                for (index, stream) in model.streams.enumerated() where stream.isForward && stream.site == site {
                    guard let position = state.classes.firstIndex(of: stream.priority) else { continue }
                    for level in range.low...range.high {
                        var levels = all
                        levels[site] = level
                        late[(level - range.low) * classCount + position] +=
                            stream.rate * model.late(index, table, levels)
                    }
                }
                return Cell(
                    site: site, low: range.low, levels: range.high, isOpen: ranges[site] == nil, late: late,
                    beyond: [Double](repeating: 0, count: classCount))
            }
            choices.append(Choice(cells: cells))
        } while advance(&chosen, most: ends.map { $0.count - 1 })
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
            let helpers = stream.helpers.filter { cells[$0] != nil }
            for entry in table.cases[index] {
                let shelves =
                    [(stream.site, entry.own)] + helpers.map { ($0, table.shelfMiss[entry.state][$0]) }
                var z = 0.0
                for (site, chances) in shelves { z += logarithm(last(chances, incumbent[site])) }
                z = max(z, -15)
                let slope = stream.rate * entry.weight * exp(z)
                fixed[position] += slope * (1 - z)
                for (site, chances) in shelves {
                    for level in 0...table.most[site] {
                        cells[site]?.late[level * classCount + position] += slope * logarithm(last(chances, level))
                    }
                    cells[site]?.beyond[position] += slope * logarithm(0)
                }
            }
        }
        return sites.compactMap { cells[$0] }.map { cell in
            Group(outside: nil, choices: [Choice(cells: [cell])])
        }
    }

    private func dot(_ prices: [Double], _ late: [Double]) -> Double {
        var sum = 0.0
        for position in 0..<classCount { sum += prices[position] * late[position] }
        return sum
    }

    private func least(_ cell: Cell, _ prices: [Double]) -> (cost: Double, level: Int) {
        var least = cell.isOpen ? price * Double(cell.levels + 1) + dot(prices, cell.beyond) : .infinity
        var chosen = cell.levels
        for level in cell.low...cell.levels {
            var sum = price * Double(level)
            let start = (level - cell.low) * classCount
            for position in 0..<classCount { sum += prices[position] * cell.late[start + position] }
            if sum < least { (least, chosen) = (sum, level) }
        }
        return (least, chosen)
    }

    /// The least relaxed cost of the item, and the levels by site that reach it.
    func best(prices: [Double], siteCount: Int, central: Int) -> (cost: Double, levels: [Int]) {
        if let exact { return exact.best(prices: prices) }
        var best = Double.infinity
        var bestLevels = [Int](repeating: 0, count: siteCount)
        let free = options.indices.compactMap { index -> (index: Int, cost: Double, picked: [Int: Int])? in
            guard options[index].fewest != nil else { return nil }
            let (cost, picked) = freeCost(options[index], prices)
            return (index, cost, picked)
        }
        for (index, freely, picked) in free.sorted(by: { ($0.cost, $0.index) < ($1.cost, $1.index) }) {
            // Fewer pieces than the item needs cost no more than enough of them.
            if freely >= best { break }
            let option = options[index]
            var cost = freely
            let pieces = picked.reduce(0) { $0 + $1.value }
            if let fewest = option.fewest, pieces < fewest {
                cost =
                    base(option, prices)
                    + PieceCount.least(option.groups, atLeast: fewest, price: price, classPrices: prices)
            }
            if cost < best {
                best = cost
                bestLevels = [Int](repeating: 0, count: siteCount)
                bestLevels[central] = option.central
                for (site, level) in picked { bestLevels[site] = level }
            }
        }
        return (best, bestLevels)
    }

    /// Cost of an option before its forward pieces.
    private func base(_ option: Option, _ prices: [Double]) -> Double {
        price * Double(option.central - option.skipped) + dot(prices, option.fixed)
    }

    /// Cost of an option when the item's own shares are left to the prices.
    private func freeCost(_ option: Option, _ prices: [Double]) -> (cost: Double, levels: [Int: Int]) {
        var levels: [Int: Int] = [:]
        var cost = base(option, prices)
        for group in option.groups {
            var groupCost = group.outside.map { price * Double($0) } ?? .infinity
            var groupLevels: [(site: Int, level: Int)] = []
            for choice in group.choices {
                var sum = 0.0
                var picked: [(site: Int, level: Int)] = []
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
        return (cost, levels)
    }
}
