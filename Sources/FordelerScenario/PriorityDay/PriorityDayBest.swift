import FordelerModel

/// Best known amounts of the aims of the priority-day set and the rich days, aims in lexicographic order.
public enum PriorityDayBest {
    /// Found by long runs for the large files, proven by ``ExactPlan`` for the tiny ones.
    public static let values: [String: [Int]] = [
        "t1-6": [0, 0, 0, 0, 0, 3, 0, 58, 0, 500330],
        "t2-7": [0, 0, 0, 0, 0, 2, 0, 33, 0, 569787],
        "t3-8": [0, 0, 0, 0, 0, 11, 0, 51, 0, 1_519_546],
        "t4-8": [0, 0, 0, 0, 0, 0, 0, 66, 0, 540661],
        "t5-9": [0, 0, 0, 0, 0, 5, 0, 51, 0, 1_195_558],
        "t6-9": [0, 0, 0, 0, 0, 2, 0, 53, 0, 1_516_813],
        "t7-10": [0, 0, 0, 0, 0, 1, 0, 56, 0, 1_236_696],
        "t8-10": [0, 0, 0, 0, 0, 3, 0, 58, 0, 1_176_276],
    ]

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
