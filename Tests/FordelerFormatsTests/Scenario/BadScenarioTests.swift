import FordelerModel
import Foundation
import Testing

@testable import FordelerFormats

/// Each folder of `BadScenarios` holds one file with one defect, laid over the good scenario, and `expected.txt` with
/// all that the reader has to say. `FORDELER_WRITE_GOLDEN=1 swift test` writes the expected texts anew.
@Suite struct BadScenarioTests {
    static let bad = ScenarioReaderTests.tests.appendingPathComponent("BadScenarios")

    static let cases: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: bad.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

    /// A copy of the good scenario for one test; `change` makes it bad.
    static func withOverlay(_ name: String, _ change: (URL) throws -> Void, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "fordeler-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.copyItem(at: ScenarioReaderTests.good, to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        try change(folder)
        try body(folder)
    }

    @Test func thereAreManyCases() { #expect(Self.cases.count >= 60) }

    @Test(arguments: cases)
    func theDefectIsNamed(name: String) throws {
        let source = Self.bad.appendingPathComponent(name)
        let overlay = { (folder: URL) in
            for file in try FileManager.default.contentsOfDirectory(atPath: source.path) where file != "expected.txt" {
                try? FileManager.default.removeItem(at: folder.appendingPathComponent(file))
                try FileManager.default.copyItem(
                    at: source.appendingPathComponent(file), to: folder.appendingPathComponent(file))
            }
        }
        try Self.withOverlay(name, overlay) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            let text = (found?.description ?? "") + "\n"
            let golden = source.appendingPathComponent("expected.txt")
            if ProcessInfo.processInfo.environment["FORDELER_WRITE_GOLDEN"] != nil {
                try Data(text.utf8).write(to: golden)
            }
            #expect(text == (try String(contentsOf: golden, encoding: .utf8)))
        }
    }

    @Test func moreOrdersThanMemoryHoldsAreOneError() throws {
        let change = { (folder: URL) in
            let file = folder.appendingPathComponent("orders.csv")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let many = lines.prefix(1) + Array(repeating: lines[1], count: OrderTable.mostOrders + 1)
            try Data(many.joined(separator: "\n").utf8).write(to: file)
        }
        try Self.withOverlay("many-orders", change) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            #expect(found?.diagnostics.map(\.code) == ["E-ORDER-COUNT"], "\(found.map(\.description) ?? "")")
        }
    }

    @Test(arguments: [
        "scenario.yaml", "priority-key.yaml", "orders.csv", "vans.csv", "shifts.csv", "depots.csv", "items.csv",
    ])
    func aMissingFileIsOneError(file: String) throws {
        let change = { (folder: URL) in
            try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
        }
        try Self.withOverlay("missing-\(file)", change) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            #expect(found?.diagnostics.map(\.code) == ["E-FILE-MISSING"], "\(found.map(\.description) ?? "")")
        }
    }

    @Test func aFolderInAFilesPlaceIsSaid() throws {
        let change = { (folder: URL) in
            let place = folder.appendingPathComponent("orders.csv")
            try FileManager.default.removeItem(at: place)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        }
        try Self.withOverlay("folder", change) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            #expect(found?.diagnostics.map(\.code) == ["E-FILE-DIRECTORY"])
        }
    }

    @Test func aHugeFileIsRefusedUnread() throws {
        let change = { (folder: URL) in
            // The file system keeps the two hundred megabytes as a hole.
            let handle = try FileHandle(forWritingTo: folder.appendingPathComponent("orders.csv"))
            try handle.truncate(atOffset: 200_000_000)
            try handle.close()
        }
        try Self.withOverlay("huge", change) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            #expect(found?.diagnostics.map(\.code) == ["E-FILE-SIZE"])
        }
    }

    @Test func everyFilesErrorsAreListedAtOnce() throws {
        let change = { (folder: URL) in
            for name in ["number-nan", "item-unknown", "horizon-range", "key-limit", "pay-word", "shift-backwards"] {
                let source = Self.bad.appendingPathComponent(name)
                for file in try FileManager.default.contentsOfDirectory(atPath: source.path)
                where file != "expected.txt" {
                    try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
                    try FileManager.default.copyItem(
                        at: source.appendingPathComponent(file), to: folder.appendingPathComponent(file))
                }
            }
        }
        try Self.withOverlay("all", change) { folder in
            let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: folder.path) }
            #expect(
                found?.diagnostics.map { "\($0.file) \($0.code)" } == [
                    "scenario.yaml E-RANGE", "priority-key.yaml E-RANGE", "depots.csv E-CSV-NUMBER",
                    "vans.csv E-CSV-WORD", "shifts.csv E-SHIFT-ORDER", "orders.csv E-REF-ITEM",
                ])
        }
    }

    @Test func noOrdersIsFine() throws {
        let change = { (folder: URL) in
            try Data("order;kind;registered\n".utf8).write(to: folder.appendingPathComponent("orders.csv"))
        }
        try Self.withOverlay("no-orders", change) { folder in
            let loaded = try ScenarioReader.read(folder: folder.path)
            #expect(loaded.problem.orders.isEmpty)
        }
    }
}
