import FordelerModel

/// One single change of the data that lets a van-day take an order, as small as it can be.
public struct VanDayChange: Hashable, Sendable, Codable {
    /// What is changed.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// Minutes of overtime more.
        case overtime
        /// Minutes by which each window opens earlier and closes later.
        case widerWindow = "wider_window"
        /// Minutes by which the order is due later.
        case laterDue = "later_due"
        /// A second person on board.
        case secondPerson = "second_person"
        /// Skills of the crew (`names`).
        case skill
        /// Equipment of the van (`names`).
        case vanFeature = "van_feature"
        /// Items ready (and a hold ended) by `instant`; `amount` is minutes earlier.
        case readyEarlier = "ready_earlier"
        /// The pieces in stock at the depot in `names`, where the van starts.
        case stock
        /// Somebody may come on the van-day's date.
        case date
        /// The area's fixed round lets the visit pass.
        case offRound = "off_round"
        /// One more trip.
        case furtherTrip = "further_trip"
        /// One more stop.
        case furtherStop = "further_stop"
        /// A bulkhead between clean and returned goods.
        case bulkhead
        /// Load space larger by `amount` per cent.
        case loadSpace = "load_space"
    }
    /// What is changed.
    public var change: Change
    /// The order, and the van that could then take it.
    public var order: String, van: String
    /// The date of the van's shift.
    public var date: CivilDate
    /// How much: minutes, per cent or pieces, by the change.
    public var amount: Int
    /// Skills, equipment or the depot.
    public var names: [String]
    /// The instant that the change sets (later due, ready earlier).
    public var instant: CivilInstant?

    /// Makes a relaxation.
    public init(
        _ change: Change, order: String, van: String, date: CivilDate, amount: Int = 1, names: [String] = [],
        instant: CivilInstant? = nil
    ) {
        self.change = change
        self.order = order
        self.van = van
        self.date = date
        self.amount = amount
        self.names = names
        self.instant = instant
    }

    /// How much the change asks of people, in minutes of overtime that weigh the same: the order in which changes of
    /// different kinds count as small.
    public var burden: Int {
        switch change {
        case .overtime, .widerWindow, .laterDue, .readyEarlier: amount
        case .furtherStop: 120
        case .offRound: 200
        case .furtherTrip: 240
        case .stock: 300
        case .secondPerson: 480
        case .skill: 600
        case .date: 700
        case .vanFeature: 900
        case .loadSpace: 900 + amount
        case .bulkhead: 1000
        }
    }

    /// The problem with this one change made, so that anybody can try it.
    public func applied(to problem: PlanningProblem) -> PlanningProblem {
        var changed = problem
        for index in changed.orders.indices where changed.orders[index].id == order {
            applyToOrder(&changed.orders[index], problem)
        }
        for index in changed.shifts.indices where changed.shifts[index].van == van && changed.shifts[index].date == date
        {
            switch change {
            case .overtime: changed.shifts[index].overtimeSeconds += amount * 60
            case .secondPerson: changed.shifts[index].crew = 2
            case .skill: changed.shifts[index].skills.formUnion(names)
            default: break
            }
        }
        for index in changed.vans.indices where changed.vans[index].id == van { applyToVan(&changed.vans[index]) }
        if change == .stock {
            let lines = problem.orders.first { $0.id == order }?.lines.filter { $0.direction == .deliver } ?? []
            let wanted = lines.map(\.item)
            if let depot = names.first, !problem.stock.isEmpty {
                changed.stock += lines.map { ShelfStock(depot: depot, item: $0.item, pieces: $0.quantity) }
            }
            for index in changed.depots.indices
            where names.contains(changed.depots[index].id) && !changed.depots[index].items.isEmpty {
                changed.depots[index].items.formUnion(wanted)
            }
        }
        if change == .offRound, let area = problem.orders.first(where: { $0.id == order })?.place.area {
            for index in changed.rounds.indices where changed.rounds[index].area == area {
                changed.rounds[index].priceOff = changed.rounds[index].priceOff ?? 0
            }
        }
        return changed
    }

    private func applyToOrder(_ asked: inout Order, _ problem: PlanningProblem) {
        switch change {
        case .widerWindow:
            for index in asked.windows.indices {
                asked.windows[index].fromSecond = max(0, asked.windows[index].fromSecond - amount * 60)
                asked.windows[index].toSecond = min(86_400, asked.windows[index].toSecond + amount * 60)
            }
        case .laterDue: asked.freezeDue(instant)
        case .readyEarlier:
            asked.freezeDue(DueCalendar(key: problem.key, timeZone: problem.timeZone).due(of: asked))
            if asked.ready != nil { asked.ready = instant } else { asked.expectedReady = instant }
            if let until = asked.hold?.until, let instant, until <= instant { break }
            asked.hold = nil
        case .date:
            asked.blockedDates.remove(date)
            for index in asked.windows.indices where !asked.windows[index].weekdays.isEmpty {
                asked.windows[index].weekdays.insert(date.weekday)
            }
        case .stock: asked.depot = asked.depot == nil ? nil : names.first
        default: break
        }
    }

    private func applyToVan(_ changed: inout Van) {
        switch change {
        case .vanFeature: changed.features.formUnion(names)
        case .furtherTrip:
            changed.maxTrips += 1
            changed.reloadDepots = Array(Set(changed.reloadDepots).union(names)).sorted()
        case .furtherStop: changed.maxStops = changed.maxStops.map { $0 + 1 }
        case .bulkhead:
            if case .single(let space) = changed.compartments {
                changed.compartments = .split(clean: space, dirty: space)
            }
        case .loadSpace:
            switch changed.compartments {
            case .single(let space): changed.compartments = .single(space.grown(percent: amount))
            case .split(let clean, let dirty):
                changed.compartments = .split(
                    clean: clean.grown(percent: amount), dirty: dirty.grown(percent: amount))
            }
        default: break
        }
    }
}

extension Order {
    /// Makes an instant the due instant whatever else changes; `nil` leaves the key's.
    mutating func freezeDue(_ due: CivilInstant?) {
        guard let due else { return }
        var fixed = override ?? DueOverride(role: "explanation", reason: "what-if")
        fixed.due = due
        override = fixed
    }
}

extension Load {
    fileprivate func grown(percent: Int) -> Load {
        Load(
            volumeLitres: volumeLitres * (100 + percent) / 100, weightGrams: weightGrams * (100 + percent) / 100,
            placesMilli: placesMilli * (100 + percent) / 100)
    }
}
