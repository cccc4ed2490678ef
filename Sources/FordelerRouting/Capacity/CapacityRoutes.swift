/// What pricing reads of a customer on its route.
struct Surroundings {
    let before: Int32, after: Int32
    /// Distance from the place before, and to the one after.
    let edgeBefore: Int32, edge: Int32
    let demand: Int32
    /// Load from the depot to the customer, and length saved by taking the customer out.
    let head: Int32, gain: Int32

    @inline(__always)
    init(_ place: Int32, _ routes: CapacityRoutes) {
        before = routes.previous.base[Int(place)]
        after = routes.next.base[Int(place)]
        edgeBefore = routes.toNext.base[Int(before)]
        edge = routes.toNext.base[Int(place)]
        demand = routes.demand.base[Int(place)]
        head = routes.loadUpTo.base[Int(place)]
        gain = routes.gain.base[Int(place)]
    }
}

/// Routes of a problem of capacity and distance alone, as rings through a depot, with loads that may exceed the
/// capacity for a while.
///
/// Customers are numbered from 0, route `r` has a depot of its own with number `customerCount + r`, and every ring goes
/// through exactly one depot. Changes since ``beginStep()`` can be taken back at the cost of the routes they touched.
final class CapacityRoutes {
    let customerCount: Int
    /// Most routes there may be.
    let routeLimit: Int
    let capacity: Int32
    /// Distance from place to place, row by row; the depot is the last place.
    private let distances: Buffer<Int32>
    let demand: Buffer<Int32>
    let next: Buffer<Int32>
    let previous: Buffer<Int32>
    /// Distance to the next place of the ring.
    let toNext: Buffer<Int32>
    /// Route of each place; -1 for a customer that is in none.
    let routeOf: Buffer<Int32>
    /// Load of the places from the depot to this one, as of the last ``refresh(_:)``.
    let loadUpTo: Buffer<Int32>
    /// Length that taking a customer out of its route saves, likewise.
    let gain: Buffer<Int32>
    let load: Buffer<Int32>
    /// Customers of each route.
    let count: Buffer<Int32>
    /// Changes with the content of a route, and comes back when the content comes back.
    let version: Buffer<UInt32>
    /// Length of all routes.
    private(set) var cost = 0
    private var lastVersion: UInt32 = 0

    // Journal.
    private(set) var stamp: UInt32 = 0
    private let markOf: Buffer<UInt32>
    private let oldNext: Buffer<Int32>
    private let oldPrevious: Buffer<Int32>
    private let touchedMark: Buffer<UInt32>
    let touched: Buffer<Int32>
    private(set) var touchedCount = 0
    private let savedFirst: Buffer<Int32>
    private let savedCount: Buffer<Int32>
    private let savedLoad: Buffer<Int32>
    private let savedVersion: Buffer<UInt32>
    private let savedPlaces: Buffer<Int32>
    private let savedGain: Buffer<Int32>
    private var savedUsed = 0
    private var savedCost = 0
    private let marked: Buffer<Int32>
    private var markedCount = 0
    private let path: Buffer<Int32>

    /// Empty routes. `distances` holds `demands.count + 1` rows, the depot's last.
    init(distances: [Int32], demands: [Int32], capacity: Int32, routeLimit: Int) {
        customerCount = demands.count
        self.routeLimit = routeLimit
        self.capacity = capacity
        self.distances = Buffer(distances)
        let places = demands.count + routeLimit
        demand = Buffer(demands + [Int32](repeating: 0, count: routeLimit))
        next = Buffer(places, 0)
        previous = Buffer(places, 0)
        toNext = Buffer(places, 0)
        routeOf = Buffer(places, -1)
        loadUpTo = Buffer(places, 0)
        load = Buffer(routeLimit, 0)
        count = Buffer(routeLimit, 0)
        version = Buffer(routeLimit, 0)
        markOf = Buffer(places, 0)
        oldNext = Buffer(places, 0)
        oldPrevious = Buffer(places, 0)
        touchedMark = Buffer(routeLimit, 0)
        touched = Buffer(routeLimit, 0)
        savedFirst = Buffer(routeLimit, 0)
        savedCount = Buffer(routeLimit, 0)
        savedLoad = Buffer(routeLimit, 0)
        savedVersion = Buffer(routeLimit, 0)
        savedPlaces = Buffer(places, 0)
        savedGain = Buffer(places, 0)
        gain = Buffer(places, 0)
        marked = Buffer(places, 0)
        path = Buffer(places, 0)
        replaceAll(with: [])
    }

    @inline(__always)
    func distance(_ a: Int32, _ b: Int32) -> Int32 {
        let n = customerCount
        return distances.base[min(Int(a), n) &* (n &+ 1) &+ min(Int(b), n)]
    }

    /// The depot of a route.
    @inline(__always)
    func depot(_ route: Int) -> Int32 { Int32(truncatingIfNeeded: customerCount &+ route) }

    @inline(__always)
    func isDepot(_ place: Int32) -> Bool { Int(place) >= customerCount }

    /// Distances from a place to all, the depot last.
    @inline(__always)
    func row(_ place: Int32) -> UnsafeMutablePointer<Int32> {
        distances.base + min(Int(place), customerCount) &* (customerCount &+ 1)
    }

    /// Length saved by taking a place out of its route.
    @inline(__always)
    func removalGain(_ place: Int32) -> Int32 {
        let before = previous.base[Int(place)]
        return toNext.base[Int(before)] &+ toNext.base[Int(place)] &- distance(before, next.base[Int(place)])
    }

    /// Makes the routes be these, and forgets the journal.
    func replaceAll(with routes: [[Int32]]) {
        for customer in 0..<customerCount { routeOf[customer] = -1 }
        cost = 0
        for route in 0..<routeLimit {
            load[route] = 0
            write(route, routes.indices.contains(route) ? routes[route] : [])
            var place = depot(route)
            repeat {
                cost += Int(toNext[place])
                load[route] += demand[place]
                place = next[place]
            } while place != depot(route)
            refresh(route)
        }
        stamp &+= 1
        touchedCount = 0
    }

    private func write(_ route: Int, _ places: [Int32]) {
        var last = depot(route)
        routeOf[last] = Int32(route)
        for place in places {
            connect(last, place)
            routeOf[place] = Int32(route)
            last = place
        }
        connect(last, depot(route))
        count[route] = Int32(places.count)
    }

    /// The customers of a route in order.
    func sequence(_ route: Int) -> [Int32] {
        var places: [Int32] = []
        places.reserveCapacity(Int(count[route]))
        var place = next[depot(route)]
        while !isDepot(place) {
            places.append(place)
            place = next[place]
        }
        return places
    }

    // MARK: Journal

    /// Starts a step: everything until ``rollback()`` can be taken back, and no place is marked.
    func beginStep() {
        stamp &+= 1
        touchedCount = 0
        savedUsed = 0
        markedCount = 0
        savedCost = cost
    }

    @inline(__always)
    func isTouched(_ route: Int) -> Bool { touchedMark.base[route] == stamp }

    /// Whether a neighbour of the place on its ring has changed in this step.
    @inline(__always)
    func isMarked(_ place: Int32) -> Bool { markOf.base[Int(place)] == stamp }

    @inline(__always)
    private func touch(_ route: Int) {
        if touchedMark.base[route] != stamp { save(route) }
    }

    private func save(_ route: Int) {
        touchedMark[route] = stamp
        touched[touchedCount] = Int32(truncatingIfNeeded: route)
        touchedCount += 1
        savedFirst[route] = Int32(truncatingIfNeeded: savedUsed)
        savedCount[route] = count[route]
        savedLoad[route] = load[route]
        savedVersion[route] = version[route]
        var place = next[depot(route)]
        while !isDepot(place) {
            savedPlaces[savedUsed] = place
            savedGain[savedUsed] = gain[place]
            savedUsed += 1
            place = next[place]
        }
    }

    @inline(__always)
    private func mark(_ place: Int32) {
        let index = Int(place)
        if markOf.base[index] == stamp { return }
        markOf.base[index] = stamp
        oldNext.base[index] = next.base[index]
        oldPrevious.base[index] = previous.base[index]
        marked.base[markedCount] = place
        markedCount &+= 1
    }

    /// Takes every change of the step back.
    func rollback() {
        for index in 0..<touchedCount {
            let route = Int(touched[index])
            var last = depot(route)
            var sum: Int32 = 0
            for offset in 0..<Int(savedCount[route]) {
                let place = savedPlaces[Int(savedFirst[route]) + offset]
                connect(last, place)
                routeOf[place] = Int32(truncatingIfNeeded: route)
                sum &+= demand[place]
                loadUpTo[place] = sum
                gain[place] = savedGain[Int(savedFirst[route]) + offset]
                last = place
            }
            connect(last, depot(route))
            count[route] = savedCount[route]
            load[route] = savedLoad[route]
            version[route] = savedVersion[route]
        }
        cost = savedCost
        touchedCount = 0
    }

    /// Connections of the customers that the routes did not have when the step began.
    func distanceFromBeginning() -> Int {
        var total = 0
        let depot = Int32(truncatingIfNeeded: customerCount)
        for index in 0..<markedCount {
            let place = marked.base[index]
            if isDepot(place) { continue }
            let (a, b) = (min(oldNext.base[Int(place)], depot), min(oldPrevious.base[Int(place)], depot))
            let after = min(next.base[Int(place)], depot)
            if after != a, after != b { total &+= 1 }
            if isDepot(previous.base[Int(place)]), a != depot, b != depot { total &+= 1 }
        }
        return total
    }

    // MARK: Changes

    @inline(__always)
    private func connect(_ a: Int32, _ b: Int32) {
        next.base[Int(a)] = b
        previous.base[Int(b)] = a
        toNext.base[Int(a)] = distance(a, b)
    }

    /// Brings loads along the route up to date, and gives its content a number.
    func refresh(_ route: Int) {
        var sum: Int32 = 0
        var place = next.base[Int(depot(route))]
        while !isDepot(place) {
            sum &+= demand.base[Int(place)]
            loadUpTo.base[Int(place)] = sum
            gain.base[Int(place)] = removalGain(place)
            place = next.base[Int(place)]
        }
        lastVersion &+= 1
        version[route] = lastVersion
        assert(sum == load[route], "a load differs from its recomputation")
    }

    /// Takes a customer out of its route.
    func remove(_ place: Int32) {
        let route = Int(routeOf.base[Int(place)])
        touch(route)
        let (before, after) = (previous.base[Int(place)], next.base[Int(place)])
        mark(before)
        mark(place)
        mark(after)
        cost &-= Int(removalGain(place))
        connect(before, after)
        load.base[route] &-= demand.base[Int(place)]
        count.base[route] &-= 1
        routeOf.base[Int(place)] = -1
    }

    /// Puts a customer that is in no route behind a place.
    func insert(_ place: Int32, after before: Int32) {
        let route = routeOf.base[Int(before)]
        touch(Int(route))
        let after = next.base[Int(before)]
        mark(before)
        mark(place)
        mark(after)
        cost &-= Int(toNext.base[Int(before)])
        connect(before, place)
        connect(place, after)
        cost &+= Int(toNext.base[Int(before)] &+ toNext.base[Int(place)])
        load.base[Int(route)] &+= demand.base[Int(place)]
        count.base[Int(route)] &+= 1
        routeOf.base[Int(place)] = route
    }

    /// Trades what follows `a` on its route for what follows `b` on another.
    func exchangeTails(_ a: Int32, _ b: Int32, delta: Int32) {
        let (first, second) = (Int(routeOf.base[Int(a)]), Int(routeOf.base[Int(b)]))
        beginExchange(a, b, first, second)
        let (depotA, depotB) = (depot(first), depot(second))
        let (afterA, afterB) = (next.base[Int(a)], next.base[Int(b)])
        let (lastA, lastB) = (previous.base[Int(depotA)], previous.base[Int(depotB)])
        let moved = relabel(from: afterA, to: second) - relabel(from: afterB, to: first)
        if afterB == depotB {
            connect(a, depotA)
        } else {
            connect(a, afterB)
            connect(lastB, depotA)
        }
        if afterA == depotA {
            connect(b, depotB)
        } else {
            connect(b, afterA)
            connect(lastA, depotB)
        }
        cost &+= Int(delta)
        count.base[first] &-= Int32(truncatingIfNeeded: moved)
        count.base[second] &+= Int32(truncatingIfNeeded: moved)
    }

    /// Joins the part up to `a` of a route with the part up to `b` of another, reversed, and what follows `a`,
    /// reversed, with what follows `b`.
    func exchangeReversed(_ a: Int32, _ b: Int32, delta: Int32) {
        let (first, second) = (Int(routeOf.base[Int(a)]), Int(routeOf.base[Int(b)]))
        beginExchange(a, b, first, second)
        let (depotA, depotB) = (depot(first), depot(second))
        let afterB = next.base[Int(b)]
        let heads = gatherBack(from: b, to: depotB, at: 0)
        let gathered = gatherBack(from: previous.base[Int(depotA)], to: a, at: heads)
        var place = b
        var last = a
        var shifted: Int32 = 0
        for index in 0..<heads {
            place = path.base[index]
            connect(last, place)
            routeOf.base[Int(place)] = Int32(truncatingIfNeeded: first)
            shifted &+= demand.base[Int(place)]
            last = place
        }
        connect(last, depotA)
        last = depotB
        for index in heads..<gathered {
            place = path.base[index]
            connect(last, place)
            routeOf.base[Int(place)] = Int32(truncatingIfNeeded: second)
            shifted &-= demand.base[Int(place)]
            last = place
        }
        connect(last, afterB)
        cost &+= Int(delta)
        let moved = Int32(truncatingIfNeeded: heads &+ heads &- gathered)
        load.base[first] &+= shifted
        load.base[second] &-= shifted
        count.base[first] &+= moved
        count.base[second] &-= moved
    }

    /// Notes the places from one back to another, which is left out, behind `count` that are there; how many then are.
    private func gatherBack(from place: Int32, to end: Int32, at count: Int) -> Int {
        var place = place
        var count = count
        while place != end {
            path.base[count] = place
            count &+= 1
            place = previous.base[Int(place)]
        }
        return count
    }

    private func beginExchange(_ a: Int32, _ b: Int32, _ first: Int, _ second: Int) {
        touch(first)
        touch(second)
        mark(a)
        mark(b)
        mark(next.base[Int(a)])
        mark(next.base[Int(b)])
    }

    /// Gives the places from one to the end of its ring to another route; how many they are.
    private func relabel(from place: Int32, to route: Int) -> Int {
        var place = place
        var moved = 0
        var shifted: Int32 = 0
        let from = Int(routeOf.base[Int(place)])
        while !isDepot(place) {
            routeOf.base[Int(place)] = Int32(truncatingIfNeeded: route)
            shifted &+= demand.base[Int(place)]
            moved &+= 1
            place = next.base[Int(place)]
        }
        load.base[from] &-= shifted
        load.base[route] &+= shifted
        return moved
    }

    /// Reverses what lies after `a` up to `b` on one ring.
    func reverse(_ a: Int32, _ b: Int32, delta: Int32) {
        touch(Int(routeOf.base[Int(a)]))
        let (afterA, afterB) = (next.base[Int(a)], next.base[Int(b)])
        mark(a)
        mark(b)
        mark(afterA)
        mark(afterB)
        var last = a
        for index in 0..<gatherBack(from: b, to: a, at: 0) {
            connect(last, path.base[index])
            last = path.base[index]
        }
        connect(last, afterB)
        cost &+= Int(delta)
    }
}
