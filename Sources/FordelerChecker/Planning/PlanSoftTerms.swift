import FordelerModel

/// Soft terms and fixed rounds, recomputed from the scenario.
struct PlanSoftTerms {
    let subject: PlanSubject

    /// Øre for a visit: off its round, by a crew the person does not know, outside the van's areas.
    func price(_ index: Int, van: Van, shift: Shift) -> Int {
        let order = subject.problem.orders[index]
        let prices = subject.problem.rates.soft
        var sum = roundsMissed(index, van: van.id, date: shift.date).compactMap(\.priceOff).min() ?? 0
        let knowsNobody = !shift.persons.contains { order.familiarPersons.contains($0) }
        if !order.familiarPersons.isEmpty, knowsNobody { sum +|= prices.unfamiliarCrew }
        let area = order.place.area
        if !area.isEmpty, !van.areas.isEmpty, !van.areas.contains(area) { sum +|= prices.foreignArea }
        return sum
    }

    /// Whether every round of the order's area forbids the visit.
    func isForbidden(_ index: Int, van: String, date: CivilDate) -> Bool {
        let missed = roundsMissed(index, van: van, date: date)
        return missed.contains { $0.priceOff == nil } && !missed.contains { $0.priceOff != nil }
    }

    /// The rounds of the area when the visit is on none of them and its class is free of none.
    private func roundsMissed(_ index: Int, van: String, date: CivilDate) -> [WeekdayRound] {
        let order = subject.problem.orders[index]
        if order.destination != nil { return [] }
        let rounds = subject.problem.rounds.filter { $0.area == order.place.area }
        for round in rounds {
            if round.freeClasses.contains(subject.dues[index].priority) { return [] }
            let isDay = round.weekdays.contains(date.weekday)
            if isDay, round.vans.isEmpty || round.vans.contains(van) { return [] }
        }
        return rounds
    }

    /// Øre for work above the vans' shares: rate × (worked − all work × own shift seconds ÷ all shift seconds).
    func imbalance(_ worked: [String: Int]) -> Int {
        let days = Set(subject.problem.horizon)
        var own: [String: Int] = [:]
        for shift in subject.problem.shifts where days.contains(shift.date) {
            own[shift.van, default: 0] +|= shift.endSecond - shift.startSecond
        }
        let total = own.values.reduce(0) { $0 +| $1 }
        let work = own.keys.reduce(0) { $0 +| (worked[$1] ?? 0) }
        if total == 0 { return 0 }
        return own.reduce(0) { sum, entry in
            let above = max(0, (worked[entry.key] ?? 0) *| total -| work *| entry.value)
            return sum +| PlanTally.rounded(above *| subject.problem.rates.soft.imbalancePerHour, by: 3600 *| total)
        }
    }
}
