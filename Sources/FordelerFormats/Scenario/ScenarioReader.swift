import FordelerModel

/// Reads a scenario folder: `scenario.yaml`, `priority-key.yaml` and the CSV tables that people edit in spreadsheets.
///
/// The columns, units and codes are listed on the page *Scenario format*.
public struct ScenarioReader {
    /// Reads and checks everything, and lists every error of every file at once.
    ///
    /// - Throws: `InputErrors` with at least one error; the warnings found so far are listed with them.
    public static func read(folder: String) throws(InputErrors) -> LoadedScenario {
        try ScenarioReader(folder: InputFolder(path: folder, log: InputLog())).read()
    }

    /// Reads orders that come later, in the columns of `orders.csv`, against the catalogue, depots and key of a scenario.
    ///
    /// Postcodes are looked up in `postcodes.csv` of the scenario's folder. Ids must be new.
    ///
    /// - Parameter path: Where the file is.
    /// - Throws: `InputErrors` with every error of the file.
    public static func readOrders(path: String, for scenario: LoadedScenario) throws(InputErrors) -> [Order] {
        let log = InputLog()
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let name = String(parts.last ?? "")
        let parent = parts.dropLast().joined(separator: "/")
        let folder = parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
        let reader = ScenarioReader(folder: InputFolder(path: folder, log: log))
        let context = Self.context(of: scenario, log: log)
        let known = Set(scenario.problem.orders.map(\.id))
        var orders: [Order] = []
        if let table = reader.table(name, OrderTable.columns) {
            orders = OrderTable.read(table, context, known: known)
        }
        if log.hasErrors { throw InputErrors(log.diagnostics) }
        return orders
    }

    /// Reads orders from a table's text that stands in no file of a scenario.
    static func orders(in text: String, file: String, for scenario: LoadedScenario, log: InputLog) -> [Order] {
        let context = Self.context(of: scenario, log: log)
        guard let table = CSVTable(file: file, text: text, columns: OrderTable.columns, log: log) else { return [] }
        return OrderTable.read(table, context, known: Set(scenario.problem.orders.map(\.id)))
    }

    /// What new orders may refer to.
    private static func context(of scenario: LoadedScenario, log: InputLog) -> TableContext {
        let home = ScenarioReader(folder: InputFolder(path: scenario.folder, log: log))
        var context = TableContext(log: log)
        context.items = Set(scenario.problem.items.map(\.id))
        context.depots = Set(scenario.problem.depots.map(\.id))
        for depot in scenario.problem.depots { context.depotPlaces[depot.id] = depot.place }
        context.key = scenario.problem.key
        if home.folder.exists("postcodes.csv") { context.postcodes = home.postcodes("postcodes.csv") }
        return context
    }

    let folder: InputFolder
    private var log: InputLog { folder.log }

    private func read() throws(InputErrors) -> LoadedScenario {
        guard folder.isFolder() else { throw InputErrors(log.diagnostics) }
        let root = yaml(ScenarioSettings.file)
        let settings = ScenarioSettings(root, folderName: folderName)
        let files = settings.files
        let key = yaml(files["priority_key"] ?? "").flatMap(PriorityKeyFile.read)
        var context = TableContext(log: log)
        context.key = key
        if let name = files["postcodes"], folder.exists(name) || root?.value("tables")?.value("postcodes") != nil {
            context.postcodes = postcodes(name)
        }
        let items = table(files["items"], ItemTable.columns).map { ItemTable.read($0, &context) } ?? []
        let depots = table(files["depots"], DepotTable.columns).map { DepotTable.read($0, &context) } ?? []
        let vans = table(files["vans"], VanTable.columns).map { VanTable.read($0, &context) } ?? []
        ScenarioSettings.checkRounds(root?.value("rounds"), vans: vans)
        let shifts =
            table(files["shifts"], ShiftTable.columns).map { ShiftTable.read($0, context, vans: vans) } ?? []
        let orders =
            table(files["orders"], OrderTable.columns).map { OrderTable.read($0, context, known: []) } ?? []
        var stock: [ShelfStock] = []
        if let name = files["stock"], folder.exists(name) || root?.value("tables")?.value("stock") != nil {
            stock = table(name, ShelfTable.columns).map { ShelfTable.read($0, context) } ?? []
        }
        if root?.value("tables")?.value("expected") != nil { _ = folder.bytes(files["expected"] ?? "") }
        guard !log.hasErrors, let key, let date = settings.date else { throw InputErrors(log.diagnostics) }
        let problem = PlanningProblem(
            name: settings.name, title: settings.title, timeZone: settings.timeZone, date: date,
            horizonDays: settings.horizonDays, now: settings.now, travel: settings.travel, rates: settings.rates,
            key: key, depots: depots, items: items, vans: vans, shifts: shifts, orders: orders, stock: stock,
            rounds: settings.rounds)
        ScenarioOddities(problem: problem, files: files, log: log).look()
        let expected = files["expected"].flatMap { folder.exists($0) ? $0 : nil }
        return LoadedScenario(
            folder: folder.path, problem: problem, warnings: log.diagnostics, tasks: settings.tasks,
            expected: expected, language: settings.language, benchmark: settings.benchmark)
    }

    private var folderName: String {
        folder.path.split(separator: "/").last { $0 != "." }.map(String.init) ?? folder.path
    }

    private func yaml(_ file: String) -> YAMLValue? {
        guard let text = folder.text(file) else { return nil }
        return YAMLValue.read(text, file: file, log: log)
    }

    private func table(_ file: String?, _ columns: [CSVColumn]) -> CSVTable? {
        guard let file, let text = folder.text(file) else { return nil }
        return CSVTable(file: file, text: text, columns: columns, log: log)
    }

    private func postcodes(_ file: String) -> [String: PostcodeTable.Entry]? {
        table(file, PostcodeTable.columns).map { PostcodeTable.read($0, log) }
    }
}

/// What one table needs to know of the others. A set is `nil` when its table could not be read, so that one broken
/// table does not make every reference to it an error.
struct TableContext {
    let log: InputLog
    var items: Set<String>?
    var depots: Set<String>?
    var depotPlaces: [String: Place] = [:]
    var vans: Set<String>?
    var key: PriorityKey?
    var postcodes: [String: PostcodeTable.Entry]?

    init(log: InputLog) { self.log = log }

    func rows(_ table: CSVTable) -> [CSVRow] { table.rows.map { CSVRow(table: table, row: $0, log: log) } }

    /// Every identity that a table's rows name, broken rows included.
    func identities(_ table: CSVTable, _ column: String) -> Set<String> {
        Set(rows(table).map { $0.text(column) })
    }

    /// Logs an identity that an earlier row of the table has already.
    func isNew(_ id: String, _ column: String, _ row: CSVRow, in lines: inout [String: Int]) -> Bool {
        if let line = lines[id] {
            row.error("E-ID-DUPLICATE", column, "Line \(line) has the same identity.", advice: "Give each row its own.")
            return false
        }
        lines[id] = row.line
        return true
    }

    /// Logs a name that no row of another table has.
    func check(_ id: String, in known: Set<String>?, _ code: String, _ column: String, _ row: CSVRow, table: String) {
        guard let known, !known.contains(id) else { return }
        let near = known.map { ($0, CSVTable.editDistance($0, id)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        let hint = near.flatMap { $0.1 <= 2 ? " Did you mean \($0.0)?" : nil } ?? ""
        log.error(
            code, row.table.file, line: row.line, column: column, value: id, "No row of \(table) has this identity.",
            advice: "Add it there, or correct it here." + hint)
    }

    /// The point of a row: its own latitude and longitude, else that of its postcode.
    func place(_ row: CSVRow, name: String) -> Place? {
        let postcode = row.text("postcode")
        var place = Place(
            name: row.text(name), postcode: postcode, coordinate: Coordinate(latitude: 0, longitude: 0))
        if !row.text("latitude").isEmpty || !row.text("longitude").isEmpty {
            guard let latitude = row.number("latitude", in: -90...90),
                let longitude = row.number("longitude", in: -180...180)
            else { return nil }
            place.coordinate = Coordinate(latitude: latitude, longitude: longitude)
            if place.name.isEmpty { place.name = postcodes?[postcode]?.name ?? postcode }
            place.area = area(row, postcode: postcode)
            return place
        }
        if postcode.isEmpty {
            log.error(
                "E-PLACE-MISSING", row.table.file, line: row.line, column: "latitude",
                "The row has neither coordinates nor a postcode.",
                advice: "Fill in latitude and longitude, or a postcode of postcodes.csv.")
            return nil
        }
        guard let entry = postcodes?[postcode] else {
            row.error(
                "E-REF-POSTCODE", "postcode", "The postcode has no coordinates.",
                advice: "Add it to postcodes.csv, or fill in latitude and longitude.")
            return nil
        }
        place.coordinate = entry.coordinate
        if place.name.isEmpty { place.name = entry.name }
        place.area = area(row, postcode: postcode)
        return place
    }

    /// The row's own service area, else that of its postcode.
    private func area(_ row: CSVRow, postcode: String) -> String {
        let own = row.text("area")
        return own.isEmpty ? postcodes?[postcode]?.area ?? "" : own
    }
}
