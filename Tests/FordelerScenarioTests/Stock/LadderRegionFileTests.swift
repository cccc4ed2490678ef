import FordelerModel
import FordelerScenario
import FordelerStock
import Foundation
import Testing

@Suite struct LadderRegionFileTests {
    private let region = LadderGenerator.region(depots: 2, zones: 3, types: 1, mostUnits: 2, seed: 1)

    @Test func writtenRegionsReadBack() throws {
        let text = try LadderRegionFile.text(region)
        let read = try LadderRegionFile.read(Data(text.utf8), file: "region.json")
        #expect(read.streams == region.streams && read.travel == region.travel)
        #expect(try LadderRegionFile.text(read) == text)
        #expect(try region.lpText() == read.lpText())
    }

    private func defects(_ text: String) -> [Diagnostic] {
        do {
            _ = try LadderRegionFile.read(Data(text.utf8), file: "region.json")
        } catch let error as InputErrors {
            return error.diagnostics
        } catch {}
        return []
    }

    @Test func defectsNameTheField() throws {
        let text = try LadderRegionFile.text(region)
        #expect(defects("{").map(\.code) == ["E-LADDER-FIELD"])
        let missing = defects(text.replacingOccurrences(of: "\"readyRate\"", with: "\"ready\""))
        #expect(missing.map(\.message) == ["The field readyRate is missing."])
        let negative = defects(text.replacingOccurrences(of: "\"readyRate\":0.95", with: "\"readyRate\":-1"))
        #expect(negative.map(\.column) == ["ready rate"])
    }
}
