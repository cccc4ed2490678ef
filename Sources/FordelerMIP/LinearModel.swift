/// A linear or mixed-integer linear program: variables with bounds, costs and kinds, constraints as sparse rows.
///
/// Variables and constraints are numbered from 0 in the order they are added. Nothing is checked while building;
/// ``MIPSolver/solve(_:options:)`` lists every defect at once.
public struct LinearModel: Sendable {
    /// Direction of the objective.
    public enum Sense: String, Sendable, Codable { case minimise, maximise }

    /// What values a variable may take.
    public enum Kind: String, Sendable, Codable {
        case continuous
        /// Whole numbers between the bounds.
        case integer
        /// Whole numbers; the bounds given are cut to 0...1.
        case binary
    }

    /// Direction of the objective.
    public var sense: Sense
    /// Constant part of the objective.
    public var constant: Double
    /// Lower bounds of the variables; `-infinity` is none.
    public private(set) var lower: [Double] = []
    /// Upper bounds of the variables; `infinity` is none.
    public private(set) var upper: [Double] = []
    /// Objective coefficient of each variable.
    public private(set) var cost: [Double] = []
    /// Whether each variable must be whole.
    public private(set) var isInteger: [Bool] = []
    /// The constraints.
    public private(set) var rows = RowBatch()

    /// Makes an empty model.
    public init(_ sense: Sense = .minimise, constant: Double = 0) {
        self.sense = sense
        self.constant = constant
    }

    /// Variables so far.
    public var variableCount: Int { lower.count }
    /// Constraints so far.
    public var constraintCount: Int { rows.count }

    /// Adds a variable and returns its number.
    @discardableResult
    public mutating func addVariable(
        lower: Double = 0, upper: Double = .infinity, cost: Double = 0, kind: Kind = .continuous
    ) -> Int {
        self.lower.append(kind == .binary ? max(0, lower) : lower)
        self.upper.append(kind == .binary ? min(1, upper) : upper)
        self.cost.append(cost)
        isInteger.append(kind != .continuous)
        return self.lower.count - 1
    }

    /// Adds `lower ≤ Σ value·variable ≤ upper` and returns its number. A variable may occur once in a row.
    @discardableResult
    public mutating func addConstraint(
        _ terms: [(variable: Int, value: Double)], lower: Double = -.infinity, upper: Double = .infinity
    ) -> Int {
        rows.append(terms, lower: lower, upper: upper)
    }

    /// Replaces the bounds of a variable that exists.
    public mutating func setBounds(of variable: Int, lower: Double, upper: Double) {
        self.lower[variable] = lower
        self.upper[variable] = upper
    }

    /// The objective at a point with one value per variable.
    public func objective(at values: [Double]) -> Double {
        zip(cost, values).reduce(constant) { $0 + $1.0 * $1.1 }
    }

    /// The largest amount by which a point breaks a bound, a constraint or a whole-number rule; 0 when it breaks none.
    public func violation(at values: [Double]) -> Double {
        guard values.count == variableCount else { return .infinity }
        var worst = 0.0
        for (j, value) in values.enumerated() {
            guard value.isFinite else { return .infinity }
            worst = max(worst, lower[j] - value, value - upper[j])
            if isInteger[j] { worst = max(worst, abs(value - value.rounded())) }
        }
        for r in 0..<rows.count {
            var sum = 0.0
            var scale = 1.0
            for k in rows.range(of: r) {
                let term = rows.value[k] * values[Int(rows.index[k])]
                sum += term
                scale = max(scale, abs(term))
            }
            worst = max(worst, (rows.lower[r] - sum) / scale, (sum - rows.upper[r]) / scale)
        }
        return worst
    }
}

/// Sparse rows in compressed form: the constraints of a model, or lazy rows handed over during a solve.
public struct RowBatch: Sendable {
    /// Where each row starts in ``index`` and ``value``; one entry more than rows.
    public private(set) var start: [Int32] = [0]
    /// Variable of each entry.
    public private(set) var index: [Int32] = []
    /// Coefficient of each entry.
    public private(set) var value: [Double] = []
    /// Lower side of each row; `-infinity` is none.
    public private(set) var lower: [Double] = []
    /// Upper side of each row; `infinity` is none.
    public private(set) var upper: [Double] = []

    /// Makes an empty batch.
    public init() {}

    /// Rows so far.
    public var count: Int { lower.count }

    /// Positions of a row's entries.
    public func range(of row: Int) -> Range<Int> { Int(start[row])..<Int(start[row + 1]) }

    /// Adds a row and returns its number.
    @discardableResult
    public mutating func append(_ terms: [(variable: Int, value: Double)], lower: Double, upper: Double) -> Int {
        for term in terms {
            index.append(Int32(clamping: term.variable))
            value.append(term.value)
        }
        start.append(Int32(clamping: index.count))
        self.lower.append(lower)
        self.upper.append(upper)
        return count - 1
    }

    /// Removes all rows and keeps the memory.
    public mutating func removeAll() {
        start.removeAll(keepingCapacity: true)
        start.append(0)
        index.removeAll(keepingCapacity: true)
        value.removeAll(keepingCapacity: true)
        lower.removeAll(keepingCapacity: true)
        upper.removeAll(keepingCapacity: true)
    }
}
