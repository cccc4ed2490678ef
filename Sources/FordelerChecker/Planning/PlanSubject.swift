import FordelerModel

/// The problem with everything looked up that the judges need, after its own defects were reported.
struct PlanSubject {
    let problem: PlanningProblem
    let travel: TravelTable
    let calendar: ServiceCalendar
    let now: Int
    let depots: [String: Int]
    let vans: [String: Van]
    let orders: [String: Int]
    /// Shifts by van, then date.
    let shifts: [String: [CivilDate: Shift]]
    let demands: [OrderDemand]
    let dues: [DueInstants.Due]
    let availability: [Availability]

    /// `nil` when the problem cannot be judged; `findings` then says why.
    init?(_ problem: PlanningProblem, _ travel: TravelTable, _ findings: Findings) {
        PlanProblemDefects(findings).judge(problem)
        let count = problem.depots.count + problem.orders.count
        if travel.count != count || travel.seconds.count != count * count || travel.metres.count != count * count {
            findings.add(.travelTable, "travel", travel.count -| count, "places")
        }
        guard findings.violations.isEmpty else { return nil }
        let calendar = ServiceCalendar(problem)
        guard let instants = DueInstants(problem, calendar: calendar) else {
            findings.add(.problemInvalid, "time zone \(problem.timeZone)")
            return nil
        }
        self.problem = problem
        self.travel = travel
        self.calendar = calendar
        now = problem.now.seconds(from: problem.date)
        depots = Dictionary(problem.depots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        vans = Dictionary(problem.vans.map { ($0.id, $0) }) { first, _ in first }
        orders = Dictionary(problem.orders.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var shifts: [String: [CivilDate: Shift]] = [:]
        for shift in problem.shifts { shifts[shift.van, default: [:]][shift.date] = shift }
        self.shifts = shifts
        let items = Dictionary(problem.items.map { ($0.id, $0) }) { first, _ in first }
        let stores = Dictionary(problem.depots.map { ($0.id, $0) }) { first, _ in first }
        demands = problem.orders.map { OrderDemand($0, items: items, depots: stores) }
        dues = problem.orders.map(instants.due(of:))
        availability = problem.orders.map { Availability($0, origin: problem.date) }
    }

    /// Row in the travel table of an order's visit, or of the store where a transfer is loaded.
    func place(ofOrder order: Int, loading: Bool = false) -> Int {
        let store = loading ? problem.orders[order].depot : problem.orders[order].destination
        return store.flatMap { depots[$0] } ?? problem.depots.count + order
    }

    /// Seconds and metres of a leg; `nil` where there is no way.
    func leg(from: Int, to: Int, speedFactor: Double) -> (seconds: Int, metres: Int)? {
        let base = travel.seconds[from * travel.count + to]
        let metres = travel.metres[from * travel.count + to]
        if base >= TravelTable.unreachable || metres >= TravelTable.unreachable { return nil }
        if speedFactor == 1 { return (Int(base), Int(metres)) }
        return (Int((Double(base) / speedFactor + 0.5).rounded(.down)), Int(metres))
    }

    func midnight(of date: CivilDate) -> Int { (date.dayNumber - problem.date.dayNumber) * 86_400 }

    /// Whether two halts are one stop: the same store, or the same address key, not empty, at the same point.
    func sharesStop(_ a: PlanHalt, _ b: PlanHalt) -> Bool {
        let (here, there) = (
            place(ofOrder: a.order, loading: a.isLoading), place(ofOrder: b.order, loading: b.isLoading)
        )
        if min(here, there) < problem.depots.count { return here == there }
        let (first, second) = (problem.orders[a.order].place, problem.orders[b.order].place)
        return !first.addressKey.isEmpty && first.addressKey == second.addressKey
            && first.coordinate == second.coordinate
    }
}
