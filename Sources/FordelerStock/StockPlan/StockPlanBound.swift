import FordelerModel
import Foundation

/// A bound over every choice of stores and every level at once.
///
/// A late piece is priced (Lagrangian relaxation of the promises). What one area costs at one store is then bounded from
/// below on its own, whatever else the store serves, and an exact fixed-charge placement over all stores bounds the
/// whole. Four things are given away, each in the plan's favour:
///
/// - *pooling*: an area pays for the pieces at its store as its share of the demand there, and that demand is whatever
///   suits it, from its own alone to that of every area the store can be nearest to;
/// - *the central shelf*: each area pays the central level in proportion to its demand and picks the level it likes best;
/// - *the nearest store*: an area may be served by any store that could be its nearest, not only by the nearest open one;
/// - *help*: a demand that another store may help with is never late.
///
/// Shelf space is left out as well. O(items · kinds of store · central levels · ``steps`` · levels), then one placement.
struct StockPlanBound {
    private let network: StockNetwork
    private let central: Int
    private let classes: [PriorityClass]
    /// All demand at the central store: it gives every rate and the bench's load.
    private let pooled: StockProblem
    private let supply: CentralSupply
    /// Demand a day by area, item and class of ``PriorityClass/allCases``.
    private let rates: [[[Double]]]
    /// For each area the stores that can be its nearest one.
    private let eligible: [[Int]]
    /// Kinds of store by item.
    private var kinds: [[StoreKind]]

    /// Most intervals of a store's demand that are told apart.
    private static let steps = 32
    /// Most rounds of moving the prices.
    private static let rounds = 10

    /// A kind of store: those that serve an item alike.
    private struct StoreKind {
        var site: StockSite
        var streams: [StockStream]
        var members: [Int]
        /// Its shelves' costs, once asked for: later price lists find their tables made.
        var shelves: ShelfCosts?
    }

    init(_ network: StockNetwork, central: Int) {
        self.network = network
        self.central = central
        classes = network.base.limits.map(\.priority).sorted()
        pooled = network.problem(open: [])
        supply = CentralSupply(pooled)
        let items = Dictionary(network.base.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        rates = network.areas.map { area in
            var table = network.base.items.map { _ in PriorityClass.allCases.map { _ in 0.0 } }
            for row in area.demand where row.perYear > 0 {
                if let item = items[row.item] {
                    table[item][row.priority.rawValue] += row.perYear / StockProblem.daysPerYear
                }
            }
            return table
        }
        eligible = network.possibleStores
        kinds = StockPlanBound.kinds(network, used: Set(eligible.joined()))
    }

    /// Stores by item, those together whose streams and shelves are alike.
    private static func kinds(_ network: StockNetwork, used: Set<Int>) -> [[StoreKind]] {
        var problem = network.base
        let open = network.candidates.indices.filter { network.candidates[$0].status != .closed || used.contains($0) }
        problem.sites = open.map { network.candidates[$0].site }
        var kinds: [[StoreKind]] = problem.items.map { _ in [] }
        var known: [[Key: Int]] = problem.items.map { _ in [:] }
        for (position, store) in open.enumerated() where used.contains(store) {
            problem.demand = problem.items.flatMap { item in
                PriorityClass.allCases.map {
                    StockDemand(
                        item: item.id, site: problem.sites[position].id, priority: $0,
                        perYear: StockProblem.daysPerYear)
                }
            }
            for (item, streams) in Dictionary(grouping: StockStreams(problem).all, by: \.item) {
                let site = problem.sites[position]
                let key = Key(
                    transport: site.transportDays, review: site.reviewDays,
                    streams: streams.map {
                        Key.Way(
                            isForward: $0.isForward, own: $0.ownSlack, central: $0.centralSlack,
                            isHelped: !$0.helpers.isEmpty)
                    })
                if let index = known[item][key] {
                    kinds[item][index].members.append(store)
                } else {
                    known[item][key] = kinds[item].count
                    kinds[item].append(StoreKind(site: site, streams: streams, members: [store]))
                }
            }
        }
        return kinds
    }

    private struct Key: Hashable {
        struct Way: Hashable {
            var isForward: Bool
            var own: Double
            var central: Double?
            var isHelped: Bool
        }
        var transport: Double
        var review: Double
        var streams: [Way]
    }

    /// The least yearly cost in øre, price of late pieces included, that any stores and levels can have; one number for
    /// each price list, in øre a year.
    mutating func least(_ lists: [LatePrices]) throws -> [Double] {
        var stock = lists.map { _ in network.areas.map { _ in network.candidates.map { _ in 0.0 } } }
        for item in network.base.items.indices {
            let whole = rates.reduce(0) { $0 + $1[item].reduce(0, +) }
            guard whole > 0 else { continue }
            let weights = lists.map { list in
                PriorityClass.allCases.map { priority in
                    classes.firstIndex(of: priority).map { list.classes[$0] + list.items[item][$0] } ?? 0
                }
            }
            for kind in kinds[item].indices {
                add(kind, item: item, whole: whole, weights: weights, to: &stock)
            }
        }
        // Every part of a plan's cost is rounded to a whole øre.
        let rounding = 0.5 * Double(network.areas.count + 3 * network.candidates.count + 1)
        return try zip(lists, stock).map { list, table in
            var placement = network.placement()
            for (area, stores) in eligible.enumerated() {
                let delivery = placement.serviceCost[area]
                placement.serviceCost[area] = [Double](repeating: .infinity, count: delivery.count)
                for store in stores { placement.serviceCost[area][store] = delivery[store] + table[area][store] }
            }
            let solution = try PlacementSolver.solve(placement, options: PlacementOptions(nodeLimit: 2000))
            let least = (solution.bound ?? 0) - list.credit
            return least - rounding - 1e-9 * ((solution.bound ?? 0) + list.credit)
        }
    }

    /// Raises the least cost by moving the prices, class by class and all together, while that helps: the prices of one
    /// set of stores do not know that a store more would cost its rent.
    ///
    /// - Parameter enough: A bound that is good enough; the search ends there.
    mutating func raised(_ start: LatePrices, enough: Double) throws -> Double {
        var prices = start
        // A class that its stores serve for nothing still needs a price to move.
        let floor = 1e-3 * (start.classes.max() ?? 0)
        prices.classes = start.classes.map { max($0, floor) }
        var best = try least([start, prices]).max() ?? 0
        var step = 4.0
        for _ in 0..<StockPlanBound.rounds where best < enough && step > 1.1 {
            let all = Array(classes.indices)
            let moves = (all.map { [$0] } + [all]).flatMap { move in [step, 1 / step].map { (move, $0) } }
            let lists = moves.map { move, factor in prices.scaled(classes: move, by: factor) }
            let found = try least(lists)
            if let index = found.indices.max(by: { (found[$0], $1) < (found[$1], $0) }), found[index] > best {
                (best, prices) = (found[index], lists[index])
            } else {
                step = step.squareRoot()
            }
        }
        return best
    }

    /// Prices of late pieces, one for every class alike, of which ``mostShare(cost:prices:least:)`` makes its bound.
    func even(_ prices: [Double]) -> [LatePrices] {
        prices.map { .even($0, classes: classes.count, items: network.base.items.count) }
    }

    /// Share of all demand in time that no plan of a yearly cost can pass.
    ///
    /// With a price on every late piece a plan of cost B with late demand d has B + price · d ≥ least, so d is at least
    /// (least − B) / price; the best of the prices counts.
    func mostShare(cost: Int, prices: [Double], least: some Sequence<Double>) -> Double {
        let demand = rates.joined().reduce(0) { sum, row in classes.reduce(sum) { $0 + row[$1.rawValue] } }
        let late = zip(prices, least).map { ($1 - Double(cost)) / $0 }.max() ?? 0
        return demand > 0 ? min(1, 1 - max(0, late) / demand) : 1
    }

    /// Adds the least stock cost of every area at the stores of a kind.
    private mutating func add(
        _ index: Int, item: Int, whole: Double, weights: [[Double]], to stock: inout [[[Double]]]
    ) {
        let kind = kinds[item][index]
        let forward = kind.streams.filter(\.isForward).map(\.priority.rawValue)
        let own = rates.map { table in forward.reduce(0) { $0 + table[item][$1] } }
        var served: [Int: [Int]] = [:]
        for (area, stores) in eligible.enumerated() where rates[area][item].contains(where: { $0 > 0 }) {
            for store in stores { served[store, default: []].append(area) }
        }
        let mine = kind.members.filter { served[$0] != nil }
        let most = mine.reduce(into: [Int: Double]()) { $0[$1] = (served[$1] ?? []).reduce(0) { $0 + own[$1] } }
        let edges = StockPlanBound.edges(
            from: Set(mine.flatMap { served[$0] ?? [] }).map { own[$0] }.filter { $0 > 0 }.min(),
            to: most.values.max())
        var shelves =
            kind.shelves
            ?? ShelfCosts(
                pooled, item: item, site: kind.site, streams: kind.streams, supply: supply, whole: whole,
                bursts: bursts(item: item, rate: whole), edges: edges)
        kinds[item][index].shelves = nil
        // Areas that ask for the classes in the same proportion cost the same a piece.
        var units: [[Double]: [[Double]]] = [:]
        for store in mine {
            for area in served[store] ?? [] {
                let total = rates[area][item].reduce(0, +)
                let mix = rates[area][item].map { ($0 / total * 1e9).rounded(.down) / 1e9 }
                let costs =
                    units[mix] ?? shelves.leastCosts(mix: mix, weights: weights, holding: network.base.holdingRate)
                units[mix] = costs
                let demand = most[store] ?? 0
                for (list, intervals) in costs.enumerated() {
                    var least = own[area] > 0 ? Double.infinity : intervals.min() ?? 0
                    for (step, cost) in intervals.enumerated() where own[area] > 0 {
                        // The store's demand lies between this area's alone and that of all it can serve.
                        if edges[step + 1] >= own[area] * (1 - 1e-12), edges[step] <= demand * (1 + 1e-12) {
                            least = min(least, cost)
                        }
                    }
                    stock[list][area][store] += total * least
                }
            }
        }
        kinds[item][index].shelves = shelves
    }

    /// The most that rounds may bunch an item's demand: every store that may be open, all on the same day.
    private func bursts(item: Int, rate: Double) -> RefillBursts {
        let stores = network.candidates.indices.filter { index in
            network.candidates[index].site.reviewDays > 0 && eligible.contains { $0.contains(index) }
        }
        let longest = stores.map { network.candidates[$0].site.reviewDays }.max() ?? 0
        let most = min(stores.count, 50)
        return RefillBursts(
            stores: stores.prefix(most).map { _ in
                RefillBursts.Store(
                    rate: rate / Double(most), reviewDays: longest, roundDay: 0,
                    batch: network.base.items[item].batch)
            })
    }

    /// Ends of the intervals of demand, from the least to the greatest, a constant ratio apart.
    private static func edges(from low: Double?, to high: Double?) -> [Double] {
        guard let low, let high, low > 0 else { return [0, 0] }
        let count = max(1, min(steps, Int((high / low - 1) * 100) + 1))
        return (0...count).map { step in
            step == 0 ? low : step == count ? max(high, low) : low * pow(high / low, Double(step) / Double(count))
        }
    }
}
