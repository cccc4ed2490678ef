import FordelerScenario
import Foundation
import Testing

/// With `FORDELER_WRITE_REPORTS=FOLDER` the sample day's reports are written there, to be looked at.
@Test(
    "Reports of the sample day, to look at",
    .enabled(if: ProcessInfo.processInfo.environment["FORDELER_WRITE_REPORTS"] != nil))
func writtenReports() throws {
    let folder = URL(
        fileURLWithPath: try #require(ProcessInfo.processInfo.environment["FORDELER_WRITE_REPORTS"]), isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let day = SampleDay(vans: 7, days: 10, visits: 9)
    let report = PlanReport(day.plan, of: day.problem, isValid: true)
    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
    }
    try write(PlanTable(report).text, "table.txt")
    try write(ReportPage(report).html, "report.html")
    try write(SheetsPage(report).html, "sheets.html")
    try write(PlanCSV.text(report), "plan.csv")
    try write(RoutesGeoJSON.text(report), "routes.geojson")
}
