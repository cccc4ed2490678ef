import FordelerModel

extension LocationTable {
    private static let siteColumns: [CSVColumn] = [
        .required("site"), .optional("opening"), .optional("running"), .optional("capacity"), .optional("status"),
        .optional("district"),
    ]
    private static let zoneColumns: [CSVColumn] = [
        .required("zone"), .required("demand"), .optional("class"), .optional("district"),
    ]
    private static let classColumns: [CSVColumn] = [.required("class"), .optional("limit"), .optional("exempt")]
    private static let costColumns: [CSVColumn] = [
        .required("zone"), .required("site"), .required("cost"), .optional("time"),
    ]

    /// Reads a folder of tables as a spreadsheet saves them: `sites.csv`, `zones.csv` (a row per zone and class),
    /// `costs.csv` (cost per unit of demand; a pair left out is out of reach) and, when there are classes,
    /// `classes.csv`.
    ///
    /// - Throws: `InputErrors` with every defect of every table.
    public static func readFolder(_ path: String) throws -> LocationTable {
        let log = InputLog()
        let folder = InputFolder(path: path, log: log)
        var table = LocationTable()
        func open(_ file: String, _ columns: [CSVColumn]) -> [CSVRow] {
            guard let text = folder.text(file), let csv = CSVTable(file: file, text: text, columns: columns, log: log)
            else { return [] }
            return csv.rows.map { CSVRow(table: csv, row: $0, log: log) }
        }
        if folder.isFolder() {
            if folder.exists("classes.csv") {
                table.classes = open("classes.csv", classColumns).compactMap(demandClass)
            }
            table.sites = open("sites.csv", siteColumns).compactMap(site)
            table.readZones(open("zones.csv", zoneColumns))
            table.readCosts(open("costs.csv", costColumns), log)
        }
        let errors = log.diagnostics
        if log.hasErrors { throw InputErrors(errors) }
        return table
    }

    private static let numbers = 0.0...1e14

    private static func demandClass(_ row: CSVRow) -> DemandClass? {
        guard let id = row.identity("class"), let isExempt = row.flag("exempt") else { return nil }
        var found = DemandClass(id: id)
        found.isExempt = isExempt
        if !row.text("limit").isEmpty { found.responseLimit = row.number("limit", in: numbers) }
        return found
    }

    private static func site(_ row: CSVRow) -> Site? {
        guard let id = row.identity("site"), let opening = row.number("opening", in: numbers, default: 0),
            let running = row.number("running", in: numbers, default: 0),
            let status = row.word("status", among: Status.allCases, default: .candidate)
        else { return nil }
        var found = Site(id: id)
        found.openingCost = opening
        found.runningCost = running
        found.status = status
        if !row.text("capacity").isEmpty { found.capacity = row.number("capacity", in: numbers) }
        if !row.text("district").isEmpty { found.district = row.text("district") }
        return found
    }

    private mutating func readZones(_ rows: [CSVRow]) {
        var place: [String: Int] = [:]
        var seen = Set<[Int]>()
        for row in rows {
            guard let id = row.identity("zone"), let demand = row.number("demand", in: Self.numbers) else { continue }
            var group = 0
            if !row.text("class").isEmpty || classes.count > 1 {
                guard let name = row.required("class") else { continue }
                guard let found = classes.firstIndex(where: { $0.id == name }) else {
                    row.error("E-REF-CLASS", "class", "There is no such class.", advice: "Add it to classes.csv.")
                    continue
                }
                group = found
            }
            let zone = place[id] ?? zones.count
            if place[id] == nil {
                place[id] = zone
                zones.append(Zone(id: id, demand: [Double](repeating: 0, count: classes.count)))
            }
            if !seen.insert([zone, group]).inserted {
                row.error(
                    "E-ID-DUPLICATE", "zone", "This zone and class stand here twice.", advice: "Add the two demands.")
            }
            zones[zone].demand[group] = demand
            if !row.text("district").isEmpty { zones[zone].district = row.text("district") }
        }
    }

    private mutating func readCosts(_ rows: [CSVRow], _ log: InputLog) {
        guard sites.count * zones.count <= Self.largestTable else {
            log.error(
                "E-LOCATION-SIZE", "costs.csv", value: "\(sites.count * zones.count)", "The table is too large.",
                advice: "Join zones until sites times zones is at most \(Self.largestTable).")
            return
        }
        var zonePlace: [String: Int] = [:]
        for (i, zone) in zones.enumerated() { zonePlace[zone.id] = i }
        var sitePlace: [String: Int] = [:]
        for (j, site) in sites.enumerated() { sitePlace[site.id] = j }
        cost = zones.map { _ in [Double](repeating: .infinity, count: sites.count) }
        let hasTimes = rows.contains { !$0.text("time").isEmpty }
        if hasTimes { time = cost }
        for row in rows {
            // Every cell is read before the row is given up, so that all its defects are listed.
            let unit = row.number("cost", in: Self.numbers)
            let zone = row.required("zone").map { zonePlace[$0] }
            let site = row.required("site").map { sitePlace[$0] }
            if case .some(nil) = zone {
                row.error("E-REF-ZONE", "zone", "There is no such zone.", advice: "Add it to zones.csv.")
            }
            if case .some(nil) = site {
                row.error("E-REF-SITE", "site", "There is no such site.", advice: "Add it to sites.csv.")
            }
            guard let unit, let i = zone ?? nil, let j = site ?? nil else { continue }
            cost[i][j] = unit * zones[i].demand.reduce(0, +)
            // Without times the cost per unit, a distance say, is held against the limits.
            if hasTimes { time[i][j] = row.number("time", in: Self.numbers) ?? .infinity }
        }
        if !hasTimes {
            time = cost.enumerated().map { i, row in
                let demand = zones[i].demand.reduce(0, +)
                return row.map { demand > 0 ? $0 / demand : $0 }
            }
        }
    }
}
