/// Decisions that follow from a bound: what would lift it above the cutoff is left out.
extension LadderBound {
    /// Narrows a domain by the net prices of the last run; returns how many choices went.
    ///
    /// A depot's price with s units of a type comes from the cheapest units of the types before and after it within
    /// the room that s units leave: two tables of O(types · room · units) per depot.
    func tighten(_ domain: inout LadderDomain, cutoff: Double) -> Int {
        var removed = 0
        for d in 0..<core.depots where domain.depots[d] != .closed {
            let isFree = domain.depots[d] == .free
            let isIn = chosen[d]
            if isFree && !isIn && bound + net[d] > cutoff {
                domain.depots[d] = .closed
                removed += 1
                continue
            }
            // Bound without this depot's part, and bound with the depot closed.
            let rest = isIn ? bound - net[d] : bound
            if isFree && isIn && rest > cutoff {
                domain.depots[d] = .open
                removed += 1
            }
            removed += tightenUnits(d, rest, &domain, cutoff)
        }
        return removed
    }

    private func tightenUnits(_ d: Int, _ rest: Double, _ domain: inout LadderDomain, _ cutoff: Double) -> Int {
        let types = core.types
        let width = room[d] + 1
        let before = tables(d, Array(0..<types))
        let after = tables(d, Array((0..<types).reversed()))
        var removed = 0
        for t in 0..<types {
            let slot = domain.slot(d, t)
            for s in 0..<core.carried[t].count where domain.allowed[slot + s] != 0 {
                // Zero units are also what a closed depot holds.
                if s == 0 && domain.depots[d] == .free && rest <= cutoff { continue }
                var least = Double.infinity
                let taken = s * size[t]
                if taken < width {
                    for r in 0..<width - taken {
                        least = min(
                            least, before[t * width + r] + after[(types - 1 - t) * width + width - 1 - taken - r])
                    }
                }
                if rest + core.problem.depots[d].fixedCost + unitPrice[slot + s] + least > cutoff {
                    domain.allowed[slot + s] = 0
                    removed += 1
                }
            }
        }
        return removed
    }

    /// Cheapest price of the first 0, 1, … types of an order within each room, `types * width + room`.
    private func tables(_ d: Int, _ order: [Int]) -> [Double] {
        let width = room[d] + 1
        var table = [Double](repeating: 0, count: (order.count + 1) * width)
        for (i, t) in order.enumerated() {
            let slot = (d * core.types + t) * levels
            for r in 0..<width {
                var value = Double.infinity
                for s in 0..<core.carried[t].count where s * size[t] <= r {
                    value = min(value, table[i * width + r - s * size[t]] + unitPrice[slot + s])
                }
                table[(i + 1) * width + r] = value
            }
        }
        return table
    }
}
