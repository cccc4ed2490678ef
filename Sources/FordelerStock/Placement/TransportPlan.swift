/// Least-cost split assignment of points to open sites with capacities.
///
/// Every point starts at its cheapest open site; load above a capacity then moves along cheapest paths of transfers
/// between sites, one augmentation at a time (successive shortest paths on the graph of open sites), which keeps the
/// assignment optimal for the loads it has.
struct TransportPlan {
    /// Least cost of service; `nil` when the capacities or the promises do not suffice.
    private(set) var cost: Double?
    /// Demand of each point served by each open site: `flow[k * points + i]`.
    private(set) var flow: [Double]
    private let problem: SiteSelection
    private let open: [Int]
    private var load: [Double]
    /// Cheapest transfer per unit from site a to b, and the point it moves.
    private var edge: [Double]
    private var mover: [Int32]
    private var isStale: [Bool]

    /// - Parameter problem: a selection with capacities; ``SiteSelection/unit`` holds the cost per unit of demand.
    init(_ problem: SiteSelection, open: [Int]) {
        self.problem = problem
        self.open = open
        let k = open.count
        flow = [Double](repeating: 0, count: k * problem.points)
        load = [Double](repeating: 0, count: k)
        edge = [Double](repeating: .infinity, count: k * k)
        mover = [Int32](repeating: -1, count: k * k)
        isStale = [Bool](repeating: true, count: k)
        guard k > 0 else {
            cost = problem.points == 0 ? 0 : nil
            return
        }
        solve()
    }

    private mutating func solve() {
        let n = problem.points
        let total = problem.demand.reduce(0, +)
        let tolerance = 1e-9 * (1 + total)
        if open.reduce(0, { $0 + problem.capacity[$1] }) < total - tolerance { return }
        for i in 0..<n {
            var best = 0
            for k in open.indices where unit(k, i) < unit(best, i) { best = k }
            flow[best * n + i] = problem.demand[i]
            load[best] += problem.demand[i]
        }
        for a in open.indices {
            while load[a] > problem.capacity[open[a]] + tolerance {
                guard relieve(a, tolerance) else { return }
            }
        }
        var sum = 0.0
        for k in open.indices {
            for i in 0..<n where flow[k * n + i] > 0 {
                if unit(k, i) >= problem.penalty { return }
                sum += problem.cost[open[k] * n + i] * (flow[k * n + i] / problem.demand[i])
            }
        }
        cost = sum
    }

    private func unit(_ k: Int, _ i: Int) -> Double { problem.unit[open[k] * problem.points + i] }

    /// Moves load off a site along the cheapest path to a site with room.
    private mutating func relieve(_ a: Int, _ tolerance: Double) -> Bool {
        let k = open.count
        let n = problem.points
        for from in 0..<k where isStale[from] { renew(from) }
        var distance = [Double](repeating: .infinity, count: k)
        var before = [Int](repeating: -1, count: k)
        distance[a] = 0
        var changed = true
        var rounds = 0
        while changed && rounds <= k {
            changed = false
            rounds += 1
            for from in 0..<k where distance[from] < .infinity {
                for to in 0..<k where edge[from * k + to] < .infinity {
                    let through = distance[from] + edge[from * k + to]
                    if through < distance[to] - 1e-12 * (1 + abs(through)) {
                        distance[to] = through
                        before[to] = from
                        changed = true
                    }
                }
            }
        }
        let room = open.indices.filter { $0 != a && problem.capacity[open[$0]] - load[$0] > tolerance }
        guard let target = room.min(by: { (distance[$0], $0) < (distance[$1], $1) }), distance[target] < .infinity
        else {
            return false
        }
        var path = [target]
        while let last = path.last, last != a {
            guard before[last] >= 0, path.count <= k else { return false }
            path.append(before[last])
        }
        path.reverse()
        var amount = min(load[a] - problem.capacity[open[a]], problem.capacity[open[target]] - load[target])
        for (from, to) in zip(path, path.dropFirst()) {
            amount = min(amount, flow[from * n + Int(mover[from * k + to])])
        }
        for (from, to) in zip(path, path.dropFirst()) {
            let i = Int(mover[from * k + to])
            let left = flow[from * n + i] - amount
            flow[from * n + i] = left > 1e-12 * problem.demand[i] ? left : 0
            flow[to * n + i] += amount
            isStale[from] = true
            isStale[to] = true
        }
        load[a] -= amount
        load[target] += amount
        return true
    }

    private mutating func renew(_ from: Int) {
        let k = open.count
        let n = problem.points
        isStale[from] = false
        for to in 0..<k {
            edge[from * k + to] = .infinity
            mover[from * k + to] = -1
        }
        for i in 0..<n where flow[from * n + i] > 0 {
            let here = unit(from, i)
            for to in 0..<k where to != from {
                let difference = unit(to, i) - here
                if difference < edge[from * k + to] && unit(to, i) < problem.penalty {
                    edge[from * k + to] = difference
                    mover[from * k + to] = Int32(i)
                }
            }
        }
    }
}
