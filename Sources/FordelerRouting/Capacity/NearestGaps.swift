/// The three cheapest gaps of a route for a customer, remembered until the route changes (Vidal 2022, SWAP*).
final class NearestGaps {
    struct Entry: BitwiseCopyable {
        var version: UInt32
        /// Places before the gaps, cheapest first; -1 where there are fewer.
        var place0: Int32, place1: Int32, place2: Int32
        var cost0: Int32, cost1: Int32, cost2: Int32
    }

    private let routes: CapacityRoutes
    private let entries: Buffer<Entry>
    static let none = Int32.max / 4

    init(_ routes: CapacityRoutes) {
        self.routes = routes
        let none = NearestGaps.none
        entries = Buffer(
            routes.customerCount * routes.routeLimit,
            Entry(version: 0, place0: -1, place1: -1, place2: -1, cost0: none, cost1: none, cost2: none))
    }

    /// The gaps for a customer in a route that it is not on.
    @inline(__always)
    func entry(_ customer: Int32, _ route: Int) -> UnsafeMutablePointer<Entry> {
        let cell = entries.base + (Int(customer) &* routes.routeLimit &+ route)
        if cell.pointee.version != routes.version.base[route] { renew(cell, customer, route) }
        return cell
    }

    private func renew(_ cell: UnsafeMutablePointer<Entry>, _ customer: Int32, _ route: Int) {
        let none = NearestGaps.none
        var found = Entry(
            version: routes.version[route], place0: -1, place1: -1, place2: -1, cost0: none, cost1: none, cost2: none)
        let depot = routes.depot(route)
        var place = depot
        var here = routes.distance(customer, depot)
        repeat {
            let after = routes.next.base[Int(place)]
            let there = routes.distance(customer, after)
            let cost = here &+ there &- routes.toNext.base[Int(place)]
            if cost < found.cost2 {
                if cost < found.cost1 {
                    found.place2 = found.place1
                    found.cost2 = found.cost1
                    if cost < found.cost0 {
                        found.place1 = found.place0
                        found.cost1 = found.cost0
                        found.place0 = place
                        found.cost0 = cost
                    } else {
                        found.place1 = place
                        found.cost1 = cost
                    }
                } else {
                    found.place2 = place
                    found.cost2 = cost
                }
            }
            place = after
            here = there
        } while place != depot
        cell.pointee = found
    }

    /// The cheapest gap for a customer in the route of another that leaves it, the gap it leaves included.
    @inline(__always)
    func best(_ customer: Int32, without other: Int32) -> (cost: Int32, place: Int32) {
        let before = routes.previous.base[Int(other)]
        let after = routes.next.base[Int(other)]
        var cost =
            routes.distance(before, customer) &+ routes.distance(customer, after) &- routes.distance(before, after)
        var place = before
        let gaps = entry(customer, Int(routes.routeOf.base[Int(other)]))
        // A gap beside the one who leaves is gone with it.
        if gaps.pointee.place0 != before, gaps.pointee.place0 != other {
            if gaps.pointee.cost0 < cost { (cost, place) = (gaps.pointee.cost0, gaps.pointee.place0) }
        } else if gaps.pointee.place1 != before, gaps.pointee.place1 != other {
            if gaps.pointee.cost1 < cost { (cost, place) = (gaps.pointee.cost1, gaps.pointee.place1) }
        } else if gaps.pointee.place2 >= 0, gaps.pointee.place2 != before, gaps.pointee.place2 != other {
            if gaps.pointee.cost2 < cost { (cost, place) = (gaps.pointee.cost2, gaps.pointee.place2) }
        }
        return (cost, place)
    }
}
