import FordelerModel

/// Where an order was found in the routes.
struct PlanService {
    var van: String
    var date: CivilDate
    var start = 0
    var end: Int
}

/// What lateness and waiting come to for one order.
struct OrderVerdict {
    var end: Int?
    var counts = true
    var late = false
    var overdue = false
    var tardiness = 0
}

/// Judges the stated outcome of each order.
struct PlanOutcomeJudge {
    let subject: PlanSubject
    let findings: Findings

    /// Held until after the horizon, or for good.
    private func isHeld(_ order: Order) -> Bool {
        order.hold.map { hold in hold.until.map { isAfterHorizon($0) } ?? true } ?? false
    }

    /// Not ready inside the horizon, as far as anybody expects.
    private func isNotReady(_ order: Order) -> Bool {
        (order.ready ?? order.expectedReady).map { isAfterHorizon($0) } ?? true
    }

    private func isAfterHorizon(_ instant: CivilInstant) -> Bool {
        instant.date.dayNumber - subject.problem.date.dayNumber > subject.calendar.lastDay
    }

    /// End, lateness and tardiness by the definitions: an order left out ends at the close of the first service day
    /// after the horizon; held and not-ready orders left out count nothing.
    func verdict(_ index: Int, _ service: PlanService?, lacksPieces: Bool = false) -> OrderVerdict {
        let order = subject.problem.orders[index]
        let close = subject.calendar.closeAfterHorizon
        var verdict = OrderVerdict()
        verdict.counts = service != nil || !(lacksPieces || isHeld(order) || isNotReady(order))
        verdict.end = verdict.counts ? service?.end ?? close : nil
        guard let due = subject.dues[index].instant else { return verdict }
        verdict.overdue = due < subject.now
        if let end = verdict.end {
            verdict.late = !verdict.overdue && end > due && due < close
            verdict.tardiness = max(0, end -| due)
        }
        return verdict
    }

    func judge(
        _ outcomes: [OrderOutcome], _ services: [PlanService?], _ verdicts: [OrderVerdict], lacking: Set<Int> = []
    ) {
        var seen = Set<Int>()
        for outcome in outcomes {
            let place = "order \(outcome.order)"
            guard let index = subject.orders[outcome.order] else {
                findings.add(.orderUnknown, place)
                continue
            }
            if !seen.insert(index).inserted {
                findings.add(.orderTwice, place)
                continue
            }
            judge(outcome, index, services[index], verdicts[index], lacking.contains(index), place)
        }
        for index in subject.problem.orders.indices where !seen.contains(index) {
            findings.add(.orderMissing, "order \(subject.problem.orders[index].id)")
        }
    }

    private func judge(
        _ outcome: OrderOutcome, _ index: Int, _ service: PlanService?, _ verdict: OrderVerdict,
        _ lacksPieces: Bool, _ place: String
    ) {
        let due = subject.dues[index]
        if !states(index, isServed: service != nil, lacksPieces).contains(outcome.state) { findings.add(.state, place) }
        if (outcome.reason == nil) != (outcome.state == .planned) { findings.add(.reason, place) }
        if outcome.priority != due.priority {
            findings.add(.priority, place, outcome.priority.rawValue - due.priority.rawValue, "classes")
        }
        if outcome.due != due.instant {
            let difference = outcome.due.flatMap { stated in due.instant.map { stated -| $0 } }
            findings.add(.due, place, difference ?? 1, difference == nil ? "count" : "seconds")
        }
        if outcome.van != service?.van || outcome.date != service?.date || outcome.end != service?.end {
            let difference = outcome.end.flatMap { stated in service.map { stated -| $0.end } } ?? 0
            findings.add(.outcomeMismatch, place, difference, "seconds")
        }
        if outcome.overdueAtStart != verdict.overdue { findings.add(.overdueFlag, place) }
        if outcome.late != verdict.late { findings.add(.lateFlag, place) }
        findings.expect(outcome.tardinessSeconds, verdict.tardiness, .tardiness, place, "seconds")
    }

    /// The states that the routes, holds and the due instant allow.
    private func states(_ index: Int, isServed: Bool, _ lacksPieces: Bool) -> Set<OrderState> {
        if isServed { return [.planned] }
        let order = subject.problem.orders[index]
        var allowed: Set<OrderState> = []
        if isHeld(order) { allowed.insert(.held) }
        if isNotReady(order) || lacksPieces { allowed.insert(.notReady) }
        if !allowed.isEmpty { return allowed }
        // Between the last day and the close of the next service day an order is due outside the horizon, and late
        // all the same when left out: both words are right.
        let due = subject.dues[index].instant ?? .max
        if due < subject.calendar.closeAfterHorizon { allowed.insert(.notServed) }
        if due >= (subject.calendar.lastDay + 1) * 86_400 {
            allowed.formUnion([.waitingOnPurpose, .waitingHorizonFull])
        }
        return allowed
    }
}
