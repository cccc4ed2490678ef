import Foundation
import Testing

/// The built program as a shell sees it: exit codes and what stands on which stream.
@Suite("The program's exit codes")
struct ProcessTests {
    private func run(_ arguments: String...) throws -> Program.Ending { try Program.run(arguments) }

    @Test("Help ends with 0 on standard output")
    func help() throws {
        let ending = try run("plan", "--help")
        #expect(ending.code == 0)
        #expect(ending.output.contains("USAGE: fordeler plan [<options>] <scenario>"))
        #expect(ending.complaint.isEmpty)
    }

    @Test("Wrong usage ends with 2, one sentence and the usage on standard error, nothing on standard output")
    func usage() throws {
        let ending = try run("plan", "somewhere", "--days", "21", "--json")
        #expect(ending.code == 2)
        #expect(ending.output.isEmpty)
        #expect(ending.complaint.hasPrefix("Error: --days must lie in 1...20.\nUsage: fordeler plan"))
    }

    @Test("A date that does not exist is wrong usage")
    func date() throws {
        let ending = try run("plan", "somewhere", "--date", "2026-02-30")
        #expect(ending.code == 2)
        #expect(ending.complaint.contains("The value '2026-02-30' is invalid for '--date <date>'"))
    }

    @Test("A folder that is not there ends with 6 and is named")
    func missingFolder() throws {
        let ending = try run("plan", "no/such/folder", "--json")
        #expect(ending.code == 6)
        #expect(ending.output.isEmpty)
        #expect(ending.complaint == "error E-FILE no/such/folder: There is no such folder. Check the name.\n")
    }

    @Test("Run asks for exactly one of a scenario and --all")
    func runNothing() throws {
        #expect(try run("run").code == 2)
        #expect(try run("run", "x", "--all").code == 2)
    }

    @Test("A small scenario is generated, listed, planned and checked; the folder then holds every file")
    func wholeWay() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let town = folder.appendingPathComponent("town").path
        #expect(
            try run("generate", "drammen-day", "--orders", "6", "--backlog", "4", "--vans", "1", "--out", town).code
                == 0)
        #expect(try run("list", folder.path).output.hasSuffix("(10 orders, 1 vans, 10 days)\n"))
        let out = folder.appendingPathComponent("out").path
        let planned = try run("plan", town, "--days", "2", "--steps", "8", "--out", out, "--json")
        #expect(planned.code == 0, "\(planned.complaint)")
        let summary = try JSONSerialization.jsonObject(with: Data(planned.output.utf8)) as? [String: Any]
        #expect(summary?["status"] as? String == "step_limit")
        #expect(summary?["valid"] as? Bool == true)
        #expect((summary?["orders"] as? [String: Int])?.values.reduce(0, +) == 10)
        for name in ["plan.json", "plan.csv", "routes.geojson", "report.html", "sheets.html", "messages.csv"] {
            #expect(FileManager.default.fileExists(atPath: out + "/" + name), "\(name)")
        }
        let checked = try run("check", town, out + "/plan.json", "--json")
        #expect(checked.code == 0)
        #expect(checked.output.contains("\"valid\":true"))
    }

    @Test("A missed target ends with 4 and is named with what was measured and its source")
    func missedTarget() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let town = folder.appendingPathComponent("town").path
        _ = try run("generate", "drammen-day", "--orders", "3", "--backlog", "0", "--vans", "1", "--out", town)
        let expected = #"{"targets": [{"field": "orders.planned", "min": 99, "source": "far too many"}]}"#
        try Data(expected.utf8).write(to: URL(fileURLWithPath: town + "/expected.json"))
        let ending = try run("run", town, "--steps", "4", "--out", folder.path, "--json")
        #expect(ending.code == 4)
        #expect(ending.complaint.contains("missed drammen-day: orders.planned is "))
        #expect(ending.complaint.contains("accepted is at least 99 (far too many)"))
        #expect(ending.output.contains("\"baseline.late.1\":"))
    }

    @Test("A wrong number in a plan is a broken rule: exit code 4, and its name on standard error")
    func brokenPlan() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let town = folder.appendingPathComponent("town").path
        let out = folder.appendingPathComponent("out").path
        _ = try run("generate", "drammen-day", "--orders", "3", "--backlog", "0", "--vans", "1", "--out", town)
        #expect(try run("plan", town, "--steps", "4", "--out", out, "--quiet").code == 0)
        let file = URL(fileURLWithPath: out + "/plan.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let first = try #require(text.range(of: "\"distance_metres\": "))
        try Data(text.replacingCharacters(in: first, with: "\"distance_metres\": 9").utf8).write(to: file)
        let checked = try run("check", town, out + "/plan.json")
        #expect(checked.code == 4)
        #expect(checked.complaint.contains("metres"))
    }

    @Test("Ctrl-C writes the best plan so far and ends with 130")
    func interrupted() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let town = folder.appendingPathComponent("town").path
        let out = folder.appendingPathComponent("out").path
        _ = try run("generate", "drammen-day", "--orders", "6", "--backlog", "4", "--vans", "1", "--out", town)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["plan", town, "--time-limit", "20", "--out", out]
        let complaints = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaints
        try process.run()
        // The first progress line says that the search runs and Ctrl-C is heard.
        _ = complaints.fileHandleForReading.availableData
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(FileManager.default.fileExists(atPath: out + "/plan.json"))
    }

    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fordeler-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
