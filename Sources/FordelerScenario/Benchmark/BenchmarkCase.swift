/// What one case of a benchmark gave.
///
/// Measures that are worse when they grow: `instructions`, `allocations`, `ratio`, `gap`; `evaluationsPerSecond` is worse
/// when it falls.
public struct BenchmarkCase: Hashable, Sendable, Codable {
    /// Stable name, suite first: `kernels/windows-200`.
    public var name: String
    /// Seconds of the measured run: of processor time for kernels, of wall time elsewhere; 0 where none were taken.
    public var seconds: Double
    /// Search steps of that run.
    public var steps: Int?
    /// Move and insertion evaluations of that run.
    public var evaluations: Int?
    /// Speed of the hot loop.
    public var evaluationsPerSecond: Double?
    /// Machine instructions an evaluation, counted by valgrind; the same on every machine for the same program.
    public var instructions: Double?
    /// Memory blocks asked for.
    public var allocations: Int?
    /// A quotient of two measurements of the same run, which hardly depends on the machine.
    public var ratio: Double?
    /// Amounts of the aims that were reached; the same for the same seed and steps.
    public var aims: [Int]?
    /// Cost above the stored best value (or above the proven bound, for stock), as a share of it.
    public var gap: Double?

    /// Makes a case; see the properties.
    public init(
        name: String, seconds: Double = 0, steps: Int? = nil, evaluations: Int? = nil,
        evaluationsPerSecond: Double? = nil, instructions: Double? = nil, allocations: Int? = nil,
        ratio: Double? = nil, aims: [Int]? = nil, gap: Double? = nil
    ) {
        self.name = name
        self.seconds = seconds
        self.steps = steps
        self.evaluations = evaluations
        self.evaluationsPerSecond = evaluationsPerSecond
        self.instructions = instructions
        self.allocations = allocations
        self.ratio = ratio
        self.aims = aims
        self.gap = gap
    }
}
