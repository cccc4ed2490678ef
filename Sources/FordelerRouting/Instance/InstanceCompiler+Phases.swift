import FordelerRoutingProblem

extension InstanceCompiler {
    /// A rule "these visits come after those" (backhauls after linehauls) said by arcs too long to be worth driving.
    ///
    /// Where every trip has two phases and goods are brought in one and taken in the other, no gap needs a test of its
    /// own: a forbidden order costs more than leaving a job out, and each direction's load is judged by one sum. Such
    /// problems are searched as fast as those with capacities alone (``InsertionScan/Lane/distance``).
    struct Phases {
        /// Length of an arc that may not be driven.
        var barrier: Int32
        /// Whether each visit belongs to the second phase.
        var isSecond: [Bool]
        /// Deliveries and pickups are loads of their own: `dimensions` of each.
        var splitsLoads: Bool
    }

    /// The phases of a problem where time does not matter, or `nil` where arcs cannot say all that ranks and loads do.
    func phases(scale: Double) -> Phases? {
        guard let first = problem.vehicles.first, !visits.isEmpty, !hasClock, !needsRouteWalk else { return nil }
        guard
            problem.vehicles.allSatisfy({
                $0.rankScheme == first.rankScheme && $0.lockedPrefix.isEmpty && $0.costPerDistance > 0
                    && ($0.maxTrips == 1 || $0.reloadDepots.isEmpty)
            })
        else { return nil }
        // Two kinds of visits, and only "second before first" is forbidden.
        var kinds: [SequenceRank] = []
        var kindOf: [Int] = []
        for entry in visits {
            guard entry.role == .single else { return nil }
            let rank =
                entry.visit.ranks.indices.contains(first.rankScheme)
                ? entry.visit.ranks[first.rankScheme] : SequenceRank(before: 15, after: 0)
            let known = kinds.firstIndex { $0.before == rank.before && $0.after == rank.after }
            kindOf.append(known ?? kinds.count)
            if known == nil { kinds.append(rank) }
            if kinds.count > 2 { return nil }
        }
        guard kinds.count == 2 else { return nil }
        let second = kinds[0].after > kinds[1].before ? 0 : 1
        let (late, early) = (kinds[second], kinds[1 - second])
        guard late.after > early.before, early.after <= late.before, late.after <= late.before,
            early.after <= early.before, early.before >= 0, late.before >= 0
        else { return nil }
        let isSecond = kindOf.map { $0 == second }
        let splits = !hasSimpleLoads
        if splits {
            for (index, entry) in visits.enumerated() {
                guard case .visit(_, let delivery, let pickup) = problem.jobs[entry.job].work else { return nil }
                if (isSecond[index] ? delivery : pickup).contains(where: { $0 > 0 }) { return nil }
            }
        }
        // An arc that is not worth it for any job, and four of which still add up.
        let barrier: Int32 = .max / 8
        var longest: Int32 = 0
        for profile in problem.profiles {
            for distance in profile.distances where distance < TravelMatrix.unreachable {
                longest = max(longest, distance)
            }
        }
        let price =
            Double(problem.vehicles.lazy.map(\.costPerDistance).min() ?? 0) * problem.aims[problem.costAim].weight
        let dearest = problem.jobs.lazy.map { $0.unassignedCosts.map(scalar) ?? 0 }.max() ?? 0
        guard longest < barrier / 8, Double(barrier) * price > 50 * max(dearest, mandatoryScalar(scale: scale)) else {
            return nil
        }
        return Phases(barrier: barrier, isSecond: isSecond, splitsLoads: splits)
    }

    /// Deliveries first, then pickups, as loads of their own.
    func splitLoads() -> (atStart: [Int32], change: [Int32]) {
        let d = problem.dimensions
        var atStart = [Int32](repeating: 0, count: nodeCount * 2 * d)
        var change = atStart
        for (node, entry) in visits.enumerated() {
            guard case .visit(_, let delivery, let pickup) = problem.jobs[entry.job].work else { continue }
            for k in 0..<d {
                atStart[node * 2 * d + k] = Int32(delivery[k])
                change[node * 2 * d + k] = -Int32(delivery[k])
                change[node * 2 * d + d + k] = Int32(pickup[k])
            }
        }
        return (atStart, change)
    }

    /// Whether travel between visits of one phase is the same both ways.
    func isSymmetric(_ arcs: [Arc], within phases: Phases?) -> Bool {
        guard let phases else { return false }
        let n = nodeCount
        for table in problem.profiles.indices {
            for from in visits.indices {
                for to in 0..<from where phases.isSecond[from] == phases.isSecond[to] {
                    let (a, b) = (arcs[table * n * n + from * n + to], arcs[table * n * n + to * n + from])
                    if a.distance != b.distance { return false }
                }
            }
        }
        return true
    }
}
