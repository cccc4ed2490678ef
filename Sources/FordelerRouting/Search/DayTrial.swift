import Foundation

/// Tries a job on a day that suits it better, and gives the search time to make that pay.
///
/// Where vehicle-days are full, a late order goes to an earlier day only if several others change days with it: one
/// ruin rarely finds them all, and the steps between cost more than annealing lets pass. A trial puts the job on such
/// a day, whatever must leave for it, holds it in its route for some steps while the others find their places, and takes
/// everything back unless the whole costs less or the temperature allows it. Not where moves of segments, which hold
/// nothing, are made.
struct DayTrial {
    /// Steps of a trial.
    var length = 3000
    /// Chance of a step to begin one.
    var chance = 0.05
    /// Temperatures between which trials are made, as multiples of the cost scale: lateness is settled there. Cooler steps
    /// belong to cost.
    var warmest = 10_000.0
    var coolest = 30.0
    private var left = 0
    private var costBefore = 0.0
    private var base: RouteSet

    init(_ instance: RoutingInstance) { base = .none(instance) }

    /// Whether a trial is on.
    var isOn: Bool { left > 0 }

    /// Whether a trial may begin at a temperature.
    func mayBegin(at temperature: Double, scale: Double) -> Bool {
        (coolest * scale...warmest * scale).contains(temperature)
    }

    /// Puts a job that other days suit better on one of them and holds it there.
    mutating func begin(_ work: SearchWorkspace, _ recreate: Recreate, random: inout SearchRandom) {
        let state = work.state
        work.beginRuin()
        guard let job = pickJob(work, &random) else { return }
        base.capture(state)
        costBefore = state.cost
        left = length
        let visit = state.instance.jobs[job].firstNode
        let price = state.placementPrice(of: visit)
        let count = work.findTargets(job: job, below: price)
        let target = Int(work.targets[random.below(count)])
        state.beginStep()
        let own = Int(state.routeOf[visit])
        if own >= 0 {
            work.openRoute(own)
            work.remove(at: Int(state.positionOf[visit]), route: own)
            work.closeRuin()
        } else {
            state.removeUnassigned(job)
            work.removed[0] = Int32(job)
            work.removedCount = 1
        }
        work.openRoute(target)
        var cost = work.scan.bestCost(job: job, route: target)
        while cost == .infinity {
            let before = work.removedCount
            work.remove(at: 1 + random.below(Int(state.meta[target].count) - 2), route: target)
            if work.removedCount == before { break }
            work.closeRuin()
            if state.meta[target].count == 2 { break }
            cost = work.scan.bestCost(job: job, route: target)
        }
        if cost < .infinity {
            work.scan.apply(work.scan.recall(job: job, route: target), job: job, route: target)
            work.heldJob = job
            work.heldBelow = price
        } else {
            recreate.insert(job, work, &random)
        }
        for index in 1..<max(1, work.removedCount) { recreate.insert(Int(work.removed[index]), work, &random) }
    }

    /// Counts a step of the trial; after the last one the job is free again, and the solution from before comes back
    /// where annealing would not have taken the new one.
    mutating func countStep(_ work: SearchWorkspace, temperature: Double, random: inout SearchRandom) {
        left -= 1
        if left > 0 { return }
        work.heldJob = -1
        let delta = work.state.cost - costBefore
        if delta > 0, delta >= -temperature * log(random.unit() + 1e-300) { base.restore(to: work.state) }
    }

    /// Ends a trial whose solution gave way to another.
    mutating func abandon(_ work: SearchWorkspace) {
        left = 0
        work.heldJob = -1
    }

    /// The job that is placed at the highest price, of a random number of jobs that some route in use would take at a
    /// lower one.
    private func pickJob(_ work: SearchWorkspace, _ random: inout SearchRandom) -> Int? {
        let state = work.state
        let instance = state.instance
        var picked: Int?
        var highest = -Double.infinity
        for _ in 0..<(1 + random.below(40)) {
            let job = random.below(instance.jobCount)
            if instance.nodes[instance.jobs[job].firstNode].isLocked { continue }
            let price = state.placementPrice(of: instance.jobs[job].firstNode)
            if price > highest, work.findTargets(job: job, below: price) > 0 { (picked, highest) = (job, price) }
        }
        return picked
    }
}
