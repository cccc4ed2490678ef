import Dispatch
import FordelerRoutingProblem

/// Runs islands until a limit is reached.
///
/// Under a step budget every island gets the same number of steps, in rounds; between rounds islands exchange
/// their best solutions. What an island does in a round depends on nothing but its own state, so the number of
/// threads changes the time and never the result. Under a time limit rounds end by the clock.
final class SearchDriver {
    private let instance: RoutingInstance
    private let options: SolverOptions
    private let islands: [Island]
    private let clock = ContinuousClock()
    private var searchBegan = 0.0
    private let began: ContinuousClock.Instant
    /// Barriers of a run; a multiple of every number of cycles but 5.
    private let rounds = 12

    init(_ instance: RoutingInstance, options: SolverOptions, began: ContinuousClock.Instant) {
        self.instance = instance
        self.options = options
        self.began = began
        let threads = max(1, options.threads)
        let count = max(1, options.islands ?? (options.stepLimit == nil ? threads : 4))
        let goesFar = options.initial == nil || options.isInitialRough
        islands = (0..<count).map {
            Island(instance, seed: options.seed &* 0x2545_F491_4F6C_DD1D &+ UInt64($0), goesFar: goesFar)
        }
    }

    private var elapsed: Double {
        let duration = clock.now - began
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    var evaluations: Int { islands.reduce(0) { $0 + $1.evaluations + $1.work.state.walker.walks } }
    var steps: Int { islands.reduce(0) { $0 + $1.steps } }

    /// Searches; returns the best solution and why it stopped.
    func run() -> (RouteSet, RoutingResult.Status) {
        let initial = options.initial.map { RouteSet($0, instance) }
        let timeLimit = options.timeLimit ?? (options.stepLimit == nil && options.noImprovementLimit == nil ? 10 : nil)
        inParallel { island in island.start(from: initial) }
        searchBegan = elapsed
        if let stepsEach = options.stepLimit.map({ $0 / islands.count }) {
            for island in islands { island.plan(steps: Double(stepsEach)) }
        }
        var status = RoutingResult.Status.stepLimit
        let stepsEach = options.stepLimit.map { max(0, $0 / islands.count) }
        for round in 0..<rounds {
            let to = Double(round + 1) / Double(rounds)
            let target = stepsEach.map { $0 * (round + 1) / rounds }
            inParallel { [self] island in
                advance(island, target: target, stepsEach: stepsEach, timeLimit: timeLimit, until: to)
            }
            report(fraction: to)
            if options.stop.isStopped {
                status = .cancelled
                break
            }
            if let timeLimit, elapsed >= timeLimit {
                status = .timeLimit
                break
            }
            if let limit = options.noImprovementLimit, islands.allSatisfy({ $0.steps - $0.stepsAtBest >= limit }) {
                status = .noImprovement
                break
            }
            recombine(after: to, stepsEach: stepsEach, timeLimit: timeLimit)
            if islands.count > 1, round >= rounds / 2, round < rounds - 1 { exchange() }
        }
        return (bestIsland.best, status)
    }

    private var bestIsland: Island {
        islands.dropFirst().reduce(islands[0]) { $1.best.isBetter(than: $0.best) ? $1 : $0 }
    }

    /// Chooses the best combination of all pooled routes, and lets the best island go on from it.
    ///
    /// Under a step budget iterations of the simplex method are counted, about a fifth of what the steps take.
    private func recombine(after fraction: Double, stepsEach: Int?, timeLimit: Double?) {
        guard let recombiner = options.recombiner, instance.aimCount == 1, fraction >= 0.3 else { return }
        let best = bestIsland
        if best.searchesCapacity, fraction < 0.6 { return }
        let budget = timeLimit.map { max(0, min(0.025 * $0, $0 - elapsed - 0.02 * $0)) }
        if let budget, budget < 0.01 { return }
        let iterations = stepsEach.map { max(300, min(20_000, $0 / (best.searchesCapacity ? 40 : 1_000))) }
        let found = Recombination(instance: instance, recombiner: recombiner).improve(
            best.best, pools: islands.map(\.pool), nodeLimit: 200, iterationLimit: iterations,
            timeLimit: stepsEach == nil ? budget : nil)
        if let found { best.adopt(found) }
    }

    /// The worst island continues from the best solution.
    private func exchange() {
        let best = bestIsland
        let worst = islands.dropFirst().reduce(islands[0]) { $0.best.isBetter(than: $1.best) ? $1 : $0 }
        if worst !== best { worst.adopt(best.best) }
    }

    private func advance(_ island: Island, target: Int?, stepsEach: Int?, timeLimit: Double?, until: Double) {
        var fraction = 0.0
        var temperature = 0.0
        var tick = 0
        var isCapacity = false
        defer { island.settle() }
        let pooling = options.recombiner != nil && instance.aimCount == 1
        while !options.stop.isStopped {
            if let target, island.steps >= target { return }
            if tick == 2048, stepsEach == nil, let timeLimit, island.schedule.cycles == 1, until * Double(rounds) < 1.5
            {
                // The measured rate tells how many steps the time limit holds.
                let searched = max(1e-6, elapsed - searchBegan)
                island.plan(steps: 2048 / searched * timeLimit)
            }
            if tick & 31 == 0 {
                if let stepsEach { fraction = Double(island.steps) / Double(max(1, stepsEach)) }
                if let timeLimit {
                    let used = elapsed / max(1e-9, timeLimit)
                    if used >= 1 || (stepsEach == nil && used >= until) { return }
                    fraction = max(fraction, used)
                }
                if let limit = options.noImprovementLimit {
                    if island.steps - island.stepsAtBest >= limit { return }
                    if stepsEach == nil, timeLimit == nil {
                        fraction = Double(island.steps - island.stepsAtBest) / Double(max(1, limit))
                    }
                }
                if !isCapacity { isCapacity = island.startsCapacitySearch(at: fraction) }
                temperature = island.temperature(at: fraction)
            }
            tick &+= 1
            if tick & 255 == 0, pooling, !isCapacity, island.schedule.isCold(at: fraction) { island.poolRoutes() }
            if isCapacity {
                island.stepCapacity(at: fraction)
            } else if let fleet = island.fleet, fleet.isActive {
                island.reduce(fleet, temperature: temperature)
            } else {
                island.step(temperature: temperature)
            }
        }
    }

    private func report(fraction: Double) {
        guard let progress = options.progress else { return }
        let best = bestIsland.best
        progress(
            SolverProgress(
                seconds: elapsed, steps: steps, fraction: fraction,
                aims: best.aims.isEmpty ? [Int(best.cost.rounded())] : Array(best.aims.dropFirst()),
                unassigned: best.unassigned.count))
    }

    private func inParallel(_ body: (Island) -> Void) {
        let threads = min(max(1, options.threads), islands.count)
        if threads == 1 {
            for island in islands { body(island) }
            return
        }
        // Each worker takes every `threads`-th island; nothing is shared between islands.
        nonisolated(unsafe) let work = body
        nonisolated(unsafe) let all = islands
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            var index = worker
            while index < all.count {
                work(all[index])
                index += threads
            }
        }
    }
}
