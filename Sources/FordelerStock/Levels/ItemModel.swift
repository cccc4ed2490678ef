import FordelerStatistics

/// One item over all stores: how much of each stream is late for given base stock levels.
///
/// Central backorders delay the forward stores by VARI-METRIC's two moments; a class that may wait looks at the
/// pipeline that is left after its slack. A stream is late when its own shelf, every helping shelf and the central
/// shelf all fail it. Shelves run dry together, because one empty central shelf feeds them all: given that it is empty,
/// or that it is not, they are taken as independent. What a shelf sends to other areas is part of its own demand.
struct ItemModel: Sendable {
    let item: StockItem
    let sites: [StockSite]
    let streams: [StockStream]
    let supply: CentralSupply
    /// Demand a day of the whole item.
    let rate: Double
    /// Demand a day that each site's own shelf serves.
    let siteRates: [Double]
    /// Demand a day that each site's shelf may have to serve in other areas: by state of the central shelf, as in
    /// ``Table/shelfMiss``. While it has a piece, only what it cannot bring in time itself.
    private let helpRates: [[Double]]
    private let bursts: RefillBursts?
    /// The same for the most that rounds may bunch demand; only the bound over all stores uses it.
    private let bunched: [Double: LossTable]
    /// What is on its way to the central store after each window that a table asks for.
    private let pipelines: [Double: CountMixture]
    /// Sites that serve at least one stream.
    let stocked: [Int]
    /// Central levels that the search looks at, rising, from 0.
    let centralLevels: [Int]
    /// The central pipeline's functions by window, for every window that a table asks for.
    private let central: [Double: LossTable]

    /// Prepares an item.
    ///
    /// - Parameter whole: Its whole demand a day, and the most that rounds may bunch it, when the streams are not all of
    ///   it: each chance is then the lower one of demand that comes piece by piece and of demand so bunched.
    init(
        _ problem: StockProblem, item index: Int, streams: [StockStream], supply: CentralSupply,
        whole: (rate: Double, bursts: RefillBursts)? = nil
    ) {
        item = problem.items[index]
        sites = problem.sites
        self.streams = streams.filter { $0.item == index }
        self.supply = supply
        rate = whole?.rate ?? self.streams.reduce(0) { $0 + $1.rate }
        var rates = [Double](repeating: 0, count: problem.sites.count)
        for stream in self.streams where stream.isForward { rates[stream.site] += stream.rate }
        siteRates = rates
        var help = [[Double]](repeating: [Double](repeating: 0, count: problem.sites.count), count: 2)
        for stream in self.streams where stream.isForward {
            for helper in stream.helpers where rates[helper] > 0 {
                let rate = stream.rate / Double(stream.helpers.count)
                help[0][helper] += rate
                if stream.centralSlack == nil { help[1][helper] += rate }
            }
        }
        helpRates = help
        stocked = rates.indices.filter { rates[$0] > 0 }
        let (aid, all) = (item, rate)
        let bursts =
            whole != nil
            ? nil
            : RefillBursts(
                stores: stocked.filter { problem.sites[$0].reviewDays > 0 }.map { site in
                    RefillBursts.Store(
                        rate: rates[site], reviewDays: problem.sites[site].reviewDays,
                        roundDay: problem.sites[site].roundDay, batch: aid.batch)
                })
        self.bursts = bursts
        let pipeline = supply.pipeline(item, rate: rate, window: 0, bursts: bursts)
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
        var (laws, tables): ([Double: CountMixture], [Double: LossTable]) = ([:], [:])
        for window in windows {
            let law = supply.pipeline(aid, rate: all, window: window, bursts: bursts)
            (laws[window], tables[window]) = (law, LossTable(law, upTo: high))
        }
        pipelines = laws
        bunched = windows.reduce(into: [:]) { bunched, window in
            guard let whole, !whole.bursts.stores.isEmpty else { return }
            let law = supply.pipeline(aid, rate: all, window: window, bursts: whole.bursts)
            bunched[window] = LossTable(law, upTo: high)
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
        /// One way for things to stand in which a stream may be late.
        struct Case: Sendable {
            /// Its chance.
            var weight: Double
            /// Chance that the own shelf fails the stream then, by own level 0, 1, …; empty for central streams.
            var own: [Double]
            /// 0 when the central shelf is empty, 1 when it is not.
            var state: Int
        }
        /// For each stream: the cases in which the central shelf does not help it.
        var cases: [[Case]]
        /// For each state and site: chance that its shelf is empty, by its level.
        var shelfMiss: [[[Double]]]
        /// Greatest useful level of each site.
        var most: [Int]
    }

    /// A central level that is never empty; only the bound uses it.
    static let unlimited = Int.max

    /// What the central shelf owes: mean and variance.
    private typealias Owed = (mean: Double, variance: Double)

    /// The table of a central level; O(sites × classes × levels).
    func table(central level: Int) -> Table {
        var most = [Int](repeating: 0, count: sites.count)
        var shelfMiss = [[[Double]]](repeating: [[Double]](repeating: [1], count: sites.count), count: 2)
        for site in stocked {
            let (mean, variance) = owed(level, after: 0)
            let share = siteRates[site] / rate
            let days = sites[site].transportDays + sites[site].reviewDays
            let worst = TwoEchelon.pipeline(
                transportDemand: (siteRates[site] + helpRates[0][site]) * days, share: share, owed: mean,
                owedVariance: variance)
            most[site] = min(500, (worst.mean == 0 ? 1 : worst.quantile(0.9999) + 1) + batch(at: site) - 1)
            shelfMiss[0][site] = miss(site, slack: 0, levels: most[site], central: level, whenEmptyAfter: 0)
            shelfMiss[1][site] = miss(site, slack: 0, levels: most[site], central: level, whenEmptyAfter: nil)
        }
        let cases = streams.map { stream -> [Table.Case] in
            func own(whenEmptyAfter window: Double?) -> [Double] {
                if !stream.isForward { return [] }
                if stream.ownSlack < 0 { return [Double](repeating: 1, count: most[stream.site] + 1) }
                return miss(
                    stream.site, slack: stream.ownSlack, levels: most[stream.site], central: level,
                    whenEmptyAfter: window)
            }
            if let slack = stream.centralSlack {
                return [
                    Table.Case(weight: leastMiss(level, within: slack), own: own(whenEmptyAfter: slack), state: 0)
                ]
            }
            let (empty, filled) = (leastMiss(level, within: 0), leastMet(level, within: 0))
            let cases = [
                Table.Case(weight: empty, own: own(whenEmptyAfter: 0), state: 0),
                Table.Case(weight: filled, own: own(whenEmptyAfter: nil), state: 1),
            ]
            if !stream.helpers.isEmpty { return cases.filter { $0.weight > 0 } }
            // Nobody helps: the two cases are one sum.
            if !stream.isForward { return [Table.Case(weight: empty + filled, own: [], state: 0)] }
            let sum = zip(cases[0].own, cases[1].own).map { empty * $0 + filled * $1 }
            return [Table.Case(weight: 1, own: sum, state: 0)]
        }
        return Table(cases: cases, shelfMiss: shelfMiss, most: most)
    }

    /// Central backorders that are still owed after `window` days.
    private func owed(_ level: Int, after window: Double) -> Owed {
        if level == ItemModel.unlimited { return (0, 0) }
        if let known = central[window], level <= known.most { return (known.loss(level), known.lossVariance(level)) }
        let store = BaseStock(level: level, pipeline: pipeline(after: window))
        return (store.expectedBackorders, store.backorderVariance)
    }

    /// The same, given that the central shelf cannot send a piece within `event` days.
    private func owed(_ level: Int, after window: Double, whenEmptyAfter event: Double) -> Owed {
        let chance = atCentral(level, within: event).miss
        guard chance >= 1e-9 else { return (0, 0) }
        let base = owed(level, after: max(window, event))
        let mean = base.mean / chance
        let variance = max(0, (base.variance + base.mean * base.mean) / chance - mean * mean)
        if window >= event { return (mean, variance) }
        // What arrives between the two is owed as well.
        let (sooner, later) = (pipeline(after: window), pipeline(after: event))
        return (mean + sooner.mean - later.mean, variance + max(0, sooner.variance - later.variance))
    }

    func pipeline(after window: Double) -> CountMixture {
        pipelines[window] ?? supply.pipeline(item, rate: rate, window: window, bursts: bursts)
    }

    /// Chance that the central shelf can send a piece within `window` days, and that it cannot.
    private func atCentral(_ level: Int, within window: Double) -> (met: Double, miss: Double) {
        if level == ItemModel.unlimited { return (1, 0) }
        if let known = central[window], level - 1 <= known.most {
            return (known.cumulative(level - 1), 1 - known.cumulative(level - 1))
        }
        let met = pipeline(after: window).cumulative(level - 1)
        return (met, 1 - met)
    }

    private func leastMiss(_ level: Int, within window: Double) -> Double {
        let miss = atCentral(level, within: window).miss
        guard let other = bunched[window], level - 1 <= other.most else { return miss }
        return min(miss, 1 - other.cumulative(level - 1))
    }

    private func leastMet(_ level: Int, within window: Double) -> Double {
        let met = atCentral(level, within: window).met
        guard let other = bunched[window], level - 1 <= other.most else { return met }
        return min(met, other.cumulative(level - 1))
    }

    /// Points and weights on 0...1 (Gauss–Legendre, five points), for the average over a round's cycle.
    static let cycle: [(point: Double, weight: Double)] = [
        (0.046910077030668, 0.118463442528095), (0.230765344947158, 0.239314335249683), (0.5, 0.284444444444444),
        (0.769234655052842, 0.239314335249683), (0.953089922969332, 0.118463442528095),
    ]

    /// Chance that a demand at a site is not met within `slack` days from its own shelf, by level 0 ... `levels`.
    ///
    /// - Parameter event: Days within which the central shelf cannot send a piece; `nil` when it can at once.
    private func miss(
        _ site: Int, slack: Double, levels: Int, central: Int, whenEmptyAfter event: Double?
    ) -> [Double] {
        let place = sites[site]
        let asked = siteRates[site] + helpRates[event == nil ? 1 : 0][site]
        let share = siteRates[site] / rate
        var result = [Double](repeating: 0, count: levels + 1)
        for (days, weight) in ItemModel.nodes(of: place) {
            let window = max(0, slack - days)
            let (mean, variance) = event.map { owed(central, after: window, whenEmptyAfter: $0) } ?? (0, 0)
            let pipeline = TwoEchelon.pipeline(
                transportDemand: asked * max(0, days - slack), share: share, owed: mean,
                owedVariance: variance)
            let met = pipeline.cumulatives(levels)
            for level in 1...max(1, levels) where level <= levels {
                result[level] += weight * (1 - met[level - 1])
            }
            // Without a piece of its own the store passes the order on; it is in time when the central shelf is.
            var passed = slack >= days ? 1.0 : 0
            if passed > 0, let event {
                let never = atCentral(central, within: event).miss
                passed = never > 0 ? max(0, 1 - atCentral(central, within: window).miss / never) : 1
            }
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
        var sum = 0.0
        for entry in table.cases[stream] {
            var chance = entry.weight
            if flow.isForward {
                chance *= entry.own[min(levels[flow.site], entry.own.count - 1)]
                for helper in flow.helpers {
                    let shelf = table.shelfMiss[entry.state][helper]
                    chance *= shelf[min(levels[helper], shelf.count - 1)]
                }
            }
            sum += chance
        }
        return sum
    }
}
