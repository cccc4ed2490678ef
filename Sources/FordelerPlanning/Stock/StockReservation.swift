import FordelerModel

/// The pieces kept for one order: all at one depot, all there from one instant on.
public struct StockReservation: Hashable, Sendable {
    /// Where they stand.
    public var depot: String
    /// From when a trip may leave with them; `nil` is at once.
    public var available: CivilInstant?
    /// Pieces by item.
    public var pieces: [String: Int]

    /// What the order waits for, as people are told.
    func sentence(_ problem: PlanningProblem) -> String {
        let goods = StockBook.list(pieces, of: problem)
        let place = StockBook.name(ofDepot: depot, of: problem)
        guard let available else { return "\(goods) kept at \(place)." }
        return "\(goods) kept at \(place), ready to leave on \(OutcomeReasons.day(available.date)), after it is due."
    }
}
