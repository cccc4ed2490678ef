import FordelerModel
import FordelerStock
import Foundation

/// Reads a stock scenario: a folder of CSV tables, described in the documentation page "Stock tables".
public enum StockFolder {
    /// Reads the folder.
    ///
    /// - Throws: every problem of every table at once.
    public static func network(at path: String) throws(InputErrors) -> StockNetwork {
        var reader = StockFolderReader(path: path)
        return try reader.read()
    }

    /// Whether a folder holds a stock scenario.
    public static func isPresent(at path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/stock-items.csv")
    }
}

/// The tables while they are read.
private struct StockFolderReader {
    let path: String
    var problems: [Diagnostic] = []
    var network = StockNetwork(
        name: "", base: StockProblem(items: [], sites: [], demand: [], limits: []), candidates: [], areas: [])

    init(path: String) { self.path = path }

    mutating func read() throws(InputErrors) -> StockNetwork {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw InputErrors([
                Diagnostic(
                    code: "E-FILE", file: path, message: "There is no such folder.",
                    advice: "Name a scenario folder that holds stock-items.csv.")
            ])
        }
        network.name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
        network.title = network.name
        settings()
        items()
        sites()
        areas()
        demand()
        limits()
        links()
        exemptions()
        today()
        rounds()
        if problems.isEmpty { problems = network.diagnostics() }
        guard problems.isEmpty else { throw InputErrors(problems) }
        return network
    }

    private func table(
        _ file: String, _ required: [String], optional: [String] = [], isNeeded: Bool = true
    ) -> StockTable? {
        StockTable(file: file, folder: path, required: required, optional: optional + ["source"], isNeeded: isNeeded)
    }

    private mutating func settings() {
        guard var table = table("stock-settings.csv", ["setting", "value"], isNeeded: false) else { return }
        for row in table.rows {
            switch table.text(row, "setting").lowercased() {
            case "title": network.title = table.text(row, "value")
            case "road_factor": network.roadFactor = table.number(row, "value")
            case "speed_kmh": network.speed = table.number(row, "value")
            case "reach_minutes": network.reachMinutes = table.number(row, "value")
            case "kilometre_kr": network.kilometreCost = table.number(row, "value") * 100
            case "orders_per_drive": network.ordersPerDrive = table.number(row, "value")
            case "stores_per_round": network.storesPerRound = table.number(row, "value")
            case "opening_years": network.openingYears = table.number(row, "value")
            case "holding_rate": network.base.holdingRate = table.number(row, "value")
            case "value_ceiling_kr": network.base.valueCeiling = table.money(row, "value")
            case "budget_kr": network.budgets.append(table.money(row, "value"))
            case "substitution_share": network.substitutionShare = table.number(row, "value")
            case "express_classes":
                network.base.expressClasses = Set(table.words(row, "value").compactMap { PriorityClass(word: $0) })
            case "bench_places": bench { $0.places = table.whole(row, "value") }
            case "bench_minutes_per_day": bench { $0.minutesPerDay = table.number(row, "value") }
            case "bench_variation": bench { $0.variation = table.number(row, "value") }
            default:
                table.report(
                    "E-CSV-WORD", row, "setting", "This setting is not known.",
                    "The documentation page \"Stock tables\" lists the settings.")
            }
        }
        problems += table.problems
    }

    private mutating func bench(_ change: (inout ReconditioningBench) -> Void) {
        var bench = network.base.bench ?? ReconditioningBench()
        change(&bench)
        network.base.bench = bench
    }

    private mutating func items() {
        guard
            var table = table(
                "stock-items.csv", ["id", "price_kr", "supplier_days"],
                optional: [
                    "name", "group", "volume_litres", "supplier_sd_days", "return_share", "yield", "recondition_days",
                    "bench_minutes", "batch", "substitute",
                ])
        else { return }
        for row in table.rows {
            let deviation = table.number(row, "supplier_sd_days", or: 0)
            network.base.items.append(
                StockItem(
                    id: table.text(row, "id"), name: table.text(row, "name"), group: table.text(row, "group"),
                    price: table.money(row, "price_kr"), volumeLitres: table.whole(row, "volume_litres", or: 0),
                    supplierDays: table.number(row, "supplier_days"), supplierVariance: deviation * deviation,
                    returnShare: table.number(row, "return_share", or: 0), yield: table.number(row, "yield", or: 0),
                    reconditionDays: table.number(row, "recondition_days", or: 0),
                    benchMinutes: table.number(row, "bench_minutes", or: 0), batch: table.whole(row, "batch", or: 1)))
            let substitute = table.text(row, "substitute")
            if !substitute.isEmpty { network.substitutes[table.text(row, "id")] = substitute }
        }
        problems += table.problems
    }

    private mutating func sites() {
        guard
            var table = table(
                "stock-sites.csv", ["id", "latitude", "longitude", "kind"],
                optional: [
                    "name", "status", "capacity_litres", "transport_days", "review_days", "delivery_days",
                    "central_days", "express_days", "ships", "keeps", "opening_kr", "running_kr_per_year",
                ])
        else { return }
        for row in table.rows {
            let litres = table.text(row, "capacity_litres")
            let express = table.text(row, "express_days")
            let site = StockSite(
                id: table.text(row, "id"), name: table.text(row, "name"),
                coordinate: Coordinate(
                    latitude: table.number(row, "latitude"), longitude: table.number(row, "longitude")),
                kind: table.word(row, "kind", StockSite.Kind.allCases.map { ($0.rawValue, $0) }, or: .forward),
                capacityLitres: litres.isEmpty ? nil : table.whole(row, "capacity_litres"),
                transportDays: table.number(row, "transport_days", or: 1),
                reviewDays: table.number(row, "review_days", or: 0),
                deliveryDays: table.number(row, "delivery_days", or: 1),
                centralDays: table.number(row, "central_days", or: 5),
                expressDays: express.isEmpty ? nil : table.number(row, "express_days"),
                mayShip: table.word(row, "ships", [("yes", true), ("no", false)], or: false),
                keeps: Set(table.words(row, "keeps")))
            network.candidates.append(
                CandidateSite(
                    site: site,
                    status: table.word(
                        row, "status", CandidateSite.Status.allCases.map { ($0.rawValue, $0) }, or: .open),
                    openingCost: table.money(row, "opening_kr", or: 0),
                    runningCost: table.money(row, "running_kr_per_year", or: 0)))
        }
        problems += table.problems
    }

    private mutating func areas() {
        guard var table = table("stock-areas.csv", ["id", "latitude", "longitude", "population"], optional: ["name"])
        else { return }
        for row in table.rows {
            let id = table.text(row, "id")
            let name = table.text(row, "name")
            network.areas.append(
                StockArea(
                    id: id, name: name.isEmpty ? id : name,
                    coordinate: Coordinate(
                        latitude: table.number(row, "latitude"), longitude: table.number(row, "longitude")),
                    population: table.whole(row, "population")))
        }
        problems += table.problems
    }

    /// Demand by area, and rates per 1,000 inhabitants that hold in every area.
    private mutating func demand() {
        let places = Dictionary(
            network.areas.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        let items = Set(network.base.items.map(\.id))
        let rates = table("stock-rates.csv", ["item", "class", "per_1000_per_year"], isNeeded: false)
        let rows = table("stock-demand.csv", ["item", "area", "class", "per_year"], isNeeded: rates == nil)
        if var table = rates {
            for row in table.rows {
                let item = table.text(row, "item")
                if !items.contains(item) {
                    table.report("E-STOCK-UNKNOWN", row, "item", "No item has this id.", "Add it to stock-items.csv.")
                }
                let rate = demanded(table.number(row, "per_1000_per_year"), row, "per_1000_per_year", &table)
                let priority = table.priority(row, "class")
                for index in network.areas.indices {
                    let perYear = rate * Double(network.areas[index].population) / 1000
                    network.areas[index].demand.append(.init(item: item, priority: priority, perYear: perYear))
                }
            }
            problems += table.problems
        }
        if var table = rows {
            for row in table.rows {
                let item = table.text(row, "item")
                if !items.contains(item) {
                    table.report("E-STOCK-UNKNOWN", row, "item", "No item has this id.", "Add it to stock-items.csv.")
                }
                let perYear = demanded(table.number(row, "per_year"), row, "per_year", &table)
                let priority = table.priority(row, "class")
                guard let area = places[table.text(row, "area")] else {
                    table.report("E-STOCK-UNKNOWN", row, "area", "No area has this id.", "Add it to stock-areas.csv.")
                    continue
                }
                network.areas[area].demand.append(.init(item: item, priority: priority, perYear: perYear))
            }
            problems += table.problems
        }
    }

    private func demanded(_ value: Double, _ row: StockTable.Row, _ column: String, _ table: inout StockTable) -> Double
    {
        if value < 0 {
            table.report("E-STOCK-RANGE", row, column, "Demand is not negative.", "Give 0 or more.")
            return 0
        }
        return value
    }

    private mutating func limits() {
        guard var table = table("stock-limits.csv", ["class", "days", "share"], optional: ["item_share"]) else {
            return
        }
        for row in table.rows {
            network.base.limits.append(
                ResponseLimit(
                    priority: table.priority(row, "class"), days: table.number(row, "days"),
                    share: table.number(row, "share"), itemShare: table.number(row, "item_share", or: 0)))
        }
        problems += table.problems
    }

    private mutating func links() {
        guard var table = table("stock-links.csv", ["from", "to", "days"], isNeeded: false) else { return }
        let ids = Set(network.candidates.map(\.site.id))
        for row in table.rows {
            for column in ["from", "to"] where !ids.contains(table.text(row, column)) {
                table.report("E-STOCK-UNKNOWN", row, column, "No store has this id.", "Add it to stock-sites.csv.")
            }
            network.base.links.append(
                LateralLink(
                    from: table.text(row, "from"), to: table.text(row, "to"), days: table.number(row, "days")))
        }
        problems += table.problems
    }

    private mutating func exemptions() {
        guard var table = table("stock-exempt.csv", ["group", "class"], isNeeded: false) else { return }
        for row in table.rows {
            let group = table.text(row, "group")
            let priority = table.text(row, "class").isEmpty ? nil : table.priority(row, "class")
            if group.isEmpty, priority == nil {
                table.report("E-CSV-WORD", row, "group", "The row exempts everything.", "Name a group or a class.")
            }
            network.base.exemptions.append(StockExemption(group: group.isEmpty ? nil : group, priority: priority))
        }
        problems += table.problems
    }

    private mutating func today() {
        guard var table = table("stock-today.csv", ["item", "site", "pieces"], isNeeded: false) else { return }
        for row in table.rows {
            network.today.append(
                StockLevels.Level(
                    item: table.text(row, "item"), site: table.text(row, "site"), pieces: table.whole(row, "pieces")))
        }
        problems += table.problems
    }

    private mutating func rounds() {
        guard var table = table("stock-rounds.csv", ["sites", "weekdays"], optional: ["litres"], isNeeded: false) else {
            return
        }
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        for row in table.rows {
            var weekdays: Set<Weekday> = []
            for word in table.words(row, "weekdays") {
                if let index = days.firstIndex(of: word.lowercased()), let day = Weekday(rawValue: index + 1) {
                    weekdays.insert(day)
                } else {
                    table.report(
                        "E-CSV-WORD", row, "weekdays", "This is no weekday.",
                        "Write some of: \(days.joined(separator: ", ")).")
                }
            }
            let litres = table.text(row, "litres").isEmpty ? nil : table.whole(row, "litres")
            let sites = table.words(row, "sites")
            network.rounds.append(RefillRound(sites: sites, weekdays: weekdays, litres: litres))
            // Stores of one weekday order on the same day of their cycle.
            guard let first = weekdays.min() else { continue }
            for index in network.candidates.indices where sites.contains(network.candidates[index].site.id) {
                let cycle = network.candidates[index].site.reviewDays
                guard cycle > 0, cycle.isFinite else { continue }
                network.candidates[index].site.roundDay = Double(first.rawValue - 1)
                    .truncatingRemainder(dividingBy: cycle)
            }
        }
        problems += table.problems
    }
}
