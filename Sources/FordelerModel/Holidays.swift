/// The public holidays that a calendar leaves out.
public enum HolidayCountry: String, Hashable, Sendable, Codable {
    case norway = "NO"
    case sweden = "SE"
    case none

    /// Whether `date` is a public holiday (Sundays are not listed unless they are a named holiday).
    ///
    /// Norway: law of 24 February 1995 no. 12 and 1 and 17 May. Sweden: law 1989:253, with
    /// Midsummer Eve, Christmas Eve and New Year's Eve, which count as days off in practice.
    public func isHoliday(_ date: CivilDate) -> Bool {
        let easter = HolidayCountry.easterSunday(year: date.year)
        let offset = date.dayNumber - easter.dayNumber
        let fixed = (date.month, date.day)
        switch self {
        case .none: return false
        case .norway:
            if [-3, -2, 0, 1, 39, 49, 50].contains(offset) { return true }
            return [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)].contains { $0 == fixed }
        case .sweden:
            if [-2, 0, 1, 39, 49].contains(offset) { return true }
            if [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)].contains(where: { $0 == fixed })
            {
                return true
            }
            // Midsummer Eve is the Friday of 19–25 June, Midsummer Day the Saturday of 20–26 June,
            // All Saints' Day the Saturday of 31 October – 6 November.
            if date.month == 6, date.weekday == .friday, (19...25).contains(date.day) { return true }
            if date.month == 6, date.weekday == .saturday, (20...26).contains(date.day) { return true }
            return date.weekday == .saturday
                && ((date.month == 10 && date.day == 31) || (date.month == 11 && date.day <= 6))
        }
    }

    /// Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher).
    public static func easterSunday(year: Int) -> CivilDate {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let d = b / 4
        let e = b % 4
        let f = (b + 8) / 25
        let g = (b - f + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let i = c / 4
        let k = c % 4
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)!
    }
}
