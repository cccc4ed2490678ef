import FordelerFormats
import FordelerModel
import FordelerPlanning

/// A scenario planned twice: with somebody or something away, and as it is.
///
/// The scenario as it is also starts from the other plan, which stands there too, so that less staff never looks
/// better because a search ended early. A price on uneven work is the exception: a van that stands idle makes work
/// uneven, and counts in the last aim.
public struct StaffingComparison: Sendable {
    /// The plan without what is away.
    public let poorer: PlannedDay
    /// The plan of the scenario as it is.
    public let fuller: PlannedDay
    /// From the fuller plan to the poorer one: what the absence does.
    public let difference: PlanDifference

    /// Plans both; each search has the whole step limit, and half of a time limit.
    ///
    /// - Parameters:
    ///   - poorer: the scenario without what is away.
    ///   - fuller: the scenario as it is, with the same orders.
    ///   - start: a plan that both start from.
    /// - Throws: `InputErrors` with every defect that keeps a scenario from being planned.
    public init(
        _ poorer: PlanningProblem, against fuller: PlanningProblem, options: RunOptions, start: Plan? = nil,
        language: MessageLanguage = .norwegian
    ) throws {
        var part = options
        part.timeLimit = options.timeLimit.map { $0 / 2 }
        self.poorer = try PlannedDay(poorer, options: part, start: start, language: language)
        self.fuller = try PlannedDay(fuller, options: part, start: self.poorer.plan, language: language)
        difference = PlanDifference(from: self.fuller.plan, to: self.poorer.plan)
    }

    /// Whether the fuller plan is no worse, aim by aim in their order.
    public var isMonotone: Bool {
        !poorer.plan.aims.map(\.amount).lexicographicallyPrecedes(fuller.plan.aims.map(\.amount))
    }
}
