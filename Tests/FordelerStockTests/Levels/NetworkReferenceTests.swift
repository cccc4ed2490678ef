import FordelerStatistics
import Testing

@testable import FordelerStock

/// Two echelons, queues, loops and pools against closed forms and published equations.
struct NetworkReferenceTests {
    struct Case: Sendable {
        var system: TwoEchelon
        var owed: Double, metric: [Double], mean: [Double]
        var spread: Double, variance: [Double], variMetric: [Double]
        var exact: [Double]
    }

    static func system(_ rates: [Double], _ days: Double, _ repair: Double, _ central: Int, _ levels: [Int])
        -> TwoEchelon
    {
        TwoEchelon(
            centralLevel: central, centralDays: repair,
            sites: zip(rates, levels).map { .init(demandRate: $0, transportDays: days, level: $1) })
    }

    /// Sherbrooke 1968; Slay 1984, Graves 1985, Sherbrooke 1986; Graves 1985 exact.
    static let cases = [
        Case(
            system: system([0.1, 0.1], 5, 10, 2, [1, 1]), owed: 0.54134113, metric: [0.23337326, 0.23337326],
            mean: [0.77067057, 0.77067057], spread: 0.89493808, variance: [0.85906980, 0.85906980],
            variMetric: [0.25277985, 0.25277985], exact: [0.25276621, 0.25276621]),
        Case(
            system: system([0.05, 0.1, 0.2], 2, 14, 5, [1, 1, 2]), owed: 0.82226927,
            metric: [0.02202116, 0.08224142, 0.07236240], mean: [0.21746704, 0.43493408, 0.86986816],
            spread: 1.89640816, variance: [0.23938824, 0.52261889, 1.22060738],
            variMetric: [0.03033104, 0.10779518, 0.13137801], exact: [0.03042482, 0.10821125, 0.13346909]),
        Case(
            system: system([0.08, 0.08, 0.08, 0.08, 0.08], 3, 10, 0, [2, 2, 2, 2, 2]), owed: 4,
            metric: Array(repeating: 0.11450223, count: 5), mean: Array(repeating: 1.04, count: 5), spread: 4,
            variance: Array(repeating: 1.04, count: 5), variMetric: Array(repeating: 0.11450223, count: 5),
            exact: Array(repeating: 0.11450223, count: 5)),
    ]

    @Test(arguments: 0..<3) func twoEchelons(_ index: Int) {
        let reference = NetworkReferenceTests.cases[index]
        #expect(near(reference.system.central.expectedBackorders, reference.owed))
        #expect(near(reference.system.central.backorderVariance, reference.spread))
        let metric = reference.system.metric()
        let variMetric = reference.system.variMetric()
        let exact = reference.system.exact()
        for site in reference.exact.indices {
            #expect(near(metric[site].expectedBackorders, reference.metric[site]))
            #expect(near(metric[site].mean, reference.mean[site]))
            #expect(near(variMetric[site].mean, reference.mean[site]))
            #expect(near(variMetric[site].variance, reference.variance[site]))
            #expect(near(variMetric[site].expectedBackorders, reference.variMetric[site]))
            #expect(near(exact[site].expectedBackorders, reference.exact[site]))
            let off = abs(variMetric[site].expectedBackorders / exact[site].expectedBackorders - 1)
            #expect(off < 0.02)
        }
    }

    /// Erlang's formulas.
    @Test(arguments: [
        (1, 0.5, 0.3333333333, 0.5), (2, 1.0, 0.2, 0.3333333333), (3, 1.2, 0.0897755611, 0.1411764706),
        (5, 3.0, 0.1100543478, 0.2361516035), (8, 6.0, 0.1218757837, 0.3569810859),
    ])
    func erlang(_ servers: Int, _ load: Double, _ lost: Double, _ waiting: Double) {
        #expect(near(Queues.erlangB(servers: servers, load: load), lost, 1e-9))
        #expect(near(Queues.erlangC(servers: servers, load: load), waiting, 1e-9))
    }

    /// Cobham 1954; Kella and Yechiali 1985.
    @Test(arguments: [
        (1, [0.2, 0.3, 0.3], 0.8, [1, 2, 8]),
        (2, [0.3, 0.5, 0.8], 0.7111111111, [0.41830065, 0.69716776, 2.96296296]),
        (3, [0.4, 0.8, 1.2], 0.6471910112, [0.24891962, 0.41486603, 1.79775281]),
        (4, [0.5, 1, 1, 1], 0.7378610940, [0.21081746, 0.33730793, 0.78705183, 3.93525917]),
    ])
    func priorities(_ servers: Int, _ rates: [Double], _ waiting: Double, _ waits: [Double]) {
        let result = Queues.priorityWaits(servers: servers, arrivalRates: rates, serviceRate: 1)
        #expect(near(result.waiting, waiting, 1e-9))
        for (a, b) in zip(result.waits, waits) { #expect(near(a, b)) }
    }

    @Test func overloadedClassesWaitForEver() {
        let result = Queues.priorityWaits(servers: 1, arrivalRates: [0.5, 0.6], serviceRate: 1)
        #expect(near(result.waits[0], 2) && result.waits[1] == .infinity)
    }

    /// Pollaczek and Khinchine.
    @Test func singleServer() {
        #expect(near(Queues.singleServerWait(arrivalRate: 0.8, serviceMean: 1, serviceVariance: 0), 2))
        #expect(near(Queues.singleServerWait(arrivalRate: 0.8, serviceMean: 1, serviceVariance: 1), 4))
        #expect(near(Queues.wait(servers: 1, arrivalRate: 0.8, serviceMean: 1, serviceVariance: 0), 2))
    }

    /// Flow balance, Palm and Little.
    @Test func closedLoop() {
        let loop = ClosedLoop(demandRate: 100, returnShare: 0.25, yield: 0.8)
        #expect(near(loop.purchaseRate, 80) && near(loop.reissueRate, 20) && near(loop.scrapRate, 5))
        #expect(near(loop.fieldPopulation(meanStayReturned: 6, meanStayKept: 60), 4650))
        #expect(near(loop.reconditioningPipeline(turnaround: 0.5), 12.5))
        // 100 issued a month ago, half of the returning quarter stays one month: 12.5 come back.
        #expect(near(loop.expectedReturns(issues: [100], stay: [0, 0.5, 0.5]), 12.5))
    }

    /// Erlang loss; Kranenburg and van Houtum 2009, limit case.
    @Test(arguments: [
        (1, 0.3, 0.2307692308, 0.1011235955), (2, 0.8, 0.1509433962, 0.0564685122),
        (3, 1.5, 0.1343283582, 0.0521571153),
    ])
    func pooling(_ level: Int, _ pipeline: Double, _ alone: Double, _ together: Double) {
        let (levels, pipelines) = ([level, level], [pipeline, pipeline])
        #expect(near(PooledStock.emergencyShare(levels: levels, pipelines: pipelines, pooled: false), alone, 1e-9))
        #expect(near(PooledStock.emergencyShare(levels: levels, pipelines: pipelines, pooled: true), together, 1e-9))
    }

    /// Daskin 1983.
    @Test func expectedCover() {
        for (count, cover) in [(1, 0.7), (2, 0.91), (3, 0.973), (4, 0.9919)] {
            #expect(near(PooledStock.expectedCover(empty: 0.3, count: count), cover, 1e-12))
        }
    }
}
