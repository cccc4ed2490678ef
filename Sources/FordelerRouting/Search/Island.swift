import FordelerRoutingProblem
import Foundation

/// How the annealing temperature falls over a run, as multiples of the instance's cost scale.
///
/// A run is divided into cycles: each starts warm and cools. Many steps for each job make more cycles, whose
/// different routes feed recombination; few make one. The more jobs, the less cycles differ in what they end with, and
/// the more one slow cycle is worth.
struct AnnealingSchedule {
    var first = 3.0
    /// Start of the second and later cycles.
    var reheat = 1.0
    var last = 0.05
    /// Exponent of the share of a cycle: above 1 cooling begins slowly and ends fast.
    var bend = 1.0
    var cycles = 1

    /// Where no vehicle is to spare, plans of that many lie far apart, with dear ones between them.
    static let scarceVehicles = AnnealingSchedule(first: 30, reheat: 30)

    /// Where windows hold visits in place, little is gained while it is hot, and nothing when it is very cold.
    static let windows = AnnealingSchedule(first: 2.5, last: 0.1)

    /// Where aims come before cost, a unit of one weighs thousands of times what a move saves. Cooling from there settles
    /// aim after aim, the highest first, while those below can still change; most of the time belongs to the first.
    static let aims = AnnealingSchedule(first: 30_000, reheat: 30_000, last: 0.5, bend: 1.5)

    /// More cycles than these add nothing.
    static let mostCycles = 6

    /// Temperature at a share (0...1) of the budget.
    func temperature(at fraction: Double, scale: Double) -> Double {
        let place = min(1, max(0, fraction)) * Double(cycles)
        let cycle = min(Double(cycles - 1), place.rounded(.down))
        let start = cycle == 0 ? first : reheat
        return scale * start * pow(last / start, pow(min(1, place - cycle), bend))
    }

    /// The cycle at a share of the budget, counted from 0.
    func cycle(at fraction: Double) -> Int {
        min(cycles - 1, Int(min(1, max(0, fraction)) * Double(cycles)))
    }

    /// Whether the later part of a cycle is reached, where solutions are good.
    func isCold(at fraction: Double) -> Bool {
        let place = min(1, max(0, fraction)) * Double(cycles)
        return place - min(Double(cycles - 1), place.rounded(.down)) > 0.6
    }

    /// Divides a number of steps into cycles, at most 6: one for every 1,500 steps a job, or, where cooling is slow, for as
    /// many times that as there are tens of jobs beyond the first 400.
    mutating func divide(steps: Double, jobs: Int, coolsSlowly: Bool) {
        let longer = coolsSlowly ? max(1, Double(jobs - 400) / 10) : 1
        cycles = max(1, min(Self.mostCycles, Int(steps / (Double(max(20, jobs)) * 1500 * longer))))
    }
}

/// One search: a current solution, its best, and a generator of its own. Islands never share mutable state.
final class Island {
    let instance: RoutingInstance
    let work: SearchWorkspace
    var random: SearchRandom
    var ruin = Ruin()
    var recreate = Recreate()
    var refit = Refit()
    var segments = SegmentMoves()
    let exchanges = DayExchanges()
    var dayTrial: DayTrial
    /// Whether jobs cost more on some days than on others, and gaps are of the general kind.
    private let hasDays: Bool
    private var triesDays = false
    private var routeBonus: RouteBonus
    var schedule = AnnealingSchedule()
    /// The stage that saves vehicles; `nil` where other costs decide how many are used.
    let fleet: FleetReduction?
    /// The search that takes over where only capacity and distance matter.
    private var capacity: CapacitySearch?
    private let hasCapacityOnly: Bool
    /// Share of the budget from which the routes of that search are good enough to keep.
    private let poolBegin = 0.4
    private(set) var best: RouteSet
    private(set) var steps = 0
    private(set) var stepsAtBest = 0
    /// Routes worth recombining.
    let pool: RoutePool
    private let aimsVersion: Buffer<UInt32>
    private let aimsOf: Buffer<Int>

    /// Makes an island; it `goesFar` where no good solution is given that it should stay near.
    init(_ instance: RoutingInstance, seed: UInt64, goesFar: Bool = true) {
        self.instance = instance
        work = SearchWorkspace(instance)
        routeBonus = RouteBonus(hasOptionalJobs: instance.hasOptionalJobs)
        dayTrial = DayTrial(instance)
        hasDays = instance.hasDayPrices && work.scan.lane == .general
        random = SearchRandom(seed: seed)
        best = .none(instance)
        hasCapacityOnly = CapacitySearch.applies(to: instance)
        pool = RoutePool(instance)
        fleet = FleetReduction.applies(to: instance) ? FleetReduction(instance) : nil
        aimsVersion = Buffer(instance.vehicleCount, .max)
        aimsOf = Buffer(instance.vehicleCount * instance.aimCount, 0)
        if fleet != nil {
            work.forbidLeavingOut()
            schedule = .scarceVehicles
        } else if hasWindowsOnly {
            schedule = .windows
        } else if instance.aimCount > 1, goesFar {
            schedule = .aims
        }
    }

    /// Whether gaps are settled by windows, distance and one load sum.
    private var hasWindowsOnly: Bool { work.scan.lane != .general && instance.hasTime }

    var evaluations: Int { work.scan.evaluations + (capacity?.evaluations ?? 0) }

    /// Builds a first solution by inserting every job, or starts from a given one.
    func start(from initial: RouteSet?) {
        let state = work.state
        if let initial {
            // Noted before anything is added, so that the result is never worse than the solution given.
            initial.restore(to: state)
            noteBest()
        }
        state.beginStep()
        work.removedCount = 0
        for index in 0..<state.unassignedCount {
            work.removed[index] = state.unassigned[index]
            work.removedCount += 1
        }
        // Shuffled, so that islands start apart.
        var index = work.removedCount - 1
        while index > 0 {
            let other = random.below(index + 1)
            let job = work.removed[index]
            work.removed[index] = work.removed[other]
            work.removed[other] = job
            index -= 1
        }
        if instance.hasOptionalJobs {
            // The most urgent first, while every van-day still has room for them.
            let urgent = (0..<work.removedCount).map { work.removed[$0] }.enumerated().sorted { a, b in
                let (first, second) = (
                    instance.jobs[a.element].unassignedScalar, instance.jobs[b.element].unassignedScalar
                )
                return first == second ? a.offset < b.offset : first > second
            }
            for (index, entry) in urgent.enumerated() { work.removed[index] = entry.element }
        }
        for index in 0..<work.removedCount { state.removeUnassigned(Int(work.removed[index])) }
        for index in 0..<work.removedCount { recreate.insert(Int(work.removed[index]), work, &random, eagerness: 20) }
        noteBest()
    }

    /// Divides the budget into cycles, with the number of steps that it holds.
    func plan(steps: Double) {
        let hasLongRoutes = Double(instance.visitCount) >= 18 * instance.fewestRoutes
        let isLarge = hasWindowsOnly && instance.jobCount > 400
        if isLarge, hasLongRoutes, !instance.hasOptionalJobs { routeBonus.beginLow() }
        // Where jobs may be left out, long routes need cycles, which find how many routes there should be.
        schedule.divide(
            steps: steps * annealingShare, jobs: instance.jobCount,
            coolsSlowly: isLarge && !(hasLongRoutes && instance.hasOptionalJobs))
    }

    /// Share of the budget for annealing, before another search takes over.
    var annealingShare: Double { hasCapacityOnly ? 0.2 : 1 }

    /// Whether the search for problems of capacity alone has taken over.
    var searchesCapacity: Bool { capacity != nil }

    /// Whether a share of the budget belongs to the search for problems of capacity alone, which begins then.
    func startsCapacitySearch(at fraction: Double) -> Bool {
        if capacity != nil { return true }
        guard hasCapacityOnly, fraction >= annealingShare, best.unassigned.isEmpty else { return false }
        capacity = CapacitySearch(instance, from: best)
        return true
    }

    /// One step of the search for problems of capacity alone.
    func stepCapacity(at fraction: Double) {
        guard let capacity else { return }
        steps &+= 1
        let before = capacity.bestCost
        if capacity.step(at: fraction, random: &random), fraction > poolBegin {
            for index in 0..<capacity.routes.touchedCount {
                pool.add(
                    capacity.routes, route: Int(capacity.routes.touched[index]),
                    price: instance.vehicles[0].costPerDistance)
            }
        }
        if capacity.bestCost < before { stepsAtBest = steps }
    }

    /// Takes over what the search for problems of capacity alone has found.
    func settle() {
        guard let capacity else { return }
        let found = RouteSet(
            routes: capacity.best + Array(repeating: [], count: instance.vehicleCount - capacity.best.count),
            versions: best.versions.map { _ in .max }, unassigned: [], cost: .infinity, aims: [])
        found.restore(to: work.state)
        noteBest()
    }

    /// Continues from another solution.
    func adopt(_ solution: RouteSet) {
        if dayTrial.isOn { dayTrial.abandon(work) }
        solution.restore(to: work.state)
        noteBest()
        capacity?.restart(from: solution.routes.filter { !$0.isEmpty })
    }

    /// Temperature at a share of the budget, for which the workspace is made ready; what the stage that saves vehicles took is left out of the schedule.
    func temperature(at fraction: Double) -> Double {
        guard let fleet else {
            // Where the other search cannot begin, as jobs are left out, annealing begins anew.
            let share = annealingShare
            let fraction = fraction < share || share == 1 ? fraction / share : (fraction - share) / (1 - share)
            let temperature = schedule.temperature(at: fraction, scale: instance.costScale)
            triesDays = hasDays && dayTrial.mayBegin(at: temperature, scale: instance.costScale)
            if work.scan.lane != .general {
                work.routeBonus = routeBonus.amount(
                    cycle: schedule.cycle(at: fraction),
                    temperature: temperature - schedule.last * instance.costScale, scale: instance.costScale,
                    cost: work.state.cost)
            }
            return temperature
        }
        if fleet.isActive {
            if fleet.goesOn(at: fraction) { return fleet.temperature * instance.costScale }
            work.liftLimits()
            best.restore(to: work.state)
        }
        let rest = (fraction - fleet.end) / max(1e-9, 1 - fleet.end)
        return schedule.temperature(at: rest, scale: instance.costScale)
    }

    /// One step of the stage that saves vehicles.
    func reduce(_ fleet: FleetReduction, temperature: Double) {
        let state = work.state
        if state.unassignedCount == 0, !fleet.emptyRoute(work) { return step(temperature: temperature) }
        work.opensVehicles = false
        let isPlaced = placeMissing(counting: fleet.absences, temperature: temperature)
        work.opensVehicles = true
        if isPlaced {
            fleet.noteSuccess()
            noteBest()
        }
    }

    /// One step of a trial of a day.
    private func tryDay(temperature: Double) {
        let isPlaced = placeMissing(counting: dayTrial.absences, temperature: temperature)
        if dayTrial.countStep() || isPlaced {
            dayTrial.end(work, isPlaced: isPlaced, temperature: temperature, random: &random)
            if work.state.cost < best.cost - 1e-7 { noteBest() }
        }
    }

    /// One step where jobs are missing: ruin, recreate, kept by how often the jobs missing were missing; by annealing
    /// where that is the same. Whether none is missing any more.
    private func placeMissing(counting absences: Absences, temperature: Double) -> Bool {
        let state = work.state
        let before = state.cost
        let sum = absences.sum(work)
        state.beginStep()
        ruin(work, random: &random)
        recreate(work, random: &random)
        steps &+= 1
        assert(steps & 15 != 0 || isConsistent(), "a predicted change differs from the recomputed one")
        let change = absences.sum(work) - sum
        if sum + change == 0 { return true }
        absences.count(work)
        let delta = state.cost - before
        let isKept = change < 0 || (change == 0 && (delta <= 0 || delta < -temperature * log(random.unit() + 1e-300)))
        if !isKept { state.rollback() }
        return false
    }

    /// One step: ruin, recreate, accept or take back.
    @inline(__always)
    func step(temperature: Double) {
        if !dayTrial.isOn, triesDays, random.unit() < dayTrial.chance {
            dayTrial.begin(work, temperature: temperature, &random)
        }
        if dayTrial.isOn { return tryDay(temperature: temperature) }
        let state = work.state
        let before = state.cost
        state.beginStep()
        ruin(work, random: &random)
        recreate(work, random: &random)
        refit(work, random: &random)
        steps &+= 1
        assert(steps & 15 != 0 || isConsistent(), "a predicted change differs from the recomputed one")
        var delta = state.cost - before
        if work.routeBonus > 0 { delta -= work.routeBonus * Double(state.openedInStep) }
        if delta > 0, delta >= -temperature * log(random.unit() + 1e-300) {
            state.rollback()
        } else if state.cost < best.cost - 1e-7 {
            noteBest()
        }
        let isChanged =
            work.scan.lane != .general
            ? segments(work, temperature: temperature, random: &random)
            : hasDays && exchanges(work, temperature: temperature, random: &random)
        if isChanged, state.cost < best.cost - 1e-7 { noteBest() }
    }

    /// Whether the running cost and every summary-based cost and duration equal a recomputation from the sequences.
    func isConsistent() -> Bool {
        let state = work.state
        var routes = 0.0
        for route in 0..<instance.vehicleCount where state.meta[route].count > 2 {
            let count = Int(state.meta[route].count)
            for position in 0..<count {
                state.walker.sequence[position] = state.slots[route * state.stride + position].node
            }
            let walked = state.walker.cost(count: count, vehicle: route)
            if instance.vehicles[route].isFrozen { continue }
            if instance.limitsDuration, !state.knowsDuration(of: route) { return false }
            if walked == .infinity || abs(walked - state.meta[route].cost) > 1e-6 * (1 + abs(walked)) { return false }
            routes += walked
        }
        return abs(routes - state.routesCost) <= 1e-6 * (1 + abs(routes))
    }

    /// Keeps the current routes for recombination.
    func poolRoutes() {
        for route in 0..<instance.vehicleCount where work.state.meta[route].count > 2 {
            pool.add(work.state, route: route)
        }
    }

    /// Takes the current solution as best when it is better, aim by aim.
    private func noteBest() {
        let state = work.state
        if instance.aimCount > 1 {
            let aims = exactAims()
            var isBetter = best.aims.isEmpty
            for (mine, theirs) in zip(aims, best.aims) where mine != theirs {
                isBetter = mine < theirs
                break
            }
            if !isBetter { return }
            best.capture(state)
            best.aims = aims
        } else if state.cost < best.cost {
            best.capture(state)
        } else {
            return
        }
        stepsAtBest = steps
    }

    /// Amount of each aim in the current solution.
    private func exactAims() -> [Int] {
        let state = work.state
        let count = instance.aimCount
        var total = [Int](repeating: 0, count: count)
        for route in 0..<instance.vehicleCount where state.meta[route].count > 2 {
            if aimsVersion[route] != state.meta[route].version {
                let length = Int(state.meta[route].count)
                for position in 0..<length {
                    state.walker.sequence[position] = state.slots[route * state.stride + position].node
                }
                let aims = state.walker.schedule(count: length, vehicle: route)?.aims ?? []
                for aim in 0..<count { aimsOf[route * count + aim] = aims.indices.contains(aim) ? aims[aim] : 0 }
                aimsVersion[route] = state.meta[route].version
            }
            for aim in 0..<count { total[aim] += aimsOf[route * count + aim] }
        }
        for index in 0..<state.unassignedCount {
            for cost in instance.problem.jobs[Int(state.unassigned[index])].unassignedCosts ?? [] {
                total[cost.aim] += cost.amount
            }
        }
        // Mandatory jobs left out come before every aim.
        var missing = 0
        for index in 0..<state.unassignedCount where instance.jobs[state.unassigned[index]].isMandatory { missing += 1 }
        total.insert(missing, at: 0)
        return total
    }
}
