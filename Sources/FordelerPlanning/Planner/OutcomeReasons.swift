import FordelerModel
import FordelerRoutingProblem

/// Says where an order stands that is not planned, and why: a state, a stable code and one sentence.
///
/// Every claim rests on an insertion attempt into the finished plan for each van-day.
struct OutcomeReasons {
    let compiled: CompiledHorizon
    /// Attempts by job, one a vehicle.
    let attempts: [Int: [InsertionAttempt]]

    /// The language of the sentences.
    let language: MessageLanguage

    init(_ compiled: CompiledHorizon, attempts: [Int: [InsertionAttempt]], language: MessageLanguage = .english) {
        self.compiled = compiled
        self.attempts = attempts
        self.language = language
    }

    private func reason(_ code: String, _ wording: ReasonWording, amount: Int? = nil) -> OutcomeReason {
        OutcomeReason(code: code, text: wording.text(language), amount: amount)
    }

    /// State and reason of an order that no van serves.
    func explain(_ index: Int) -> (OrderState, OutcomeReason) {
        switch compiled.leftOut[index] {
        case .held(let reason, let until):
            let end =
                until.map {
                    let day = ReasonWording.day($0.date)
                    return ReasonWording("until \(day.english)", "til \(day.norwegian)", "till \(day.swedish)")
                } ?? ReasonWording("until further notice", "inntil videre", "tills vidare")
            let held = ReasonWording(
                "Held \(end.english): \(reason).", "Satt på vent \(end.norwegian): \(reason).",
                "Satt på vänt \(end.swedish): \(reason).")
            return (.held, self.reason("HELD", held))
        case .notReady(let expected):
            guard let expected else { return (.notReady, self.reason("NOT_READY", Self.noDate)) }
            let day = ReasonWording.day(expected.date)
            let wording = ReasonWording(
                "Its items are ready on \(day.english), after the horizon.",
                "Varene er klare \(day.norwegian), etter perioden.",
                "Varorna är klara \(day.swedish), efter perioden.")
            return (.notReady, self.reason("READY_AFTER_HORIZON", wording))
        case .missingPieces(let wording): return (.notReady, self.reason("PIECES_MISSING", wording))
        case nil: break
        }
        // What is not left out is a job.
        guard let job = compiled.jobOfOrder[index] else { return (.notReady, self.reason("NOT_READY", Self.noDate)) }
        let deadline = compiled.deadlines[index]
        return deadline.isLate(endingAt: compiled.unservedEnd)
            ? (.notServed, notServed(job, deadline: deadline)) : waiting(job, hasDue: deadline.due != nil)
    }

    private static let noDate = ReasonWording(
        "Its items are not ready, and no date is expected.", "Varene er ikke klare, og ingen dato er ventet.",
        "Varorna är inte klara, och inget datum väntas.")

    /// Due after the horizon, or not yet at all: an insertion proves that waiting was chosen, else the rules that bind say why not.
    private func waiting(_ job: Int, hasDue: Bool) -> (OrderState, OutcomeReason) {
        let found = attempts[job] ?? []
        let why =
            hasDue
            ? ReasonWording(
                " It is due after the horizon.", " Fristen er etter perioden.", " Fristen är efter perioden.")
            : ReasonWording(
                " Its limit counts only once its items are ready.", " Fristen løper først når varene er klare.",
                " Fristen löper först när varorna är klara.")
        guard let offer = Completion.best(found) else {
            let (code, wording) = bindingWording(job, vehicles: Array(found.indices))
            return (.waitingHorizonFull, reason(code, wording + why))
        }
        let costAim = compiled.routing.costAim
        let price = Self.ore(offer.added[costAim])
        if isImprovement(offer) { return (.waitingOnPurpose, notTaken(offer)) }
        if offer.added[..<costAim].contains(where: { $0 > 0 }) {
            return (.waitingOnPurpose, reason("LESS_URGENT", lessUrgent(offer) + why, amount: price))
        }
        let waited = Self.ore(compiled.routing.jobs[job].unassignedCosts?.last { $0.aim == costAim }?.amount ?? 0)
        let (place, more, less) = (place(offer), Self.kroner(price), Self.kroner(waited))
        let wording = ReasonWording(
            "\(place.english) could take it for \(more) more; waiting costs \(less).",
            "\(place.norwegian) kunne tatt den for \(more) mer; å vente koster \(less).",
            "\(place.swedish) kunde ta den för \(more) mer; att vänta kostar \(less).")
        return (.waitingOnPurpose, reason("WAITING_CHEAPER", wording + why, amount: price))
    }

    /// Due inside the horizon (or counted so): the rule that binds on the van-days before the due instant.
    private func notServed(_ job: Int, deadline: OrderDeadline) -> OutcomeReason {
        let found = attempts[job] ?? []
        let due = deadline.due ?? 0
        let vehicles = compiled.routing.vehicles
        let release = CompiledHorizon.release(of: compiled.order(job))?.seconds(from: compiled.problem.date) ?? 0
        var candidates = found.indices.filter { vehicles[$0].earliestStart < due }
        var lead = ReasonWording.same("")
        if let kept = compiled.reservations[compiled.orderOfJob[job]], let available = kept.available,
            available.seconds(from: compiled.problem.date) >= due
        {
            return reason("PIECES_LATE", kept.wording(compiled.problem))
        }
        if !deadline.overdueAtStart, release >= due {
            return reason(
                "DEADLINE_PASSED",
                ReasonWording(
                    "It was due before its items or its hold let anybody come.",
                    "Fristen gikk ut før varene eller ventingen lot noen komme.",
                    "Fristen gick ut innan varorna eller väntan lät någon komma."))
        }
        if candidates.isEmpty {
            if !deadline.overdueAtStart {
                return reason(
                    "NO_VAN_BEFORE_DUE",
                    ReasonWording(
                        "No van works between now and its due instant.", "Ingen bil kjører mellom nå og fristen.",
                        "Ingen bil kör mellan nu och fristen."))
            }
            // Past due anyway: the earliest service counts, on any van-day.
            candidates = Array(found.indices)
            lead = ReasonWording(
                "It was past due when planning started. ", "Fristen var ute da planleggingen startet. ",
                "Fristen hade gått ut när planeringen började. ")
        }
        if let offer = Completion.best(candidates.map { found[$0] }) {
            if isImprovement(offer) { return notTaken(offer) }
            let price = Self.ore(offer.added[compiled.routing.costAim])
            return reason("LESS_URGENT", lead + lessUrgent(offer), amount: price)
        }
        let (code, wording) = bindingWording(job, vehicles: candidates)
        return reason(code, lead + wording)
    }

    /// Whether serving the job is better than leaving it out: never so in a plan of ``Planner``.
    private func isImprovement(_ offer: InsertionOffer) -> Bool {
        let open = RouteScheduler(compiled.routing).unassignedAims(offer.job)
        return offer.added.lexicographicallyPrecedes(open)
    }

    private func lessUrgent(_ offer: InsertionOffer) -> ReasonWording {
        let place = place(offer)
        return ReasonWording(
            "\(place.english) could take it, but more urgent orders would be late.",
            "\(place.norwegian) kunne tatt den, men mer hastende oppdrag ville blitt forsinket.",
            "\(place.swedish) kunde ta den, men mer brådskande uppdrag skulle bli sena.")
    }

    private func notTaken(_ offer: InsertionOffer) -> OutcomeReason {
        let place = place(offer)
        let wording = ReasonWording(
            "\(place.english) could take it, and the rule behind this plan does not.",
            "\(place.norwegian) kunne tatt den, men regelen bak denne planen gjør det ikke.",
            "\(place.swedish) kunde ta den, men regeln bakom den här planen gör det inte.")
        return reason("NOT_TAKEN", wording, amount: Self.ore(offer.added[compiled.routing.costAim]))
    }

    private func place(_ offer: InsertionOffer) -> ReasonWording {
        let shift = compiled.shift(offer.vehicle)
        return Self.place(shift.van, shift.date).capitalised
    }

    /// A van-day inside a sentence.
    static func place(_ van: String, _ date: CivilDate) -> ReasonWording {
        let day = ReasonWording.day(date)
        return ReasonWording(
            "van \(van) on \(day.english)", "bil \(van) \(day.norwegian)", "bil \(van) \(day.swedish)")
    }

    /// Thousandths of an øre as øre, rounded half up.
    private static func ore(_ milli: Int) -> Int {
        let doubled = milli * 2 + HorizonCompiler.moneyScale
        let divisor = 2 * HorizonCompiler.moneyScale
        return doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor)
    }

    private static func kroner(_ ore: Int) -> String { "\((ore + 50) / 100) kr" }

    static func day(_ date: CivilDate) -> String { ReasonWording.day(date).english }
}
