/// Best improvement inside one route: 2-opt, relocation and exchange around the places that changed.
struct RouteDescent {
    let routes: CapacityRoutes

    /// Improves the route until no move with a marked place helps.
    func callAsFunction(_ route: Int) {
        while improve(route) {}
    }

    private func improve(_ route: Int) -> Bool {
        if routes.count.base[route] < 2 { return false }
        let depot = routes.depot(route)
        var best: Int32 = 0
        var kind = 0
        var first: Int32 = 0
        var second: Int32 = 0
        var a = depot
        repeat {
            let afterA = routes.next.base[Int(a)]
            if routes.isMarked(a) {
                let beforeA = routes.previous.base[Int(a)]
                let edgeA = routes.toNext.base[Int(a)]
                let edgeBeforeA = routes.toNext.base[Int(beforeA)]
                let gain = routes.isDepot(a) ? 0 : edgeA &+ edgeBeforeA &- routes.distance(beforeA, afterA)
                var b = afterA
                while b != a {
                    let afterB = routes.next.base[Int(b)]
                    let edgeB = routes.toNext.base[Int(b)]
                    let ab = routes.distance(a, b)
                    let aToAfterB = routes.distance(a, afterB)
                    if b != afterA {
                        let delta = ab &+ routes.distance(afterA, afterB) &- edgeA &- edgeB
                        if delta < best { (best, kind, first, second) = (delta, 1, a, b) }
                    }
                    if !routes.isDepot(a), b != beforeA {
                        let delta = ab &+ aToAfterB &- edgeB &- gain
                        if delta < best { (best, kind, first, second) = (delta, 2, a, b) }
                        if !routes.isDepot(b), b != afterA {
                            let beforeB = routes.previous.base[Int(b)]
                            if afterB != a, beforeB != a {
                                let toB = routes.distance(beforeA, b) &+ routes.distance(b, afterA)
                                let delta =
                                    routes.distance(beforeB, a) &+ aToAfterB &+ toB &- edgeA &- edgeBeforeA &- edgeB
                                    &- routes.toNext.base[Int(beforeB)]
                                if delta < best { (best, kind, first, second) = (delta, 3, a, b) }
                            }
                        }
                    }
                    if !routes.isDepot(b), afterB != a, b != afterA {
                        // b goes behind a.
                        let beforeB = routes.previous.base[Int(b)]
                        let delta =
                            ab &+ routes.distance(b, afterA) &- edgeA
                            &- (routes.toNext.base[Int(beforeB)] &+ edgeB &- routes.distance(beforeB, afterB))
                        if delta < best { (best, kind, first, second) = (delta, 2, b, a) }
                    }
                    b = afterB
                }
            }
            a = afterA
        } while a != depot
        switch kind {
        case 0: return false
        case 1: routes.reverse(first, second, delta: best)
        case 2:
            routes.remove(first)
            routes.insert(first, after: second)
        default:
            let (before, other) = (routes.previous[first], routes.previous[second])
            routes.remove(first)
            routes.remove(second)
            routes.insert(second, after: before)
            routes.insert(first, after: other)
        }
        return true
    }
}
