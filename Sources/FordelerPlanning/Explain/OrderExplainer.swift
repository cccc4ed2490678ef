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
    /// Van-days that are locked to the second.
    private let lockedWhole: Set<Int>
    private let language: MessageLanguage
    /// Most van-days whose changes are searched.
    private static let mostTries = 12

    /// Makes an explainer.
    ///
    /// - Parameters:
    ///   - travel: places of `problem`, depots first, then orders.
    ///   - language: of the sentences.
    /// - Throws: `InputErrors` with every defect of the problem.
    public init(
        _ problem: PlanningProblem, travel: TravelTable, plan: Plan, language: MessageLanguage = .english
    ) throws {
        self.problem = problem
        self.travel = travel
        self.plan = plan
        self.language = language
        let fixed = FixedWork(standing: try HorizonCompiler(problem, travel: travel).compile(), plan: plan)
        compiled = fixed.horizon
        lockedWhole = Set(fixed.kept.keys)
        sequences = WarmStart(fixed.rest, compiled: compiled).sequences
        outcomes = Dictionary(plan.orders.map { ($0.order, $0) }) { first, _ in first }
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
            let (state, reason) = OutcomeReasons(compiled, attempts: [:], language: language).explain(index)
            return OrderExplanation(
                order: order, state: state, late: outcome.late, reason: reason, vanDays: [],
                relaxations: relaxations(index, candidates: Array(compiled.routing.vehicles.indices)))
        }
        var without = sequences
        for route in without.indices { without[route].removeAll { $0.job == job } }
        let probe = try InsertionProbe(compiled.routing, sequences: without.map(\.withoutEmptyTrips))
        let attempts = probe.routes.indices.map { probe.attempt(job, vehicle: $0) }
        let reasons = OutcomeReasons(compiled, attempts: [job: attempts], language: language)
        let days = attempts.enumerated().map { vehicle, attempt in
            vanDay(attempt, vehicle: vehicle, job: job, reasons: reasons)
        }
        var answer = OrderExplanation(
            order: order, state: outcome.state, late: outcome.late,
            reason: OutcomeReason(code: "HERE", text: ReasonSentence.text("HERE", language)), vanDays: days,
            relaxations: [])
        if outcome.state == .planned {
            explainPlanned(&answer, outcome: outcome, attempts: attempts, job: job)
        } else {
            (answer.state, answer.reason) = reasons.explain(index)
        }
        if outcome.late || outcome.state != .planned, Completion.best(attempts).map({ isLate($0) }) ?? true {
            answer.relaxations = relaxations(
                index, candidates: attempts.indices.filter { isCandidate($0, attempts, job) })
        }
        return answer
    }

    /// Whether a van-day could take the order in time but for a rule: it refuses, or comes too late.
    private func isCandidate(_ vehicle: Int, _ attempts: [InsertionAttempt], _ job: Int) -> Bool {
        guard let offer = attempts[vehicle].offer else { return true }
        return isLate(offer)
    }

    /// The smallest change of each kind that admits an order in time, each shown by an insertion into the changed
    /// van-day; the least burden first. Van-days that end before the order is due come first.
    private func relaxations(_ index: Int, candidates: [Int]) -> [VanDayChange] {
        let due = compiled.deadlines[index].due
        let vehicles = compiled.routing.vehicles
        let timely = candidates.filter { vehicle in due.map { vehicles[vehicle].earliestStart < $0 } ?? true }
        let tried = (timely + candidates.filter { !timely.contains($0) }).filter { !lockedWhole.contains($0) }
        var smallest: [VanDayChange.Change: VanDayChange] = [:]
        for vehicle in tried.prefix(Self.mostTries) {
            let trial = VanDayTrial(
                index, vehicle: vehicle, sequence: sequences[vehicle], of: compiled, limited: true)
            for change in trial.relaxations(index, vehicle: vehicle, of: compiled)
            where smallest[change.change].map({ change.burden < $0.burden }) ?? true {
                smallest[change.change] = change
            }
        }
        return smallest.values.sorted { ($0.burden, $0.change.rawValue) < ($1.burden, $1.change.rawValue) }
    }

    private func isLate(_ offer: InsertionOffer) -> Bool {
        let end = offer.schedule.steps.first { $0.kind.finished == offer.job }?.end ?? 0
        return compiled.deadline(job: offer.job).isLate(endingAt: end)
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
        if lockedWhole.contains(vehicle) { return "LOCKED" }
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
        func kroner(_ amount: Int) -> Int { (abs(amount) / scale + 50) / 100 }
        let place = OutcomeReasons.place(compiled.shift(own).van, compiled.shift(own).date)
        if lockedWhole.contains(own) {
            let locked = ReasonWording(
                "What \(place.english) does is locked.", "Det \(place.norwegian) gjør, er låst.",
                "Det som \(place.swedish) gör är låst.")
            answer.reason = OutcomeReason(code: "LOCKED", text: locked.text(language))
            return
        }
        let taker = place.capitalised
        var text = ReasonWording(
            "\(taker.english) takes it", "\(taker.norwegian) tar den", "\(taker.swedish) tar den")
        if let here {
            let price = kroner(here.added[cost])
            text = text + ReasonWording(" for \(price) kr", " for \(price) kr", " för \(price) kr")
        }
        guard let next, let here else {
            let none = ReasonWording(
                "; no other van-day can.", "; ingen annen bildag kan.", "; ingen annan bildag kan.")
            answer.reason = OutcomeReason(code: "HERE", text: (text + none).text(language))
            return
        }
        let shift = compiled.shift(next.vehicle)
        let other = OutcomeReasons.place(shift.van, shift.date)
        answer.next = OrderExplanation.VanDay(
            van: shift.van, date: shift.date, code: "OFFERED", addedOre: next.added[cost] / scale)
        answer.nextDearerOre = (next.added[cost] - here.added[cost]) / scale
        let isWorse = !next.added.lexicographicallyPrecedes(here.added)
        let price = kroner(next.added[cost] - here.added[cost])
        let comparison: ReasonWording
        if next.added[..<cost] != here.added[..<cost] {
            comparison =
                isWorse
                ? ReasonWording(
                    "; \(other.english) would make somebody later.", "; \(other.norwegian) ville gjort noen senere.",
                    "; \(other.swedish) skulle göra någon senare.")
                : ReasonWording(
                    "; \(other.english) would be earlier by itself.",
                    "; \(other.norwegian) ville alene vært tidligere.",
                    "; \(other.swedish) skulle för sig vara tidigare.")
        } else {
            let dearer =
                isWorse
                ? ReasonWording("dearer", "dyrere", "dyrare")
                : ReasonWording("cheaper by itself", "billigere alene", "billigare för sig")
            comparison = ReasonWording(
                "; next best is \(other.english), \(price) kr \(dearer.english).",
                "; nest best er \(other.norwegian), \(price) kr \(dearer.norwegian).",
                "; näst bäst är \(other.swedish), \(price) kr \(dearer.swedish).")
        }
        answer.reason = OutcomeReason(
            code: isWorse ? "HERE" : "BETTER_ELSEWHERE", text: (text + comparison).text(language))
    }
}
