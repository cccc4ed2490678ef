import FordelerModel
import FordelerRoutingProblem

/// Makes meetings at the door for orders that take two persons and that no van serves alone.
///
/// The pair of ``MeetingOffers`` that adds least to the aims, as a tuple, is taken where that is better than leaving the
/// order out; the most urgent order first.
struct MeetingPlanner {
    private(set) var compiled: CompiledHorizon
    private(set) var solution: RoutingSolution
    private let original: CompiledHorizon

    init(_ compiled: CompiledHorizon, _ solution: RoutingSolution) throws(RouteRule) {
        self.compiled = compiled
        self.solution = solution
        original = compiled
        let served = Set(solution.routes.flatMap(\.sequence).compactMap(\.job))
        for job in compiled.jobsByUrgency() where !served.contains(job) { try meet(job) }
    }

    /// Adds the best meeting for a job, if one is better than leaving it out.
    private mutating func meet(_ job: Int) throws(RouteRule) {
        var sequences = [[RoutingStep.Kind]](repeating: [], count: compiled.routing.vehicles.count)
        for route in solution.routes { sequences[route.vehicle] = route.sequence }
        guard let offers = try MeetingOffers(job, of: compiled, sequences: sequences),
            let best = offers.pairs.min(by: { $0.added.lexicographicallyPrecedes($1.added) }),
            best.added.lexicographicallyPrecedes(offers.probe.scheduler.unassignedAims(job))
        else { return }
        accept(job, main: best.main, helper: best.helper, instant: best.instant)
    }

    /// Makes the two halves jobs of the problem, bound to their vans, and puts them into their routes.
    private mutating func accept(_ job: Int, main: InsertionOffer, helper: InsertionOffer, instant: Int) {
        var pair = compiled.halves(job, at: instant)
        pair[0].allowedVehicles = [main.vehicle]
        pair[1].allowedVehicles = [helper.vehicle]
        compiled.routing.jobs[job] = pair[0]
        let assist = compiled.addAssist(pair[1], of: job)
        var sequences = Dictionary(solution.routes.map { ($0.vehicle, $0.sequence) }) { first, _ in first }
        for (offer, index) in [(main, job), (helper, assist)] {
            sequences[offer.vehicle] = offer.sequence.map { $0.job == offer.job ? .visit(job: index) : $0 }
        }
        solution = compiled.solution(sequences)
    }

    /// Takes back the meetings that a search tore apart: both halves leave their routes, and the order may be served
    /// by a crew of two again. `nil` when a route cannot stand without them.
    func mended(_ found: RoutingSolution) -> (compiled: CompiledHorizon, solution: RoutingSolution)? {
        let served = Set(found.routes.flatMap(\.sequence).compactMap(\.job))
        var result = compiled
        var removed: Set<Int> = []
        for assist in compiled.assists.sorted() {
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
