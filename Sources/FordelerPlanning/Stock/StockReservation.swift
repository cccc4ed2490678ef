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
    func wording(_ problem: PlanningProblem) -> ReasonWording {
        let goods = StockBook.list(pieces, of: problem)
        let place = StockBook.name(ofDepot: depot, of: problem)
        guard let available else {
            return ReasonWording(
                "\(goods.english) kept at \(place).", "\(goods.norwegian) holdes av på \(place).",
                "\(goods.swedish) hålls på \(place).")
        }
        let day = ReasonWording.day(available.date)
        return ReasonWording(
            "\(goods.english) kept at \(place), ready to leave on \(day.english), after it is due.",
            "\(goods.norwegian) holdes av på \(place), klare \(day.norwegian), etter fristen.",
            "\(goods.swedish) hålls på \(place), klara \(day.swedish), efter fristen.")
    }
}
