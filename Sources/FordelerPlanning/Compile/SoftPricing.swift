import FordelerModel

/// What a visit costs beyond travel and time because of who drives it, where and on which weekday; and which visits
/// a fixed round forbids.
struct SoftPricing: Sendable {
    private let prices: SoftPrices
    private let rounds: [String: [WeekdayRound]]

    init(_ problem: PlanningProblem) {
        prices = problem.rates.soft
        rounds = Dictionary(grouping: problem.rounds, by: \.area)
    }

    /// Whether any visit can have a price; if not, the engine's prices stay by day.
    var isPriced: Bool {
        prices.unfamiliarCrew > 0 || prices.foreignArea > 0
            || rounds.values.joined().contains { ($0.priceOff ?? 0) > 0 }
    }

    /// Whether the area's rounds leave no place for the visit.
    func forbids(_ order: Order, priority: PriorityClass, van: Van, date: CivilDate) -> Bool {
        let binding = binding(order, priority: priority, van: van, date: date)
        return !binding.isEmpty && binding.allSatisfy { $0.priceOff == nil }
    }

    /// Øre for the visit on a shift that the rounds allow.
    func price(_ order: Order, priority: PriorityClass, van: Van, shift: Shift) -> Int {
        var price = binding(order, priority: priority, van: van, date: shift.date).compactMap(\.priceOff).min() ?? 0
        if !order.familiarPersons.isEmpty, order.familiarPersons.isDisjoint(with: shift.persons) {
            price += prices.unfamiliarCrew
        }
        if !order.place.area.isEmpty, !van.areas.isEmpty, !van.areas.contains(order.place.area) {
            price += prices.foreignArea
        }
        return price
    }

    /// The rounds that the visit is off; empty when it is on one of them, or when none counts for it.
    private func binding(_ order: Order, priority: PriorityClass, van: Van, date: CivilDate) -> [WeekdayRound] {
        guard order.destination == nil, let all = rounds[order.place.area] else { return [] }
        let counting = all.filter { !$0.freeClasses.contains(priority) }
        if counting.count < all.count || counting.contains(where: { $0.covers(van: van.id, weekday: date.weekday) }) {
            return []
        }
        return counting
    }
}
