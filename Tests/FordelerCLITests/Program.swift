import Foundation

/// The built program beside the test runner, run as a shell runs it.
enum Program {
    /// Where it lies.
    static let url = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("fordeler")

    /// How a run ended.
    struct Ending {
        var code: Int32
        var output: String
        var complaint: String
    }

    /// Runs it to its end.
    static func run(_ arguments: [String]) throws -> Ending {
        let process = Process()
        process.executableURL = url
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
}
