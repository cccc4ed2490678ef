import FordelerChecker
import Foundation
import Testing

@Suite struct CheckerPageTests {
    /// The documentation page names every code.
    @Test func everyCodeIsDocumented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "Sources/Fordeler/Fordeler.docc/Checker.md"), encoding: .utf8)
        for code in ViolationCode.allCases { #expect(page.contains("`\(code.rawValue)`")) }
    }
}
