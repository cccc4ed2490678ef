import FordelerModel
import FordelerRoutingProblem

/// Finds meetings at the door for orders that take two persons and that no van serves alone.
///
/// For a grid of instants, the visit and the second van's presence are inserted exactly into two different van-days of
/// the plan at hand, each with that instant as its only window; the pair that adds least to the aims, as a tuple, is
/// taken where that is better than leaving the order out. O(orders × instants × van-days of the date) insertions.
struct MeetingPlanner {
    /// Seconds between instants that are tried.
    static let grid = 1800

    private(set) var compiled: CompiledHorizon
    private(set) var solution: RoutingSolution
    private let original: CompiledHorizon

    init(_ compiled: CompiledHorizon, _ solution: RoutingSolution) throws(RouteRule) {
        self.compiled = compiled
        self.solution = solution
        original = compiled
        let served = Set(solution.routes.flatMap(\.sequence).compactMap(\.job))
        for job in compiled.jobsByUrgency() where !served.contains(job) && takesTwo(job) { try meet(job) }
    }

    private func takesTwo(_ job: Int) -> Bool {
        guard compiled.needs[compiled.orderOfJob[job]].persons > 1 else { return false }
        if case .visit = compiled.routing.jobs[job].work { return true }
        return false
    }

    private typealias Half = (offer: InsertionOffer, instant: Int)

    /// Adds the best meeting for a job, if one is better than leaving it out.
    private mutating func meet(_ job: Int) throws(RouteRule) {
        let instants = instants(job)
        if instants.isEmpty { return }
        // Both halves of every instant as jobs of their own, tried against the routes as they stand.
        var trial = compiled.routing
        let first = trial.jobs.count
        for instant in instants { trial.jobs += halves(job, at: instant) }
        let probe = try InsertionProbe(trial, solution: solution)
        var best: (main: InsertionOffer, helper: InsertionOffer, instant: Int, added: [Int])?
        for (index, instant) in instants.enumerated() {
            let there = trial.vehicles.indices.filter {
                trial.vehicles[$0].earliestStart <= instant && instant < trial.vehicles[$0].latestEnd
            }
            let mains = there.compactMap { probe.attempt(first + 2 * index, vehicle: $0).offer }
            if mains.isEmpty { continue }
            let helpers = there.compactMap { probe.attempt(first + 2 * index + 1, vehicle: $0).offer }
            for main in mains {
                for helper in helpers where compiled.van(helper.vehicle).id != compiled.van(main.vehicle).id {
                    let added = zip(main.added, helper.added).map { $0 + $1 }
                    if best.map({ added.lexicographicallyPrecedes($0.added) }) ?? true {
                        best = (main, helper, instant, added)
                    }
                }
            }
        }
        guard let best, best.added.lexicographicallyPrecedes(probe.scheduler.unassignedAims(job)) else { return }
        accept(job, main: best.main, helper: best.helper, instant: best.instant)
    }

    /// Makes the two halves jobs of the problem, bound to their vans, and puts them into their routes.
    private mutating func accept(_ job: Int, main: InsertionOffer, helper: InsertionOffer, instant: Int) {
        var pair = halves(job, at: instant)
        pair[0].allowedVehicles = [main.vehicle]
        pair[1].allowedVehicles = [helper.vehicle]
        let assist = compiled.routing.jobs.count
        compiled.routing.jobs[job] = pair[0]
        compiled.routing.jobs.append(pair[1])
        compiled.orderOfJob.append(compiled.orderOfJob[job])
        var sequences = Dictionary(solution.routes.map { ($0.vehicle, $0.sequence) }) { first, _ in first }
        for (offer, index) in [(main, job), (helper, assist)] {
            sequences[offer.vehicle] = offer.sequence.map { $0.job == offer.job ? .visit(job: index) : $0 }
        }
        solution = compiled.solution(sequences)
    }

    /// The visit without its need for a crew of two, and the second person's presence, both at one instant.
    private func halves(_ job: Int, at instant: Int) -> [RoutingJob] {
        var main = compiled.routing.jobs[job]
        guard case .visit(var visit, let delivery, let pickup) = main.work else { return [main, main] }
        visit.windows = [instant...instant]
        main.work = .visit(visit, delivery: delivery, pickup: pickup)
        main.skills &= ~compiled.skillBits.mask([.crewOfTwo])
        visit.ranks = []
        let nothing = [Int](repeating: 0, count: compiled.routing.dimensions)
        let helper = RoutingJob(
            work: .visit(visit, delivery: nothing, pickup: nothing), unassignedCosts: main.unassignedCosts)
        return [main, helper]
    }

    /// Instants on the grid at which service may start, on days with two vans.
    private func instants(_ job: Int) -> [Int] {
        guard case .visit(let visit, _, _) = compiled.routing.jobs[job].work else { return [] }
        let order = compiled.order(job)
        let vehicles = compiled.routing.vehicles
        let allowed = compiled.routing.jobs[job].allowedVehicles ?? Array(vehicles.indices)
        var found: Set<Int> = []
        for vehicle in allowed where !order.blockedDates.contains(compiled.shift(vehicle).date) {
            let given = vehicles[vehicle]
            var instant = (given.earliestStart + given.startDuration + Self.grid - 1) / Self.grid * Self.grid
            while instant + visit.service <= given.latestEnd {
                if visit.windows.isEmpty || visit.windows.contains(where: { $0.contains(instant) }) {
                    found.insert(instant)
                }
                instant += Self.grid
            }
        }
        return found.sorted()
    }

    /// Takes back the meetings that a search tore apart: both halves leave their routes, and the order may be served
    /// by a crew of two again. `nil` when a route cannot stand without them.
    func mended(_ found: RoutingSolution) -> (compiled: CompiledHorizon, solution: RoutingSolution)? {
        let served = Set(found.routes.flatMap(\.sequence).compactMap(\.job))
        var result = compiled
        var removed: Set<Int> = []
        for assist in compiled.ownJobs..<compiled.routing.jobs.count {
            let order = compiled.orderOfJob[assist]
            guard let main = compiled.jobOfOrder[order] else { continue }
            if served.contains(assist), served.contains(main) { continue }
            removed.formUnion([assist, main])
            result.routing.jobs[main] = original.routing.jobs[main]
        }
        if removed.isEmpty { return (compiled, found) }
        var sequences: [Int: [RoutingStep.Kind]] = [:]
        for route in found.routes {
            var kept = route.sequence.filter { $0.job.map { !removed.contains($0) } ?? true }
            // A reload that nothing follows, or that follows nothing, is no trip.
            while kept.first.map({ $0.job == nil }) == true { kept.removeFirst() }
            while kept.last.map({ $0.job == nil }) == true { kept.removeLast() }
            sequences[route.vehicle] = kept
        }
        let solution = result.solution(sequences)
        return solution.isFeasible ? (result, solution) : nil
    }
}

extension CompiledHorizon {
    /// Jobs that stand for an order; jobs from here on are second vans at the door.
    var ownJobs: Int { jobOfOrder.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

    /// Scheduled routes of sequences by vehicle.
    func solution(_ sequences: [Int: [RoutingStep.Kind]]) -> RoutingSolution {
        let scheduler = RouteScheduler(routing)
        var isWhole = true
        let routes = sequences.keys.sorted().compactMap { vehicle -> RoutingRoute? in
            guard let sequence = sequences[vehicle], !sequence.isEmpty else { return nil }
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
