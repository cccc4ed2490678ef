/// Prices of wishes: a plan may break them and pays for it in the soft part of its cost.
public struct SoftPrices: Hashable, Sendable, Codable {
    /// Øre for a visit by a crew without any of the persons the citizen knows.
    public var unfamiliarCrew: Int
    /// Øre for a visit outside the areas of a van that has areas.
    public var foreignArea: Int
    /// Øre for each hour that a van works over its share of the horizon's work; shares go by shift seconds.
    public var imbalancePerHour: Int

    /// Makes prices; each is 0 by default.
    public init(unfamiliarCrew: Int = 0, foreignArea: Int = 0, imbalancePerHour: Int = 0) {
        self.unfamiliarCrew = unfamiliarCrew
        self.foreignArea = foreignArea
        self.imbalancePerHour = imbalancePerHour
    }
}

/// A fixed round: the weekdays on which an area is served.
public struct WeekdayRound: Hashable, Sendable, Codable {
    /// The area.
    public var area: String
    /// The days of the round, at least one.
    public var weekdays: Set<Weekday>
    /// Vans that drive the round; empty means any.
    public var vans: Set<String>
    /// Øre for a visit off the round; `nil` forbids it.
    public var priceOff: Int?
    /// Classes that are served on any day, by any van, without a price.
    public var freeClasses: Set<PriorityClass>

    /// Makes a round; acute orders are free of it by default.
    public init(
        area: String, weekdays: Set<Weekday>, vans: Set<String> = [], priceOff: Int? = nil,
        freeClasses: Set<PriorityClass> = [.acute]
    ) {
        self.area = area
        self.weekdays = weekdays
        self.vans = vans
        self.priceOff = priceOff
        self.freeClasses = freeClasses
    }

    /// Whether a van on a weekday is on the round.
    public func covers(van: String, weekday: Weekday) -> Bool {
        weekdays.contains(weekday) && (vans.isEmpty || vans.contains(van))
    }
}
