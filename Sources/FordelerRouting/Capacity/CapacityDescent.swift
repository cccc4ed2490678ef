/// Best-improvement local search over pairs of routes, and the repair of routes whose load exceeds the capacity.
///
/// Only places whose surroundings changed in the step are tried, each with its nearest customers: relocation before or
/// behind, SWAP* and the four exchanges of tails that make the two adjacent. The best move of each pair of routes
/// waits in a table; the best of all is made, both routes are improved by themselves, and what concerns them is priced
/// anew. The repair does the same with moves between a route that carries too much and one that does not, and takes
/// the one that costs least for a unit of excess (Máximo and Nascimento 2021; Máximo, Cordeau and Nascimento 2024).
final class CapacityDescent {
    let routes: CapacityRoutes
    let gaps: NearestGaps
    let table: MoveTable
    let descent: RouteDescent
    /// Nearest customers of each customer, nearest first.
    let nearest: Buffer<Int32>
    let nearestCount: Int
    /// Neighbours that moves are tried with.
    let tried: Int
    /// Routes in use.
    let active: Buffer<Int32>
    private(set) var activeCount = 0
    private var repairs = false
    private var hasEmptyRoutes = false
    /// Moves priced so far.
    var evaluations = 0

    init(_ routes: CapacityRoutes, nearest: [Int32], nearestCount: Int, tried: Int = 20) {
        self.routes = routes
        self.nearest = Buffer(nearest)
        self.nearestCount = nearestCount
        self.tried = min(tried, nearestCount)
        gaps = NearestGaps(routes)
        table = MoveTable(routeLimit: routes.routeLimit)
        descent = RouteDescent(routes: routes)
        active = Buffer(routes.routeLimit, 0)
    }

    /// Routes in use are those with customers.
    func listRoutes() {
        activeCount = 0
        for route in 0..<routes.routeLimit where routes.count[route] > 0 {
            active[activeCount] = Int32(route)
            activeCount += 1
        }
    }

    /// Takes one more, empty route into use; `false` when there is none.
    private func openRoute() -> Bool {
        for route in 0..<routes.routeLimit where routes.count[route] == 0 {
            if (0..<activeCount).contains(where: { active[$0] == Int32(route) }) { continue }
            active[activeCount] = Int32(route)
            activeCount += 1
            return true
        }
        return false
    }

    @inline(__always)
    func excess(_ load: Int32) -> Int32 { max(0, load &- routes.capacity) }

    private var isFeasible: Bool {
        for index in 0..<routes.touchedCount where excess(routes.load[routes.touched[index]]) > 0 { return false }
        return true
    }

    /// Moves customers until no route carries too much, opening routes where nothing else helps; `false` when there
    /// are none left to open.
    func repair() -> Bool {
        for index in 0..<routes.touchedCount { routes.refresh(Int(routes.touched[index])) }
        while !isFeasible {
            run(repairs: true)
            if isFeasible { break }
            if !openRoute() { return false }
        }
        for index in 0..<routes.touchedCount {
            descent(Int(routes.touched[index]))
            routes.refresh(Int(routes.touched[index]))
        }
        return true
    }

    /// Improves until no move with a changed place helps.
    func improve() { run(repairs: false) }

    private func run(repairs: Bool) {
        self.repairs = repairs
        table.clear()
        noteEmptyRoutes()
        for index in 0..<routes.touchedCount { renew(Int(routes.touched[index])) }
        while let move = table.best() {
            let (first, second) = (Int(routes.routeOf[move.a]), Int(routes.routeOf[move.b]))
            make(move)
            descent(first)
            descent(second)
            routes.refresh(first)
            routes.refresh(second)
            table.forget(first, second)
            if routes.count[first] == 0 || routes.count[second] == 0 { noteEmptyRoutes() }
            renew(first)
            renew(second)
        }
    }

    private func renew(_ route: Int) {
        if repairs { priceRepairs(route) } else { price(route) }
    }

    private func noteEmptyRoutes() {
        hasEmptyRoutes = (0..<activeCount).contains { routes.count[active[$0]] == 0 }
    }

    private func make(_ move: CapacityMove) {
        let before = routes.cost
        switch move.kind {
        case .relocate:
            routes.remove(move.a)
            routes.insert(move.a, after: move.b)
        case .swap:
            routes.remove(move.a)
            routes.remove(move.b)
            routes.insert(move.a, after: move.gapA)
            routes.insert(move.b, after: move.gapB)
        case .tails: routes.exchangeTails(move.a, move.b, delta: move.delta)
        case .reversedTails: routes.exchangeReversed(move.a, move.b, delta: move.delta)
        }
        assert(routes.cost - before == Int(move.delta), "a predicted change differs from the one made")
    }

    // MARK: Pricing

    /// Prices the moves of a route's changed places.
    private func price(_ route: Int) {
        let depot = routes.depot(route)
        var place = routes.next.base[Int(depot)]
        while !routes.isDepot(place) {
            if routes.isMarked(place) {
                priceNeighbours(place, route)
                if hasEmptyRoutes { priceEmptyRoutes(place, route) }
            }
            place = routes.next.base[Int(place)]
        }
    }

    /// Moves of a place with its neighbours that make the routes shorter.
    ///
    /// Of the two connections that a move makes, the shorter must be shorter than half of what it takes away; the
    /// other is tried from its own ends.
    private func priceNeighbours(_ i: Int32, _ r: Int) {
        let here = Surroundings(i, routes)
        let (fromI, fromBeforeI, fromAfterI) = (routes.row(i), routes.row(here.before), routes.row(here.after))
        let depot = routes.customerCount
        let capacity = routes.capacity
        let tailI = routes.load.base[r] &- here.head
        let room = capacity &- here.head &- tailI
        let row = nearest.base + Int(i) &* nearestCount
        evaluations &+= tried
        for index in 0..<tried {
            let j = row[index]
            let s = Int(routes.routeOf.base[Int(j)])
            if s == r { continue }
            let ij = fromI[Int(j)]
            let there = Surroundings(j, routes)
            let (indexBeforeJ, indexAfterJ) = (min(Int(there.before), depot), min(Int(there.after), depot))
            let loadS = routes.load.base[s]
            let twice = ij &+ ij
            let bar = Int32(table.bar(r, s, otherwise: 0))
            var best = bar
            var (kind, a, b) = (CapacityMove.Kind.relocate, i, j)

            if loadS &+ here.demand <= capacity {
                if twice < there.edge &+ here.gain {
                    let delta = ij &+ fromI[indexAfterJ] &- there.edge &- here.gain
                    if delta < best { (best, kind, a, b) = (delta, .relocate, i, j) }
                }
                if twice < there.edgeBefore &+ here.gain {
                    let delta = ij &+ fromI[indexBeforeJ] &- there.edgeBefore &- here.gain
                    if delta < best { (best, kind, a, b) = (delta, .relocate, i, there.before) }
                }
            }
            if there.demand <= room {
                if twice < here.edge &+ there.gain {
                    let delta = ij &+ fromAfterI[Int(j)] &- here.edge &- there.gain
                    if delta < best { (best, kind, a, b) = (delta, .relocate, j, i) }
                }
                if twice < here.edgeBefore &+ there.gain {
                    let delta = ij &+ fromBeforeI[Int(j)] &- here.edgeBefore &- there.gain
                    if delta < best { (best, kind, a, b) = (delta, .relocate, j, here.before) }
                }
            }
            let tailJ = loadS &- there.head
            // i, then j and what follows it; the tail of i behind the place before j.
            if twice < here.edge &+ there.edgeBefore, here.head &+ tailJ &+ there.demand <= capacity,
                there.head &- there.demand &+ tailI <= capacity
            {
                let delta = ij &+ fromAfterI[indexBeforeJ] &- here.edge &- there.edgeBefore
                if delta < best { (best, kind, a, b) = (delta, .tails, i, there.before) }
            }
            // j, then i and what follows it.
            if twice < here.edgeBefore &+ there.edge, there.head &+ tailI &+ here.demand <= capacity,
                here.head &- here.demand &+ tailJ <= capacity
            {
                let delta = ij &+ fromBeforeI[indexAfterJ] &- here.edgeBefore &- there.edge
                if delta < best { (best, kind, a, b) = (delta, .tails, here.before, j) }
            }
            // Up to i, then j and what is before it.
            if twice < here.edge &+ there.edge, here.head &+ there.head <= capacity, tailI &+ tailJ <= capacity {
                let delta = ij &+ fromAfterI[indexAfterJ] &- here.edge &- there.edge
                if delta < best { (best, kind, a, b) = (delta, .reversedTails, i, j) }
            }
            // What follows i, reversed up to it, then j and what follows it.
            if twice < here.edgeBefore &+ there.edgeBefore,
                here.head &- here.demand &+ there.head &- there.demand <= capacity,
                tailI &+ here.demand &+ tailJ &+ there.demand <= capacity
            {
                let delta = ij &+ fromBeforeI[indexBeforeJ] &- here.edgeBefore &- there.edgeBefore
                if delta < best { (best, kind, a, b) = (delta, .reversedTails, here.before, there.before) }
            }
            var (gapA, gapB): (Int32, Int32) = (0, 0)
            if -here.gain &- there.gain < best, there.demand &- here.demand <= room,
                loadS &+ here.demand &- there.demand <= capacity
            {
                let (costI, gapI) = gaps.best(i, without: j)
                if costI &- here.gain &- there.gain < best {
                    let (costJ, gapJ) = gaps.best(j, without: i)
                    let delta = costI &+ costJ &- here.gain &- there.gain
                    if delta < best { (best, kind, a, b, gapA, gapB) = (delta, .swap, i, j, gapI, gapJ) }
                }
            }
            if best < bar {
                table.offer(
                    CapacityMove(score: Double(best), delta: best, a: a, b: b, gapA: gapA, gapB: gapB, kind: kind), r, s
                )
            }
        }
    }

    /// Moves to routes in use without customers.
    private func priceEmptyRoutes(_ i: Int32, _ r: Int) {
        for index in 0..<activeCount {
            let s = Int(active.base[index])
            if routes.count.base[s] == 0, s != r { priceDepot(i, r, s) }
        }
    }

    /// The excess that a change of `moved` units from route `r` to route `s` takes away, if it is admissible.
    @inline(__always)
    func settled(_ r: Int, _ s: Int, _ moved: Int32) -> Int32? {
        let (a, b) = (routes.load.base[r], routes.load.base[s])
        if !repairs { return a &- moved <= routes.capacity && b &+ moved <= routes.capacity ? 0 : nil }
        let gain = excess(a) &+ excess(b) &- excess(a &- moved) &- excess(b &+ moved)
        return gain > 0 ? gain : nil
    }

    @inline(__always)
    func offer(
        _ kind: CapacityMove.Kind, _ a: Int32, _ b: Int32, _ delta: Int32, _ gain: Int32, _ r: Int, _ s: Int,
        gapA: Int32 = 0, gapB: Int32 = 0
    ) {
        let score = repairs ? Double(delta >= 0 ? delta &+ 1 : delta) / Double(gain) : Double(delta)
        if score < table.bar(r, s, otherwise: repairs ? .infinity : 0) {
            table.offer(
                CapacityMove(score: score, delta: delta, a: a, b: b, gapA: gapA, gapB: gapB, kind: kind), r, s)
        }
    }

    /// What follows a place goes to the end or, reversed, to the beginning of another route; likewise what comes
    /// before it.
    func priceDepot(_ i: Int32, _ r: Int, _ s: Int) {
        let depot = routes.depot(s)
        let (first, last) = (routes.next.base[Int(depot)], routes.previous.base[Int(depot)])
        let (before, after) = (routes.previous.base[Int(i)], routes.next.base[Int(i)])
        let loadR = routes.load.base[r]
        let head = routes.loadUpTo.base[Int(i)]
        evaluations &+= 1
        if routes.count.base[s] == 0, let gain = settled(r, s, routes.demand.base[Int(i)]) {
            let delta = 2 &* routes.distance(i, depot) &- routes.removalGain(i)
            offer(.relocate, i, depot, delta, gain, r, s)
        }
        if let gain = settled(r, s, loadR &- head) {
            let base = routes.distance(i, depot) &- routes.toNext.base[Int(i)]
            offer(
                .tails, i, last, base &+ routes.distance(last, after) &- routes.toNext.base[Int(last)], gain, r, s)
            offer(
                .reversedTails, i, depot, base &+ routes.distance(after, first) &- routes.toNext.base[Int(depot)],
                gain, r, s)
        }
        // What comes before i is joined with the other route, and i is first or last on its own.
        let rest = loadR &- head &+ routes.demand.base[Int(i)]
        if let gain = settled(r, s, rest &- routes.load.base[s]) {
            let base = routes.distance(i, depot) &- routes.toNext.base[Int(before)]
            offer(
                .reversedTails, before, last, base &+ routes.distance(before, last) &- routes.toNext.base[Int(last)],
                gain, r, s)
            offer(
                .tails, before, depot, base &+ routes.distance(before, first) &- routes.toNext.base[Int(depot)],
                gain, r, s)
        }
    }
}
