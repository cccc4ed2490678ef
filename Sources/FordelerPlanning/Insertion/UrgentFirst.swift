import FordelerRoutingProblem

/// A first plan: orders by class, then due instant, each at its best place where serving it beats leaving it out.
///
/// It seldom makes an urgent order late, so that a search that starts from it can spend its time on the rest.
/// O(orders × van-days) attempts.
struct UrgentFirst {
    /// The routes.
    let solution: RoutingSolution

    init(_ compiled: CompiledHorizon) throws(RouteRule) {
        var probe = try InsertionProbe(compiled.routing, sequences: [])
        for job in compiled.jobsByUrgency {
            guard let offer = probe.best(job) else { continue }
            if offer.added.lexicographicallyPrecedes(probe.scheduler.unassignedAims(job)) { probe.accept(offer) }
        }
        let routes = probe.routes.enumerated().filter { !$0.element.sequence.isEmpty }.map {
            RoutingRoute(vehicle: $0.offset, steps: $0.element.schedule.steps)
        }
        solution = PlanBuilder.solution(routes, of: compiled.routing)
    }
}

extension CompiledHorizon {
    /// Jobs by class, then due instant (those without one last), then the order's identity.
    var jobsByUrgency: [Int] {
        routing.jobs.indices.sorted {
            let (a, b) = (deadline(job: $0), deadline(job: $1))
            return (a.priority, a.due ?? .max, $0) < (b.priority, b.due ?? .max, $1)
        }
    }
}
