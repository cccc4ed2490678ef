import FordelerModel
import FordelerRoutingProblem

/// Turns orders, vans and shifts of a horizon into a routing problem: one vehicle a van-day, one job an order.
///
/// Orders, shifts and depots are sorted by their identities first, so that the order of the input decides nothing.
/// Money inside is thousandths of an øre, so that a kilometre's price is exact per metre. O(places²) time and memory.
public struct HorizonCompiler: Sendable {
    let problem: PlanningProblem
    let travel: TravelTable
    let items: [String: Item]
    let needs: [OrderNeeds]
    let depotOrder: [Int]
    let depotIndex: [String: Int]
    let days: [CivilDate]
    let lastDay: CivilDate
    let soft: SoftPricing

    /// Thousandths of an øre in an øre.
    static let moneyScale = 1000
    /// Load dimensions: clean volume, weight and places, then the same of returned goods.
    static let dimensions = 6

    /// Makes a compiler.
    ///
    /// - Parameter travel: places of `problem`, depots first, then orders, both in the problem's order.
    /// - Throws: every defect that keeps the problem from being planned, at once.
    public init(_ problem: PlanningProblem, travel: TravelTable) throws(InputErrors) {
        let defects = PlanningDefects(problem, travel: travel).found
        if !defects.isEmpty { throw InputErrors(defects) }
        self.problem = problem
        self.travel = travel
        let items = Dictionary(problem.items.map { ($0.id, $0) }) { first, _ in first }
        self.items = items
        let depots = Dictionary(problem.depots.map { ($0.id, $0) }) { first, _ in first }
        needs = problem.orders.map { OrderNeeds($0, items: items, depots: depots) }
        depotOrder = problem.depots.indices.sorted { problem.depots[$0].id < problem.depots[$1].id }
        depotIndex = Dictionary(uniqueKeysWithValues: depotOrder.enumerated().map { (problem.depots[$1].id, $0) })
        let horizon = problem.horizon
        let last = horizon.last ?? problem.date
        lastDay = last
        soft = SoftPricing(problem)
        let further = problem.shifts.map(\.date).filter { problem.date <= $0 && $0 <= last }
        days = Set(horizon + further).sorted()
    }

    /// The routing problem, with the way back.
    ///
    /// - Throws: numbers beyond the engine's range.
    public func compile() throws(InputErrors) -> CompiledHorizon {
        let calendar = DueCalendar(key: problem.key, timeZone: problem.timeZone)
        let after = problem.firstDayAfterHorizon
        let earliestDue = problem.orders.compactMap { calendar.due(of: $0)?.date }.min() ?? after
        let service = ServiceDays(key: problem.key, from: earliestDue, through: after, origin: problem.date)
        let deadlines = problem.orders.map {
            OrderDeadline($0, calendar: calendar, days: service, problem: problem)
        }
        var leftOut = ordersLeftOut()
        let book = StockBook(
            problem, travel: travel, dues: deadlines.map(\.due), lastDay: lastDay, skipping: Set(leftOut.keys))
        for (index, sentence) in book.missing { leftOut[index] = .missingPieces(sentence) }
        let orderOfJob = problem.orders.indices.filter { leftOut[$0] == nil }
            .sorted { problem.orders[$0].id < problem.orders[$1].id }
        let bits = SkillBits(orderOfJob.map { needs[$0] })
        if bits.requirements.count > SkillBits.most { throw InputErrors([PlanningDefects.tooManySkills(bits)]) }

        var fleet = vehicles(bits: bits)
        // Prices go by day; once who drives has a price too, each van-day is a group of its own.
        let isPriced = soft.isPriced
        if isPriced { for index in fleet.indices { fleet[index].vehicle.day = index } }
        let vehicles = fleet.map(\.vehicle)
        let places = JobPlaces(problem, orders: orderOfJob, depots: depotOrder, travel: travel)
        let unservedEnd = calendar.close(on: after).seconds(from: problem.date)
        let prices = LatenessPrices(
            earliestEnd: vehicles.map(\.earliestStart).min() ?? problem.now.seconds(from: problem.date),
            unservedEnd: unservedEnd, unservedDay: after.dayNumber - problem.date.dayNumber,
            dayNumbers: (isPriced ? fleet.map { problem.shifts[$0.shift].date } : days)
                .map { $0.dayNumber - problem.date.dayNumber })
        let jobs = orderOfJob.enumerated().map { job, order in
            routingJob(
                order, location: places.locationOfJob[job], bits: bits, fleet: fleet, prices: prices,
                deadline: deadlines[order], reserved: book.reservations[order])
        }
        let largest =
            vehicles.map { vehicle in
                vehicle.fixedCosts.reduce(100_000.0 * Double(vehicle.costPerDistance)) { $0 + Double($1.amount) }
            }.max() ?? 1
        let counts = Dictionary(orderOfJob.map { (deadlines[$0].priority, 1) }, uniquingKeysWith: +)
        let routing = RoutingProblem(
            aims: AimWeights.aims(counts: counts, largestStep: largest), dimensions: HorizonCompiler.dimensions,
            profiles: places.tables(speedFactors: speedFactors),
            depots: depotOrder.enumerated().map { index, depot in
                RoutingDepot(location: index, reloadDuration: problem.depots[depot].reloadSeconds)
            }, vehicles: vehicles, jobs: jobs)
        let issues = routing.validate()
        if !issues.isEmpty { throw InputErrors(issues.map(PlanningDefects.outOfRange)) }
        var jobOfOrder = [Int?](repeating: nil, count: problem.orders.count)
        for (job, order) in orderOfJob.enumerated() { jobOfOrder[order] = job }
        var compiled = CompiledHorizon(
            problem: problem, travel: travel, routing: routing, orderOfJob: orderOfJob, jobOfOrder: jobOfOrder,
            shiftOfVehicle: fleet.map(\.shift), vanOfVehicle: fleet.map(\.van), depotOfRoutingDepot: depotOrder,
            deadlines: deadlines, needs: needs, leftOut: leftOut, reservations: book.reservations, days: days,
            unservedEnd: unservedEnd,
            unservedDay: after.dayNumber - problem.date.dayNumber, skillBits: bits, soft: soft)
        compiled.applyLocks()
        return compiled
    }

    /// Orders that nobody can serve inside the horizon because of a hold, or because goods are missing.
    private func ordersLeftOut() -> [Int: CompiledHorizon.LeftOut] {
        var result: [Int: CompiledHorizon.LeftOut] = [:]
        for (index, order) in problem.orders.enumerated() {
            if let hold = order.hold, hold.until.map({ $0.date > lastDay }) ?? true {
                result[index] = .held(reason: hold.reason, until: hold.until)
            } else if let ready = order.ready ?? order.expectedReady {
                if ready.date > lastDay { result[index] = .notReady(expected: ready) }
            } else {
                result[index] = .notReady(expected: nil)
            }
        }
        return result
    }

    /// Distinct speed factors, rising: one travel table each.
    var speedFactors: [Double] { Set(problem.vans.map(\.speedFactor)).sorted() }

    /// Thousandths of an øre a second for øre an hour, rounded half up.
    static func perSecond(hourly: Int) -> Int { (hourly * moneyScale * 2 + 3600) / 7200 }

    /// Øre for `seconds` at an hourly price, rounded half up.
    static func price(hourly: Int, seconds: Int) -> Int { (hourly * seconds * 2 + 3600) / 7200 }
}
