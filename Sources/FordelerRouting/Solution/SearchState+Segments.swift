/// Changes of whole parts of routes whose loads are judged by one sum.
extension SearchState {
    /// Turns the visits of a route from position `low` to `high` round.
    func reverse(_ route: Int, _ low: Int, _ high: Int) {
        let slots = slots.base + route &* stride
        var (i, j) = (low, high)
        while i < j {
            swap(&slots[i].node, &slots[j].node)
            i &+= 1
            j &-= 1
        }
        contentChanged(route)
    }

    /// Trades what lies behind position `i` of one route and behind position `j` of another of the same vehicle class;
    /// `false`, and nothing changed, when a load does not fit. The step begins anew.
    func exchangeTails(_ a: Int, _ i: Int, _ b: Int, _ j: Int) -> Bool {
        let (first, second) = (slots.base + a &* stride, slots.base + b &* stride)
        let (countA, countB) = (Int(meta[a].count), Int(meta[b].count))
        let (newA, newB) = (i &+ countB &- j, j &+ countA &- i)
        if newA > stride || newB > stride { return false }
        for k in 0..<instance.dimensions {
            let head = amount(first + 1, i, k)
            let tail = amount(second + (j &+ 1), countB &- 2 &- j, k)
            if !fits(a, b, change: head &+ tail &- routeLoad.base[a &* instance.dimensions &+ k], k) { return false }
        }
        beginStep()
        for offset in 1...max(countA &- 1 &- i, countB &- 1 &- j) {
            swap(&first[i &+ offset].node, &second[j &+ offset].node)
        }
        setCount(a, newA)
        setCount(b, newB)
        return true
    }

    /// Trades the visits of two segments, each given by its route, first position, length and whether it is turned
    /// round, of one vehicle class; `false`, and nothing changed, when a load does not fit. The step begins anew.
    func exchangeSegments(
        _ given: (route: Int, from: Int, count: Int, isTurned: Bool),
        _ taken: (route: Int, from: Int, count: Int, isTurned: Bool)
    ) -> Bool {
        let (a, b) = (given.route, taken.route)
        let (first, second) = (slots.base + a &* stride, slots.base + b &* stride)
        let (countA, countB) = (Int(meta[a].count), Int(meta[b].count))
        let more = taken.count &- given.count
        if countA &+ more > stride || countB &- more > stride { return false }
        for k in 0..<instance.dimensions {
            let change =
                amount(second + taken.from, taken.count, k) &- amount(first + given.from, given.count, k)
            if !fits(a, b, change: change, k) { return false }
        }
        beginStep()
        let scratch = walker.sequence.base
        copy(first + given.from, given.count, isTurned: given.isTurned, to: scratch)
        copy(second + taken.from, taken.count, isTurned: taken.isTurned, to: scratch + given.count)
        shift(first + (given.from &+ given.count), countA &- given.from &- given.count, by: more)
        shift(second + (taken.from &+ taken.count), countB &- taken.from &- taken.count, by: -more)
        for index in 0..<taken.count { first[given.from &+ index].node = scratch[given.count &+ index] }
        for index in 0..<given.count { second[taken.from &+ index].node = scratch[index] }
        setCount(a, countA &+ more)
        setCount(b, countB &- more)
        return true
    }

    /// Sum of what visits add to a route's load.
    @inline(__always)
    private func amount(_ slots: UnsafeMutablePointer<Slot>, _ count: Int, _ dimension: Int) -> Int32 {
        var sum: Int32 = 0
        for index in 0..<count {
            sum &+= instance.amounts.base[Int(slots[index].node) &* instance.dimensions &+ dimension]
        }
        return sum
    }

    /// Whether a load may change by `change` on route `a` and by its opposite on route `b`.
    @inline(__always)
    private func fits(_ a: Int, _ b: Int, change: Int32, _ k: Int) -> Bool {
        let d = instance.dimensions
        return routeLoad.base[a &* d &+ k] &+ change <= instance.capacity.base[a &* d &+ k]
            && routeLoad.base[b &* d &+ k] &- change <= instance.capacity.base[b &* d &+ k]
    }

    private func copy(
        _ slots: UnsafeMutablePointer<Slot>, _ count: Int, isTurned: Bool, to target: UnsafeMutablePointer<Int32>
    ) {
        for index in 0..<count { target[index] = slots[isTurned ? count &- 1 &- index : index].node }
    }

    /// Moves `count` nodes by some positions.
    private func shift(_ slots: UnsafeMutablePointer<Slot>, _ count: Int, by offset: Int) {
        if offset > 0 {
            var index = count
            while index > 0 {
                index &-= 1
                slots[index &+ offset].node = slots[index].node
            }
        } else if offset < 0 {
            for index in 0..<count { slots[index &+ offset].node = slots[index].node }
        }
    }

    private func setCount(_ route: Int, _ count: Int) {
        meta[route].count = Int32(truncatingIfNeeded: count)
        slots.base[route &* stride &+ count &- 1].node = instance.vehicles[route].endNode
        if count == 2 { noteEmpty(route) }
        contentChanged(route)
    }
}
