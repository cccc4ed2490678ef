/// Dynamic programs over the number of forward pieces of one item: whole pieces, shared out over the stores in the best
/// way. O(pieces × levels) for each store.
enum PieceCount {
    /// Fewest forward pieces with which every class can be within what is allowed, each class by the allocation that
    /// suits it best; `nil` when the part that no forward piece changes is too large already.
    static func fewest(_ groups: [LevelRelaxation.Group], fixed: [Double], allowed: [Double]) -> Int? {
        var fewest = 0
        for position in allowed.indices {
            let room = allowed[position] - fixed[position]
            let tolerance = 1e-9 * (1 + abs(allowed[position]))
            if groups.isEmpty {
                if room < -tolerance { return nil }
                continue
            }
            let late = convolve(groups, most: mostPieces(groups), isOpenEnded: true) { cell, level in
                cell.lateDemand(level, position, classes: allowed.count)
            }
            guard let found = late.indices.first(where: { late[$0] <= room + tolerance }) else { return nil }
            fewest = max(fewest, found)
        }
        return fewest
    }

    /// Least cost of the groups' pieces and late demand with at least so many pieces.
    static func least(
        _ groups: [LevelRelaxation.Group], atLeast pieces: Int, price: Double, classPrices: [Double]
    ) -> Double {
        let table = convolve(groups, most: pieces, isOpenEnded: false) { cell, level in
            var sum = price * Double(level)
            for position in classPrices.indices {
                sum += classPrices[position] * cell.lateDemand(level, position, classes: classPrices.count)
            }
            return sum
        } outside: {
            price * Double($0)
        }
        // Pieces beyond every useful level change nothing but the cost.
        return table.indices.reduce(.infinity) { min($0, table[$1] + price * Double(pieces - $1)) }
    }

    private static func mostPieces(_ groups: [LevelRelaxation.Group]) -> Int {
        groups.reduce(0) { sum, group in
            let inside = group.choices.map { $0.cells.reduce(0) { $0 + $1.last } }.max() ?? 0
            return sum + max(inside, group.outside ?? 0)
        }
    }

    /// Least sums by number of pieces, 0...most. An open-ended table says "at most so many", else the last entry
    /// stands for "so many or more".
    private static func convolve(
        _ groups: [LevelRelaxation.Group], most: Int, isOpenEnded: Bool,
        value: (LevelRelaxation.Cell, Int) -> Double, outside: (Int) -> Double = { _ in 0 }
    ) -> [Double] {
        var table = [Double](repeating: .infinity, count: most + 1)
        table[0] = 0
        for group in groups {
            var best = [Double](repeating: .infinity, count: most + 1)
            for choice in group.choices {
                var part = table
                for cell in choice.cells { part = add(cell, to: part, value) }
                for n in 0...most where part[n] < best[n] { best[n] = part[n] }
            }
            if let pieces = group.outside {
                // Beyond the levels looked at the group may hold any more.
                for n in 0...most where table[n] < .infinity {
                    best[min(most, n + pieces)] = min(best[min(most, n + pieces)], table[n] + outside(pieces))
                    if !isOpenEnded { best[most] = min(best[most], table[n] + outside(max(pieces, most - n))) }
                }
            }
            table = best
        }
        if isOpenEnded { for n in 1..<max(1, table.count) { table[n] = min(table[n], table[n - 1]) } }
        return table
    }

    private static func add(
        _ cell: LevelRelaxation.Cell, to table: [Double], _ value: (LevelRelaxation.Cell, Int) -> Double
    ) -> [Double] {
        let most = table.count - 1
        var sum = [Double](repeating: .infinity, count: table.count)
        let values = (cell.low...cell.last).map { value(cell, $0) }
        table.withUnsafeBufferPointer { table in
            sum.withUnsafeMutableBufferPointer { sum in
                values.withUnsafeBufferPointer { values in
                    for (step, value) in values.enumerated() {
                        let level = cell.low + step
                        for n in 0...most {
                            let total = table[n] + value
                            let at = min(most, n + level)
                            if total < sum[at] { sum[at] = total }
                        }
                    }
                }
            }
        }
        return sum
    }
}

extension LevelRelaxation.Cell {
    /// Last level, the one beyond the useful ones included.
    var last: Int { isOpen ? levels + 1 : levels }

    /// Late demand a day of a class at a level from ``low`` to ``last``.
    func lateDemand(_ level: Int, _ position: Int, classes: Int) -> Double {
        level > levels ? beyond[position] : late[(level - low) * classes + position]
    }
}
