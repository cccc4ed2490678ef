/// Work places that serve one customer each; who waits is served by class, first come first served inside a class.
///
/// The station knows no clock: it says who starts, and the simulation schedules the end.
public struct ServiceStation<Customer: Sendable>: Sendable {
    /// Places that work at the same time.
    public let places: Int
    /// Places at work.
    public private(set) var busy = 0
    private var lines: [FirstInFirstOut<Customer>]

    /// Makes a station with `places` places and `classes` classes, the first one the most urgent.
    public init(places: Int, classes: Int = 1) {
        self.places = places
        lines = Array(repeating: FirstInFirstOut(), count: max(1, classes))
    }

    /// Customers who wait.
    public var waiting: Int { lines.reduce(0) { $0 + $1.count } }

    /// A customer arrives; returns whether service starts at once.
    public mutating func arrive(_ customer: Customer, urgency: Int = 0) -> Bool {
        if busy < places {
            busy += 1
            return true
        }
        lines[min(max(urgency, 0), lines.count - 1)].append(customer)
        return false
    }

    /// A customer leaves; returns who starts now, if anybody waits.
    public mutating func leave() -> Customer? {
        for index in lines.indices {
            if let next = lines[index].popFirst() { return next }
        }
        busy -= 1
        return nil
    }
}

/// A queue with constant-time ends.
struct FirstInFirstOut<Element: Sendable>: Sendable {
    private var storage: [Element] = []
    private var head = 0

    var count: Int { storage.count - head }
    var isEmpty: Bool { head == storage.count }
    var elements: ArraySlice<Element> { storage[head...] }

    mutating func append(_ element: Element) { storage.append(element) }

    mutating func popFirst() -> Element? {
        guard head < storage.count else { return nil }
        defer {
            head += 1
            if head > 64, head * 2 > storage.count {
                storage.removeFirst(head)
                head = 0
            }
        }
        return storage[head]
    }
}
