import ArgumentParser
import FordelerChecker
import FordelerModel
import FordelerRouting
import FordelerScenario
import Foundation

/// `fordeler bench`: speed and quality on stored, seeded inputs.
struct BenchCommand: ParsableCommand {
    /// What can be measured.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case kernels, routing, priority, rich, quote, stock, all

        var suites: [BenchmarkRun.Suite] {
            switch self {
            case .kernels: [.kernels]
            case .routing: [.routing]
            case .priority: [.priority]
            case .rich: [.rich]
            case .stock: [.stock]
            case .quote: [.quote]
            case .all: BenchmarkRun.Suite.allCases
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the engine on stored, seeded inputs.",
        discussion: """
            Example: fordeler bench kernels --quick --out result.json --baseline baseline.json
            With --baseline, a case that is worse by more than the tolerance is named and the exit code is 4.
            With --portable, only what is the same on every machine is measured: instructions, memory blocks, and costs \
            after a number of steps.
            """)

    @Argument(help: "What to measure: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")).")
    var subject: Subject
    @Flag(help: "The short set, a few seconds long.") var quick = false
    @Flag(help: "Only measures that do not depend on the machine.") var portable = false
    @Option(help: "Where the result is written.", completion: .file()) var out: String?
    @Option(help: "An earlier result to be held against.", completion: .file()) var baseline: String?
    @Option(help: "How much worse a case may be, as a share.") var tolerance = 0.05
    @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "Worker threads of routing, priority and rich.") var threads: Int = 1
    @Option(help: "Seconds of each search; 1 with --quick, else 10 (priority: 60; rich: 1, 10, 60).") var seconds:
        Double?
    @Option(help: "Folder of public instances for the routing suite.", completion: .directory) var data: String?
    @Option(help: "With priority: routes of another solver to be judged instead of a run.", completion: .file())
    var judge: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(tolerance >= 0 && tolerance < 1) { throw ValidationError("--tolerance must lie in 0..<1.") }
        if let seconds, !(seconds > 0 && seconds <= 86_400) {
            throw ValidationError("--seconds must lie above 0 and be at most 86400.")
        }
        if judge != nil, subject != .priority { throw ValidationError("--judge goes with priority.") }
        if portable, seconds != nil { throw ValidationError("--portable counts steps: leave --seconds out.") }
        if !(1...1024).contains(threads) { throw ValidationError("--threads must lie in 1...1024.") }
    }

    func run() throws {
        stopOnInterrupt()
        if let judge { return try judgeEntry(judge) }
        let before = try baseline.map(readBaseline)
        let run = BenchmarkRun(
            quick: quick, portable: portable, seed: seed, threads: threads, seconds: seconds, data: data,
            stop: interruption)
        let isSilent = output.quiet || output.json
        let result = try reportingDefects {
            try run.result(
                of: subject.suites, report: { line in if !isSilent { print(Self.text(line)) } },
                complain: { complain($0) })
        }
        if interruption.isStopped { throw ExitCode(130) }
        let document = result.text
        if let out { try writeFile(document, to: out) }
        if output.json { print(document, terminator: "") }
        guard let before else { return }
        let worse = result.regressions(against: before, tolerance: tolerance)
        for regression in worse { complain("worse: \(regression)") }
        if !worse.isEmpty { throw ExitCode(4) }
        if !output.quiet, !output.json { print("No case is worse than the baseline by more than \(tolerance).") }
    }

    /// Judges another solver's routes for a file of the priority-day set.
    private func judgeEntry(_ path: String) throws {
        struct Verdict: Encodable {
            var file: String
            var valid: Bool
            var aims: [String: Int]
            var visits: Int
            var refused: [String]
            var gap: Double?
        }
        let bytes = try fileBytes(path)
        let judged = try reportingDefects { try PriorityDayJudge(bytes, file: path) }
        let amounts = judged.check.aims.map(\.amount)
        let gap = PriorityDayBest.gap(judged.plan.scenario, amounts)
        if output.json {
            let aims = Dictionary(uniqueKeysWithValues: judged.check.aims.map { ($0.name, $0.amount) })
            print(
                try JSONDocument.text(
                    Verdict(
                        file: judged.plan.scenario, valid: judged.check.valid, aims: aims, visits: judged.visits,
                        refused: judged.refused, gap: gap)))
        } else if !output.quiet {
            print("\(judged.plan.scenario)  aims \(amounts.map(String.init).joined(separator: " "))")
            print("\(judged.visits) visits, \(judged.refused.count) of them left out because a rule forbids them there")
        }
        if !judged.check.valid { throw ExitCode(4) }
    }

    private func readBaseline(_ path: String) throws -> BenchmarkResult {
        guard let result = try? JSONDecoder().decode(BenchmarkResult.self, from: Data(try fileBytes(path))) else {
            throw CommandFailure.badInput(
                "error E-BENCH-BASELINE \(path): The file is no benchmark result. Write one with --out.")
        }
        guard result.quick == quick, result.portable == portable else {
            throw CommandFailure.usage(
                "error E-BENCH-BASELINE \(path): This run measures another set. Set --quick and --portable as in the baseline."
            )
        }
        return result
    }

    private static func text(_ line: BenchmarkCase) -> String {
        var words = [line.name]
        if let speed = line.evaluationsPerSecond { words.append("\(Int(speed)) evaluations/s") }
        if let instructions = line.instructions { words.append("\(instructions) instructions an evaluation") }
        if let blocks = line.allocations { words.append("\(blocks) memory blocks") }
        if let ratio = line.ratio { words.append("ratio \((ratio * 1000).rounded() / 1000)") }
        if let gap = line.gap { words.append("gap \((gap * 1e5).rounded() / 1000) %") }
        if let aims = line.aims { words.append("aims \(aims.map(String.init).joined(separator: " "))") }
        if line.seconds > 0 { words.append("\((line.seconds * 1000).rounded() / 1000) s") }
        return words.joined(separator: "  ")
    }
}
