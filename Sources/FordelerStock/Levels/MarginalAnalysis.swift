/// Greedy increments: the next piece goes where it brings most demand in time per krone.
///
/// Increments of several pieces are tried too, because the first piece of a busy store alone may bring next to
/// nothing (the fill rate is not concave near 0). Sherbrooke (2004), chapter 3, with class targets on top.
struct MarginalAnalysis {
    /// Late demand a day that each class may have.
    let allowed: [Double]
    /// Late demand a day that each item may have in each class.
    let itemAllowed: [[Double]]
    /// Worth of a day's late demand by class.
    let weights: [Double]
    /// Shelf space by site; `nil` is no limit.
    let capacity: [Int?]
    /// Greatest stock value in øre.
    let ceiling: Int

    private struct Move {
        var site: Int
        var level: Int
        var cost: Int
        var gains: [Double]
    }

    /// A value and shares on the way.
    struct Step {
        var value: Int
        var shares: [Double]
        var share: Double
    }

    private static func within(_ late: [Double], _ allowed: [Double]) -> Bool {
        zip(late, allowed).allSatisfy { $0 <= $1 * (1 + 1e-12) + 1e-15 }
    }

    /// Whether every class, and every item in it, is within what it is allowed.
    func isMet(_ state: LevelState) -> Bool {
        MarginalAnalysis.within(state.totalLate, allowed) && state.models.indices.allSatisfy { isMet(state, item: $0) }
    }

    /// Whether an item is within what it alone is allowed.
    func isMet(_ state: LevelState, item: Int) -> Bool { MarginalAnalysis.within(state.late[item], itemAllowed[item]) }

    private static func excess(_ late: [Double], _ allowed: [Double]) -> [Double] {
        zip(late, allowed).map { max(0, $0 - $1 * (1 - 1e-12)) }
    }

    private func fits(_ state: LevelState, _ item: Int, _ site: Int, more pieces: Int) -> Bool {
        guard let litres = capacity[site] else { return true }
        return state.litres[site] + pieces * state.models[item].item.volumeLitres <= litres
    }

    private func moves(_ state: inout LevelState, _ item: Int) -> [Move] {
        let model = state.models[item]
        guard model.rate > 0 else { return [] }
        let now = state.levels[item]
        let before = state.late[item]
        var found: [Move] = []
        func consider(_ site: Int, _ level: Int) {
            var levels = now
            levels[site] = level
            let gains = zip(before, state.lateDemand(item, levels)).map { $0 - $1 }
            found.append(
                Move(site: site, level: level, cost: (level - now[site]) * model.item.price, gains: gains))
        }
        let most = state.table(item, now[state.central]).most
        for site in model.stocked {
            for jump in [1, 2, 4, 8, 16] where now[site] + jump <= most[site] { consider(site, now[site] + jump) }
        }
        let higher = model.centralLevels.filter { $0 > now[state.central] }
        for jump in [0, 1, 3, 7, 15, 31] where jump < higher.count { consider(state.central, higher[jump]) }
        return found
    }

    /// The move that brings most per krone for what is missing, or `nil` when none helps or fits.
    private func best(_ moves: [Move], item: Int, missing: [Double], _ state: LevelState) -> (
        index: Int, ratio: Double
    )? {
        var best: (index: Int, ratio: Double)?
        for (index, move) in moves.enumerated() {
            guard state.value + move.cost <= ceiling,
                fits(state, item, move.site, more: move.level - state.levels[item][move.site])
            else { continue }
            var gain = 0.0
            for position in missing.indices { gain += weights[position] * min(move.gains[position], missing[position]) }
            let ratio = gain / Double(max(1, move.cost))
            if ratio > (best?.ratio ?? 0) { best = (index, ratio) }
        }
        return best
    }

    private func apply(_ move: Move, item: Int, _ state: inout LevelState) {
        var levels = state.levels[item]
        levels[move.site] = move.level
        state.set(item, levels)
    }

    /// Adds pieces until every item and every class is met, the ceiling is reached or nothing helps.
    ///
    /// - Returns: The steps on the way, the start first.
    func fill(_ state: inout LevelState) -> [Step] {
        var steps = [Step(value: state.value, shares: state.shares, share: state.share)]
        // Each item's own share first, the cheapest way for it alone.
        for item in state.models.indices {
            while !isMet(state, item: item) {
                let candidates = moves(&state, item)
                let missing = MarginalAnalysis.excess(state.late[item], itemAllowed[item])
                guard let found = best(candidates, item: item, missing: missing, state) else { break }
                apply(candidates[found.index], item: item, &state)
                steps.append(Step(value: state.value, shares: state.shares, share: state.share))
            }
        }
        var candidates = state.models.indices.map { moves(&state, $0) }
        while !MarginalAnalysis.within(state.totalLate, allowed) {
            let missing = MarginalAnalysis.excess(state.totalLate, allowed)
            var choice: (item: Int, index: Int, ratio: Double)?
            for (item, moves) in candidates.enumerated() {
                if let found = best(moves, item: item, missing: missing, state), found.ratio > (choice?.ratio ?? 0) {
                    choice = (item, found.index, found.ratio)
                }
            }
            guard let choice else { break }
            apply(candidates[choice.item][choice.index], item: choice.item, &state)
            candidates[choice.item] = moves(&state, choice.item)
            steps.append(Step(value: state.value, shares: state.shares, share: state.share))
        }
        return steps
    }

    /// Takes pieces out of shelves that are too full, least loss per litre first.
    func emptyOverfull(_ state: inout LevelState) {
        for site in capacity.indices {
            while let litres = capacity[site], state.litres[site] > litres {
                var best: (item: Int, loss: Double)?
                for item in state.models.indices where state.levels[item][site] > 0 {
                    let volume = state.models[item].item.volumeLitres
                    guard volume > 0 else { continue }
                    var levels = state.levels[item]
                    levels[site] -= 1
                    let worse = zip(state.lateDemand(item, levels), state.late[item]).map { $0 - $1 }
                    let loss = zip(worse, weights).reduce(0) { $0 + $1.0 * $1.1 } / Double(volume)
                    if loss < (best?.loss ?? .infinity) { best = (item, loss) }
                }
                guard let best else { break }
                var levels = state.levels[best.item]
                levels[site] -= 1
                state.set(best.item, levels)
            }
        }
    }

    /// Takes out pieces that no class needs, the dearest first, until none is left to take.
    func trim(_ state: inout LevelState) {
        let order = state.models.indices.sorted {
            (state.models[$0].item.price, $1) > (state.models[$1].item.price, $0)
        }
        var changed = true
        while changed {
            changed = false
            for item in order {
                for site in state.levels[item].indices {
                    while state.levels[item][site] > 0 {
                        let before = state.levels[item]
                        var levels = before
                        levels[site] -= 1
                        state.set(item, levels)
                        if isMet(state) {
                            changed = true
                        } else {
                            state.set(item, before)
                            break
                        }
                    }
                }
            }
        }
    }
}
