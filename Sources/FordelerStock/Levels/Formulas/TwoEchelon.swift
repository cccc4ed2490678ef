import FordelerStatistics

/// A central store that serves forward sites one for one: expected backorders by three methods.
///
/// The central pipeline delays the sites when the central shelf is empty. METRIC (Sherbrooke 1968,
/// doi:10.1287/opre.16.1.122) carries only the mean of that delay; VARI-METRIC (Slay 1984; Graves 1985,
/// doi:10.1287/mnsc.31.10.1247; Sherbrooke 1986, doi:10.1287/opre.34.2.311) carries mean and variance and fits a
/// negative binomial; the exact method splits the central backorders binomially (Graves 1985), which holds for
/// constant transport times and first come, first served.
public struct TwoEchelon: Sendable, Hashable {
    /// One forward site.
    public struct Site: Sendable, Hashable {
        /// Demand per day, 0 or more.
        public var demandRate: Double
        /// Days of transport from the central store, 0 or more.
        public var transportDays: Double
        /// Base stock level, 0 or more.
        public var level: Int

        /// Makes a site.
        public init(demandRate: Double, transportDays: Double, level: Int) {
            self.demandRate = demandRate
            self.transportDays = transportDays
            self.level = level
        }
    }

    /// Mean and variance of a site's pipeline, and its expected backorders.
    public struct Result: Sendable, Hashable {
        /// Pipeline mean.
        public var mean: Double
        /// Pipeline variance.
        public var variance: Double
        /// Expected backorders.
        public var expectedBackorders: Double
        /// Share of demand met from the shelf.
        public var fillRate: Double
    }

    /// Central base stock level, 0 or more.
    public var centralLevel: Int
    /// What is on its way to, or in repair for, the central store.
    public var centralPipeline: CountFit
    /// The forward sites.
    public var sites: [Site]

    /// Makes the system from the central pipeline.
    public init(centralLevel: Int, centralPipeline: CountFit, sites: [Site]) {
        self.centralLevel = centralLevel
        self.centralPipeline = centralPipeline
        self.sites = sites
    }

    /// Makes the system with a Poisson central pipeline: all demand of the sites times `centralDays`.
    public init(centralLevel: Int, centralDays: Double, sites: [Site]) {
        let rate = sites.reduce(0) { $0 + $1.demandRate }
        self.init(
            centralLevel: centralLevel, centralPipeline: .poisson(Poisson(mean: rate * centralDays)), sites: sites)
    }

    /// The central store itself.
    public var central: BaseStock<CountFit> { BaseStock(level: centralLevel, pipeline: centralPipeline) }

    private var totalRate: Double { sites.reduce(0) { $0 + $1.demandRate } }

    private func share(_ site: Site) -> Double { totalRate > 0 ? site.demandRate / totalRate : 0 }

    private func result(_ pipeline: some DiscreteDistribution, _ level: Int) -> Result {
        let store = BaseStock(level: level, pipeline: pipeline)
        return Result(
            mean: pipeline.mean, variance: pipeline.variance, expectedBackorders: store.expectedBackorders,
            fillRate: store.fillRate)
    }

    /// One-moment results, a site each.
    public func metric() -> [Result] {
        let owed = central.expectedBackorders
        return sites.map { site in
            result(Poisson(mean: site.demandRate * site.transportDays + share(site) * owed), site.level)
        }
    }

    /// Two-moment results, a site each.
    public func variMetric() -> [Result] {
        let (owed, spread) = (central.expectedBackorders, central.backorderVariance)
        return sites.map { site in
            result(
                TwoEchelon.pipeline(
                    transportDemand: site.demandRate * site.transportDays, share: share(site), owed: owed,
                    owedVariance: spread), site.level)
        }
    }

    /// The two-moment pipeline of a site that holds `share` of the central backorders.
    public static func pipeline(
        transportDemand: Double, share: Double, owed: Double, owedVariance: Double
    ) -> CountFit {
        CountFit(
            mean: transportDemand + share * owed,
            variance: transportDemand + share * (1 - share) * owed + share * share * owedVariance)
    }

    /// Exact results, a site each; O(n²) in the length n of the central backorders' distribution.
    public func exact() -> [Result] {
        let owed = LatticeDistribution(centralPipeline).excess(over: centralLevel)
        return sites.map { site in
            let own = owed.thinned(share: share(site))
            let travelling = LatticeDistribution(Poisson(mean: site.demandRate * site.transportDays))
            return result(own.adding(travelling), site.level)
        }
    }
}
