/// A local civil instant: a date and whole seconds after its midnight.
///
/// This is what people write (`2026-03-02T09:30`). Inside planning an instant is a plain number of
/// seconds counted from midnight of the plan's first day; see ``seconds(from:)``.
public struct CivilInstant: Hashable, Comparable, Sendable, Codable {
    /// The calendar date.
    public var date: CivilDate
    /// Seconds after midnight, 0..<86,400.
    public var secondOfDay: Int

    /// Makes an instant; seconds outside a day are carried into the date.
    public init(date: CivilDate, secondOfDay: Int = 0) {
        let carry = secondOfDay >= 0 ? secondOfDay / 86_400 : (secondOfDay - 86_399) / 86_400
        self.date = date.adding(days: carry)
        self.secondOfDay = secondOfDay - carry * 86_400
    }

    /// Seconds from midnight of `origin` to this instant, counting every civil day as 86,400 seconds.
    public func seconds(from origin: CivilDate) -> Int {
        (date.dayNumber - origin.dayNumber) * 86_400 + secondOfDay
    }

    /// The instant `seconds` after midnight of `origin`.
    public init(seconds: Int, from origin: CivilDate) { self.init(date: origin, secondOfDay: seconds) }

    /// Reads `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS` (a blank may stand for the `T`).
    public init?(iso text: String) {
        guard text.count >= 10, let date = CivilDate(iso: String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty {
            self.init(date: date)
            return
        }
        guard let mark = rest.first, mark == "T" || mark == " ",
            let second = CivilInstant.secondOfDay(clock: String(rest.dropFirst()))
        else { return nil }
        self.init(date: date, secondOfDay: second)
    }

    /// Reads a clock time `H:MM`, `HH:MM` or `HH:MM:SS` as seconds after midnight; `24:00` is 86,400.
    public static func secondOfDay(clock text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count),
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
        guard numbers.count == parts.count, numbers[1] < 60, numbers.count == 2 || numbers[2] < 60 else { return nil }
        let total = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return total <= 86_400 ? total : nil
    }

    /// `HH:MM` of seconds after some midnight, wrapped into one day.
    public static func clock(_ seconds: Int) -> String {
        let wrapped = ((seconds % 86_400) + 86_400) % 86_400
        let (hour, minute) = (wrapped / 3600, wrapped % 3600 / 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// `YYYY-MM-DDTHH:MM`, with `:SS` only when the seconds are not zero.
    public var iso: String {
        let second = secondOfDay % 60
        return date.iso + "T" + CivilInstant.clock(secondOfDay)
            + (second == 0 ? "" : ":\(second < 10 ? "0" : "")\(second)")
    }

    /// Whether `a` lies before `b`: by date, then by second of the day.
    public static func < (a: CivilInstant, b: CivilInstant) -> Bool {
        (a.date, a.secondOfDay) < (b.date, b.secondOfDay)
    }

    /// Reads the text that ``init(iso:)`` reads; throws `DecodingError.dataCorrupted` with the text found for anything
    /// else.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = CivilInstant(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "'\(text)' is not an instant (YYYY-MM-DDTHH:MM)"))
        }
        self = instant
    }

    /// Writes ``iso``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}
