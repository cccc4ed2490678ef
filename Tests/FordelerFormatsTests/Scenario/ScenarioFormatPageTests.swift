import Foundation
import Testing

@testable import FordelerFormats

/// The page *Scenario format* names every column and every code.
@Suite struct ScenarioFormatPageTests {
    static let root = ScenarioReaderTests.tests.deletingLastPathComponent().deletingLastPathComponent()
    static let page = try? String(
        contentsOf: root.appendingPathComponent("Sources/Fordeler/Fordeler.docc/ScenarioFormat.md"), encoding: .utf8)

    @Test func everyColumnHasItsRow() throws {
        let page = try #require(Self.page)
        let tables = [
            OrderTable.columns, VanTable.columns, ShiftTable.columns, DepotTable.columns, ItemTable.columns,
            PostcodeTable.columns,
        ]
        for column in tables.joined() { #expect(page.contains("`\(column.name)`"), "\(column.name)") }
    }

    @Test func everyCodeIsListed() throws {
        let page = try #require(Self.page)
        let rooms = Self.root.appendingPathComponent("Sources/FordelerFormats")
        var codes: Set<String> = []
        for folder in ["Scenario", "Tables", "PlanFiles"] {
            let place = rooms.appendingPathComponent(folder)
            for file in try FileManager.default.contentsOfDirectory(atPath: place.path) where file.hasSuffix(".swift") {
                let text = try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
                for match in text.matches(of: /"([EW]-[A-Z-]+)"/) { codes.insert(String(match.output.1)) }
            }
        }
        #expect(codes.count > 50)
        for code in codes.sorted() { #expect(page.contains("`\(code)`"), "\(code)") }
    }
}
