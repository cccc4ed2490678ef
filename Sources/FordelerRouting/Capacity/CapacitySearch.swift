import Foundation

/// Adaptive iterated local search for problems of capacity and distance alone.
///
/// Each step takes some customers that lie together, or that follow each other, out of the reference solution, puts
/// them back where they cost least or beside their nearest, capacity ignored, repairs the loads and improves to a
/// local optimum. How many are taken follows from how far the optimum shall lie from the reference; that distance and
/// the threshold below which an optimum becomes the next reference fall over the run (AILS-II: Máximo, Cordeau and
/// Nascimento, INFORMS Journal on Computing 2024).
final class CapacitySearch {
    /// Connections that a step shall change, at the beginning and at the end of a run.
    private let widest = 30.0
    private let narrowest = 15.0
    /// Share of the way from the best to the mean recent optimum that is still accepted, at the end of a run.
    private let lastShare = 0.01
    /// Steps over which means are taken.
    private let window = 30

    private struct Degree {
        var removals: Double
        var meanDistance = 0.0
        var uses = 0
    }

    let routes: CapacityRoutes
    private let descent: CapacityDescent
    private var degrees: [Degree]
    private let removed: Buffer<Int32>
    /// Customers nearer to each customer than the depot is.
    private let depotRank: Buffer<Int32>
    private var removedCount = 0
    private var wanted = 30.0
    /// The best routes so far, and their length.
    private(set) var best: [[Int32]]
    private var bestVersions: [UInt32]
    private(set) var bestCost = Int.max
    private var fraction = 0.0
    private var steps = 0
    private var meanCost = 0.0
    private var least = Double.infinity
    private var leastInWindow = Double.infinity

    init(_ routes: CapacityRoutes, neighbours: Int = 100) {
        self.routes = routes
        let n = routes.customerCount
        let count = min(neighbours, n - 1)
        var nearest: [Int32] = []
        var rank: [Int32] = []
        nearest.reserveCapacity(n * count)
        for customer in 0..<Int32(n) {
            let order = (0..<Int32(n)).filter { $0 != customer }
                .map { (distance: routes.distance(customer, $0), place: $0) }
                .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
            nearest += order.prefix(count).map(\.place)
            let toDepot = routes.distance(customer, Int32(n))
            rank.append(Int32(order.count { $0.distance < toDepot }))
        }
        descent = CapacityDescent(routes, nearest: nearest, nearestCount: count)
        depotRank = Buffer(rank)
        degrees = [Degree](repeating: Degree(removals: widest), count: 2)
        removed = Buffer(n, 0)
        best = (0..<routes.routeLimit).map(routes.sequence)
        bestVersions = (0..<routes.routeLimit).map { routes.version[$0] }
    }

    var evaluations: Int { descent.evaluations }

    /// Goes on from other routes.
    func restart(from sequences: [[Int32]]) {
        routes.replaceAll(with: sequences)
        noteBest()
    }

    private func noteBest() {
        if routes.cost >= bestCost { return }
        bestCost = routes.cost
        for route in 0..<routes.routeLimit where bestVersions[route] != routes.version[route] {
            best[route] = routes.sequence(route)
            bestVersions[route] = routes.version[route]
        }
    }

    /// One step at a share of the budget; whether the routes have changed.
    func step(at share: Double, random: inout SearchRandom) -> Bool {
        fraction = share
        wanted = widest * pow(narrowest / widest, share)
        routes.beginStep()
        descent.listRoutes()
        let kind = random.below(2)
        let limit = Double(max(1, routes.customerCount - 2))
        let removals = Int(min(limit, max(1, degrees[kind].removals)))
        if kind == 0 { removeSequence(removals, &random) } else { removeNearby(removals, &random) }
        shuffle(&random)
        let besideNearest = random.below(2) == 0
        for index in 0..<removedCount { insert(removed[index], tried: besideNearest ? 1 : descent.tried) }
        guard descent.repair() else {
            routes.rollback()
            return false
        }
        descent.improve()
        adapt(kind, limit)
        if isAccepted(Double(routes.cost)) {
            noteBest()
            return true
        }
        routes.rollback()
        return false
    }

    private func adapt(_ kind: Int, _ limit: Double) {
        let distance = Double(routes.distanceFromBeginning())
        degrees[kind].uses += 1
        let size = Double(min(degrees[kind].uses, window))
        degrees[kind].meanDistance += (distance - degrees[kind].meanDistance) / size
        if degrees[kind].uses % window == 0 {
            let next = degrees[kind].removals / max(0.1, degrees[kind].meanDistance) * wanted
            degrees[kind].removals = min(limit, max(1, next))
        }
    }

    private func isAccepted(_ cost: Double) -> Bool {
        steps += 1
        meanCost += (cost - meanCost) / Double(min(steps, window))
        if steps % window == 0 {
            least = leastInWindow
            leastInWindow = .infinity
        }
        leastInWindow = min(leastInWindow, cost)
        least = min(least, cost)
        return cost <= least + pow(lastShare, fraction) * (meanCost - least)
    }

    // MARK: Perturbation

    private func take(_ customer: Int32) {
        removed[removedCount] = customer
        removedCount += 1
        routes.remove(customer)
    }

    /// Customers that follow each other on a route, depot skipped; when it has no more, on another.
    private func removeSequence(_ wanted: Int, _ random: inout SearchRandom) {
        removedCount = 0
        while removedCount < wanted {
            let place = Int32(random.below(routes.customerCount))
            while removedCount < wanted, routes.routeOf[place] >= 0 {
                let after = routes.next[place]
                take(routes.isDepot(after) ? routes.next[after] : after)
            }
        }
    }

    /// A customer and those nearest to it.
    private func removeNearby(_ wanted: Int, _ random: inout SearchRandom) {
        removedCount = 0
        let seed = Int32(random.below(routes.customerCount))
        take(seed)
        let row = Int(seed) * descent.nearestCount
        for index in 0..<min(wanted - 1, descent.nearestCount) { take(descent.nearest[row + index]) }
    }

    private func shuffle(_ random: inout SearchRandom) {
        var index = removedCount - 1
        while index > 0 {
            let other = random.below(index + 1)
            (removed[index], removed[other]) = (removed[other], removed[index])
            index -= 1
        }
    }

    /// Puts a customer before or behind the best of its nearest places in routes, whatever the loads. The depot counts
    /// as one place, with all routes.
    private func insert(_ customer: Int32, tried: Int) {
        var best = Int32.max
        var chosen: Int32 = -1
        var count = 0
        let row = Int(customer) * descent.nearestCount
        for index in 0..<descent.nearestCount where count < tried {
            if index == Int(depotRank[customer]) {
                count += 1
                for used in 0..<descent.activeCount {
                    let depot = routes.depot(Int(descent.active[used]))
                    consider(customer, after: depot, &best, &chosen)
                    consider(customer, after: routes.previous[depot], &best, &chosen)
                }
                if count == tried { break }
            }
            let place = descent.nearest[row + index]
            if routes.routeOf[place] < 0 { continue }
            count += 1
            consider(customer, after: place, &best, &chosen)
            consider(customer, after: routes.previous[place], &best, &chosen)
        }
        if chosen < 0 { chosen = routes.depot(Int(descent.active[0])) }
        routes.insert(customer, after: chosen)
    }

    @inline(__always)
    private func consider(_ customer: Int32, after place: Int32, _ best: inout Int32, _ chosen: inout Int32) {
        let after = routes.next[place]
        let cost = routes.distance(place, customer) &+ routes.distance(customer, after) &- routes.toNext[place]
        if cost < best { (best, chosen) = (cost, place) }
    }
}
