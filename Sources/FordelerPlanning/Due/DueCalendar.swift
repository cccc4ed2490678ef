import FordelerModel

/// Due instants by the priority key alone: never from shifts or vans, so that taking a van away moves none.
public struct DueCalendar: Sendable {
    /// The key in force.
    public let key: PriorityKey
    private let civil: CivilClock?

    /// Makes a calendar.
    ///
    /// - Parameters:
    ///   - key: limits, calendars, clocks and days of service.
    ///   - timeZone: IANA name; elapsed hours are counted in it. A name that is not known counts every civil day
    ///     as 24 hours (``HorizonCompiler`` refuses such a name).
    public init(key: PriorityKey, timeZone: String) {
        self.key = key
        civil = CivilClock(identifier: timeZone)
    }

    /// The instant an order's limit counts from; `nil` while the class counts from `ready` and the items are not.
    public func clock(of order: Order) -> CivilInstant? {
        switch key.rules[key.priority(of: order)]?.clocks[order.kind] ?? .registered {
        case .registered: order.registered
        case .ready: order.ready
        }
    }

    /// The instant an order is due; `nil` while its clock has not started and nothing else sets an instant.
    ///
    /// An override's instant replaces the key's. A second due instant (`neededBy`) holds when it is earlier, and
    /// alone while the clock has not started.
    public func due(of order: Order) -> CivilInstant? {
        if let decided = order.override?.due { return decided }
        let limit = clock(of: order).flatMap { clock in
            key.rules[key.priority(of: order)].map { due(rule: $0, clock: clock) }
        }
        guard let needed = order.neededBy else { return limit }
        return limit.map { min($0, needed) } ?? needed
    }

    /// The instant that `rule` gives to a clock.
    public func due(rule: PriorityRule, clock: CivilInstant) -> CivilInstant {
        let last: CivilDate
        switch rule.calendar {
        case .elapsed:
            let seconds = rule.limit * 3600
            return civil?.adding(elapsed: seconds, to: clock)
                ?? CivilInstant(date: clock.date, secondOfDay: clock.secondOfDay + seconds)
        case .calendar: last = clock.date.adding(days: rule.limit)
        case .working: last = serviceDay(rule.limit, after: clock.date)
        }
        let day = max(lastServiceDay(through: last), serviceDay(1, after: clock.date))
        return CivilInstant(date: day, secondOfDay: key.closeOfServiceSecond)
    }

    /// Close of service on `date`.
    public func close(on date: CivilDate) -> CivilInstant {
        CivilInstant(date: date, secondOfDay: key.closeOfServiceSecond)
    }

    /// The `count`-th service day after `date`, which is day 0. A key without service days counts calendar days.
    public func serviceDay(_ count: Int, after date: CivilDate) -> CivilDate {
        var day = date
        var found = 0
        var idle = 0
        while found < count {
            day = day.adding(days: 1)
            idle += 1
            if key.isServiceDay(day) {
                found += 1
                idle = 0
            } else if idle > DueCalendar.longestGap {
                return date.adding(days: count)
            }
        }
        return day
    }

    /// The last service day at or before `date`; `date` itself when there is none in a year.
    public func lastServiceDay(through date: CivilDate) -> CivilDate {
        var day = date
        while !key.isServiceDay(day) {
            day = day.adding(days: -1)
            if date.dayNumber - day.dayNumber > DueCalendar.longestGap { return date }
        }
        return day
    }

    /// Days without service after which a calendar counts as closed for good.
    private static let longestGap = 400
}
