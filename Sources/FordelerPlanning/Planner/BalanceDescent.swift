import FordelerModel
import FordelerRoutingProblem

/// Small moves on finished routes, each judged by the exact aims with the price of uneven work among them.
///
/// A visit goes to another van-day or is left out, the end of a route goes to another van of the date, two vans of a
/// date change their routes. The first move that makes the plan better is taken, until none does or the attempts are
/// used up; vans that work above their share come first. O(stops) schedules an attempt.
struct BalanceDescent {
    private let compiled: CompiledHorizon
    private var probe: InsertionProbe
    private var aims: [Int]
    private var attempts: Int
    private let stop: () -> Bool
    /// Jobs of meetings, which stay where they are.
    private let met: Set<Int>

    /// The routes as they are now.
    var solution: RoutingSolution { compiled.solution(probe.routes.map(\.sequence)) }

    /// Makes the moves.
    ///
    /// - Parameters:
    ///   - attempts: most insertions and schedules that are tried.
    ///   - stop: asked before each round of moves of one vehicle; `true` ends it.
    init(
        _ compiled: CompiledHorizon, _ solution: RoutingSolution, attempts: Int, unless stop: @escaping () -> Bool
    ) throws(RouteRule) {
        self.compiled = compiled
        self.attempts = attempts
        self.stop = stop
        met = Set(compiled.assists.flatMap { [$0, compiled.jobOfOrder[compiled.orderOfJob[$0]] ?? $0] })
        probe = try InsertionProbe(compiled.routing, solution: solution)
        aims = []
        aims = amounts(probe)
        while improve() {}
    }

    private var isOver: Bool { attempts <= 0 || stop() }

    /// One move that makes the plan better; `false` when there is none.
    private mutating func improve() -> Bool {
        let above = Dictionary(balance(probe).lines.map { ($0.van, $0.above) }) { first, _ in first }
        let vehicles = probe.routes.indices.filter { !probe.routes[$0].sequence.isEmpty }.sorted { a, b in
            let (first, second) = (above[compiled.van(a).id] ?? 0, above[compiled.van(b).id] ?? 0)
            return (second, a) < (first, b)
        }
        for vehicle in vehicles where !isOver {
            for other in probe.routes.indices where other != vehicle && isSameDate(vehicle, other) {
                if exchange(vehicle, other) || cut(vehicle, to: other) { return true }
            }
            for kind in probe.routes[vehicle].sequence {
                if let job = kind.finished, move(job, from: vehicle) { return true }
            }
        }
        if isOver { return false }
        let served = Set(probe.routes.flatMap(\.sequence).compactMap(\.job))
        for job in compiled.ownJobs where !served.contains(job) && !met.contains(job) {
            if insert(job, into: probe) { return true }
        }
        return false
    }

    private func isSameDate(_ a: Int, _ b: Int) -> Bool { compiled.shift(a).date == compiled.shift(b).date }

    /// Takes over routes that make the plan better.
    private mutating func take(_ trial: InsertionProbe) -> Bool {
        let found = amounts(trial)
        guard found.lexicographicallyPrecedes(aims) else { return false }
        (probe, aims) = (trial, found)
        return true
    }

    private mutating func move(_ job: Int, from vehicle: Int) -> Bool {
        if met.contains(job) { return false }
        var without = probe
        let rest = probe.routes[vehicle].sequence.filter { $0.job != job }.withoutEmptyTrips
        attempts -= 1
        guard without.replace(vehicle, with: rest) else { return false }
        if compiled.routing.jobs[job].unassignedCosts != nil, take(without) { return true }
        return insert(job, into: without)
    }

    private mutating func insert(_ job: Int, into routes: InsertionProbe) -> Bool {
        for vehicle in routes.routes.indices where !isOver {
            attempts -= 1
            guard let offer = routes.best(job, vehicle: vehicle) else { continue }
            var trial = routes
            trial.accept(offer)
            if take(trial) { return true }
        }
        return false
    }

    private mutating func exchange(_ a: Int, _ b: Int) -> Bool {
        attempts -= 1
        var trial = probe
        guard trial.replace(a, with: probe.routes[b].sequence), trial.replace(b, with: probe.routes[a].sequence) else {
            return false
        }
        return take(trial)
    }

    /// Lets another van of the date drive the end of a route.
    private mutating func cut(_ vehicle: Int, to other: Int) -> Bool {
        let route = probe.routes[vehicle].sequence
        for place in route.indices.dropFirst() where !isOver {
            attempts -= 1
            var trial = probe
            let end = probe.routes[other].sequence + Array(route[place...])
            guard trial.replace(vehicle, with: Array(route[..<place]).withoutEmptyTrips),
                trial.replace(other, with: end.withoutEmptyTrips)
            else { continue }
            if take(trial) { return true }
        }
        return false
    }

    private func balance(_ routes: InsertionProbe) -> WorkBalance {
        var worked: [String: Int] = [:]
        for (vehicle, route) in routes.routes.enumerated() where !route.sequence.isEmpty {
            let steps = route.schedule.steps
            worked[compiled.van(vehicle).id, default: 0] += (steps.last?.end ?? 0) - (steps.first?.arrival ?? 0)
        }
        return WorkBalance(worked: worked, of: compiled.problem)
    }

    /// The aims of routes, uneven work included.
    private func amounts(_ routes: InsertionProbe) -> [Int] {
        var aims = [Int](repeating: 0, count: compiled.routing.aims.count)
        var open = Set(compiled.routing.jobs.indices)
        for route in routes.routes {
            for (aim, amount) in route.schedule.aims.enumerated() { aims[aim] += amount }
            for kind in route.sequence { if let job = kind.job { open.remove(job) } }
        }
        for job in open {
            for cost in compiled.routing.jobs[job].unassignedCosts ?? [] { aims[cost.aim] += cost.amount }
        }
        aims[compiled.routing.costAim] += balance(routes).price * HorizonCompiler.moneyScale
        return aims
    }
}
