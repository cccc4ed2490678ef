import FordelerModel
import FordelerRoutingProblem

/// A plain dispatcher's rule, to compare plans with: earliest due first, nearest van.
///
/// Orders are taken by due instant (those without one last, then by identity). Each goes to the first day on which
/// some van can still take it, at the end of the route whose last halt is nearest by time. Nothing is moved again.
public struct DispatcherRule {
    private let compiled: CompiledHorizon

    /// Makes the rule for a problem.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders, both in the problem's order.
    /// - Throws: every defect of the problem at once.
    public init(_ problem: PlanningProblem, travel: TravelTable) throws(InputErrors) {
        compiled = try HorizonCompiler(problem, travel: travel).compile()
    }

    /// The rule's plan, with states and reasons as ``Planner`` gives them. O(orders × van-days × length).
    public func plan() throws -> Plan {
        let routing = compiled.routing
        let scheduler = RouteScheduler(routing)
        var sequences = [[RoutingStep.Kind]](repeating: [], count: routing.vehicles.count)
        let jobs = routing.jobs.indices.sorted {
            (compiled.deadline(job: $0).due ?? .max, $0) < (compiled.deadline(job: $1).due ?? .max, $1)
        }
        for job in jobs {
            guard let choice = choose(job, sequences: sequences, scheduler: scheduler) else { continue }
            sequences[choice.vehicle] = choice.sequence
        }
        let routes = try sequences.enumerated().filter { !$0.element.isEmpty }.map { vehicle, sequence in
            RoutingRoute(vehicle: vehicle, steps: try scheduler.schedule(sequence, vehicle: vehicle).steps)
        }
        return try PlanBuilder(compiled).plan(
            PlanBuilder.solution(routes, of: routing), seed: 0, completing: false)
    }

    /// The nearest van of the first day that can take the job at the end of its route.
    private func choose(
        _ job: Int, sequences: [[RoutingStep.Kind]], scheduler: RouteScheduler
    ) -> (vehicle: Int, sequence: [RoutingStep.Kind])? {
        let vehicles = scheduler.problem.vehicles
        var best: (day: Int, drive: Int, vehicle: Int, sequence: [RoutingStep.Kind])?
        var alone: [RoutingStep.Kind] = [.visit(job: job)]
        if case .shipment = scheduler.problem.jobs[job].work { alone = [.pickup(job: job), .delivery(job: job)] }
        for (vehicle, given) in vehicles.enumerated() {
            let day = compiled.shift(vehicle).date.dayNumber
            if let best, day > best.day { continue }
            let drive = drive(job, after: sequences[vehicle], vehicle: given, problem: scheduler.problem)
            if let best, day == best.day, drive >= best.drive { continue }
            var endings: [[RoutingStep.Kind]] = [[]]
            if !sequences[vehicle].isEmpty { endings += given.reloadDepots.map { [.reload(depot: $0)] } }
            for ending in endings {
                let sequence = sequences[vehicle] + ending + alone
                if (try? scheduler.schedule(sequence, vehicle: vehicle)) != nil {
                    best = (day, drive, vehicle, sequence)
                    break
                }
            }
        }
        return best.map { ($0.vehicle, $0.sequence) }
    }

    /// Seconds from the route's last halt to the job.
    private func drive(
        _ job: Int, after sequence: [RoutingStep.Kind], vehicle: RoutingVehicle, problem: RoutingProblem
    ) -> Int {
        func location(_ job: Int) -> Int {
            switch problem.jobs[job].work {
            case .visit(let visit, _, _): visit.location
            case .shipment(let pickup, _, _): pickup.location
            }
        }
        let table = problem.profiles[vehicle.profile]
        let from = sequence.last?.job.map(location) ?? problem.depots[vehicle.startDepot].location
        return Int(table.durations[from * table.count + location(job)])
    }
}
