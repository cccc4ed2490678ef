import Dispatch
import FordelerRoutingProblem

/// The real length of every arc.
struct InstanceTravel: Sendable {
    let metric: InstanceDraft.Metric
    let x: [Double]
    let y: [Double]
    let matrix: [Double]

    init(_ draft: InstanceDraft) {
        metric = draft.metric
        x = draft.nodes.map(\.x)
        y = draft.nodes.map(\.y)
        matrix = draft.matrix
    }

    /// A table of lengths, row by row.
    init(matrix: [Double], count: Int) {
        metric = .explicit
        x = Array(repeating: 0, count: count)
        y = x
        self.matrix = matrix
    }

    /// Length of an arc, in the file's unit; infinite where there is no way.
    func length(_ from: Int, _ to: Int) -> Double {
        if metric == .explicit { return matrix[from * x.count + to] }
        let dx = x[from] - x[to]
        let dy = y[from] - y[to]
        let distance = (dx * dx + dy * dy).squareRoot()
        return switch metric {
        case .euclidean, .explicit: distance
        case .ceiling: distance.rounded(.up)
        case .floor: distance.rounded(.down)
        case .exact: (distance * 1000).rounded()
        }
    }

    /// An upper bound of all lengths that can be driven.
    var longest: Double {
        if metric == .explicit { return matrix.lazy.filter(\.isFinite).max() ?? 0 }
        guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else { return 0 }
        let diagonal = ((east - west) * (east - west) + (north - south) * (north - south)).squareRoot()
        return (metric == .exact ? diagonal * 1000 : diagonal) + 1
    }

    /// All arcs as integers, row by row, divided by `speed` first. O(n²); many rows are shared among the cores, few are
    /// not worth the threads.
    func table(_ numbers: InstanceNumbers, speed: Double = 1) -> [Int32] {
        let count = x.count
        return [Int32](unsafeUninitializedCapacity: count * count) { buffer, filled in
            nonisolated(unsafe) let cells = buffer
            let fast = metric == .euclidean && speed == 1
            let fillRow: @Sendable (Int) -> Void = { row in
                let line = UnsafeMutableBufferPointer(rebasing: cells[(row * count)..<((row + 1) * count)])
                if fast {
                    fill(line, row, numbers)
                } else {
                    for column in 0..<count {
                        let length = length(row, column) / speed
                        line[column] =
                            row == column ? 0 : length.isFinite ? Int32(numbers.real(length)) : TravelMatrix.unreachable
                    }
                }
            }
            if count < 3_000 {
                for row in 0..<count { fillRow(row) }
            } else {
                DispatchQueue.concurrentPerform(iterations: count, execute: fillRow)
            }
            filled = count * count
        }
    }

    /// One row of plain Euclidean distances, without a branch in the loop.
    private func fill(_ line: UnsafeMutableBufferPointer<Int32>, _ row: Int, _ numbers: InstanceNumbers) {
        let scale = numbers.scale
        let offset = numbers.convention == .dimacs ? 0 : 0.5
        let east = self.x[row]
        let north = self.y[row]
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                for column in line.indices {
                    let dx = x[column] - east
                    let dy = y[column] - north
                    line[column] = Int32((dx * dx + dy * dy).squareRoot() * scale + offset)
                }
            }
        }
    }
}
