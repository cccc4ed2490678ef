import FordelerModel

/// Where travel times and distances come from: the one place that another source of roads replaces.
public protocol TravelProvider: Sendable {
    /// Seconds and metres between all places of a problem, numbered as ``FordelerModel/TravelTable`` says:
    /// depots first, then orders, each in the problem's order.
    ///
    /// - Throws: Whatever keeps the source from answering, for example `InputErrors` for a broken matrix file.
    func table(for problem: PlanningProblem) throws -> TravelTable
}
