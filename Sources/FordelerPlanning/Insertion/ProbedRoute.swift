import FordelerRoutingProblem

/// A route with bounds on its times, so that most gaps are refused without scheduling the route anew.
public struct ProbedRoute: Sendable {
    /// Visits and reloads.
    public let sequence: [RoutingStep.Kind]
    /// Its schedule.
    public let schedule: RouteSchedule
    /// Trips, 1 or more.
    public let trips: Int
    /// Locations of the start, of each step and of the end.
    private let locations: [Int?]
    /// No departure after a halt is earlier, and nobody may be ready for service there later. Breaks and goods that
    /// come later are left out: the bounds may be too generous, never too strict.
    private let earliestLeave: [Int]
    private let latestArrival: [Int]
    private let profile: TravelMatrix

    init(_ sequence: [RoutingStep.Kind], schedule: RouteSchedule, vehicle index: Int, scheduler: RouteScheduler) {
        let vehicle = scheduler.problem.vehicles[index]
        self.sequence = sequence
        self.schedule = schedule
        trips = 1 + sequence.count { $0.job == nil }
        profile = scheduler.problem.profiles[vehicle.profile]
        // An unused vehicle has two halts as well: its depots.
        let halts =
            (try? scheduler.halts(sequence, vehicle: index))
            ?? [RouteHalt(kind: .start, location: nil, service: 0, setup: 0, windows: [])]
        locations = halts.map(\.location)
        var leave = vehicle.earliestStart + vehicle.startDuration
        var leaves = [leave]
        for (from, to) in zip(halts, halts.dropFirst()) {
            let leg = scheduler.travel(from, to, profile: vehicle.profile) ?? (0, 0)
            let ready = leave + leg.travel + leg.setup
            leave = (to.earliestStart(ready) ?? ready) + to.service
            leaves.append(leave)
        }
        earliestLeave = leaves
        var latest = vehicle.latestEnd
        var arrivals = [latest]
        for (from, to) in zip(halts.dropLast().reversed(), halts.reversed()) {
            let leg = scheduler.travel(from, to, profile: vehicle.profile) ?? (0, 0)
            let by = latest - leg.travel - leg.setup - from.service
            latest = from.latestReady(startingBy: by) ?? by
            arrivals.append(latest)
        }
        latestArrival = arrivals.reversed()
    }

    /// Positions of `sequence`, from `first` on, at which a visit is not ruled out by its times alone.
    func gaps(for visit: RoutingVisit, vehicle: RoutingVehicle, from first: Int) -> [Int] {
        guard locations.count >= 2 else { return [] }
        var gaps: [Int] = []
        for gap in min(first, sequence.count)...sequence.count {
            let there = duration(locations[gap], visit.location)
            let on = duration(visit.location, locations[gap + 1])
            if there >= Int(TravelMatrix.unreachable) || on >= Int(TravelMatrix.unreachable) { continue }
            let ready = earliestLeave[gap] + there
            let start =
                visit.windows.isEmpty
                ? ready : visit.windows.first { ready <= $0.upperBound }.map { max(ready, $0.lowerBound) }
            guard let start else { continue }
            if start + visit.service + on <= latestArrival[gap + 1] { gaps.append(gap) }
        }
        return gaps
    }

    /// Distance that a detour through `places` between the halts around a gap adds.
    func detour(at gap: Int, through places: [Int]) -> Int {
        var sum = 0
        var from = locations[gap]
        for place in places {
            sum += distance(from, place)
            from = place
        }
        return sum + distance(from, locations[gap + 1]) - distance(locations[gap], locations[gap + 1])
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
