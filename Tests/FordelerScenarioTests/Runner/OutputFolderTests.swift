import Foundation
import Testing

@testable import FordelerScenario

struct OutputFolderTests {
    /// A file that cannot be replaced (a folder has its name) leaves no half of anything, and the rest as it was.
    @Test func filesAreReplacedWholeOrNotAtAll() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fordeler-output-\(ProcessInfo.processInfo.globallyUniqueString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = OutputFolder(folder.path)
        try output.write([OutputFile("a.txt", text: "old"), OutputFile("deep/b.txt", text: "old")])
        try Data("x".utf8).write(to: folder.appendingPathComponent("blocked"))
        #expect(throws: OutputFolder.Refusal.self) {
            try output.write([OutputFile("a.txt", text: "new"), OutputFile("blocked/c.txt", text: "new")])
        }
        #expect(try String(contentsOf: folder.appendingPathComponent("a.txt"), encoding: .utf8) == "old")
        try output.write([OutputFile("a.txt", text: "new"), OutputFile("deep/b.txt", text: "new")])
        #expect(try String(contentsOf: folder.appendingPathComponent("deep/b.txt"), encoding: .utf8) == "new")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.txt", "blocked", "deep"])
    }
}
