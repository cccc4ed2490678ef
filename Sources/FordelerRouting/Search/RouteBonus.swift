/// Takes something off the price of a route more during some cooling cycles.
///
/// While it is warm there are far more ways to fill a few long routes than many short ones, so a search has too few
/// routes when it freezes, and no small change reaches a better number from there. The second cycle therefore
/// rewards each route in use in proportion to the temperature: nothing is left of that when it is cold. Every later
/// cycle does as the one that found the best solution so far.
struct RouteBonus {
    /// Bonus for a route, as a multiple of the temperature.
    var weight = 8.0
    /// Largest bonus, as a multiple of the instance's cost scale.
    var ceiling = 3.0
    private var cycle = 0
    private var isGiven: Bool
    private var wasGivenAtBest = false
    /// The cycle that gives the bonus whatever came before.
    private let trial: Int

    /// Where jobs may be left out, the first cycle gives the bonus: no single job pays for a route there, so that routes
    /// that are lost while it is warm do not come back.
    init(hasOptionalJobs: Bool) {
        trial = hasOptionalJobs ? 0 : 1
        isGiven = hasOptionalJobs
    }

    /// Bonus for each route in use at a temperature of a cycle.
    mutating func amount(cycle now: Int, temperature: Double, scale: Double) -> Double {
        if now != cycle {
            cycle = now
            isGiven = now == trial || wasGivenAtBest
        }
        return isGiven ? min(weight * temperature, ceiling * scale) : 0
    }

    /// A new best solution was found.
    mutating func noteBest() { wasGivenAtBest = isGiven }
}
