import FordelerMIP
import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import FordelerTravel

/// The proven best plan of a tiny problem: every route a van-day can drive is listed, and GLPK chooses among them.
///
/// Routes are grown visit by visit, with reloads between them. A sequence that breaks a rule is not grown further, which
/// is right where every van has one depot and travel obeys the triangle inequality, as great-circle travel does. For each
/// van-day and set of orders only the best route is kept, aim by aim; sums keep that order. The choice is an integer
/// program a aim: the first aim is made least, then held while the next one is. At most 12 orders; the number of routes
/// grows with its factorial.
public struct ExactPlan {
    /// Why no exact plan was made.
    public enum Refusal: Error, Sendable, CustomStringConvertible {
        /// More than 12 orders, a shipment, or a van with several depots.
        case notTiny(String)
        /// The integer program did not end with a proof.
        case unproven

        /// One sentence for people.
        public var description: String {
            switch self {
            case .notTiny(let what): "The exact plan is for tiny problems: \(what)."
            case .unproven: "The integer program ended without a proof."
            }
        }
    }

    private struct Route {
        var vehicle: Int
        var jobs: Int
        var aims: [Int]
        var steps: [RoutingStep]
    }

    private let compiled: CompiledHorizon
    private let scheduler: RouteScheduler
    private var routes: [Route] = []

    private var routing: RoutingProblem { compiled.routing }

    /// The best plan, proven.
    ///
    /// - Throws: `InputErrors` for a defective problem, ``Refusal`` for one that is not tiny, `MIPError`.
    public static func plan(_ problem: PlanningProblem) throws -> Plan {
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        var exact = ExactPlan(try HorizonCompiler(problem, travel: travel).compile())
        try exact.refuseLarge()
        for vehicle in exact.routing.vehicles.indices { exact.listRoutes(of: vehicle) }
        let chosen = try exact.choose()
        let solution = PlanBuilder.solution(
            chosen.map { RoutingRoute(vehicle: $0.vehicle, steps: $0.steps) }, of: exact.routing)
        return try PlanBuilder(exact.compiled).plan(solution, seed: 0, completing: false)
    }

    private init(_ compiled: CompiledHorizon) {
        self.compiled = compiled
        scheduler = RouteScheduler(compiled.routing)
    }

    private func refuseLarge() throws(Refusal) {
        if routing.jobs.count > 12 { throw .notTiny("\(routing.jobs.count) orders") }
        for job in routing.jobs { if case .shipment = job.work { throw .notTiny("a transfer between depots") } }
        for vehicle in routing.vehicles
        where vehicle.endDepot != vehicle.startDepot
            || vehicle.reloadDepots.contains(where: { $0 != vehicle.startDepot })
        {
            throw .notTiny("a van with several depots")
        }
    }

    // MARK: Routes

    private mutating func listRoutes(of vehicle: Int) {
        var best: [Int: Route] = [:]
        grow([], jobs: 0, trips: 1, vehicle: vehicle, best: &best)
        routes += best.keys.sorted().compactMap { best[$0] }
    }

    private func grow(
        _ sequence: [RoutingStep.Kind], jobs: Int, trips: Int, vehicle: Int, best: inout [Int: Route]
    ) {
        let given = routing.vehicles[vehicle]
        var endings: [([RoutingStep.Kind], Int)] = [([], trips)]
        if !sequence.isEmpty, trips < given.maxTrips {
            endings += given.reloadDepots.prefix(1).map { ([.reload(depot: $0)], trips + 1) }
        }
        for job in routing.jobs.indices where jobs & 1 << job == 0 {
            for (ending, count) in endings {
                let longer = sequence + ending + [.visit(job: job)]
                guard let schedule = try? scheduler.schedule(longer, vehicle: vehicle) else { continue }
                let set = jobs | 1 << job
                if best[set].map({ schedule.aims.lexicographicallyPrecedes($0.aims) }) ?? true {
                    best[set] = Route(vehicle: vehicle, jobs: set, aims: schedule.aims, steps: schedule.steps)
                }
                grow(longer, jobs: set, trips: count, vehicle: vehicle, best: &best)
            }
        }
    }

    // MARK: Choice

    /// What each route changes of each aim, against leaving its jobs out.
    private func changes() -> [[Int]] {
        let left = routing.jobs.indices.map { scheduler.unassignedAims($0) }
        return routes.map { route in
            routing.aims.indices.map { aim in
                route.aims[aim]
                    - routing.jobs.indices.reduce(0) { $0 + (route.jobs & 1 << $1 != 0 ? left[$1][aim] : 0) }
            }
        }
    }

    private func choose() throws -> [Route] {
        let changes = changes()
        var held: [(aim: Int, amount: Int)] = []
        var chosen: [Int] = []
        for aim in routing.aims.indices {
            if changes.allSatisfy({ $0[aim] == 0 }) { continue }
            var model = LinearModel(.minimise)
            for route in routes.indices {
                _ = model.addVariable(lower: 0, upper: 1, cost: Double(changes[route][aim]), kind: .integer)
            }
            func limit(_ terms: [(variable: Int, value: Double)], _ most: Double) {
                if !terms.isEmpty { _ = model.addConstraint(terms, lower: -.infinity, upper: most) }
            }
            for vehicle in routing.vehicles.indices {
                limit(routes.indices.filter { routes[$0].vehicle == vehicle }.map { ($0, 1) }, 1)
            }
            for job in routing.jobs.indices {
                limit(routes.indices.filter { routes[$0].jobs & 1 << job != 0 }.map { ($0, 1) }, 1)
            }
            for (other, amount) in held {
                let terms = routes.indices.filter { changes[$0][other] != 0 }.map { ($0, Double(changes[$0][other])) }
                limit(terms, Double(amount) + 0.5)
            }
            let solution = try MIPSolver.solve(model, options: MIPOptions())
            guard solution.termination == .optimal, let values = solution.values else { throw Refusal.unproven }
            chosen = routes.indices.filter { values[$0] > 0.5 }
            held.append((aim, chosen.reduce(0) { $0 + changes[$1][aim] }))
        }
        return chosen.map { routes[$0] }
    }
}
