import FordelerModel

/// Due instants from the priority key, written anew for the check. All instants are civil seconds from midnight of
/// the plan's date, every civil day counted as 86,400.
struct DueInstants {
    /// What an order's limit says.
    struct Due {
        var priority: PriorityClass
        /// Due instant; `nil` while no clock runs and nothing else sets one.
        var instant: Int?
        /// Day on which waiting starts to count, in days from the plan's date.
        var clockDay: Int
        /// Days from the clock's day to the due day, at least 1.
        var allowedDays: Int
    }

    private let problem: PlanningProblem
    private let clock: ElapsedClock
    private let calendar: ServiceCalendar

    /// `nil` when the problem's time zone is not known.
    init?(_ problem: PlanningProblem, calendar: ServiceCalendar) {
        guard let clock = ElapsedClock(problem.timeZone) else { return nil }
        self.problem = problem
        self.clock = clock
        self.calendar = calendar
    }

    func due(of order: Order) -> Due {
        let priority =
            order.override?.priority ?? order.priority ?? problem.key.defaults[order.kind] ?? PriorityClass.two
        let rule = problem.key.rules[priority]
        let counted: CivilInstant?
        switch rule?.clocks[order.kind] {
        case .ready?: counted = order.ready
        case .registered?, nil: counted = order.registered
        }
        var instant: Int?
        if let rule, let counted { instant = limit(rule, from: counted) }
        if let needed = order.neededBy {
            let second = needed.seconds(from: problem.date)
            instant = min(instant ?? second, second)
        }
        if let decided = order.override?.due { instant = decided.seconds(from: problem.date) }
        let clockDay = (counted ?? order.registered).date.dayNumber - problem.date.dayNumber
        let dueDay = instant.map(ServiceCalendar.day(of:)) ?? clockDay
        return Due(
            priority: priority, instant: instant, clockDay: clockDay, allowedDays: max(1, dueDay - clockDay))
    }

    private func limit(_ rule: PriorityRule, from start: CivilInstant) -> Int {
        let origin = problem.date.dayNumber
        let day = start.date.dayNumber - origin
        switch rule.calendar {
        case .elapsed:
            let civil = start.seconds(from: CivilDate(dayNumber: 0))
            return clock.civil(after: civil, hours: rule.limit) - origin * 86_400
        case .calendar:
            let last = calendar.lastServiceDay(upTo: day + rule.limit)
            return calendar.close(on: max(last, calendar.serviceDay(number: 1, after: day)))
        case .working:
            return calendar.close(on: calendar.serviceDay(number: max(1, rule.limit), after: day))
        }
    }
}

/// The key's service days as day numbers from the plan's date.
struct ServiceCalendar {
    private let key: PriorityKey
    private let origin: Int
    /// First service day after the horizon, and the last day of the horizon.
    let dayAfterHorizon: Int
    let lastDay: Int
    /// A calendar without service for so many days counts as closed: every day is then taken as it is.
    private static let longestGap = 400

    init(_ problem: PlanningProblem) {
        key = problem.key
        origin = problem.date.dayNumber
        lastDay = (problem.horizon.last ?? problem.date).dayNumber - origin
        dayAfterHorizon = problem.firstDayAfterHorizon.dayNumber - origin
    }

    /// Close of service of the first service day after the horizon.
    var closeAfterHorizon: Int { close(on: dayAfterHorizon) }

    static func day(of instant: Int) -> Int {
        instant >= 0 ? instant / 86_400 : -((86_399 -| instant) / 86_400)
    }

    func close(on day: Int) -> Int { day * 86_400 + key.closeOfServiceSecond }

    func isService(_ day: Int) -> Bool { key.isServiceDay(CivilDate(dayNumber: origin + day)) }

    func lastServiceDay(upTo day: Int) -> Int {
        var back = 0
        while back <= ServiceCalendar.longestGap {
            if isService(day - back) { return day - back }
            back += 1
        }
        return day
    }

    /// The `number`-th service day after `day`.
    func serviceDay(number: Int, after day: Int) -> Int {
        var current = day
        var left = number
        var gap = 0
        while left > 0 {
            current += 1
            gap += 1
            if isService(current) {
                left -= 1
                gap = 0
            } else if gap > ServiceCalendar.longestGap {
                return day + number
            }
        }
        return current
    }

    /// Service days after the day of `due`, up to the day of `end`.
    func startedServiceDays(from due: Int, to end: Int) -> Int {
        let first = ServiceCalendar.day(of: due) + 1
        let last = ServiceCalendar.day(of: end)
        if first > last { return 0 }
        return (first...last).reduce(0) { $0 + (isService($1) ? 1 : 0) }
    }
}
