/// A break that the crew must have, placed between visits (never during service or driving).
public struct BreakRule: Hashable, Sendable, Codable {
    /// Length of the break in seconds.
    public var durationSeconds: Int
    /// The break starts no earlier than this many seconds after the shift's start.
    public var earliestAfterSeconds: Int
    /// The break starts no later than this many seconds after the shift's start.
    public var latestAfterSeconds: Int
    /// A day whose last return is at or before this many seconds after the shift's start needs no break.
    public var notNeededBeforeSeconds: Int

    /// Makes a rule; the default is 30 minutes starting between the 3rd and the 5th hour.
    public init(
        durationSeconds: Int = 1800, earliestAfterSeconds: Int = 10_800, latestAfterSeconds: Int = 18_000,
        notNeededBeforeSeconds: Int = 18_000
    ) {
        self.durationSeconds = durationSeconds
        self.earliestAfterSeconds = earliestAfterSeconds
        self.latestAfterSeconds = latestAfterSeconds
        self.notNeededBeforeSeconds = notNeededBeforeSeconds
    }
}

/// One van on one date: a van-day.
public struct Shift: Hashable, Sendable, Codable {
    /// The van.
    public var van: String
    /// The date it starts.
    public var date: CivilDate
    /// Seconds after midnight of `date` when the crew starts (loading counts).
    public var startSecond: Int
    /// Seconds after midnight of `date` when the regular shift ends.
    public var endSecond: Int
    /// Most overtime after `endSecond`, in seconds; 0 forbids it.
    public var overtimeSeconds: Int
    /// Depot where the van starts.
    public var startDepot: String
    /// Depot where the van ends; `nil` is an open end (the last visit).
    public var endDepot: String?
    /// Persons on board, 1 or 2.
    public var crew: Int
    /// Names or codes of the persons; may be empty.
    public var persons: [String]
    /// Skills on board, the van's own included.
    public var skills: Set<String>
    /// Breaks the crew must have, in order of time.
    public var breaks: [BreakRule]
    /// Most seconds from the first loading to the end of the route, overtime and breaks counted; `nil` is no limit of
    /// its own.
    public var longestDutySeconds: Int?

    /// Makes a shift; see the properties for units.
    public init(
        van: String, date: CivilDate, startSecond: Int, endSecond: Int, overtimeSeconds: Int = 0, startDepot: String,
        endDepot: String?, crew: Int = 1, persons: [String] = [], skills: Set<String> = [], breaks: [BreakRule] = [],
        longestDutySeconds: Int? = nil
    ) {
        self.van = van
        self.date = date
        self.startSecond = startSecond
        self.endSecond = endSecond
        self.overtimeSeconds = overtimeSeconds
        self.startDepot = startDepot
        self.endDepot = endDepot
        self.crew = crew
        self.persons = persons
        self.skills = skills
        self.breaks = breaks
        self.longestDutySeconds = longestDutySeconds
    }
}
