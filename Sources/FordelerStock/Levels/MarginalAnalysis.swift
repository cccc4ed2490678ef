/// Greedy increments: the next piece goes where it brings most demand in time per krone.
///
/// Increments of several pieces are tried too, because the first piece of a busy store alone may bring next to
/// nothing (the fill rate is not concave near 0). Sherbrooke (2004), chapter 3, with class targets on top.
struct MarginalAnalysis {
    /// Late demand a day that each class may have.
    let allowed: [Double]
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

    private func deficits(_ state: LevelState) -> [Double] {
        zip(state.totalLate, allowed).map { max(0, $0 - $1 * (1 - 1e-12)) }
    }

    /// Whether every class is within what it is allowed.
    func isMet(_ state: LevelState) -> Bool {
        zip(state.totalLate, allowed).allSatisfy { $0 <= $1 * (1 + 1e-12) + 1e-15 }
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

    /// Adds pieces until every class is met, the ceiling is reached or nothing helps.
    ///
    /// - Returns: The steps on the way, the start first.
    func fill(_ state: inout LevelState) -> [Step] {
        var candidates = state.models.indices.map { moves(&state, $0) }
        var steps = [Step(value: state.value, shares: state.shares, share: state.share)]
        while !isMet(state) {
            let missing = deficits(state)
            var best: (item: Int, index: Int, ratio: Double)?
            for (item, moves) in candidates.enumerated() {
                for (index, move) in moves.enumerated() {
                    guard state.value + move.cost <= ceiling,
                        fits(state, item, move.site, more: move.level - state.levels[item][move.site])
                    else { continue }
                    var gain = 0.0
                    for position in missing.indices {
                        gain += weights[position] * min(move.gains[position], missing[position])
                    }
                    let ratio = gain / Double(max(1, move.cost))
                    if ratio > (best?.ratio ?? 0) { best = (item, index, ratio) }
                }
            }
            guard let best else { break }
            let move = candidates[best.item][best.index]
            var levels = state.levels[best.item]
            levels[move.site] = move.level
            state.set(best.item, levels)
            candidates[best.item] = moves(&state, best.item)
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
