import FordelerModel
import FordelerRoutingProblem

/// Says why orders stand where they stand in a plan, by trying each van-day: the rule that forbids it, the smallest
/// single change that admits it, or the price of taking it.
///
/// A trial compiles one van-day with one more order: O(stops² + items) and microseconds. An order costs one trial a
/// van-day, and about fifty more for each van-day whose relaxations are searched.
public struct VanDayExplainer: Sendable {
    private let compiled: CompiledHorizon
    private let plan: Plan
    /// Van-days that are locked to the second.
    private let lockedWhole: Set<Int>
    private let outcomes: [String: OrderOutcome]
    private let indexOf: [String: Int]
    private let sequences: [[RoutingStep.Kind]]

    /// Makes an explainer of a plan.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders, both in the problem's order.
    /// - Throws: `InputErrors` with every defect of the problem.
    public init(_ problem: PlanningProblem, travel: TravelTable, plan: Plan) throws(InputErrors) {
        let fixed = FixedWork(standing: try HorizonCompiler(problem, travel: travel).compile(), plan: plan)
        compiled = fixed.horizon
        lockedWhole = Set(fixed.kept.keys)
        self.plan = plan
        outcomes = Dictionary(plan.orders.map { ($0.order, $0) }) { first, _ in first }
        indexOf = Dictionary(problem.orders.enumerated().map { ($1.id, $0) }) { first, _ in first }
        sequences = WarmStart(fixed.rest, compiled: compiled).sequences
    }

    /// Orders that ask for an explanation: late ones, and those that are not planned; by identity.
    public var troubled: [String] { plan.orders.filter { $0.state != .planned || $0.late }.map(\.order).sorted() }

    /// Explains one order; `nil` when the plan or the problem has no such order.
    ///
    /// - Parameter everyRelaxation: search the changes of every van-day that refuses; otherwise only when no van-day
    ///   can take the order in time.
    public func explain(_ order: String, everyRelaxation: Bool = true) -> VanDayExplanation? {
        guard let index = indexOf[order], let outcome = outcomes[order] else { return nil }
        var explanation = VanDayExplanation(outcome: outcome, vanDays: [])
        var trials: [(trial: VanDayTrial, vehicle: Int)] = []
        for vehicle in compiled.routing.vehicles.indices {
            let trial = VanDayTrial(
                index, vehicle: vehicle, sequence: sequences[vehicle], of: compiled,
                limited: outcome.state != .planned || outcome.late)
            guard let verdict = verdict(trial, index: index, vehicle: vehicle) else { continue }
            trials.append((trial, vehicle))
            explanation.vanDays.append(verdict)
        }
        let isRefused = explanation.vanDays.allSatisfy { $0.refusal != nil }
        if isRefused {
            // What forbids the van-days that come in time says more than that the others come too late.
            let rules = explanation.vanDays.compactMap(\.refusal)
            let early = rules.filter { $0 != .deadlinePassed }
            explanation.binding = (early.isEmpty ? rules : early).max { $0.nearness < $1.nearness }
        }
        if isRefused || everyRelaxation {
            let refused = explanation.vanDays.indices.filter {
                explanation.vanDays[$0].refusal != nil && !lockedWhole.contains(trials[$0].vehicle)
            }
            for place in refused {
                explanation.vanDays[place].relaxations = trials[place].trial.relaxations(
                    index, vehicle: trials[place].vehicle, of: compiled)
            }
            explanation.smallest = explanation.vanDays.compactMap(\.relaxations.first).min {
                ($0.burden, $0.date, $0.van) < ($1.burden, $1.date, $1.van)
            }
        }
        if outcome.state == .planned { choose(&explanation) }
        return explanation
    }

    /// The place in the plan beside the best other one, aim by aim.
    private func choose(_ explanation: inout VanDayExplanation) {
        let outcome = explanation.outcome
        func isHere(_ verdict: VanDayVerdict) -> Bool { verdict.van == outcome.van && verdict.date == outcome.date }
        explanation.placeOre = explanation.vanDays.first(where: isHere)?.addedOre
        explanation.nextBest = explanation.vanDays.filter { !isHere($0) && $0.refusal == nil }
            .min { $0.effect.lexicographicallyPrecedes($1.effect) }
    }

    /// What a van-day says; `nil` when its own route does not hold by the data at hand.
    private func verdict(_ trial: VanDayTrial, index: Int, vehicle: Int) -> VanDayVerdict? {
        let shift = compiled.shift(vehicle)
        var verdict = VanDayVerdict(van: shift.van, date: shift.date, madeLate: [], relaxations: [])
        if lockedWhole.contains(vehicle) {
            verdict.refusal = .locked
            return verdict
        }
        guard let bench = trial.bench(ignoringDue: true), compiled.leftOut[index] == nil else {
            switch compiled.leftOut[index] {
            case .held: verdict.refusal = .held
            case .notReady: verdict.refusal = .notReady
            case .missingPieces: verdict.refusal = .piecesMissing
            case nil: return nil
            }
            return verdict
        }
        if let offer = trial.offer() {
            price(offer, bench, shift: shift, into: &verdict)
        } else if bench.probe.best(bench.job, vehicle: 0) != nil {
            verdict.refusal = .deadlinePassed
        } else {
            verdict.refusal = bench.refusal
        }
        return verdict
    }

    private func price(
        _ offer: InsertionOffer, _ bench: VanDayTrial.Bench, shift: Shift, into verdict: inout VanDayVerdict
    ) {
        let cost = offer.added[AimWeights.cost]
        verdict.addedOre = (cost + (cost < 0 ? -1 : 1) * HorizonCompiler.moneyScale / 2) / HorizonCompiler.moneyScale
        let midnight = (shift.date.dayNumber - compiled.problem.date.dayNumber) * 86_400
        var effect = [Int](repeating: 0, count: Aim.names.count)
        var ends: [Int: Int] = [:]
        for step in bench.probe.routes[0].schedule.steps {
            if let job = step.kind.finished { ends[job] = step.end }
        }
        for step in offer.schedule.steps {
            guard let job = step.kind.finished else { continue }
            let deadline = bench.compiled.deadline(job: job)
            if job == bench.job { verdict.start = step.start - midnight }
            let before = ends[job]
            let wasLate = before.map(deadline.isBreach) ?? false
            if deadline.isBreach(endingAt: step.end), !wasLate {
                effect[AimWeights.breaches(deadline.priority)] += 1
                if job != bench.job { verdict.madeLate.append(bench.compiled.order(job).id) }
            }
            effect[AimWeights.tardiness(deadline.priority)] +=
                deadline.tardiness(endingAt: step.end) - (before.map(deadline.tardiness) ?? 0)
        }
        effect[AimWeights.cost] = cost
        verdict.effect = effect
        verdict.madeLate.sort()
    }
}
