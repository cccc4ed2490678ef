import FordelerRoutingProblem

/// Why a routing solution leaves jobs out, each reason found by scheduling the job as the only one of a route.
///
/// Vehicles that are alike are tried once. O(unassigned jobs × kinds of vehicle).
public struct UnservedReasons: Sendable {
    /// One job that is left out.
    public struct Reason: Hashable, Sendable {
        /// The job.
        public var job: Int
        /// Stable code: `NO_VEHICLE`, `NOT_ALLOWED`, `SKILL`, `DEPOT`, `CAPACITY`, `UNREACHABLE`, `TIME_WINDOW`,
        /// `TOO_FAR`, `FULL`, `PRIZE_TOO_LOW`.
        public var code: String
        /// One sentence for people.
        public var text: String
    }

    private let scheduler: RouteScheduler
    /// One vehicle of each kind.
    private let kinds: [Int]

    /// Makes the judge of a problem that the engine accepts.
    public init(_ problem: RoutingProblem) {
        scheduler = RouteScheduler(problem)
        let isNamed = problem.jobs.contains { $0.allowedVehicles != nil }
        var seen = Set<RoutingVehicle>()
        kinds = problem.vehicles.indices.filter { isNamed || seen.insert(problem.vehicles[$0]).inserted }
    }

    /// A reason for each job that the solution leaves out.
    public func reasons(for solution: RoutingSolution) -> [Reason] { solution.unassigned.map(reason) }

    private func reason(_ job: Int) -> Reason {
        let given = scheduler.problem.jobs[job]
        let alone: [RoutingStep.Kind]
        if case .shipment = given.work {
            alone = [.pickup(job: job), .delivery(job: job)]
        } else {
            alone = [.visit(job: job)]
        }
        var nearest: Rule?
        for vehicle in kinds {
            do {
                _ = try scheduler.schedule(alone, vehicle: vehicle)
                let rule = given.unassignedCosts == nil ? Rule.full : .prize
                return Reason(job: job, code: rule.code, text: rule.text)
            } catch {
                let rule = Rule(error)
                if (nearest?.rawValue ?? -1) < rule.rawValue { nearest = rule }
            }
        }
        let rule = nearest ?? .noVehicle
        return Reason(job: job, code: rule.code, text: rule.text)
    }

    /// What keeps a job out, by how near the vehicle came to serving it.
    private enum Rule: Int {
        case noVehicle, notAllowed, skill, depot, capacity, unreachable, window, tooFar, prize, full

        init(_ rule: RouteRule) {
            switch rule {
            case .vehicleNotAllowed: self = .notAllowed
            case .skill: self = .skill
            case .sourceDepot, .destinationDepot: self = .depot
            case .capacity: self = .capacity
            case .noWay: self = .unreachable
            case .window: self = .window
            case .distance, .duration, .shiftEnd, .pause: self = .tooFar
            case .sequence, .shipment, .trips, .visits, .noRoom: self = .full
            }
        }

        var code: String {
            switch self {
            case .noVehicle: "NO_VEHICLE"
            case .notAllowed: "NOT_ALLOWED"
            case .skill: "SKILL"
            case .depot: "DEPOT"
            case .capacity: "CAPACITY"
            case .unreachable: "UNREACHABLE"
            case .window: "TIME_WINDOW"
            case .tooFar: "TOO_FAR"
            case .prize: "PRIZE_TOO_LOW"
            case .full: "FULL"
            }
        }

        var text: String {
            switch self {
            case .noVehicle: "There is no vehicle."
            case .notAllowed: "No vehicle may serve it."
            case .skill: "No vehicle has the skills it needs."
            case .depot: "No vehicle starts where its goods are, or ends where its returns go."
            case .capacity: "Its goods fit into no vehicle."
            case .unreachable: "There is no way straight to it and back, and no route by way of others was found."
            case .window: "Its time window closes before any vehicle can be there."
            case .tooFar: "Serving it and coming back takes every vehicle beyond its working time or distance."
            case .prize: "Serving it costs more than leaving it out."
            case .full: "A vehicle could serve it alone, but not beside what it does already."
            }
        }
    }
}
