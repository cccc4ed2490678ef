import FordelerModel

/// What a visit to one order takes, by the catalogue.
struct OrderDemand {
    var service = 0
    /// Seconds to load a transfer at the depot that has its goods.
    var loading = 0
    /// Volume, weight and places brought and taken.
    var brought = [0, 0, 0]
    var taken = [0, 0, 0]
    var brings = false
    var takes = false
    var broughtItems: Set<String> = []
    var persons = 1
    var skills: Set<String>
    var features: Set<String>

    init(_ order: Order, items: [String: Item], depots: [String: Depot]) {
        skills = order.skills
        features = order.vanFeatures
        for line in order.lines {
            guard let item = items[line.item] else { continue }
            features.formUnion(item.vanFeatures)
            persons = max(persons, item.persons)
            let liftLimit = order.stairs ? 15_000 : 25_000
            if item.heaviestPartGrams > liftLimit { persons = max(persons, 2) }
            switch line.direction {
            case .deliver:
                brings = true
                broughtItems.insert(item.id)
                skills.formUnion(item.skills)
                service +|= item.deliverSeconds *| line.quantity
                brought = OrderDemand.sum(brought, item.load.dimensions, times: line.quantity)
            case .collect:
                takes = true
                service +|= item.collectSeconds *| line.quantity
                taken = OrderDemand.sum(taken, item.load.dimensions, times: line.quantity)
            case .repair:
                skills.formUnion(item.skills)
                service +|= item.repairSeconds *| line.quantity
            }
        }
        if let store = order.destination.flatMap({ depots[$0] }) {
            // Between stores goods roll: the stores' own minutes, and nobody but whom the order names.
            service = store.reloadSeconds
            loading = order.serviceSeconds ?? order.depot.flatMap { depots[$0]?.reloadSeconds } ?? 0
            (skills, persons) = (order.skills, 1)
        }
        if let stated = order.serviceSeconds { service = stated }
        if let stated = order.persons { persons = stated }
    }

    static func sum(_ a: [Int], _ b: [Int], times count: Int = 1) -> [Int] { zip(a, b).map { $0 +| $1 *| count } }
    static func difference(_ a: [Int], _ b: [Int]) -> [Int] { zip(a, b).map { $0 -| $1 } }

    /// Unit of each load dimension.
    static let units = ["litres", "grams", "thousandths of a place"]
}

/// From when an order can leave a depot.
enum Availability: Equatable {
    /// From this instant, in seconds from the plan's midnight.
    case from(Int)
    /// Held without a date.
    case held
    /// Not ready, and not expected.
    case notReady

    init(_ order: Order, origin: CivilDate) {
        if let hold = order.hold, hold.until == nil {
            self = .held
        } else if let ready = order.ready ?? order.expectedReady {
            let instant = max(ready, order.hold?.until ?? ready)
            self = .from(instant.seconds(from: origin))
        } else {
            self = .notReady
        }
    }
}
