import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

/// Orders take counted pieces from depots; a plan promises none that is not there.
struct StockBookTests {
    private func problem(
        _ stock: [ShelfStock], days: Int = 2, orders: [Order]? = nil, depots: [Depot]? = nil
    ) -> PlanningProblem {
        let three = [
            SmallTown.order("late", 5, priority: .three), SmallTown.order("urgent", 6, priority: .acute),
            SmallTown.order("usual", 7, priority: .two),
        ]
        var problem = SmallTown.problem(
            orders: orders ?? three, shifts: (0..<days).map { SmallTown.shift(day: $0) }, days: days)
        if let depots { problem.depots = depots }
        problem.stock = stock
        return problem
    }

    private func plan(_ problem: PlanningProblem) throws -> Plan {
        let solver = SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: 200)
        let planner = Planner(problem, travel: SmallTown.travel(problem))
        let plan = try planner.plan(PlannerOptions(solver: solver)).plan
        SmallTown.check(plan, of: problem)
        return plan
    }

    private func outcome(_ id: String, _ plan: Plan) throws -> OrderOutcome {
        try #require(plan.orders.first { $0.order == id })
    }

    @Test func theLeastUrgentOrderGoesWithout() throws {
        let plan = try plan(problem([ShelfStock(depot: "store", item: "chair", pieces: 2)]))
        #expect(try outcome("urgent", plan).state == .planned && outcome("usual", plan).state == .planned)
        let late = try outcome("late", plan)
        #expect(late.state == .notReady && late.reason?.code == "PIECES_MISSING")
        #expect(
            late.reason?.text
                == "Pieces are missing: 1 × Wheelchair needed, 0 free, 2 kept for more urgent orders. No more are on their way."
        )
    }

    @Test func aPieceLeavesOnlyOnceItsStateSaysSo() throws {
        let tomorrow = SmallTown.instant("2026-03-03T09:00")
        let plan = try plan(
            problem(
                [ShelfStock(depot: "store", item: "chair", pieces: 1, available: tomorrow, state: .reconditioning)],
                orders: [SmallTown.order("soon", 7, priority: .one)]))
        #expect(try outcome("soon", plan).date == SmallTown.monday.adding(days: 1))
        let route = try #require(plan.routes.first { $0.date == SmallTown.monday.adding(days: 1) })
        #expect((route.stops.first?.end ?? 0) >= SmallTown.time("09:00", day: 1))
    }

    @Test func piecesAfterTheHorizonAreToldWithTheirDay() throws {
        let later = SmallTown.instant("2026-03-09T08:00")
        let plan = try plan(
            problem(
                [ShelfStock(depot: "store", item: "chair", pieces: 9, available: later, state: .ordered)],
                orders: [SmallTown.order("usual", 7)]))
        #expect(
            try outcome("usual", plan).reason?.text
                == "1 × Wheelchair needed; no depot has them free before Monday 2026-03-09, after the horizon.")
    }

    @Test func theVanLoadsWhereTheItemIs() throws {
        let depots = [
            Depot(id: "store", place: SmallTown.place(0), reloadSeconds: 600, firstLoadSeconds: 1200),
            Depot(id: "annex", place: SmallTown.place(9), reloadSeconds: 600, firstLoadSeconds: 1200),
        ]
        var problem = problem(
            [ShelfStock(depot: "annex", item: "chair", pieces: 1)],
            orders: [SmallTown.order("soon", 2, priority: .one)], depots: depots)
        problem.vans.append(SmallTown.van("B"))
        var branch = SmallTown.shift("B")
        branch.startDepot = "annex"
        branch.endDepot = "annex"
        problem.shifts.append(branch)
        // The store is nearer, and has none.
        let plan = try plan(problem)
        #expect(try outcome("soon", plan).van == "B")
    }

    @Test func theCheckerCountsPieces() throws {
        let counted = problem([ShelfStock(depot: "store", item: "chair", pieces: 3)])
        let plan = try plan(counted)
        var fewer = counted
        fewer.stock[0].pieces = 1
        func codes(_ plan: Plan, _ problem: PlanningProblem) -> [String] {
            PlanChecker.check(plan, of: problem, travel: SmallTown.travel(problem)).violations.map(\.code.rawValue)
        }
        #expect(codes(plan, fewer).contains("PIECES_MISSING"))
        // An order that stands as not ready although its piece is there.
        let scarce = try self.plan(fewer)
        #expect(codes(scarce, fewer).isEmpty)
        #expect(codes(scarce, counted).contains("STATE"))
    }

    /// A piece that a van moves to the store during the plan is named, and promised to nobody before it is there.
    @Test func piecesOnAVanAreToldAndNotPromised() throws {
        let depots = [
            Depot(id: "store", place: SmallTown.place(0), reloadSeconds: 600, firstLoadSeconds: 1200),
            Depot(id: "annex", place: SmallTown.place(9), items: ["rail"]),
        ]
        var move = SmallTown.urgent("move", 0, kind: .transfer)
        (move.depot, move.destination) = ("annex", "store")
        let plan = try plan(
            problem(
                [ShelfStock(depot: "annex", item: "chair", pieces: 1)],
                orders: [SmallTown.order("soon", 7, priority: .one), move], depots: depots))
        #expect(try outcome("move", plan).state == .planned)
        let soon = try outcome("soon", plan)
        #expect(soon.state == .notReady && soon.reason?.code == "PIECES_MISSING")
        #expect(
            soon.reason?.text.contains("1 × Wheelchair on the way with move") ?? false, "\(soon.reason?.text ?? "")")
    }

    @Test func rowsWithoutADepotAreDefects() {
        let wrong = problem([ShelfStock(depot: "nowhere", item: "chair", pieces: -1)])
        #expect(throws: InputErrors.self) { try SmallTown.compile(wrong) }
    }
}
