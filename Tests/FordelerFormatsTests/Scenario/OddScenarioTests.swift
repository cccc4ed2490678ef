import FordelerModel
import Foundation
import Testing

@testable import FordelerFormats

/// What is allowed but odd is warned about; what is broken in any way never ends the process.
@Suite struct OddScenarioTests {
    /// Reads the good scenario with one text replaced in one file.
    private func warnings(_ name: String, _ file: String, _ old: String, _ new: String) throws -> [String] {
        var found: [String] = []
        let change = { (folder: URL) in
            let path = folder.appendingPathComponent(file)
            let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
            #expect(text.contains(old))
            try Data(text.replacing(old, with: new).utf8).write(to: path)
        }
        try BadScenarioTests.withOverlay("odd-\(name)", change) { folder in
            found = try ScenarioReader.read(folder: folder.path).warnings.map { "\($0.code) \($0.value ?? "")" }
        }
        return found
    }

    @Test func aBedForOnePersonFleetsIsOdd() throws {
        #expect(try warnings("crew", "vans.csv", "v1;Large;2", "v1;Large;1") == ["W-ORDER-CREW a"])
    }

    @Test func anOrderOfTheFutureIsOdd() throws {
        let found = try warnings("future", "orders.csv", "c;repair;2;2026-05-04T09:00", "c;repair;2;2026-05-06T09:00")
        #expect(found == ["W-ORDER-FUTURE c"])
    }

    @Test func aFeatureThatNoVanHasIsOdd() throws {
        #expect(try warnings("feature", "vans.csv", "tail-lift", "") == ["W-ORDER-FEATURE c"])
    }

    @Test func aFarPlaceAndAnOldOrderAreOdd() throws {
        #expect(try warnings("far", "orders.csv", "59,75;10,2", "10,2;59,75") == ["W-ORDER-FAR a"])
        #expect(try warnings("old", "orders.csv", "2026-04-01", "2022-04-01") == ["W-ORDER-OLD b"])
    }

    @Test func anUnusedItemAndAnIdleVanAreOdd() throws {
        #expect(
            try warnings("item", "items.csv", "chair,Powered", "lamp,Lamp,,1,1,1,1,,,,,,\nchair,Powered")
                == ["W-ITEM-UNUSED lamp"])
        #expect(try warnings("van", "shifts.csv", "v2;2026-05-05", "v1;2026-05-08") == ["W-VAN-IDLE v2"])
    }

    @Test func aShiftOnAClosedDayIsOdd() throws {
        #expect(
            try warnings("shift", "shifts.csv", "v2;2026-05-05", "v2;2026-05-09") == ["W-SHIFT-CLOSED v2 2026-05-09"])
    }

    @Test func deepYamlIsRefused() throws {
        for text in [String(repeating: "[", count: 5000), String(repeating: "- ", count: 5000), "a: &x [*x]"] {
            let log = InputLog()
            let found = YAMLValue.read(text, file: "f.yaml", log: log)
            #expect(found == nil || found?.isMapping == true)
        }
    }

    /// Bytes changed, doubled and cut at random: the reader loads or lists errors.
    @Test(arguments: [
        "scenario.yaml", "priority-key.yaml", "orders.csv", "vans.csv", "shifts.csv", "depots.csv", "items.csv",
        "postcodes.csv",
    ])
    func damagedFilesNeverEndTheProcess(file: String) throws {
        let whole = [UInt8](try Data(contentsOf: ScenarioReaderTests.good.appendingPathComponent(file)))
        var state: UInt64 = 7
        func draw(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, below)
        }
        let unchanged = { (_: URL) in }
        try BadScenarioTests.withOverlay("damaged-\(file)", unchanged) { folder in
            for _ in 0..<60 {
                var bytes = whole
                for _ in 0...draw(3) {
                    let place = draw(bytes.count)
                    switch draw(4) {
                    case 0: bytes[place] = UInt8(draw(256))
                    case 1: bytes.remove(at: place)
                    case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + draw(40))], at: place)
                    default: bytes[place] = Array("\";,\n\t-:[{0".utf8)[draw(10)]
                    }
                }
                try Data(bytes).write(to: folder.appendingPathComponent(file))
                do throws(InputErrors) {
                    _ = try ScenarioReader.read(folder: folder.path)
                } catch {
                    #expect(error.diagnostics.contains { $0.severity == .error })
                }
            }
        }
    }
}
