import FordelerRoutingProblem

/// The door between a compiled problem and the search for problems of capacity and distance alone.
extension CapacitySearch {
    /// Whether nothing but one capacity and distance matters, and every job must be served.
    static func applies(to instance: RoutingInstance) -> Bool {
        guard instance.isUniform, instance.isSymmetric, instance.dimensions == 1, instance.aimCount == 1,
            InsertionScan.Lane(instance) == .distance, !instance.hasOptionalJobs,
            (3...largest).contains(instance.jobCount)
        else { return false }
        let vehicle = instance.vehicles[0]
        return vehicle.startNode == vehicle.endNode && vehicle.fixedScalar == 0 && vehicle.costPerDistance > 0
            && vehicle.costPerDuration == 0 && instance.problem.profiles.count == 1
            && (0..<instance.visitCount).allSatisfy {
                instance.placement[$0] == 0 && instance.amounts[$0] <= instance.capacity[0]
            } && hasShortArcs(instance)
    }

    /// Most jobs that neighbour lists and tables are made for.
    private static var largest: Int { 3_000 }

    /// Whether sums of a few distances stay within 32 bits.
    private static func hasShortArcs(_ instance: RoutingInstance) -> Bool {
        let places = Array(0..<instance.jobCount) + [Int(instance.vehicles[0].startNode)]
        return places.allSatisfy { from in
            places.allSatisfy { instance.arcs[from * instance.nodeCount + $0].distance < 1 << 27 }
        }
    }

    /// Begins with a solution that serves every job.
    convenience init(_ instance: RoutingInstance, from solution: RouteSet) {
        let n = instance.jobCount
        let depot = Int(instance.vehicles[0].startNode)
        let nodes = Array(0..<n) + [depot]
        var distances: [Int32] = []
        distances.reserveCapacity((n + 1) * (n + 1))
        for from in nodes {
            for to in nodes { distances.append(instance.arcs[from * instance.nodeCount + to].distance) }
        }
        let demands = (0..<n).map { instance.amounts[$0] }
        let used = solution.routes.filter { !$0.isEmpty }
        let limit = min(instance.vehicleCount, used.count + used.count / 8 + 8)
        let routes = CapacityRoutes(
            distances: distances, demands: demands, capacity: instance.capacity[0], routeLimit: limit)
        self.init(routes)
        restart(from: used)
    }
}
