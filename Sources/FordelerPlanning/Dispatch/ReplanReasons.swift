import FordelerModel
import FordelerRoutingProblem

/// Says why an order does not stand where it was promised, each claim by an insertion at its old van-day in the new plan.
struct ReplanReasons {
    private let horizon: CompiledHorizon
    private let sequences: [[RoutingStep.Kind]]
    private let fixed: FixedWork
    private let language: MessageLanguage

    init(_ horizon: CompiledHorizon, plan: Plan, fixed: FixedWork, language: MessageLanguage) {
        self.language = language
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
        let place = OutcomeReasons.place(van, date)
        let vehicle = horizon.shiftOfVehicle.indices.first {
            horizon.shift($0).van == van && horizon.shift($0).date == date
        }
        guard let vehicle else {
            return said(
                "NO_VAN",
                ReasonWording(
                    "There is no \(place.english) any more.", "\(place.capitalised.norwegian) finnes ikke lenger.",
                    "\(place.capitalised.swedish) finns inte längre."))
        }
        if fixed.ended.contains(vehicle) {
            return said(
                "NO_VAN",
                ReasonWording(
                    "\(place.capitalised.english) was taken out of service; the visits it had made stay made.",
                    "\(place.capitalised.norwegian) er tatt ut av drift; besøkene den har gjort, står ved lag.",
                    "\(place.capitalised.swedish) är tagen ur drift; besöken den har gjort står fast."))
        }
        if fixed.kept[vehicle] != nil {
            return said(
                "LOCKED",
                ReasonWording(
                    "What \(place.english) does is fixed.", "Det \(place.norwegian) gjør, ligger fast.",
                    "Det \(place.swedish) gör ligger fast."))
        }
        var without = sequences
        for route in without.indices { without[route].removeAll { $0.job == job } }
        guard let probe = try? InsertionProbe(horizon.routing, sequences: without) else { return nil }
        switch probe.attempt(job, vehicle: vehicle) {
        case .refused:
            let attempts = probe.routes.indices.map {
                $0 == vehicle ? probe.attempt(job, vehicle: $0) : .refused(.noRoom)
            }
            let rule = OutcomeReasons(horizon, attempts: [job: attempts]).bindingWording(job, vehicles: [vehicle])
            return said(
                rule.code,
                ReasonWording(
                    "It no longer fits \(place.english). ", "Den passer ikke lenger i \(place.norwegian). ",
                    "Den passar inte längre i \(place.swedish). ") + rule.wording)
        case .offer:
            return said(
                "BETTER_ELSEWHERE",
                ReasonWording(
                    "It would still fit \(place.english); the plan as a whole is better with it elsewhere.",
                    "Den ville fortsatt passet i \(place.norwegian); planen som helhet er bedre med den et annet sted.",
                    "Den skulle fortfarande passa i \(place.swedish); planen som helhet är bättre med den någon annanstans."
                ))
        }
    }

    private func said(_ code: String, _ wording: ReasonWording) -> OutcomeReason {
        OutcomeReason(code: code, text: wording.text(language))
    }
}
