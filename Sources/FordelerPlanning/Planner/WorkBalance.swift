import FordelerModel

/// How evenly the horizon's work lies on the vans, and what the rest costs.
///
/// A van's share of all work is its share of all shift seconds in the horizon. Work is the time from the first
/// loading to the end of a route. Only work above the share has a price.
public struct WorkBalance: Hashable, Sendable {
    /// One van's work.
    public struct Line: Hashable, Sendable {
        /// The van.
        public var van: String
        /// Seconds worked, and seconds of its shifts in the horizon.
        public var worked: Int, shift: Int
        /// Seconds above the share, rounded down; 0 or more.
        public var above: Int
        /// Øre for them.
        public var price: Int
    }
    /// Vans with a shift in the horizon, by identity.
    public let lines: [Line]
    /// Øre in all.
    public var price: Int { lines.reduce(0) { $0 + $1.price } }

    /// Measures the routes of a plan.
    public init(_ routes: [PlanRoute], of problem: PlanningProblem) {
        var worked: [String: Int] = [:]
        for route in routes {
            worked[route.van, default: 0] += (route.stops.last?.end ?? 0) - (route.stops.first?.arrival ?? 0)
        }
        self.init(worked: worked, of: problem)
    }

    /// Measures seconds worked, by van.
    init(worked given: [String: Int], of problem: PlanningProblem) {
        let days = Set(problem.horizon)
        var shifts: [String: Int] = [:]
        for shift in problem.shifts where days.contains(shift.date) {
            shifts[shift.van, default: 0] += shift.endSecond - shift.startSecond
        }
        let worked = given.filter { shifts[$0.key] != nil }
        let (allShift, allWork) = (shifts.values.reduce(0, +), worked.values.reduce(0, +))
        let rate = problem.rates.soft.imbalancePerHour
        lines = shifts.keys.sorted().map { van in
            let own = shifts[van] ?? 0
            let done = worked[van] ?? 0
            // Times all shift seconds, so that the share is exact.
            let above = max(0, done * allShift - allWork * own)
            let divisor = max(1, 3600 * allShift)
            let price = (above.multipliedReportingOverflow(by: 2 * rate).partialValue + divisor) / (2 * divisor)
            return Line(van: van, worked: done, shift: own, above: above / max(1, allShift), price: price)
        }
    }
}
