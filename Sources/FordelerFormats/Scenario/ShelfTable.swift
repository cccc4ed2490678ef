import FordelerModel

/// `stock.csv`: pieces at depots, with the instant from which they can leave.
enum ShelfTable {
    static let columns: [CSVColumn] = [
        .required("depot"), .required("item"), .required("pieces"), .optional("available"), .optional("state"),
    ]

    static func read(_ table: CSVTable, _ context: TableContext) -> [ShelfStock] {
        context.rows(table).compactMap { row -> ShelfStock? in
            let depot = row.required("depot")
            let item = row.required("item")
            if let depot { context.check(depot, in: context.depots, "E-REF-DEPOT", "depot", row, table: "depots.csv") }
            if let item { context.check(item, in: context.items, "E-REF-ITEM", "item", row, table: "items.csv") }
            let pieces = row.integer("pieces", in: 0...1_000_000)
            let state = row.word("state", among: ShelfStock.State.allCases, default: .ready)
            let available = row.text("available").isEmpty ? nil : row.instant("available")
            if !row.text("available").isEmpty && available == nil { return nil }
            if available == nil, let state, state != .ready {
                row.error(
                    "E-STOCK-AVAILABLE", "available",
                    "Pieces that are not ready need the instant at which they will be.",
                    advice: "Write a date and time, for example 2026-01-12T12:00.")
                return nil
            }
            guard let depot, let item, let pieces, let state else { return nil }
            return ShelfStock(depot: depot, item: item, pieces: pieces, available: available, state: state)
        }
    }
}
