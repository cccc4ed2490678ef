import FordelerModel

/// What a piece of demand costs at a kind of store, whatever else that store serves: a lower bound by intervals of the
/// store's demand.
///
/// A shelf misses more when more is asked of it, so in an interval the chances at its low end and the cost share at its
/// high end are not too high. The central level is free, each piece of demand paying its share of it.
struct ShelfCosts {
    private let item: StockItem
    private let streams: [StockStream]
    private let model: ItemModel
    /// Central levels looked at, one that is never empty last.
    private let levels: [Int]
    /// Chances of failure by place in ``levels``, made when asked for.
    private var tables: [Int: ItemModel.Table] = [:]
    /// All demand a day.
    private let whole: Double
    /// Ends of the intervals.
    private let edges: [Double]
    private let isForward: Bool

    /// Neighbouring central levels: paid for as the lowest, served as by the highest.
    private struct Block {
        var low: Int
        var high: Int
        /// Least cost by price list and interval.
        var costs: [[Double]] = []
    }

    /// Prepares the tables: a shelf for the low end of each interval.
    init(
        _ pooled: StockProblem, item index: Int, site: StockSite, streams kind: [StockStream], supply: CentralSupply,
        whole: Double, bursts: RefillBursts, edges: [Double]
    ) {
        var problem = pooled
        let limited = Set(problem.limits.map(\.priority))
        streams = kind.filter { limited.contains($0.priority) }
        let forward = streams.filter(\.isForward)
        let count = edges.count - 1
        isForward = !forward.isEmpty && edges[0] > 0
        let main = problem.sites.firstIndex { $0.kind == .central } ?? 0
        var probes: [StockStream] = []
        for step in 0..<count {
            for stream in streams {
                var probe = stream
                probe.helpers = []
                probe.isForward = stream.isForward && edges[0] > 0
                probe.site = probe.isForward ? problem.sites.count + step : main
                probe.rate = stream.isForward ? edges[step] / Double(forward.count) : 1
                probes.append(probe)
            }
        }
        problem.sites += [StockSite](repeating: site, count: count)
        model = ItemModel(problem, item: index, streams: probes, supply: supply, whole: (whole, bursts))
        levels = model.centralLevels + [ItemModel.unlimited]
        item = problem.items[index]
        self.whole = whole
        self.edges = edges
    }

    /// Least cost of one piece of demand a day, in øre a year, by price list and interval.
    ///
    /// - Parameters:
    ///   - mix: Share of the demand by class, in the order of ``PriorityClass/allCases``.
    ///   - weights: Price of a late piece a day by list and class, in øre a year.
    ///   - holding: Yearly cost of stock as a share of its value.
    mutating func leastCosts(mix: [Double], weights: [[Double]], holding: Double) -> [[Double]] {
        let intervals = edges.count - 1
        let count = min(6, levels.count)
        var blocks = (0..<count).map {
            Block(low: $0 * levels.count / count, high: ($0 + 1) * levels.count / count - 1)
        }
        for index in blocks.indices { price(&blocks[index], mix, weights, holding) }
        while true {
            // A block that looks best to someone is split until it is a single level.
            var split: Set<Int> = []
            for list in weights.indices {
                for step in 0..<intervals {
                    let best = blocks.indices.min {
                        (blocks[$0].costs[list][step], $0) < (blocks[$1].costs[list][step], $1)
                    }
                    if let best, blocks[best].low < blocks[best].high { split.insert(best) }
                }
            }
            if split.isEmpty { break }
            for index in split.sorted() {
                let (low, high) = (blocks[index].low, blocks[index].high)
                blocks[index] = Block(low: low, high: (low + high) / 2)
                price(&blocks[index], mix, weights, holding)
                blocks.append(Block(low: (low + high) / 2 + 1, high: high))
                price(&blocks[blocks.count - 1], mix, weights, holding)
            }
        }
        return weights.indices.map { list in
            (0..<intervals).map { step in blocks.reduce(.infinity) { min($0, $1.costs[list][step]) } }
        }
    }

    private mutating func price(_ block: inout Block, _ mix: [Double], _ weights: [[Double]], _ holding: Double) {
        let table = tables[block.high] ?? model.table(central: levels[block.high])
        tables[block.high] = table
        let price = Double(item.price) * holding
        let paid = block.low == 0 ? 0 : levels[block.low - 1] + 1
        let share = streams.reduce(0) { $1.isForward ? $0 + mix[$1.priority.rawValue] : $0 }
        block.costs = weights.map { weight in
            (0..<edges.count - 1).map { step in
                var fixed = price * Double(paid) / whole
                var late: [(worth: Double, chances: [Double])] = []
                for (index, stream) in streams.enumerated() where !(stream.isForward && !stream.helpers.isEmpty) {
                    let row = step * streams.count + index
                    let worth = weight[stream.priority.rawValue] * mix[stream.priority.rawValue]
                    for entry in table.cases[row] where stream.isForward == isForward || !stream.isForward {
                        if stream.isForward {
                            late.append((worth * entry.weight, entry.own))
                        } else {
                            fixed += worth * entry.weight
                        }
                    }
                }
                return fixed + ShelfCosts.best(late, piece: isForward ? price * share / edges[step + 1] : 0)
            }
        }
    }

    /// Least cost of levels 0, 1, … at a price a piece; one piece beyond the last useful one ends all lateness.
    private static func best(_ late: [(worth: Double, chances: [Double])], piece: Double) -> Double {
        var most = 0
        for entry in late { most = max(most, entry.chances.count) }
        if most == 0 { return 0 }
        var best = piece * Double(most)
        for level in 0..<most {
            var sum = piece * Double(level)
            if sum >= best { break }
            for entry in late { sum += entry.worth * entry.chances[min(level, entry.chances.count - 1)] }
            best = min(best, sum)
        }
        return best
    }
}
