/// Events in the order of their time; events of one instant keep the order in which they were added.
///
/// A binary heap: `schedule` and `next` are O(log n). The clock moves only when an event is taken.
public struct EventQueue<Event: Sendable>: Sendable {
    private struct Entry: Sendable {
        var time: Double
        var number: Int
        var event: Event
    }

    private var heap: [Entry] = []
    private var count = 0
    /// The time of the event taken last, in days; 0 at the start.
    public private(set) var now = 0.0

    /// Makes an empty queue at time 0.
    public init() {}

    /// Whether nothing is left.
    public var isEmpty: Bool { heap.isEmpty }

    /// Adds an event. - Precondition: `time` is not before ``now`` and not NaN.
    public mutating func schedule(_ event: Event, at time: Double) {
        precondition(time >= now, "time does not run backwards")
        heap.append(Entry(time: time, number: count, event: event))
        count += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard EventQueue.isBefore(heap[child], heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the next event when it comes no later than `end`; else moves the clock to `end` and returns `nil`.
    public mutating func next(until end: Double) -> Event? {
        guard let first = heap.first, first.time <= end else {
            now = max(now, end)
            return nil
        }
        now = first.time
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if EventQueue.isBefore(heap[child], heap[least]) { least = child }
                }
                if least == parent { break }
                heap.swapAt(parent, least)
                parent = least
            }
        }
        return first.event
    }

    private static func isBefore(_ a: Entry, _ b: Entry) -> Bool { (a.time, a.number) < (b.time, b.number) }
}
