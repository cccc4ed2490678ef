/// Steady state of a loop of aids: lent, returned, made ready, lent again.
public struct ClosedLoop: Sendable, Hashable {
    /// Pieces asked for per unit of time, 0 or more.
    public var demandRate: Double
    /// Share of issued pieces that ever come back, 0...1.
    public var returnShare: Double
    /// Share of returned pieces that become ready again, 0...1.
    public var yield: Double

    /// Makes the loop. - Precondition: numbers are in range.
    public init(demandRate: Double, returnShare: Double, yield: Double) {
        precondition(demandRate >= 0 && demandRate.isFinite, "demand is not negative")
        precondition((0...1).contains(returnShare) && (0...1).contains(yield), "shares lie between 0 and 1")
        self.demandRate = demandRate
        self.returnShare = returnShare
        self.yield = yield
    }

    /// Pieces that come back per unit of time.
    public var returnRate: Double { demandRate * returnShare }
    /// Reconditioned pieces issued per unit of time.
    public var reissueRate: Double { returnRate * yield }
    /// Returned pieces scrapped per unit of time.
    public var scrapRate: Double { returnRate * (1 - yield) }
    /// New pieces bought per unit of time.
    public var purchaseRate: Double { demandRate - reissueRate }

    /// Mean number of pieces in the field, from the mean stay of those that return and of those that do not.
    ///
    /// The field is an M/G/∞ system: the number is Poisson for any law of the stay.
    public func fieldPopulation(meanStayReturned: Double, meanStayKept: Double) -> Double {
        demandRate * (returnShare * meanStayReturned + (1 - returnShare) * meanStayKept)
    }

    /// Mean number of pieces being made ready, with nobody waiting for a bench.
    public func reconditioningPipeline(turnaround: Double) -> Double { returnRate * turnaround }

    /// Returns expected in the next period from the issues so far: Σ issues × return share × P(stay ends then).
    ///
    /// - Parameters:
    ///   - issues: Pieces issued in each past period, the latest last.
    ///   - stay: P(a returning piece stays n whole periods), n = 0, 1, …
    public func expectedReturns(issues: [Double], stay: [Double]) -> Double {
        var sum = 0.0
        for (age, count) in issues.reversed().enumerated() where age + 1 < stay.count {
            sum += count * returnShare * stay[age + 1]
        }
        return sum
    }
}
