/// Prices the moves that take excess load away.
extension CapacityDescent {
    /// Prices the repairs with a route's changed places.
    func priceRepairs(_ route: Int) {
        let depot = routes.depot(route)
        let isOver = excess(routes.load.base[route]) > 0
        var place = routes.next.base[Int(depot)]
        while !routes.isDepot(place) {
            if routes.isMarked(place) {
                priceNeighbourRepairs(place, route)
                if isOver { priceFarRoutes(place, route) }
            }
            place = routes.next.base[Int(place)]
        }
    }

    /// The best repair found so far for two routes.
    private struct Repair {
        /// Score that a move must be below.
        var bar: Double
        var kind = CapacityMove.Kind.relocate
        var delta: Int32 = 0
        var a: Int32 = 0, b: Int32 = 0, gapA: Int32 = 0, gapB: Int32 = 0

        /// Whether a move that takes so much excess away can be better when it costs no less than `bound`.
        @inline(__always)
        func admits(_ bound: Int32, _ gain: Int32) -> Bool {
            gain > 0 && (bound < 0 || Double(bound &+ 1) < bar * Double(gain))
        }

        @inline(__always)
        mutating func offer(
            _ kind: CapacityMove.Kind, _ a: Int32, _ b: Int32, _ delta: Int32, _ gain: Int32,
            gapA: Int32 = 0, gapB: Int32 = 0
        ) {
            let score = Double(delta >= 0 ? delta &+ 1 : delta) / Double(gain)
            if score < bar {
                (bar, self.kind, self.delta) = (score, kind, delta)
                (self.a, self.b, self.gapA, self.gapB) = (a, b, gapA, gapB)
            }
        }
    }

    /// Moves of a place with its neighbours on routes of the other kind, with excess or without.
    private func priceNeighbourRepairs(_ i: Int32, _ r: Int) {
        let here = Surroundings(i, routes)
        let (fromI, fromBeforeI, fromAfterI) = (routes.row(i), routes.row(here.before), routes.row(here.after))
        let depot = routes.customerCount
        let loadR = routes.load.base[r]
        let isOverR = loadR > routes.capacity
        let row = nearest.base + Int(i) &* nearestCount
        evaluations &+= tried
        for index in 0..<tried {
            let j = row[index]
            let s = Int(routes.routeOf.base[Int(j)])
            if s == r { continue }
            let loadS = routes.load.base[s]
            if isOverR == (loadS > routes.capacity) { continue }
            let excess = excess(loadR) &+ excess(loadS)
            let there = Surroundings(j, routes)
            let (indexBeforeJ, indexAfterJ) = (min(Int(there.before), depot), min(Int(there.after), depot))
            let ij = fromI[Int(j)]
            let twice = ij &+ ij
            var repair = Repair(bar: table.bar(r, s, otherwise: .infinity))
            let bar = repair.bar
            if isOverR {
                let gain = excess &- self.excess(loadR &- here.demand) &- self.excess(loadS &+ here.demand)
                if repair.admits(twice &- there.edge &- here.gain, gain) {
                    repair.offer(.relocate, i, j, ij &+ fromI[indexAfterJ] &- there.edge &- here.gain, gain)
                }
                if repair.admits(twice &- there.edgeBefore &- here.gain, gain) {
                    repair.offer(
                        .relocate, i, there.before, ij &+ fromI[indexBeforeJ] &- there.edgeBefore &- here.gain, gain)
                }
            } else {
                let gain = excess &- self.excess(loadR &+ there.demand) &- self.excess(loadS &- there.demand)
                if repair.admits(twice &- here.edge &- there.gain, gain) {
                    repair.offer(.relocate, j, i, ij &+ fromAfterI[Int(j)] &- here.edge &- there.gain, gain)
                }
                if repair.admits(twice &- here.edgeBefore &- there.gain, gain) {
                    repair.offer(
                        .relocate, j, here.before, ij &+ fromBeforeI[Int(j)] &- here.edgeBefore &- there.gain, gain)
                }
            }
            let (tailI, tailJ) = (loadR &- here.head, loadS &- there.head)
            var gain =
                excess &- self.excess(here.head &+ tailJ &+ there.demand)
                &- self.excess(there.head &- there.demand &+ tailI)
            if repair.admits(twice &- here.edge &- there.edgeBefore, gain) {
                repair.offer(
                    .tails, i, there.before, ij &+ fromAfterI[indexBeforeJ] &- here.edge &- there.edgeBefore, gain)
            }
            gain =
                excess &- self.excess(there.head &+ tailI &+ here.demand)
                &- self.excess(here.head &- here.demand &+ tailJ)
            if repair.admits(twice &- here.edgeBefore &- there.edge, gain) {
                repair.offer(
                    .tails, here.before, j, ij &+ fromBeforeI[indexAfterJ] &- here.edgeBefore &- there.edge, gain)
            }
            gain = excess &- self.excess(here.head &+ there.head) &- self.excess(tailI &+ tailJ)
            if repair.admits(twice &- here.edge &- there.edge, gain) {
                repair.offer(.reversedTails, i, j, ij &+ fromAfterI[indexAfterJ] &- here.edge &- there.edge, gain)
            }
            gain =
                excess &- self.excess(here.head &- here.demand &+ there.head &- there.demand)
                &- self.excess(tailI &+ here.demand &+ tailJ &+ there.demand)
            if repair.admits(twice &- here.edgeBefore &- there.edgeBefore, gain) {
                let delta = ij &+ fromBeforeI[indexBeforeJ] &- here.edgeBefore &- there.edgeBefore
                repair.offer(.reversedTails, here.before, there.before, delta, gain)
            }
            let moved = here.demand &- there.demand
            gain = excess &- self.excess(loadR &- moved) &- self.excess(loadS &+ moved)
            if repair.admits(-here.gain &- there.gain, gain) {
                let (costI, gapI) = gaps.best(i, without: j)
                if repair.admits(costI &- here.gain &- there.gain, gain) {
                    let (costJ, gapJ) = gaps.best(j, without: i)
                    repair.offer(.swap, i, j, costI &+ costJ &- here.gain &- there.gain, gain, gapA: gapI, gapB: gapJ)
                }
            }
            if repair.bar < bar {
                table.offer(
                    CapacityMove(
                        score: repair.bar, delta: repair.delta, a: repair.a, b: repair.b, gapA: repair.gapA,
                        gapB: repair.gapB, kind: repair.kind), r, s)
            }
        }
    }

    /// Moves of a place on a route with excess to every route without.
    private func priceFarRoutes(_ i: Int32, _ r: Int) {
        let gainI = routes.removalGain(i)
        for index in 0..<activeCount {
            let s = Int(active.base[index])
            if s == r || routes.load.base[s] > routes.capacity { continue }
            if let gain = settled(r, s, routes.demand.base[Int(i)]) {
                let gap = gaps.entry(i, s)
                offer(.relocate, i, gap.pointee.place0, gap.pointee.cost0 &- gainI, gain, r, s)
            }
            priceDepot(i, r, s)
        }
    }
}
