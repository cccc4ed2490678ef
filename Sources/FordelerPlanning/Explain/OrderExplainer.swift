import FordelerModel
import FordelerRoutingProblem

/// Explains a plan that stands: for each order the rule of every van-day, and the smallest changes that would help.
public struct OrderExplainer {
    let problem: PlanningProblem
    let travel: TravelTable
    let plan: Plan
    let compiled: CompiledHorizon
    let sequences: [[RoutingStep.Kind]]
    private let outcomes: [String: OrderOutcome]

    /// Makes an explainer.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders.
    /// - Throws: `InputErrors` with every defect of the problem.
    public init(_ problem: PlanningProblem, travel: TravelTable, plan: Plan) throws {
        self.problem = problem
        self.travel = travel
        self.plan = plan
        compiled = try HorizonCompiler(problem, travel: travel).compile()
        sequences = OrderExplainer.sequences(plan, compiled)
        outcomes = Dictionary(plan.orders.map { ($0.order, $0) }) { first, _ in first }
    }

    static func sequences(_ plan: Plan, _ compiled: CompiledHorizon) -> [[RoutingStep.Kind]] {
        var sequences = [[RoutingStep.Kind]](repeating: [], count: compiled.routing.vehicles.count)
        for route in WarmStart(plan, compiled: compiled).solution.routes { sequences[route.vehicle] = route.sequence }
        return sequences
    }

    /// Orders that somebody will ask about: late, waiting, or not served.
    public var questionable: [String] {
        plan.orders.filter { $0.late || [.notServed, .waitingOnPurpose, .waitingHorizonFull].contains($0.state) }
            .map(\.order)
    }

    /// The explanation of one order; `nil` when the plan or the problem does not know it.
    public func explain(_ order: String) throws -> OrderExplanation? {
        guard let outcome = outcomes[order], let index = problem.orders.firstIndex(where: { $0.id == order }) else {
            return nil
        }
        guard let job = compiled.jobOfOrder[index] else {
            let (state, reason) = OutcomeReasons(compiled, attempts: [:]).explain(index)
            return OrderExplanation(
                order: order, state: state, late: outcome.late, reason: reason, vanDays: [],
                relaxations: stock(index: index, order: order))
        }
        var without = sequences
        for route in without.indices { without[route].removeAll { $0.job == job } }
        let probe = try InsertionProbe(compiled.routing, sequences: tidy(without))
        let attempts = probe.routes.indices.map { probe.attempt(job, vehicle: $0) }
        let reasons = OutcomeReasons(compiled, attempts: [job: attempts])
        let days = attempts.enumerated().map { vehicle, attempt in
            vanDay(attempt, vehicle: vehicle, job: job, reasons: reasons)
        }
        var answer = OrderExplanation(
            order: order, state: outcome.state, late: outcome.late,
            reason: OutcomeReason(code: "HERE", text: ReasonSentence.text("HERE", .english)), vanDays: days,
            relaxations: [])
        if outcome.state == .planned {
            explainPlanned(&answer, outcome: outcome, attempts: attempts, job: job)
        } else {
            (answer.state, answer.reason) = reasons.explain(index)
        }
        if outcome.late || outcome.state != .planned, Completion.best(attempts).map({ isLate($0) }) ?? true {
            answer.relaxations = relaxations(
                job, order: order, attempts: attempts, days: days, sequences: tidy(without))
        }
        return answer
    }

    private func isLate(_ offer: InsertionOffer) -> Bool {
        let end = offer.schedule.steps.first { $0.kind.finished == offer.job }?.end ?? 0
        return compiled.deadline(job: offer.job).isLate(endingAt: end)
    }

    /// Reloads with no visit behind or before them go with the visit that was taken out.
    private func tidy(_ routes: [[RoutingStep.Kind]]) -> [[RoutingStep.Kind]] {
        routes.map { route in
            var tidy: [RoutingStep.Kind] = []
            for kind in route {
                if kind.job == nil, tidy.last?.job == nil {
                    if !tidy.isEmpty { tidy[tidy.count - 1] = kind }
                    continue
                }
                tidy.append(kind)
            }
            while let last = tidy.last, last.job == nil { tidy.removeLast() }
            return tidy
        }
    }

    private func vanDay(
        _ attempt: InsertionAttempt, vehicle: Int, job: Int, reasons: OutcomeReasons
    ) -> OrderExplanation.VanDay {
        let shift = compiled.shift(vehicle)
        var line = OrderExplanation.VanDay(van: shift.van, date: shift.date, code: "OFFERED")
        if let offer = attempt.offer {
            line.addedOre = offer.added[compiled.routing.costAim] / HorizonCompiler.moneyScale
        } else {
            line.code = code(job, vehicle: vehicle, reasons: reasons)
        }
        return line
    }

    /// The rule of one van-day; locks and blocked dates by their own names.
    private func code(_ job: Int, vehicle: Int, reasons: OutcomeReasons) -> String {
        let order = compiled.order(job)
        let shift = compiled.shift(vehicle)
        if let lock = order.lock,
            lock.van.map({ $0 != shift.van }) ?? false || lock.date.map({ $0 != shift.date }) ?? false
        {
            return "LOCKED"
        }
        if order.blockedDates.contains(shift.date) { return "CALENDAR" }
        return reasons.bindingRule(job, vehicles: [vehicle]).code
    }

    private func explainPlanned(
        _ answer: inout OrderExplanation, outcome: OrderOutcome, attempts: [InsertionAttempt], job: Int
    ) {
        let own = attempts.indices.first {
            compiled.shift($0).van == outcome.van && compiled.shift($0).date == outcome.date
        }
        guard let own else { return }
        let here = attempts[own].offer
        var others = attempts
        others[own] = .refused(.noRoom)
        let next = Completion.best(others)
        answer.vanDays.remove(at: own)
        let cost = compiled.routing.costAim
        let scale = HorizonCompiler.moneyScale
        var text = "Van \(outcome.van ?? "") on \(outcome.date.map(OutcomeReasons.day) ?? "") takes it"
        if let here { text += " for \((here.added[cost] / scale + 50) / 100) kr" }
        guard let next, let here else {
            answer.reason = OutcomeReason(code: "HERE", text: text + "; no other van-day can.")
            return
        }
        let shift = compiled.shift(next.vehicle)
        let other = "van \(shift.van) on \(OutcomeReasons.day(shift.date))"
        answer.next = OrderExplanation.VanDay(
            van: shift.van, date: shift.date, code: "OFFERED", addedOre: next.added[cost] / scale)
        answer.nextDearerOre = (next.added[cost] - here.added[cost]) / scale
        let isWorse = !next.added.lexicographicallyPrecedes(here.added)
        let kroner = (abs(next.added[cost] - here.added[cost]) / scale + 50) / 100
        if next.added[..<cost] != here.added[..<cost] {
            text += isWorse ? "; \(other) would make somebody later." : "; \(other) would be earlier by itself."
        } else {
            text += "; next best is \(other), \(kroner) kr \(isWorse ? "dearer" : "cheaper by itself")."
        }
        answer.reason = OutcomeReason(code: isWorse ? "HERE" : "BETTER_ELSEWHERE", text: text)
    }
}
