import FordelerModel
import FordelerPlanning
import FordelerRouting
import Testing

@Suite("Quotes")
struct QuoteTests {
    /// Legs between an order and the places of a problem on the line.
    static func legs(_ order: Order, _ problem: PlanningProblem) -> NewPlaceLegs {
        func kilometre(_ place: Place) -> Int { Int((place.coordinate.longitude * 100).rounded()) }
        let here = kilometre(order.place)
        let away = (problem.depots.map(\.place) + problem.orders.map(\.place)).map { abs(kilometre($0) - here) }
        let (seconds, metres) = (away.map { Int32($0 * 60) }, away.map { Int32($0 * 1000) })
        return NewPlaceLegs(secondsTo: seconds, metresTo: metres, secondsFrom: seconds, metresFrom: metres)
    }

    /// A plan of the problem whose van-day is replaced, with states and sums worked out anew.
    private func rebuilt(_ plan: Plan, _ route: PlanRoute?, of problem: PlanningProblem) throws -> Plan {
        var changed = plan
        if let route {
            changed.routes.removeAll { $0.van == route.van && $0.date == route.date }
            changed.routes.append(route)
        }
        let compiled = try SmallTown.compile(problem)
        return try PlanBuilder(compiled).plan(
            WarmStart(changed, compiled: compiled).solution, seed: 1, completing: false)
    }

    @Test("Two vans that meet are quoted at once, and the quote can be carried out")
    func meeting() throws {
        var problem = MeetingTests.day()
        let asked = problem.orders.removeFirst()
        let before = try MeetingTests.plan(problem)
        let desk = try QuoteDesk(problem, travel: SmallTown.travel(problem), plan: before)
        let quote = try desk.quote(asked, legs: Self.legs(asked, problem), top: 9)
        #expect(quote.reason == nil && quote.places.count == 2 && quote.refused == 0)
        for place in quote.places {
            let helper = try #require(place.helper)
            #expect(Set([place.van, helper.van]) == ["A", "B"])
            var changed = before
            changed.routes = [place.route, helper.route].sorted { $0.van < $1.van }
            var whole = problem
            whole.orders.append(asked)
            let replanner = Replanner(whole, travel: SmallTown.travel(whole), plan: changed)
            let after = try replanner.plan(SolverOptions(seed: 1, stepLimit: 2), freedom: .none).plan
            SmallTown.check(after, of: replanner.promisedProblem)
            #expect(after.routes.map(\.stops) == changed.routes.map(\.stops))
            #expect(after.cost.total - before.cost.total == place.addedCost.total)
        }
        problem.rates.meetings = false
        let alone = try QuoteDesk(problem, travel: SmallTown.travel(problem), plan: before)
        let refused = try alone.quote(asked, legs: Self.legs(asked, problem))
        #expect(refused.places.isEmpty && refused.reason?.code == "CREW")
    }

    @Test("Each quoted place, carried out, passes the checker and costs what was quoted", arguments: 1...25)
    func exact(seed: Int) throws {
        var random = TestRandom(seed: UInt64(seed))
        var problem = RandomTown.problem(&random, orders: 9, days: 2, vans: 2)
        let asked = problem.orders.removeLast()
        let options = SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: 4)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(options).plan
        let desk = try QuoteDesk(problem, travel: SmallTown.travel(problem), plan: plan)
        let quote = try desk.quote(asked, legs: Self.legs(asked, problem), top: 99)
        #expect(quote.displaced.isEmpty, "seed \(seed)")
        #expect(quote.places.count == quote.vanDays - quote.refused || quote.places.isEmpty, "seed \(seed)")
        var whole = problem
        whole.orders.append(asked)
        let before = try rebuilt(plan, nil, of: problem)
        for place in quote.places {
            let after = try rebuilt(plan, place.route, of: whole)
            SmallTown.check(after, of: whole, "seed \(seed)")
            #expect(after.cost.total - before.cost.total == place.addedCost.total, "seed \(seed)")
            #expect(after.cost.overtime - before.cost.overtime == place.addedCost.overtime, "seed \(seed)")
            let outcome = try #require(after.orders.first { $0.order == asked.id })
            #expect(outcome.end == place.end && outcome.van == place.van && outcome.date == place.date, "seed \(seed)")
            #expect(outcome.tardinessSeconds == place.tardinessSeconds, "seed \(seed)")
            // Who moves is who starts at another time in the two plans.
            let moved = PlanDifference(from: plan, to: after).changes.filter { $0.kind == .time }
            #expect(Set(moved.map(\.order)) == Set(place.moves.map(\.order)), "seed \(seed)")
            #expect(
                Set(moved.filter(\.breaksPromise).map(\.order))
                    == Set(place.moves.filter(\.breaksPromise).map(\.order)), "seed \(seed)")
        }
        if quote.places.isEmpty { #expect(quote.reason != nil, "seed \(seed)") }
    }

    @Test("A quote ranks an earlier van-day first when the other one makes the order late")
    func ranking() throws {
        let orders = [SmallTown.order("a", 10), SmallTown.order("b", 12)]
        let problem = SmallTown.problem(
            orders: orders, shifts: [SmallTown.shift(day: 0), SmallTown.shift(day: 3)], days: 4)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(stepLimit: 2)).plan
        let desk = try QuoteDesk(problem, travel: SmallTown.travel(problem), plan: plan)
        let asked = SmallTown.order("new", 11, priority: .one)
        let quote = try desk.quote(asked, legs: Self.legs(asked, problem), top: 9)
        #expect(quote.places.map(\.date) == [SmallTown.monday, SmallTown.monday.adding(days: 3)])
        #expect(quote.places.map(\.late) == [false, true])
    }

    @Test("An order that needs a skill nobody has is refused by name")
    func refused() throws {
        let problem = SmallTown.problem(orders: [SmallTown.order("a", 10)])
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(stepLimit: 2)).plan
        let desk = try QuoteDesk(problem, travel: SmallTown.travel(problem), plan: plan)
        let asked = SmallTown.order("new", 11, item: "rail")
        let quote = try desk.quote(asked, legs: Self.legs(asked, problem))
        #expect(quote.places.isEmpty && quote.refused == 1)
        #expect(quote.reason?.code == "SKILL")
        #expect(throws: InputErrors.self) { try desk.quote(SmallTown.order("a", 3), legs: Self.legs(asked, problem)) }
    }
}

@Suite("Differences between plans")
struct PlanDifferenceTests {
    @Test("A plan does not differ from itself, and one order moved to another day is named")
    func moved() throws {
        let orders = [SmallTown.order("a", 10, priority: .one), SmallTown.order("b", 12, priority: .one)]
        let problem = SmallTown.problem(
            orders: orders, shifts: [SmallTown.shift(day: 0), SmallTown.shift(day: 1)], days: 2)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(SolverOptions(stepLimit: 2)).plan
        let same = PlanDifference(from: plan, to: plan)
        #expect(same.changes.isEmpty && same.unchanged == 2 && same.promisesBroken == 0)
        var later = problem
        let first = try #require(plan.orders.first { $0.order == "a" }?.date)
        later.orders[0].blockedDates = [first]
        let second = try Planner(later, travel: SmallTown.travel(later)).plan(SolverOptions(stepLimit: 2)).plan
        let difference = PlanDifference(from: plan, to: second)
        let change = try #require(difference.changes.first { $0.order == "a" })
        #expect(change.kind == .date && change.breaksPromise)
        #expect(change.before?.date == first && change.after?.date != first)
    }
}
