import FordelerModel

/// When returned aids become ready: the bench works its minutes day by day, the most wanted aid first.
public struct BenchSchedule: Hashable, Sendable, Codable {
    /// One aid to be made ready.
    public struct Job: Hashable, Sendable, Codable {
        /// Its serial number.
        public var serial: String
        /// Minutes it takes, 0 or more.
        public var minutes: Double
        /// Earliest day (reception, or the day after quarantine ends).
        public var earliest: CivilDate
        /// How badly it is wanted; higher goes first.
        public var urgency: Int

        /// Makes a job.
        public init(serial: String, minutes: Double, earliest: CivilDate, urgency: Int = 0) {
            self.serial = serial
            self.minutes = minutes
            self.earliest = earliest
            self.urgency = urgency
        }
    }

    /// The day each aid is ready, by serial number; missing when it is not within the days looked at.
    public var ready: [String: CivilDate]
    /// Minutes used on each day looked at.
    public var minutesUsed: [Double]
    /// Jobs not finished, in the order they stand in line.
    public var unfinished: [String]

    /// Plans the bench. O(days × jobs).
    ///
    /// - Parameters:
    ///   - jobs: Aids waiting.
    ///   - start: First day.
    ///   - minutes: Minutes of the whole bench for each day from `start` on; work left over goes on the next day.
    public init(jobs: [Job], start: CivilDate, minutes: [Double]) {
        var left = jobs.map { $0.minutes.isFinite ? max(0, $0.minutes) : .infinity }
        var line = jobs.indices.sorted {
            (-jobs[$0].urgency, jobs[$0].earliest, jobs[$0].serial)
                < (-jobs[$1].urgency, jobs[$1].earliest, jobs[$1].serial)
        }
        var ready: [String: CivilDate] = [:]
        var used: [Double] = []
        for (offset, capacity) in minutes.enumerated() {
            let day = start.adding(days: offset)
            var free = capacity.isFinite ? max(0, capacity) : 0
            let whole = free
            line.removeAll { job in
                guard jobs[job].earliest <= day, free > 0 || left[job] == 0 else { return false }
                let work = min(free, left[job])
                free -= work
                left[job] -= work
                guard left[job] == 0 else { return false }
                ready[jobs[job].serial] = day
                return true
            }
            used.append(whole - free)
        }
        self.ready = ready
        minutesUsed = used
        unfinished = line.map { jobs[$0].serial }
    }
}
