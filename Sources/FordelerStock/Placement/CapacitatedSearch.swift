/// Plans for capacitated placement: the Lagrangian's own choice repaired, then additions, removals and exchanges of
/// sites judged by exact transport plans.
struct CapacitatedSearch {
    private let problem: SiteSelection

    init(_ problem: SiteSelection) { self.problem = problem }

    /// A first plan: sites by rising price per capacity until the demand fits, then those that save most.
    func plan(lagrangian: inout LagrangianBound, deadline: Deadline) -> [Int]? {
        var open = (0..<problem.sites).filter { problem.isOpen[$0] }
        for district in problem.districts where !district.contains(where: open.contains) {
            if let best = district.filter({ !problem.isClosed[$0] }).min(by: {
                (problem.fixed[$0], $0) < (problem.fixed[$1], $1)
            }) {
                open.append(best)
            }
        }
        // The uncapacitated plan is a good core.
        var search = SiteSearch(problem)
        search.start(from: open)
        search.construct()
        search.improve(shouldStop: { deadline.isOver })
        open = Array(Set(open).union(search.open)).sorted()
        let rest = (0..<problem.sites).filter {
            !open.contains($0) && !problem.isClosed[$0] && problem.capacity[$0] > 0
        }
        .sorted { (problem.fixed[$0] / problem.capacity[$0], $0) < (problem.fixed[$1] / problem.capacity[$1], $1) }
        var next = rest.makeIterator()
        while problem.objective(of: open) >= problem.penalty {
            guard open.count < problem.count.upperBound, let site = next.next() else { break }
            open.append(site)
        }
        guard problem.objective(of: open) < problem.penalty, problem.allows(open) else { return nil }
        return open.sorted()
    }

    /// Improves a plan until no examined move helps; looks at sites the bound has left open, nearest in price first.
    func improve(_ start: [Int], _ lagrangian: LagrangianBound, _ deadline: Deadline) -> [Int]? {
        var open = start
        var best = problem.objective(of: open)
        guard best < problem.penalty else { return nil }
        var improved = true
        while improved && !deadline.isOver {
            improved = false
            let inside = open.filter { !problem.isOpen[$0] }
            let outside = (0..<problem.sites).filter { !open.contains($0) && !lagrangian.isClosed[$0] }
                .sorted { (lagrangian.frequency[$1], $0) < (lagrangian.frequency[$0], $1) }.prefix(40)
            var moves: [[Int]] = inside.map { out in open.filter { $0 != out } } + outside.map { open + [$0] }
            for out in inside { moves += outside.map { entering in open.filter { $0 != out } + [entering] } }
            for move in moves {
                if deadline.isOver { break }
                let sorted = move.sorted()
                guard problem.allows(sorted) else { continue }
                let objective = problem.objective(of: sorted)
                if objective < best - 1e-7 * abs(best) {
                    best = objective
                    open = sorted
                    improved = true
                    break
                }
            }
        }
        return open
    }
}
