import FordelerModel

/// One row of the generated `orders.csv`.
struct DrammenOrder {
    var id = ""
    var kind = OrderKind.delivery
    var priority = PriorityClass.two
    var registered = CivilInstant(date: DrammenDay.date)
    var ready: CivilInstant?
    var expectedReady: CivilInstant?
    var deliver = ""
    var collect = ""
    var repair = ""
    var latitude = 0
    var longitude = 0
    var postcode = ""
    var place = ""
    var address = ""
    var persons = ""
    var skills = ""
    var windows = ""
    var blockedDates = ""
    var hasStairs = false
    var hasInfection = false
    var neededBy: CivilInstant?
    var holdUntil: CivilInstant?
    var holdReason = ""
    var owner = "municipality"
    var setBy = ""
    var overrideClass = ""
    var overrideRole = ""
    var overrideReason = ""

    static let columns = [
        "order", "kind", "class", "registered", "ready", "expected_ready", "deliver", "collect", "repair", "latitude",
        "longitude", "postcode", "place", "address", "persons", "skills", "windows", "blocked_dates", "stairs",
        "infection",
        "needed_by", "hold_until", "hold_reason", "owner", "set_by", "override_class", "override_role",
        "override_reason",
    ]

    var cells: [String] {
        [
            id, kind.rawValue, priority.word, DrammenOrder.text(registered), DrammenOrder.text(ready),
            DrammenOrder.text(expectedReady), deliver, collect, repair, DrammenTables.degrees(latitude),
            DrammenTables.degrees(longitude), postcode, place, address, persons, skills, windows, blockedDates,
            hasStairs ? "yes" : "", hasInfection ? "yes" : "", DrammenOrder.text(neededBy),
            DrammenOrder.text(holdUntil), holdReason, owner, setBy, overrideClass, overrideRole, overrideReason,
        ]
    }

    private static func text(_ instant: CivilInstant?) -> String { instant?.iso.replacing("T", with: " ") ?? "" }
}

/// What an order asks for, with how common it is; the commonness is an assumption of ours.
struct DrammenWish {
    let items: String
    let weight: Int

    init(_ items: String, _ weight: Int) {
        self.items = items
        self.weight = weight
    }

    static let deliveries = [
        DrammenWish("bed:1+mattress:1", 7),
        DrammenWish("bed:1+mattress:1+hoist:1+commode:1", 2),
        DrammenWish("hoist:1", 6),
        DrammenWish("comfort-wheelchair:1", 6),
        DrammenWish("powered-wheelchair:1", 4),
        DrammenWish("wheelchair:1", 17),
        DrammenWish("rollator:1", 19),
        DrammenWish("commode:1+toilet-raiser:1", 15),
        DrammenWish("walking-table:1", 6),
        DrammenWish("mattress:1", 8),
        DrammenWish("ramp:1", 5),
        DrammenWish("wheelchair:1+commode:1+rollator:1", 3),
        DrammenWish("monitor:1", 4),
    ]
    static let urgentDeliveries = [
        DrammenWish("bed:1+mattress:1", 9), DrammenWish("bed:1+mattress:1+hoist:1+commode:1", 7),
        DrammenWish("hoist:1", 4), DrammenWish("comfort-wheelchair:1", 4), DrammenWish("mattress:1", 4),
        DrammenWish("wheelchair:1+commode:1", 4),
    ]
    static let collections = [
        DrammenWish("bed:1+mattress:1", 9),
        DrammenWish("bed:1+mattress:1+hoist:1+commode:1+wheelchair:1", 3),
        DrammenWish("wheelchair:1+rollator:1", 16),
        DrammenWish("powered-wheelchair:1", 6),
        DrammenWish("comfort-wheelchair:1+commode:1", 10),
        DrammenWish("hoist:1", 8),
        DrammenWish("ramp:1", 5),
        DrammenWish("rollator:2+commode:1+toilet-raiser:1", 6),
        DrammenWish("commode:1", 10),
    ]
    static let repairs = [
        DrammenWish("bed:1", 9),
        DrammenWish("powered-wheelchair:1", 5),
        DrammenWish("hoist:1", 8),
        DrammenWish("comfort-wheelchair:1", 4),
        DrammenWish("wheelchair:1", 20),
        DrammenWish("mattress:1", 6),
        DrammenWish("rollator:1", 8),
    ]
    static let exchanges = [
        DrammenWish("mattress:1", 5), DrammenWish("wheelchair:1", 5), DrammenWish("bed:1", 4),
        DrammenWish("powered-wheelchair:1", 3), DrammenWish("hoist:1", 2),
    ]
}
