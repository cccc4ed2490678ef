import FordelerModel
import FordelerRoutingProblem

/// Where two vans could meet at the door for one job: both halves inserted at one instant, all or nothing.
///
/// For a grid of instants, the visit and the second van's presence are inserted exactly into two different van-days of
/// the routes at hand, each with that instant as its only window. O(instants × van-days of the date) insertions.
struct MeetingOffers {
    /// Seconds between instants that are tried.
    static let grid = 1800

    /// Both halves of a meeting; the jobs of the offers are the trial's own.
    struct Pair {
        var main: InsertionOffer
        var helper: InsertionOffer
        var instant: Int
        /// What both add to the aims.
        var added: [Int]
    }

    private let compiled: CompiledHorizon
    private let job: Int
    private let instants: [Int]
    private let first: Int
    /// The routes as they stand, in a problem that knows both halves of every instant.
    let probe: InsertionProbe

    /// Prepares the trial of one job; `nil` when it is no single visit or no instant is open.
    init?(_ job: Int, of compiled: CompiledHorizon, sequences: [[RoutingStep.Kind]]) throws(RouteRule) {
        guard compiled.needs[compiled.orderOfJob[job]].persons > 1, case .visit = compiled.routing.jobs[job].work else {
            return nil
        }
        self.compiled = compiled
        self.job = job
        instants = Self.instants(job, of: compiled)
        if instants.isEmpty { return nil }
        var trial = compiled.routing
        first = trial.jobs.count
        for instant in instants { trial.jobs += compiled.halves(job, at: instant) }
        probe = try InsertionProbe(trial, sequences: sequences)
    }

    /// The best helper for each instant and van of the visit, by instant and van-day.
    var pairs: [Pair] {
        let vehicles = compiled.routing.vehicles
        let wanted = compiled.order(job).lock?.helper
        return instants.enumerated().flatMap { index, instant -> [Pair] in
            let there = vehicles.indices.filter {
                vehicles[$0].earliestStart <= instant && instant < vehicles[$0].latestEnd
            }
            let mains = there.compactMap { probe.attempt(first + 2 * index, vehicle: $0).offer }
            if mains.isEmpty { return [] }
            let helpers = there.filter { wanted == nil || wanted == compiled.van($0).id }
                .compactMap { probe.attempt(first + 2 * index + 1, vehicle: $0).offer }
            return mains.compactMap { main in
                helpers.filter { compiled.van($0.vehicle).id != compiled.van(main.vehicle).id }
                    .map { helper in
                        Pair(
                            main: main, helper: helper, instant: instant,
                            added: zip(main.added, helper.added).map { $0 + $1 })
                    }
                    .min { $0.added.lexicographicallyPrecedes($1.added) }
            }
        }
    }

    /// The pairs that add least, the best first; of those at the same places in both routes only one.
    func best(_ count: Int) -> [Pair] {
        let sorted = pairs.enumerated().sorted { a, b in
            if a.element.added == b.element.added { return a.offset < b.offset }
            return a.element.added.lexicographicallyPrecedes(b.element.added)
        }
        var known: Set<[Int]> = []
        var found: [Pair] = []
        for (_, pair) in sorted where found.count < count && known.insert(place(pair)).inserted { found.append(pair) }
        return found
    }

    /// Both vans, and the places in their routes.
    private func place(_ pair: Pair) -> [Int] {
        [pair.main, pair.helper].flatMap { offer in
            [offer.vehicle, offer.sequence.firstIndex { $0.job == offer.job } ?? 0]
        }
    }

    /// Instants on the grid, ends of windows and instants that a lock names, at which service may start.
    private static func instants(_ job: Int, of compiled: CompiledHorizon) -> [Int] {
        guard case .visit(let visit, _, _) = compiled.routing.jobs[job].work else { return [] }
        let order = compiled.order(job)
        let vehicles = compiled.routing.vehicles
        let allowed = compiled.routing.jobs[job].allowedVehicles ?? Array(vehicles.indices)
        let named = visit.windows.flatMap { [$0.lowerBound, $0.upperBound] }
        var found: Set<Int> = []
        for vehicle in allowed where !order.blockedDates.contains(compiled.shift(vehicle).date) {
            let given = vehicles[vehicle]
            let earliest = given.earliestStart + given.startDuration
            var instant = (earliest + grid - 1) / grid * grid
            while instant + visit.service <= given.latestEnd {
                if visit.windows.isEmpty || visit.windows.contains(where: { $0.contains(instant) }) {
                    found.insert(instant)
                }
                instant += grid
            }
            found.formUnion(named.filter { earliest <= $0 && $0 + visit.service <= given.latestEnd })
        }
        return found.sorted()
    }
}
