import FordelerModel
import FordelerStatistics

/// What withdrawals that are registered too late do to the refills of stores.
public struct RegistrationStudy: Sendable {
    /// Service at one share of late withdrawals.
    public struct Row: Sendable, Hashable, Codable {
        /// Share of withdrawals registered late.
        public var lateShare: Double
        /// Share of all demand in time.
        public var share: ConfidenceInterval
        /// Share in time minus that of the first row, the same demand met by both (common random numbers).
        public var change: ConfidenceInterval

        /// Makes a row; see the properties.
        public init(lateShare: Double, share: ConfidenceInterval, change: ConfidenceInterval) {
            self.lateShare = lateShare
            self.share = share
            self.change = change
        }
    }

    /// Simulates the levels at each share of late registration; ends early, with the rows so far, when it is stopped.
    ///
    /// - Parameters:
    ///   - lateDays: Days until a late withdrawal is registered.
    ///   - shares: Shares of late withdrawals, the first one the reference.
    ///   - reference: The simulation of the same levels, options and replications with no late withdrawal, where it is
    ///     known; the share 0 is then not simulated again.
    ///   - options: Length, seed and the rest of the runs.
    ///   - replications: 2 or more.
    ///   - shouldStop: Polled; `true` leaves out the share that is being simulated and those after it.
    /// - Throws: every diagnostic of the problem.
    public static func rows(
        _ problem: StockProblem, levels: [StockLevels.Level], lateDays: Double, shares: [Double],
        reference known: StockSimulationReport? = nil, options: StockSimulationOptions = .init(),
        replications: Int = 10, shouldStop: () -> Bool = { false }
    ) throws(InputErrors) -> [Row] {
        var reference: [Double] = []
        var rows: [Row] = []
        for share in shares {
            var options = options
            options.lateRegistrationShare = min(max(share, 0), 1)
            options.lateRegistrationDays = lateDays
            let simulated =
                share <= 0 && known != nil
                ? known
                : try StockSimulation(problem, levels: levels, options: options)
                    .replicate(replications, shouldStop: shouldStop)
            guard let report = simulated else { return rows }
            let inTime = report.records.map { record in
                let flows = record.classes.values
                let demand = flows.reduce(0) { $0 + $1.demand }
                return demand > 0 ? Double(flows.reduce(0) { $0 + $1.inTime }) / Double(demand) : 1
            }
            if reference.isEmpty { reference = inTime }
            rows.append(
                Row(
                    lateShare: share, share: report.share,
                    change: SampleSummary(zip(inTime, reference).map { $0 - $1 }).interval()))
        }
        return rows
    }
}
