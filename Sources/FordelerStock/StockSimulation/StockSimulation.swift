import FordelerModel
import FordelerStatistics

/// What a run of the stock process is told beyond the problem and its levels.
public struct StockSimulationOptions: Sendable, Hashable {
    /// How returned pieces arise.
    public enum Returns: Sendable, Hashable {
        /// With each demand, by the return share: an exchange, as the METRIC family assumes.
        case withDemand
        /// On their own, at the same long-run rate: the field is large and returns pieces when it likes.
        case independent
    }

    /// Days that are measured, above 0.
    public var days: Double
    /// Days before them that are not, 0 or more.
    public var warmUpDays: Double
    /// Seed of every stream.
    public var seed: UInt64
    /// How returns arise.
    public var returns: Returns
    /// Whether a demand that finds its shelf empty may be served by a helping store or the central one.
    public var fallsBack: Bool
    /// Share of withdrawals that are registered late, 0...1.
    public var lateRegistrationShare: Double
    /// Days until such a withdrawal is registered.
    public var lateRegistrationDays: Double
    /// Litres a round's van has for one store; `nil` is no limit.
    public var roundLitres: Int?

    /// Makes options; see the properties.
    public init(
        days: Double = 3650, warmUpDays: Double = 365, seed: UInt64 = 1, returns: Returns = .withDemand,
        fallsBack: Bool = true, lateRegistrationShare: Double = 0, lateRegistrationDays: Double = 0,
        roundLitres: Int? = nil
    ) {
        self.days = days
        self.warmUpDays = warmUpDays
        self.seed = seed
        self.returns = returns
        self.fallsBack = fallsBack
        self.lateRegistrationShare = lateRegistrationShare
        self.lateRegistrationDays = lateRegistrationDays
        self.roundLitres = roundLitres
    }
}

/// Counts of one replication.
public struct StockRecord: Sendable, Hashable {
    /// Demand and what became of it.
    public struct Flow: Sendable, Hashable {
        /// Pieces asked for.
        public var demand = 0
        /// Met from the own shelf at once.
        public var fromShelf = 0
        /// Brought to the citizen within the limit.
        public var inTime = 0
        /// Not yet decided at the end; left out of `demand`.
        public var open = 0

        /// Share met from the shelf; 1 without demand.
        public var fillRate: Double { demand > 0 ? Double(fromShelf) / Double(demand) : 1 }
        /// Share in time; 1 without demand.
        public var share: Double { demand > 0 ? Double(inTime) / Double(demand) : 1 }
    }

    /// By item and store (of the area).
    public var flows: [[Flow]]
    /// By class.
    public var classes: [PriorityClass: Flow] = [:]
    /// By class and item.
    public var classItems: [PriorityClass: [Flow]] = [:]
    /// By class and store (of the area).
    public var classSites: [PriorityClass: [Flow]] = [:]
    /// Average pieces owed to citizens, by item and store.
    public var backorders: [[Double]]
    /// Pieces bought.
    public var purchased = 0
    /// Pieces that came back.
    public var returned = 0
    /// Pieces made ready again.
    public var reissued = 0
    /// Pieces scrapped.
    public var scrapped = 0
    /// Pieces sent by another store than the own.
    public var lateral = 0
    /// Pieces sent from the central store past an empty shelf.
    public var direct = 0
    /// Pieces that cannot be accounted for; 0 in every sound run.
    public var lost = 0
    /// Average pieces at or waiting for the bench.
    public var benchPieces = 0.0
}

/// Mean and interval of every promise over the replications.
public struct StockSimulationReport: Sendable {
    /// Share in time by class.
    public var classShares: [PriorityClass: ConfidenceInterval]
    /// Share in time by class and item; `nil` where fewer than two replications saw a demand.
    public var itemShares: [PriorityClass: [ConfidenceInterval?]]
    /// Share in time by class and store (of the area); `nil` where fewer than two replications saw a demand.
    public var siteShares: [PriorityClass: [ConfidenceInterval?]]
    /// Share in time of all demand.
    public var share: ConfidenceInterval
    /// Share met from the shelf, by item and store.
    public var fillRates: [[ConfidenceInterval]]
    /// Average pieces owed, by item and store.
    public var backorders: [[ConfidenceInterval]]
    /// The replications.
    public var records: [StockRecord]
    /// Ids of the problem's items and stores, in its order.
    let ids: (items: [String], sites: [String])

    /// Share in time of an item in a class; `nil` where too few replications saw a demand.
    public func itemShare(of item: String, in priority: PriorityClass) -> ConfidenceInterval? {
        ids.items.firstIndex(of: item).flatMap { itemShares[priority]?[$0] }
    }

    /// Share in time of a store's area in a class; `nil` where too few replications saw a demand.
    public func siteShare(of site: String, in priority: PriorityClass) -> ConfidenceInterval? {
        ids.sites.firstIndex(of: site).flatMap { siteShares[priority]?[$0] }
    }
}

/// A seeded event simulation of the stock process: demand, shelves, rounds, purchases, returns and the bench.
///
/// The clock is ``EventQueue``, days are real numbers, and each stream of demand draws from its own random stream, so
/// that two sets of levels meet the same demand (common random numbers).
public struct StockSimulation: Sendable {
    /// The problem.
    public let problem: StockProblem
    /// Pieces by item and store.
    public let levels: [[Int]]
    /// The options.
    public let options: StockSimulationOptions

    /// Makes a simulation of given levels. - Throws: every diagnostic of the problem.
    public init(
        _ problem: StockProblem, levels: [StockLevels.Level], options: StockSimulationOptions = .init()
    ) throws(InputErrors) {
        let found = problem.diagnostics().filter { $0.code != "E-STOCK-LIMIT" }
        guard found.isEmpty else { throw InputErrors(found) }
        self.problem = problem
        self.options = options
        self.levels = problem.items.map { item in
            problem.sites.map { site in
                levels.filter { $0.item == item.id && $0.site == site.id }.reduce(0) { $0 + $1.pieces }
            }
        }
    }

    /// One replication, from an empty history to `warmUpDays + days`.
    public func run(replication: Int) -> StockRecord {
        var process = StockProcess(self, replication: UInt64(max(0, replication)))
        return process.run()
    }

    /// Several replications with Student intervals; `nil` when it is stopped before the last one ends.
    ///
    /// - Parameter shouldStop: Polled before each replication and every few thousand events in it.
    public func replicate(
        _ count: Int, confidence: Double = 0.95, shouldStop: () -> Bool
    ) -> StockSimulationReport? {
        var records: [StockRecord] = []
        for replication in 0..<max(1, count) {
            var process = StockProcess(self, replication: UInt64(replication))
            guard let record = process.run(shouldStop: shouldStop) else { return nil }
            records.append(record)
        }
        return report(records, confidence: confidence)
    }

    /// Several replications with Student intervals.
    public func replicate(_ count: Int, confidence: Double = 0.95) -> StockSimulationReport {
        report((0..<max(1, count)).map { run(replication: $0) }, confidence: confidence)
    }

    private func report(_ records: [StockRecord], confidence: Double) -> StockSimulationReport {
        func interval(_ value: (StockRecord) -> Double) -> ConfidenceInterval {
            SampleSummary(records.map(value)).interval(confidence: confidence)
        }
        func grid(_ value: @escaping (StockRecord, Int, Int) -> Double) -> [[ConfidenceInterval]] {
            problem.items.indices.map { item in
                problem.sites.indices.map { site in interval { value($0, item, site) } }
            }
        }
        var classShares: [PriorityClass: ConfidenceInterval] = [:]
        for limit in problem.limits {
            classShares[limit.priority] = interval { $0.classes[limit.priority]?.share ?? 1 }
        }
        func parts(
            _ flows: KeyPath<StockRecord, [PriorityClass: [StockRecord.Flow]]>, count: Int
        ) -> [PriorityClass: [ConfidenceInterval?]] {
            var shares: [PriorityClass: [ConfidenceInterval?]] = [:]
            for limit in problem.limits {
                shares[limit.priority] = (0..<count).map { index in
                    let seen = records.compactMap { $0[keyPath: flows][limit.priority]?[index] }
                        .filter { $0.demand > 0 }
                    return seen.count < 2 ? nil : SampleSummary(seen.map(\.share)).interval(confidence: confidence)
                }
            }
            return shares
        }
        return StockSimulationReport(
            classShares: classShares, itemShares: parts(\.classItems, count: problem.items.count),
            siteShares: parts(\.classSites, count: problem.sites.count),
            share: interval { record in
                let demand = record.classes.values.reduce(0) { $0 + $1.demand }
                return demand > 0
                    ? Double(record.classes.values.reduce(0) { $0 + $1.inTime }) / Double(demand) : 1
            },
            fillRates: grid { $0.flows[$1][$2].fillRate }, backorders: grid { $0.backorders[$1][$2] }, records: records,
            ids: (problem.items.map(\.id), problem.sites.map(\.id)))
    }
}
