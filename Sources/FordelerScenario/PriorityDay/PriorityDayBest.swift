import FordelerModel

/// Best known amounts of the aims of the priority-day set and the rich days, aims in lexicographic order.
public enum PriorityDayBest {
    /// Found by long runs for the large files, proven by ``ExactPlan`` for the tiny ones.
    public static let values: [String: [Int]] = [
        "p01-100": [0, 0, 0, 1, 1, 53, 14, 103, 0, 10_225_215],
        "p02-140": [0, 0, 0, 1, 1, 77, 3, 19, 0, 14_283_893],
        "p03-200": [0, 0, 0, 4, 0, 122, 27, 164, 0, 19_854_235],
        "p04-250": [0, 0, 0, 3, 1, 102, 9, 140, 0, 25_504_353],
        "p05-300": [0, 0, 0, 4, 0, 139, 2, 61, 0, 24_655_478],
        "p06-400": [0, 0, 0, 5, 3, 58, 22, 255, 0, 35_849_345],
        "p07-500": [0, 0, 0, 6, 0, 90, 11, 157, 0, 39_383_224],
        "p08-600": [0, 0, 0, 8, 3, 196, 5, 100, 0, 46_958_647],
        "p09-800": [0, 0, 0, 9, 2, 493, 60, 556, 0, 63_967_216],
        "p10-1000": [0, 0, 0, 12, 3, 422, 102, 865, 0, 79_841_719],
        "p11-1500": [0, 0, 0, 17, 5, 629, 27, 371, 0, 122_482_444],
        "p12-2000": [0, 0, 0, 24, 7, 704, 48, 655, 0, 163_177_832],
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
