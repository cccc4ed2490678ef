import FordelerModel
import FordelerRoutingProblem

/// Weights of the aims in the scalar that guides moves, and the places of the aims in the tuple.
///
/// Plans are compared exactly as tuples; the weights only have to make one unit of a higher aim dearer than what
/// one change of the plan can save in the aims below it. A double holds 53 bits, so steeper weights would drown
/// the cost: a breach weighs as much as 4–16 days of tardiness in its class (by the number of orders that could
/// trade them), and a day of tardiness as much as 8 breaches of the class below.
enum AimWeights {
    /// Index of a class's count of breaches.
    static func breaches(_ priority: PriorityClass) -> Int { 2 * priority.rawValue }
    /// Index of a class's sum of tardiness.
    static func tardiness(_ priority: PriorityClass) -> Int { 2 * priority.rawValue + 1 }
    /// Index of broken promises, and of cost.
    static let promises = 8
    static let cost = 9

    /// The aims of the model with weights.
    ///
    /// - Parameters:
    ///   - counts: orders of each class in the routing problem.
    ///   - largestStep: most that one order's service can plausibly cost, in thousandths of an øre.
    static func aims(counts: [PriorityClass: Int], largestStep: Double) -> [RoutingAim] {
        var weights = [Double](repeating: 1, count: Aim.names.count)
        weights[promises] = 2 * max(1, largestStep)
        var below = 2 * weights[promises]
        for priority in PriorityClass.allCases.reversed() where priority != .acute {
            weights[tardiness(priority)] = below
            weights[breaches(priority)] = below * Double(min(16, max(4, counts[priority] ?? 0)))
            below = weights[breaches(priority)] * 8
        }
        // Acute tardiness counts by the second: each is dearer than two breaches of class 1, and an acute breach
        // dearer than ten hours of acute tardiness elsewhere.
        weights[tardiness(.acute)] = below / 4
        weights[breaches(.acute)] = weights[tardiness(.acute)] * 36_000
        return zip(Aim.names, weights).map { RoutingAim(name: $0, weight: $1) }
    }
}
