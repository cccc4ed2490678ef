/// The dense core of uncapacitated placement: choose sites so that points, each served by its cheapest open site, and
/// open sites cost least.
///
/// A point is a zone's demand with one response limit. Costs stand site by site (`cost[site * points + point]`), so
/// that the loops over a site's points run through memory in order.
struct SiteSelection {
    /// Demand points.
    let points: Int
    /// Sites.
    let sites: Int
    /// Service cost, site-major; ``penalty`` where service is forbidden.
    let cost: [Double]
    /// Price of each site in the objective.
    let fixed: [Double]
    /// Price that stands for "forbidden": larger than any plan without it.
    let penalty: Double
    /// Fewest and most open sites, locked ones included.
    let count: ClosedRange<Int>
    /// Budget use of each site and the budget; no budget is infinity.
    let use: [Double]
    let budget: Double
    /// Sites of each district that needs an open one.
    let districts: [[Int]]
    /// Locked open, locked closed.
    let isOpen: [Bool]
    let isClosed: [Bool]
    /// Demand of each point and capacity of each site; empty without capacities. A site without a limit has the
    /// whole demand as its capacity.
    let demand: [Double]
    let capacity: [Double]
    /// Cost per unit of demand, site-major, with capacities only.
    let unit: [Double]
    /// Two plans that differ in objective differ by at least this; 0 is unknown.
    let step: Double

    init(
        points: Int, sites: Int, cost: [Double], fixed: [Double], count: ClosedRange<Int>, use: [Double],
        budget: Double, districts: [[Int]], isOpen: [Bool], isClosed: [Bool],
        demand: [Double] = [], capacity: [Double] = []
    ) {
        self.demand = demand
        self.capacity = capacity
        self.points = points
        self.sites = sites
        self.fixed = fixed
        self.count = count
        self.use = use
        self.budget = budget
        self.districts = districts
        self.isOpen = isOpen
        self.isClosed = isClosed
        var largest = [Double](repeating: 0, count: points)
        var whole = fixed.allSatisfy { $0 == $0.rounded() }
        var forbidden = false
        for j in 0..<sites {
            for i in 0..<points {
                let value = cost[j * points + i]
                if value == .infinity {
                    forbidden = true
                } else {
                    largest[i] = max(largest[i], value)
                    if value != value.rounded() { whole = false }
                }
            }
        }
        let price = largest.reduce(0, +) + fixed.reduce(0, +)
        penalty = 1 + 2 * price.rounded(.up)
        let stand = penalty
        self.cost = forbidden ? cost.map { $0 == .infinity ? stand : $0 } : cost
        step = whole && penalty < 1e12 && capacity.isEmpty ? 1 : 0
        if capacity.isEmpty {
            unit = []
        } else {
            var unit = self.cost
            for j in 0..<sites {
                for i in 0..<points where unit[j * points + i] < penalty { unit[j * points + i] /= demand[i] }
            }
            self.unit = unit
        }
    }

    /// Objective of a set of open sites; at least ``penalty`` when a point has no allowed site.
    func objective(of open: [Int]) -> Double {
        if isCapacitated {
            guard let service = TransportPlan(self, open: open).cost else { return penalty }
            return open.reduce(service) { $0 + fixed[$1] }
        }
        var nearest = [Double](repeating: penalty, count: points)
        var total = 0.0
        for j in open {
            total += fixed[j]
            let base = j * points
            for i in 0..<points where cost[base + i] < nearest[i] { nearest[i] = cost[base + i] }
        }
        return nearest.reduce(total, +)
    }

    /// Cheapest open site of each point; the lowest number wins ties.
    func nearest(of open: [Int]) -> [Int] {
        (0..<points).map { i in
            open.min { (cost[$0 * points + i], $0) < (cost[$1 * points + i], $1) } ?? -1
        }
    }

    /// Whether locks, number, budget and districts hold.
    func allows(_ open: [Int]) -> Bool {
        guard count.contains(open.count), open.allSatisfy({ !isClosed[$0] }) else { return false }
        let set = Set(open)
        for j in 0..<sites where isOpen[j] && !set.contains(j) { return false }
        if open.reduce(0, { $0 + use[$1] }) > budget * (1 + 1e-9) + 1e-9 { return false }
        return districts.allSatisfy { $0.contains { set.contains($0) } }
    }

    /// Whether sites have capacities.
    var isCapacitated: Bool { !capacity.isEmpty }

    /// Whether anything but the number of stores limits the choice.
    var hasSideRules: Bool { budget < .infinity || !districts.isEmpty }

    /// Largest bound that still leaves room for something better than `best`. With capacities, plans closer than a
    /// millionth count as equal.
    func cutoff(_ best: Double) -> Double {
        step > 0 ? best - step + 1e-6 : best - (isCapacitated ? 1e-6 : 1e-9) * abs(best)
    }
}
