/// A place where vans start, end and load: a main store or a small forward store.
public struct Depot: Hashable, Sendable, Codable {
    /// The identity used by vans, shifts and orders.
    public var id: String
    /// Name and map point.
    public var place: Place
    /// Seconds to load or unload between two trips of one shift.
    public var reloadSeconds: Int
    /// Seconds to load before the first departure of a shift.
    public var firstLoadSeconds: Int
    /// Item ids kept here; empty means every item.
    public var items: Set<String>
    /// When citizens may fetch goods here; empty means that nobody does.
    public var pickupHours: [DailyWindow]

    /// Makes a depot.
    public init(
        id: String, place: Place, reloadSeconds: Int = 1200, firstLoadSeconds: Int = 1200, items: Set<String> = [],
        pickupHours: [DailyWindow] = []
    ) {
        self.id = id
        self.place = place
        self.reloadSeconds = reloadSeconds
        self.firstLoadSeconds = firstLoadSeconds
        self.items = items
        self.pickupHours = pickupHours
    }

    /// Whether every item of `wanted` is kept here.
    public func keeps(_ wanted: some Sequence<String>) -> Bool { items.isEmpty || wanted.allSatisfy(items.contains) }
}
