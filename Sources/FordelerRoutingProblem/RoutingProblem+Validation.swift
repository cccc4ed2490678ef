/// A defect of a ``RoutingProblem``.
public struct RoutingProblemIssue: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where, for example `jobs[3].location`.
    public var place: String
    /// What is wrong.
    public var message: String

    /// Makes an issue.
    public init(place: String, message: String) {
        self.place = place
        self.message = message
    }

    /// Place and message on one line.
    public var description: String { "\(place): \(message)" }
}

extension RoutingProblem {
    /// Largest absolute instant, distance or load the engine's 32-bit arithmetic admits.
    public static let largestNumber = Int(Int32.max / 4)

    /// Every defect found; empty means the engine accepts the problem. O(size).
    public func validate() -> [RoutingProblemIssue] {
        var issues: [RoutingProblemIssue] = []
        func check(_ claim: Bool, _ place: @autoclosure () -> String, _ message: @autoclosure () -> String) {
            if !claim { issues.append(RoutingProblemIssue(place: place(), message: message())) }
        }
        let limit = RoutingProblem.largestNumber
        func inRange(_ value: Int) -> Bool { (-limit...limit).contains(value) }
        check(!aims.isEmpty, "aims", "at least one aim is needed")
        check(aims.allSatisfy { $0.weight > 0 && $0.weight.isFinite }, "aims", "weights must be positive and finite")
        check(!profiles.isEmpty, "profiles", "at least one travel table is needed")
        let locations = profiles.first?.count ?? 0
        for (index, profile) in profiles.enumerated() {
            let cells = profile.count * profile.count
            check(
                profile.count == locations && profile.durations.count == cells && profile.distances.count == cells,
                "profiles[\(index)]", "a table must hold count × count numbers, and all tables the same locations")
            check(
                profile.durations.allSatisfy { $0 >= 0 } && profile.distances.allSatisfy { $0 >= 0 },
                "profiles[\(index)]", "travel must not be negative")
        }
        func checkCosts(_ costs: [AimCost], _ place: @autoclosure () -> String) {
            for cost in costs {
                check(aims.indices.contains(cost.aim), place(), "aim \(cost.aim) does not exist")
            }
        }
        for (index, depot) in depots.enumerated() {
            check((0..<locations).contains(depot.location), "depots[\(index)].location", "no such location")
            check((0...limit).contains(depot.reloadDuration), "depots[\(index)].reloadDuration", "out of range")
        }
        var locked = Set<Int>()
        for (index, vehicle) in vehicles.enumerated() {
            let place = "vehicles[\(index)]"
            check(depots.indices.contains(vehicle.startDepot), "\(place).startDepot", "no such depot")
            check(vehicle.endDepot.map(depots.indices.contains) ?? true, "\(place).endDepot", "no such depot")
            check(vehicle.reloadDepots.allSatisfy(depots.indices.contains), "\(place).reloadDepots", "no such depot")
            check(profiles.indices.contains(vehicle.profile), "\(place).profile", "no such table")
            check(vehicle.capacity.count == dimensions, "\(place).capacity", "needs \(dimensions) numbers")
            check(vehicle.capacity.allSatisfy { (0...limit).contains($0) }, "\(place).capacity", "out of range")
            check(
                inRange(vehicle.earliestStart) && inRange(vehicle.latestEnd) && inRange(vehicle.regularEnd)
                    && (0...limit).contains(vehicle.startDuration),
                place, "times out of range")
            check(
                vehicle.costPerDistance >= 0 && vehicle.costPerDuration >= 0 && vehicle.costPerOvertime >= 0,
                place, "costs must not be negative")
            check(vehicle.maxTrips >= 1 && vehicle.day >= 0 && vehicle.rankScheme >= 0, place, "out of range")
            check(vehicle.breaks.count <= 2, "\(place).breaks", "at most two breaks")
            for pause in vehicle.breaks {
                check(
                    inRange(pause.earliest) && inRange(pause.latest) && (0...limit).contains(pause.duration)
                        && inRange(pause.notNeededBefore),
                    "\(place).breaks", "times out of range")
            }
            for issue in lockIssues(vehicle, &locked) { check(false, "\(place).lockedPrefix", issue) }
            checkCosts(vehicle.fixedCosts, "\(place).fixedCosts")
        }
        for (index, job) in jobs.enumerated() {
            let place = "jobs[\(index)]"
            let visits: [RoutingVisit]
            let loads: [[Int]]
            switch job.work {
            case .visit(let visit, let delivery, let pickup): (visits, loads) = ([visit], [delivery, pickup])
            case .shipment(let pickup, let delivery, let load): (visits, loads) = ([pickup, delivery], [load])
            }
            for visit in visits {
                check((0..<locations).contains(visit.location), "\(place).location", "no such location")
                check(
                    (0...limit).contains(visit.service) && (0...limit).contains(visit.setup), place,
                    "service or setup out of range")
                check(
                    visit.windows.allSatisfy { inRange($0.lowerBound) && inRange($0.upperBound) }, "\(place).windows",
                    "out of range")
                check(
                    zip(visit.windows, visit.windows.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound },
                    "\(place).windows", "must rise without overlap")
            }
            check(loads.allSatisfy { $0.count == dimensions }, "\(place).load", "needs \(dimensions) numbers")
            check(
                loads.allSatisfy { $0.allSatisfy { (0...limit).contains($0) } }, "\(place).load", "out of range")
            check(inRange(job.release), "\(place).release", "out of range")
            check(
                job.allowedVehicles?.allSatisfy(vehicles.indices.contains) ?? true, "\(place).allowedVehicles",
                "no such vehicle")
            check(
                (job.sourceDepots ?? []).allSatisfy(depots.indices.contains)
                    && (job.destinationDepots ?? []).allSatisfy(depots.indices.contains),
                "\(place).depots", "no such depot")
            checkCosts(job.unassignedCosts ?? [], "\(place).unassignedCosts")
            checkCosts(job.latenessSteps.map(\.cost) + job.latenessRates.map(\.cost), "\(place).lateness")
        }
        return issues
    }

    /// What is wrong with a vehicle's locked prefix; `locked` collects the jobs of all prefixes.
    private func lockIssues(_ vehicle: RoutingVehicle, _ locked: inout Set<Int>) -> [String] {
        var issues: [String] = []
        var onBoard = Set<Int>()
        for kind in vehicle.lockedPrefix {
            switch kind {
            case .visit(let job), .pickup(let job):
                let isShipment: Bool
                if case .pickup = kind { isShipment = true } else { isShipment = false }
                guard jobs.indices.contains(job) else {
                    issues.append("job \(job) does not exist")
                    continue
                }
                if case .shipment = jobs[job].work {
                    if !isShipment { issues.append("job \(job) is a shipment: lock its pickup and its delivery") }
                } else if isShipment {
                    issues.append("job \(job) is no shipment")
                }
                if !locked.insert(job).inserted { issues.append("job \(job) is locked twice") }
                if isShipment { onBoard.insert(job) }
            case .delivery(let job):
                if onBoard.remove(job) == nil { issues.append("job \(job) is handed over before it is taken on board") }
            case .reload(let depot):
                if !depots.indices.contains(depot) { issues.append("depot \(depot) does not exist") }
            case .start, .end, .pause: issues.append("only visits and reloads can be locked")
            }
        }
        if !onBoard.isEmpty { issues.append("a shipment's delivery must be locked with its pickup") }
        return issues
    }
}
