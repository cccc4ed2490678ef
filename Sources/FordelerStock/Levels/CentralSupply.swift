import FordelerStatistics

/// The central store's supply: purchases with a spread of lead times, and returned pieces through the bench.
///
/// A share q = return share × yield of the demand is covered by reconditioned pieces, the rest by purchases. Purchases
/// arrive in the order they were sent, so their spread counts: the pipeline is a mixture over the supplier's days.
struct CentralSupply: Sendable {
    /// Days a returned piece waits for a bench place.
    let benchWaitDays: Double
    /// Share of the bench's minutes in use.
    let utilisation: Double
    /// Minutes each of its places works a day; `nil` without a bench.
    private let minutesPerDay: Double?

    init(_ problem: StockProblem) {
        minutesPerDay = problem.bench?.minutesPerDay
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
    ///   - bursts: How the stores' rounds bunch that demand; `nil` when it comes piece by piece.
    func pipeline(_ item: StockItem, rate: Double, window: Double, bursts: RefillBursts? = nil) -> CountMixture {
        let turnaround = max(0, item.reconditionDays + benchWaitDays + benchDays(item) - window)
        return CountMixture(
            CentralSupply.typicalDays(item).map { days in
                let bought = max(0, days - window)
                let mean = rate * ((1 - item.reissueShare) * bought + item.reissueShare * turnaround)
                var variance = mean
                if let bursts, !bursts.stores.isEmpty {
                    let late = bought >= turnaround ? 1 - item.reissueShare : item.reissueShare
                    variance += bursts.variance(
                        whole: max(bought, turnaround), early: min(bought, turnaround), late: late)
                }
                return CountFit(mean: mean, variance: variance)
            })
    }

    private func benchDays(_ item: StockItem) -> Double {
        minutesPerDay.map { item.benchMinutes / $0 } ?? 0
    }

    /// Supplier days that stand for the whole spread: the means of equally likely slices of a gamma law.
    static func typicalDays(_ item: StockItem) -> [Double] {
        guard item.supplierVariance > 0, item.supplierDays > 0 else { return [item.supplierDays] }
        let law = Gamma(mean: item.supplierDays, variance: item.supplierVariance)
        let slices = 24
        let shares = (0...slices).map { edge -> Double in
            if edge == 0 || edge == slices { return edge == 0 ? 0 : 1 }
            let days = law.quantile(Double(edge) / Double(slices))
            return SpecialFunctions.incompleteGamma(law.shape + 1, days / law.scale).lower
        }
        return (0..<slices).map { item.supplierDays * Double(slices) * (shares[$0 + 1] - shares[$0]) }
    }
}
