/// Exact recombination of pooled routes: the injected oracle chooses, this file translates both ways.
struct Recombination {
    let instance: RoutingInstance
    let recombiner: RouteRecombiner

    /// A solution made of pooled routes that is cheaper than `best`, or `nil`.
    func improve(
        _ best: RouteSet, pools: [RoutePool], nodeLimit: Int, iterationLimit: Int?, timeLimit: Double?
    ) -> RouteSet? {
        let pool = RoutePool(instance, capacity: 40_000)
        for other in pools { pool.merge(other) }
        let state = SearchState(instance)
        best.restore(to: state)
        for route in 0..<instance.vehicleCount { pool.add(state, route: route) }
        let columns = (0..<pool.count).map(pool.jobs)
        var known: [[Int32]: [Int]] = [:]
        for (index, jobs) in columns.enumerated() { known[jobs, default: []].append(index) }
        var incumbent: [Int] = []
        for (route, nodes) in best.routes.enumerated() where !nodes.isEmpty {
            let jobs = nodes.compactMap { node in
                let record = instance.nodes[node]
                return record.job >= 0 && record.isLastVisit ? record.job : nil
            }.sorted()
            let group = Int(instance.vehicles[route].classIndex)
            if let column = known[jobs]?.first(where: { pool.classes[$0] == group }) { incumbent.append(column) }
        }
        let problem = RecombinationProblem(
            columns: columns, prices: pool.costs, classes: pool.classes,
            vehicles: (0..<instance.classCount).map { Int(instance.classSize[$0]) },
            uncovered: (0..<instance.jobCount).map {
                instance.jobs[$0].isMandatory ? .infinity : instance.jobs[$0].unassignedScalar
            },
            incumbent: incumbent, nodeLimit: nodeLimit, iterationLimit: iterationLimit,
            timeLimit: timeLimit)
        guard let chosen = recombiner(problem) else { return nil }
        return assemble(chosen.filter { (0..<pool.count).contains($0) }, pool, state, than: best)
    }

    /// Gives the chosen routes to vehicles of their class; `nil` unless the result is cheaper.
    private func assemble(_ chosen: [Int], _ pool: RoutePool, _ state: SearchState, than best: RouteSet) -> RouteSet? {
        var result = RouteSet.none(instance)
        var used = [Int](repeating: 0, count: instance.classCount)
        var served = [Bool](repeating: false, count: instance.jobCount)
        for column in chosen.sorted() {
            let group = pool.classes[column]
            let jobs = pool.jobs(column)
            if used[group] >= Int(instance.classSize[group]) || jobs.contains(where: { served[Int($0)] }) { continue }
            for job in jobs { served[Int(job)] = true }
            let vehicle = state.classVehicles[Int(state.classOffset[group]) + used[group]]
            used[group] += 1
            result.routes[Int(vehicle)] = pool.nodes[column]
        }
        result.restore(to: state)
        result.capture(state)
        return result.cost < best.cost - 1e-6 ? result : nil
    }
}
