import FordelerModel
import FordelerScenario
import Testing

@Suite("Terminal table")
struct PlanTableTests {
    @Test("Every line fits 80 columns, for small and large plans", arguments: [(3, 2, 4), (7, 10, 9)])
    func width(size: (Int, Int, Int)) {
        let day = SampleDay(vans: size.0, days: size.1, visits: size.2)
        let text = PlanTable(PlanReport(day.plan, of: day.problem, isValid: true)).text
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test("A van's line adds up its day")
    func vanLine() throws {
        let day = SampleDay(vans: 3, days: 2, visits: 4)
        let text = PlanTable(PlanReport(day.plan, of: day.problem)).text
        // From 8:00: 20 min loading, 4 × (10 driving + 7 stop) + 10 + 11 + 12 + 13 service, 5 waiting, 30 break,
        // 10 driving home, 15 unloading = 194 min = 11:14. Driving 5 × 10 min and 5 × 8 km. Work 46 + 28 = 74 min.
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Van 1") })
        let cells = line.split(separator: " ").map(String.init)
        #expect(cells.prefix(10) == ["Van", "1", "08:00", "11:14", "4", "4", "1", "40.0", "0:50", "1:14"])
        #expect(cells[10] == "0:05")
    }

    @Test("The probability of an overrun stands beside each van where service times spread, within 80 columns")
    func overrun() {
        var day = SampleDay(vans: 3, days: 2, visits: 4)
        day.problem.rates.serviceSpread = 0.3
        day.problem.rates.soft = SoftPrices(unfamiliarCrew: 100, imbalancePerHour: 100)
        let text = PlanTable(PlanReport(day.plan, of: day.problem)).text
        #expect(text.contains(" over\n") && text.contains("over: probability"))
        #expect(text.contains("CONTINUITY AND BALANCE") && text.contains("for uneven work"))
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test("A van without work on the first day is named")
    func idleVan() {
        let day = SampleDay(vans: 3, days: 2, visits: 4)
        #expect(PlanTable(PlanReport(day.plan, of: day.problem)).text.contains("not used: Van 3"))
    }

    @Test("Colours appear only when asked for")
    func colours() {
        let day = SampleDay()
        let report = PlanReport(day.plan, of: day.problem)
        #expect(!PlanTable(report).text.contains("\u{1b}"))
        #expect(PlanTable(report, colours: true).text.contains("\u{1b}[1m"))
    }

    @Test("A plan that names unknown vans and orders is still shown")
    func unknownNames() {
        var day = SampleDay()
        day.problem.vans = []
        day.problem.orders = []
        day.problem.shifts = []
        #expect(PlanTable(PlanReport(day.plan, of: day.problem)).text.contains("v1"))
    }

    @Test("The summary counts every order once")
    func summary() {
        let day = SampleDay()
        let summary = PlanSummary(PlanReport(day.plan, of: day.problem))
        #expect(summary.orders.values.reduce(0, +) == day.plan.orders.count)
        #expect(summary.late.values.reduce(0, +) == day.plan.orders.filter(\.late).count)
        #expect(summary.cost["total"] == day.plan.cost.total)
        #expect(summary.vans == 3)
    }

    @Test("Days waited fall into the columns that end at the limits")
    func waitingColumns() {
        #expect(WaitingTable.columns == ["0–2", "3–5", "6–14", "15–30", "31–60", "61–90", "over 90"])
        let day = SampleDay()
        let table = WaitingTable.atStart(byClass: PlanReport(day.plan, of: day.problem))
        #expect(table.rows.map(\.name) == ["Acute", "Class 1", "Class 2", "Class 3", "All"])
        #expect(table.rows.last?.total == day.problem.orders.count)
    }
}
