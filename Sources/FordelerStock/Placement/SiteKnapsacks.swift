/// The subproblems of the Lagrangian bound with capacities: what each site would take if it were open.
///
/// Site j takes points of negative `c_ij − v_i`, best per unit of demand first, the last one in part, until its
/// capacity is full: a continuous knapsack, solved by partitioning in O(points) on average.
struct SiteKnapsacks {
    private let problem: SiteSelection
    /// Per site: the points taken, then the shares.
    private var taken: [[Int32]]
    private var lastShare: [Double]
    private var ratio: [Double]
    private var item: [Int32]

    init(_ problem: SiteSelection) {
        self.problem = problem
        taken = [[Int32]](repeating: [], count: problem.sites)
        lastShare = [Double](repeating: 1, count: problem.sites)
        ratio = [Double](repeating: 0, count: problem.points)
        item = [Int32](repeating: 0, count: problem.points)
    }

    /// Fills the price of each site that is not closed at the multipliers.
    mutating func price(_ multipliers: [Double], isClosed: [Bool], _ reduced: inout [Double]) {
        for j in 0..<problem.sites where !isClosed[j] {
            reduced[j] = problem.fixed[j] + fill(j, multipliers)
        }
    }

    /// Takes a site's shares off a subgradient.
    func subtract(site: Int, from gradient: inout [Double]) {
        guard let last = taken[site].last else { return }
        for i in taken[site] { gradient[Int(i)] -= 1 }
        gradient[Int(last)] += 1 - lastShare[site]
    }

    private mutating func fill(_ j: Int, _ multipliers: [Double]) -> Double {
        let n = problem.points
        let base = j * n
        var count = 0
        var wanted = 0.0
        for i in 0..<n {
            let value = problem.cost[base + i] - multipliers[i]
            if value < 0 {
                ratio[count] = value / problem.demand[i]
                item[count] = Int32(i)
                wanted += problem.demand[i]
                count += 1
            }
        }
        lastShare[j] = 1
        let capacity = problem.capacity[j]
        var sum = 0.0
        if wanted <= capacity {
            taken[j] = Array(item[0..<count])
            for k in 0..<count { sum += ratio[k] * problem.demand[Int(item[k])] }
            return sum
        }
        let (full, share) = partition(count, capacity)
        taken[j] = Array(item[0..<full])
        for k in 0..<full { sum += ratio[k] * problem.demand[Int(item[k])] }
        if share > 0 && full < count {
            taken[j].append(item[full])
            lastShare[j] = share
            sum += share * ratio[full] * problem.demand[Int(item[full])]
        }
        return sum
    }

    /// Reorders the items so that the first `full` fit whole and the next one fits with `share`.
    private mutating func partition(_ count: Int, _ capacity: Double) -> (full: Int, share: Double) {
        var low = 0
        var high = count
        var left = capacity
        while high - low > 1 {
            let pivot = median(ratio[low], ratio[(low + high) / 2], ratio[high - 1])
            // Smaller than the pivot to the front, equal next.
            var less = low
            var equal = low
            var weightLess = 0.0
            var weightEqual = 0.0
            for k in low..<high {
                let value = ratio[k]
                if value > pivot { continue }
                swapItems(k, equal)
                if value < pivot {
                    swapItems(equal, less)
                    weightLess += problem.demand[Int(item[less])]
                    less += 1
                } else {
                    weightEqual += problem.demand[Int(item[equal])]
                }
                equal += 1
            }
            if weightLess > left {
                high = less
            } else if weightLess + weightEqual > left || equal == high {
                left -= weightLess
                low = less
                while low < equal {
                    let demand = problem.demand[Int(item[low])]
                    if demand > left { return (low, left / demand) }
                    left -= demand
                    low += 1
                }
                return (low, 0)
            } else {
                left -= weightLess + weightEqual
                low = equal
            }
        }
        guard low < high else { return (low, 0) }
        let demand = problem.demand[Int(item[low])]
        return demand <= left ? (low + 1, 0) : (low, left / demand)
    }

    private func median(_ a: Double, _ b: Double, _ c: Double) -> Double { max(min(a, b), min(max(a, b), c)) }

    private mutating func swapItems(_ a: Int, _ b: Int) {
        guard a != b else { return }
        ratio.swapAt(a, b)
        item.swapAt(a, b)
    }
}
