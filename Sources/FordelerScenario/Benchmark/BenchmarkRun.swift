import FordelerRouting
import Foundation

/// The suites of `fordeler bench` and how they run.
public struct BenchmarkRun: Sendable {
    /// A set of cases.
    public enum Suite: String, Sendable, CaseIterable {
        /// Speed of the hot loop, its instructions beside the same loop in C++, memory blocks of a search.
        case kernels
        /// Cost of seeded and public routing problems after a budget.
        case routing
        /// Plans of the priority-day set, aim by aim.
        case priority
        /// Plans of the Drammen day at four sizes, over time.
        case rich
        /// Placement and stock models to a proven gap.
        case stock
        /// Seconds to find the best places of a new order in a plan that stands.
        case quote
    }

    /// Whether the short set is run.
    public var quick: Bool
    /// Whether only measures are taken that do not depend on the machine: counts, and costs after a number of steps.
    public var portable: Bool
    /// Seed of every search.
    public var seed: UInt64
    /// Threads of every search but those of the kernels, which always run on one.
    public var threads: Int
    /// Seconds of each search; `nil` is 1 for the short set, for the full one 10 (priority: 60; rich: 1, 10 and 60).
    public var seconds: Double?
    /// Folder with public instances for the routing suite, one folder a set and `bks.csv` beside them.
    public var data: String?
    /// Stops the run between and inside cases.
    public var stop: StopFlag

    /// Makes a run; see the properties.
    public init(
        quick: Bool = false, portable: Bool = false, seed: UInt64 = 1, threads: Int = 1, seconds: Double? = nil,
        data: String? = nil, stop: StopFlag = StopFlag()
    ) {
        self.quick = quick
        self.portable = portable
        self.seed = seed
        self.threads = threads
        self.seconds = seconds
        self.data = data
        self.stop = stop
    }

    /// Where cases go as they end, and what could not be measured.
    struct Log {
        var cases: [BenchmarkCase] = []
        let report: (BenchmarkCase) -> Void
        let complain: (String) -> Void

        mutating func add(_ line: BenchmarkCase) {
            cases.append(line)
            report(line)
        }
    }

    /// Runs suites in order.
    ///
    /// - Parameters:
    ///   - report: hears of each case as it ends.
    ///   - complain: hears a sentence about what this machine cannot measure.
    /// - Throws: `InputErrors` for public instances that cannot be read, ``RoutingProblemErrors`` when the engine refuses
    ///   one.
    public func result(
        of suites: [Suite], report: @escaping (BenchmarkCase) -> Void = { _ in },
        complain: @escaping (String) -> Void = { _ in }
    ) throws -> BenchmarkResult {
        var log = Log(report: report, complain: complain)
        for suite in suites where !stop.isStopped {
            switch suite {
            case .kernels: try kernels(&log)
            case .routing: try routing(&log)
            case .priority: try priority(&log)
            case .rich: try rich(&log)
            case .stock: try stock(&log)
            case .quote: try quotes(&log)
            }
        }
        return BenchmarkResult(
            commit: BenchmarkMachine.commit, toolchain: BenchmarkMachine.toolchain,
            processor: BenchmarkMachine.processor, cores: ProcessInfo.processInfo.activeProcessorCount, seed: seed,
            quick: quick, portable: portable, cases: log.cases)
    }

    static func seconds(since begin: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - begin).components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        return (seconds * 1000).rounded() / 1000
    }
}
