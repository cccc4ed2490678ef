import FordelerModel

/// `depots.csv`: the stores.
enum DepotTable {
    static let columns: [CSVColumn] = [
        .required("depot"), .required("name"), .optional("latitude"), .optional("longitude"), .optional("postcode"),
        .optional("reload_minutes"), .optional("first_load_minutes"), .optional("items"),
        .optional("pickup_hours"),
    ]

    static func read(_ table: CSVTable, _ context: inout TableContext) -> [Depot] {
        context.depots = context.identities(table, "depot")
        let known = context
        var lines: [String: Int] = [:]
        let depots = context.rows(table).compactMap { row -> Depot? in
            let id = row.identity("depot")
            let isNew = id.map { known.isNew($0, "depot", row, in: &lines) } ?? false
            let name = row.required("name")
            let place = known.place(row, name: "name")
            let reload = row.minutes("reload_minutes", upTo: 240, default: 20)
            let first = row.minutes("first_load_minutes", upTo: 240, default: 20)
            let items = row.list("items")
            for item in items { known.check(item, in: known.items, "E-REF-ITEM", "items", row, table: "items.csv") }
            let hours = row.windows("pickup_hours", example: "11:00-15:00")
            guard let id, isNew, name != nil, let place, let reload, let first, let hours else { return nil }
            return Depot(
                id: id, place: place, reloadSeconds: reload, firstLoadSeconds: first, items: Set(items),
                pickupHours: hours)
        }
        for depot in depots { context.depotPlaces[depot.id] = depot.place }
        if table.rows.isEmpty {
            context.depots = nil
            context.log.error(
                "E-TABLE-EMPTY", table.file, "The table has no row.", advice: "A plan needs at least one depot.")
        }
        return depots
    }
}
