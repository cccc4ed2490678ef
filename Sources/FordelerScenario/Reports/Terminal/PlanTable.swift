import FordelerModel
import FordelerPlanning

/// The terminal's answer to "who is late, who waits, what does each van do", within 80 columns.
public struct PlanTable: Sendable {
    /// Most late orders listed one by one.
    public static let lateLimit = 12
    private let report: PlanReport
    private let hasColours: Bool

    /// Makes a table; colours are ANSI sequences for terminals.
    public init(_ report: PlanReport, colours: Bool = false) {
        self.report = report
        hasColours = colours
    }

    /// The whole table, lines parted by newlines, without a trailing one.
    public var text: String {
        var blocks = [heading, orders]
        if !report.late.isEmpty { blocks.append(late) }
        if let first = report.days.first { blocks.append(vans(on: first)) }
        blocks.append(days)
        blocks.append(aims)
        blocks.append(cost)
        if !wishes.isEmpty { blocks.append(wishes) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func title(_ text: String) -> String { TextGrid.paint(text, .strong, colours: hasColours) }

    private func grid(_ columns: [TextGrid.Column]) -> TextGrid { TextGrid(columns: columns, hasColours: hasColours) }

    private var heading: [String] {
        let plan = report.plan
        var lines = [
            title(String(report.title.prefix(80))),
            "\(ReportText.longDay(plan.date)) · \(plan.horizon.count) working days · \(plan.orders.count) open orders"
                + " · seed \(plan.seed)",
        ]
        if let isValid = report.isValid {
            lines.append(
                TextGrid.paint(
                    isValid ? "Checked independently: every rule holds." : "The checker found broken rules.",
                    isValid ? .quiet : .alarm, colours: hasColours))
        }
        return lines
    }

    private var orders: [String] {
        var grid = grid(
            [.init(title: "ORDERS", width: 34, alignment: .left)]
                + PriorityClass.allCases.map { .init(title: $0 == .acute ? "acute" : "class \($0.word)", width: 8) }
                + [.init(title: "all", width: 8)])
        func row(_ name: String, alarming: Bool = false, _ matches: (OrderOutcome) -> Bool) {
            let counts = PriorityClass.allCases.map { priority in
                report.plan.orders.count { $0.priority == priority && matches($0) }
            }
            grid.rows.append(
                [.init(name)] + counts.map { .count($0, alarming: alarming) }
                    + [.count(counts.reduce(0, +), alarming: alarming)])
        }
        for state in OrderState.allCases {
            row(ReportText.name(state), alarming: state == .notServed) { $0.state == state }
        }
        row("made late by this plan", alarming: true) { $0.late }
        row("overdue before planning starts") { $0.overdueAtStart }
        return grid.lines
    }

    private var late: [String] {
        var grid = grid([
            .init(title: "LATE", width: 10, alignment: .left), .init(title: "class", width: 5),
            .init(title: "due", width: 17), .init(title: "visit ends", width: 17), .init(title: "tardy", width: 11),
            .init(title: "van", width: 14, alignment: .left),
        ])
        for outcome in report.late.prefix(PlanTable.lateLimit) {
            grid.rows.append([
                .init(outcome.order), .init(outcome.priority.word),
                .init(outcome.due.map { ReportText.instant($0, from: report.plan.date) } ?? "–"),
                .init(outcome.end.map { ReportText.instant($0, from: report.plan.date) } ?? "not served"),
                .init(ReportText.span(outcome.tardinessSeconds), .alarm),
                .init(outcome.van.map { report.vans[$0]?.name ?? $0 } ?? outcome.reason?.code ?? ""),
            ])
        }
        let rest = report.late.count - PlanTable.lateLimit
        return grid.lines + (rest > 0 ? ["and \(rest) more, listed in report.html"] : [])
    }

    private func vans(on date: CivilDate) -> [String] {
        var grid = grid(
            [
                .init(title: "VANS, " + ReportText.day(date), width: isSpread ? 13 : 19, alignment: .left),
                .init(title: "from", width: 5), .init(title: "to", width: 5), .init(title: "stops", width: 5),
                .init(title: "orders", width: 6), .init(title: "trips", width: 5), .init(title: "km", width: 5),
                .init(title: "drive", width: 5), .init(title: "work", width: 5), .init(title: "wait", width: 5),
            ]
                + (isSpread
                    ? [.init(title: "full", width: 5), .init(title: "over", width: 5)]
                    : [.init(title: "full", width: 5)]))
        let routes = report.routes(on: date)
        for route in routes {
            grid.rows.append(
                [
                    .init(route.vanName), .init(CivilInstant.clock(route.startSecond)),
                    .init(CivilInstant.clock(route.endSecond), route.overtimeSeconds > 0 ? .alarm : .plain),
                    .init(String(route.haltCount)), .init(String(route.orderCount)), .init(String(route.tripCount)),
                    .init(ReportText.kilometres(route.route.distanceMetres)),
                    .init(ReportText.duration(route.route.drivingSeconds)),
                    .init(ReportText.duration(route.serviceSeconds + route.setupSeconds)),
                    .init(ReportText.duration(route.waitingSeconds), route.waitingSeconds == 0 ? .quiet : .plain),
                    .init(ReportText.percent(route.peakLoadShare)),
                ] + (isSpread ? [overrun(route)] : []))
        }
        let used = Set(routes.map(\.route.van))
        let idle = report.problem.shifts.filter { $0.date == date && !used.contains($0.van) }.map(\.van)
        let names = idle.map { report.vans[$0]?.name ?? $0 }.joined(separator: ", ")
        let lines = grid.lines + (idle.isEmpty ? [] : [String("not used: \(names)".prefix(80))])
        return lines + (isSpread ? ["over: probability that the van-day ends after its shift and overtime"] : [])
    }

    /// Whether service times spread, so that a van-day may run over.
    private var isSpread: Bool { report.routes.contains { $0.overrun != nil } }

    private func overrun(_ route: RouteReport) -> TextGrid.Cell {
        guard let share = route.overrun else { return .init("–", .quiet) }
        return .init(ReportText.percent(share), share > 0.1 ? .alarm : .plain)
    }

    /// Uneven work, continuity, and what citizens could fetch, where the scenario asks for them.
    private var wishes: [String] {
        var lines: [String] = []
        let problem = report.problem
        if problem.rates.soft != SoftPrices() || problem.rounds.contains(where: { ($0.priceOff ?? 0) > 0 }) {
            let balance = WorkBalance(report.plan.routes, of: problem)
            let above = balance.lines.filter { $0.above >= 60 }.max { $0.above < $1.above }
            var sentence = "Wishes cost \(ReportText.money(report.plan.cost.soft)): "
            sentence += "\(ReportText.money(balance.price)) for uneven work, "
            sentence += "\(ReportText.money(report.plan.cost.soft - balance.price)) for crews, areas and rounds."
            if let above {
                let name = report.vans[above.van]?.name ?? above.van
                sentence += " \(name) works \(ReportText.duration(above.above)) hours above its share."
            }
            let continuity = VisitContinuity(report.plan.routes, of: problem).sentence
            if !continuity.isEmpty { sentence += " " + continuity }
            lines += [title("CONTINUITY AND BALANCE")] + ReportText.wrapped(sentence, width: 80)
        }
        if let found = report.proposals, !found.proposals.isEmpty {
            if !lines.isEmpty { lines.append("") }
            let sentence =
                "\(found.proposals.count) orders could be fetched by the person. That saves "
                + "\(found.visitsAvoided) visits and \(found.vanDaysAvoided) van-days, "
                + "\(ReportText.duration(found.drivingSeconds)) hours and "
                + "\(ReportText.kilometres(found.metres)) km of driving, and "
                + "\(ReportText.duration(found.visitSeconds)) hours at doors. report.html lists them."
            lines += [title("SELF-COLLECTION")] + ReportText.wrapped(sentence, width: 80)
        }
        return lines
    }

    private var days: [String] {
        var grid = grid([
            .init(title: "DAYS", width: 20, alignment: .left), .init(title: "vans", width: 5),
            .init(title: "stops", width: 7), .init(title: "orders", width: 7), .init(title: "km", width: 8),
            .init(title: "drive", width: 7), .init(title: "work", width: 7), .init(title: "shift used", width: 11),
        ])
        func row(_ name: String, _ routes: [RouteReport], _ shifts: [Shift], _ tone: TextGrid.Tone) {
            let available = shifts.reduce(0) { $0 + max(0, $1.endSecond - $1.startSecond) }
            let busy = routes.reduce(0) { $0 + max(0, $1.endSecond - $1.startSecond - $1.waitingSeconds) }
            let work = routes.reduce(0) { $0 + $1.serviceSeconds + $1.setupSeconds }
            let numbers = [
                String(routes.count), String(routes.reduce(0) { $0 + $1.haltCount }),
                String(routes.reduce(0) { $0 + $1.orderCount }),
                ReportText.kilometres(routes.reduce(0) { $0 + $1.route.distanceMetres }),
                ReportText.duration(routes.reduce(0) { $0 + $1.route.drivingSeconds }), ReportText.duration(work),
                available > 0 ? ReportText.percent(Double(busy) / Double(available)) : "–",
            ]
            grid.rows.append([.init(name, tone)] + numbers.map { .init($0, tone) })
        }
        let dates = report.days
        for date in dates {
            row(ReportText.day(date), report.routes(on: date), report.problem.shifts.filter { $0.date == date }, .plain)
        }
        let horizon = Set(dates)
        row("all days", report.routes, report.problem.shifts.filter { horizon.contains($0.date) }, .strong)
        return grid.lines
    }

    private var aims: [String] {
        var grid = grid([.init(title: "AIMS, first to last", width: 50, alignment: .left), .init(title: "", width: 25)])
        for aim in report.plan.aims {
            let (name, amount) = ReportText.aim(aim)
            let isAlarming = aim.name.hasPrefix("breaches") && aim.amount > 0
            grid.rows.append([.init(name), .init(amount, aim.amount == 0 ? .quiet : isAlarming ? .alarm : .plain)])
        }
        return grid.lines
    }

    private var cost: [String] {
        let cost = report.plan.cost
        var grid = grid([.init(title: "COST", width: 50, alignment: .left), .init(title: "", width: 25)])
        for (name, ore) in CostText.parts(cost) {
            grid.rows.append([.init(name), .init(ReportText.money(ore), ore == 0 ? .quiet : .plain)])
        }
        grid.rows.append([.init("Total", .strong), .init(ReportText.money(cost.total), .strong)])
        return grid.lines
    }
}

/// The parts of a cost as people call them, in a fixed order.
enum CostText {
    static func parts(_ cost: CostBreakdown) -> [(name: String, ore: Int)] {
        [
            ("Vans used", cost.shifts), ("Paid hours", cost.hours), ("Overtime", cost.overtime),
            ("Kilometres", cost.distance), ("Price of waiting", cost.waiting), ("Soft terms", cost.soft),
        ]
    }
}
