import FordelerModel

/// Open orders by days waited: how many orders of each group have waited how long at some instant.
public struct WaitingTable: Hashable, Sendable {
    /// Upper ends of the columns in whole days waited; one more column holds everything above. They follow the
    /// limits that keys use (2, 5, 14, 90 days).
    public static let upperDays = [2, 5, 14, 30, 60, 90]
    /// Column titles: `0–2`, `3–5` … `over 90`.
    public static var columns: [String] {
        var from = 0
        var titles: [String] = []
        for end in upperDays {
            titles.append("\(from)–\(end)")
            from = end + 1
        }
        return titles + ["over \(from - 1)"]
    }

    /// One group of orders.
    public struct Row: Hashable, Sendable {
        /// The group's name.
        public var name: String
        /// Orders per column.
        public var counts: [Int]
        /// All orders of the group.
        public var total: Int { counts.reduce(0, +) }
        /// Longest wait in days; `nil` without orders.
        public var longest: Int?
        /// Middle wait in days (the lower of two middles); `nil` without orders.
        public var median: Int?

        init(_ name: String, days: [Int]) {
            self.name = name
            counts = [Int](repeating: 0, count: upperDays.count + 1)
            for day in days { counts[upperDays.firstIndex { day <= $0 } ?? upperDays.count] += 1 }
            let sorted = days.sorted()
            longest = sorted.last
            median = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
        }
    }
    /// The groups, all orders last.
    public var rows: [Row]

    private init(_ groups: [(name: String, days: [Int])]) {
        rows = groups.map { Row($0.name, days: $0.days) }
        rows.append(Row("All", days: groups.flatMap(\.days)))
    }

    /// Open orders when planning starts, by class, in days since they were registered.
    public static func atStart(byClass report: PlanReport) -> WaitingTable {
        table(
            report,
            groups: PriorityClass.allCases.map { priority in
                (ReportText.name(priority), { $1.priority == priority })
            }
        ) { order, _ in report.problem.now.date }
    }

    /// Open orders when planning starts, by kind.
    public static func atStart(byKind report: PlanReport) -> WaitingTable {
        let kinds = OrderKind.allCases.filter { kind in report.problem.orders.contains { $0.kind == kind } }
        return table(report, groups: kinds.map { kind in (ReportText.name(kind), { order, _ in order.kind == kind }) })
        {
            order, _ in report.problem.now.date
        }
    }

    /// Planned orders by class, in days from registration to the planned visit.
    public static func whenServed(byClass report: PlanReport) -> WaitingTable {
        table(
            report,
            groups: PriorityClass.allCases.map { priority in
                (ReportText.name(priority), { $1.priority == priority })
            }
        ) { _, outcome in outcome.date }
    }

    private static func table(
        _ report: PlanReport, groups: [(String, (Order, OrderOutcome) -> Bool)],
        until: (Order, OrderOutcome) -> CivilDate?
    ) -> WaitingTable {
        let open = report.problem.orders.compactMap { order in report.outcomes[order.id].map { (order, $0) } }
        return WaitingTable(
            groups.map { name, belongs in
                let days = open.filter { belongs($0, $1) }.compactMap { order, outcome in
                    until(order, outcome).map { max(0, $0.dayNumber - order.registered.date.dayNumber) }
                }
                return (name, days)
            })
    }
}
