import FordelerModel
import Foundation
import Testing

@testable import FordelerFormats

/// Every error of an order names its place: line and column of a table, line and key of a document.
@Suite struct OrderPlaceTests {
    private static func good() throws -> LoadedScenario {
        try ScenarioReader.read(folder: ScenarioReaderTests.good.path)
    }

    private static let table = """
        order;kind;class;registered;ready;deliver;postcode;stairs;persons;service_minutes;windows
        x1;parcel;2;2026-05-04;;rollator:1;3015;;;;
        x2;delivery;7;2026-05-04;;rollator:1;3015;;;;
        x3;delivery;2;2026-13-04;;rollator:1;3015;;;;
        x4;delivery;2;2026-05-04;;sofa:1;3015;;;;
        x5;delivery;2;2026-05-04;;rollator:1;;;;;
        x6;delivery;2;2026-05-04;;rollator:1;3015;perhaps;3;-5;
        x7;delivery;2;2026-05-04;;rollator:1;3015;;;nan;noon

        """

    @Test func everyErrorOfATableNamesLineAndColumn() throws {
        let log = InputLog()
        _ = ScenarioReader.orders(in: Self.table, file: "orders.csv", for: try Self.good(), log: log)
        let errors = log.diagnostics.filter { $0.severity == .error }
        #expect(errors.allSatisfy { $0.file == "orders.csv" && $0.line != nil && $0.column != nil })
        #expect(Set(errors.compactMap(\.line)) == Set(2...8))
        #expect(errors.count { $0.line == 7 } == 3 && errors.count { $0.line == 8 } == 2)
    }

    @Test func everyErrorOfADocumentNamesLineAndKey() throws {
        let text = """
            {"order": "x1", "kind": "parcel",
             "class": "2", "registered": "2026-13-04",
             "deliver": {"rollator": 1},
             "postcode": "3015",
             "persons": 3, "service_minutes": -5}
            """
        let found = try #require(
            throws: InputErrors.self, performing: { try OrderDocument.read(Data(text.utf8), for: try Self.good()) })
        let places = found.diagnostics.filter { $0.severity == .error }.map { "\($0.column ?? "?"):\($0.line ?? 0)" }
        #expect(Set(["kind:1", "registered:2", "deliver:3", "persons:5", "service_minutes:5"]).isSubset(of: places))
        #expect(!places.contains { $0.hasSuffix(":0") || $0.hasPrefix("?") })
    }

    @Test(arguments: [("{\"order\": \"x\",\n \"kind\": }", 2), ("{\n\n\"order\": \"x\"", 3), ("{\"persons\": NaN}", 1)])
    func aTextThatIsNoJSONNamesTheLine(text: String, line: Int) throws {
        let found = try #require(
            throws: InputErrors.self, performing: { try OrderDocument.read(Data(text.utf8), for: try Self.good()) })
        #expect(found.diagnostics.map(\.code) == ["E-JSON-SYNTAX"] && found.diagnostics[0].line == line)
        let plan = try #require(
            throws: InputErrors.self, performing: { try PlanFile.decode(Data(text.utf8)) })
        #expect(plan.diagnostics.map(\.line) == [line])
    }
}
