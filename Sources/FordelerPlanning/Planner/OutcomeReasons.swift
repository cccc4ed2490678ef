import FordelerModel
import FordelerRoutingProblem

/// Says where an order stands that is not planned, and why: a state, a stable code and one sentence.
///
/// Every claim rests on an insertion attempt into the finished plan for each van-day.
struct OutcomeReasons {
    let compiled: CompiledHorizon
    /// Attempts by job, one a vehicle.
    let attempts: [Int: [InsertionAttempt]]

    init(_ compiled: CompiledHorizon, attempts: [Int: [InsertionAttempt]]) {
        self.compiled = compiled
        self.attempts = attempts
    }

    /// State and reason of an order that no van serves.
    func explain(_ index: Int) -> (OrderState, OutcomeReason) {
        switch compiled.leftOut[index] {
        case .held(let reason, let until):
            let end = until.map { "until \(Self.day($0.date))" } ?? "until further notice"
            return (.held, OutcomeReason(code: "HELD", text: "Held \(end): \(reason)."))
        case .notReady(let expected):
            guard let expected else {
                return (
                    .notReady,
                    OutcomeReason(code: "NOT_READY", text: "Its items are not ready, and no date is expected.")
                )
            }
            return (
                .notReady,
                OutcomeReason(
                    code: "READY_AFTER_HORIZON",
                    text: "Its items are ready on \(Self.day(expected.date)), after the horizon.")
            )
        case .missingPieces(let sentence):
            return (.notReady, OutcomeReason(code: "PIECES_MISSING", text: sentence))
        case nil: break
        }
        // What is not left out is a job.
        guard let job = compiled.jobOfOrder[index] else {
            return (.notReady, OutcomeReason(code: "NOT_READY", text: "Its items are not ready."))
        }
        let deadline = compiled.deadlines[index]
        return deadline.isLate(endingAt: compiled.unservedEnd)
            ? (.notServed, notServed(job, deadline: deadline)) : waiting(job, hasDue: deadline.due != nil)
    }

    /// Due after the horizon, or not yet at all: an insertion proves that waiting was chosen, else the rules that bind say why not.
    private func waiting(_ job: Int, hasDue: Bool) -> (OrderState, OutcomeReason) {
        let found = attempts[job] ?? []
        let why = hasDue ? " It is due after the horizon." : " Its limit counts only once its items are ready."
        guard let offer = Completion.best(found) else {
            let rule = bindingRule(job, vehicles: Array(found.indices))
            return (.waitingHorizonFull, OutcomeReason(code: rule.code, text: rule.text + why))
        }
        let costAim = compiled.routing.costAim
        let price = Self.ore(offer.added[costAim])
        let place = place(offer)
        if isImprovement(offer) { return (.waitingOnPurpose, notTaken(offer)) }
        if offer.added[..<costAim].contains(where: { $0 > 0 }) {
            return (
                .waitingOnPurpose,
                OutcomeReason(
                    code: "LESS_URGENT",
                    text: "\(place) could take it, but more urgent orders would be late." + why,
                    amount: price)
            )
        }
        let waited = Self.ore(compiled.routing.jobs[job].unassignedCosts?.last { $0.aim == costAim }?.amount ?? 0)
        return (
            .waitingOnPurpose,
            OutcomeReason(
                code: "WAITING_CHEAPER",
                text: "\(place) could take it for \(Self.kroner(price)) more; waiting costs \(Self.kroner(waited))."
                    + why,
                amount: price)
        )
    }

    /// Due inside the horizon (or counted so): the rule that binds on the van-days before the due instant.
    private func notServed(_ job: Int, deadline: OrderDeadline) -> OutcomeReason {
        let found = attempts[job] ?? []
        let due = deadline.due ?? 0
        let vehicles = compiled.routing.vehicles
        let release = CompiledHorizon.release(of: compiled.order(job))?.seconds(from: compiled.problem.date) ?? 0
        var candidates = found.indices.filter { vehicles[$0].earliestStart < due }
        var lead = ""
        if let kept = compiled.reservations[compiled.orderOfJob[job]], let available = kept.available,
            available.seconds(from: compiled.problem.date) >= due
        {
            return OutcomeReason(code: "PIECES_LATE", text: kept.sentence(compiled.problem))
        }
        if !deadline.overdueAtStart, release >= due {
            return OutcomeReason(
                code: "DEADLINE_PASSED", text: "It was due before its items or its hold let anybody come.")
        }
        if candidates.isEmpty {
            if !deadline.overdueAtStart {
                return OutcomeReason(code: "NO_VAN_BEFORE_DUE", text: "No van works between now and its due instant.")
            }
            // Past due anyway: the earliest service counts, on any van-day.
            candidates = Array(found.indices)
            lead = "It was past due when planning started. "
        }
        if let offer = Completion.best(candidates.map { found[$0] }) {
            if isImprovement(offer) { return notTaken(offer) }
            let price = Self.ore(offer.added[compiled.routing.costAim])
            return OutcomeReason(
                code: "LESS_URGENT",
                text: lead + "\(place(offer)) could take it, but more urgent orders would be late.", amount: price)
        }
        let rule = bindingRule(job, vehicles: candidates)
        return OutcomeReason(code: rule.code, text: lead + rule.text)
    }

    /// Whether serving the job is better than leaving it out: never so in a plan of ``Planner``.
    private func isImprovement(_ offer: InsertionOffer) -> Bool {
        let open = RouteScheduler(compiled.routing).unassignedAims(offer.job)
        return offer.added.lexicographicallyPrecedes(open)
    }

    private func notTaken(_ offer: InsertionOffer) -> OutcomeReason {
        OutcomeReason(
            code: "NOT_TAKEN", text: "\(place(offer)) could take it, and the rule behind this plan does not.",
            amount: Self.ore(offer.added[compiled.routing.costAim]))
    }

    private func place(_ offer: InsertionOffer) -> String {
        let shift = compiled.shift(offer.vehicle)
        return "Van \(shift.van) on \(Self.day(shift.date))"
    }

    /// Thousandths of an øre as øre, rounded half up.
    private static func ore(_ milli: Int) -> Int {
        let doubled = milli * 2 + HorizonCompiler.moneyScale
        let divisor = 2 * HorizonCompiler.moneyScale
        return doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor)
    }

    private static func kroner(_ ore: Int) -> String { "\((ore + 50) / 100) kr" }

    static func day(_ date: CivilDate) -> String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return "\(names[date.weekday.rawValue - 1]) \(date.iso)"
    }
}
