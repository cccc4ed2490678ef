/// Plans for the ladder model: greedy units for a set of open depots, then local search over depots and units.
struct LadderSearch {
    let core: LadderCore
    let evaluator: LadderEvaluator
    /// Whether each depot is open, and its units of each type.
    private(set) var isOpen: [Bool]
    private(set) var stock: [[Int]]
    private(set) var cost = Double.infinity
    private var typeCost: [Double]
    private var shouldStop: () -> Bool

    init(_ core: LadderCore, _ evaluator: LadderEvaluator, shouldStop: @escaping () -> Bool) {
        self.core = core
        self.shouldStop = shouldStop
        self.evaluator = evaluator
        isOpen = [Bool](repeating: false, count: core.depots)
        stock = [[Int]](repeating: [Int](repeating: 0, count: core.types), count: core.depots)
        typeCost = [Double](repeating: 0, count: core.types)
    }

    /// Whether the plan keeps every promise: no demand goes by express above its allowance.
    var isValid: Bool {
        guard cost < .infinity else { return false }
        for t in 0..<core.types where !core.streamsOfType[t].isEmpty {
            guard let (plan, depots) = evaluator.plan(type: t, stock: stock.map { $0[t] }), plan.cost != nil else {
                return false
            }
            let n = core.streamsOfType[t].count
            let total = core.streamsOfType[t].reduce(0) { $0 + core.demand[$1] }
            for c in core.problem.classes.indices {
                let above = (depots.count + 2 * c + 1) * n
                if plan.flow[above..<above + n].reduce(0, +) > 1e-7 * (1 + total) { return false }
            }
        }
        return true
    }

    /// Takes over depots and units, then fits the units.
    mutating func start(open: [Int], stock given: [[Int]]) {
        take(open: open, stock: given)
        for d in stock.indices {
            while used(d) > core.problem.depots[d].space,
                let t = stock[d].indices.max(by: { stock[d][$0] < stock[d][$1] })
            {
                stock[d][t] -= 1
            }
        }
        recount()
        fitUnits()
    }

    /// Takes over depots and units as they are.
    mutating func take(open: [Int], stock given: [[Int]]) {
        isOpen = [Bool](repeating: false, count: core.depots)
        for d in open { isOpen[d] = true }
        stock = given.indices.map { d in isOpen[d] ? given[d] : [Int](repeating: 0, count: core.types) }
        recount()
    }

    /// Adds, removes and moves units until nothing helps.
    mutating func fitUnits() {
        var improved = true
        while improved && !shouldStop() {
            improved = false
            for t in 0..<core.types where improveType(t) { improved = true }
        }
    }

    /// Opens, closes and exchanges depots until nothing helps or it is time to stop.
    mutating func improveDepots(until isOver: @escaping () -> Bool) {
        let before = shouldStop
        shouldStop = { isOver() }
        defer { shouldStop = before }
        var improved = true
        while improved && !shouldStop() {
            improved = false
            let open = (0..<core.depots).filter { isOpen[$0] }
            let closed = (0..<core.depots).filter { !isOpen[$0] }
            for out in open where !shouldStop() && attempt({ $0.close(out) }) {
                improved = true
                break
            }
            if improved { continue }
            for out in open {
                for entering in closed where !shouldStop() && attempt({ $0.exchange(out, entering) }) {
                    improved = true
                    break
                }
                if improved { break }
            }
            if improved { continue }
            for entering in closed where !shouldStop() && attempt({ $0.isOpen[entering] = true }) {
                improved = true
                break
            }
        }
    }

    private mutating func attempt(_ change: (inout LadderSearch) -> Void) -> Bool {
        let before = (isOpen, stock, cost, typeCost)
        change(&self)
        recount()
        fitUnits()
        if cost < before.2 - 1e-7 * abs(before.2) { return true }
        (isOpen, stock, cost, typeCost) = before
        return false
    }

    private mutating func close(_ d: Int) {
        isOpen[d] = false
        stock[d] = [Int](repeating: 0, count: core.types)
    }

    private mutating func exchange(_ out: Int, _ entering: Int) {
        isOpen[entering] = true
        stock[entering] = stock[out]
        close(out)
        while used(entering) > core.problem.depots[entering].space,
            let t = stock[entering].indices.max(by: { stock[entering][$0] < stock[entering][$1] })
        {
            stock[entering][t] -= 1
        }
    }

    private func used(_ d: Int) -> Int {
        stock[d].indices.reduce(0) { $0 + stock[d][$1] * core.problem.types[$1].space }
    }

    private mutating func recount() {
        cost = 0
        for d in 0..<core.depots where isOpen[d] { cost += core.problem.depots[d].fixedCost }
        for t in 0..<core.types {
            typeCost[t] = price(t, stock.map { $0[t] })
            cost += typeCost[t]
        }
    }

    private mutating func price(_ t: Int, _ units: [Int]) -> Double {
        evaluator.cost(type: t, stock: units) + Double(units.reduce(0, +)) * core.problem.types[t].holdingCost
    }

    /// The best single addition, removal or move of a unit of a type, applied when it helps.
    private mutating func improveType(_ t: Int) -> Bool {
        let units = stock.map { $0[t] }
        let space = core.problem.types[t].space
        let most = core.problem.types[t].mostUnits
        let open = (0..<core.depots).filter { isOpen[$0] }
        let room = open.filter { units[$0] < most && used($0) + space <= core.problem.depots[$0].space }
        var best = typeCost[t] - 1e-7 * (1 + abs(typeCost[t]))
        var bestUnits: [Int]?
        func changed(_ from: Int?, _ to: Int?) -> [Int] {
            var next = units
            if let from { next[from] -= 1 }
            if let to { next[to] += 1 }
            return next
        }
        func tryAll(_ trials: [[Int]]) {
            for trial in trials {
                let value = price(t, trial)
                if value < best {
                    best = value
                    bestUnits = trial
                }
            }
        }
        // Additions first: while units are missing they help most, and moves are many.
        tryAll(room.map { changed(nil, $0) })
        if bestUnits == nil { tryAll(open.filter { units[$0] > 0 }.map { changed($0, nil) }) }
        if bestUnits == nil {
            for from in open where units[from] > 0 { tryAll(room.filter { $0 != from }.map { changed(from, $0) }) }
        }
        guard let bestUnits else { return false }
        for d in 0..<core.depots { stock[d][t] = bestUnits[d] }
        cost += best - typeCost[t]
        typeCost[t] = best
        return true
    }
}
