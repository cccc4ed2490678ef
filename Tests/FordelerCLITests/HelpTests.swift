import ArgumentParser
import Foundation
import Testing

@testable import FordelerCLI

/// Help texts are part of what people rely on, so they are kept as files and reviewed as differences.
///
/// `FORDELER_WRITE_GOLDEN=1 swift test --filter HelpTests` writes them anew.
@Suite("Help")
struct HelpTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

    @Test("The help of a command is what its file says", arguments: ["plan", "check", "list", "run"])
    func golden(command: String) throws {
        let type = try #require(
            FordelerCommand.configuration.subcommands.first { $0.configuration.commandName == command })
        let text = FordelerCommand.helpMessage(for: type, columns: 80)
        let file = HelpTests.folder.appendingPathComponent("help-\(command).txt")
        if ProcessInfo.processInfo.environment["FORDELER_WRITE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(at: HelpTests.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test("Every command's help shows an example")
    func examples() {
        for type in FordelerCommand.configuration.subcommands {
            #expect(FordelerCommand.helpMessage(for: type).contains("Example: fordeler"), "\(type)")
        }
    }
}
