/// Pieces of one item at one depot, clean and whole, from an instant on.
///
/// Pieces on the bench or on their way are rows of their own with the instant at which they become available: a
/// returned piece counts once its reconditioning is done. An item with at least one row anywhere is counted: orders
/// take its pieces from a depot that has them. Items without rows are not counted.
public struct ShelfStock: Hashable, Sendable, Codable {
    /// Why pieces are where they are.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// On the shelf.
        case ready
        /// Returned, being inspected, cleaned or mended.
        case reconditioning
        /// Bought or sent, not yet here.
        case ordered
    }

    /// The depot.
    public var depot: String
    /// The item.
    public var item: String
    /// Pieces, 0 or more.
    public var pieces: Int
    /// From when a trip may leave with them; `nil` is at once.
    public var available: CivilInstant?
    /// Why they are not available earlier.
    public var state: State

    /// Makes a row.
    public init(depot: String, item: String, pieces: Int, available: CivilInstant? = nil, state: State = .ready) {
        self.depot = depot
        self.item = item
        self.pieces = pieces
        self.available = available
        self.state = state
    }
}

extension PlanningProblem {
    /// Items whose pieces are counted.
    public var countedItems: Set<String> { Set(stock.map(\.item)) }
}
