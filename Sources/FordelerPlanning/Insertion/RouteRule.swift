/// The rule of a routing problem that a route, or an insertion into it, breaks first.
public enum RouteRule: String, Error, Hashable, Sendable, CaseIterable {
    /// The vehicle is not among those that may serve the job.
    case vehicleNotAllowed
    /// The vehicle lacks a skill.
    case skill
    /// A trip starts at a depot without the goods, or ends at one that does not take the returns.
    case sourceDepot, destinationDepot
    /// Goods do not fit.
    case capacity
    /// A visit comes after one that it must not follow on the same trip.
    case sequence
    /// A shipment is not taken on board and handed over on the same trip.
    case shipment
    /// Too many trips, visits, or units of distance or time.
    case trips, visits, distance, duration
    /// There is no way between two places.
    case noWay
    /// Service cannot start in a window.
    case window
    /// The route ends after the shift.
    case shiftEnd
    /// A break does not fit.
    case pause
    /// The vehicle could serve the job alone, but not beside what it does already.
    case noRoom
}
