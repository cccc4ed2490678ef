import FordelerModel

/// Messages to citizens as a table: order, date, window and a text without names, goods or health detail.
public enum CitizenMessages {
    /// The columns, in order.
    public static let columns = ["order", "date", "from", "to", "language", "text"]

    /// The file's text for one date of the plan, semicolons between the columns, UTF-8 with a byte order mark.
    ///
    /// - Parameters:
    ///   - date: The date whose visits are announced; `nil` is every date.
    ///   - windowMinutes: Length of the announced window, whose middle is the planned start; 30 to 480.
    public static func text(
        _ plan: Plan, problem: PlanningProblem, language: MessageLanguage, date: CivilDate? = nil,
        windowMinutes: Int = 120
    ) -> String {
        let kinds = Dictionary(problem.orders.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let window = min(480, max(30, windowMinutes)) * 60
        var lines = [columns.joined(separator: ";")]
        for route in plan.routes where date == nil || route.date == date {
            for stop in route.stops where stop.kind == .visit {
                guard let order = stop.order, let kind = kinds[order], kind != .transfer, kind != .replenishment
                else { continue }
                let midnight = (route.date.dayNumber - plan.date.dayNumber) * 86_400
                // Full quarters of an hour, inside the day.
                let from = max(0, stop.start - midnight - window / 2) / 900 * 900
                let to = min(86_340, from + window)
                let text = sentence(
                    kind, language, date: route.date, from: CivilInstant.clock(from), to: CivilInstant.clock(to))
                lines.append(
                    [
                        quoted(order), route.date.iso, CivilInstant.clock(from), CivilInstant.clock(to),
                        language.rawValue, quoted(text),
                    ].joined(separator: ";"))
            }
        }
        return "\u{feff}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    /// One sentence that says that somebody comes, and when; what is brought or taken stays unsaid.
    static func sentence(
        _ kind: OrderKind, _ language: MessageLanguage, date: CivilDate, from: String, to: String
    ) -> String {
        let day = day(date, language)
        switch language {
        case .norwegian:
            let purpose =
                kind == .repair ? "for service" : kind == .collection ? "for henting" : "med det du har bestilt"
            return "Kommunen kommer \(purpose) \(day) mellom kl. \(from) og \(to). Ring oss hvis det ikke passer."
        case .swedish:
            let purpose =
                kind == .repair ? "för service" : kind == .collection ? "för hämtning" : "med det du har beställt"
            return "Kommunen kommer \(purpose) \(day) mellan kl. \(from) och \(to). Ring oss om det inte passar."
        case .english:
            let purpose =
                kind == .repair ? "for service" : kind == .collection ? "to collect" : "with what you ordered"
            return
                "The municipality comes \(purpose) on \(day) between \(from) and \(to). Call us if this does not suit."
        }
    }

    private static func day(_ date: CivilDate, _ language: MessageLanguage) -> String {
        let weekdays: [String]
        let months: [String]
        switch language {
        case .norwegian:
            weekdays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
            months = [
                "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
                "november", "desember",
            ]
        case .swedish:
            weekdays = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
            months = [
                "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
                "november", "december",
            ]
        case .english:
            weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            months = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        }
        let weekday = weekdays[date.weekday.rawValue - 1]
        let month = months[date.month - 1]
        switch language {
        case .norwegian: return "\(weekday) \(date.day). \(month)"
        case .swedish: return "\(weekday) \(date.day) \(month)"
        case .english: return "\(weekday) \(date.day) \(month)"
        }
    }

    private static func quoted(_ cell: String) -> String {
        var text = cell
        if let first = text.first, "=+-@".contains(first), Double(text) == nil { text = "'" + text }
        guard text.contains(where: { $0 == ";" || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
