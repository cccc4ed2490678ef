/// Open nodes of a tree search: the node of least bound comes first, of equal ones the older (a binary heap).
struct BestFirstQueue<Node> {
    private var heap: [(bound: Double, number: Int, node: Node)] = []

    /// Whether no node is open.
    var isEmpty: Bool { heap.isEmpty }
    /// Least bound of an open node.
    var leastBound: Double? { heap.first?.bound }

    /// Adds a node; O(log n).
    mutating func push(_ node: Node, bound: Double, number: Int) {
        heap.append((bound, number, node))
        var at = heap.count - 1
        while at > 0, precedes(at, (at - 1) / 2) {
            heap.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    /// Takes the first node out; O(log n).
    mutating func pop() -> (bound: Double, node: Node)? {
        guard !heap.isEmpty else { return nil }
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var at = 0
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < heap.count && precedes(child, least) { least = child }
            if least == at { break }
            heap.swapAt(at, least)
            at = least
        }
        return (first.bound, first.node)
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        (heap[a].bound, heap[a].number) < (heap[b].bound, heap[b].number)
    }
}
