import FordelerRoutingProblem

/// Earliest times of a route for every number of breaks taken so far, and the choice of where to take them.
///
/// A break is a change of state between two halts, so the earliest end of service with k breaks taken is all that
/// the rest of the route needs to know of the past.
struct BreakSchedule {
    /// Breaks taken right after each halt.
    private(set) var breaksAfter: [Int]
    /// Earliest end at each halt on the chosen way.
    private var ends: [Int]
    /// Earliest end of the route.
    private var routeEnd = 0

    init(_ halts: [RouteHalt], vehicle: RoutingVehicle, scheduler: RouteScheduler) throws(RouteRule) {
        let states = vehicle.breaks.count + 1
        var reached = [[Int?]](repeating: [Int?](repeating: nil, count: states), count: halts.count)
        var took = [[Bool]](repeating: [Bool](repeating: false, count: states), count: halts.count)
        var now = [Int?](repeating: nil, count: states)
        now[0] = max(vehicle.earliestStart + vehicle.startDuration, halts[0].release)
        for (position, halt) in halts.enumerated() {
            if position > 0 {
                guard let leg = scheduler.travel(halts[position - 1], halt, profile: vehicle.profile) else {
                    throw .noWay
                }
                for state in 0..<states {
                    now[state] = now[state].flatMap { halt.earliestStart($0 + leg.travel + leg.setup) }
                        .map { max($0 + halt.service, halt.release) }
                }
                if now.allSatisfy({ $0 == nil }) { throw .window }
            }
            reached[position] = now
            if position == halts.count - 1 { break }
            for state in 1..<max(1, states) {
                guard let before = now[state - 1] else { continue }
                let rule = vehicle.breaks[state - 1]
                let start = max(before, rule.earliest)
                if start <= rule.latest, now[state].map({ start + rule.duration < $0 }) ?? true {
                    now[state] = start + rule.duration
                    took[position][state] = true
                }
            }
        }
        guard let (state, end) = BreakSchedule.finish(now, vehicle: vehicle) else {
            let earliest = now.compactMap { $0 }.min() ?? .max
            throw earliest > vehicle.latestEnd ? .shiftEnd : .pause
        }
        routeEnd = end
        breaksAfter = [Int](repeating: 0, count: halts.count)
        ends = [Int](repeating: 0, count: halts.count)
        var current = state
        for position in halts.indices.reversed() {
            while position < halts.count - 1, current > 0, took[position][current] {
                breaksAfter[position] += 1
                current -= 1
            }
            ends[position] = reached[position][current] ?? end
        }
    }

    /// The state with the earliest end among those in which no break that is missing was needed.
    private static func finish(_ now: [Int?], vehicle: RoutingVehicle) -> (state: Int, end: Int)? {
        var best: (state: Int, end: Int)?
        for (state, time) in now.enumerated() {
            guard let time else { continue }
            let limit = vehicle.breaks[state...].reduce(vehicle.latestEnd) { min($0, $1.notNeededBefore) }
            if time <= limit, best.map({ time < $0.end }) ?? true { best = (state, time) }
        }
        return best
    }

    /// The steps of the route with their times.
    func steps(
        _ halts: [RouteHalt], vehicle: RoutingVehicle, scheduler: RouteScheduler
    ) throws(RouteRule) -> [RoutingStep] {
        let departure = try departure(halts, vehicle: vehicle, scheduler: scheduler)
        let begin = departure - vehicle.startDuration
        var steps = [RoutingStep(kind: .start, arrival: begin, start: begin, end: departure)]
        var leave = departure
        var taken = 0
        for (position, halt) in halts.enumerated() {
            if position > 0 {
                guard let leg = scheduler.travel(halts[position - 1], halt, profile: vehicle.profile) else {
                    throw .noWay
                }
                let arrival = leave + leg.travel
                guard let start = halt.earliestStart(arrival + leg.setup) else { throw .window }
                leave = max(start + halt.service, halt.release)
                if halt.location != nil || halt.kind != .end {
                    steps.append(RoutingStep(kind: halt.kind, arrival: arrival, start: start, end: leave))
                }
            }
            for _ in 0..<breaksAfter[position] {
                let rule = vehicle.breaks[taken]
                let start = max(leave, rule.earliest)
                if start > rule.latest { throw .pause }
                steps.append(
                    RoutingStep(kind: .pause(taken), arrival: leave, start: start, end: start + rule.duration))
                leave = start + rule.duration
                taken += 1
            }
        }
        if leave > vehicle.latestEnd { throw .shiftEnd }
        if leave - begin > vehicle.maxDuration { throw .duration }
        return steps
    }

    /// When the vehicle leaves its depot.
    private func departure(
        _ halts: [RouteHalt], vehicle: RoutingVehicle, scheduler: RouteScheduler
    ) throws(RouteRule) -> Int {
        let earliest = ends[0]
        if vehicle.costPerDuration == 0, vehicle.maxDuration == .max {
            guard breaksAfter[0] == 0, halts.count > 1, halts[1].isVisit,
                let leg = scheduler.travel(halts[0], halts[1], profile: vehicle.profile)
            else { return earliest }
            return max(earliest, ends[1] - halts[1].service - leg.travel - leg.setup)
        }
        // Backwards from the route's end: the latest time at each halt that moves neither the end nor a lateness.
        var latest = routeEnd
        var taken = breaksAfter.reduce(0, +)
        for position in halts.indices.reversed().dropFirst() {
            guard let leg = scheduler.travel(halts[position], halts[position + 1], profile: vehicle.profile) else {
                throw .noWay
            }
            var leave = latest - leg.travel - leg.setup
            for _ in 0..<breaksAfter[position] {
                taken -= 1
                leave = min(leave - vehicle.breaks[taken].duration, vehicle.breaks[taken].latest)
            }
            if position == 0 { return max(earliest, leave) }
            let halt = halts[position]
            let start = ends[position] - halt.service
            var by = leave - halt.service
            if let job = halt.finishes, scheduler.problem.jobs[job].hasLateness { by = min(by, start) }
            latest = halt.latestReady(startingBy: by) ?? start
        }
        return earliest
    }
}

extension RoutingJob {
    /// Whether the end of its last visit has a price.
    var hasLateness: Bool { !latenessSteps.isEmpty || !latenessRates.isEmpty }
}
