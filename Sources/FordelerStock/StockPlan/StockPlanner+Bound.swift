import FordelerModel

extension StockPlanner {
    /// Bounds over every choice of stores: the least cost of the promises, and the service that each cost can buy.
    ///
    /// - Returns: The least cost found that keeps every promise, and its bound; `nil` when no set of stores keeps them.
    func bound(
        _ today: inout StockProposal, _ proposals: inout [StockProposal], _ curves: [Curve],
        _ frontier: [StockFrontierPoint]
    ) throws(InputErrors) -> StockPromiseCost? {
        guard let central = network.central else { return nil }
        let kept = curves.compactMap { curve in
            curve.points.first(where: keeps).map { (curve: curve, cost: cost(curve, $0)) }
        }
        let best = kept.min { ($0.cost, $0.curve.open.count) < ($1.cost, $1.curve.open.count) }?.curve
        let priced = try best.map { best throws(InputErrors) in
            try LevelOptimiser(network.problem(open: best.open), allowsUnreachable: true).priced()
        }
        let rate = network.base.holdingRate
        let costs = ([today] + proposals).map { max($0.budget ?? 0, $0.costs.total) }
        let prices = prices(at: costs, frontier)
        var bound = StockPlanBound(network, central: central)
        guard let least = try? bound.least(bound.even(prices)) else { return nil }
        let shares = costs.map { bound.mostShare(cost: $0, prices: prices, least: least) }
        today.mostShare = shares[0]
        for index in proposals.indices {
            proposals[index].mostShare = shares[index + 1]
        }
        guard let best, let priced, priced.levels.status == .feasible else { return nil }
        let found = best.fixed.total + Int((Double(priced.levels.promiseValue) * rate).rounded())
        let proven = (try? bound.raised(priced.prices.scaled(by: rate), enough: 0.97 * Double(found))) ?? 0
        let stores = Set(best.open + [central]).sorted()
        return StockPromiseCost(
            cost: found, open: stores.map { network.candidates[$0].site.id },
            bound: min(found, Int(max(0, proven).rounded(.up))))
    }

    /// What a late piece a day is worth where the curve of cost against service passes each of the costs, in øre a year.
    private func prices(at costs: [Int], _ frontier: [StockFrontierPoint]) -> [Double] {
        let slopes = frontier.dropFirst().map {
            (cost: $0.cost, worth: StockProblem.daysPerYear * 100 / $0.gainPerKrone)
        }
        var prices: Set<Double> = []
        for cost in costs {
            guard let slope = slopes.first(where: { $0.cost >= cost }) ?? slopes.last else { continue }
            for factor in [0.5, 1, 4] { prices.insert(slope.worth * factor) }
        }
        return prices.filter { $0 > 0 && $0.isFinite }.sorted()
    }
}
