import FordelerRoutingProblem

/// From the engine's indices to the numbers of an instance file, and how its costs are counted.
public struct InstanceNaming: Sendable {
    /// What a location of the file is for the engine.
    enum Role: Hashable, Sendable {
        case depot(Int)
        case visit(Int)
        case pickup(Int)
        case delivery(Int)
    }

    /// Number of each location in solution files.
    var numbers: [Int]
    /// Role of each location.
    var roles: [Role]
    /// Number in the file of each vehicle of the problem, from 1, and how many vehicles the file has.
    var vehicleNumbers: [Int]
    var vehicleCount: Int
    /// Kind of each vehicle of the file, and of the problem: vehicles of one kind are alike.
    var fileKinds: [Int]
    var kinds: [Int]
    /// Vehicles differ: a solution names the vehicle of each route, empty routes included.
    var writesEveryVehicle: Bool
    /// Engine units in one unit of the file.
    public internal(set) var scale: Double
    /// Cost units in one engine unit.
    var costScale: Int
    /// Real lengths, for costs in double precision.
    var travel: InstanceTravel
    /// Real fixed and unit cost of each vehicle of the problem, and real prize of each job.
    var fixedCosts: [Double]
    var unitCosts: [Double]
    var prizes: [Double]

    /// The file's number of a job: of its customer, or of a shipment's pickup.
    public func number(ofJob job: Int) -> Int {
        let location = roles.firstIndex { $0 == .visit(job) || $0 == .pickup(job) }
        return location.map { numbers[$0] } ?? -1
    }
}

/// A cost in the instance's own convention.
public struct InstanceCost: Hashable, Sendable, CustomStringConvertible {
    /// The value.
    public var value: Double
    /// The value as it is printed; also a JSON number.
    public var description: String
}

extension RoutingInstance {
    /// The solution's cost recomputed from its sequences: distance times the vehicle's unit cost, fixed costs, and
    /// prizes of jobs left out. O(steps).
    public func cost(of solution: RoutingSolution) -> InstanceCost {
        if distances == .double {
            let value = realCost(of: solution)
            let digits = (value * 1e6).rounded() / 1e6
            return InstanceCost(value: value, description: "\(digits)")
        }
        var total = 0
        for route in solution.routes {
            let vehicle = problem.vehicles[route.vehicle]
            let table = problem.profiles[vehicle.profile]
            var length = 0
            forEachArc(route) { length += Int(table.distances[$0 * table.count + $1]) }
            total += length * vehicle.costPerDistance
            total += vehicle.fixedCosts.filter { $0.aim == problem.costAim }.map(\.amount).reduce(0, +)
        }
        for job in solution.unassigned {
            total += (problem.jobs[job].unassignedCosts ?? []).filter { $0.aim == problem.costAim }.map(\.amount)
                .reduce(0, +)
        }
        // `exact` counts in thousandths, as its solution files do.
        let unit = naming.costScale * (distances == .dimacs ? 10 : 1)
        return InstanceCost(value: Double(total) / Double(unit), description: Self.decimal(total, unit))
    }

    /// Routes with at least one visit.
    public func vehiclesUsed(in solution: RoutingSolution) -> Int {
        solution.routes.filter { !$0.sequence.isEmpty }.count
    }

    private func realCost(of solution: RoutingSolution) -> Double {
        var total = 0.0
        for route in solution.routes {
            var length = 0.0
            forEachArc(route) { length += naming.travel.length($0, $1) }
            total += length * naming.unitCosts[route.vehicle] + naming.fixedCosts[route.vehicle]
        }
        return total + solution.unassigned.map { naming.prizes[$0] }.reduce(0, +)
    }

    /// Calls `body` with the two locations of each arc of a route that visits something.
    func forEachArc(_ route: RoutingRoute, _ body: (Int, Int) -> Void) {
        let sequence = route.sequence
        guard !sequence.isEmpty else { return }
        let vehicle = problem.vehicles[route.vehicle]
        var last = problem.depots[vehicle.startDepot].location
        for kind in sequence {
            guard let next = location(of: kind) else { continue }
            body(last, next)
            last = next
        }
        if let end = vehicle.endDepot { body(last, problem.depots[end].location) }
    }

    /// The location of a visit or reload.
    func location(of kind: RoutingStep.Kind) -> Int? {
        switch kind {
        case .visit(let job), .pickup(let job):
            switch problem.jobs[job].work {
            case .visit(let visit, _, _): visit.location
            case .shipment(let pickup, _, _): pickup.location
            }
        case .delivery(let job):
            if case .shipment(_, let delivery, _) = problem.jobs[job].work { delivery.location } else { nil }
        case .reload(let depot): problem.depots[depot].location
        case .start, .end, .pause: nil
        }
    }

    /// `total / unit` with all of the unit's decimals.
    private static func decimal(_ total: Int, _ unit: Int) -> String {
        guard unit > 1 else { return String(total) }
        let digits = String(unit).count - 1
        let fraction = String(abs(total) % unit)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return (total < 0 ? "-" : "") + "\(abs(total) / unit).\(zeros)\(fraction)"
    }
}
