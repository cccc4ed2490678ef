import FordelerRoutingProblem

/// Empties routes one by one where the number of vehicles comes before every other cost.
///
/// The fleet stage of Christiaens and Vanden Berghe (2020): the visits of one route are left out, then ruin and
/// recreate goes on without new vehicles until all are placed (``Absences``), and the next route is emptied: the one
/// whose jobs were left out least.
final class FleetReduction {
    let absences: Absences
    /// Whether the stage still runs.
    private(set) var isActive = true
    /// Share of the budget at the last route saved, and at the end of the stage.
    private var lastSuccess = 0.0
    private(set) var end = 0.0
    /// Steps keep their routes by annealing at this multiple of the cost scale when they leave out the same jobs.
    let temperature = 0.5
    /// Part of the budget that the stage may take, and what it gets without any success.
    private let longest = 0.45
    private let shortest = 0.12
    private var fraction = 0.0

    init(_ instance: RoutingInstance) { absences = Absences(instance) }

    /// Whether an instance asks for fewer vehicles first: one class, each vehicle counted in an aim before cost, and
    /// no job that may be left out.
    static func applies(to instance: RoutingInstance) -> Bool {
        let problem = instance.problem
        return instance.classCount == 1 && problem.jobs.allSatisfy { $0.unassignedCosts == nil }
            && problem.vehicles.allSatisfy { vehicle in
                vehicle.fixedCosts.contains { $0.aim < problem.costAim && $0.amount > 0 }
            }
    }

    /// Notes how much of the budget is used; `false` once, when the stage ends.
    func goesOn(at fraction: Double) -> Bool {
        self.fraction = fraction
        if fraction <= min(longest, shortest + 2 * lastSuccess) { return true }
        isActive = false
        end = fraction
        return false
    }

    /// A route was saved.
    func noteSuccess() { lastSuccess = fraction }

    /// Leaves out the visits of the route that is easiest to do without; `false` when no route may be emptied.
    func emptyRoute(_ work: SearchWorkspace) -> Bool {
        let state = work.state
        let instance = state.instance
        var chosen = -1
        var least = Int.max
        for route in 0..<instance.vehicleCount where state.meta[route].count > 2 {
            if instance.vehicles[route].lockedCount > 0 || instance.vehicles[route].isFrozen { continue }
            var sum = 0
            for position in 1..<Int(state.meta[route].count) - 1 {
                let record = instance.nodes[state.slots[route * state.stride + position].node]
                if record.job >= 0, record.isLastVisit { sum += absences[Int(record.job)] }
            }
            if sum < least { (least, chosen) = (sum, route) }
        }
        if chosen < 0 { return false }
        state.beginStep()
        work.beginRuin()
        work.openRoute(chosen)
        for position in 1..<Int(state.meta[chosen].count) - 1 { work.remove(at: position, route: chosen) }
        work.closeRuin()
        for index in 0..<work.removedCount { state.addUnassigned(Int(work.removed[index])) }
        return true
    }
}
