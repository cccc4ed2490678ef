/// Takes something off the price of a route more, an amount that the cooling cycles try out.
///
/// While it is warm there are far more ways to fill a few long routes than many short ones, so a search has too few
/// routes when it freezes, and no small change reaches a better number from there. A bonus for each route in use, in
/// proportion to the temperature, works against that, and nothing is left of it when it is cold. How much is right
/// differs: each cycle takes a level next to the best one so far, until neither neighbour is better.
struct RouteBonus {
    /// What one level adds to the bonus of a route, as a multiple of the temperature.
    var step = 8.0
    /// Largest bonus, as a multiple of the instance's cost scale.
    var ceiling = 6.0
    private var cycle = 0
    private var level: Int
    /// Least cost at the end of a cycle of each level; infinite where none has ended.
    private var results: [Double] = []
    private var cost = Double.infinity

    /// Where jobs may be left out, the first cycle gives a bonus: no single job pays for a route there, so that routes
    /// that are lost while it is warm do not come back.
    init(hasOptionalJobs: Bool) { level = hasOptionalJobs ? 1 : 0 }

    /// Begins with a low bonus, and steps as low: one slow cooling where routes are long has no later cycle to find the
    /// right one, none leaves it with too few routes, and much with too many.
    mutating func beginLow() {
        step = 2
        level = 1
    }

    /// Bonus for each route in use, with how far the temperature is above the coldest of a cycle and the cost of the
    /// solution at this moment.
    mutating func amount(cycle now: Int, temperature: Double, scale: Double, cost: Double) -> Double {
        if now > cycle {
            cycle = now
            chooseLevel()
        }
        self.cost = cost
        return min(step * Double(level) * temperature, ceiling * scale)
    }

    /// The level of the next cycle, after one has ended.
    private mutating func chooseLevel() {
        while results.count <= level + 1 { results.append(.infinity) }
        results[level] = min(results[level], cost)
        let best = results.indices.min { results[$0] < results[$1] } ?? 0
        level = [best + 1, best - 1].first { $0 >= 0 && results[$0] == .infinity } ?? best
    }
}
