import FordelerModel
import FordelerStatistics

extension LevelOptimiser {
    func result(
        _ state: inout LevelState, status: StockLevels.Status, promiseValue: Int, bound: Int,
        steps: [MarginalAnalysis.Step]
    ) -> StockLevels {
        let bound = min(bound, promiseValue)
        return StockLevels(
            status: status, levels: levelRows(state), promises: promises(&state), share: state.share,
            value: state.value,
            promiseValue: promiseValue, bound: bound,
            gap: promiseValue > 0 ? Double(promiseValue - bound) / Double(promiseValue) : 0,
            frontier: frontier(state, steps),
            benchUtilisation: supply.utilisation, benchWaitDays: supply.benchWaitDays)
    }

    private func levelRows(_ state: LevelState) -> [StockLevels.Level] {
        var rows: [StockLevels.Level] = []
        for (item, model) in models.enumerated() {
            let centralLevel = state.levels[item][central]
            let store = BaseStock(
                level: centralLevel, pipeline: supply.pipeline(model.item, rate: model.rate, window: 0))
            for (site, pieces) in state.levels[item].enumerated() where pieces > 0 {
                let measures =
                    site == central
                    ? (store.fillRate, store.expectedBackorders) : model.shelf(site, central: store, level: pieces)
                rows.append(
                    StockLevels.Level(
                        item: model.item.id, site: problem.sites[site].id, pieces: pieces, fillRate: measures.0,
                        expectedBackorders: measures.1, value: pieces * model.item.price))
            }
        }
        return rows
    }

    private func promises(_ state: inout LevelState) -> [StockLevels.Promise] {
        let limits = problem.limits.sorted { $0.priority < $1.priority }
        var late: [PriorityClass: [String: (late: Double, rate: Double, isItem: Bool)]] = [:]
        for (item, model) in models.enumerated() where model.rate > 0 {
            let table = state.table(item, state.levels[item][central])
            for (index, stream) in model.streams.enumerated() {
                let chance = model.late(index, table, state.levels[item])
                for (key, isItem) in [("i" + model.item.id, true), ("s" + problem.sites[stream.site].id, false)] {
                    let before = late[stream.priority]?[key] ?? (0, 0, isItem)
                    late[stream.priority, default: [:]][key] = (
                        before.late + stream.rate * chance, before.rate + stream.rate, isItem
                    )
                }
            }
        }
        func worst(_ priority: PriorityClass, items: Bool) -> (String, Double) {
            let rows = (late[priority] ?? [:]).filter { $0.value.isItem == items }
            let ranked = rows.map { (String($0.key.dropFirst()), 1 - $0.value.late / $0.value.rate) }
                .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            return ranked.first ?? ("", 1)
        }
        let shares = state.shares
        return limits.enumerated().map { index, limit in
            let (item, itemShare) = worst(limit.priority, items: true)
            let (site, siteShare) = worst(limit.priority, items: false)
            return StockLevels.Promise(
                priority: limit.priority, days: limit.days, target: limit.share, share: shares[index], worstItem: item,
                worstItemShare: itemShare, worstSite: site, worstSiteShare: siteShare)
        }
    }

    /// The upper hull of the steps, at most 60 points, and the final levels as its last point where they lie on it.
    private func frontier(_ state: LevelState, _ steps: [MarginalAnalysis.Step]) -> [StockLevels.Point] {
        let end = MarginalAnalysis.Step(value: state.value, shares: state.shares, share: state.share)
        let sorted = (steps.isEmpty ? [] : steps + [end]).sorted { ($0.value, -$0.share) < ($1.value, -$1.share) }
        var hull: [MarginalAnalysis.Step] = []
        for step in sorted {
            if let last = hull.last, step.value == last.value || step.share <= last.share { continue }
            while hull.count >= 2 {
                let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
                let left = (b.share - a.share) * Double(step.value - b.value)
                let right = (step.share - b.share) * Double(b.value - a.value)
                if left > right { break }
                hull.removeLast()
            }
            hull.append(step)
        }
        if hull.count > 60 {
            let last = hull.count - 1
            hull = (0..<60).map { hull[$0 * last / 59] }
        }
        let yearly = state.demand.reduce(0, +) * StockProblem.daysPerYear
        var points: [StockLevels.Point] = []
        for step in hull {
            let before = points.last
            let kroner = Double(step.value - (before?.value ?? 0)) / 100
            let gain = before == nil || kroner <= 0 ? 0 : (step.share - (before?.share ?? 0)) * yearly / kroner
            points.append(
                StockLevels.Point(value: step.value, share: step.share, classShares: step.shares, gainPerKrone: gain))
        }
        return points
    }
}

extension ItemModel {
    /// Fill rate and expected backorders of a forward shelf, averaged over a round's cycle.
    func shelf(_ site: Int, central: BaseStock<CountFit>, level: Int) -> (Double, Double) {
        let place = sites[site]
        let (own, share) = (siteRates[site], rate > 0 ? siteRates[site] / rate : 0)
        var fill = 0.0
        var owed = 0.0
        let nodes = place.reviewDays > 0 ? ItemModel.cycle : [(point: 0, weight: 1)]
        let batch = batch(at: site)
        for node in nodes {
            let days = place.transportDays + place.reviewDays * node.point
            let pipeline = TwoEchelon.pipeline(
                transportDemand: own * days, share: share, owed: central.expectedBackorders,
                owedVariance: central.backorderVariance)
            for step in 0..<batch {
                let position = level - step
                fill += node.weight * pipeline.cumulative(position - 1) / Double(batch)
                owed += node.weight * pipeline.loss(position) / Double(batch)
            }
        }
        return (fill, owed)
    }
}
