import FordelerModel

/// `items.csv`: the catalogue.
enum ItemTable {
    static let columns: [CSVColumn] = [
        .required("item"), .required("name"), .optional("iso9999"), .required("volume_m3"), .required("weight_kg"),
        .optional("places"), .optional("heaviest_part_kg"), .optional("persons"), .optional("deliver_minutes"),
        .optional("collect_minutes"), .optional("repair_minutes"), .optional("van_features"), .optional("skills"),
        .optional("self_collectable"),
    ]

    static func read(_ table: CSVTable, _ context: inout TableContext) -> [Item] {
        context.items = context.identities(table, "item")
        var lines: [String: Int] = [:]
        return context.rows(table).compactMap { row in
            let id = row.identity("item")
            let isNew = id.map { context.isNew($0, "item", row, in: &lines) } ?? false
            let name = row.required("name")
            let volume = row.thousandths("volume_m3", upTo: 100)
            let weight = row.thousandths("weight_kg", upTo: 5000)
            let places = row.thousandths("places", upTo: 20, default: 0)
            let heaviest = row.thousandths("heaviest_part_kg", upTo: 1000, default: 0)
            let persons = row.integer("persons", in: 1...2, default: 1)
            let deliver = row.minutes("deliver_minutes", upTo: 480, default: 10)
            let collect = row.minutes("collect_minutes", upTo: 480, default: 10)
            let repair = row.minutes("repair_minutes", upTo: 480, default: 30)
            let isSelfCollectable = row.flag("self_collectable")
            guard let id, isNew, let name, let volume, let weight, let places, let heaviest, let persons, let deliver,
                let collect, let repair, let isSelfCollectable
            else { return nil }
            return Item(
                id: id, name: name, iso9999: row.text("iso9999"),
                load: Load(volumeLitres: volume, weightGrams: weight, placesMilli: places),
                heaviestPartGrams: heaviest, persons: persons, deliverSeconds: deliver, collectSeconds: collect,
                repairSeconds: repair, vanFeatures: Set(row.list("van_features")), skills: Set(row.list("skills")),
                selfCollectable: isSelfCollectable)
        }
    }
}
