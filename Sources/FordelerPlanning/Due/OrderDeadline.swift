import FordelerModel

/// What lateness and waiting mean for one order: its class, clock and due instant, in seconds from midnight of
/// the plan's first day, and the amounts that follow from the instant its visit ends.
public struct OrderDeadline: Hashable, Sendable {
    /// The class in force.
    public let priority: PriorityClass
    /// Due instant; `nil` while the limit's clock has not started.
    public let due: Int?
    /// Whether the order was past due when planning started.
    public let overdueAtStart: Bool
    /// Start of service days at or after the due day, up to ``ServiceDays/last``, as seconds.
    private let daysAfterDue: ArraySlice<Int>
    /// Day numbers relative to the plan's first day.
    private let clockDay: Int
    private let allowedDays: Int
    private let rate: Int

    init(_ order: Order, calendar: DueCalendar, days: ServiceDays, problem: PlanningProblem) {
        let origin = problem.date
        priority = problem.key.priority(of: order)
        let instant = calendar.due(of: order)
        due = instant?.seconds(from: origin)
        overdueAtStart = instant.map { $0 < problem.now } ?? false
        daysAfterDue = instant.map { days.starts(after: $0.date) } ?? []
        let clock = calendar.clock(of: order) ?? order.registered
        clockDay = clock.date.dayNumber - origin.dayNumber
        allowedDays = max(1, instant.map { $0.date.dayNumber - clock.date.dayNumber } ?? 1)
        rate = problem.rates.waiting[priority] ?? 0
    }

    /// Whether a visit that ends at `end` is a breach: late, and not overdue when planning started.
    public func isBreach(endingAt end: Int) -> Bool { !overdueAtStart && isLate(endingAt: end) }

    /// Whether `end` lies after the due instant.
    public func isLate(endingAt end: Int) -> Bool { due.map { end > $0 } ?? false }

    /// max(0, end − due) in seconds.
    public func tardinessSeconds(endingAt end: Int) -> Int { due.map { max(0, end - $0) } ?? 0 }

    /// Tardiness in the unit of the class's aim: seconds for acute; for the others started service days, which is
    /// the count of service days after the due day up to the end's day, and at least 1 when late.
    public func tardiness(endingAt end: Int) -> Int {
        guard isLate(endingAt: end) else { return 0 }
        if priority == .acute { return tardinessSeconds(endingAt: end) }
        return max(1, daysAfterDue.prefix { $0 <= end }.count)
    }

    /// Instants after which tardiness in days is larger than `tardiness(endingAt:)` at the instant itself.
    var tardinessSteps: [Int] {
        guard let due else { return [] }
        // The first started day costs from the due instant on; the k-th from the start of the k-th service day.
        return [due] + daysAfterDue.dropFirst().map { $0 - 1 }
    }

    /// Øre for waiting until a day, counted from the plan's first day: rate × w² ÷ a², rounded half up, with w the
    /// days since the clock, at most the days allowed (a, at least 1). Nothing without a due instant.
    public func waitingPrice(servedOnDay day: Int) -> Int {
        guard due != nil else { return 0 }
        let waited = min(max(0, day - clockDay), allowedDays)
        let square = allowedDays * allowedDays
        return (2 * rate * waited * waited + square) / (2 * square)
    }
}

/// The service days that deadlines are counted over, up to the day orders left out are counted as served on.
struct ServiceDays: Sendable {
    /// Day numbers, rising.
    private let dayNumbers: [Int]
    private let starts: [Int]

    /// Every service day of the key from the earliest due day that matters to `last`.
    init(key: PriorityKey, from first: CivilDate, through last: CivilDate, origin: CivilDate) {
        let days = first <= last ? Array(first.dayNumber...last.dayNumber) : []
        dayNumbers = days.filter { key.isServiceDay(CivilDate(dayNumber: $0)) }
        starts = dayNumbers.map { ($0 - origin.dayNumber) * 86_400 }
    }

    /// Midnights of the service days after `date`, in seconds from the plan's first midnight.
    func starts(after date: CivilDate) -> ArraySlice<Int> {
        var low = 0
        var high = dayNumbers.count
        while low < high {
            let middle = (low + high) / 2
            if dayNumbers[middle] <= date.dayNumber { low = middle + 1 } else { high = middle }
        }
        return starts[low...]
    }
}
