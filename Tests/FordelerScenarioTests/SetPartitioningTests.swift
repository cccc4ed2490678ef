import FordelerRouting
import FordelerScenario
import Testing

@Suite struct SetPartitioningTests {
    @Test func bestPartitionIsFound() {
        // {0,1} + {2,3} costs 7; the start {0,1,2} + {3} costs 11; {1,2} at 1 leaves 0 and 3 open for 40.
        let problem = RecombinationProblem(
            columns: [[0, 1, 2], [3], [0, 1], [2, 3], [1, 2]], prices: [6, 5, 4, 3, 1], classes: [0, 0, 0, 0, 0],
            vehicles: [2], uncovered: [20, 20, 20, 20], incumbent: [0, 1], nodeLimit: 100, timeLimit: nil)
        #expect(glpkRecombiner()(problem) == [2, 3])
    }

    @Test func vehiclesOfAClassLimitTheChoice() {
        // One vehicle of each class: the cheap pair is of one class, so one of them gives way.
        let problem = RecombinationProblem(
            columns: [[0], [1], [1]], prices: [1, 1, 3], classes: [0, 0, 1], vehicles: [1, 1], uncovered: [9, 9],
            incumbent: [], nodeLimit: 100, timeLimit: nil)
        #expect(glpkRecombiner()(problem) == [0, 2])
    }

    @Test func cheapJobsMayStayOut() {
        let problem = RecombinationProblem(
            columns: [[0], [1]], prices: [5, 5], classes: [0, 0], vehicles: [2], uncovered: [9, 2], incumbent: [],
            nodeLimit: 100, timeLimit: nil)
        #expect(glpkRecombiner()(problem) == [0])
    }

    @Test func damagedColumnsAreLeftOut() {
        let problem = RecombinationProblem(
            columns: [[0], [0], [7], [], [0]], prices: [5, .nan, 1, 1, 4], classes: [0, 0, 0, 0, 3], vehicles: [1],
            uncovered: [.infinity], incumbent: [9, -1], nodeLimit: 10, timeLimit: nil)
        #expect(glpkRecombiner()(problem) == [0])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func agreesWithEnumeration(seed: UInt64) {
        var state = seed
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        var columns: [[Int32]] = []
        for _ in 0..<14 { columns.append((0..<7).filter { _ in next(3) == 0 }.map { Int32($0) } + [7]) }
        columns = columns.map { $0.filter { $0 < 7 || next(4) == 0 } }.filter { !$0.isEmpty }
        let prices = columns.map { Double(5 + 3 * $0.count + next(10)) }
        let classes = columns.map { _ in next(2) }
        let problem = RecombinationProblem(
            columns: columns, prices: prices, classes: classes, vehicles: [2, 1],
            uncovered: (0..<8).map { _ in Double(5 + next(12)) }, incumbent: [], nodeLimit: 1000, timeLimit: nil)
        var best = Double.infinity
        for mask in 0..<(1 << columns.count) {
            best = min(best, price(columns.indices.filter { mask >> $0 & 1 == 1 }, problem))
        }
        let first = glpkRecombiner()(problem)
        #expect(abs(price(first ?? [], problem) - best) < 1e-9)
        #expect(glpkRecombiner()(problem) == first)
    }

    /// Price of a choice; infinity when it covers a job twice or uses too many vehicles.
    private func price(_ chosen: [Int], _ problem: RecombinationProblem) -> Double {
        var covered = Set<Int32>()
        var used = [0, 0]
        var total = 0.0
        for column in chosen {
            for job in problem.columns[column] where !covered.insert(job).inserted { return .infinity }
            used[problem.classes[column]] += 1
            total += problem.prices[column]
        }
        for (group, count) in used.enumerated() where count > problem.vehicles[group] { return .infinity }
        for job in problem.uncovered.indices where !covered.contains(Int32(job)) { total += problem.uncovered[job] }
        return total
    }
}
