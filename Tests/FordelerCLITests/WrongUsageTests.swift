import Foundation
import Testing

@testable import FordelerCLI

@Suite("Wrong usage and progress")
struct WrongUsageTests {
    @Test("An unknown option is wrong usage: exit code 2 and a sentence that names it")
    func unknownOption() {
        let ending = CommandEnding(running: ["solve", "x.vrp", "--sed", "3"])
        #expect(ending.code == 2)
        #expect(ending.output.isEmpty)
        #expect(ending.complaint.hasPrefix("Error: Unknown option '--sed'"))
        #expect(ending.complaint.contains("Usage: fordeler solve"))
    }

    @Test("An unknown command is wrong usage")
    func unknownCommand() {
        #expect(CommandEnding(running: ["fly"]).code == 2)
    }

    @Test("An option that a stock scenario states itself is refused, not passed over")
    func idleOption() {
        let scenario = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Scenarios/dalarna-spare-parts").path
        let ending = CommandEnding(running: ["stock", "place", scenario, "--limit", "1", "--objective", "median"])
        #expect(ending.code == 2)
        #expect(ending.complaint == "--objective, --limit: a stock scenario states this itself; leave the option out.")
    }

    @Test("Asking for help is no error, and help shows an example")
    func help() {
        let ending = CommandEnding(running: ["--help"])
        #expect(ending.code == 0)
        #expect(ending.output.contains("Example: fordeler"))
    }

    @Test("The bar is 79 columns wide at every fraction", arguments: [-1, 0, 0.004, 0.5, 0.999, 1, 7, Double.nan])
    func barWidth(fraction: Double) {
        #expect(ProgressLine.bar(fraction, note: String(repeating: "x", count: 90)).count == 79)
        #expect(ProgressLine.bar(fraction, note: "").count == 79)
    }

    @Test("Half way shows half the cells")
    func halfBar() {
        #expect(ProgressLine.bar(0.5, note: "3 late").hasPrefix("[############............]  50 %  3 late"))
    }
}
