import FordelerFormats
import FordelerModel
import Foundation
import Testing

@testable import FordelerScenario

@Suite struct DrammenDayTests {
    /// The scenario folder of this repository.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios/drammen-day")

    @Test func theCommittedFilesAreTheGeneratedOnes() throws {
        for file in DrammenDay.files() {
            let committed = try Data(contentsOf: Self.folder.appendingPathComponent(file.name))
            #expect([UInt8](committed) == file.bytes, "\(file.name) differs; generate it again")
        }
    }

    @Test func theCommittedFolderReadsAndHoldsWhatItPromises() throws {
        let loaded = try ScenarioReader.read(folder: Self.folder.path)
        let problem = loaded.problem
        #expect(problem.orders.count == 722)
        #expect(problem.vans.count == 7)
        #expect(problem.shifts.count == 69)
        #expect(problem.horizon.count == 10)
        #expect(problem.orders.filter { $0.priority == .acute }.count >= 6)
        #expect(problem.orders.filter { $0.priority == .one }.count >= 40)
        let fresh = problem.orders.prefix(72)
        #expect(fresh.filter { $0.kind == .delivery }.count == 35)
        #expect(fresh.filter { $0.kind == .collection }.count == 20)
        #expect(fresh.filter { $0.kind == .repair }.count == 17)
        #expect(problem.orders.contains { $0.hold != nil })
        #expect(problem.orders.contains { $0.ready == nil })
        #expect(problem.orders.contains { $0.infection })
        #expect(problem.orders.contains { $0.neededBy != nil })
        #expect(problem.orders.contains { $0.override != nil })
        #expect(loaded.warnings.isEmpty, "\(loaded.warnings.map(\.text))")
        #expect(loaded.expected == "expected.json")
    }

    @Test func anotherSeedIsAnotherDayOfTheSameSize() {
        let one = DrammenDay.files(orders: 10, backlog: 20, seed: 1)
        let two = DrammenDay.files(orders: 10, backlog: 20, seed: 2)
        #expect(one.map(\.name) == two.map(\.name))
        #expect(one[1] != two[1])
        #expect(one[1].bytes.filter { $0 == 10 }.count == 31)
    }

    @Test func theFleetGrowsWithTheQueue() {
        let vans = DrammenDay.files(orders: 72, backlog: 2000)[2]
        #expect(vans.bytes.filter { $0 == 10 }.count == 1 + 20)
    }
}
