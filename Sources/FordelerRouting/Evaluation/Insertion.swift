/// The best place found for a job in one route.
struct Insertion: BitwiseCopyable {
    /// Added scalar cost; infinite when there is no place.
    var cost: Double
    /// Position after which the (first) visit goes.
    var position: Int32
    /// Shipments: position in the old route after which the delivery goes (equal to `position`: right behind).
    var second: Int32
    /// A new trip: the vehicle's reload depot with this index goes before (`reloadSide` 1) or after (2) the visit.
    var reloadIndex: Int32
    var reloadSide: Int32

    static let none = Insertion(cost: .infinity, position: 0, second: 0, reloadIndex: 0, reloadSide: 0)
}
