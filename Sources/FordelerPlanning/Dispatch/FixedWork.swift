import FordelerModel
import FordelerRoutingProblem

/// A compiled horizon in which what has begun, what is locked and what the freedom withholds cannot be changed.
///
/// Van-days that are kept whole leave the search and come back as they stand. Of a van-day that has begun, the halts
/// that were driven to before `now` are the beginning of every route, at their times.
struct FixedWork {
    /// The horizon for the search.
    private(set) var horizon: CompiledHorizon
    /// Van-days that come back as they stand, by vehicle.
    private(set) var kept: [Int: PlanRoute] = [:]
    /// The plan without the van-days kept.
    private(set) var rest: Plan
    /// Stops that have begun, by vehicle.
    private var begun: [Int: [PlanStop]] = [:]

    init(_ compiled: CompiledHorizon, plan: Plan, freedom: PlanFreedom, now: CivilInstant?, whole: Set<Int>) {
        horizon = compiled
        rest = plan
        let instant = now?.seconds(from: compiled.problem.date)
        let known = Set(compiled.problem.orders.map(\.id))
        var vehicleOf: [PlanRoute: Int] = [:]
        for route in plan.routes {
            let vehicle = compiled.shiftOfVehicle.indices.first {
                compiled.shift($0).van == route.van && compiled.shift($0).date == route.date
            }
            guard let vehicle else { continue }
            vehicleOf[route] = vehicle
            let started = instant.map { now in route.stops.prefix { $0.arrival - $0.travelSeconds < now } } ?? []
            let isWhole = route.stops.allSatisfy { $0.order.map(known.contains) ?? true }
            let isFinished = !started.isEmpty && started.count == route.stops.count
            if isFinished || whole.contains(vehicle) || (freedom == .none && isWhole) {
                kept[vehicle] = route
            } else if !started.isEmpty {
                begun[vehicle] = Array(started)
            }
        }
        rest.routes.removeAll { vehicleOf[$0].map { kept[$0] != nil } ?? false }
        close()
        if let instant { waitUntil(instant) }
        let loaded = fixBeginnings(plan, vehicleOf)
        let jobs = Dictionary(
            compiled.orderOfJob.enumerated().map { (compiled.problem.orders[$1].id, $0) }
        ) { first, _ in first }
        withhold(freedom, jobs: jobs, vehicleOf)
        if let instant { holdGoods(until: instant, except: loaded) }
        price(jobs)
    }

    /// Takes vehicles that are kept, and their orders, out of the search.
    private mutating func close() {
        let keptOrders = Set(kept.values.flatMap(\.stops).compactMap(\.order))
        for vehicle in kept.keys { horizon.routing.vehicles[vehicle].maxVisits = 0 }
        for job in horizon.routing.jobs.indices {
            if keptOrders.contains(horizon.order(job).id) {
                horizon.routing.jobs[job].allowedVehicles = []
                horizon.routing.jobs[job].unassignedCosts = []
            } else if !kept.isEmpty {
                let allowed = horizon.routing.jobs[job].allowedVehicles ?? Array(horizon.routing.vehicles.indices)
                horizon.routing.jobs[job].allowedVehicles = allowed.filter { kept[$0] == nil }
            }
        }
    }

    /// Van-days that have not begun start no earlier than now.
    private mutating func waitUntil(_ now: Int) {
        for vehicle in horizon.routing.vehicles.indices where begun[vehicle] == nil && kept[vehicle] == nil {
            let given = horizon.routing.vehicles[vehicle]
            if given.earliestStart >= now { continue }
            if given.latestEnd <= now {
                horizon.routing.vehicles[vehicle].maxVisits = 0
                for job in horizon.routing.jobs.indices { withdraw(vehicle, from: job) }
                continue
            }
            horizon.routing.vehicles[vehicle].earliestStart = now
            horizon.routing.vehicles[vehicle].breaks.removeAll { $0.latest < now }
        }
    }

    private mutating func withdraw(_ vehicle: Int, from job: Int) {
        let allowed = horizon.routing.jobs[job].allowedVehicles ?? Array(horizon.routing.vehicles.indices)
        horizon.routing.jobs[job].allowedVehicles = allowed.filter { $0 != vehicle }
    }

    /// Makes what has begun the beginning of its route; gives back the jobs whose goods are on board.
    private mutating func fixBeginnings(_ plan: Plan, _ vehicleOf: [PlanRoute: Int]) -> Set<Int> {
        var loaded: Set<Int> = []
        var jobOf: [String: Int] = [:]
        for job in horizon.orderOfJob.indices { jobOf[horizon.order(job).id] = job }
        for route in plan.routes {
            guard let vehicle = vehicleOf[route], let stops = begun[vehicle] else { continue }
            let trips = Set(stops.filter { $0.kind == .depot }.map(\.trip))
            for stop in route.stops where trips.contains(stop.trip) {
                guard let job = stop.order.flatMap({ jobOf[$0] }) else { continue }
                loaded.insert(job)
                if horizon.needs[horizon.orderOfJob[job]].brings { restrict(job, to: [vehicle]) }
            }
            var prefix: [RoutingStep.Kind] = []
            for stop in stops {
                switch stop.kind {
                case .visit:
                    guard let job = stop.order.flatMap({ jobOf[$0] }),
                        case .visit(var visit, let delivery, let pickup) = horizon.routing.jobs[job].work
                    else { continue }
                    visit.windows = [stop.start...stop.start]
                    horizon.routing.jobs[job].work = .visit(visit, delivery: delivery, pickup: pickup)
                    horizon.routing.jobs[job].allowedVehicles = [vehicle]
                    prefix.append(.visit(job: job))
                case .depot:
                    let depot = horizon.depotOfRoutingDepot.firstIndex {
                        horizon.problem.depots[$0].id == stop.depot
                    }
                    if let depot, !prefix.isEmpty { prefix.append(.reload(depot: depot)) }
                default: break
                }
            }
            while let last = prefix.last, last.job == nil { prefix.removeLast() }
            horizon.routing.vehicles[vehicle].lockedPrefix = prefix
            let pauses = stops.filter { $0.kind == .break }
            for (index, pause) in pauses.enumerated()
            where horizon.routing.vehicles[vehicle].breaks.indices.contains(index) {
                horizon.routing.vehicles[vehicle].breaks[index].earliest = pause.start
                horizon.routing.vehicles[vehicle].breaks[index].latest = pause.start
                horizon.routing.vehicles[vehicle].breaks[index].notNeededBefore = 0
            }
        }
        return loaded
    }

    /// Goods that are not on board yet leave a depot after now.
    private mutating func holdGoods(until now: Int, except loaded: Set<Int>) {
        for job in horizon.routing.jobs.indices
        where !loaded.contains(job) && horizon.needs[horizon.orderOfJob[job]].brings {
            horizon.routing.jobs[job].release = max(horizon.routing.jobs[job].release, now)
        }
    }

    private mutating func restrict(_ job: Int, to vehicles: [Int]) {
        let allowed = horizon.routing.jobs[job].allowedVehicles
        let left = vehicles.filter { allowed?.contains($0) ?? true }
        if !left.isEmpty { horizon.routing.jobs[job].allowedVehicles = left }
    }

    private mutating func withhold(_ freedom: PlanFreedom, jobs: [String: Int], _ vehicleOf: [PlanRoute: Int]) {
        if freedom == .all { return }
        for (route, vehicle) in vehicleOf where kept[vehicle] == nil {
            let sameDay = horizon.routing.vehicles.indices.filter { horizon.shift($0).date == route.date }
            for order in route.stops.compactMap(\.order) {
                guard let job = jobs[order] else { continue }
                restrict(job, to: freedom == .vans ? sameDay : [vehicle])
            }
        }
    }

    /// Gives each van-day other than the promised one a price, so that the search moves nobody without a gain. Plans
    /// are compared by the exact aims afterwards.
    private mutating func price(_ jobs: [String: Int]) {
        let promises = horizon.problem.promises
        if promises.isEmpty { return }
        let groups = horizon.routing.vehicles.map(\.day)
        for vehicle in horizon.routing.vehicles.indices { horizon.routing.vehicles[vehicle].day = vehicle }
        for job in horizon.routing.jobs.indices {
            let costs = horizon.routing.jobs[job].dayCosts
            if costs.isEmpty { continue }
            horizon.routing.jobs[job].dayCosts = groups.map { costs.indices.contains($0) ? costs[$0] : 0 }
        }
        for promise in promises {
            guard let job = jobs[promise.order] else { continue }
            let points = horizon.problem.rates.promise[horizon.deadline(job: job).priority] ?? 0
            let price = points * FixedWork.pointPrice * HorizonCompiler.moneyScale
            var costs = horizon.routing.jobs[job].dayCosts
            if costs.isEmpty { costs = [Int](repeating: 0, count: groups.count) }
            for vehicle in groups.indices
            where horizon.shift(vehicle).van != promise.van || horizon.shift(vehicle).date != promise.date {
                costs[vehicle] += price
            }
            horizon.routing.jobs[job].dayCosts = costs
            if var open = horizon.routing.jobs[job].unassignedCosts {
                open.append(AimCost(aim: horizon.routing.costAim, amount: price))
                horizon.routing.jobs[job].unassignedCosts = open
            }
        }
    }

    /// Øre that a point of a broken promise weighs in the search: more than a van-day.
    private static let pointPrice = 1_000_000

    /// Vehicles whose beginning does not stand in `plan` as it was.
    func changedBeginnings(in plan: Plan) -> Set<Int> {
        Set(
            begun.filter { vehicle, stops in
                let shift = horizon.shift(vehicle)
                let route = plan.routes.first { $0.van == shift.van && $0.date == shift.date }
                return route.map { Array($0.stops.prefix(stops.count)) } != stops
            }.keys)
    }
}
