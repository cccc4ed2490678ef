import FordelerModel
import FordelerStatistics

/// The state of one replication and what each event does to it.
struct StockProcess {
    enum Event: Sendable {
        case demand(stream: Int)
        case registered(item: Int, site: Int)
        case round(site: Int)
        case arrival(item: Int, site: Int, pieces: Int)
        case purchase(item: Int)
        case returned(item: Int)
        case benchDone(Piece)
        case ready(Piece)
        case measure
    }

    /// A returned piece on its way through the bench, and whether it will be fit for use.
    struct Piece: Sendable {
        var item: Int
        var isGood: Bool
    }

    /// A citizen who waits, by stream, since when.
    struct Waiting: Sendable {
        var stream: Int
        var since: Double
    }

    /// Whom the central store owes a piece.
    enum Claim: Sendable {
        case store(Int)
        case citizen(Waiting)
    }

    let simulation: StockSimulation
    let streams: [StockStream]
    let legs: [Leg]
    let central: Int
    let siteCount: Int
    let rates: [Double]
    var queue = EventQueue<Event>()
    var onHand: [Int]
    /// Pieces ordered by a store and not yet arrived, in what is registered.
    var onOrder: [Int]
    var unregistered: [Int]
    var owed: [FirstInFirstOut<Waiting>]
    var owedAverage: [TimeAverage]
    var claims: [FirstInFirstOut<Claim>]
    var supplierPieces: [Int]
    var lastSupply: [Double]
    /// Days each supplier takes now, and until when.
    var supplierState: [(days: Double, until: Double)]
    var inTransit: [Int]
    var atBench: [Int]
    var beingMade: [Int]
    /// Pieces at the bench or after it that will be fit for use.
    var coming: [Int]
    var bench: ServiceStation<Piece>
    var benchAverage = TimeAverage(start: 0, value: 0)
    var draws: [RandomStream]
    var supplierDraws: [RandomStream]
    var returnDraws: [RandomStream]
    var yieldDraws: [RandomStream]
    var benchDraws: [RandomStream]
    var registrationDraws: RandomStream
    var record: StockRecord
    var measuring: Bool
    var issued: [Int]
    var start: [Int]
    let nothing: (items: [StockRecord.Flow], sites: [StockRecord.Flow])
    var totals: (purchased: [Int], returned: [Int], scrapped: [Int])

    /// How a stream's citizen is reached.
    struct Leg: Sendable {
        var limit: Double
        var own: Double
        var central: Double
        var links: [(from: Int, days: Double)]
    }

    init(_ simulation: StockSimulation, replication: UInt64) {
        self.simulation = simulation
        let problem = simulation.problem
        let options = simulation.options
        let compiled = StockStreams(problem)
        streams = compiled.all
        central = compiled.central ?? 0
        siteCount = problem.sites.count
        let itemCount = problem.items.count
        let cells = itemCount * siteCount
        let limits = Dictionary(problem.limits.map { ($0.priority, $0.days) }, uniquingKeysWith: { a, _ in a })
        legs = streams.map { stream in
            let site = problem.sites[stream.site]
            let exempt = problem.exemptions.contains { $0.covers(problem.items[stream.item], stream.priority) }
            let express = exempt || problem.expressClasses.contains(stream.priority) ? site.expressDays : nil
            let links = problem.links.compactMap { link -> (from: Int, days: Double)? in
                guard link.to == site.id, let from = problem.sites.firstIndex(where: { $0.id == link.from }),
                    stream.helpers.contains(from)
                else { return nil }
                return (from, link.days)
            }
            return Leg(
                limit: limits[stream.priority] ?? .infinity, own: site.deliveryDays,
                central: min(site.kind == .central ? site.deliveryDays : site.centralDays, express ?? .infinity),
                links: links.sorted { ($0.days, $0.from) < ($1.days, $1.from) })
        }
        var rates = [Double](repeating: 0, count: itemCount)
        for stream in streams { rates[stream.item] += stream.rate }
        self.rates = rates
        onHand = (0..<cells).map { simulation.levels[$0 / problem.sites.count][$0 % problem.sites.count] }
        onOrder = [Int](repeating: 0, count: cells)
        unregistered = onOrder
        owed = Array(repeating: FirstInFirstOut(), count: cells)
        owedAverage = Array(repeating: TimeAverage(start: 0, value: 0), count: cells)
        claims = Array(repeating: FirstInFirstOut(), count: itemCount)
        supplierPieces = [Int](repeating: 0, count: itemCount)
        lastSupply = [Double](repeating: 0, count: itemCount)
        supplierState = Array(repeating: (0, -1), count: itemCount)
        inTransit = supplierPieces
        atBench = supplierPieces
        beingMade = supplierPieces
        coming = supplierPieces
        bench = ServiceStation(places: problem.bench?.places ?? .max)
        func stream(_ name: String) -> RandomStream {
            RandomStream(seed: options.seed, named: name, replication: replication)
        }
        draws = streams.map {
            stream("demand/\(problem.items[$0.item].id)/\(problem.sites[$0.site].id)/\($0.priority.word)")
        }
        supplierDraws = problem.items.map { stream("supplier/\($0.id)") }
        returnDraws = problem.items.map { stream("return/\($0.id)") }
        yieldDraws = problem.items.map { stream("yield/\($0.id)") }
        benchDraws = problem.items.map { stream("bench/\($0.id)") }
        registrationDraws = stream("registration")
        record = StockRecord(
            flows: Array(repeating: Array(repeating: .init(), count: siteCount), count: itemCount),
            backorders: Array(repeating: Array(repeating: 0, count: siteCount), count: itemCount))
        nothing = (Array(repeating: .init(), count: itemCount), Array(repeating: .init(), count: siteCount))
        measuring = options.warmUpDays <= 0
        issued = supplierPieces
        start = (0..<itemCount).map { simulation.levels[$0].reduce(0, +) }
        totals = (supplierPieces, supplierPieces, supplierPieces)
    }

    var problem: StockProblem { simulation.problem }
    var options: StockSimulationOptions { simulation.options }
    func cell(_ item: Int, _ site: Int) -> Int { item * siteCount + site }

    mutating func run() -> StockRecord { run(shouldStop: { false }) ?? record }

    /// Runs to the end; `nil` when it is stopped on the way.
    mutating func run(shouldStop: () -> Bool) -> StockRecord? {
        if shouldStop() { return nil }
        for index in streams.indices { scheduleNext(index) }
        for (site, place) in problem.sites.enumerated() where place.reviewDays > 0 && site != central {
            queue.schedule(.round(site: site), at: place.roundDay > 0 ? place.roundDay : place.reviewDays)
        }
        if options.returns == .independent {
            for item in problem.items.indices { scheduleReturn(item) }
        }
        if !measuring { queue.schedule(.measure, at: options.warmUpDays) }
        let end = max(0, options.warmUpDays) + options.days
        var events = 0
        while let event = queue.next(until: end) {
            handle(event)
            events += 1
            if events & 8191 == 0, shouldStop() { return nil }
        }
        finish(at: end)
        return record
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .demand(let stream): demand(stream)
        case .registered(let item, let site):
            unregistered[cell(item, site)] -= 1
            if problem.sites[site].reviewDays <= 0 { order(item, site, pieces: 1) }
        case .round(let site):
            review(site)
            queue.schedule(.round(site: site), at: queue.now + problem.sites[site].reviewDays)
        case .arrival(let item, let site, let pieces):
            inTransit[item] -= pieces
            onOrder[cell(item, site)] -= pieces
            shelve(item, site, pieces: pieces)
        case .purchase(let item):
            supplierPieces[item] -= 1
            receive(item)
        case .returned(let item):
            _ = takeBack(item)
            scheduleReturn(item)
        case .benchDone(let piece): leaveBench(piece)
        case .ready(let piece): makeReady(piece)
        case .measure:
            measuring = true
            for index in owedAverage.indices { owedAverage[index].restart(at: queue.now) }
            benchAverage.restart(at: queue.now)
        }
    }

    mutating func scheduleReturn(_ item: Int) {
        let rate = rates[item] * problem.items[item].returnShare
        guard rate > 0 else { return }
        let gap = Exponential(mean: 1 / rate).sample(using: &returnDraws[item])
        queue.schedule(.returned(item: item), at: queue.now + gap)
    }
}
