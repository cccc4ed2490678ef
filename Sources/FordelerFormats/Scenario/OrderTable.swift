import FordelerModel

/// `orders.csv`: what people asked for, one row an order.
enum OrderTable {
    static let columns: [CSVColumn] = [
        .required("order"), .required("kind"), .optional("class"), .required("registered"), .optional("ready"),
        .optional("expected_ready"), .optional("deliver"), .optional("collect"), .optional("repair"),
        .optional("latitude"), .optional("longitude"), .optional("postcode"), .optional("place"),
        .optional("address"), .optional("service_minutes"), .optional("persons"), .optional("skills"),
        .optional("van_features"), .optional("windows"), .optional("blocked_dates"), .optional("stairs"),
        .optional("infection"), .optional("needed_by"), .optional("hold_until"), .optional("hold_reason"),
        .optional("depot"), .optional("owner"), .optional("set_by"), .optional("override_class"),
        .optional("override_due"), .optional("override_role"), .optional("override_reason"),
        .optional("lock_van"), .optional("lock_date"), .optional("lock_time"), .optional("lock_helper"),
        .optional("to_depot"),
        .optional("area"),
        .optional("familiar_persons"), .optional("self_collection"),
    ]

    /// Most open orders of a scenario: travel between all of them must fit into memory, and grows with the square.
    static let mostOrders = 20_000

    static func read(_ table: CSVTable, _ context: TableContext, known: Set<String>) -> [Order] {
        if table.rows.count + known.count > mostOrders {
            context.log.error(
                "E-ORDER-COUNT", table.file, value: "\(table.rows.count + known.count)",
                "There are more orders than \(mostOrders).", advice: "Divide the scenario, or leave out closed orders.")
            return []
        }
        var lines: [String: Int] = [:]
        return context.rows(table).compactMap { row in
            let id = row.identity("order")
            var isNew = id.map { context.isNew($0, "order", row, in: &lines) } ?? false
            if let id, known.contains(id) {
                row.error(
                    "E-ID-DUPLICATE", "order", "The scenario has this order already.", advice: "Give it a new id.")
                isNew = false
            }
            guard let order = OrderRow(row: row, context: context).order(id: id ?? ""), isNew else { return nil }
            return order
        }
    }
}

/// One row of `orders.csv` on its way to an order.
private struct OrderRow {
    let row: CSVRow
    let context: TableContext

    /// Reads every cell before it gives up, so that all defects of the row are listed.
    func order(id: String) -> Order? {
        let kind = kind()
        let priority = priority("class", role: "set_by")
        let registered = row.instant("registered")
        if row.text("registered").isEmpty { _ = row.required("registered") }
        let ready = row.instant("ready")
        let expected = row.instant("expected_ready")
        let destination = destination(kind)
        let place = place(to: destination)
        let selfCollection = row.flag("self_collection")
        let lines = lines(kind)
        let service = row.minutes("service_minutes", upTo: 480, default: 0)
        let persons = row.integer("persons", in: 1...2, default: 1)
        let windows = row.windows("windows", example: "09:00-11:30")
        let blocked = blockedDates()
        let stairs = row.flag("stairs")
        let infection = row.flag("infection")
        let needed = row.instant("needed_by")
        let hold = hold()
        let override = override()
        let depot = row.text("depot")
        if !depot.isEmpty { context.check(depot, in: context.depots, "E-REF-DEPOT", "depot", row, table: "depots.csv") }
        if let registered, let ready, ready < registered {
            row.error(
                "E-ORDER-CLOCKS", "ready", "The order is ready before it was registered.",
                advice: "Correct one of them.")
        }
        guard let kind, let priority, let registered, var place, let lines, let service, let persons, let windows,
            let blocked, let stairs, let infection, let hold, let override, let selfCollection
        else { return nil }
        place.addressKey = row.text("address")
        let lock = lock()
        // Where nothing is brought, nothing has to be made ready, unless the row expects something.
        let bringsNothing = kind == .collection || kind == .repair
        var order = Order(
            id: id, kind: kind, priority: priority, registered: registered,
            ready: ready ?? (bringsNothing && expected == nil ? registered : nil), expectedReady: expected,
            place: place, lines: lines, serviceSeconds: row.text("service_minutes").isEmpty ? nil : service,
            persons: row.text("persons").isEmpty ? nil : persons, skills: Set(row.list("skills")),
            vanFeatures: Set(row.list("van_features")), windows: windows, blockedDates: blocked, stairs: stairs,
            infection: infection, neededBy: needed, override: override, hold: hold,
            depot: depot.isEmpty ? nil : depot,
            owner: row.text("owner").isEmpty ? "municipality" : row.text("owner"), destination: destination,
            familiarPersons: Set(row.list("familiar_persons")), selfCollection: selfCollection)
        order.lock = lock
        return order
    }

    /// What a dispatcher has fixed; `nil` when nothing.
    private func lock() -> OrderLock? {
        let van = row.text("lock_van")
        let date = row.date("lock_date")
        let start = row.text("lock_time").isEmpty ? nil : row.clock("lock_time")
        let helper = row.text("lock_helper")
        for (id, column) in [(van, "lock_van"), (helper, "lock_helper")] where !id.isEmpty {
            context.check(id, in: context.vans, "E-REF-VAN", column, row, table: "vans.csv")
        }
        if !helper.isEmpty, helper == van {
            row.error(
                "E-LOCK-HELPER", "lock_helper", "One van cannot meet itself at the door.",
                advice: "Name another van, or leave it empty.")
        }
        if van.isEmpty, helper.isEmpty, date == nil, start == nil { return nil }
        return OrderLock(
            van: van.isEmpty ? nil : van, date: date, helper: helper.isEmpty ? nil : helper, startSecond: start)
    }

    private func kind() -> OrderKind? { row.word("kind", among: OrderKind.allCases) }

    /// The store that a transfer or replenishment goes to; judged against the kind and the depot that has the goods.
    private func destination(_ kind: OrderKind?) -> String? {
        let text = row.text("to_depot")
        guard let kind else { return text.isEmpty ? nil : text }
        let isBetweenStores = kind == .transfer || kind == .replenishment
        if isBetweenStores == text.isEmpty {
            row.error(
                "E-ORDER-STORES", "to_depot",
                isBetweenStores ? "The order names no depot to go to." : "Only goods between stores go to a depot.",
                advice: "Fill in to_depot for transfer and replenishment, and for no other kind.")
        }
        if kind == .transfer, row.text("depot").isEmpty {
            row.error(
                "E-ORDER-STORES", "depot", "The transfer names no depot that has the goods.", advice: "Fill it in.")
        }
        if text.isEmpty { return nil }
        context.check(text, in: context.depots, "E-REF-DEPOT", "to_depot", row, table: "depots.csv")
        if text == row.text("depot") {
            row.error(
                "E-ORDER-STORES", "to_depot", "The goods are at this depot already.", advice: "Name two depots.")
        }
        return text
    }

    /// The row's place; goods for a store need none of their own.
    private func place(to destination: String?) -> Place? {
        let isWithout = ["latitude", "longitude", "postcode"].allSatisfy { row.text($0).isEmpty }
        if isWithout, let destination {
            return context.depotPlaces[destination]
                ?? Place(name: destination, coordinate: Coordinate(latitude: 0, longitude: 0))
        }
        return context.place(row, name: "place")
    }

    /// The class named in a column, `.some(nil)` when empty, `nil` after a defect.
    private func priority(_ column: String, role roleColumn: String) -> PriorityClass?? {
        let text = row.text(column)
        if text.isEmpty { return .some(nil) }
        guard let priority = PriorityClass(word: text) else {
            row.error("E-CSV-WORD", column, "This is no class.", advice: "Write one of: acute, 1, 2, 3.")
            return nil
        }
        let allowed = context.key?.rules[priority]?.setBy ?? []
        if !allowed.isEmpty, !allowed.contains(row.text(roleColumn)) {
            row.error(
                "E-ORDER-CLASS-ROLE", column, "The key lets only \(allowed.joined(separator: ", ")) set this class.",
                advice: "Name that role in \(roleColumn), or use another class.")
            return nil
        }
        return .some(priority)
    }

    private func lines(_ kind: OrderKind?) -> [OrderLine]? {
        var lines: [OrderLine] = []
        var isSound = true
        let directions: [OrderLine.Direction] = [.deliver, .collect, .repair]
        for direction in directions {
            let column = direction.rawValue
            for part in row.list(column) {
                let halves = part.split(separator: ":", omittingEmptySubsequences: false)
                let item = String(halves[0])
                let quantity = halves.count == 1 ? 1 : Int(halves[1])
                guard halves.count <= 2, let quantity, (1...100).contains(quantity), !item.isEmpty else {
                    row.error(
                        "E-CSV-LINES", column, "This is not a list of items.",
                        advice: "Write bed:1+mattress:2 (item, colon, pieces from 1 to 100).")
                    isSound = false
                    continue
                }
                context.check(item, in: context.items, "E-REF-ITEM", column, row, table: "items.csv")
                lines.append(OrderLine(item: item, quantity: quantity, direction: direction))
            }
        }
        guard let kind, isSound else { return isSound ? lines : nil }
        let wanted: [OrderLine.Direction]
        switch kind {
        case .delivery, .transfer, .replenishment: wanted = [.deliver]
        case .collection: wanted = [.collect]
        case .repair: wanted = [.repair]
        case .exchange: wanted = [.deliver, .collect]
        }
        for direction in directions
        where wanted.contains(direction) != lines.contains(where: { $0.direction == direction }) {
            let isMissing = wanted.contains(direction)
            row.error(
                "E-ORDER-LINES", direction.rawValue,
                isMissing ? "An order of this kind names items here." : "An order of this kind names no items here.",
                advice:
                    "A delivery fills deliver, a collection collect, a repair repair, an exchange deliver and collect.")
            isSound = false
        }
        return isSound ? lines : nil
    }

    private func blockedDates() -> Set<CivilDate>? {
        var dates: Set<CivilDate> = []
        for part in row.list("blocked_dates") {
            guard let instant = CellText.instant(part), instant.secondOfDay == 0 else {
                row.error(
                    "E-CSV-DATE", "blocked_dates", "This is not a list of dates.",
                    advice: "Write 2026-05-04+2026-05-05, or 04.05.2026+05.05.2026.")
                return nil
            }
            guard row.isReasonable(instant.date, "blocked_dates") else { return nil }
            dates.insert(instant.date)
        }
        return dates
    }

    /// The hold, `.some(nil)` when there is none, `nil` after a defect.
    private func hold() -> Hold?? {
        let reason = row.text("hold_reason")
        let until = row.instant("hold_until")
        if reason.isEmpty {
            if row.text("hold_until").isEmpty { return .some(nil) }
            row.error(
                "E-ORDER-HOLD", "hold_reason", "A held order has no reason.", advice: "Write why, for example training."
            )
            return nil
        }
        return .some(Hold(until: until, reason: reason))
    }

    /// The override, `.some(nil)` when there is none, `nil` after a defect.
    private func override() -> DueOverride?? {
        let columns = ["override_class", "override_due", "override_role", "override_reason"]
        if columns.allSatisfy({ row.text($0).isEmpty }) { return .some(nil) }
        let priority = priority(columns[0], role: columns[2])
        let due = row.instant(columns[1])
        if row.text(columns[0]).isEmpty, row.text(columns[1]).isEmpty {
            row.error(
                "E-ORDER-OVERRIDE", columns[0], "An allowance changes neither the class nor the due instant.",
                advice: "Fill in override_class or override_due, or empty all four columns.")
            return nil
        }
        for column in columns[2...] where row.text(column).isEmpty {
            row.error(
                "E-ORDER-OVERRIDE", column, "An allowance names who decided and why.",
                advice: "Fill in override_role and override_reason.")
            return nil
        }
        guard let priority else { return nil }
        return .some(
            DueOverride(priority: priority, due: due, role: row.text(columns[2]), reason: row.text(columns[3])))
    }
}
