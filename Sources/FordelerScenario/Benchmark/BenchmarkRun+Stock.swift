import FordelerRouting
import FordelerStatistics
import FordelerStock

extension BenchmarkRun {
    /// Placement models of seeded regions, with the gap that is left to the proven bound.
    func stock(_ log: inout Log) throws {
        for (zones, stores) in quick ? [(60, 6)] : [(60, 6), (200, 12)] where !stop.isStopped {
            let problem = Self.median(zones: zones, stores: stores)
            let begin = ContinuousClock.now
            let solution = try PlacementSolver.solve(problem, options: limits(nodes: 20_000))
            add("stock/median-\(zones)-\(stores)", begin, solution.objective, solution.bound, solution.nodes, &log)
        }
        for (depots, zones) in quick ? [(10, 40)] : [(10, 40), (12, 48)] where !stop.isStopped {
            let problem = LadderGenerator.region(depots: depots, zones: zones, types: 4, mostUnits: 6, seed: 1)
            let begin = ContinuousClock.now
            let solution = try LadderSolver.solve(problem, options: limits(nodes: 2_000))
            add("stock/ladder-\(depots)-\(zones)", begin, solution.objective, solution.bound, solution.nodes, &log)
        }
    }

    private func limits(nodes: Int) -> PlacementOptions {
        let flag = stop
        return PlacementOptions(
            timeLimit: portable ? nil : seconds ?? (quick ? 10 : 60), nodeLimit: nodes,
            shouldStop: { flag.isStopped })
    }

    private func add(
        _ name: String, _ begin: ContinuousClock.Instant, _ objective: Double?, _ bound: Double?, _ nodes: Int,
        _ log: inout Log
    ) {
        if stop.isStopped { return }
        var gap: Double?
        if let objective, let bound, objective > 0 { gap = max(0, (objective - bound) / objective) }
        log.add(
            BenchmarkCase(
                name: name, seconds: portable ? 0 : Self.seconds(since: begin), steps: nodes,
                aims: objective.map { [Int($0.rounded())] }, gap: gap.map { ($0 * 1e6).rounded() / 1e6 }))
    }

    /// Zones on a square, each a candidate site, served at demand times distance in whole numbers.
    private static func median(zones: Int, stores: Int) -> PlacementProblem {
        var random = RandomStream(seed: 20_240_501, named: "benchmark/median/\(zones)")
        let points = (0..<zones).map { _ in (x: Double(random.next() % 1001), y: Double(random.next() % 1001)) }
        let demand = (0..<zones).map { _ in Double(1 + random.next() % 20) }
        let cost = points.indices.map { zone in
            points.map { site in
                let (x, y) = (points[zone].x - site.x, points[zone].y - site.y)
                return demand[zone] * (x * x + y * y).squareRoot().rounded()
            }
        }
        return PlacementProblem(
            objective: .median, sites: points.indices.map { PlacementProblem.Site(id: "s\($0)") },
            zones: points.indices.map { PlacementProblem.Zone(id: "z\($0)", demand: [demand[$0]]) },
            serviceCost: cost, storeCount: stores...stores)
    }
}
