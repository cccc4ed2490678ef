import Foundation

/// The program `fordeler-kernels`, which measures the hot loop by itself.
struct KernelProgram {
    private let path: String

    /// What one counted call gave.
    struct Count {
        var instructions: Int
        var evaluations: Int
        var checksum: String

        var perEvaluation: Double { evaluations > 0 ? Double(instructions) / Double(evaluations) : 0 }
    }

    private struct Line: Decodable {
        var evaluations: Int?
        var checksum: String?
        var allocations: Int?
        var counted: Bool?
    }

    /// The program in the folder of the running one, when it is there.
    static var beside: KernelProgram? {
        guard let own = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
        let path = own.deletingLastPathComponent().appendingPathComponent("fordeler-kernels").path
        return FileManager.default.isExecutableFile(atPath: path) ? KernelProgram(path: path) : nil
    }

    /// Whether valgrind is installed.
    static var hasValgrind: Bool { run("valgrind", ["--version"]) != nil }

    /// Instructions inside the functions whose names match a pattern, the functions they call included.
    func instructions(_ arguments: [String], inside pattern: String) -> Count? {
        let ending = Self.run(
            "valgrind",
            ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=\(pattern)", path] + arguments)
        guard let ending, let line = Self.line(ending.output), let evaluations = line.evaluations,
            let collected = ending.complaint.components(separatedBy: "Collected : ").dropFirst().first,
            let instructions = Int(collected.prefix { $0.isNumber }), instructions > 0
        else { return nil }
        return Count(instructions: instructions, evaluations: evaluations, checksum: line.checksum ?? "")
    }

    /// Memory blocks that a search of so many steps asks for; `nil` where they cannot be counted.
    func allocations(of name: String, steps: Int) -> Int? {
        guard let ending = Self.run(path, ["allocations", name, "\(steps)"]), let line = Self.line(ending.output),
            line.counted == true
        else { return nil }
        return line.allocations
    }

    private static func line(_ text: String) -> Line? {
        try? JSONDecoder().decode(Line.self, from: Data(text.utf8))
    }

    /// What a program wrote; `nil` when it is missing or failed.
    private static func run(_ program: String, _ arguments: [String]) -> (output: String, complaint: String)? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fordeler-\(UUID().uuidString)")
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
            return nil
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        let streams = ["output", "complaint"].map { folder.appendingPathComponent($0) }
        for stream in streams { _ = FileManager.default.createFile(atPath: stream.path, contents: nil) }
        let handles = streams.compactMap { try? FileHandle(forWritingTo: $0) }
        guard handles.count == 2 else { return nil }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        // Hash tables are walked in the same order every time, so that counts repeat.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        for handle in handles { try? handle.close() }
        guard process.terminationStatus == 0 else { return nil }
        let texts = streams.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }
        return (texts[0], texts[1])
    }
}
