import FordelerModel

/// How reports write money, times and dates, the same in every output.
public enum ReportText {
    /// A number with its noun, in the plural where it is not one.
    static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// Whole kroner from øre, thousands set apart by no-break spaces: `12 345 kr`.
    public static func money(_ ore: Int) -> String { grouped(rounded(ore, by: 100)) + "\u{a0}kr" }

    /// A whole number with no-break spaces between thousands.
    public static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{a0}") }
            text.append(digit)
        }
        return (value < 0 ? "−" : "") + text
    }

    /// Hours and minutes, rounded to whole minutes: `7:05`.
    public static func duration(_ seconds: Int) -> String {
        let minutes = rounded(max(0, seconds), by: 60)
        return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    /// A length of time for people: `35 min`, `7 h 5 min`, `3 d 2 h`.
    public static func span(_ seconds: Int) -> String {
        let minutes = rounded(max(0, seconds), by: 60)
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 1440 { return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min") }
        let hours = rounded(minutes, by: 60)
        return "\(hours / 24) d" + (hours % 24 == 0 ? "" : " \(hours % 24) h")
    }

    /// Kilometres with one decimal below 100, whole above.
    public static func kilometres(_ metres: Int) -> String {
        if metres >= 99_950 { return grouped(rounded(metres, by: 1000)) }
        let tenths = rounded(max(0, metres), by: 100)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A share as a whole percentage: `84 %`.
    public static func percent(_ share: Double) -> String {
        guard share.isFinite, abs(share) < 1e6 else { return "–" }
        return "\(Int((share * 100).rounded()))\u{a0}%"
    }

    /// A share as a percentage with one decimal: `84.3 %`; what is not whole is not rounded to `100.0 %`.
    public static func percentTenths(_ share: Double) -> String {
        guard share.isFinite, abs(share) < 1e6 else { return "–" }
        let tenths = Int((share * 1000).rounded())
        if share < 1, tenths == 1000 { return ">\u{a0}99.9\u{a0}%" }
        return "\(tenths < 0 ? "−" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)\u{a0}%"
    }

    /// `Mon 2 Mar`.
    public static func day(_ date: CivilDate) -> String {
        "\(weekday(date).prefix(3)) \(date.day) \(month(date).prefix(3))"
    }

    /// `Monday 2 March 2026`.
    public static func longDay(_ date: CivilDate) -> String {
        "\(weekday(date)) \(date.day) \(month(date)) \(date.year)"
    }

    /// `Mon 2 Mar 09:15`, from seconds after midnight of `origin`.
    public static func instant(_ seconds: Int, from origin: CivilDate) -> String {
        let instant = CivilInstant(seconds: seconds, from: origin)
        return day(instant.date) + " " + CivilInstant.clock(instant.secondOfDay)
    }

    /// The class as people say it: `Acute`, `Class 1`.
    public static func name(_ priority: PriorityClass) -> String {
        priority == .acute ? "Acute" : "Class \(priority.rawValue)"
    }

    /// The kind of an order as people say it.
    public static func name(_ kind: OrderKind) -> String {
        switch kind {
        case .delivery: "Delivery"
        case .collection: "Collection"
        case .repair: "Repair"
        case .exchange: "Exchange"
        case .transfer: "Transfer"
        case .replenishment: "Replenishment"
        }
    }

    /// The state of an order as people say it.
    public static func name(_ state: OrderState) -> String {
        switch state {
        case .planned: "planned"
        case .waitingOnPurpose: "waiting on purpose"
        case .waitingHorizonFull: "waiting, horizon full"
        case .notServed: "could not be served"
        case .held: "held"
        case .notReady: "not ready"
        }
    }

    /// An aim as people say it, and its amount with unit.
    public static func aim(_ aim: Aim) -> (name: String, amount: String) {
        switch aim.name {
        case "breaches_acute": ("Acute orders late", grouped(aim.amount))
        case "tardiness_acute_seconds": ("Acute tardiness", span(aim.amount))
        case "promises_broken": ("Promises broken", grouped(aim.amount))
        case "cost": ("Cost", money(aim.amount))
        case let name where name.hasPrefix("breaches_"): ("Class \(name.dropFirst(9)) orders late", grouped(aim.amount))
        case let name where name.hasPrefix("tardiness_"):
            ("Class \(name.dropFirst(10).prefix(1)) tardiness, started service days", grouped(aim.amount))
        default: (aim.name, grouped(aim.amount))
        }
    }

    /// Whole weeks apart, names in English.
    private static func weekday(_ date: CivilDate) -> String {
        switch date.weekday {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    private static func month(_ date: CivilDate) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return names[min(11, max(0, date.month - 1))]
    }

    private static func rounded(_ value: Int, by unit: Int) -> Int {
        let half = unit / 2
        return value >= 0 ? (value / unit) + (value % unit >= half ? 1 : 0) : -rounded(-value, by: unit)
    }
}
