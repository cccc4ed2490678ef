import FordelerModel
import FordelerStatistics

/// Draws the orders of the Drammen day.
struct DrammenOrders {
    private var random: RandomStream
    private var usedPoints: Set<Int> = []
    private var addressCount = 0
    private var sharedAddresses: [DrammenOrder] = []
    private let key = PriorityKey(version: "calendar only", rules: [:])

    init(seed: UInt64) { random = RandomStream(seed: seed, named: "drammen-day") }

    /// New orders first, then the queue, each in the order of registration of its group.
    mutating func orders(new: Int, backlog: Int) -> [DrammenOrder] {
        let fresh = (0..<new).map { index in
            let kind = DrammenOrders.kind(ofNew: index, count: new)
            return newOrder(kind, rank: index, count: new)
        }
        let queue = (0..<backlog).map { index in queuedOrder(rank: index, count: backlog) }
        var rows = fresh.sorted(by: DrammenOrders.isEarlier) + queue.sorted(by: DrammenOrders.isEarlier)
        for index in rows.indices {
            let isNew = index < new
            rows[index].id = (isNew ? "N" : "B") + DrammenOrders.padded(isNew ? index + 1 : index - new + 1)
        }
        return rows
    }

    private static func isEarlier(_ a: DrammenOrder, _ b: DrammenOrder) -> Bool {
        // Points are unique or shared inside one address, so the tie-break makes the order of rows total in practice.
        (a.registered, a.latitude, a.longitude, a.kind.rawValue)
            < (b.registered, b.latitude, b.longitude, b.kind.rawValue)
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// 35 of 72 deliver, 20 collect and 17 repair, evenly mixed.
    private static func kind(ofNew index: Int, count: Int) -> OrderKind {
        let place = (index * 72 / max(1, count) * 5 + index / 72) % 72
        return place < 35 ? .delivery : place < 55 ? .collection : .repair
    }

    // MARK: Classes and clocks

    /// Five acute, fourteen of class 1, twenty-seven of class 2, the rest of class 3, of 72.
    private mutating func newOrder(_ kind: OrderKind, rank: Int, count: Int) -> DrammenOrder {
        let place = (rank * 72 / max(1, count) * 29 + 11) % 72
        var priority: PriorityClass = place < 5 ? .acute : place < 19 ? .one : place < 46 ? .two : .three
        // Nobody fetches goods back within days.
        if kind == .collection, priority <= .one { priority = .two }
        if kind == .delivery, priority == .three, rank % 3 == 0 { priority = .one }
        let clock = CivilInstant(date: DrammenDay.date.adding(days: -1), secondOfDay: officeSecond())
        return finished(kind, priority, clock: clock, leadDays: 0)
    }

    /// The queue: three acute and about fifty of class 1 among 650, the rest shared between classes 2 and 3.
    private mutating func queuedOrder(rank: Int, count: Int) -> DrammenOrder {
        let place = rank * 650 / max(1, count)
        let priority: PriorityClass =
            place % 200 == 7 ? .acute : place % 14 == 5 ? .one : place % 2 == 0 ? .two : .three
        let kind = kind(queued: priority)
        let clock = clock(queued: priority, place: place)
        let isBringing = kind == .delivery || kind == .exchange
        return finished(kind, priority, clock: clock, leadDays: isBringing ? draw(0, 18) : 0)
    }

    private mutating func kind(queued priority: PriorityClass) -> OrderKind {
        let share = draw(0, 99)
        switch priority {
        case .acute, .one: return share < 68 ? .delivery : share < 90 ? .repair : .exchange
        case .two: return share < 46 ? .delivery : share < 68 ? .collection : share < 94 ? .repair : .exchange
        case .three: return share < 38 ? .delivery : share < 82 ? .collection : share < 97 ? .repair : .exchange
        }
    }

    /// The clock of a queued order, so that due instants spread over the horizon and some have passed.
    private mutating func clock(queued priority: PriorityClass, place: Int) -> CivilInstant {
        let age: Int
        switch priority {
        case .acute:
            // Sunday afternoon: due on Tuesday afternoon, the first day of the plan.
            return CivilInstant(date: DrammenDay.date.adding(days: -2), secondOfDay: 46_800 + 60 * draw(0, 150))
        case .one:
            // Thursday to Monday: home services register at weekends and on the public holiday too. Every ninth is older
            // and already overdue.
            age = place / 14 % 9 == 4 ? draw(6, 9) : draw(1, 5)
            return CivilInstant(date: DrammenDay.date.adding(days: -age), secondOfDay: officeSecond())
        case .two: age = draw(0, 99) < 13 ? draw(15, 22) : draw(1, 14)
        case .three:
            let share = draw(0, 99)
            age = share < 9 ? draw(91, 104) : share < 80 ? draw(76, 90) : draw(3, 75)
        }
        var date = DrammenDay.date.adding(days: -age)
        while !key.isServiceDay(date) { date = date.adding(days: -1) }
        return CivilInstant(date: date, secondOfDay: officeSecond())
    }

    /// The desk is open from 08:00 to 15:30.
    private mutating func officeSecond() -> Int { 28_800 + 60 * draw(0, 450) }

    // MARK: One order

    private mutating func finished(
        _ kind: OrderKind, _ priority: PriorityClass, clock: CivilInstant, leadDays: Int
    ) -> DrammenOrder {
        var order = DrammenOrder()
        order.kind = kind
        order.priority = priority
        order.registered = CivilInstant(date: clock.date.adding(days: -leadDays), secondOfDay: clock.secondOfDay)
        let isUrgent = priority <= .one
        switch kind {
        case .collection: order.collect = wish(DrammenWish.collections)
        case .repair: order.repair = wish(DrammenWish.repairs)
        case .exchange:
            order.deliver = wish(DrammenWish.exchanges)
            order.collect = order.deliver
        default: order.deliver = wish(isUrgent ? DrammenWish.urgentDeliveries : DrammenWish.deliveries)
        }
        if kind == .repair || kind == .exchange { order.skills = "technician" }
        if !order.deliver.isEmpty { order.ready = clock }
        // A bed that stays where it is takes one technician.
        if order.repair.hasPrefix("bed") { order.persons = "1" }
        if leadDays > 3 { order.owner = "nav" }
        order.setBy = priority == .acute ? "felles-mottak" : ["therapist", "home-services", "allocation"][draw(0, 2)]
        settle(&order)
        order.hasStairs = draw(0, 99) < 9
        order.hasInfection = draw(0, 99) < 2
        if isUrgent { hurry(&order) } else { restrict(&order) }
        return order
    }

    private mutating func wish(_ wishes: [DrammenWish]) -> String {
        var mark = draw(0, wishes.reduce(0) { $0 + $1.weight } - 1)
        for wish in wishes {
            if mark < wish.weight { return wish.items }
            mark -= wish.weight
        }
        return wishes[0].items
    }

    /// A point of its own near the postcode's, or now and then an address that an earlier order has.
    private mutating func settle(_ order: inout DrammenOrder) {
        if draw(0, 99) < 5, let neighbour = sharedAddresses.last, draw(0, 99) < 70 {
            copyPlace(of: neighbour, to: &order)
            return
        }
        let total = DrammenPostcodes.areas.reduce(0) { $0 + $1.weight }
        var mark = draw(0, total - 1)
        var area = DrammenPostcodes.areas[0]
        for candidate in DrammenPostcodes.areas {
            area = candidate
            if mark < candidate.weight { break }
            mark -= candidate.weight
        }
        var point = 0
        repeat {
            // Two draws make a triangle around the postcode's point: most people live near it, nobody beyond about 600 m.
            order.latitude = area.latitude + (draw(-270, 270) + draw(-270, 270))
            order.longitude = area.longitude + (draw(-530, 530) + draw(-530, 530))
            point = order.latitude * 10_000_000 + order.longitude
        } while !usedPoints.insert(point).inserted
        order.postcode = area.postcode
        order.place = area.place
        if draw(0, 99) < 6 {
            addressCount += 1
            order.address = "house-\(addressCount)"
            sharedAddresses.append(order)
        }
    }

    private func copyPlace(of other: DrammenOrder, to order: inout DrammenOrder) {
        order.latitude = other.latitude
        order.longitude = other.longitude
        order.postcode = other.postcode
        order.place = other.place
        order.address = other.address
    }

    /// What urgent orders carry: a discharge date now and then, and mild windows only.
    private mutating func hurry(_ order: inout DrammenOrder) {
        let share = draw(0, 99)
        if share < 12 { order.windows = "08:00-14:30" }
        if order.priority == .one, order.kind == .delivery, share >= 70 {
            order.neededBy = CivilInstant(date: DrammenDay.date.adding(days: draw(1, 3)), secondOfDay: 50_400)
        }
    }

    /// What other orders carry: windows, blocked days, holds, items that are not ready, allowances.
    private mutating func restrict(_ order: inout DrammenOrder) {
        let share = draw(0, 99)
        switch share {
        case 0..<5: order.windows = "09:00-11:30"
        case 5..<9: order.windows = "12:00-15:00"
        case 9..<12: order.windows = "08:30-10:30+13:00-14:30"
        case 12..<15: order.windows = "tue/thu 09:00-14:00+mon/wed/fri 12:00-15:00"
        case 15..<19:
            let day = DrammenDay.date.adding(days: draw(0, 8))
            order.blockedDates = day.iso + "+" + day.adding(days: 1).iso
        case 19: hold(&order)
        case 20..<22 where !order.deliver.isEmpty:
            order.ready = nil
            if draw(0, 2) > 0 {
                order.expectedReady = CivilInstant(date: DrammenDay.date.adding(days: draw(1, 8)), secondOfDay: 28_800)
            }
        case 22 where order.priority == .three:
            order.overrideClass = PriorityClass.two.word
            order.overrideRole = "allocation"
            order.overrideReason = "relatives can no longer lift"
        default: break
        }
    }

    private mutating func hold(_ order: inout DrammenOrder) {
        if order.kind == .repair {
            order.holdReason = "missing-part"
        } else {
            order.holdReason = "training"
            order.holdUntil = CivilInstant(date: DrammenDay.date.adding(days: draw(2, 12)), secondOfDay: 28_800)
        }
    }

    /// A whole number from `low` to `high`, ends included; takes one draw.
    private mutating func draw(_ low: Int, _ high: Int) -> Int {
        low + Int(random.next() % UInt64(high - low + 1))
    }
}
