import FordelerModel

/// One single change that lets a van-day take an order.
public struct Relaxation: Hashable, Sendable, Codable {
    /// What is changed.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Minutes more overtime on the van-day.
        case overtime
        /// A wider window of the order, in minutes.
        case window
        /// A skill more on board, a feature more on the van, a second person on board.
        case skill, feature, person
        /// Units in stock at a depot.
        case stock
        /// A later due time, in days.
        case due
    }

    /// What is changed, by how much, in the kind's unit (minutes, names, persons, pieces, days).
    public var kind: Kind
    public var amount: Int
    /// The skill, feature or item; empty otherwise.
    public var name: String
    /// The van-day that then takes the order.
    public var van: String
    public var date: CivilDate
    /// The depot, for stock.
    public var depot: String?

    /// Carries the change out on a problem.
    public func apply(to problem: inout PlanningProblem, order: String) {
        let shift = problem.shifts.firstIndex { $0.van == van && $0.date == date }
        let index = problem.orders.firstIndex { $0.id == order }
        switch kind {
        case .overtime: if let shift { problem.shifts[shift].overtimeSeconds += amount * 60 }
        case .person: if let shift { problem.shifts[shift].crew = 2 }
        case .skill: if let shift { problem.shifts[shift].skills.insert(name) }
        case .feature:
            if let van = problem.vans.firstIndex(where: { $0.id == van }) { problem.vans[van].features.insert(name) }
        case .stock:
            if let depot { problem.stock.append(ShelfStock(depot: depot, item: name, pieces: amount)) }
        case .window:
            if let index {
                for window in problem.orders[index].windows.indices {
                    let given = problem.orders[index].windows[window]
                    problem.orders[index].windows[window].fromSecond = max(0, given.fromSecond - amount * 60)
                    problem.orders[index].windows[window].toSecond = min(86_400, given.toSecond + amount * 60)
                }
            }
        case .due:
            if let index {
                let due = CivilInstant(date: date, secondOfDay: problem.key.closeOfServiceSecond)
                problem.orders[index].override = DueOverride(
                    priority: problem.orders[index].override?.priority, due: due, role: "explanation",
                    reason: "a later due time")
            }
        }
    }

    /// One plain sentence.
    public func text(_ language: ReasonLanguage) -> String {
        let place = "\(van) \(date.iso)"
        switch (kind, language) {
        case (.overtime, .english): return "With \(amount) minutes more overtime, van \(place) takes it."
        case (.overtime, .norwegian): return "Med \(amount) minutter mer overtid tar bil \(place) den."
        case (.overtime, .swedish): return "Med \(amount) minuter mer övertid tar bil \(place) den."
        case (.window, .english): return "With a window \(amount) minutes wider at both ends, van \(place) takes it."
        case (.window, .norwegian):
            return "Med et tidsvindu \(amount) minutter bredere i begge ender tar bil \(place) den."
        case (.window, .swedish):
            return "Med ett tidsfönster \(amount) minuter bredare i båda ändar tar bil \(place) den."
        case (.skill, .english): return "With the skill \(name) on board, van \(place) takes it."
        case (.skill, .norwegian): return "Med kompetansen \(name) om bord tar bil \(place) den."
        case (.skill, .swedish): return "Med kompetensen \(name) ombord tar bil \(place) den."
        case (.feature, .english): return "With \(name), van \(place) takes it."
        case (.feature, .norwegian): return "Med utstyret \(name) tar bil \(place) den."
        case (.feature, .swedish): return "Med utrustningen \(name) tar bil \(place) den."
        case (.person, .english): return "With a second person on board, van \(place) takes it."
        case (.person, .norwegian): return "Med en person til om bord tar bil \(place) den."
        case (.person, .swedish): return "Med en person till ombord tar bil \(place) den."
        case (.stock, .english):
            return "With \(amount) more of \(name) at \(depot ?? "the depot"), van \(place) takes it."
        case (.stock, .norwegian): return "Med \(amount) til av \(name) på \(depot ?? "lageret") tar bil \(place) den."
        case (.stock, .swedish): return "Med \(amount) till av \(name) på \(depot ?? "lagret") tar bil \(place) den."
        case (.due, .english): return "Due \(amount) days later, van \(place) takes it on time."
        case (.due, .norwegian): return "Med frist \(amount) dager senere tar bil \(place) den i tide."
        case (.due, .swedish): return "Med frist \(amount) dagar senare tar bil \(place) den i tid."
        }
    }
}
