/// What a dispatcher has fixed about an order; `nil` leaves that part free.
///
/// A plan that cannot keep a lock leaves the order out, and the checker reports it.
public struct OrderLock: Hashable, Sendable, Codable {
    /// The van that comes.
    public var van: String?
    /// The date it comes on.
    public var date: CivilDate?
    /// The second van, where two vans meet at the door.
    public var helper: String?
    /// When service starts, in seconds after midnight.
    public var startSecond: Int?

    /// Makes a lock.
    public init(van: String? = nil, date: CivilDate? = nil, helper: String? = nil, startSecond: Int? = nil) {
        self.van = van
        self.helper = helper
        self.date = date
        self.startSecond = startSecond
    }
}
