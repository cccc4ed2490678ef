import FordelerRoutingProblem

/// A route with bounds on its times, so that most gaps are refused without scheduling the route anew.
///
/// Both bounds are kept for each number of breaks taken so far. Goods that come later are left out, so that a bound
/// may be too generous, never too strict.
public struct ProbedRoute: Sendable {
    /// Visits and reloads.
    public let sequence: [RoutingStep.Kind]
    /// Its schedule.
    public let schedule: RouteSchedule
    /// Trips, 1 or more.
    public let trips: Int
    /// Locations of the start, of each step and of the end.
    private let locations: [Int?]
    private let setups: [Int]
    /// Earliest departure after each halt, by breaks taken; breaks may be taken there.
    private let earliestLeave: [[Int]]
    /// Latest time to be ready for service at each halt, by breaks taken before.
    private let latestReady: [[Int]]
    private let profile: TravelMatrix
    private let breaks: [RoutingBreak]

    /// Stands for a time that no route reaches, and one that no route makes.
    private static let never = Int.max / 4

    init(_ sequence: [RoutingStep.Kind], schedule: RouteSchedule, vehicle index: Int, scheduler: RouteScheduler) {
        let vehicle = scheduler.problem.vehicles[index]
        self.sequence = sequence
        self.schedule = schedule
        trips = 1 + sequence.count { $0.job == nil }
        profile = scheduler.problem.profiles[vehicle.profile]
        let breaks = vehicle.breaks
        self.breaks = breaks
        let halts =
            (try? scheduler.halts(sequence, vehicle: index))
            ?? [RouteHalt(kind: .start, location: nil, service: 0, setup: 0, windows: [])]
        locations = halts.map(\.location)
        setups = halts.map(\.setup)
        let legs = zip(halts, halts.dropFirst()).map { from, to -> Int in
            let leg = scheduler.travel(from, to, profile: vehicle.profile) ?? (0, 0)
            return leg.travel + leg.setup
        }
        var leave = [Int](repeating: Self.never, count: breaks.count + 1)
        leave[0] = vehicle.earliestStart + vehicle.startDuration
        Self.takeBreaks(&leave, breaks)
        var leaves = [leave]
        for (leg, halt) in zip(legs, halts.dropFirst()) {
            leave = leave.map { time in
                time >= Self.never ? time : halt.earliestStart(time + leg).map { $0 + halt.service } ?? Self.never
            }
            Self.takeBreaks(&leave, breaks)
            leaves.append(leave)
        }
        earliestLeave = leaves
        // A break that is not taken by the end must not have been needed.
        var latest = (0...breaks.count).map { taken in
            breaks[taken...].reduce(vehicle.latestEnd) { min($0, $1.notNeededBefore) }
        }
        var readies = [latest]
        for (leg, halt) in zip(legs, halts).reversed() {
            latest = latest.map { $0 - leg }
            for taken in breaks.indices.reversed() {
                let rule = breaks[taken]
                if rule.earliest + rule.duration <= latest[taken + 1] {
                    latest[taken] = max(latest[taken], min(latest[taken + 1] - rule.duration, rule.latest))
                }
            }
            latest = latest.map { halt.latestReady(startingBy: $0 - halt.service) ?? -Self.never }
            readies.append(latest)
        }
        latestReady = readies.reversed()
    }

    /// Takes the next break where that gets a state further.
    private static func takeBreaks(_ leave: inout [Int], _ breaks: [RoutingBreak]) {
        for (taken, rule) in breaks.enumerated() {
            let start = max(leave[taken], rule.earliest)
            if start <= rule.latest { leave[taken + 1] = min(leave[taken + 1], start + rule.duration) }
        }
    }

    /// Positions of `sequence`, from `first` on, at which a visit is not ruled out by its times alone, and the instant
    /// before which it does not end there.
    func gaps(for visit: RoutingVisit, from first: Int) -> [(gap: Int, end: Int)] {
        guard locations.count >= 2 else { return [] }
        var gaps: [(gap: Int, end: Int)] = []
        var times = [Int](repeating: 0, count: breaks.count + 1)
        for gap in min(first, sequence.count)...sequence.count {
            let there = duration(locations[gap], visit.location)
            let on = duration(visit.location, locations[gap + 1])
            if there >= Int(TravelMatrix.unreachable) || on >= Int(TravelMatrix.unreachable) { continue }
            let setup = locations[gap] == visit.location ? 0 : visit.setup
            for taken in times.indices {
                times[taken] = end(visit, ready: earliestLeave[gap][taken] + there + setup)
            }
            let end = times.min() ?? Self.never
            if end >= Self.never { continue }
            Self.takeBreaks(&times, breaks)
            let next = on + (locations[gap + 1] == visit.location ? 0 : setups[gap + 1])
            if times.indices.contains(where: { times[$0] + next <= latestReady[gap + 1][$0] }) {
                gaps.append((gap, end))
            }
        }
        return gaps
    }

    private func end(_ visit: RoutingVisit, ready: Int) -> Int {
        if visit.windows.isEmpty { return ready + visit.service }
        for window in visit.windows where ready <= window.upperBound {
            return max(ready, window.lowerBound) + visit.service
        }
        return Self.never
    }

    /// Distance that a detour through one place between the halts around a gap adds.
    func detour(at gap: Int, through place: Int) -> Int { detour(at: gap, through: place, place) }

    /// Distance that a detour through two places adds.
    func detour(at gap: Int, through first: Int, _ second: Int) -> Int {
        let (from, to) = (locations[gap], locations[gap + 1])
        let between = first == second ? 0 : distance(first, second)
        return distance(from, first) + between + distance(second, to) - distance(from, to)
    }

    private func distance(_ from: Int?, _ to: Int?) -> Int {
        guard let from, let to else { return 0 }
        return Int(profile.distances[from * profile.count + to])
    }

    private func duration(_ from: Int?, _ to: Int?) -> Int {
        guard let from, let to else { return 0 }
        return Int(profile.durations[from * profile.count + to])
    }
}
