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
        let next = routes.next.base
        let previous = routes.previous.base
        let toNext = routes.toNext.base
        let upTo = routes.loadUpTo.base
        let (beforeI, afterI) = (previous[Int(i)], next[Int(i)])
        let (edgeBeforeI, edgeI) = (toNext[Int(beforeI)], toNext[Int(i)])
        let (fromI, fromBeforeI, fromAfterI) = (routes.row(i), routes.row(beforeI), routes.row(afterI))
        let gainI = routes.gain.base[Int(i)]
        let demandI = routes.demand.base[Int(i)]
        let depot = routes.customerCount
        let loadR = routes.load.base[r]
        let headI = upTo[Int(i)]
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
            let (beforeJ, afterJ) = (previous[Int(j)], next[Int(j)])
            let (edgeBeforeJ, edgeJ) = (toNext[Int(beforeJ)], toNext[Int(j)])
            let (indexBeforeJ, indexAfterJ) = (min(Int(beforeJ), depot), min(Int(afterJ), depot))
            let demandJ = routes.demand.base[Int(j)]
            let gainJ = routes.gain.base[Int(j)]
            let ij = fromI[Int(j)]
            let twice = ij &+ ij
            var repair = Repair(bar: table.bar(r, s, otherwise: .infinity))
            let bar = repair.bar
            if isOverR {
                let gain = excess &- self.excess(loadR &- demandI) &- self.excess(loadS &+ demandI)
                if repair.admits(twice &- edgeJ &- gainI, gain) {
                    repair.offer(.relocate, i, j, ij &+ fromI[indexAfterJ] &- edgeJ &- gainI, gain)
                }
                if repair.admits(twice &- edgeBeforeJ &- gainI, gain) {
                    repair.offer(.relocate, i, beforeJ, ij &+ fromI[indexBeforeJ] &- edgeBeforeJ &- gainI, gain)
                }
            } else {
                let gain = excess &- self.excess(loadR &+ demandJ) &- self.excess(loadS &- demandJ)
                if repair.admits(twice &- edgeI &- gainJ, gain) {
                    repair.offer(.relocate, j, i, ij &+ fromAfterI[Int(j)] &- edgeI &- gainJ, gain)
                }
                if repair.admits(twice &- edgeBeforeI &- gainJ, gain) {
                    repair.offer(.relocate, j, beforeI, ij &+ fromBeforeI[Int(j)] &- edgeBeforeI &- gainJ, gain)
                }
            }
            let headJ = upTo[Int(j)]
            let (tailI, tailJ) = (loadR &- headI, loadS &- headJ)
            var gain = excess &- self.excess(headI &+ tailJ &+ demandJ) &- self.excess(headJ &- demandJ &+ tailI)
            if repair.admits(twice &- edgeI &- edgeBeforeJ, gain) {
                repair.offer(.tails, i, beforeJ, ij &+ fromAfterI[indexBeforeJ] &- edgeI &- edgeBeforeJ, gain)
            }
            gain = excess &- self.excess(headJ &+ tailI &+ demandI) &- self.excess(headI &- demandI &+ tailJ)
            if repair.admits(twice &- edgeBeforeI &- edgeJ, gain) {
                repair.offer(.tails, beforeI, j, ij &+ fromBeforeI[indexAfterJ] &- edgeBeforeI &- edgeJ, gain)
            }
            gain = excess &- self.excess(headI &+ headJ) &- self.excess(tailI &+ tailJ)
            if repair.admits(twice &- edgeI &- edgeJ, gain) {
                repair.offer(.reversedTails, i, j, ij &+ fromAfterI[indexAfterJ] &- edgeI &- edgeJ, gain)
            }
            gain =
                excess &- self.excess(headI &- demandI &+ headJ &- demandJ)
                &- self.excess(tailI &+ demandI &+ tailJ &+ demandJ)
            if repair.admits(twice &- edgeBeforeI &- edgeBeforeJ, gain) {
                let delta = ij &+ fromBeforeI[indexBeforeJ] &- edgeBeforeI &- edgeBeforeJ
                repair.offer(.reversedTails, beforeI, beforeJ, delta, gain)
            }
            let moved = demandI &- demandJ
            gain = excess &- self.excess(loadR &- moved) &- self.excess(loadS &+ moved)
            if repair.admits(-gainI &- gainJ, gain) {
                let (costI, gapI) = gaps.best(i, without: j)
                if repair.admits(costI &- gainI &- gainJ, gain) {
                    let (costJ, gapJ) = gaps.best(j, without: i)
                    repair.offer(.swap, i, j, costI &+ costJ &- gainI &- gainJ, gain, gapA: gapI, gapB: gapJ)
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
