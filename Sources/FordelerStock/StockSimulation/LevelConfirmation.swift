import FordelerModel
import FordelerStatistics

/// Levels whose promises a simulation confirms.
///
/// The formulas leave out what no closed form carries: stores that empty each other, orders of one round that meet the
/// same central shelf. Where the simulation falls short of a share asked for, the formulas are given a higher one, in
/// proportion to the late demand, and the levels are found again.
public struct LevelConfirmation: Sendable {
    /// The levels; each promise is the formulas' share where it lies in the simulated interval, else the simulated mean.
    public var levels: StockLevels
    /// The last simulation; `nil` when it was stopped before the first one ended, and nothing is confirmed.
    public var simulation: StockSimulationReport?
    /// Shares that the formulas say, by class, in the order of the promises.
    public var formulaShares: [Double]
    /// Whether shares asked for were raised.
    public var isRaised: Bool

    /// Most times that shares are raised.
    private static let rounds = 6

    /// Finds levels and confirms them.
    ///
    /// The bound and the gap are those of the raised shares: no levels for which the formulas say as much cost less.
    /// - Parameters:
    ///   - iterations: Rounds of the relaxation that proves the bound.
    ///   - replications: Replications of each simulation, 2 or more.
    ///   - shouldStop: Polled; `true` ends the search with what the last whole simulation confirms.
    /// - Throws: every diagnostic of the input at once.
    public static func find(
        _ problem: StockProblem, iterations: Int = 120, options: StockSimulationOptions = .init(),
        replications: Int = 20, shouldStop: () -> Bool = { false }
    ) throws(InputErrors) -> LevelConfirmation {
        var optimiser = try LevelOptimiser(problem, allowsUnreachable: true)
        var known: LevelConfirmation?
        for round in 0...rounds {
            let levels = optimiser.solve(iterations: iterations, shouldStop: shouldStop)
            let simulation = try StockSimulation(problem, levels: levels.levels, options: options)
                .replicate(max(2, replications), shouldStop: shouldStop)
            if simulation == nil, let known { return known }
            var confirmation = LevelConfirmation(levels, simulation)
            confirmation.isRaised = round > 0
            known = confirmation
            guard simulation != nil, levels.status == .feasible, round < rounds, optimiser.raise(where: confirmation)
            else { return confirmation }
        }
        return known ?? LevelConfirmation(optimiser.solve(iterations: iterations), nil)
    }

    private init(_ found: StockLevels, _ report: StockSimulationReport?) {
        levels = found
        simulation = report
        formulaShares = found.promises.map(\.share)
        isRaised = false
        guard let report else { return }
        func confirmed(_ share: Double, _ interval: ConfidenceInterval?) -> Double {
            guard let interval else { return share }
            return interval.contains(share) ? share : interval.mean
        }
        for (index, promise) in found.promises.enumerated() {
            let priority = promise.priority
            levels.promises[index].share = confirmed(promise.share, report.classShares[priority])
            levels.promises[index].items = promise.items.map {
                .init(id: $0.id, share: confirmed($0.share, report.itemShare(of: $0.id, in: priority)))
            }
            levels.promises[index].sites = promise.sites.map {
                .init(id: $0.id, share: confirmed($0.share, report.siteShare(of: $0.id, in: priority)))
            }
            levels.promises[index].nameWorst()
            if levels.promises[index].share < promise.target - 1e-9 { levels.status = .targetsMissed }
        }
    }
}

extension LevelOptimiser {
    /// Raises the shares that the simulation falls short of; returns whether any is.
    ///
    /// An item is short when its whole interval lies below its share: single items see few demands.
    fileprivate mutating func raise(where confirmation: LevelConfirmation) -> Bool {
        let limits = problem.limits.sorted { $0.priority < $1.priority }
        var isShort = false
        func raised(_ share: Double, asked: Double, simulated: Double) -> Double {
            isShort = true
            // A little more than in proportion, so that the next simulation does not miss by a hair.
            let ratio = min(0.98, (1 - asked) / max(1e-6, 1 - simulated) * 0.98)
            return 1 - (1 - share) * ratio
        }
        for (position, limit) in limits.enumerated() {
            let promise = confirmation.levels.promises[position]
            if promise.share < limit.share - 1e-9, limit.share > 0 {
                reachableTargets[position] = raised(
                    reachableTargets[position], asked: limit.share, simulated: promise.share)
            }
            guard limit.itemShare > 0 else { continue }
            for part in promise.items {
                guard let item = problem.items.firstIndex(where: { $0.id == part.id }),
                    let interval = confirmation.simulation?.itemShare(of: part.id, in: limit.priority),
                    interval.high < limit.itemShare
                else { continue }
                reachableItemTargets[item][position] = raised(
                    reachableItemTargets[item][position], asked: limit.itemShare, simulated: interval.mean)
            }
        }
        return isShort
    }
}

extension StockLevels.Promise {
    /// Finds the item and the area with the smallest share.
    mutating func nameWorst() {
        func worst(_ parts: [StockLevels.Part]) -> StockLevels.Part {
            parts.min { ($0.share, $0.id) < ($1.share, $1.id) } ?? StockLevels.Part(id: "", share: 1)
        }
        (worstItem, worstItemShare) = (worst(items).id, worst(items).share)
        (worstSite, worstSiteShare) = (worst(sites).id, worst(sites).share)
    }
}
