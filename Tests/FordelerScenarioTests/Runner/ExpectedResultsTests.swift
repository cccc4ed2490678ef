import FordelerModel
import FordelerScenario
import Foundation
import Testing

@Suite("Expected results")
struct ExpectedResultsTests {
    private func read(_ text: String) throws -> ExpectedResults { try ExpectedResults.read(Array(text.utf8)) }

    @Test("Ranges from min, max, and value with tolerance")
    func ranges() throws {
        let expected = try read(
            """
            {"targets": [
              {"field": "late.acute", "max": 0, "source": "key"},
              {"field": "van_time_used", "min": 0.9, "source": "ours"},
              {"field": "vans", "value": 7, "tolerance": 1, "source": "ours"}
            ]}
            """)
        let measured = ["late.acute": 0.0, "van_time_used": 0.89, "vans": 8]
        #expect(expected.targets.map { TargetResult($0, in: measured).isMet } == [true, false, true])
    }

    @Test("A field that nothing measured misses its target")
    func unmeasured() {
        let target = ExpectedResults.Target(field: "late.actue", max: 0, source: "key")
        #expect(!TargetResult(target, in: ["late.acute": 0]).isMet)
        #expect(TargetTable([TargetResult(target, in: [:])]).text.contains("MISSED late.actue"))
    }

    @Test("Every defect of the file is listed at once")
    func defects() {
        let text = """
            {"targets": [{"field": "", "max": 1, "source": ""}, {"field": "vans", "source": ""},
             {"field": "vans", "min": 3, "max": 2, "source": ""}]}
            """
        #expect {
            try read(text)
        } throws: { error in
            (error as? InputErrors)?.diagnostics.map(\.code) == [
                "E-EXPECTED-FIELD", "E-EXPECTED-RANGE", "E-EXPECTED-RANGE",
            ]
        }
    }

    @Test("A missing field is named with its path")
    func missing() {
        #expect {
            try read(#"{"targets": [{"field": "vans", "max": 7}]}"#)
        } throws: { error in
            (error as? InputErrors)?.diagnostics.first?.column == "targets[0].source"
        }
    }

    @Test("Files are written whole, and a folder that cannot be made is named")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fordeler-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try OutputFolder(folder.path + "/deep").write([
            OutputFile("a.txt", text: "one"), OutputFile("a.txt", text: "two"),
        ])
        #expect(try String(contentsOf: folder.appendingPathComponent("deep/a.txt"), encoding: .utf8) == "two")
        #expect(throws: OutputFolder.Refusal.self) {
            try OutputFolder(folder.path + "/deep/a.txt/inside").write([OutputFile("b.txt", text: "")])
        }
    }
}
