import FordelerModel
import Foundation
import Testing

@testable import FordelerScenario

@Suite("Pages and files of a plan")
struct PageTests {
    let day = SampleDay()
    var report: PlanReport { PlanReport(day.plan, of: day.problem, isValid: true) }

    @Test("The report needs nothing from the network")
    func selfContained() {
        for page in [ReportPage(report).html, SheetsPage(report).html] {
            #expect(!page.contains("http://") && !page.contains("https://"))
            #expect(!page.contains("<link") && !page.contains(" src="))
        }
    }

    @Test("Names and reasons from files never become markup")
    func escaping() {
        var day = SampleDay()
        day.problem.title = "<script>alert('x')</script>"
        day.problem.vans[0].name = "\"><img onerror=1>"
        for index in day.problem.orders.indices { day.problem.orders[index].place.name = "</script><b>&" }
        let report = PlanReport(day.plan, of: day.problem)
        for page in [ReportPage(report).html, SheetsPage(report).html] {
            #expect(!page.contains("<script>alert"))
            #expect(!page.contains("<img"))
            #expect(!page.contains("</script><b>"))
        }
    }

    @Test("The first day shows and the others are there to choose")
    func days() {
        let page = ReportPage(report).html
        #expect(page.contains("<g data-day=\"0\">") && page.contains("<g data-day=\"1\" hidden>"))
        #expect(page.contains("value=\"0\" checked"))
    }

    @Test("Every order without a visit stands in the report with its reason code")
    func reasons() {
        let day = SampleDay(vans: 5, days: 2, visits: 6)
        let page = ReportPage(PlanReport(day.plan, of: day.problem)).html
        for outcome in day.plan.orders where outcome.state != .planned {
            #expect(page.contains("<td>\(outcome.order)</td>"))
        }
        #expect(page.contains("SHIFT_FULL"))
    }

    @Test("A load list starts with the last stop")
    func loadOrder() throws {
        let route = try #require(report.routes.first)
        let trip = try #require(LoadLists(route: route, report: report).trips.first)
        // Of the four visits 1, 2, 3, 4 (delivery, collection, repair, exchange) the first and the last bring goods.
        #expect(trip.entries.map(\.number) == [4, 1])
    }

    @Test("A sheet marks visits that need two persons, stairs and hygiene")
    func marks() throws {
        var day = SampleDay(vans: 1, days: 1, visits: 1)
        // One commode: nothing asks for two persons until the order does.
        day.problem.orders[0].lines = [OrderLine(item: "commode", direction: .deliver)]
        day.problem.orders[0].persons = nil
        day.problem.orders[0].stairs = true
        day.problem.orders[0].infection = true
        let alone = SheetsPage(PlanReport(day.plan, of: day.problem)).html
        #expect(alone.contains(">STAIRS</span>") && alone.contains(">HYGIENE</span>") && !alone.contains(">2P</span>"))
        day.problem.orders[0].persons = 2
        #expect(SheetsPage(PlanReport(day.plan, of: day.problem)).html.contains(">2P</span>"))
    }

    @Test("The spreadsheet file quotes what would break a line, and defuses formulas")
    func csvCells() {
        #expect(PlanCSV.quoted("a;b") == "\"a;b\"")
        #expect(PlanCSV.quoted("say \"hi\"") == "\"say \"\"hi\"\"\"")
        #expect(PlanCSV.quoted("=HYPERLINK(1)") == "'=HYPERLINK(1)")
        #expect(PlanCSV.quoted("-3") == "-3")
    }

    @Test("The spreadsheet file has a line for each order and the same columns in each")
    func csvLines() {
        let lines = PlanCSV.text(report).split(whereSeparator: \.isNewline)
        #expect(lines.count == day.plan.orders.count + 1)
        #expect(lines.allSatisfy { $0.count { $0 == ";" } == PlanCSV.columns.count - 1 })
    }

    @Test("The GeoJSON file parses, with a line for each van-day and a point for each visit")
    func geoJSON() throws {
        let object = try JSONSerialization.jsonObject(with: Data(RoutesGeoJSON.text(report).utf8)) as? [String: Any]
        let features = try #require(object?["features"] as? [[String: Any]])
        let types = features.compactMap { ($0["properties"] as? [String: Any])?["type"] as? String }
        #expect(types.count { $0 == "route" } == day.plan.routes.count)
        #expect(types.count { $0 == "visit" } == day.plan.orders.count { $0.state == .planned })
        #expect(types.count { $0 == "depot" } == 2)
    }

    @Test("An empty plan of an empty scenario still gives pages")
    func empty() {
        let problem = PlanningProblem(
            name: "empty", date: SampleDay.date, horizonDays: 1, key: PriorityKey(version: "1", rules: [:]), depots: [],
            items: [], vans: [], shifts: [], orders: [])
        let plan = Plan(
            scenario: "empty", date: SampleDay.date, horizon: [], seed: 1, routes: [], orders: [], aims: [],
            cost: CostBreakdown())
        let report = PlanReport(plan, of: problem)
        #expect(ReportPage(report).html.contains("Every open order has a visit."))
        #expect(SheetsPage(report).html.contains("</html>"))
        #expect(PlanTable(report).text.contains("Total"))
    }
}
