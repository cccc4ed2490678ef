import FordelerModel
import FordelerStatistics

/// How likely a van-day ends after its shift and overtime when service times spread.
///
/// Each visit's service time is gamma distributed with the planned seconds as mean and `CostRates.serviceSpread` times
/// them as standard deviation, independent of the others; travel, fixed minutes, loading and breaks take their planned
/// time, and the stops keep their order. The clock's distribution is carried from stop to stop on a grid of half
/// minutes: sums are convolutions, and a stop at which the plan waits starts no earlier than planned.
/// O(stops × grid × spread of one visit).
public struct RouteOverrun: Sendable {
    /// Probability of an end after the shift with its overtime, 0...1.
    public let probability: Double
    /// Mean end, in seconds from midnight of the route's date.
    public let meanEnd: Double

    /// Seconds of a cell of the grid.
    private static let cell = 30

    /// Judges a route; `nil` when service times are certain or the shift is not known.
    public init?(_ route: PlanRoute, of problem: PlanningProblem) {
        let spread = problem.rates.serviceSpread
        guard spread > 0, let shift = problem.shifts.first(where: { $0.van == route.van && $0.date == route.date })
        else { return nil }
        let midnight = (route.date.dayNumber - problem.date.dayNumber) * 86_400
        var clock = Clock(instant: route.stops.first?.end ?? midnight)
        for (stop, before) in zip(route.stops.dropFirst(), route.stops) {
            clock.pass(stop.arrival - before.end + stop.setupSeconds)
            if stop.start > stop.arrival + stop.setupSeconds { clock.wait(until: stop.start) }
            let length = stop.end - stop.start
            if stop.kind == .visit || stop.kind == .assist, length > 0 {
                clock.add(RouteOverrun.cells(mean: Double(length), spread: spread))
            } else {
                clock.pass(length)
            }
        }
        probability = clock.share(after: midnight + shift.endSecond + shift.overtimeSeconds)
        meanEnd = clock.mean - Double(midnight)
    }

    /// Probabilities of a service time by cell, the cells' middles being whole multiples of the cell.
    private static func cells(mean: Double, spread: Double) -> [Double] {
        let shape = 1 / (spread * spread)
        let gamma = Gamma(shape: shape, scale: mean / shape)
        var cells: [Double] = []
        var before = 0.0
        while before < 0.999_999, cells.count < 2000 {
            let upTo = gamma.cumulative((Double(cells.count) + 0.5) * Double(cell))
            cells.append(upTo - before)
            before = upTo
        }
        if let last = cells.indices.last { cells[last] += 1 - before }
        return cells
    }

    /// The distribution of an instant: probabilities of cells from a first instant on.
    private struct Clock {
        private var origin: Int
        private var mass = [1.0]

        init(instant: Int) { origin = instant }

        mutating func pass(_ seconds: Int) { origin += seconds }

        /// Whoever comes earlier waits.
        mutating func wait(until instant: Int) {
            let first = max(0, (instant - origin + RouteOverrun.cell - 1) / RouteOverrun.cell)
            if first == 0 { return }
            let early = mass.prefix(first).reduce(0, +)
            mass = first < mass.count ? Array(mass.dropFirst(first)) : [0]
            mass[0] += early
            origin = max(instant, origin)
        }

        mutating func add(_ other: [Double]) {
            var sum = [Double](repeating: 0, count: mass.count + other.count - 1)
            for (index, share) in mass.enumerated() where share > 0 {
                for (later, part) in other.enumerated() { sum[index + later] += share * part }
            }
            // What is less likely than a millionth of a millionth at the end is left out.
            while sum.count > 1, let last = sum.last, last < 1e-12 { sum.removeLast() }
            mass = sum
        }

        func share(after instant: Int) -> Double {
            let late = mass.enumerated().reduce(0) { sum, entry in
                origin + entry.offset * RouteOverrun.cell > instant ? sum + entry.element : sum
            }
            return min(1, max(0, late))
        }

        var mean: Double {
            mass.enumerated().reduce(0) { $0 + Double(origin + $1.offset * RouteOverrun.cell) * $1.element }
        }
    }
}
