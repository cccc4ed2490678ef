/// How a class's limit is counted.
public enum LimitCalendar: String, Hashable, Sendable, Codable {
    /// Elapsed hours, weekends and nights included.
    case elapsed
    /// Calendar days.
    case calendar
    /// Working days of the key's country; the day of the clock is day 0.
    case working
}

/// Which of an order's two clocks a limit counts from.
public enum OrderClock: String, Hashable, Sendable, Codable {
    case registered, ready
}

/// One class of the key.
public struct PriorityRule: Hashable, Sendable, Codable {
    /// The class.
    public var priority: PriorityClass
    /// Hours when `calendar` is elapsed, else days; 1 or more.
    public var limit: Int
    /// How the limit is counted.
    public var calendar: LimitCalendar
    /// The clock by order kind; a missing kind counts from `registered`.
    public var clocks: [OrderKind: OrderClock]
    /// Roles that may set this class; empty is everybody.
    public var setBy: [String]
    /// The checklist people tick: code and sentence.
    public var criteria: [Criterion]

    /// One criterion of the checklist.
    public struct Criterion: Hashable, Sendable, Codable {
        /// A stable code.
        public var id: String
        /// The sentence a person reads.
        public var text: String
        /// Makes a criterion.
        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// Makes a rule.
    public init(
        priority: PriorityClass, limit: Int, calendar: LimitCalendar, clocks: [OrderKind: OrderClock] = [:],
        setBy: [String] = [], criteria: [Criterion] = []
    ) {
        self.priority = priority
        self.limit = limit
        self.calendar = calendar
        self.clocks = clocks
        self.setBy = setBy
        self.criteria = criteria
    }
}

/// The municipality's priority key, as versioned data.
public struct PriorityKey: Hashable, Sendable, Codable {
    /// Version printed in reports.
    public var version: String
    /// One rule for each of the four classes.
    public var rules: [PriorityClass: PriorityRule]
    /// The class of an order that names none.
    public var defaults: [OrderKind: PriorityClass]
    /// Close of service in seconds after midnight (57,600 is 16:00).
    public var closeOfServiceSecond: Int
    /// Days with service.
    public var serviceWeekdays: Set<Weekday>
    /// Whose public holidays count.
    public var holidays: HolidayCountry
    /// Further days without service.
    public var closedDates: Set<CivilDate>

    /// Makes a key.
    public init(
        version: String, rules: [PriorityClass: PriorityRule], defaults: [OrderKind: PriorityClass] = [:],
        closeOfServiceSecond: Int = 57_600,
        serviceWeekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
        holidays: HolidayCountry = .norway, closedDates: Set<CivilDate> = []
    ) {
        self.version = version
        self.rules = rules
        self.defaults = defaults
        self.closeOfServiceSecond = closeOfServiceSecond
        self.serviceWeekdays = serviceWeekdays
        self.holidays = holidays
        self.closedDates = closedDates
    }

    /// Whether `date` is a service day of the key's calendar.
    public func isServiceDay(_ date: CivilDate) -> Bool {
        serviceWeekdays.contains(date.weekday) && !closedDates.contains(date) && !holidays.isHoliday(date)
    }

    /// The class an order has before any override: its own, else the default of its kind, else class 2.
    public func priority(of order: Order) -> PriorityClass {
        order.override?.priority ?? order.priority ?? defaults[order.kind] ?? .two
    }
}
