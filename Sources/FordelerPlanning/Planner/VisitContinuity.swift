import FordelerModel

/// How many visits bring somebody whom the citizen knows, and how many lie in an area of their van.
public struct VisitContinuity: Hashable, Sendable {
    /// Visits to citizens who know somebody (`Order.familiarPersons`), and those of them by a crew with such a person.
    public let knowing: Int, known: Int
    /// Visits by vans that have areas to places that have one, and those of them inside the van's areas.
    public let areaVisits: Int, inArea: Int

    /// Counts the visits of a plan's routes; unknown orders, vans and shifts are passed over. O(stops + orders).
    public init(_ routes: [PlanRoute], of problem: PlanningProblem) {
        struct VanDay: Hashable {
            var van: String
            var date: CivilDate
        }
        let orders = Dictionary(problem.orders.map { ($0.id, $0) }) { first, _ in first }
        let vans = Dictionary(problem.vans.map { ($0.id, $0) }) { first, _ in first }
        let persons = Dictionary(problem.shifts.map { (VanDay(van: $0.van, date: $0.date), Set($0.persons)) }) {
            first, _ in first
        }
        var (knowing, known, areaVisits, inArea) = (0, 0, 0, 0)
        for route in routes {
            let crew = persons[VanDay(van: route.van, date: route.date)] ?? []
            let areas = vans[route.van]?.areas ?? []
            for stop in route.stops where stop.kind == .visit {
                guard let order = stop.order.flatMap({ orders[$0] }) else { continue }
                if !order.familiarPersons.isEmpty {
                    knowing += 1
                    if !order.familiarPersons.isDisjoint(with: crew) { known += 1 }
                }
                if !areas.isEmpty, !order.place.area.isEmpty {
                    areaVisits += 1
                    if areas.contains(order.place.area) { inArea += 1 }
                }
            }
        }
        (self.knowing, self.known, self.areaVisits, self.inArea) = (knowing, known, areaVisits, inArea)
    }

    /// The counts in plain sentences; empty when nobody knows anybody and no van has areas.
    public var sentence: String {
        var parts: [String] = []
        if knowing > 0 {
            parts.append("\(known) of \(knowing) visits to people who know somebody bring one they know.")
        }
        if areaVisits > 0 { parts.append("\(inArea) of \(areaVisits) visits lie in the van's own area.") }
        return parts.joined(separator: " ")
    }
}
