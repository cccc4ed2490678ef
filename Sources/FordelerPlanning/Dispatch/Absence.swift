import FordelerModel

/// A van, a person or a depot that is not there.
public enum Absence: Hashable, Sendable {
    case van(String)
    case person(String)
    case depot(String)

    /// Reads `van=ID`, `person=ID` or `depot=ID`.
    public init?(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, !halves[1].isEmpty else { return nil }
        switch halves[0] {
        case "van": self = .van(halves[1])
        case "person": self = .person(halves[1])
        case "depot": self = .depot(halves[1])
        default: return nil
        }
    }
}

extension PlanningProblem {
    /// Takes somebody or something away; false when the problem does not know the name.
    ///
    /// Without a van its shifts go. Without a person a crew of two drives on with one, without the skills that nobody
    /// says the other has; a crew of one stays at home. Without a depot the shifts that start or end there go, and
    /// nobody reloads there; its goods are out of reach.
    public mutating func remove(_ absence: Absence) -> Bool {
        switch absence {
        case .van(let id):
            guard vans.contains(where: { $0.id == id }) else { return false }
            shifts.removeAll { $0.van == id }
        case .person(let id):
            guard shifts.contains(where: { $0.persons.contains(id) }) else { return false }
            shifts = shifts.compactMap { shift in
                guard shift.persons.contains(id) else { return shift }
                var left = shift
                left.persons.removeAll { $0 == id }
                left.crew = min(shift.crew, left.persons.count)
                return left.crew == 0 ? nil : left
            }
        case .depot(let id):
            guard depots.contains(where: { $0.id == id }) else { return false }
            shifts.removeAll { $0.startDepot == id || $0.endDepot == id }
            for index in vans.indices { vans[index].reloadDepots.removeAll { $0 == id } }
        }
        return true
    }
}
