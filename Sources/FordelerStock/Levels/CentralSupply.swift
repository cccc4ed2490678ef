import FordelerStatistics

/// The central store's supply: purchases with a spread of lead times, and returned pieces through the bench.
///
/// A share q = return share × yield of the demand is covered by reconditioned pieces, the rest by purchases. Purchases
/// arrive in the order they were sent, so their spread counts: demand over a gamma lead time is a negative binomial.
struct CentralSupply: Sendable {
    /// Days a returned piece waits for a bench place.
    let benchWaitDays: Double
    /// Share of the bench's minutes in use.
    let utilisation: Double

    init(_ problem: StockProblem) {
        guard let bench = problem.bench else {
            benchWaitDays = 0
            utilisation = 0
            return
        }
        var rates: [String: Double] = [:]
        for row in problem.demand { rates[row.item, default: 0] += row.perYear / StockProblem.daysPerYear }
        var (arrivals, minutes, squares) = (0.0, 0.0, 0.0)
        for item in problem.items where item.benchMinutes > 0 {
            let returns = (rates[item.id] ?? 0) * item.returnShare
            arrivals += returns
            minutes += returns * item.benchMinutes
            squares += returns * item.benchMinutes * item.benchMinutes * (1 + bench.variation)
        }
        guard arrivals > 0 else {
            benchWaitDays = 0
            utilisation = 0
            return
        }
        let mean = minutes / arrivals / bench.minutesPerDay
        let second = squares / arrivals / (bench.minutesPerDay * bench.minutesPerDay)
        utilisation = arrivals * mean / Double(bench.places)
        benchWaitDays = Queues.wait(
            servers: bench.places, arrivalRate: arrivals, serviceMean: mean,
            serviceVariance: max(0, second - mean * mean))
    }

    /// What is owed to the central store by suppliers and bench, leaving out what arrives within `window` days.
    ///
    /// - Parameters:
    ///   - item: The aid.
    ///   - rate: Its whole demand a day.
    ///   - window: Days that may still pass, 0 or more.
    func pipeline(_ item: StockItem, rate: Double, window: Double) -> CountFit {
        let purchases = rate * (1 - item.reissueShare)
        let (days, variance) = CentralSupply.remaining(
            mean: item.supplierDays, variance: item.supplierVariance, after: window)
        let reissued = rate * item.reissueShare
        let turnaround = max(0, item.reconditionDays + benchWaitDays - window)
        let mean = purchases * days + reissued * turnaround
        return CountFit(mean: mean, variance: mean + purchases * purchases * variance)
    }

    /// Mean and variance of (L − window)⁺ for a gamma lead time L, or a fixed one when its variance is 0.
    static func remaining(mean: Double, variance: Double, after window: Double) -> (mean: Double, variance: Double) {
        if variance <= 0 || mean <= 0 { return (max(0, mean - window), 0) }
        if window <= 0 { return (mean, variance) }
        let law = Gamma(mean: mean, variance: variance)
        let u = window / law.scale
        let over0 = SpecialFunctions.incompleteGamma(law.shape, u).upper
        let over1 = SpecialFunctions.incompleteGamma(law.shape + 1, u).upper
        let over2 = SpecialFunctions.incompleteGamma(law.shape + 2, u).upper
        let first = max(0, mean * over1 - window * over0)
        let square = (variance + mean * mean) * over2 - 2 * window * mean * over1 + window * window * over0
        return (first, max(0, square - first * first))
    }
}
