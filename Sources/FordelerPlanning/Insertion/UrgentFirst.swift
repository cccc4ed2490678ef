import FordelerModel
import FordelerRoutingProblem

/// A first plan: orders by class, then due instant, each at its best place where serving it beats leaving it out.
///
/// Orders that come out late or not at all move to the front of their class, and the plan is made anew: squeaky wheel
/// optimization (Joslin and Clements 1999, doi:10.1613/jair.561). The best plan of all rounds is kept, so that a
/// search that starts from it can spend its time on the rest. O(rounds × orders × van-days) attempts.
struct UrgentFirst {
    /// The best plan found.
    private(set) var solution: RoutingSolution
    private let compiled: CompiledHorizon

    /// Makes at most `rounds` plans; at least one.
    init(_ compiled: CompiledHorizon, rounds: Int = 8) throws(RouteRule) {
        self.compiled = compiled
        var complaints = [Int](repeating: 0, count: compiled.routing.jobs.count)
        solution = try UrgentFirst.round(compiled, complaints: complaints)
        var latest = solution
        for _ in 1..<max(1, rounds) {
            let late = UrgentFirst.late(latest, compiled: compiled)
            if late.isEmpty { break }
            for job in late { complaints[job] += 1 }
            latest = try UrgentFirst.round(compiled, complaints: complaints)
            if latest.aims.lexicographicallyPrecedes(solution.aims) { solution = latest }
        }
    }

    private static func round(
        _ compiled: CompiledHorizon, complaints: [Int]
    ) throws(RouteRule) -> RoutingSolution {
        var probe = try InsertionProbe(compiled.routing, sequences: [])
        for job in compiled.jobsByUrgency(complaints: complaints) {
            guard let offer = probe.best(job) else { continue }
            if offer.added.lexicographicallyPrecedes(probe.scheduler.unassignedAims(job)) { probe.accept(offer) }
        }
        let routes = probe.routes.enumerated().filter { !$0.element.sequence.isEmpty }.map {
            RoutingRoute(vehicle: $0.offset, steps: $0.element.schedule.steps)
        }
        return PlanBuilder.solution(routes, of: compiled.routing)
    }

    /// Jobs that the plan makes late: served after their due instant, or left out at the price of a breach.
    private static func late(_ solution: RoutingSolution, compiled: CompiledHorizon) -> [Int] {
        var ends = [Int](repeating: compiled.unservedEnd, count: compiled.routing.jobs.count)
        for step in solution.routes.flatMap(\.steps) {
            if let job = step.kind.job { ends[job] = step.end }
        }
        return ends.indices.filter { compiled.deadline(job: $0).isBreach(endingAt: ends[$0]) }
    }
}

extension CompiledHorizon {
    /// Jobs by class, then complaints (most first), then due instant (those without one last), then identity.
    func jobsByUrgency(complaints: [Int] = []) -> [Int] {
        func key(_ job: Int) -> (Int, Int, Int, Int) {
            let deadline = deadline(job: job)
            return (
                deadline.priority.rawValue, -(complaints.indices.contains(job) ? complaints[job] : 0),
                deadline.due ?? .max, job
            )
        }
        return ownJobs.map(key).sorted(by: <).map(\.3)
    }
}
