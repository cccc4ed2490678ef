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
    /// Stops that have begun on van-days that are kept, by vehicle.
    private var finished: [Int: [PlanStop]] = [:]

    /// Halts that each route begins with: those of `begun`, then those of a locked sequence.
    private var beginnings: [Int: [LockedHalt]] = [:]

    /// Vehicles that drive home after what they have done, and how they would have gone on.
    private(set) var ended: Set<Int> = []

    init(
        _ compiled: CompiledHorizon, plan: Plan, freedom: PlanFreedom, now: CivilInstant?, whole: Set<Int>,
        shortened: [ShortenedShift] = []
    ) {
        horizon = compiled
        horizon.keepMeetings(of: plan)
        rest = plan
        let instant = now?.seconds(from: compiled.problem.date)
        let known = Set(compiled.problem.orders.map(\.id))
        var vehicleOf: [PlanRoute: Int] = [:]
        let stands = freedom == .none ? Self.standing(plan, horizon) : [:]
        for route in plan.routes {
            guard let vehicle = compiled.vehicle(of: route) else { continue }
            vehicleOf[route] = vehicle
            if let less = shortened.first(where: { $0.van == route.van && $0.date == route.date }) {
                shorten(vehicle, to: less.left)
                if less.left == nil {
                    let home = drivenHome(route.doneStops(at: now, in: plan), vehicle: vehicle)
                    (kept[vehicle], finished[vehicle]) = (home, home.stops)
                    continue
                }
            }
            let lock = compiled.problem.locks.routes.first { $0.van == route.van && $0.date == route.date }
            let started = instant.map { now in route.stops.prefix { $0.arrival - $0.travelSeconds < now }.count } ?? 0
            // A lock that the standing plan does not keep has nothing to hold; the checker reports it.
            let held = lock.map { route.stops.starts(with: $0.stops) ? $0.stops.count : 0 } ?? 0
            let fixed = Array(route.stops.prefix(max(started, held)))
            let isOver = !fixed.isEmpty && fixed.count == route.stops.count
            if isOver || whole.contains(vehicle) || (freedom == .none && stands[vehicle] == route.stops) {
                kept[vehicle] = route
                if !fixed.isEmpty { finished[vehicle] = fixed }
                continue
            }
            if !fixed.isEmpty { begun[vehicle] = fixed }
            // Goods that are on board between two stores are handed over before anything else.
            var halts = Self.closed(
                PlanRoute.halts(of: fixed), in: route.halts.filter { $0.kind == .depot || known.contains($0.id) })
            if let locked = lock?.sequence.filter({ $0.kind == .depot || known.contains($0.id) }),
                locked.count > halts.count, locked.starts(with: halts)
            {
                halts = locked
            }
            if !halts.isEmpty { beginnings[vehicle] = halts }
        }
        rest.routes.removeAll { vehicleOf[$0].map { kept[$0] != nil } ?? false }
        close()
        if let instant { waitUntil(instant) }
        let loaded = holdLoaded(plan, vehicleOf)
        for vehicle in beginnings.keys.sorted() { fixBeginning(vehicle) }
        let jobs = jobOf
        withhold(freedom, jobs: jobs, vehicleOf)
        if let instant { holdGoods(until: instant, except: loaded) }
        price(jobs)
    }

    /// The horizon of a plan that stands, for questions to it: what is locked stays, and nothing else is withheld or priced.
    init(standing compiled: CompiledHorizon, plan: Plan) {
        var unpriced = compiled
        unpriced.problem.promises = []
        self.init(unpriced, plan: plan, freedom: .all, now: nil, whole: [])
        horizon.problem.promises = compiled.problem.promises
    }

    /// The stops of each van-day as the problem of today has them; a van-day that no longer holds is left out.
    private static func standing(_ plan: Plan, _ horizon: CompiledHorizon) -> [Int: [PlanStop]] {
        let builder = PlanBuilder(horizon)
        return Dictionary(
            WarmStart(plan, compiled: horizon).solution.routes.map { ($0.vehicle, builder.route($0).stops) }
        ) { first, _ in first }
    }

    /// The halts, and as many of the following ones as hand over what is on board between two stores.
    private static func closed(_ halts: [LockedHalt], in route: [LockedHalt]) -> [LockedHalt] {
        var open: Set<String> = []
        func pass(_ halt: LockedHalt) {
            if halt.kind == .pickup { open.insert(halt.id) }
            if halt.kind == .visit { open.remove(halt.id) }
        }
        halts.forEach(pass)
        var closed = halts
        for halt in route.dropFirst(halts.count) where !open.isEmpty {
            closed.append(halt)
            pass(halt)
        }
        return closed
    }

    /// Jobs by order, without second vans at the door.
    private var jobOf: [String: Int] {
        Dictionary(horizon.ownJobs.map { (horizon.order($0).id, $0) }) { first, _ in first }
    }

    /// Jobs of second vans at the door, by order.
    private var assistOf: [String: Int] {
        Dictionary(horizon.assists.sorted().map { (horizon.order($0).id, $0) }) { first, _ in first }
    }

    /// Takes vehicles that are kept, and their orders, out of the search.
    private mutating func close() {
        let halts = kept.values.flatMap(\.stops)
        let visited = Set(halts.filter { $0.kind != .assist }.compactMap(\.order))
        let assisted = Set(halts.filter { $0.kind == .assist }.compactMap(\.order))
        for vehicle in kept.keys { horizon.routing.vehicles[vehicle].maxVisits = 0 }
        for job in horizon.routing.jobs.indices {
            if (horizon.assists.contains(job) ? assisted : visited).contains(horizon.order(job).id) {
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

    /// The van-day that ends with these stops: they stay as they are, and the van drives to its end depot, after a break
    /// where the drive would pass its limit.
    private func drivenHome(_ stops: [PlanStop], vehicle: Int) -> PlanRoute {
        let given = horizon.routing.vehicles[vehicle]
        let (jobs, assists) = (jobOf, assistOf)
        var steps: [RoutingStep] = []
        var pauses = 0
        for stop in stops {
            var kind = RoutingStep.Kind.start
            switch stop.kind {
            case .depot:
                let depot = horizon.depotOfRoutingDepot.firstIndex { horizon.problem.depots[$0].id == stop.depot }
                if !steps.isEmpty, let depot { kind = .reload(depot: depot) }
            case .break:
                kind = .pause(pauses)
                pauses += 1
            case .visit, .pickup, .assist:
                guard let job = stop.order.flatMap({ stop.kind == .assist ? assists[$0] : jobs[$0] }) else { continue }
                kind = .visit(job: job)
                if case .shipment = horizon.routing.jobs[job].work {
                    kind = stop.kind == .pickup ? .pickup(job: job) : .delivery(job: job)
                }
            }
            steps.append(RoutingStep(kind: kind, arrival: stop.arrival, start: stop.start, end: stop.end))
        }
        // A reload that nothing follows is the end of the day.
        while let last = steps.last, case .reload = last.kind { steps.removeLast() }
        guard given.endDepot != nil, let last = steps.last else {
            return PlanBuilder(horizon).route(RoutingRoute(vehicle: vehicle, steps: steps))
        }
        // The way home is as long as the builder says.
        steps.append(RoutingStep(kind: .end))
        let home =
            PlanBuilder(horizon).route(RoutingRoute(vehicle: vehicle, steps: steps)).stops.last?.travelSeconds ?? 0
        steps.removeLast()
        var leaves = last.end
        for (index, pause) in given.breaks.enumerated().dropFirst(pauses) where leaves + home > pause.notNeededBefore {
            let start = max(leaves, pause.earliest)
            leaves = start + pause.duration
            steps.append(RoutingStep(kind: .pause(index), arrival: start, start: start, end: leaves))
        }
        let arrival = leaves + home
        steps.append(RoutingStep(kind: .end, arrival: arrival, start: arrival, end: arrival))
        return PlanBuilder(horizon).route(RoutingRoute(vehicle: vehicle, steps: steps))
    }

    /// Takes orders away from a van-day that goes on with less than its shift, or with nothing.
    private mutating func shorten(_ vehicle: Int, to left: Shift?) {
        if left == nil { ended.insert(vehicle) }
        for job in horizon.routing.jobs.indices where !horizon.assists.contains(job) {
            let need = horizon.needs[horizon.orderOfJob[job]]
            let isLeft = left.map { need.persons <= $0.crew && need.skills.isSubset(of: $0.skills) } ?? false
            if !isLeft { withdraw(vehicle, from: job) }
        }
    }

    /// Leaves orders whose goods are on board with their van; gives back their jobs.
    private mutating func holdLoaded(_ plan: Plan, _ vehicleOf: [PlanRoute: Int]) -> Set<Int> {
        var loaded: Set<Int> = []
        let jobOf = jobOf
        for route in plan.routes {
            guard let vehicle = vehicleOf[route], let stops = begun[vehicle] else { continue }
            let trips = Set(stops.filter { $0.kind == .depot }.map(\.trip))
            for stop in route.stops where stop.kind != .assist && trips.contains(stop.trip) {
                guard let job = stop.order.flatMap({ jobOf[$0] }) else { continue }
                loaded.insert(job)
                if horizon.needs[horizon.orderOfJob[job]].brings { restrict(job, to: [vehicle]) }
            }
        }
        return loaded
    }

    /// Makes the halts of a beginning the locked prefix of their route. Of a sequence that no longer fits, as much as
    /// fits is kept; the checker reports the rest.
    private mutating func fixBeginning(_ vehicle: Int) {
        let stops = begun[vehicle] ?? []
        let starts = stops.filter { [.visit, .pickup, .assist].contains($0.kind) }.map(\.start)
        var halts = beginnings[vehicle] ?? []
        let (jobOf, assistOf) = (jobOf, assistOf)
        let free = horizon.routing
        while !halts.isEmpty {
            horizon.routing = free
            var prefix: [RoutingStep.Kind] = []
            var timed = 0
            for halt in halts {
                if halt.kind == .depot {
                    let depot = horizon.depotOfRoutingDepot.firstIndex { horizon.problem.depots[$0].id == halt.id }
                    if let depot, !prefix.isEmpty, prefix.last?.job != nil { prefix.append(.reload(depot: depot)) }
                    continue
                }
                guard let job = halt.kind == .assist ? assistOf[halt.id] : jobOf[halt.id] else { continue }
                let start = timed < starts.count ? starts[timed] : nil
                timed += 1
                horizon.routing.jobs[job].allowedVehicles = [vehicle]
                prefix.append(step(halt, job: job, start: start))
            }
            while let last = prefix.last, last.job == nil { prefix.removeLast() }
            horizon.routing.vehicles[vehicle].lockedPrefix = prefix
            fixBreaks(stops, vehicle: vehicle)
            if isWhole(prefix), (try? RouteScheduler(horizon.routing).schedule(prefix, vehicle: vehicle)) != nil {
                return
            }
            if timed <= starts.count { return }
            halts.removeLast()
        }
        horizon.routing = free
    }

    /// Whether every shipment that is picked up is handed over too.
    private func isWhole(_ prefix: [RoutingStep.Kind]) -> Bool {
        var open: Set<Int> = []
        for kind in prefix {
            if case .pickup(let job) = kind { open.insert(job) }
            if case .delivery(let job) = kind { open.remove(job) }
        }
        return open.isEmpty
    }

    /// The step of a halt; one that has begun may start at its instant only.
    private mutating func step(_ halt: LockedHalt, job: Int, start: Int?) -> RoutingStep.Kind {
        switch horizon.routing.jobs[job].work {
        case .visit(var visit, let delivery, let pickup):
            if let start { visit.windows = [start...start] }
            horizon.routing.jobs[job].work = .visit(visit, delivery: delivery, pickup: pickup)
            return .visit(job: job)
        case .shipment(var pickup, var delivery, let load):
            if let start, halt.kind == .pickup { pickup.windows = [start...start] }
            if let start, halt.kind == .visit { delivery.windows = [start...start] }
            horizon.routing.jobs[job].work = .shipment(pickup: pickup, delivery: delivery, load: load)
            return halt.kind == .pickup ? .pickup(job: job) : .delivery(job: job)
        }
    }

    private mutating func fixBreaks(_ stops: [PlanStop], vehicle: Int) {
        for (index, pause) in stops.filter({ $0.kind == .break }).enumerated()
        where horizon.routing.vehicles[vehicle].breaks.indices.contains(index) {
            horizon.routing.vehicles[vehicle].breaks[index].earliest = pause.start
            horizon.routing.vehicles[vehicle].breaks[index].latest = pause.start
            horizon.routing.vehicles[vehicle].breaks[index].notNeededBefore = 0
        }
    }

    /// Makes locked orders that `start` serves mandatory, whatever is more urgent.
    mutating func bind(servedBy start: RoutingSolution) {
        for job in start.routes.flatMap(\.sequence).compactMap(\.job) where horizon.order(job).lock != nil {
            horizon.routing.jobs[job].unassignedCosts = nil
        }
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

    /// The locks of the problem, with what has begun as it stands, and van-days that ended as a whole.
    var locks: PlanLocks {
        var locks = horizon.problem.locks
        for (vehicle, stops) in begun.merging(finished, uniquingKeysWith: { first, _ in first }) {
            let shift = horizon.shift(vehicle)
            let index = locks.routes.firstIndex { $0.van == shift.van && $0.date == shift.date }
            if let index, locks.routes[index].stops.count < stops.count { locks.routes[index].stops = stops }
            if index == nil { locks.routes.append(RouteLock(van: shift.van, date: shift.date, stops: stops)) }
            let lock = index ?? locks.routes.count - 1
            if ended.contains(vehicle), locks.routes[lock].stops == stops { locks.routes[lock].isWhole = true }
        }
        locks.routes.sort { ($0.date, $0.van) < ($1.date, $1.van) }
        return locks
    }
}
