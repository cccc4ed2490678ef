/// What is decided in a part of the search: depots open or closed, and the units each depot may still hold.
struct LadderDomain {
    /// Whether a depot is decided.
    enum Decision: UInt8 { case free, open, closed }

    /// Numbers of units told apart: the largest `mostUnits` and one more.
    let levels: Int
    let types: Int
    /// Decision of each depot.
    var depots: [Decision]
    /// Whether a depot may hold s units of a type, `(depot * types + type) * levels + s`; 1 is yes.
    var allowed: [UInt8]

    /// Everything that the problem allows, each unit number that does not fit into the room alone left out.
    init(_ core: LadderCore) {
        levels = (core.problem.types.map(\.mostUnits).max() ?? 0) + 1
        types = core.types
        depots = [Decision](repeating: .free, count: core.depots)
        allowed = [UInt8](repeating: 0, count: core.depots * core.types * levels)
        for (d, depot) in core.problem.depots.enumerated() {
            for (t, type) in core.problem.types.enumerated() {
                for s in 0...type.mostUnits where s * type.space <= depot.space { allowed[slot(d, t) + s] = 1 }
            }
        }
    }

    /// Where the unit numbers of a depot and a type begin in ``allowed``.
    func slot(_ depot: Int, _ type: Int) -> Int { (depot * types + type) * levels }

    /// Numbers of units still allowed.
    func choices(_ depot: Int, _ type: Int) -> [Int] {
        let base = slot(depot, type)
        return (0..<levels).filter { allowed[base + $0] != 0 }
    }

    /// The units of every depot when nothing is left to decide; `nil` before that.
    var decidedStock: [[Int]]? {
        var stock = [[Int]](repeating: [Int](repeating: 0, count: types), count: depots.count)
        for d in depots.indices {
            if depots[d] == .closed { continue }
            if depots[d] == .free { return nil }
            for t in 0..<types {
                let left = choices(d, t)
                guard left.count == 1 else { return nil }
                stock[d][t] = left[0]
            }
        }
        return stock
    }

    /// Whether some open depot may hold no number of units of a type at all.
    var isEmpty: Bool {
        depots.indices.contains { d in
            depots[d] == .open && (0..<types).contains { choices(d, $0).isEmpty }
        }
    }
}

/// A decision to branch on: a depot open or closed, or a depot's units of a type above a number or not.
enum LadderBranch {
    case depot(Int)
    case units(depot: Int, type: Int, most: Int)

    /// The part of a domain on one side: open or more units first.
    func narrowed(_ domain: LadderDomain, upper: Bool) -> LadderDomain {
        var part = domain
        switch self {
        case .depot(let d):
            part.depots[d] = upper ? .open : .closed
        case .units(let d, let t, let most):
            let base = part.slot(d, t)
            for s in 0..<part.levels where (s > most) != upper { part.allowed[base + s] = 0 }
            if upper { part.depots[d] = .open }
        }
        return part
    }
}
