import Foundation
import Testing

/// The built program as a shell sees it: exit codes and what stands on which stream.
@Suite("The program's exit codes")
struct ProcessTests {
    /// The program beside the test runner.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("fordeler")

    struct Ending {
        var code: Int32
        var output: String
        var complaint: String
    }

    private func run(_ arguments: String...) throws -> Ending {
        let process = Process()
        process.executableURL = ProcessTests.program
        process.arguments = arguments
        let (output, complaint) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let error = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ending(code: process.terminationStatus, output: text, complaint: error)
    }

    @Test("Help ends with 0 on standard output")
    func help() throws {
        let ending = try run("plan", "--help")
        #expect(ending.code == 0)
        #expect(ending.output.contains("USAGE: fordeler plan <scenario>"))
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
}
