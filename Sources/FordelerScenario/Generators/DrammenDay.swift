import FordelerFormats
import FordelerModel
import FordelerStatistics

/// Makes the scenario *drammen-day*: a weekday of a store in Mjøndalen with a small store in Svelvik, the new orders of
/// the day before, and a queue of open orders with ages.
///
/// People are synthetic; the same numbers and seed give the same bytes. What is assumed and what has a source stands in
/// the scenario's own `README.md`.
public enum DrammenDay {
    /// First day of the plan: Tuesday 5 May 2026. Ascension Day (14 May) lies inside the ten working days.
    static let date = CivilDate(dayNumber: 20_578)

    /// Writes the folder; files of the same names are replaced whole.
    ///
    /// - Parameters:
    ///   - folder: The folder, made when it does not exist.
    ///   - orders: New orders of the day before, 0 or more; 35 of 72 deliver, 20 collect, 17 repair, in that proportion.
    ///   - backlog: Open orders from before, 0 or more.
    ///   - vans: Vans, 1 or more; `nil` keeps the work per van of the standard size (7 vans for 722 orders).
    ///   - seed: Any number.
    /// - Throws: `OutputFolder.Refusal` when the folder cannot be written.
    public static func write(
        to folder: String, orders: Int = 72, backlog: Int = 650, vans: Int? = nil, seed: UInt64 = 1
    ) throws {
        try OutputFolder(folder).write(files(orders: orders, backlog: backlog, vans: vans, seed: seed))
    }

    /// The finished files, in the order of their names in the documentation.
    public static func files(orders: Int = 72, backlog: Int = 650, vans: Int? = nil, seed: UInt64 = 1) -> [OutputFile] {
        let newOrders = max(0, orders)
        let openOrders = max(0, backlog)
        let fleet = max(1, vans ?? (7 * (newOrders + openOrders) + 361) / 722)
        var draft = DrammenOrders(seed: seed)
        let rows = draft.orders(new: newOrders, backlog: openOrders)
        let tables = DrammenTables(vans: fleet)
        return [
            OutputFile("scenario.yaml", text: DrammenTables.scenario),
            OutputFile("orders.csv", text: DrammenTables.csv(DrammenOrder.columns, rows.map(\.cells))),
            OutputFile("vans.csv", text: tables.vans),
            OutputFile("shifts.csv", text: tables.shifts),
            OutputFile("depots.csv", text: DrammenTables.depots),
            OutputFile("items.csv", text: DrammenTables.items),
            OutputFile("postcodes.csv", text: DrammenTables.postcodes),
            OutputFile("priority-key.yaml", text: DrammenTables.priorityKey),
            OutputFile("expected.json", text: DrammenTables.expected),
            OutputFile(
                "README.md", text: DrammenReadme.text(orders: newOrders, backlog: openOrders, vans: fleet, seed: seed)),
        ]
    }
}
