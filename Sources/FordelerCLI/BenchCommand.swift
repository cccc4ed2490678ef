import ArgumentParser
import FordelerRouting
import FordelerScenario
import Foundation

/// `fordeler bench`: speed and quality on stored, seeded inputs.
struct BenchCommand: ParsableCommand {
    /// What can be measured.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case kernels, routing, all

        var suites: [BenchmarkRun.Suite] {
            switch self {
            case .kernels: [.kernels]
            case .routing: [.routing]
            case .all: BenchmarkRun.Suite.allCases
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the engine on stored, seeded inputs.",
        discussion: """
            Example: fordeler bench kernels --quick --out result.json --baseline baseline.json
            With --baseline, a case that is worse by more than the tolerance is named and the exit code is 4.
            """)

    @Argument(help: "What to measure: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).")
    var subject: Subject
    @Flag(help: "The short set, a few seconds long.") var quick = false
    @Option(help: "Where the result is written.", completion: .file()) var out: String?
    @Option(help: "An earlier result to be held against.", completion: .file()) var baseline: String?
    @Option(help: "How much worse a case may be, as a share.") var tolerance = 0.05
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "Worker threads of the routing suite.") var threads: Int = 1
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(tolerance >= 0 && tolerance < 1) { throw ValidationError("--tolerance must lie in 0..<1.") }
        if !(1...1024).contains(threads) { throw ValidationError("--threads must lie in 1...1024.") }
    }

    func run() throws {
        stopOnInterrupt()
        let before = try baseline.map(readBaseline)
        let run = BenchmarkRun(quick: quick, seed: seed, threads: threads, stop: interruption)
        let result = try run.result(of: subject.suites) { line in
            if !output.quiet, !output.json { print(Self.text(line)) }
        }
        if interruption.isStopped { throw ExitCode(130) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = String(decoding: try encoder.encode(result), as: UTF8.self) + "\n"
        if let out { try writeFile(document, to: out) }
        if output.json { print(document, terminator: "") }
        guard let before else { return }
        let worse = result.regressions(against: before, tolerance: tolerance)
        for regression in worse { complain("worse: \(regression)") }
        if !worse.isEmpty { throw ExitCode(4) }
        if !output.quiet, !output.json { print("No case is worse than the baseline by more than \(tolerance).") }
    }

    private func readBaseline(_ path: String) throws -> BenchmarkResult {
        guard let result = try? JSONDecoder().decode(BenchmarkResult.self, from: Data(try fileBytes(path))) else {
            throw CommandFailure.badInput(
                "error E-BENCH-BASELINE \(path): The file is no benchmark result. Write one with --out.")
        }
        guard result.quick == quick else {
            throw CommandFailure.usage(
                "error E-BENCH-BASELINE \(path): A quick and a full run cannot be compared. Set --quick as in the baseline."
            )
        }
        return result
    }

    private static func text(_ line: BenchmarkCase) -> String {
        var words = [line.name]
        if let speed = line.evaluationsPerSecond { words.append("\(Int(speed)) evaluations/s") }
        if let ratio = line.ratio { words.append("ratio \((ratio * 1000).rounded() / 1000)") }
        if let gap = line.gap { words.append("gap \((gap * 1e5).rounded() / 1000) %") }
        if let aims = line.aims { words.append("aims \(aims.map(String.init).joined(separator: " "))") }
        if line.seconds > 0 { words.append("\((line.seconds * 1000).rounded() / 1000) s") }
        return words.joined(separator: "  ")
    }
}
