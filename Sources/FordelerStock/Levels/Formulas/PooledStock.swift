import Foundation

/// What stores gain by helping each other.
public enum PooledStock {
    /// Share of demand that no store of a group can meet, each with its own pieces and pipeline.
    ///
    /// - Parameters:
    ///   - levels: Base stock level of each store.
    ///   - pipelines: Pipeline mean of each store.
    ///   - pooled: Whether any store's piece serves any demand. Full pooling of stores with equal lead times behaves
    ///     as one stock (Kranenburg and van Houtum 2009, doi:10.1016/j.ejor.2008.10.013).
    public static func emergencyShare(levels: [Int], pipelines: [Double], pooled: Bool) -> Double {
        let total = pipelines.reduce(0, +)
        guard total > 0 else { return 0 }
        if pooled { return Queues.erlangB(servers: levels.reduce(0, +), load: total) }
        let lost = zip(levels, pipelines).reduce(0) { $0 + $1.1 * Queues.erlangB(servers: $1.0, load: $1.1) }
        return lost / total
    }

    /// Chance that at least one of `count` stores in reach has a piece when each is empty with chance `empty`.
    ///
    /// The maximal expected covering rule of Daskin (1983), doi:10.1287/trsc.17.1.48.
    public static func expectedCover(empty: Double, count: Int) -> Double { 1 - pow(empty, Double(max(0, count))) }
}
