import FordelerRoutingProblem

/// The order of visits inside a trip, by the van's compartments, as ranks of the engine's automaton.
///
/// One space: clean goods never lie beside returned ones, so every delivery comes before the first collection, an
/// exchange is the last delivery and the first collection, and a repair comes anywhere. A bulkhead lifts this.
/// In both, a visit with known infection is followed only by other such visits.
enum SequenceRules {
    /// Scheme of vans with one space, and of vans with a bulkhead.
    static let singleSpace = 0
    static let split = 1

    /// The ranks of a visit, one a scheme.
    ///
    /// In one space an infected delivery is the trip's last delivery: it must find no returned goods (before 0) and
    /// lets only infected collections and repairs follow (after 2).
    static func ranks(brings: Bool, takes: Bool, infection: Bool) -> [SequenceRank] {
        if infection {
            return [SequenceRank(before: brings ? 0 : 2, after: 2), SequenceRank(before: 2, after: 2)]
        }
        return [SequenceRank(before: brings ? 0 : 1, after: takes ? 1 : 0), SequenceRank(before: 1, after: 0)]
    }
}
