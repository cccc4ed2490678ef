import Foundation
import Testing

/// A package of its own that imports Fordeler must build and run. It is built from scratch the first time, which takes
/// minutes, so only `FORDELER_LIBRARY_EXAMPLE=1` asks for it.
@Test(
    "A separate package plans the Drammen day through one import",
    .enabled(if: ProcessInfo.processInfo.environment["FORDELER_LIBRARY_EXAMPLE"] != nil))
func libraryExample() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
        "swift", "run", "-q", "-c", "release", "--package-path", "Tests/LibraryExample", "--scratch-path",
        ".build/library-example",
        "LibraryExample", "Scenarios/drammen-day",
    ]
    process.currentDirectoryURL = root
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.hasPrefix("valid: true, planned: "))
    #expect(!text.contains("class acute") && !text.contains("class 1,"))
}
