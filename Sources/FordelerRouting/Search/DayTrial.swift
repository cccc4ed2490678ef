import Foundation

/// Tries a job on a day that suits it better, and gives the search time to find places for the others.
///
/// Where vehicle-days are full, a late order goes to an earlier day only if several others change days with it: one
/// ruin rarely finds them all, and the steps between cost more than annealing lets pass. A trial takes the job out and
/// limits the price of every job: this one to what the better day asks, the others to little more than they cost now.
/// Ruin and recreate then looks for a place for each within these limits, by the rule that saves vehicles elsewhere
/// (``Absences``): jobs that are hard to place push easier ones aside. When all are placed the limits are lifted and
/// annealing judges the whole; when some are still missing after a number of steps, everything is taken back.
struct DayTrial {
    /// Most steps of a trial.
    var length = 1000
    /// Chance of a step to begin one.
    var chance = 0.01
    /// What every other job may cost more meanwhile, as a share of what the job would save.
    var slack = 0.6
    /// Least that the job must save, as a multiple of the temperature: less would be lost again before it is cold.
    var leastGain = 8.0
    /// Temperatures between which trials are made, as multiples of the cost scale: the lateness that they save has
    /// settled there, and the aims below have not.
    var warmest = 10_000.0
    var coolest = 300.0
    let absences: Absences
    private var left = 0
    private var costBefore = 0.0
    private var base: RouteSet

    init(_ instance: RoutingInstance) {
        absences = Absences(instance)
        base = .none(instance)
    }

    /// Whether a trial is on.
    var isOn: Bool { left > 0 }

    /// Whether a trial may begin at a temperature.
    func mayBegin(at temperature: Double, scale: Double) -> Bool {
        (coolest * scale...warmest * scale).contains(temperature)
    }

    /// Takes out a job that other days suit better and sets the limits; nothing happens where no job is found.
    mutating func begin(_ work: SearchWorkspace, temperature: Double, _ random: inout SearchRandom) {
        let state = work.state
        let instance = state.instance
        work.beginRuin()
        let gain = leastGain * temperature
        guard let job = pickJob(work, gain, &random) else { return }
        base.capture(state)
        costBefore = state.cost
        left = length
        let visit = instance.jobs[job].firstNode
        let price = state.placementPrice(of: visit)
        let targets = work.findTargets(job: job, below: price - gain)
        let goal = work.scan.leastCost(job: job, route: Int(work.targets[random.below(targets)]))
        work.limitPrices(slack: slack * (price - goal))
        work.priceLimits[job] = goal
        state.beginStep()
        let own = Int(state.routeOf[visit])
        if own < 0 { return }
        work.openRoute(own)
        work.remove(at: Int(state.positionOf[visit]), route: own)
        work.closeRuin()
        for index in 0..<work.removedCount { state.addUnassigned(Int(work.removed[index])) }
    }

    /// Counts a step; `true` after the last one.
    mutating func countStep() -> Bool {
        left -= 1
        return left == 0
    }

    /// Ends a trial and lifts its limits. The solution from before comes back where some job is still missing, or
    /// annealing would not have taken the new one.
    mutating func end(_ work: SearchWorkspace, isPlaced: Bool, temperature: Double, random: inout SearchRandom) {
        abandon(work)
        let delta = work.state.cost - costBefore
        if !isPlaced || (delta > 0 && delta >= -temperature * log(random.unit() + 1e-300)) {
            base.restore(to: work.state)
        }
    }

    /// Ends a trial whose solution gives way to another.
    mutating func abandon(_ work: SearchWorkspace) {
        left = 0
        work.liftLimits()
    }

    /// The job that is placed at the highest price, of a random number of jobs that some route in use would take at a
    /// price lower by more than `gain`.
    private func pickJob(_ work: SearchWorkspace, _ gain: Double, _ random: inout SearchRandom) -> Int? {
        let state = work.state
        let instance = state.instance
        var picked: Int?
        var highest = -Double.infinity
        for _ in 0..<(1 + random.below(40)) {
            let job = random.below(instance.jobCount)
            if instance.nodes[instance.jobs[job].firstNode].isLocked { continue }
            let price = state.placementPrice(of: instance.jobs[job].firstNode)
            if price > highest, work.findTargets(job: job, below: price - gain) > 0 { (picked, highest) = (job, price) }
        }
        return picked
    }
}
