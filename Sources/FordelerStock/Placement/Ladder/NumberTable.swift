/// Numbers at a fixed address, owned by the table: loops over them check no bounds in release builds.
final class NumberTable {
    private let base: UnsafeMutablePointer<Double>
    let count: Int

    init(_ values: [Double]) {
        count = values.count
        base = .allocate(capacity: max(1, count))
        for (k, value) in values.enumerated() { (base + k).initialize(to: value) }
    }

    convenience init(repeating value: Double, count: Int) {
        self.init([Double](repeating: value, count: count))
    }

    deinit { base.deallocate() }

    /// The numbers, valid as long as the table is.
    var numbers: UnsafeMutableBufferPointer<Double> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// One number; an index out of range is a programmer's error, checked in debug builds.
    subscript(index: Int) -> Double {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    /// Takes over the numbers of a table of the same length.
    func copy(_ other: NumberTable) {
        assert(count == other.count)
        base.update(from: other.base, count: count)
    }

    func fill(_ value: Double) { base.update(repeating: value, count: count) }
}
