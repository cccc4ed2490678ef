/// An owned block of memory with an asserted subscript: the array of the hot loop.
///
/// Reading and writing cost one machine instruction in release builds; debug builds trap outside `0..<count`.
/// The owner is not copyable, so that two searches never share a buffer by accident.
struct Buffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    /// Number of elements.
    let count: Int
    /// First element; valid as long as the buffer lives.
    let base: UnsafeMutablePointer<Element>

    /// Allocates `count` elements, all equal to `value`.
    init(_ count: Int, _ value: Element) {
        self.count = count
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: max(1, count))
    }

    /// Copies an array.
    init(_ array: [Element]) {
        count = array.count
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(1, array.count))
        array.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { base.initialize(from: first, count: array.count) }
        }
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        nonmutating set {
            assert(index >= 0 && index < count)
            base[index] = newValue
        }
    }

    @inline(__always)
    subscript(index: Int32) -> Element {
        get { self[Int(index)] }
        nonmutating set { self[Int(index)] = newValue }
    }
}
