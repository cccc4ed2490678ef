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
                level: centralLevel, pipeline: model.pipeline(after: 0))
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
        typealias Flow = (late: Double, rate: Double)
        let none: [Flow] = []
        var items: [PriorityClass: [Flow]] = [:]
        var sites: [PriorityClass: [Flow]] = [:]
        for (item, model) in models.enumerated() where model.rate > 0 {
            let table = state.table(item, state.levels[item][central])
            for (index, stream) in model.streams.enumerated() {
                let late = stream.rate * model.late(index, table, state.levels[item])
                func add(_ flows: [Flow], _ index: Int, of count: Int) -> [Flow] {
                    var flows = flows.isEmpty ? [Flow](repeating: (0, 0), count: count) : flows
                    flows[index] = (flows[index].late + late, flows[index].rate + stream.rate)
                    return flows
                }
                let priority = stream.priority
                items[priority] = add(items[priority] ?? none, item, of: models.count)
                sites[priority] = add(sites[priority] ?? none, stream.site, of: problem.sites.count)
            }
        }
        func parts(_ flows: [Flow], _ id: (Int) -> String) -> [StockLevels.Part] {
            flows.indices.filter { flows[$0].rate > 0 }.map {
                StockLevels.Part(id: id($0), share: 1 - flows[$0].late / flows[$0].rate)
            }
        }
        let shares = state.shares
        return limits.enumerated().map { index, limit in
            var promise = StockLevels.Promise(
                priority: limit.priority, days: limit.days, target: limit.share, share: shares[index], worstItem: "",
                worstItemShare: 1, worstSite: "", worstSiteShare: 1,
                items: parts(items[limit.priority] ?? none) { problem.items[$0].id },
                sites: parts(sites[limit.priority] ?? none) { problem.sites[$0].id })
            promise.nameWorst()
            return promise
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
    func shelf(_ site: Int, central: BaseStock<CountMixture>, level: Int) -> (Double, Double) {
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
