/// Greedy construction and best-improvement interchange for a ``SiteSelection``.
///
/// Each pass prices every addition, removal and exchange of sites from the two cheapest open sites of each point, in
/// O(points · sites) (R. A. Whitaker, 1983; M. G. C. Resende and R. F. Werneck, 2004).
struct SiteSearch {
    private let problem: SiteSelection
    private(set) var open: [Int] = []
    private(set) var objective = Double.infinity
    private var isOpen: [Bool]
    /// Cheapest and second cheapest open site of each point, and their costs.
    private var first: [Int]
    private var firstCost: [Double]
    private var secondCost: [Double]

    init(_ problem: SiteSelection) {
        self.problem = problem
        isOpen = [Bool](repeating: false, count: problem.sites)
        first = [Int](repeating: -1, count: problem.points)
        firstCost = [Double](repeating: 0, count: problem.points)
        secondCost = firstCost
    }

    /// The best plan that greedy opening and interchange find; `nil` when they find none that keeps the rules.
    static func plan(for problem: SiteSelection, shouldStop: () -> Bool) -> [Int]? {
        var search = SiteSearch(problem)
        search.construct()
        search.improve(shouldStop: shouldStop)
        return search.isValid ? search.open.sorted() : nil
    }

    /// Whether the present plan keeps every rule and serves every point.
    var isValid: Bool { objective < problem.penalty && problem.allows(open) }

    /// Starts from given sites.
    mutating func start(from sites: [Int]) {
        isOpen = [Bool](repeating: false, count: problem.sites)
        for j in sites { isOpen[j] = true }
        refresh()
    }

    /// Opens the locked sites, one per needy district, then whatever lowers the objective most per turn.
    mutating func construct() {
        start(from: (0..<problem.sites).filter { problem.isOpen[$0] })
        for district in problem.districts where !district.contains(where: { isOpen[$0] }) {
            let allowed = district.filter { !problem.isClosed[$0] }
            guard let best = allowed.min(by: { (openingChange($0), $0) < (openingChange($1), $1) }) else { continue }
            isOpen[best] = true
            refresh()
        }
        while open.count < problem.count.upperBound {
            var best = -1
            var bestChange = open.count < problem.count.lowerBound ? Double.infinity : -1e-9
            for j in 0..<problem.sites where !isOpen[j] && !problem.isClosed[j] && fits(adding: j, removing: nil) {
                let change = openingChange(j)
                if change < bestChange {
                    bestChange = change
                    best = j
                }
            }
            if best < 0 { break }
            isOpen[best] = true
            refresh()
        }
    }

    /// Applies the best addition, removal or exchange until none improves.
    mutating func improve(shouldStop: () -> Bool) {
        while !shouldStop() {
            guard let (adding, removing) = bestMove() else { return }
            if let adding { isOpen[adding] = true }
            if let removing { isOpen[removing] = false }
            refresh()
        }
    }

    private func openingChange(_ j: Int) -> Double {
        var change = problem.fixed[j]
        let base = j * problem.points
        for i in 0..<problem.points {
            let saving = firstCost[i] - problem.cost[base + i]
            if saving > 0 { change -= saving }
        }
        return change
    }

    private func fits(adding: Int?, removing: Int?) -> Bool {
        if let removing, problem.isOpen[removing] { return false }
        if let adding, problem.isClosed[adding] { return false }
        let size = open.count + (adding == nil ? 0 : 1) - (removing == nil ? 0 : 1)
        // A plan that breaks the number of stores may move towards it.
        if size > max(problem.count.upperBound, open.count) || size < min(problem.count.lowerBound, open.count) {
            return false
        }
        if size == 0 { return false }
        guard problem.hasSideRules else { return true }
        if problem.budget < .infinity {
            let used = open.reduce(0) { $0 + problem.use[$1] }
            let after = used + (adding.map { problem.use[$0] } ?? 0) - (removing.map { problem.use[$0] } ?? 0)
            if after > problem.budget * (1 + 1e-9) + 1e-9 && after > used { return false }
        }
        if let removing {
            for district in problem.districts where district.contains(removing) {
                let left =
                    district.contains { $0 != removing && isOpen[$0] } || (adding.map(district.contains) ?? false)
                if !left { return false }
            }
        }
        return true
    }

    private func bestMove() -> (adding: Int?, removing: Int?)? {
        let n = problem.points
        // What closing each open site costs when nothing is opened.
        var loss = [Double](repeating: 0, count: problem.sites)
        for i in 0..<n where first[i] >= 0 { loss[first[i]] += secondCost[i] - firstCost[i] }
        var best: (adding: Int?, removing: Int?)?
        var bestChange = -1e-7 * (1 + abs(min(objective, problem.penalty)))
        if problem.step > 0 { bestChange = -0.5 }
        for r in open where fits(adding: nil, removing: r) {
            let change = loss[r] - problem.fixed[r]
            if change < bestChange {
                bestChange = change
                best = (nil, r)
            }
        }
        var relief = [Double](repeating: 0, count: problem.sites)
        let removable = open.filter { !problem.isOpen[$0] }
        for j in 0..<problem.sites where !isOpen[j] && !problem.isClosed[j] {
            for r in open { relief[r] = 0 }
            var change = problem.fixed[j]
            problem.cost.withUnsafeBufferPointer { cost in
                let base = j * n
                for i in 0..<n {
                    let c = cost[base + i]
                    let saving = firstCost[i] - c
                    if saving > 0 {
                        change -= saving
                        relief[first[i] < 0 ? j : first[i]] += secondCost[i] - firstCost[i]
                    } else if c < secondCost[i] {
                        relief[first[i]] += secondCost[i] - c
                    }
                }
            }
            relief[j] = 0
            if change < bestChange && fits(adding: j, removing: nil) {
                bestChange = change
                best = (j, nil)
            }
            for r in removable {
                let exchanged = change + loss[r] - relief[r] - problem.fixed[r]
                if exchanged < bestChange && fits(adding: j, removing: r) {
                    bestChange = exchanged
                    best = (j, r)
                }
            }
        }
        return best
    }

    private mutating func refresh() {
        let n = problem.points
        open = isOpen.indices.filter { isOpen[$0] }
        for i in 0..<n {
            first[i] = -1
            firstCost[i] = problem.penalty
            secondCost[i] = problem.penalty
        }
        objective = 0
        for j in open {
            objective += problem.fixed[j]
            let base = j * n
            for i in 0..<n {
                let c = problem.cost[base + i]
                if c < firstCost[i] {
                    secondCost[i] = firstCost[i]
                    firstCost[i] = c
                    first[i] = j
                } else if c < secondCost[i] {
                    secondCost[i] = c
                }
            }
        }
        for i in 0..<n { objective += firstCost[i] }
    }
}
