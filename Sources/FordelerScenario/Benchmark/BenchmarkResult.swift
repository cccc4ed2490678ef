import Foundation

/// The results of a benchmark, with all that is needed to judge and repeat them.
public struct BenchmarkResult: Hashable, Sendable, Codable {
    /// Commit of the measured sources; `unknown` outside a repository.
    public var commit: String
    /// Compiler of the measured program.
    public var toolchain: String
    /// Processor's name.
    public var processor: String
    /// Cores of the machine.
    public var cores: Int
    /// Seed of every search.
    public var seed: UInt64
    /// Whether the short set was run.
    public var quick: Bool
    /// Whether only measures were taken that do not depend on the machine.
    public var portable: Bool
    /// The cases in the order they ran.
    public var cases: [BenchmarkCase]

    /// Makes a result; see the properties.
    public init(
        commit: String, toolchain: String, processor: String, cores: Int, seed: UInt64, quick: Bool,
        portable: Bool = false, cases: [BenchmarkCase]
    ) {
        self.commit = commit
        self.toolchain = toolchain
        self.processor = processor
        self.cores = cores
        self.seed = seed
        self.quick = quick
        self.portable = portable
        self.cases = cases
    }

    /// The document, with sorted keys, ending in a newline.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// What is worse than in the baseline by more than the tolerance, one entry a measure.
    ///
    /// Ratios, counts and gaps are held against any baseline of the same set; speeds only against one of the same
    /// processor.
    /// A gap is compared as the cost it stands for. A case of the baseline's that was not measured counts as regressed
    /// when others of its suite were.
    public func regressions(against baseline: BenchmarkResult, tolerance: Double) -> [BenchmarkRegression] {
        let known = Dictionary(cases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let suites = Set(cases.map { Self.suite($0.name) })
        var found: [BenchmarkRegression] = []
        for old in baseline.cases where suites.contains(Self.suite(old.name)) {
            guard let new = known[old.name] else {
                found.append(BenchmarkRegression(name: old.name, measure: "not measured", baseline: 0, now: 0))
                continue
            }
            if processor == baseline.processor, let before = old.evaluationsPerSecond,
                new.evaluationsPerSecond ?? 0 < before * (1 - tolerance)
            {
                found.append(
                    BenchmarkRegression(
                        name: old.name, measure: "evaluations per second", baseline: before,
                        now: new.evaluationsPerSecond ?? 0))
            }
            func hold(_ measure: String, _ before: Double?, _ now: Double?) {
                guard let before, now ?? .infinity > before * (1 + tolerance) else { return }
                found.append(
                    BenchmarkRegression(name: old.name, measure: measure, baseline: before, now: now ?? .infinity))
            }
            hold("ratio", old.ratio, new.ratio)
            hold("instructions", old.instructions, new.instructions)
            hold("allocations", old.allocations.map(Double.init), new.allocations.map(Double.init))
            if let before = old.gap, 1 + (new.gap ?? .infinity) > (1 + before) * (1 + tolerance) {
                found.append(
                    BenchmarkRegression(name: old.name, measure: "gap", baseline: before, now: new.gap ?? .infinity))
            }
        }
        return found
    }

    private static func suite(_ name: String) -> Substring { name.prefix { $0 != "/" } }
}

/// A measure that became worse.
public struct BenchmarkRegression: Hashable, Sendable, CustomStringConvertible {
    /// The case.
    public var name: String
    /// What was measured.
    public var measure: String
    /// The stored value.
    public var baseline: Double
    /// The value of this run.
    public var now: Double

    /// Case, measure and both values on one line.
    public var description: String {
        measure == "not measured" ? "\(name): not measured" : "\(name): \(measure) \(now), baseline \(baseline)"
    }
}
