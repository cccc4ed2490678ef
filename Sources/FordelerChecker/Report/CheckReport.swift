import FordelerModel

/// What an independent recomputation found: the broken rules, and the recomputed money and aims.
///
/// Encodes to the JSON that `fordeler check --json` prints: `valid`, `violations` (each `code`, `where`, `amount`,
/// `unit`), `cost` and `aims`.
public struct CheckReport: Hashable, Sendable, Codable {
    /// Whether nothing is broken and every stated number is right.
    public var valid: Bool
    /// Everything found, in the order of routes and steps, then jobs or orders, then sums.
    public var violations: [Violation]
    /// Recomputed cost, part by part. For a routing solution the parts of the cost aim: fixed costs (`shifts`),
    /// paid duration (`hours`), `overtime`, `distance`, lateness and jobs left out (`waiting`), day costs (`soft`).
    public var cost: CostBreakdown
    /// Recomputed aims in lexicographic order; empty when the problem itself cannot be judged.
    public var aims: [Aim]

    /// Makes a report; it is valid when there is no violation.
    public init(violations: [Violation], cost: CostBreakdown, aims: [Aim]) {
        valid = violations.isEmpty
        self.violations = violations
        self.cost = cost
        self.aims = aims
    }
}

/// One broken rule or wrong number.
public struct Violation: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Which rule.
    public var code: ViolationCode
    /// Where, for example `van V3 2026-03-02 stop 4 order A17` or `vehicle 2 step 5 job 17`.
    public var place: String
    /// By how much, in `unit`: above 0 for a rule overstepped; stated minus recomputed for a wrong number.
    public var amount: Int
    /// Unit of the amount, for example `seconds`.
    public var unit: String

    /// Makes a violation.
    public init(code: ViolationCode, place: String, amount: Int, unit: String) {
        self.code = code
        self.place = place
        self.amount = amount
        self.unit = unit
    }

    private enum CodingKeys: String, CodingKey {
        case code
        case place = "where"
        case amount, unit
    }

    /// Code, place, amount and unit on one line.
    public var description: String { "\(code.rawValue) \(place): \(amount) \(unit)" }
}

/// Collects violations while a check walks through its subject.
final class Findings {
    private(set) var violations: [Violation] = []

    func add(_ code: ViolationCode, _ place: String, _ amount: Int = 1, _ unit: String = "count") {
        violations.append(Violation(code: code, place: place, amount: amount, unit: unit))
    }

    /// Reports `stated − recomputed` when the two differ.
    func expect(_ stated: Int, _ recomputed: Int, _ code: ViolationCode, _ place: String, _ unit: String) {
        if stated != recomputed { add(code, place, stated -| recomputed, unit) }
    }

    /// Reports by how much `value` oversteps `limit`.
    func expect(_ value: Int, atMost limit: Int, _ code: ViolationCode, _ place: String, _ unit: String) {
        if value > limit { add(code, place, value -| limit, unit) }
    }

    /// Reports by how much `value` falls short of `limit`.
    func expect(_ value: Int, atLeast limit: Int, _ code: ViolationCode, _ place: String, _ unit: String) {
        if value < limit { add(code, place, limit -| value, unit) }
    }

    /// Instants, lengths and amounts beyond this cannot be meant (about 34,000 years in seconds).
    static let largestNumber = 1 << 40

    static func isPlausible(_ value: Int) -> Bool { (-largestNumber...largestNumber).contains(value) }
}
