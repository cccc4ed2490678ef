// A checker reads numbers that nobody has vetted, so its arithmetic stops at the ends of Int instead of trapping:
// a sum that leaves the range keeps its sign and differs from every honest number.

infix operator +| : AdditionPrecedence
infix operator -| : AdditionPrecedence
infix operator *| : MultiplicationPrecedence
infix operator +|= : AssignmentPrecedence

extension Int {
    static func +| (a: Int, b: Int) -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? (b > 0 ? .max : .min) : sum
    }

    static func -| (a: Int, b: Int) -> Int {
        let (difference, overflow) = a.subtractingReportingOverflow(b)
        return overflow ? (b < 0 ? .max : .min) : difference
    }

    static func *| (a: Int, b: Int) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow ? ((a < 0) == (b < 0) ? .max : .min) : product
    }

    static func +|= (a: inout Int, b: Int) { a = (a +| b) }
}

/// A sum that remembers whether it left 64 bits.
struct ExactSum: Hashable, Sendable {
    private(set) var value = 0
    private(set) var overflowed = false

    mutating func add(_ amount: Int) {
        let (sum, overflow) = value.addingReportingOverflow(amount)
        if overflow { overflowed = true }
        value = overflow ? (amount > 0 ? .max : .min) : sum
    }

    mutating func add(_ amount: Int, times count: Int) {
        if amount.multipliedReportingOverflow(by: count).overflow { overflowed = true }
        add(amount *| count)
    }

    mutating func add(_ other: ExactSum) {
        overflowed = overflowed || other.overflowed
        add(other.value)
    }
}
