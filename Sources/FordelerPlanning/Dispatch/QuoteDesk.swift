import FordelerModel
import FordelerRoutingProblem

/// Answers where a new order fits into a plan that stands: every position of every van-day, worked out exactly.
///
/// The desk is made once for a plan and asked any number of times. A question costs one insertion scan over all
/// van-days; nothing in the plan is moved but in time.
public struct QuoteDesk: Sendable {
    private let compiled: CompiledHorizon
    private let sequences: [[RoutingStep.Kind]]
    /// Start of service of each order in the plan as it stands.
    private let starts: [String: Int]
    private let promises: [String: Promise]
    private let displaced: [String]
    /// Visits of van-days that are locked whole.
    private let locked: Int

    /// Makes a desk.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders, both in the problem's order.
    /// - Throws: `InputErrors` with every defect of the problem.
    public init(_ problem: PlanningProblem, travel: TravelTable, plan: Plan) throws {
        let fixed = FixedWork(standing: try HorizonCompiler(problem, travel: travel).compile(), plan: plan)
        compiled = fixed.horizon
        sequences = WarmStart(fixed.rest, compiled: compiled).sequences
        var starts: [String: Int] = [:]
        for stop in plan.routes.flatMap(\.stops) where stop.kind == .visit {
            if let order = stop.order { starts[order] = stop.start }
        }
        self.starts = starts
        promises = Dictionary(plan.promises.map { ($0.order, $0) }) { first, _ in first }
        let horizon = compiled
        let served = Set(sequences.flatMap { $0 }.compactMap(\.job).map { horizon.order($0).id })
            .union(fixed.kept.values.flatMap(\.stops).compactMap(\.order))
        displaced = starts.keys.filter { !served.contains($0) }.sorted()
        locked = fixed.kept.values.flatMap(\.stops).count { $0.kind == .visit }
    }

    /// Orders that stand in the plan.
    public var plannedOrders: Int { locked + sequences.reduce(0) { $0 + $1.count { $0.job != nil } } }

    /// The best place of each van-day, best first.
    ///
    /// - Parameters:
    ///   - legs: travel between the order's place and those of the problem.
    ///   - top: most places in the answer, 1 or more.
    /// - Throws: `InputErrors` with every defect of the order.
    public func quote(_ order: Order, legs: NewPlaceLegs, top: Int = 3) throws -> OrderQuote {
        if compiled.problem.orders.contains(where: { $0.id == order.id }) {
            throw InputErrors([
                Diagnostic(
                    code: "E-PLAN-TWICE", file: "order", column: "order", value: order.id,
                    message: "The scenario has this order already.", advice: "Give it a new id.")
            ])
        }
        let (horizon, job, alone) = try compiled.adding(order, legs: legs)
        let deadline = horizon.deadlines[horizon.problem.orders.count - 1]
        var quote = OrderQuote(
            order: order.id, priority: deadline.priority, due: deadline.due, places: [],
            vanDays: horizon.routing.vehicles.count, refused: horizon.routing.vehicles.count, displaced: displaced)
        guard let job else {
            let reasons = OutcomeReasons(horizon, attempts: [:])
            quote.reason = reasons.explain(horizon.problem.orders.count - 1).1
            return quote
        }
        let probe = try InsertionProbe(horizon.routing, sequences: sequences)
        let offers = probe.routes.indices.compactMap { probe.best(job, vehicle: $0) }
        quote.refused -= offers.count
        if offers.isEmpty {
            // Beside nobody the order shows which rule of its own stands in the way.
            let empty = try InsertionProbe(alone.routing, sequences: [])
            let attempts = empty.routes.indices.map { vehicle -> InsertionAttempt in
                let attempt = empty.attempt(0, vehicle: vehicle)
                return attempt.offer == nil ? attempt : .refused(.noRoom)
            }
            let reasons = OutcomeReasons(alone, attempts: [0: attempts])
            let rule = reasons.bindingRule(0, vehicles: Array(attempts.indices))
            quote.reason = OutcomeReason(code: rule.code, text: rule.text)
        }
        let builder = PlanBuilder(horizon)
        var candidates = offers.map { offer in
            Candidate(added: offer.added, vehicle: offer.vehicle) {
                place(offer, probe: probe, builder: builder, deadline: deadline)
            }
        }
        if compiled.problem.rates.meetings { candidates += try meetings(order, legs: legs, deadline: deadline) }
        if !candidates.isEmpty { quote.reason = nil }
        quote.refused = quote.vanDays - Set(candidates.map(\.vehicle)).count
        let best = candidates.enumerated().sorted { a, b in
            if a.element.added == b.element.added { return a.offset < b.offset }
            return a.element.added.lexicographicallyPrecedes(b.element.added)
        }
        quote.places = best.prefix(max(1, top)).map { $0.element.place() }
        return quote
    }

    /// A place that is worked out in full only when it is among the best.
    private struct Candidate {
        var added: [Int]
        var vehicle: Int
        var place: () -> OrderQuote.Place
    }

    /// The best meeting of each van-day, both vans at once.
    private func meetings(_ order: Order, legs: NewPlaceLegs, deadline: OrderDeadline) throws -> [Candidate] {
        let (horizon, job, _) = try compiled.adding(order, legs: legs, alone: false)
        guard let job, let offers = try MeetingOffers(job, of: horizon, sequences: sequences) else { return [] }
        let byVan = Dictionary(grouping: offers.pairs, by: \.main.vehicle)
        return byVan.keys.sorted().compactMap { vehicle in
            byVan[vehicle]?.min { $0.added.lexicographicallyPrecedes($1.added) }
        }.compactMap { pair in
            var met = horizon
            let halves = met.halves(job, at: pair.instant)
            met.routing.jobs[job] = halves[0]
            let assist = met.addAssist(halves[1], of: job)
            guard let probe = try? InsertionProbe(met.routing, sequences: sequences),
                let main = probe.best(job, vehicle: pair.main.vehicle),
                let helper = probe.best(assist, vehicle: pair.helper.vehicle)
            else { return nil }
            let builder = PlanBuilder(met)
            return Candidate(added: pair.added, vehicle: pair.main.vehicle) {
                var place = place(main, probe: probe, builder: builder, deadline: deadline)
                let second = self.place(helper, kind: .assist, probe: probe, builder: builder, deadline: deadline)
                place.join(second)
                return place
            }
        }
    }

    private func place(
        _ offer: InsertionOffer, kind: PlanStop.Kind = .visit, probe: InsertionProbe, builder: PlanBuilder,
        deadline: OrderDeadline
    ) -> OrderQuote.Place {
        let horizon = builder.compiled
        let shift = horizon.shift(offer.vehicle)
        let before = builder.route(
            RoutingRoute(vehicle: offer.vehicle, steps: probe.routes[offer.vehicle].schedule.steps))
        let isUsed = !probe.routes[offer.vehicle].sequence.isEmpty
        let after = builder.route(RoutingRoute(vehicle: offer.vehicle, steps: offer.schedule.steps))
        let id = horizon.order(offer.job).id
        func isHere(_ stop: PlanStop) -> Bool { stop.order == id && stop.kind == kind }
        let visit = after.stops[after.stops.firstIndex(where: isHere) ?? 0]
        let midnight = (shift.date.dayNumber - horizon.problem.date.dayNumber) * 86_400
        let promise = Promise(order: id, van: shift.van, date: shift.date, startSecond: visit.start - midnight)
        let neighbours = after.stops.filter { $0.kind != .break }
        let place = neighbours.firstIndex(where: isHere) ?? 0
        let regularEnd = midnight + shift.endSecond
        func overtime(_ route: PlanRoute) -> Int { max(0, (route.stops.last?.end ?? 0) - regularEnd) }
        return OrderQuote.Place(
            van: shift.van, date: shift.date, start: visit.start, end: visit.end, fromSecond: promise.fromSecond,
            toSecond: promise.toSecond, after: place > 0 ? neighbours[place - 1].order : nil,
            before: place + 1 < neighbours.count ? neighbours[place + 1].order : nil,
            addsTrip: isUsed && trips(after) > trips(before),
            addedDrivingSeconds: after.drivingSeconds - (isUsed ? before.drivingSeconds : 0),
            addedMetres: after.distanceMetres - (isUsed ? before.distanceMetres : 0),
            addedOvertimeSeconds: overtime(after) - (isUsed ? overtime(before) : 0),
            addedCost: isUsed ? after.cost - before.cost : after.cost, late: deadline.isLate(endingAt: visit.end),
            tardinessSeconds: deadline.tardinessSeconds(endingAt: visit.end),
            moves: moves(in: after, except: id, midnight: midnight), route: after)
    }

    private func trips(_ route: PlanRoute) -> Int { route.stops.map(\.trip).max() ?? 0 }

    /// Visits of the route that do not start when the plan says.
    private func moves(in route: PlanRoute, except new: String, midnight: Int) -> [OrderQuote.Move] {
        route.stops.compactMap { stop in
            guard stop.kind == .visit, let order = stop.order, order != new, let start = starts[order],
                start != stop.start
            else {
                return nil
            }
            let isKept =
                promises[order]?.isKept(van: route.van, date: route.date, startSecond: stop.start - midnight) ?? true
            let deadline = deadlinesByOrder(order)
            let service = stop.end - stop.start
            return OrderQuote.Move(
                order: order, from: start, to: stop.start, breaksPromise: !isKept,
                becomesLate: deadline.map {
                    $0.isLate(endingAt: stop.end) && !$0.isLate(endingAt: start + service)
                } ?? false)
        }
    }

    private func deadlinesByOrder(_ id: String) -> OrderDeadline? {
        compiled.problem.orders.firstIndex { $0.id == id }.map { compiled.deadlines[$0] }
    }
}

extension OrderQuote.Place {
    /// Counts the second van's van-day in.
    fileprivate mutating func join(_ second: OrderQuote.Place) {
        helper = OrderQuote.Helper(van: second.van, after: second.after, before: second.before, route: second.route)
        addsTrip = addsTrip || second.addsTrip
        addedDrivingSeconds += second.addedDrivingSeconds
        addedMetres += second.addedMetres
        addedOvertimeSeconds += second.addedOvertimeSeconds
        addedCost = addedCost + second.addedCost
        moves += second.moves
    }
}

extension CostBreakdown {
    /// Part by part.
    static func - (a: CostBreakdown, b: CostBreakdown) -> CostBreakdown {
        CostBreakdown(
            shifts: a.shifts - b.shifts, hours: a.hours - b.hours, overtime: a.overtime - b.overtime,
            distance: a.distance - b.distance, waiting: a.waiting - b.waiting, soft: a.soft - b.soft)
    }
}
