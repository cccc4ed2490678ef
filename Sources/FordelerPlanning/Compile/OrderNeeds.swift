import FordelerModel

/// What one visit to an order takes: goods, minutes, people, skills and van features, by the catalogue.
public struct OrderNeeds: Hashable, Sendable {
    /// Goods brought.
    public var delivered = Load.zero
    /// Goods taken.
    public var collected = Load.zero
    /// Whether the visit brings goods at all.
    public var brings = false
    /// Whether the visit takes goods at all.
    public var takes = false
    /// Item ids that a depot must keep for a trip to bring them.
    public var deliveredItems: Set<String> = []
    /// Seconds of service, the fixed minutes of the stop left out.
    public var serviceSeconds = 0
    /// Seconds to load the goods of a transfer at the depot that has them.
    public var pickupSeconds = 0
    /// Persons on board, 1 or 2.
    public var persons = 1
    /// Skills on board (all of them).
    public var skills: Set<String> = []
    /// Van features (all of them).
    public var vanFeatures: Set<String> = []

    /// A part heavier than this asks for two persons.
    public static let heavyPartGrams = 25_000
    /// With stairs, a part heavier than this asks for two persons.
    public static let heavyPartOnStairsGrams = 15_000

    /// Adds up an order's lines. Lines of items that `items` does not hold count nothing.
    ///
    /// A transfer or replenishment takes the minutes of its `depots` instead of the catalogue's, and the persons and
    /// skills it names itself: between stores goods roll.
    public init(_ order: Order, items: [String: Item], depots: [String: Depot] = [:]) {
        skills = order.skills
        vanFeatures = order.vanFeatures
        var service = 0
        for line in order.lines {
            guard let item = items[line.item] else { continue }
            let goods = item.load * line.quantity
            switch line.direction {
            case .deliver:
                delivered = delivered + goods
                brings = true
                deliveredItems.insert(item.id)
                service += item.deliverSeconds * line.quantity
            case .collect:
                collected = collected + goods
                takes = true
                service += item.collectSeconds * line.quantity
            case .repair: service += item.repairSeconds * line.quantity
            }
            if line.direction != .collect { skills.formUnion(item.skills) }
            vanFeatures.formUnion(item.vanFeatures)
            let limit = order.stairs ? OrderNeeds.heavyPartOnStairsGrams : OrderNeeds.heavyPartGrams
            persons = max(persons, item.persons, item.heaviestPartGrams > limit ? 2 : 1)
        }
        if order.kind == .transfer || order.kind == .replenishment {
            service = order.destination.flatMap { depots[$0]?.reloadSeconds } ?? 0
            (skills, persons) = (order.skills, 1)
        }
        if order.kind == .transfer {
            pickupSeconds = order.serviceSeconds ?? order.depot.flatMap { depots[$0]?.reloadSeconds } ?? 0
        }
        serviceSeconds = order.serviceSeconds ?? service
        if let asked = order.persons { persons = asked }
    }
}
