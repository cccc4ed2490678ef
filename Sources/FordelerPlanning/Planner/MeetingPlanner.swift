import FordelerModel
import FordelerRoutingProblem

/// Makes meetings at the door for orders that take two persons and that no van serves alone.
///
/// The pairs of ``MeetingOffers`` that add least are tried, with the other meetings at their instants and with every
/// meeting free to move in time: all meetings settle at the earliest instants that suit all routes, and the pair that is
/// best then, aim by aim, is taken where that is better than leaving the order out; the most urgent order first.
struct MeetingPlanner {
    /// The horizon with both halves of each meeting as jobs, bound to their vans and their instant.
    private(set) var compiled: CompiledHorizon
    private(set) var solution: RoutingSolution
    private var original: CompiledHorizon
    private var meetings: [Meeting] = []
    /// Pairs that are tried for each order.
    private static let tries = 8

    private struct Meeting {
        var job: Int
        var assist: Int
        var main: Int
        var helper: Int
    }

    /// Makes meetings for the orders that `solution` leaves out.
    ///
    /// - Parameter stop: asked before each order; `true` leaves the others out.
    init(
        _ compiled: CompiledHorizon, _ solution: RoutingSolution, unless stop: () -> Bool = { false }
    ) throws(RouteRule) {
        self.compiled = compiled
        self.solution = solution
        original = compiled
        let served = Set(solution.routes.flatMap(\.sequence).compactMap(\.job))
        for job in compiled.jobsByUrgency() where !served.contains(job) {
            if stop() { break }
            if let met = try meeting(job) { self = met }
        }
    }

    /// Whether any two vans meet.
    var hasMeetings: Bool { !meetings.isEmpty }

    private var sequences: [[RoutingStep.Kind]] {
        solution.sequences(vehicles: compiled.routing.vehicles.count)
    }

    /// The best routes with a meeting for a job; `nil` when they are no better than leaving the job out.
    private func meeting(_ job: Int) throws(RouteRule) -> MeetingPlanner? {
        var best: MeetingPlanner?
        for pair in try pairs(job) {
            var trial = self
            let meeting = Meeting(
                job: job, assist: compiled.routing.jobs.count, main: pair.main.vehicle, helper: pair.helper.vehicle)
            trial.bind(meeting)
            var routes = sequences
            for (offer, index) in [(pair.main, job), (pair.helper, meeting.assist)] {
                routes[offer.vehicle] = offer.sequence.map { $0.job == offer.job ? .visit(job: index) : $0 }
            }
            if trial.settle(routes), trial.isBetter(than: best ?? self) { best = trial }
        }
        return best
    }

    /// Where two vans could meet: beside the other meetings at their instants, and beside meetings that may move.
    private func pairs(_ job: Int) throws(RouteRule) -> [MeetingOffers.Pair] {
        let beside = try MeetingOffers(job, of: compiled, sequences: sequences)?.best(Self.tries) ?? []
        if meetings.isEmpty { return beside }
        return try beside + (MeetingOffers(job, of: opened(from: []), sequences: sequences)?.best(Self.tries) ?? [])
    }

    private func isBetter(than other: MeetingPlanner) -> Bool {
        solution.isFeasible && solution.aims.lexicographicallyPrecedes(other.solution.aims)
    }

    /// Makes the two halves jobs of the problem, bound to their vans.
    private mutating func bind(_ meeting: Meeting) {
        var pair = compiled.halves(meeting.job, at: 0)
        pair[0].allowedVehicles = [meeting.main]
        pair[1].allowedVehicles = [meeting.helper]
        compiled.routing.jobs[meeting.job] = pair[0]
        compiled.addAssist(pair[1], of: meeting.job)
        meetings.append(meeting)
    }

    /// The horizon with both halves of each meeting free to start from an instant on, in the windows of the order; a
    /// meeting without an instant may start at any time.
    private func opened(from instants: [Int]) -> CompiledHorizon {
        var free = compiled
        for (index, meeting) in meetings.enumerated() {
            guard case .visit(let visit, _, _) = original.routing.jobs[meeting.job].work else { continue }
            let instant = index < instants.count ? instants[index] : 0
            let windows = (visit.windows.isEmpty ? [0...Int(Int32.max / 4)] : visit.windows)
                .filter { $0.upperBound >= instant }.map { max(instant, $0.lowerBound)...$0.upperBound }
            for half in [meeting.job, meeting.assist] { free.routing.jobs[half].start(in: windows) }
        }
        return free
    }

    /// Moves all meetings to the earliest instants at which both vans can be there, in routes with these sequences;
    /// says whether there are any.
    private mutating func settle(_ routes: [[RoutingStep.Kind]]) -> Bool {
        let concerned = Set(meetings.flatMap { [$0.main, $0.helper] }).sorted()
        var instants = [Int](repeating: 0, count: meetings.count)
        while !meetings.isEmpty {
            let scheduler = RouteScheduler(opened(from: instants).routing)
            var starts: [Int: Int] = [:]
            for vehicle in concerned {
                guard let schedule = try? scheduler.schedule(routes[vehicle], vehicle: vehicle) else { return false }
                for step in schedule.steps { if let job = step.kind.job { starts[job] = step.start } }
            }
            let pairs = meetings.map { (starts[$0.job] ?? .max, starts[$0.assist] ?? .max) }
            // Instants only grow, and a window ends sooner or later.
            instants = pairs.map { max($0.0, $0.1) }
            if instants.contains(.max) { return false }
            if pairs.allSatisfy({ $0.0 == $0.1 }) { break }
        }
        for (meeting, instant) in zip(meetings, instants) {
            for half in [meeting.job, meeting.assist] {
                compiled.routing.jobs[half].start(in: [instant...instant])
            }
        }
        solution = compiled.solution(routes)
        return solution.isFeasible
    }

    /// The same with some orders out of these routes, and the meetings they had undone; `nil` when a route cannot stand
    /// without them.
    private func without(_ jobs: Set<Int>, _ routes: [[RoutingStep.Kind]]) -> MeetingPlanner? {
        var result = self
        result.compiled = original
        result.meetings = []
        var moved: [Int: Int] = [:]
        for var meeting in meetings where !jobs.contains(meeting.job) {
            let assist = result.compiled.routing.jobs.count
            moved[meeting.assist] = assist
            meeting.assist = assist
            result.bind(meeting)
        }
        let own = original.routing.jobs.count
        let kept = routes.map { route in
            route.compactMap { kind -> RoutingStep.Kind? in
                guard let job = kind.job else { return kind }
                if jobs.contains(job) { return nil }
                return job < own ? kind : moved[job].map { .visit(job: $0) }
            }.withoutEmptyTrips
        }
        return result.settle(kept) ? result : nil
    }

    /// Takes over what a search from these routes found; a meeting that it tore apart is undone, and the order may be
    /// served by a crew of two again. Nothing changes when a route cannot stand without it.
    mutating func adopt(_ found: RoutingSolution) {
        let served = Set(found.routes.flatMap(\.sequence).compactMap(\.job))
        let torn = meetings.filter { !served.contains($0.job) || !served.contains($0.assist) }.map(\.job)
        let routes = found.sequences(vehicles: compiled.routing.vehicles.count)
        if let mended = without(Set(torn), routes) { self = mended }
    }

    /// Takes each order for two persons out and puts it back where it adds least, by a crew of two or by two vans that
    /// meet, the most urgent first; says whether that made the routes better.
    ///
    /// - Parameter stop: asked before each order; `true` ends the round.
    mutating func remake(unless stop: () -> Bool) throws(RouteRule) -> Bool {
        var isChanged = false
        for job in original.jobsByUrgency() where original.needs[original.orderOfJob[job]].persons > 1 {
            if stop() { break }
            guard case .visit = original.routing.jobs[job].work, let without = without([job], sequences) else {
                continue
            }
            var best = try without.meeting(job) ?? without
            let probe = try InsertionProbe(without.opened(from: []).routing, sequences: without.sequences)
            if let offer = probe.best(job) {
                var alone = without
                var routes = alone.sequences
                routes[offer.vehicle] = offer.sequence
                if alone.settle(routes), alone.isBetter(than: best) { best = alone }
            }
            guard best.isBetter(than: self) else { continue }
            self = best
            isChanged = true
        }
        return isChanged
    }
}

extension RoutingJob {
    /// Lets the job's visit start in other windows; a shipment stays as it is.
    fileprivate mutating func start(in windows: [ClosedRange<Int>]) {
        guard case .visit(var visit, let delivery, let pickup) = work else { return }
        visit.windows = windows
        work = .visit(visit, delivery: delivery, pickup: pickup)
    }
}

extension CompiledHorizon {
    /// Scheduled routes of sequences, one a vehicle; empty ones are vehicles not used.
    func solution(_ sequences: [[RoutingStep.Kind]]) -> RoutingSolution {
        let scheduler = RouteScheduler(routing)
        var isWhole = true
        let routes = sequences.enumerated().compactMap { vehicle, sequence -> RoutingRoute? in
            if sequence.isEmpty { return nil }
            guard let schedule = try? scheduler.schedule(sequence, vehicle: vehicle) else {
                isWhole = false
                return nil
            }
            return RoutingRoute(vehicle: vehicle, steps: schedule.steps)
        }
        var solution = PlanBuilder.solution(routes, of: routing)
        solution.isFeasible = solution.isFeasible && isWhole
        return solution
    }
}
