import FordelerStatistics

/// One item over all stores: how much of each stream is late for given base stock levels.
///
/// Central backorders delay the forward stores by VARI-METRIC's two moments; a class that may wait looks at the
/// pipeline that is left after its slack. A stream is late when its own shelf, every helping shelf and the central
/// shelf all fail it, taken as independent (the rule of expected covering); the simulation shows how good that is.
struct ItemModel: Sendable {
    let item: StockItem
    let sites: [StockSite]
    let streams: [StockStream]
    let supply: CentralSupply
    /// Demand a day of the whole item.
    let rate: Double
    /// Demand a day that each site's own shelf serves.
    let siteRates: [Double]
    /// Sites that serve at least one stream.
    let stocked: [Int]
    /// Central levels that the search looks at, rising, from 0.
    let centralLevels: [Int]
    /// The central pipeline's functions by window, for every window that a table asks for.
    private let central: [Double: LossTable]

    /// Prepares an item; `rate` is its whole demand a day when the streams are not all of it.
    init(
        _ problem: StockProblem, item index: Int, streams: [StockStream], supply: CentralSupply,
        rate whole: Double? = nil
    ) {
        item = problem.items[index]
        sites = problem.sites
        self.streams = streams.filter { $0.item == index }
        self.supply = supply
        rate = whole ?? self.streams.reduce(0) { $0 + $1.rate }
        var rates = [Double](repeating: 0, count: problem.sites.count)
        for stream in self.streams where stream.isForward { rates[stream.site] += stream.rate }
        siteRates = rates
        stocked = rates.indices.filter { rates[$0] > 0 }
        let pipeline = supply.pipeline(item, rate: rate, window: 0)
        let high = pipeline.mean == 0 ? 1 : pipeline.quantile(0.9999) + 1
        let step = max(1, Int(pipeline.standardDeviation / 24))
        let low = high <= 60 ? 1 : max(1, pipeline.quantile(0.02))
        centralLevels = [0] + Array(stride(from: low, to: high, by: step)) + [high]
        var windows: Set<Double> = [0]
        for stream in self.streams {
            if let slack = stream.centralSlack { windows.insert(slack) }
            guard stream.isForward else { continue }
            for node in ItemModel.nodes(of: problem.sites[stream.site]) {
                windows.insert(max(0, stream.ownSlack - node.days))
            }
        }
        var tables: [Double: LossTable] = [:]
        for window in windows {
            tables[window] = LossTable(supply.pipeline(item, rate: rate, window: window), upTo: high)
        }
        central = tables
    }

    /// Days that a piece from the central store takes to a site, and how often, over a round's cycle.
    private static func nodes(of site: StockSite) -> [(days: Double, weight: Double)] {
        let nodes = site.reviewDays > 0 ? ItemModel.cycle : [(point: 0, weight: 1)]
        return nodes.map { (days: site.transportDays + site.reviewDays * $0.point, weight: $0.weight) }
    }

    /// Chances of failure for one central level.
    struct Table: Sendable {
        /// For each stream: chance that its own shelf fails it, by own level 0, 1, …; empty for central streams.
        var ownMiss: [[Double]]
        /// For each site: chance that its shelf is empty, by its level.
        var shelfMiss: [[Double]]
        /// For each stream: chance that the central shelf fails it; 1 when central is too far away.
        var centralMiss: [Double]
        /// Greatest useful level of each site.
        var most: [Int]
    }

    /// A central level that is never empty; only the bound uses it.
    static let unlimited = Int.max

    /// The table of a central level; O(sites × classes × levels).
    func table(central level: Int) -> Table {
        var backorders: [Double: (mean: Double, variance: Double)] = [:]
        func owed(after window: Double) -> (mean: Double, variance: Double) {
            if level == ItemModel.unlimited { return (0, 0) }
            if let known = central[window], level <= known.most {
                return (known.loss(level), known.lossVariance(level))
            }
            if let known = backorders[window] { return known }
            let store = BaseStock(level: level, pipeline: supply.pipeline(item, rate: rate, window: window))
            let value = (store.expectedBackorders, store.backorderVariance)
            backorders[window] = value
            return value
        }
        func shelf(_ site: Int, slack: Double, levels: Int) -> [Double] {
            miss(site, slack: slack, levels: levels, central: level, owed: owed)
        }
        var most = [Int](repeating: 0, count: sites.count)
        var shelfMiss = [[Double]](repeating: [1], count: sites.count)
        for site in stocked {
            let (mean, variance) = owed(after: 0)
            let share = siteRates[site] / rate
            let days = sites[site].transportDays + sites[site].reviewDays
            let worst = TwoEchelon.pipeline(
                transportDemand: siteRates[site] * days, share: share, owed: mean, owedVariance: variance)
            most[site] = min(500, (worst.mean == 0 ? 1 : worst.quantile(0.9999) + 1) + batch(at: site) - 1)
            shelfMiss[site] = shelf(site, slack: 0, levels: most[site])
        }
        let ownMiss = streams.map { stream -> [Double] in
            guard stream.isForward else { return [] }
            if stream.ownSlack < 0 { return [Double](repeating: 1, count: most[stream.site] + 1) }
            return shelf(stream.site, slack: stream.ownSlack, levels: most[stream.site])
        }
        let centralMiss = streams.map { stream -> Double in
            guard let slack = stream.centralSlack else { return 1 }
            return 1 - atCentral(level, within: slack)
        }
        return Table(ownMiss: ownMiss, shelfMiss: shelfMiss, centralMiss: centralMiss, most: most)
    }

    /// Chance that the central shelf can send a piece within `window` days.
    private func atCentral(_ level: Int, within window: Double) -> Double {
        if level == ItemModel.unlimited { return 1 }
        if let known = central[window], level - 1 <= known.most { return known.cumulative(level - 1) }
        return supply.pipeline(item, rate: rate, window: window).cumulative(level - 1)
    }

    /// Points and weights on 0...1 (Gauss–Legendre, five points), for the average over a round's cycle.
    static let cycle: [(point: Double, weight: Double)] = [
        (0.046910077030668, 0.118463442528095), (0.230765344947158, 0.239314335249683), (0.5, 0.284444444444444),
        (0.769234655052842, 0.239314335249683), (0.953089922969332, 0.118463442528095),
    ]

    /// Chance that a demand at a site is not met within `slack` days from its own shelf, by level 0 ... `levels`.
    private func miss(
        _ site: Int, slack: Double, levels: Int, central: Int,
        owed: (Double) -> (mean: Double, variance: Double)
    ) -> [Double] {
        let place = sites[site]
        let (own, share) = (siteRates[site], siteRates[site] / rate)
        var result = [Double](repeating: 0, count: levels + 1)
        for (days, weight) in ItemModel.nodes(of: place) {
            let window = max(0, slack - days)
            let (mean, variance) = owed(window)
            let pipeline = TwoEchelon.pipeline(
                transportDemand: own * max(0, days - slack), share: share, owed: mean, owedVariance: variance)
            let met = pipeline.cumulatives(levels)
            for level in 1...max(1, levels) where level <= levels {
                result[level] += weight * (1 - met[level - 1])
            }
            // Without a piece of its own the store passes the order on; it is in time when the central shelf is.
            let passed = slack >= days ? atCentral(central, within: window) : 0
            result[0] += weight * (1 - passed)
        }
        return overPositions(result, batch: batch(at: site))
    }

    /// Pieces that a round brings at a time; a store that is sent for at once gets single pieces.
    func batch(at site: Int) -> Int { sites[site].reviewDays > 0 ? item.batch : 1 }

    /// In whole batches of Q a round leaves the position anywhere from level − Q + 1 to level, all alike (Hadley and
    /// Whitin 1963); a position below 1 serves nobody at once.
    private func overPositions(_ misses: [Double], batch: Int) -> [Double] {
        if batch <= 1 { return misses }
        return misses.indices.map { level in
            var sum = 0.0
            for step in 0..<batch { sum += level - step > 0 ? misses[level - step] : 1 }
            return sum / Double(batch)
        }
    }

    /// Chance that a stream is late.
    func late(_ stream: Int, _ table: Table, _ levels: [Int]) -> Double {
        let flow = streams[stream]
        var chance = table.centralMiss[stream]
        guard flow.isForward else { return chance }
        let own = table.ownMiss[stream]
        chance *= own[min(levels[flow.site], own.count - 1)]
        for helper in flow.helpers {
            let shelf = table.shelfMiss[helper]
            chance *= shelf[min(levels[helper], shelf.count - 1)]
        }
        return chance
    }
}
