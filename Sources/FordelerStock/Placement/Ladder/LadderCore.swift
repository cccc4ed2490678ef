/// The dense form of a ``LadderProblem``: costs and lead-time demand per stream, capacity steps per type.
struct LadderCore {
    let problem: LadderProblem
    let depots: Int
    let types: Int
    /// Streams of each type.
    let streamsOfType: [[Int]]
    /// Lead-time demand of each stream.
    let demand: [Double]
    /// Cost of serving a whole stream from each depot, `stream * depots + depot`; infinity out of reach.
    let cost: [Double]
    /// Cost of a whole stream by express.
    let express: [Double]
    /// Lead-time demand carried by 0, 1, … units of each type.
    let carried: [[Double]]
    /// Lead-time demand that may go by express, by class and type.
    let allowance: [[Double]]

    init(_ problem: LadderProblem) {
        self.problem = problem
        depots = problem.depots.count
        types = problem.types.count
        streamsOfType = problem.types.indices.map { t in
            problem.streams.indices.filter { problem.streams[$0].type == t }
        }
        demand = problem.streams.map { $0.rate * problem.types[$0.type].leadTime }
        var cost: [Double] = []
        for stream in problem.streams {
            for d in problem.depots.indices {
                let reached = problem.travel[stream.zone][d] <= problem.classes[stream.promise].travelLimit
                cost.append(reached ? stream.rate * problem.deliveryCost[stream.zone][d] : .infinity)
            }
        }
        self.cost = cost
        express = problem.streams.map { $0.rate * problem.types[$0.type].expressCost }
        carried = problem.types.map { type in
            (0...type.mostUnits).map { LadderProblem.carried(units: $0, readyRate: problem.readyRate) }
        }
        var allowance = [[Double]](
            repeating: [Double](repeating: 0, count: problem.types.count), count: problem.classes.count)
        for (k, stream) in problem.streams.enumerated() {
            allowance[stream.promise][stream.type] += demand[k] * (1 - problem.classes[stream.promise].target)
        }
        self.allowance = allowance
    }

    /// More than any plan costs: every depot full, every stream served the dearest way.
    var dearestPlan: Double {
        var sum = 1.0
        for depot in problem.depots {
            sum += depot.fixedCost
            for type in problem.types { sum += Double(type.mostUnits) * type.holdingCost }
        }
        for k in demand.indices {
            let ways = (0..<depots).map { cost[k * depots + $0] }.filter { $0 < .infinity }
            sum += max(express[k], ways.max() ?? 0)
        }
        return sum
    }
}

/// Costs a plan's services: one transport plan per type, remembered by the type's stock for all searches of a solve.
final class LadderEvaluator {
    let core: LadderCore
    /// Price of demand that goes by express above what its class allows, per unit; larger than any saving.
    let excess: Double
    private var known: [[Int]: Double] = [:]

    init(_ core: LadderCore) {
        self.core = core
        let largest = zip(core.express, core.demand).map { $0 / $1 }.max() ?? 1
        let dearest =
            core.cost.indices.filter { core.cost[$0] < .infinity }
            .map { core.cost[$0] / core.demand[$0 / core.depots] }.max() ?? 1
        excess = 20 * (largest + dearest + (core.problem.types.map(\.holdingCost).max() ?? 0) + 1)
    }

    /// Cost of serving a type when each depot has so many units; broken promises are priced, not refused.
    func cost(type: Int, stock: [Int]) -> Double {
        if core.streamsOfType[type].isEmpty { return 0 }
        let key = [type] + stock
        if let value = known[key] { return value }
        let value = plan(type: type, stock: stock).map { $0.transport.cost ?? .infinity } ?? .infinity
        if known.count > 200_000 { known.removeAll() }
        known[key] = value
        return value
    }

    /// The transport plan behind ``cost(type:stock:)``: its sites are the stocked depots, then two express sources per
    /// class, within and above the allowance.
    func plan(type: Int, stock: [Int]) -> (transport: TransportPlan, depots: [Int])? {
        let streams = core.streamsOfType[type]
        guard !streams.isEmpty else { return nil }
        let stocked = stock.indices.filter { stock[$0] > 0 }
        let classes = core.problem.classes.count
        let n = streams.count
        let sites = stocked.count + 2 * classes
        var cost = [Double](repeating: .infinity, count: sites * n)
        for (i, k) in streams.enumerated() {
            for (s, d) in stocked.enumerated() { cost[s * n + i] = core.cost[k * core.depots + d] }
            let promise = core.problem.streams[k].promise
            cost[(stocked.count + 2 * promise) * n + i] = core.express[k]
            cost[(stocked.count + 2 * promise + 1) * n + i] = core.express[k] + excess * core.demand[k]
        }
        let total = streams.reduce(0) { $0 + core.demand[$1] }
        var capacity = stocked.map { core.carried[type][stock[$0]] }
        for c in 0..<classes { capacity += [core.allowance[c][type], total] }
        let zeros = [Double](repeating: 0, count: sites)
        let no = [Bool](repeating: false, count: sites)
        let selection = SiteSelection(
            points: n, sites: sites, cost: cost, fixed: zeros, count: 1...sites, use: zeros, budget: .infinity,
            districts: [], isOpen: no, isClosed: no, demand: streams.map { core.demand[$0] }, capacity: capacity)
        return (TransportPlan(selection, open: Array(0..<sites)), stocked)
    }
}
