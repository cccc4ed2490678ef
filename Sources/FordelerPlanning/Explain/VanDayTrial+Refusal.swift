import FordelerModel
import FordelerRoutingProblem

extension VanDayTrial.Bench {
    /// The first rule that keeps the job off the van-day; call it when no place was found.
    var refusal: RefusalCode {
        let vehicle = compiled.routing.vehicles[0]
        let missing = compiled.routing.jobs[job].skills & ~vehicle.skills
        if missing != 0 { return missingRequirements.first.map(\.code) ?? .skill }
        let alone: [RoutingStep.Kind]
        if case .shipment = compiled.routing.jobs[job].work {
            alone = [.pickup(job: job), .delivery(job: job)]
        } else {
            alone = [.visit(job: job)]
        }
        do {
            _ = try probe.scheduler.schedule(alone, vehicle: 0)
        } catch {
            return code(error, alone: true)
        }
        // It could be served alone: the place that comes nearest says what is in the way.
        let sequence = probe.routes[0].sequence
        var nearest: RefusalCode?
        for gap in 0...sequence.count {
            do {
                _ = try probe.scheduler.schedule(
                    Array(sequence[..<gap]) + alone + Array(sequence[gap...]), vehicle: 0)
            } catch {
                let found = code(error, alone: false)
                if found.nearness > nearest?.nearness ?? -1 { nearest = found }
            }
        }
        return nearest ?? .shiftFull
    }

    /// Skills, equipment and crew that the order needs and the van-day lacks, by name.
    var missingRequirements: [(code: RefusalCode, name: String)] {
        let missing = compiled.routing.jobs[job].skills & ~compiled.routing.vehicles[0].skills
        return compiled.skillBits.requirements.enumerated()
            .filter { $0.offset < SkillBits.most && missing & (1 << UInt64($0.offset)) != 0 }
            .map { _, requirement in
                switch requirement {
                case .skill(let name): (.skill, name)
                case .vanFeature(let name): (.vanFeature, name)
                case .crewOfTwo: (.crew, "")
                }
            }
    }

    func code(_ rule: RouteRule, alone: Bool) -> RefusalCode {
        switch rule {
        case .vehicleNotAllowed: closed
        case .skill: .skill
        case .sourceDepot: .stockDepot
        case .destinationDepot: .returnDepot
        case .capacity: alone ? .capacity : .loadFull
        case .sequence: .compartment
        case .shipment: .transferTrip
        case .trips: .maxTrips
        case .visits: .maxStops
        case .distance: .maxDistance
        case .duration: .maxDuration
        case .noWay: .unreachable
        case .window: alone ? .timeWindow : .othersWindow
        case .shiftEnd: alone ? .shiftTooShort : .shiftFull
        case .pause: .pause
        case .noRoom: .shiftFull
        }
    }

    /// Why the compiler allows no van-day: not ready, goods elsewhere, off the round, a closed date, or other hours.
    private var closed: RefusalCode {
        let given = compiled.routing.vehicles[0]
        let order = compiled.order(job)
        let shift = compiled.shift(0)
        if order.lock?.van.map({ $0 != shift.van }) ?? false || order.lock?.date.map({ $0 != shift.date }) ?? false {
            return .locked
        }
        if let release = compiled.release(job), release >= given.latestEnd { return .readyLater }
        if !keepsGoods { return .stockDepot }
        let date = compiled.shift(0).date
        let priority = compiled.deadline(job: job).priority
        if compiled.soft.forbids(order, priority: priority, van: compiled.van(0), date: date) { return .offRound }
        let isClosed =
            order.blockedDates.contains(date)
            || !order.windows.isEmpty
                && !order.windows.contains { $0.weekdays.isEmpty || $0.weekdays.contains(date.weekday) }
        return isClosed ? .calendar : .timeWindow
    }

    /// Whether a depot that the van touches keeps what the order is brought.
    var keepsGoods: Bool {
        let need = compiled.needs[compiled.orderOfJob[job]]
        let order = compiled.order(job)
        guard need.brings, order.kind != .transfer else { return true }
        let given = compiled.routing.vehicles[0]
        return ([given.startDepot] + given.reloadDepots).contains { depot in
            let place = compiled.problem.depots[compiled.depotOfRoutingDepot[depot]]
            return order.depot.map { $0 == place.id } ?? place.keeps(need.deliveredItems)
        }
    }
}

extension CompiledHorizon {
    /// When the goods and any hold let a job be served, in seconds from the plan's first midnight.
    func release(_ job: Int) -> Int? { CompiledHorizon.release(of: order(job))?.seconds(from: problem.date) }
}
