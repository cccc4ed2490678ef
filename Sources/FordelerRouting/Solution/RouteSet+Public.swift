import FordelerRoutingProblem

extension RouteSet {
    /// Reads a public solution; steps that the instance does not know are skipped, and so are routes that break
    /// a rule.
    init(_ solution: RoutingSolution, _ instance: RoutingInstance) {
        self = .none(instance)
        // Jobs of a locked prefix belong to their vehicle; a route that does not begin with its prefix is skipped.
        var served = Set<Int>()
        for prefix in instance.lockedPrefixes {
            for node in prefix where Int(node) < instance.visitCount { served.insert(Int(instance.nodes[node].job)) }
        }
        let walker = RouteWalker(instance)
        for route in solution.routes where routes.indices.contains(route.vehicle) && routes[route.vehicle].isEmpty {
            var nodes: [Int32] = []
            var jobs = Set<Int>()
            let prefix = instance.lockedPrefixes[route.vehicle]
            let own = Set(prefix.lazy.filter { Int($0) < instance.visitCount }.map { Int(instance.nodes[$0].job) })
            for kind in route.sequence {
                switch kind {
                case .visit(let job), .pickup(let job):
                    if instance.problem.jobs.indices.contains(job), own.contains(job) || !served.contains(job),
                        jobs.insert(job).inserted
                    {
                        nodes.append(instance.jobs[job].firstNode)
                    }
                case .delivery(let job):
                    if jobs.contains(job) { nodes.append(instance.jobs[job].firstNode + 1) }
                case .reload(let depot):
                    if instance.problem.depots.indices.contains(depot) {
                        nodes.append(Int32(instance.visitCount + depot))
                    }
                case .start, .end, .pause: break
                }
            }
            if !nodes.starts(with: prefix) { continue }
            if nodes.isEmpty || nodes.count + 2 > instance.stride { continue }
            let vehicle = instance.vehicles[route.vehicle]
            let full = [vehicle.startNode] + nodes + [vehicle.endNode]
            for (position, node) in full.enumerated() { walker.sequence[position] = node }
            if walker.cost(count: full.count, vehicle: route.vehicle) == .infinity { continue }
            routes[route.vehicle] = nodes
            served.formUnion(jobs)
        }
    }

    /// The public form, with schedules and exact aims.
    func solution(_ instance: RoutingInstance) -> RoutingSolution {
        let problem = instance.problem
        let walker = RouteWalker(instance)
        var aims = [Int](repeating: 0, count: problem.aims.count)
        var result: [RoutingRoute] = []
        var isFeasible = true
        var unassigned = unassigned
        for (index, nodes) in routes.enumerated() where !nodes.isEmpty {
            let vehicle = instance.vehicles[index]
            let full = [vehicle.startNode] + nodes + [vehicle.endNode]
            for (position, node) in full.enumerated() { walker.sequence[position] = node }
            guard let scheduled = walker.schedule(count: full.count, vehicle: index) else {
                // A route that cannot be driven serves nobody.
                isFeasible = false
                for node in nodes where Int(node) < instance.visitCount && instance.nodes[node].isLastVisit {
                    unassigned.append(instance.nodes[node].job)
                }
                continue
            }
            result.append(scheduled.route)
            for aim in aims.indices { aims[aim] += scheduled.aims[aim] }
        }
        for job in unassigned {
            for cost in problem.jobs[Int(job)].unassignedCosts ?? [] { aims[cost.aim] += cost.amount }
            if problem.jobs[Int(job)].unassignedCosts == nil { isFeasible = false }
        }
        return RoutingSolution(
            routes: result, unassigned: unassigned.map(Int.init).sorted(), aims: aims, isFeasible: isFeasible)
    }
}
