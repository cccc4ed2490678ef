import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerRoutingProblem
import Testing

@Suite("Explanations")
struct ExplainTests {
    private static let options = SolverOptions(seed: 1, threads: 1, islands: 1, stepLimit: 2)

    /// A crowded town: more work than the vans can do.
    private func town(_ seed: Int) throws -> (PlanningProblem, Plan) {
        var random = TestRandom(seed: UInt64(seed))
        var problem = RandomTown.problem(&random, orders: 24, days: 1, vans: 2)
        for index in problem.orders.indices where index % 2 == 0 { problem.orders[index].serviceSeconds = 5400 }
        return (problem, try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan)
    }

    @Test("Every refusal and every change of unassigned orders holds in the problem itself", arguments: 1...20)
    func verified(seed: Int) throws {
        let (problem, plan) = try town(seed)
        let explainer = try OrderExplainer(problem, travel: SmallTown.travel(problem), plan: plan)
        for order in explainer.questionable {
            guard let outcome = plan.orders.first(where: { $0.order == order }), outcome.state != .planned else {
                continue
            }
            let answer = try #require(try explainer.explain(order))
            #expect(ReasonSentence.codes.contains(answer.reason.code), "seed \(seed) \(answer.reason.code)")
            let compiled = try SmallTown.compile(problem)
            let probe = try InsertionProbe(
                compiled.routing, solution: WarmStart(plan, compiled: compiled).solution)
            let job = try #require(compiled.orderOfJob.firstIndex { problem.orders[$0].id == order })
            for day in answer.vanDays {
                let vehicle = try #require(
                    compiled.shiftOfVehicle.indices.first {
                        compiled.shift($0).van == day.van && compiled.shift($0).date == day.date
                    })
                let attempt = probe.attempt(job, vehicle: vehicle)
                #expect((attempt.offer != nil) == (day.code == "OFFERED"), "seed \(seed) \(order) \(day)")
                #expect(ReasonSentence.codes.contains(day.code), "seed \(seed) \(day.code)")
            }
            for change in answer.relaxations {
                // The changed problem, planned by nothing but the insertion, passes the checker with the order in it.
                let relaxed = change.applied(to: problem)
                let horizon = try SmallTown.compile(relaxed)
                let again = try InsertionProbe(
                    horizon.routing, solution: WarmStart(plan, compiled: horizon).solution)
                let index = try #require(horizon.orderOfJob.firstIndex { relaxed.orders[$0].id == order })
                let vehicle = try #require(
                    horizon.shiftOfVehicle.indices.first {
                        horizon.shift($0).van == change.van && horizon.shift($0).date == change.date
                    })
                let offer = try #require(again.attempt(index, vehicle: vehicle).offer, "seed \(seed) \(change)")
                var carried = again
                carried.accept(offer)
                let routes = carried.routes.enumerated().filter { !$0.element.sequence.isEmpty }.map {
                    RoutingRoute(vehicle: $0.offset, steps: $0.element.schedule.steps)
                }
                let better = try PlanBuilder(horizon).plan(
                    PlanBuilder.solution(routes, of: horizon.routing), seed: 1, completing: false)
                SmallTown.check(better, of: relaxed, "seed \(seed) \(order) \(change.change)")
                #expect(better.orders.first { $0.order == order }?.state == .planned)
            }
        }
    }

    @Test("A missing skill and a second person are named, with the change that helps")
    func named() throws {
        var problem = SmallTown.problem(
            orders: [SmallTown.order("rail", 5, priority: .one, item: "rail")], shifts: [SmallTown.shift()], days: 1)
        problem.orders[0].neededBy = SmallTown.instant("2026-03-02T15:00")
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        let explainer = try OrderExplainer(problem, travel: SmallTown.travel(problem), plan: plan)
        let answer = try #require(try explainer.explain("rail"))
        #expect(answer.vanDays.map(\.code) == ["SKILL"])
        #expect(answer.relaxations.map(\.change) == [.skill])
        #expect(answer.relaxations.first?.names == ["fitting"])
        #expect(try explainer.explain("nobody") == nil)
    }

    @Test("A planned order names the next best van-day and its price")
    func planned() throws {
        let problem = SmallTown.problem(
            orders: [SmallTown.order("a", 10, priority: .one)],
            shifts: [SmallTown.shift(day: 0), SmallTown.shift(day: 1)], days: 2)
        let plan = try Planner(problem, travel: SmallTown.travel(problem)).plan(Self.options).plan
        let explainer = try OrderExplainer(problem, travel: SmallTown.travel(problem), plan: plan)
        let answer = try #require(try explainer.explain("a"))
        #expect(answer.reason.code == "HERE")
        #expect(answer.next?.date == SmallTown.monday.adding(days: 1))
        #expect((answer.nextDearerOre ?? -1) > 0)
    }

    @Test("Norwegian and Swedish reasons carry every number and name of the English ones", arguments: 1...8)
    func languages(seed: Int) throws {
        let (problem, plan) = try town(seed)
        func explained(_ language: MessageLanguage) throws -> [OrderExplanation] {
            let explainer = try OrderExplainer(
                problem, travel: SmallTown.travel(problem), plan: plan, language: language)
            return try plan.orders.compactMap { try explainer.explain($0.order) }
        }
        /// Words with a digit in them: numbers, dates, vans, prices.
        func facts(_ text: String) -> [String] {
            text.split(whereSeparator: { " .,;:()".contains($0) }).map(String.init)
                .filter { $0.contains(where: \.isNumber) }.sorted()
        }
        let english = try explained(.english)
        for language in [MessageLanguage.norwegian, .swedish] {
            for (a, b) in zip(english, try explained(language)) {
                #expect(a.reason.code == b.reason.code && a.relaxations == b.relaxations, "seed \(seed)")
                #expect(facts(a.reason.text) == facts(b.reason.text), "seed \(seed)")
                #expect(a.reason.text != b.reason.text, "seed \(seed)")
            }
        }
    }

    @Test("Every code has a sentence in every language, and no two languages share it")
    func sentences() {
        #expect(ReasonSentence.codes.count >= 22)
        for code in ReasonSentence.codes {
            let texts = MessageLanguage.allCases.map { ReasonSentence.text(code, $0) }
            #expect(texts.allSatisfy { $0.hasSuffix(".") && $0.count > 8 }, "\(code)")
            #expect(Set(texts).count == 3, "\(code)")
        }
    }
}
