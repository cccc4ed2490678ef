import FordelerRoutingProblem

/// Schedules a sequence of visits and reloads forward and judges every rule and price: exact, and plain.
///
/// The engine answers the same question in constant time inside its search; this is the slow and readable form that
/// quotes, explanations and baselines stand on. O(length × dimensions) a route.
public struct RouteScheduler: Sendable {
    /// The problem.
    public let problem: RoutingProblem

    /// Makes a scheduler for a problem that ``RoutingProblem/validate()`` finds nothing wrong with.
    public init(_ problem: RoutingProblem) { self.problem = problem }

    /// The schedule of `sequence` (visits, shipments' ends and reloads) by a vehicle.
    ///
    /// Every visit starts as early as it can. A vehicle paid by the hour leaves as late as that allows without a
    /// later end or more lateness; others leave as late as the first visit allows. Indices must exist.
    /// - Throws: the first rule that is broken.
    public func schedule(_ sequence: [RoutingStep.Kind], vehicle: Int) throws(RouteRule) -> RouteSchedule {
        if sequence.isEmpty { return .unused(aims: problem.aims.count) }
        let halts = try halts(sequence, vehicle: vehicle)
        let distance = try distance(halts, vehicle: vehicle)
        let times = try BreakSchedule(halts, vehicle: problem.vehicles[vehicle], scheduler: self)
        let steps = try times.steps(halts, vehicle: problem.vehicles[vehicle], scheduler: self)
        return RouteSchedule(
            steps: steps, distance: distance, aims: aims(halts, steps: steps, distance: distance, vehicle: vehicle))
    }

    /// Travel and setup from one halt to the next; `nil` when there is no way.
    func travel(_ from: RouteHalt, _ to: RouteHalt, profile: Int) -> (travel: Int, setup: Int)? {
        guard let start = from.location, let end = to.location else { return (0, 0) }
        let table = problem.profiles[profile]
        let duration = table.durations[start * table.count + end]
        if duration >= TravelMatrix.unreachable { return nil }
        return (Int(duration), from.isVisit && start == end ? 0 : to.setup)
    }

    private func distance(_ halts: [RouteHalt], vehicle: Int) throws(RouteRule) -> Int {
        let given = problem.vehicles[vehicle]
        let table = problem.profiles[given.profile]
        var sum = 0
        for (from, to) in zip(halts, halts.dropFirst()) {
            guard let start = from.location, let end = to.location else { continue }
            let leg = table.distances[start * table.count + end]
            if leg >= TravelMatrix.unreachable { throw .noWay }
            sum += Int(leg)
        }
        if sum > given.maxDistance { throw .distance }
        return sum
    }

    /// Amounts of a scheduled route.
    private func aims(_ halts: [RouteHalt], steps: [RoutingStep], distance: Int, vehicle: Int) -> [Int] {
        let given = problem.vehicles[vehicle]
        var aims = [Int](repeating: 0, count: problem.aims.count)
        for fixed in given.fixedCosts { aims[fixed.aim] += fixed.amount }
        for step in steps {
            switch step.kind {
            case .visit(let job), .delivery(let job): add(job, end: step.end, day: given.day, to: &aims)
            default: break
            }
        }
        let begin = steps.first?.arrival ?? 0
        let end = steps.last?.end ?? 0
        aims[problem.costAim] +=
            distance * given.costPerDistance + max(0, end - given.regularEnd) * given.costPerOvertime
            + (end - begin) * given.costPerDuration
        return aims
    }

    private func add(_ index: Int, end: Int, day: Int, to aims: inout [Int]) {
        let job = problem.jobs[index]
        if job.dayCosts.indices.contains(day) { aims[problem.costAim] += job.dayCosts[day] }
        for step in job.latenessSteps where end > step.after { aims[step.cost.aim] += step.cost.amount }
        for rate in job.latenessRates where end > rate.after {
            aims[rate.cost.aim] += rate.cost.amount * (end - rate.after)
        }
    }

    /// Amounts of leaving a job out.
    public func unassignedAims(_ job: Int) -> [Int] {
        var aims = [Int](repeating: 0, count: problem.aims.count)
        for cost in problem.jobs[job].unassignedCosts ?? [] { aims[cost.aim] += cost.amount }
        return aims
    }
}
