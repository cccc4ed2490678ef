import FordelerModel
import FordelerRoutingProblem

/// One van-day with its route and one more order, cut out of a horizon so that a trial takes microseconds.
///
/// Every trial compiles the cut anew, by the same compiler that plans: what it admits, a plan can do.
struct VanDayTrial {
    private let problem: PlanningProblem
    private let travel: TravelTable
    private let order: String
    private let sequence: [Step]
    /// Steps at the beginning of the route before which nothing may go, and the breaks that go with them.
    private let locked: Int
    private let fixedBreaks: [RoutingBreak]?
    /// Latest end that counts as on time; `nil` when the day decides nothing (past due anyway, or no due instant).
    private let limit: Int?

    private enum Step {
        case visit(String)
        case pickup(String)
        case delivery(String)
        case reload(Int)
    }

    /// Cuts a van-day out of a compiled horizon.
    ///
    /// - Parameters:
    ///   - sequence: what the van does, in the jobs of `whole`; the order itself is taken out of it.
    ///   - limited: whether the visit must end at the due instant.
    init(_ index: Int, vehicle: Int, sequence: [RoutingStep.Kind], of whole: CompiledHorizon, limited: Bool) {
        let asked = whole.problem.orders[index]
        order = asked.id
        let others = Set(sequence.compactMap(\.job).filter { whole.orderOfJob[$0] != index }).sorted()
        var cut = whole.problem
        cut.shifts = [whole.shift(vehicle)]
        cut.vans = [whole.van(vehicle)]
        cut.stock = []
        cut.orders = [whole.reserved(index)] + others.map { whole.standing($0, vehicle: vehicle) }
        let depots = whole.problem.depots.count
        let places = Array(0..<depots) + ([index] + others.map { whole.orderOfJob[$0] }).map { depots + $0 }
        let table = whole.travel
        travel = TravelTable(
            count: places.count, seconds: places.flatMap { a in places.map { table.seconds[a * table.count + $0] } },
            metres: places.flatMap { a in places.map { table.metres[a * table.count + $0] } })
        problem = cut
        let given = whole.routing.vehicles[vehicle]
        locked = given.lockedPrefix.count { $0.job.map { whole.orderOfJob[$0] != index } ?? true }
        fixedBreaks = given.lockedPrefix.isEmpty ? nil : given.breaks
        let names = Dictionary(zip(others, cut.orders.dropFirst().map(\.id))) { first, _ in first }
        let steps = sequence.compactMap { kind -> Step? in
            guard let job = kind.job else {
                if case .reload(let depot) = kind { return .reload(depot) }
                return nil
            }
            guard let id = names[job] else { return nil }
            switch kind {
            case .pickup: return .pickup(id)
            case .delivery: return .delivery(id)
            default: return .visit(id)
            }
        }
        self.sequence = VanDayTrial.withoutEmptyTrips(steps)
        let deadline = whole.deadlines[index]
        limit = limited && !deadline.overdueAtStart ? deadline.due : nil
    }

    private static func withoutEmptyTrips(_ steps: [Step]) -> [Step] {
        var result: [Step] = []
        for step in steps {
            if case .reload = step {
                guard let last = result.last else { continue }
                if case .reload = last { continue }
            }
            result.append(step)
        }
        if case .reload = result.last { result.removeLast() }
        return result
    }

    /// The van-day compiled, with the order's job and the route as it stands.
    struct Bench {
        var compiled: CompiledHorizon
        var probe: InsertionProbe
        var job: Int
    }

    /// Compiles the cut with a change made; `nil` when the order is no job then, or the route itself does not hold.
    func bench(_ relaxation: VanDayChange? = nil, ignoringDue: Bool = false) -> Bench? {
        let changed = relaxation?.applied(to: problem) ?? problem
        guard var compiled = try? HorizonCompiler(changed, travel: travel).compile(),
            compiled.routing.vehicles.count == 1,
            let job = compiled.jobOfOrder[0]
        else { return nil }
        var jobs: [String: Int] = [:]
        for (job, order) in compiled.orderOfJob.enumerated() { jobs[compiled.problem.orders[order].id] = job }
        let kinds = sequence.compactMap { step -> RoutingStep.Kind? in
            switch step {
            case .visit(let id): jobs[id].map { .visit(job: $0) }
            case .pickup(let id): jobs[id].map { .pickup(job: $0) }
            case .delivery(let id): jobs[id].map { .delivery(job: $0) }
            case .reload(let depot): .reload(depot: depot)
            }
        }
        compiled.routing.vehicles[0].lockedPrefix = Array(kinds.prefix(locked))
        if let fixedBreaks { compiled.routing.vehicles[0].breaks = fixedBreaks }
        let due = relaxation?.change == .laterDue ? compiled.deadlines[0].due : limit
        if let due, !ignoringDue, !compiled.routing.jobs[job].end(by: due, shift: compiled.routing.vehicles[0]) {
            return nil
        }
        guard let probe = try? InsertionProbe(compiled.routing, sequences: [kinds]) else { return nil }
        return Bench(compiled: compiled, probe: probe, job: job)
    }

    /// The best place with a change made; `nil` when there is none.
    func offer(_ relaxation: VanDayChange? = nil, ignoringDue: Bool = false) -> InsertionOffer? {
        guard let bench = bench(relaxation, ignoringDue: ignoringDue) else { return nil }
        return bench.probe.best(bench.job, vehicle: 0)
    }

    /// Least amount in `range` at which `change` admits the order; `nil` when even the largest does not.
    ///
    /// What a larger amount admits includes what a smaller one does, so halving finds it. O(log range) trials.
    func smallest(_ range: ClosedRange<Int>, _ change: (Int) -> VanDayChange) -> VanDayChange? {
        guard offer(change(range.upperBound)) != nil else { return nil }
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if offer(change(middle)) != nil { high = middle } else { low = middle + 1 }
        }
        return change(low)
    }
}

extension CompiledHorizon {
    /// What a job of the route is to the van-day alone: one half of a meeting takes nobody else, and what is locked to
    /// an instant stays there.
    fileprivate func standing(_ job: Int, vehicle: Int) -> Order {
        var order = reserved(orderOfJob[job])
        guard case .visit(let visit, _, _) = routing.jobs[job].work, visit.windows.count == 1,
            let window = visit.windows.first, window.count == 1
        else { return order }
        let isMet = assists.contains { orderOfJob[$0] == orderOfJob[job] }
        guard isMet || routing.vehicles[vehicle].lockedPrefix.contains(where: { $0.job == job }) else { return order }
        let shift = shift(vehicle)
        let midnight = (shift.date.dayNumber - problem.date.dayNumber) * 86_400
        (order.windows, order.blockedDates) = ([], [])
        order.lock = OrderLock(date: shift.date, startSecond: window.lowerBound - midnight)
        if isMet { order.persons = 1 }
        if assists.contains(job) {
            order.id += "\u{1F}assist"
            (order.kind, order.lines, order.skills, order.vanFeatures) = (.repair, [], [], [])
            order.serviceSeconds = visit.service
            (order.infection, order.hold, order.depot) = (false, nil, nil)
            (order.ready, order.expectedReady) = (order.registered, nil)
        }
        return order
    }

    /// The order as planning saw it: pieces that are kept for it stand at their depot from their instant on, and its
    /// due instant stays what it is.
    fileprivate func reserved(_ index: Int) -> Order {
        var order = problem.orders[index]
        guard let kept = reservations[index] else { return order }
        let due = deadlines[index].due.map { CivilInstant(seconds: $0, from: problem.date) }
        order.freezeDue(due)
        if !needs[index].takes { order.depot = kept.depot }
        if let available = kept.available {
            if let ready = order.ready { order.ready = max(ready, available) }
            if order.ready == nil { order.expectedReady = max(order.expectedReady ?? available, available) }
        }
        return order
    }
}

extension RoutingJob {
    /// Narrows the last visit's windows so that service ends by `due`; false when no start is left.
    fileprivate mutating func end(by due: Int, shift: RoutingVehicle) -> Bool {
        func narrowed(_ visit: RoutingVisit) -> RoutingVisit? {
            let last = due - visit.service
            let floor = min(0, shift.earliestStart)
            var visit = visit
            let windows = visit.windows.isEmpty ? (floor <= last ? [floor...last] : []) : visit.windows
            visit.windows = windows.filter { $0.lowerBound <= last }.map { $0.lowerBound...min($0.upperBound, last) }
            return visit.windows.isEmpty ? nil : visit
        }
        switch work {
        case .visit(let visit, let delivery, let pickup):
            guard let visit = narrowed(visit) else { return false }
            work = .visit(visit, delivery: delivery, pickup: pickup)
        case .shipment(let pickup, let delivery, let load):
            guard let delivery = narrowed(delivery) else { return false }
            work = .shipment(pickup: pickup, delivery: delivery, load: load)
        }
        return true
    }
}
