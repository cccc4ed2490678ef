import FordelerModel
import FordelerRoutingProblem

extension OutcomeReasons {
    /// A reason that a van-day gives, by how near that van-day came to taking the order.
    enum Binding: Int, Comparable {
        case skill, vanFeature, crew, stockDepot, readyLater, capacity, offRound, timeWindow, unreachable,
            shiftTooShort, full

        static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }

        var code: String {
            switch self {
            case .skill: "SKILL"
            case .vanFeature: "VAN_FEATURE"
            case .crew: "CREW"
            case .stockDepot: "STOCK_DEPOT"
            case .readyLater: "READY_LATER"
            case .capacity: "CAPACITY"
            case .timeWindow: "TIME_WINDOW"
            case .unreachable: "UNREACHABLE"
            case .shiftTooShort: "SHIFT_TOO_SHORT"
            case .full: "SHIFT_FULL"
            case .offRound: "OFF_ROUND"
            }
        }
    }

    /// The rule of the van-day that came nearest to taking the job, with how many van-days it holds on.
    func bindingRule(_ job: Int, vehicles: [Int]) -> (code: String, text: String) {
        let found = attempts[job] ?? []
        let bindings = vehicles.compactMap { vehicle -> Binding? in
            guard case .refused(let rule) = found[vehicle] else { return nil }
            return binding(rule, job: job, vehicle: vehicle)
        }
        guard let nearest = bindings.max() else { return ("NO_VAN", "No van works in the horizon.") }
        let count = bindings.count { $0 == nearest }
        return (nearest.code, sentence(nearest, job: job, count: count, of: bindings.count))
    }

    private func binding(_ rule: RouteRule, job: Int, vehicle: Int) -> Binding {
        let missing = compiled.routing.jobs[job].skills & ~compiled.routing.vehicles[vehicle].skills
        if missing != 0 {
            let asked = compiled.skillBits.requirements.enumerated()
                .filter { $0.offset < SkillBits.most && missing & (1 << UInt64($0.offset)) != 0 }.map(\.element)
            if asked.contains(where: { if case .skill = $0 { true } else { false } }) { return .skill }
            if asked.contains(where: { if case .vanFeature = $0 { true } else { false } }) { return .vanFeature }
            return .crew
        }
        switch rule {
        case .vehicleNotAllowed: return closed(job, vehicle: vehicle)
        case .sourceDepot, .destinationDepot: return .stockDepot
        case .capacity: return .capacity
        case .window: return .timeWindow
        case .shiftEnd, .duration, .distance, .pause: return .shiftTooShort
        case .noWay: return .unreachable
        case .noRoom, .sequence, .shipment, .trips, .visits, .skill: return .full
        }
    }

    /// Why the compiler does not allow a vehicle: goods not ready, goods elsewhere, or nobody at home.
    private func closed(_ job: Int, vehicle: Int) -> Binding {
        let given = compiled.routing.vehicles[vehicle]
        let order = compiled.order(job)
        if let release = CompiledHorizon.release(of: order)?.seconds(from: compiled.problem.date),
            release >= given.latestEnd
        {
            return .readyLater
        }
        let need = compiled.needs[compiled.orderOfJob[job]]
        if need.brings {
            let touched = [given.startDepot] + given.reloadDepots
            let keeps = touched.contains { depot in
                let place = compiled.problem.depots[compiled.depotOfRoutingDepot[depot]]
                return order.depot.map { $0 == place.id } ?? place.keeps(need.deliveredItems)
            }
            if !keeps { return .stockDepot }
        }
        let deadline = compiled.deadline(job: job)
        let isOff = compiled.soft.forbids(
            order, priority: deadline.priority, van: compiled.van(vehicle), date: compiled.shift(vehicle).date)
        return isOff ? .offRound : .timeWindow
    }

    private func sentence(_ binding: Binding, job: Int, count: Int, of total: Int) -> String {
        let vans =
            total == 1
            ? "The only van-day" : count == total ? "Each of \(total) van-days" : "\(count) of \(total) van-days"
        let need = compiled.needs[compiled.orderOfJob[job]]
        switch binding {
        case .skill: return "\(vans) lacks a skill it needs (\(need.skills.sorted().joined(separator: ", ")))."
        case .vanFeature:
            return "\(vans) lacks equipment it needs (\(need.vanFeatures.sorted().joined(separator: ", ")))."
        case .crew: return "It takes two persons, and \(vans.lowercasedFirst) has one."
        case .stockDepot: return "\(vans) starts at a depot without its goods."
        case .readyLater: return "\(vans) is over before its items are ready or its hold ends."
        case .capacity: return "Its goods do not fit: \(vans.lowercasedFirst) is too small."
        case .timeWindow: return "\(vans) misses the times when somebody may come."
        case .unreachable: return "There is no way to it for \(vans.lowercasedFirst)."
        case .shiftTooShort: return "\(vans) is too short for the drive and the visit."
        case .offRound: return "\(vans) is not on the fixed round of its area."
        case .full:
            return total == count
                ? "\(vans) is full." : "\(vans) could serve it alone and are full; the others cannot take it at all."
        }
    }
}

extension String {
    /// The same with a small first letter, for use inside a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
