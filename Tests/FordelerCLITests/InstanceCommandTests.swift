import Foundation
import Testing

@testable import FordelerCLI

@Suite struct InstanceCommandTests {
    private let instance = """
        TINY
        VEHICLE
        NUMBER CAPACITY
        2 20
        CUSTOMER
        CUST NO. XCOORD. YCOORD. DEMAND READY DUE SERVICE
        0 0 0 0 0 200 0
        1 3 4 10 0 150 10
        2 6 8 10 0 160 10
        3 0 5 10 0 190 10
        """

    /// Runs the command line in a folder of its own that holds `tiny.txt`.
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(instance.utf8).write(to: folder.appendingPathComponent("tiny.txt"))
        try body(folder)
    }

    private func solve(_ folder: URL, _ more: String...) -> CommandEnding {
        let base = [
            "solve", folder.appendingPathComponent("tiny.txt").path, "--steps", "50", "--threads", "1", "--quiet",
        ]
        return CommandEnding(running: base + more)
    }

    @Test func solutionsAreWrittenAndRepeat() throws {
        try inFolder { folder in
            let files = ["a.sol", "b.sol"].map { folder.appendingPathComponent($0).path }
            for file in files { #expect(solve(folder, "--solution", file).code == 0) }
            let text = try String(contentsOfFile: files[0], encoding: .utf8)
            #expect(text.hasPrefix("Route #1: ") && text.hasSuffix("Cost 30.0\n"))
            #expect(try String(contentsOfFile: files[1], encoding: .utf8) == text)
            #expect(solve(folder, "--initial", files[0]).code == 0)
        }
    }

    @Test func wrongCallsHaveTheirCodes() throws {
        try inFolder { folder in
            #expect(solve(folder, "--time-limit", "0").code == 2)
            let negative = solve(folder, "--time-limit", "-5")
            #expect(negative.code == 2 && negative.complaint.contains("--time-limit must lie above 0"))
            #expect(solve(folder, "--no-improvement", "-1").code == 2)
            #expect(solve(folder, "--format", "lilim").code == 3)
            #expect(solve(folder, "--initial", folder.appendingPathComponent("none.sol").path).code == 6)
            #expect(solve(folder, "--solution", folder.appendingPathComponent("no/such/o.sol").path).code == 6)
            #expect(CommandEnding(running: ["solve", folder.appendingPathComponent("none.txt").path]).code == 6)
        }
    }

    @Test func aFileWithoutEndIsRefused() {
        let refused = #expect(throws: CommandFailure.self) { try fileBytes("/dev/zero", limit: 5000) }
        #expect(refused?.code == 3 && refused?.message.contains("E-FILE-SIZE") == true)
    }

    @Test func badInputsAreListed() throws {
        try inFolder { folder in
            let path = folder.appendingPathComponent("tiny.txt")
            let bad = instance.replacing("3 4 10", with: "3 x 10").replacing("6 8 10", with: "6 8 30")
            try Data(bad.utf8).write(to: path)
            let ending = solve(folder)
            #expect(ending.code == 3 && ending.complaint.contains("E-INSTANCE-NUMBER"))
        }
    }

    @Test func matricesTakeThePlaceOfTravel() throws {
        try inFolder { folder in
            let matrix = folder.appendingPathComponent("m.csv")
            let file = folder.appendingPathComponent("o.sol").path
            try Data("0,1,1,1\n1,0,1,1\n1,1,0,1\n1,1,1,0\n".utf8).write(to: matrix)
            #expect(solve(folder, "--matrix", matrix.path, "--solution", file).code == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("Cost 5.0\n"))
            try Data("0,1\n1,0\n".utf8).write(to: matrix)
            #expect(solve(folder, "--matrix", matrix.path).code == 3)
        }
    }
}
