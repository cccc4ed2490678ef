/// What one case of a benchmark gave.
public struct BenchmarkCase: Hashable, Sendable, Codable {
    /// Stable name, suite first: `kernels/windows-200`.
    public var name: String
    /// Seconds of the measured run: of processor time for kernels, of wall time elsewhere.
    public var seconds: Double
    /// Search steps, and move and insertion evaluations, of that run.
    public var steps: Int?
    public var evaluations: Int?
    /// Speed of the hot loop; higher is better.
    public var evaluationsPerSecond: Double?
    /// A quotient of two measurements of the same run, which hardly depends on the machine; lower is better.
    public var ratio: Double?
    /// Amounts of the aims that were reached; the same for the same seed and steps.
    public var aims: [Int]?
    /// Cost above the stored best value, as a share of it; lower is better.
    public var gap: Double?

    /// Makes a case; see the properties.
    public init(
        name: String, seconds: Double, steps: Int? = nil, evaluations: Int? = nil,
        evaluationsPerSecond: Double? = nil, ratio: Double? = nil, aims: [Int]? = nil, gap: Double? = nil
    ) {
        self.name = name
        self.seconds = seconds
        self.steps = steps
        self.evaluations = evaluations
        self.evaluationsPerSecond = evaluationsPerSecond
        self.ratio = ratio
        self.aims = aims
        self.gap = gap
    }
}

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
    /// The cases in the order they ran.
    public var cases: [BenchmarkCase]

    /// Makes a result; see the properties.
    public init(
        commit: String, toolchain: String, processor: String, cores: Int, seed: UInt64, quick: Bool,
        cases: [BenchmarkCase]
    ) {
        self.commit = commit
        self.toolchain = toolchain
        self.processor = processor
        self.cores = cores
        self.seed = seed
        self.quick = quick
        self.cases = cases
    }

    /// What is worse than in the baseline by more than the tolerance, one entry a measure.
    ///
    /// Ratios and gaps are held against any baseline of the same set; speeds only against one of the same processor.
    /// A gap is compared as the cost it stands for. A case of the baseline's that was not measured counts as regressed when
    /// others of its suite were.
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
            if let before = old.ratio, new.ratio ?? .infinity > before * (1 + tolerance) {
                found.append(
                    BenchmarkRegression(name: old.name, measure: "ratio", baseline: before, now: new.ratio ?? .infinity)
                )
            }
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
    /// The two values.
    public var baseline: Double
    public var now: Double

    public var description: String {
        measure == "not measured" ? "\(name): not measured" : "\(name): \(measure) \(now), baseline \(baseline)"
    }
}
