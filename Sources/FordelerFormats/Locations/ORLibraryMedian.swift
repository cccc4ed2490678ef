import FordelerModel

extension LocationTable {
    /// Reads OR-Library's p-median form: vertices, edges and p, then one edge per line; costs are shortest paths.
    ///
    /// Every vertex is a zone and a site. A repeated edge counts with its last length.
    public static func readORLibraryMedian(_ text: String, file: String) throws -> LocationTable {
        var scanner = NumberScanner(text, file: file)
        let count = try scanner.whole("vertices", from: 1, to: 5000)
        let edges = try scanner.whole("edges", from: 0, to: 100_000_000)
        let stores = try scanner.whole("p", from: 1, to: count)
        let far = Int32.max / 4
        var distance = [Int32](repeating: far, count: count * count)
        for i in 0..<count { distance[i * count + i] = 0 }
        for _ in 0..<edges {
            let from = try scanner.whole("edge", from: 1, to: count) - 1
            let to = try scanner.whole("edge", from: 1, to: count) - 1
            let length = Int32(try scanner.whole("length", from: 0, to: 100_000))
            if from != to {
                distance[from * count + to] = length
                distance[to * count + from] = length
            }
        }
        try scanner.end()
        shortestPaths(&distance, count)
        var table = LocationTable()
        table.storeCount = stores
        for i in 0..<count {
            table.sites.append(Site(id: "\(i + 1)"))
            table.zones.append(Zone(id: "\(i + 1)", demand: [1]))
            table.cost.append(
                (0..<count).map { distance[i * count + $0] >= far ? .infinity : Double(distance[i * count + $0]) })
        }
        return table
    }

    /// All shortest paths in place (R. W. Floyd, 1962), O(n³).
    private static func shortestPaths(_ distance: inout [Int32], _ count: Int) {
        distance.withUnsafeMutableBufferPointer { d in
            for k in 0..<count {
                for i in 0..<count where d[i * count + k] < Int32.max / 4 {
                    let first = d[i * count + k]
                    let row = i * count
                    let through = k * count
                    // Sums stay below 2³¹, as each term is at most a quarter of it.
                    for j in 0..<count {
                        let sum = first &+ d[through &+ j]
                        if sum < d[row &+ j] { d[row &+ j] = sum }
                    }
                }
            }
        }
    }
}
