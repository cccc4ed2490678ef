import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

/// Every assignment and every sequence of a handful of orders, judged aim by aim, beside the planner's plan.
@Suite struct BruteForceTests {
    /// The best amounts of each set of jobs on one vehicle; sets that no sequence serves are left out.
    private static func routes(_ vehicle: Int, of problem: RoutingProblem) -> [Int: RouteSchedule] {
        let scheduler = RouteScheduler(problem)
        var best: [Int: RouteSchedule] = [:]
        func grow(_ sequence: [RoutingStep.Kind], _ jobs: Int) {
            if !sequence.isEmpty, let found = try? scheduler.schedule(sequence, vehicle: vehicle),
                best[jobs].map({ found.aims.lexicographicallyPrecedes($0.aims) }) ?? true
            {
                best[jobs] = found
            }
            for job in problem.jobs.indices where jobs & (1 << job) == 0 {
                grow(sequence + [.visit(job: job)], jobs | 1 << job)
            }
        }
        grow([], 0)
        return best
    }

    /// The least amounts over all ways to give each job to one of the vehicles or to nobody.
    private static func optimum(_ compiled: CompiledHorizon) -> RoutingSolution {
        let problem = compiled.routing
        let byVehicle = problem.vehicles.indices.map { routes($0, of: problem) }
        var best: RoutingSolution?
        func choose(_ vehicle: Int, _ jobs: Int, _ chosen: [RoutingRoute]) {
            if vehicle == byVehicle.count {
                let solution = PlanBuilder.solution(chosen, of: problem)
                if best.map({ solution.aims.lexicographicallyPrecedes($0.aims) }) ?? true { best = solution }
                return
            }
            choose(vehicle + 1, jobs, chosen)
            for (set, schedule) in byVehicle[vehicle].sorted(by: { $0.key < $1.key }) where set & jobs == 0 {
                choose(
                    vehicle + 1, jobs | set, chosen + [RoutingRoute(vehicle: vehicle, steps: schedule.steps)])
            }
        }
        choose(0, 0, [])
        return best ?? PlanBuilder.solution([], of: problem)
    }

    @Test("The plan of up to six orders is the best of all, with every rule on", arguments: 1...16)
    func best(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed) + 7000)
        let count = seed > 14 ? 6 : 3 + seed % 3
        var problem = RandomTown.problem(&random, orders: count, vans: 2)
        for index in problem.vans.indices {
            (problem.vans[index].maxTrips, problem.vans[index].reloadDepots) = (1, [])
            if Bool.random(using: &random) { problem.vans[index].areas = ["north"] }
        }
        problem.shifts[0].persons = ["kari"]
        if Bool.random(using: &random) { problem.shifts[1].longestDutySeconds = 5 * 3600 }
        for index in problem.orders.indices {
            problem.orders[index].place.area = Bool.random(using: &random) ? "north" : "south"
            if Bool.random(using: &random) { problem.orders[index].familiarPersons = ["kari"] }
            if Int.random(in: 0..<5, using: &random) == 0 { problem.orders[index].persons = 2 }
        }
        problem.rates.soft = SoftPrices(unfamiliarCrew: 3000, foreignArea: 2000)
        problem.rounds = [
            WeekdayRound(area: "north", weekdays: [.monday], vans: ["V0"], priceOff: seed % 2 == 0 ? 4000 : nil)
        ]
        if seed % 3 == 0 { (problem.rates.serviceSpread, problem.rates.punctuality) = (0.3, 0.9) }
        let compiled = try SmallTown.compile(problem)
        let exact = try PlanBuilder(compiled).plan(Self.optimum(compiled), seed: 1, completing: false)
        SmallTown.check(exact, of: problem, "seed \(seed)")
        let plan = try Planner(problem, travel: SmallTown.travel(problem))
            .plan(SolverOptions(seed: 1, threads: 1, islands: 2, stepLimit: 400)).plan
        SmallTown.check(plan, of: problem, "seed \(seed)")
        #expect(plan.aims == exact.aims, "seed \(seed)")
    }
}
