import FordelerModel
import FordelerRoutingProblem

/// Says why an order does not stand where it was promised, each claim by an insertion at its old van-day in the new plan.
struct ReplanReasons {
    private let horizon: CompiledHorizon
    private let sequences: [[RoutingStep.Kind]]
    private let fixed: FixedWork

    init(_ horizon: CompiledHorizon, plan: Plan, fixed: FixedWork) {
        self.horizon = horizon
        self.fixed = fixed
        sequences = WarmStart(plan, compiled: horizon).sequences
    }

    func explain(_ difference: inout PlanDifference) {
        var jobs: [String: Int] = [:]
        for job in horizon.orderOfJob.indices { jobs[horizon.order(job).id] = job }
        for index in difference.changes.indices {
            let change = difference.changes[index]
            guard [.date, .van, .dropped].contains(change.kind), let job = jobs[change.order] else { continue }
            difference.changes[index].reason = reason(change, job: job)
        }
    }

    private func reason(_ change: PlanDifference.Change, job: Int) -> OutcomeReason? {
        guard let van = change.before?.van, let date = change.before?.date else { return nil }
        let place = "van \(van) on \(OutcomeReasons.day(date))"
        let vehicle = horizon.shiftOfVehicle.indices.first {
            horizon.shift($0).van == van && horizon.shift($0).date == date
        }
        guard let vehicle else { return OutcomeReason(code: "NO_VAN", text: "There is no \(place) any more.") }
        if fixed.kept[vehicle] != nil {
            return OutcomeReason(code: "LOCKED", text: "What \(place) does is fixed.")
        }
        var without = sequences
        for route in without.indices { without[route].removeAll { $0.job == job } }
        guard let probe = try? InsertionProbe(horizon.routing, sequences: without) else { return nil }
        switch probe.attempt(job, vehicle: vehicle) {
        case .refused:
            let attempts = probe.routes.indices.map {
                $0 == vehicle ? probe.attempt(job, vehicle: $0) : .refused(.noRoom)
            }
            let rule = OutcomeReasons(horizon, attempts: [job: attempts]).bindingRule(job, vehicles: [vehicle])
            return OutcomeReason(code: rule.code, text: "It no longer fits \(place). " + rule.text)
        case .offer:
            return OutcomeReason(
                code: "BETTER_ELSEWHERE",
                text: "It would still fit \(place); the plan as a whole is better with it elsewhere.")
        }
    }
}
