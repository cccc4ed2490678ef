/// The streams that a source may serve, kept in the order of their net cost per unit of demand.
///
/// Prices move little from step to step, so insertion into the last order sorts in nearly linear time.
final class ReachedStreams {
    let count: Int
    private let stream: UnsafeMutablePointer<Int32>
    /// Net cost per unit of demand, cost per unit of demand and demand, in the order of the streams.
    private let key: UnsafeMutablePointer<Double>
    private let unit: UnsafeMutablePointer<Double>
    private let demand: UnsafeMutablePointer<Double>

    init(_ streams: [Int], _ demands: [Double], cost: (Int) -> Double) {
        count = streams.count
        stream = .allocate(capacity: max(1, count))
        key = .allocate(capacity: max(1, count))
        unit = .allocate(capacity: max(1, count))
        demand = .allocate(capacity: max(1, count))
        for (i, k) in streams.enumerated() {
            (stream + i).initialize(to: Int32(k))
            (unit + i).initialize(to: cost(k) / demands[k])
            (key + i).initialize(to: 0)
            (demand + i).initialize(to: demands[k])
        }
    }

    deinit {
        stream.deallocate()
        key.deallocate()
        unit.deallocate()
        demand.deallocate()
    }

    /// Sorts by cost less the stream's price per unit of demand, plus a price of the source itself.
    func sort(_ price: UnsafeMutableBufferPointer<Double>, extra: Double) {
        for i in 0..<count {
            let k = stream[i]
            let cost = unit[i]
            let wanted = demand[i]
            let value = cost - price[Int(k)] + extra
            var j = i
            while j > 0 && key[j - 1] > value {
                key[j] = key[j - 1]
                stream[j] = stream[j - 1]
                unit[j] = unit[j - 1]
                demand[j] = demand[j - 1]
                j -= 1
            }
            key[j] = value
            stream[j] = k
            unit[j] = cost
            demand[j] = wanted
        }
    }

    /// Fills each capacity, ascending, with the streams worth taking; the values go to `values`.
    func fill(
        _ capacities: UnsafeMutableBufferPointer<Double>, from: Int, count levels: Int,
        into values: UnsafeMutablePointer<Double>
    ) {
        var sum = 0.0
        var filled = 0.0
        var next = 0
        var partial = 0.0
        for level in 0..<levels {
            let capacity = capacities[from + level]
            while next < count && key[next] < 0 && filled < capacity {
                let left = demand[next] - partial
                let taken = min(left, capacity - filled)
                sum += key[next] * taken
                filled += taken
                if taken < left {
                    partial += taken
                } else {
                    next += 1
                    partial = 0
                }
            }
            values[level] = sum
        }
    }

    /// Takes the shares that fill a capacity off a subgradient.
    func take(upTo capacity: Double, _ gradient: UnsafeMutableBufferPointer<Double>) {
        var left = capacity
        for i in 0..<count {
            if key[i] >= 0 || left <= 0 { return }
            let taken = min(left, demand[i])
            left -= taken
            gradient[Int(stream[i])] -= taken / demand[i]
        }
    }

    /// Takes streams worth taking within an allowance per class; returns their net cost and demand.
    func take(
        within left: inout [Double], classOf: [Int], _ gradient: UnsafeMutableBufferPointer<Double>
    ) -> (value: Double, demand: Double) {
        var value = 0.0
        var all = 0.0
        for i in 0..<count {
            if key[i] >= 0 { break }
            let k = Int(stream[i])
            let promise = classOf[k]
            guard left[promise] > 0 else { continue }
            let taken = min(left[promise], demand[i])
            left[promise] -= taken
            value += key[i] * taken
            all += taken
            gradient[k] -= taken / demand[i]
        }
        return (value, all)
    }
}
