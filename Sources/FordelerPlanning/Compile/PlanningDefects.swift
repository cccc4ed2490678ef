import FordelerModel
import FordelerRoutingProblem

/// Everything that keeps a planning problem from being planned, found at once.
///
/// The formats room checks files line by line; these checks hold for problems made in code as well, so that no
/// value can end the process.
struct PlanningDefects {
    private(set) var found: [Diagnostic] = []

    /// Most seconds, grams, litres or thousandths of a place of one thing, and most øre of one price.
    private static let largest = 100_000_000

    init(_ problem: PlanningProblem, travel: TravelTable) {
        let places = problem.depots.count + problem.orders.count
        expect(
            travel.count == places, "E-PLAN-TRAVEL", "scenario.yaml", value: String(travel.count),
            "The travel table does not hold \(places) places.", "Make it for this problem: depots first, then orders.")
        expect(
            CivilClock(identifier: problem.timeZone) != nil, "E-PLAN-TIME-ZONE", "scenario.yaml", "timeZone",
            value: problem.timeZone, "This time zone is not known.", "Use an IANA name such as Europe/Oslo.")
        expect(
            (1...20).contains(problem.horizonDays), "E-PLAN-HORIZON", "scenario.yaml", "horizonDays",
            value: String(problem.horizonDays), "A horizon has 1 to 20 working days.", "Choose a number from 1 to 20.")
        judgeKey(problem)
        unique(problem.orders.map(\.id), "order", "orders.csv")
        unique(problem.vans.map(\.id), "van", "vans.csv")
        unique(problem.depots.map(\.id), "depot", "depots.csv")
        unique(problem.items.map(\.id), "item", "items.csv")
        unique(problem.shifts.map { "\($0.van) \($0.date.iso)" }, "van and date", "shifts.csv")
        let depots = Set(problem.depots.map(\.id))
        judgeDepots(problem)
        for van in problem.vans { judge(van, depots: depots) }
        let vans = Set(problem.vans.map(\.id))
        for shift in problem.shifts { judge(shift, vans: vans, depots: depots) }
        for item in problem.items { judge(item) }
        let items = Set(problem.items.map(\.id))
        for order in problem.orders { judge(order, items: items, depots: depots) }
        for row in problem.stock { judge(row, items: items, depots: depots) }
    }

    private mutating func judge(_ row: ShelfStock, items: Set<String>, depots: Set<String>) {
        expect(
            depots.contains(row.depot) && items.contains(row.item), "E-PLAN-STOCK", "stock.csv",
            value: "\(row.depot) \(row.item)", "The row names no depot or no item of the scenario.",
            "Correct the name, or add the depot or item.")
        range(row.pieces, "stock.csv", "pieces of \(row.item) at \(row.depot)")
    }

    private mutating func judgeKey(_ problem: PlanningProblem) {
        for priority in PriorityClass.allCases {
            let limit = problem.key.rules[priority]?.limit
            expect(
                limit.map { (1...100_000).contains($0) } ?? false, "E-PLAN-KEY", "priority-key.yaml", priority.word,
                value: limit.map(String.init), "Class \(priority.word) has no limit, or one out of range.",
                "Give each of the four classes a limit of 1 to 100000.")
            range(problem.rates.waiting[priority] ?? 0, "scenario.yaml", "rates.waiting.\(priority.word)")
        }
        expect(
            (0...86_400).contains(problem.key.closeOfServiceSecond), "E-PLAN-KEY", "priority-key.yaml",
            "closeOfService", value: String(problem.key.closeOfServiceSecond), "Close of service is no time of day.",
            "Use a time from 00:00 to 24:00.")
        range(problem.rates.stopSeconds, "scenario.yaml", "rates.stopSeconds")
        let soft = problem.rates.soft
        for price in [soft.unfamiliarCrew, soft.foreignArea, soft.imbalancePerHour] {
            range(price, "scenario.yaml", "rates.soft")
        }
        for round in problem.rounds { range(round.priceOff ?? 0, "scenario.yaml", "rounds of \(round.area)") }
        expect(
            (0...2).contains(problem.rates.serviceSpread)
                && problem.rates.punctuality.map { (0.5...0.999).contains($0) } ?? true,
            "E-PLAN-RANGE", "scenario.yaml", "rates.serviceSpread", value: String(problem.rates.serviceSpread),
            "Spread or punctuality is out of range.", "Use a spread from 0 to 2 and a punctuality from 0.5 to 0.999.")
    }

    private mutating func judgeDepots(_ problem: PlanningProblem) {
        expect(
            (1...63).contains(problem.depots.count), "E-PLAN-DEPOTS", "depots.csv", value: String(problem.depots.count),
            "A plan needs 1 to 63 depots.", "Add the depot that vans start from, or split the scenario.")
        for depot in problem.depots {
            range(depot.firstLoadSeconds, "depots.csv", "firstLoad of \(depot.id)")
            range(depot.reloadSeconds, "depots.csv", "reload of \(depot.id)")
        }
    }

    private mutating func judge(_ van: Van, depots: Set<String>) {
        expect(
            van.speedFactor >= 0.1 && van.speedFactor <= 10, "E-PLAN-RANGE", "vans.csv", "speedFactor of \(van.id)",
            value: String(van.speedFactor), "The speed factor is out of range.", "Use a number from 0.1 to 10.")
        for price in [van.costPerShift, van.costPerHour, van.costPerOvertimeHour, van.costPerKilometre] {
            range(price, "vans.csv", "a price of \(van.id)")
        }
        let spaces: [Load] =
            switch van.compartments {
            case .single(let space): [space]
            case .split(let clean, let dirty): [clean, dirty]
            }
        for amount in spaces.flatMap(\.dimensions) { range(amount, "vans.csv", "load space of \(van.id)") }
        for depot in van.reloadDepots {
            expect(
                depots.contains(depot), "E-PLAN-REFERENCE", "vans.csv", "reloadDepots of \(van.id)", value: depot,
                "There is no such depot.", "Use an id from depots.csv.")
        }
    }

    private mutating func judge(_ shift: Shift, vans: Set<String>, depots: Set<String>) {
        let name = "\(shift.van) \(shift.date.iso)"
        expect(
            vans.contains(shift.van), "E-PLAN-REFERENCE", "shifts.csv", "van", value: shift.van,
            "There is no such van.", "Use an id from vans.csv.")
        for depot in [shift.startDepot] + [shift.endDepot].compactMap({ $0 }) {
            expect(
                depots.contains(depot), "E-PLAN-REFERENCE", "shifts.csv", "depot of \(name)", value: depot,
                "There is no such depot.", "Use an id from depots.csv.")
        }
        expect(
            shift.startSecond >= 0 && shift.startSecond < shift.endSecond && shift.endSecond <= 172_800
                && (0...86_400).contains(shift.overtimeSeconds),
            "E-PLAN-RANGE", "shifts.csv", "times of \(name)", value: nil, "The shift does not end after it starts.",
            "Start at 00:00 or later, end later than that and before the end of the next day.")
        expect(
            shift.breaks.count <= 2, "E-PLAN-BREAKS", "shifts.csv", "breaks of \(name)",
            value: String(shift.breaks.count), "A shift has at most two breaks.", "Join the breaks.")
        for rule in shift.breaks {
            range(rule.durationSeconds, "shifts.csv", "break of \(name)")
            range(rule.earliestAfterSeconds, "shifts.csv", "break of \(name)")
            range(rule.latestAfterSeconds, "shifts.csv", "break of \(name)")
            range(rule.notNeededBeforeSeconds, "shifts.csv", "break of \(name)")
        }
    }

    private mutating func judge(_ item: Item) {
        let numbers =
            item.load.dimensions + [
                item.deliverSeconds, item.collectSeconds, item.repairSeconds, item.heaviestPartGrams,
            ]
        for number in numbers { range(number, "items.csv", "a number of \(item.id)") }
    }

    private mutating func judge(_ order: Order, items: Set<String>, depots: Set<String>) {
        judgeDestination(order, depots: depots)
        for line in order.lines {
            expect(
                items.contains(line.item), "E-PLAN-REFERENCE", "orders.csv", "lines of \(order.id)", value: line.item,
                "There is no such item.", "Use an id from items.csv.")
            expect(
                (1...10_000).contains(line.quantity), "E-PLAN-RANGE", "orders.csv", "quantity of \(order.id)",
                value: String(line.quantity), "The quantity is out of range.", "Use a number from 1 to 10000.")
        }
        if let depot = order.depot {
            expect(
                depots.contains(depot), "E-PLAN-REFERENCE", "orders.csv", "depot of \(order.id)", value: depot,
                "There is no such depot.", "Use an id from depots.csv.")
        }
        for window in order.windows {
            expect(
                0 <= window.fromSecond && window.fromSecond <= window.toSecond && window.toSecond <= 86_400,
                "E-PLAN-WINDOW", "orders.csv", "windows of \(order.id)",
                value: "\(CivilInstant.clock(window.fromSecond))–\(CivilInstant.clock(window.toSecond))",
                "The window does not end after it starts.", "Write the earlier time first.")
        }
        if let seconds = order.serviceSeconds { range(seconds, "orders.csv", "service of \(order.id)") }
        if let persons = order.persons {
            expect(
                (1...2).contains(persons), "E-PLAN-RANGE", "orders.csv", "persons of \(order.id)",
                value: String(persons), "Vans carry 1 or 2 persons.", "Use 1 or 2.")
        }
    }

    private mutating func judgeDestination(_ order: Order, depots: Set<String>) {
        let isBetweenStores = order.kind == .transfer || order.kind == .replenishment
        expect(
            isBetweenStores == (order.destination != nil), "E-PLAN-DESTINATION", "orders.csv",
            "destination of \(order.id)", value: order.destination,
            "Transfers and replenishments, and only they, go to a depot.", "Name it, or change the kind.")
        if let depot = order.destination {
            expect(
                depots.contains(depot) && depot != order.depot, "E-PLAN-DESTINATION", "orders.csv",
                "destination of \(order.id)", value: depot, "There is no such depot, or the goods are there already.",
                "Use another id from depots.csv.")
        }
        expect(
            order.kind != .transfer || order.depot != nil, "E-PLAN-DESTINATION", "orders.csv", "depot of \(order.id)",
            value: nil, "A transfer names the depot that has the goods.", "Fill it in.")
    }

    private mutating func unique(_ ids: [String], _ what: String, _ file: String) {
        var seen: Set<String> = []
        for id in ids where !seen.insert(id).inserted {
            expect(
                false, "E-PLAN-TWICE", file, value: id, "This \(what) is given twice.", "Keep one of them.")
        }
    }

    private mutating func range(_ number: Int, _ file: String, _ column: String) {
        expect(
            (0...PlanningDefects.largest).contains(number), "E-PLAN-RANGE", file, column, value: String(number),
            "The number is out of range.", "Use a number from 0 to \(PlanningDefects.largest).")
    }

    private mutating func expect(
        _ claim: Bool, _ code: String, _ file: String, _ column: String? = nil, value: String?, _ message: String,
        _ advice: String
    ) {
        if claim { return }
        found.append(
            Diagnostic(code: code, file: file, column: column, value: value, message: message, advice: advice))
    }

    /// More requirements than the engine's skill set has bits.
    static func tooManySkills(_ bits: SkillBits) -> Diagnostic {
        Diagnostic(
            code: "E-PLAN-SKILLS", file: "orders.csv", value: String(bits.requirements.count),
            message: "The open orders ask for more than \(SkillBits.most) different skills and van features.",
            advice: "Give skills and features that always go together one name.")
    }

    /// A number that the engine does not admit.
    static func outOfRange(_ issue: RoutingProblemIssue) -> Diagnostic {
        Diagnostic(
            code: "E-PLAN-RANGE", file: "scenario.yaml", column: issue.place, message: issue.message + ".",
            advice: "Check loads, times and distances for misplaced units.")
    }
}
