import Foundation
import Testing

/// A dispatcher's commands on a small town: what they print, and how they end.
@Suite("A dispatcher's commands")
struct DispatchCommandTests {
    private func run(_ arguments: [String]) throws -> Program.Ending { try Program.run(arguments) }

    private func widest(_ text: String) -> Int { text.split(separator: "\n").map(\.count).max() ?? 0 }

    @Test("Quote, re-plan, diff, explain and check work one after the other")
    func day() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dispatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        let town = path("town")
        #expect(
            try run(["generate", "drammen-day", "--orders", "8", "--backlog", "12", "--vans", "2", "--out", town]).code
                == 0)
        #expect(try run(["plan", town, "--days", "2", "--steps", "8", "--out", path("a"), "--quiet"]).code == 0)
        let plan = path("a") + "/plan.json"
        let rows = try String(contentsOfFile: town + "/orders.csv", encoding: .utf8).split(separator: "\n")
        let order = String(rows[1].split(separator: ";", omittingEmptySubsequences: false).first ?? "")

        let asked = """
            {"order": "new-1", "kind": "repair", "class": "1", "registered": "2026-05-04T08:10",
             "repair": ["\(try anyItem(town)):1"], "latitude": 59.74, "longitude": 10.2}
            """
        try Data(asked.utf8).write(to: URL(fileURLWithPath: path("order.json")))
        let quote = try run(["quote", town, plan, "--order", path("order.json")])
        #expect(quote.code == 0, "\(quote.complaint)")
        #expect(quote.output.contains("van-days can take it as the plan stands."))
        #expect(widest(quote.output) <= 80)
        try Data("{\"order\": \"x\", \"kind\": \"gift\"}".utf8).write(to: URL(fileURLWithPath: path("bad.json")))
        #expect(try run(["quote", town, plan, "--order", path("bad.json")]).code == 3)

        let replan = try run([
            "replan", town, plan, "--now", "2026-05-05T10:30", "--without", "van=nobody", "--out", path("b"),
        ])
        #expect(replan.code == 3 && replan.complaint.contains("E-REF-ABSENT"))
        let second = try run([
            "replan", town, plan, "--now", "2026-05-05T10:30", "--freedom", "times", "--out", path("b"), "--json",
        ])
        #expect(second.code == 0, "\(second.complaint)")
        #expect(try run(["check", town, path("b") + "/plan.json"]).code == 0)
        let same = try run(["diff", plan, plan])
        #expect(same.code == 0 && same.output == "No difference: every order stands as it stood.\n")
        let difference = try run(["diff", plan, path("b") + "/plan.json"])
        #expect(difference.code == 0 && widest(difference.output) <= 80)

        for language in ["en", "nb", "sv"] {
            let answer = try run(["explain", town, plan, order, "--language", language])
            #expect(answer.code == 0 && answer.output.contains(order), "\(answer.complaint)")
            #expect(widest(answer.output) <= 80)
        }
        let unknown = try run(["explain", town, plan, "no-such-order"])
        #expect(unknown.code == 3 && unknown.complaint.contains("E-REF-ORDER"))
        #expect(try run(["explain", town, plan, "--language", "de"]).code == 2)
    }

    private func anyItem(_ town: String) throws -> String {
        let rows = try String(contentsOfFile: town + "/items.csv", encoding: .utf8).split(separator: "\n")
        return String(rows[1].split(separator: ";").first ?? "")
    }
}
