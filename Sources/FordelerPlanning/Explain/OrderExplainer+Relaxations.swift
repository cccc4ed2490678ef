import FordelerModel
import FordelerRoutingProblem

extension OrderExplainer {
    /// Most van-days that one kind of change is tried on.
    private static let mostTries = 12
    /// Most minutes of overtime, and of widening a window, that are looked at.
    private static let mostMinutes = 240

    /// The smallest change of each kind that admits a job on time, each shown by an insertion into the changed problem.
    func relaxations(
        _ job: Int, order: String, attempts: [InsertionAttempt], days: [OrderExplanation.VanDay],
        sequences: [[RoutingStep.Kind]]
    ) -> [Relaxation] {
        let due = compiled.deadline(job: job).due
        let isHopeless = due.map { $0 < (compiled.routing.vehicles.map(\.earliestStart).min() ?? 0) } ?? false
        let candidates = attempts.indices.filter { vehicle in
            attempts[vehicle].offer == nil
                && (isHopeless || due.map { compiled.routing.vehicles[vehicle].earliestStart < $0 } ?? true)
        }
        var found: [Relaxation] = []
        if let overtime = overtime(job, order: order, candidates: candidates, sequences: sequences) {
            found.append(overtime)
        }
        let need = compiled.needs[compiled.orderOfJob[job]]
        for (code, kind) in [
            ("TIME_WINDOW", Relaxation.Kind.window), ("SKILL", .skill), ("VAN_FEATURE", .feature), ("CREW", .person),
        ] {
            let tried = candidates.filter { days[$0].code == code }.prefix(Self.mostTries)
            let changes = tried.flatMap { vehicle -> [Relaxation] in
                let shift = compiled.shift(vehicle)
                func change(_ amount: Int, _ name: String = "") -> Relaxation {
                    Relaxation(kind: kind, amount: amount, name: name, van: shift.van, date: shift.date)
                }
                switch kind {
                case .window: return [15, 30, 60, 120, Self.mostMinutes].map { change($0) }
                case .skill:
                    let given = shift.skills.union(compiled.van(vehicle).skills)
                    return need.skills.subtracting(given).sorted().map { change(1, $0) }
                case .feature:
                    return need.vanFeatures.subtracting(compiled.van(vehicle).features).sorted().map { change(1, $0) }
                default: return [change(1)]
                }
            }
            if let first = changes.sorted(by: { $0.amount < $1.amount }).first(where: { admits($0, order: order) }) {
                found.append(first)
            }
        }
        if let due, let later = later(due, order: order, attempts: attempts) { found.append(later) }
        return found
    }

    /// The least overtime over the van-days, to five minutes.
    private func overtime(
        _ job: Int, order: String, candidates: [Int], sequences: [[RoutingStep.Kind]]
    ) -> Relaxation? {
        var best: (minutes: Int, vehicle: Int)?
        for vehicle in candidates {
            let limit = (best?.minutes ?? Self.mostMinutes + 5) - 5
            if limit < 5 { break }
            func fits(_ minutes: Int) -> Bool {
                var longer = compiled.routing
                longer.vehicles[vehicle].latestEnd += minutes * 60
                guard let probe = try? InsertionProbe(longer, sequences: sequences, only: vehicle) else { return false }
                return probe.best(job, vehicle: vehicle) != nil
            }
            guard fits(limit) else { continue }
            var (low, high) = (0, limit / 5)
            while high - low > 1 {
                let middle = (low + high) / 2
                if fits(middle * 5) { high = middle } else { low = middle }
            }
            best = (high * 5, vehicle)
        }
        guard let best else { return nil }
        let shift = compiled.shift(best.vehicle)
        let change = Relaxation(kind: .overtime, amount: best.minutes, name: "", van: shift.van, date: shift.date)
        return admits(change, order: order) ? change : nil
    }

    /// The first van-day after the due instant that takes the order as things are.
    private func later(_ due: Int, order: String, attempts: [InsertionAttempt]) -> Relaxation? {
        let offers = attempts.compactMap(\.offer)
            .filter { compiled.routing.vehicles[$0.vehicle].latestEnd > due }
            .sorted { (compiled.shift($0.vehicle).date, $0.vehicle) < (compiled.shift($1.vehicle).date, $1.vehicle) }
        let dueDay = due >= 0 ? due / 86_400 : (due - 86_399) / 86_400
        for offer in offers.prefix(Self.mostTries) {
            let shift = compiled.shift(offer.vehicle)
            let days = shift.date.dayNumber - problem.date.dayNumber - dueDay
            if days < 1 { continue }
            let change = Relaxation(kind: .due, amount: days, name: "", van: shift.van, date: shift.date)
            if admits(change, order: order) { return change }
        }
        return nil
    }

    /// Units in stock that let the order be served, for an order that lacks pieces.
    func stock(index: Int, order: String) -> [Relaxation] {
        guard case .missingPieces = compiled.leftOut[index] else { return [] }
        let counted = Set(problem.stock.map(\.item))
        let lines = problem.orders[index].lines.filter { $0.direction == .deliver && counted.contains($0.item) }
        let depots = problem.depots.filter { depot in
            problem.orders[index].depot.map { $0 == depot.id } ?? depot.keeps(Set(lines.map(\.item)))
        }
        for depot in depots {
            for line in lines {
                for shift in problem.shifts.prefix(Self.mostTries) {
                    let change = Relaxation(
                        kind: .stock, amount: line.quantity, name: line.item, van: shift.van, date: shift.date,
                        depot: depot.id)
                    if admits(change, order: order) { return [change] }
                }
            }
        }
        return []
    }

    /// Whether the van-day takes the order in the changed problem, nobody else moved but in time, and, for a change of
    /// the due time, on time.
    func admits(_ change: Relaxation, order: String) -> Bool {
        var relaxed = problem
        change.apply(to: &relaxed, order: order)
        guard let horizon = try? HorizonCompiler(relaxed, travel: travel).compile(),
            let index = relaxed.orders.firstIndex(where: { $0.id == order }), let job = horizon.jobOfOrder[index]
        else { return false }
        let vehicle = horizon.shiftOfVehicle.indices.first {
            horizon.shift($0).van == change.van && horizon.shift($0).date == change.date
        }
        var rest = plan
        for route in rest.routes.indices { rest.routes[route].stops.removeAll { $0.order == order } }
        guard let vehicle,
            let probe = try? InsertionProbe(
                horizon.routing, sequences: OrderExplainer.sequences(rest, horizon), only: vehicle),
            let offer = probe.best(job, vehicle: vehicle)
        else { return false }
        let end = offer.schedule.steps.first { $0.kind.finished == job }?.end ?? 0
        return change.kind != .due || !horizon.deadline(job: job).isLate(endingAt: end)
    }
}

extension InsertionProbe {
    /// A probe in which only one vehicle's route is there; questions about others have no meaning.
    init(_ problem: RoutingProblem, sequences: [[RoutingStep.Kind]], only vehicle: Int) throws(RouteRule) {
        var one = [[RoutingStep.Kind]](repeating: [], count: problem.vehicles.count)
        if one.indices.contains(vehicle) { one[vehicle] = sequences[vehicle] }
        try self.init(problem, sequences: one)
    }
}
