import FordelerModel

/// Best known amounts of the aims of the priority-day set, aims in lexicographic order.
public enum PriorityDayBest {
    /// Found by long runs for the large files, proven by ``ExactPlan`` for the tiny ones.
    public static let values: [String: [Int]] = [:]

    /// How far a plan is from the best known one: cost above the best cost as a share of it where all other aims are
    /// the same; 1 where an earlier aim is worse, -1 where it is better; `nil` when no best is known.
    public static func gap(_ name: String, _ aims: [Int]) -> Double? {
        guard let best = values[name], best.count == aims.count, let last = best.last, let cost = aims.last else {
            return nil
        }
        for (ours, theirs) in zip(aims.dropLast(), best.dropLast()) where ours != theirs {
            return ours > theirs ? 1 : -1
        }
        return Double(cost - last) / Double(max(1, last))
    }
}
