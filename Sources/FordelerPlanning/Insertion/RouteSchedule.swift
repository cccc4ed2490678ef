import FordelerRoutingProblem

/// A route with its times and its amount of every aim.
public struct RouteSchedule: Hashable, Sendable {
    /// Every step in order of time; empty for a vehicle that is not used.
    public var steps: [RoutingStep]
    /// Distance driven.
    public var distance: Int
    /// Amount of each aim of the problem that this route is answerable for.
    public var aims: [Int]

    /// A vehicle that is not used.
    static func unused(aims: Int) -> RouteSchedule {
        RouteSchedule(steps: [], distance: 0, aims: [Int](repeating: 0, count: aims))
    }
}

/// One halt of a route: what the scheduler needs of a visit or a depot.
struct RouteHalt {
    var kind: RoutingStep.Kind
    /// `nil` is the open end: nowhere.
    var location: Int?
    var service: Int
    var setup: Int
    var windows: [ClosedRange<Int>]
    /// The job whose last visit this is.
    var finishes: Int?
    /// A reload ends no earlier: the goods of its trip are there then.
    var release = Int.min

    var isVisit: Bool {
        switch kind {
        case .visit, .pickup, .delivery: true
        default: false
        }
    }

    /// Earliest start of service at or after `ready`; `nil` when no window is left.
    func earliestStart(_ ready: Int) -> Int? {
        if windows.isEmpty { return ready }
        for window in windows where ready <= window.upperBound { return max(ready, window.lowerBound) }
        return nil
    }

    /// Latest time to be ready so that service starts at or before `start`; `nil` when that is never.
    func latestReady(startingBy start: Int) -> Int? {
        if windows.isEmpty { return start }
        for window in windows.reversed() where window.lowerBound <= start { return min(start, window.upperBound) }
        return nil
    }
}
