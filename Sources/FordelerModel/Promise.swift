/// The van-day and window told to a citizen.
public struct Promise: Hashable, Sendable, Codable {
    /// The order.
    public var order: String
    /// The van that was to come.
    public var van: String
    /// The date it was to come on.
    public var date: CivilDate
    /// Seconds after midnight of `date`; service starts in `fromSecond...toSecond` when the promise is kept.
    public var fromSecond: Int, toSecond: Int

    /// Makes a promise.
    public init(order: String, van: String, date: CivilDate, fromSecond: Int, toSecond: Int) {
        self.order = order
        self.van = van
        self.date = date
        self.fromSecond = fromSecond
        self.toSecond = toSecond
    }

    /// The window announced for a visit that is planned to start `startSecond` seconds after midnight: two hours around
    /// it, from a full quarter of an hour on, inside the day.
    public init(order: String, van: String, date: CivilDate, startSecond: Int) {
        let from = max(0, startSecond - 3600) / 900 * 900
        self.init(order: order, van: van, date: date, fromSecond: from, toSecond: max(from, min(86_340, from + 7200)))
    }

    /// Whether a visit by `van` on `date` that starts `startSecond` seconds after midnight keeps the promise.
    public func isKept(van: String, date: CivilDate, startSecond: Int) -> Bool {
        van == self.van && date == self.date && fromSecond <= startSecond && startSecond <= toSecond
    }
}

extension Plan {
    /// What the plan promises to everybody it serves, by date and van, in the sequence of the visits.
    public var promises: [Promise] {
        routes.flatMap { route -> [Promise] in
            let midnight = (route.date.dayNumber - date.dayNumber) * 86_400
            return route.stops.compactMap { stop -> Promise? in
                guard stop.kind == .visit, let order = stop.order else { return nil }
                return Promise(order: order, van: route.van, date: route.date, startSecond: stop.start - midnight)
            }
        }
    }
}
