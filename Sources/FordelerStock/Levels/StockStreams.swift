import FordelerModel

/// One stream of demand: an item asked for in one area in one class, and the ways in which it can be in time.
struct StockStream: Sendable {
    /// Index of the item.
    var item: Int
    /// Index of the store whose area it is.
    var site: Int
    /// Its class.
    var priority: PriorityClass
    /// Pieces a day, above 0.
    var rate: Double
    /// Whether the area's own store serves it; else the central store does.
    var isForward: Bool
    /// Days that may pass before the piece must leave the own shelf; negative when even that is too late.
    var ownSlack: Double
    /// Days that may pass before the piece must leave the central shelf; `nil` when that is too late.
    var centralSlack: Double?
    /// Stores that can send a piece in time.
    var helpers: [Int]

    /// Whether some stock can meet its limit.
    var canBeMet: Bool { isForward && ownSlack >= 0 || centralSlack != nil || !helpers.isEmpty }
}

/// All streams of a problem, item by item, in the order of its rows.
struct StockStreams: Sendable {
    /// Every stream with demand above 0 whose class has a limit or not.
    let all: [StockStream]
    /// Index of the central store, or `nil`.
    let central: Int?

    init(_ problem: StockProblem) {
        let items = Dictionary(problem.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        let sites = Dictionary(problem.sites.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        let limits = Dictionary(problem.limits.map { ($0.priority, $0.days) }, uniquingKeysWith: { a, _ in a })
        let central = problem.sites.firstIndex { $0.kind == .central }
        var merged: [Key: Double] = [:]
        for row in problem.demand where row.perYear > 0 {
            guard let item = items[row.item], let site = sites[row.site] else { continue }
            merged[Key(item: item, site: site, priority: row.priority), default: 0] += row.perYear
        }
        all = merged.sorted { $0.key < $1.key }.map { key, perYear in
            let (item, site) = (problem.items[key.item], problem.sites[key.site])
            let limit = limits[key.priority] ?? .infinity
            let exempt = problem.exemptions.contains { $0.covers(item, key.priority) }
            let forward = site.kind != .central && site.keeps(item) && !exempt
            // What stores do not keep by rule is driven home by a trip of its own.
            let express = exempt || problem.expressClasses.contains(key.priority) ? site.expressDays : nil
            let leg = min(site.kind == .central ? site.deliveryDays : site.centralDays, express ?? .infinity)
            let helpers: [Int] =
                !forward || limit - site.deliveryDays >= site.transportDays + site.reviewDays
                ? []
                : problem.links.compactMap { link in
                    guard link.to == site.id, link.from != site.id, let from = sites[link.from], link.days <= limit
                    else { return nil }
                    let sender = problem.sites[from]
                    return sender.kind != .central && sender.mayShip && sender.keeps(item) ? from : nil
                }
            return StockStream(
                item: key.item, site: key.site, priority: key.priority, rate: perYear / StockProblem.daysPerYear,
                isForward: forward, ownSlack: limit - site.deliveryDays,
                centralSlack: leg <= limit ? limit - leg : nil, helpers: Array(Set(helpers)).sorted())
        }
        self.central = central
    }

    private struct Key: Hashable, Comparable {
        var item: Int
        var site: Int
        var priority: PriorityClass

        static func < (a: Key, b: Key) -> Bool {
            (a.item, a.site, a.priority) < (b.item, b.site, b.priority)
        }
    }
}
