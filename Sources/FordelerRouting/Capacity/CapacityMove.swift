/// A change of two routes.
struct CapacityMove: BitwiseCopyable {
    enum Kind: UInt8 {
        /// `a` goes behind `b`.
        case relocate
        /// `a` goes behind `gapA` on the other's route, `b` behind `gapB` (SWAP*).
        case swap
        /// What follows `a` and what follows `b` change places (2-opt*).
        case tails
        /// The same with one of the parts reversed.
        case reversedTails
    }

    /// The smaller the sooner it is made.
    var score: Double
    var delta: Int32
    var a: Int32, b: Int32, gapA: Int32, gapB: Int32
    var kind: Kind
}

/// The best move of each pair of routes.
final class MoveTable {
    private let routeLimit: Int
    private let moves: Buffer<CapacityMove>
    private let isActive: Buffer<Bool>
    /// Pairs that have a move.
    private let pairs: Buffer<Int32>
    private var pairCount = 0

    init(routeLimit: Int) {
        self.routeLimit = routeLimit
        let none = CapacityMove(score: 0, delta: 0, a: 0, b: 0, gapA: 0, gapB: 0, kind: .relocate)
        moves = Buffer(routeLimit * routeLimit, none)
        isActive = Buffer(routeLimit * routeLimit, false)
        pairs = Buffer(routeLimit * routeLimit, 0)
    }

    func clear() {
        for index in 0..<pairCount { isActive[pairs[index]] = false }
        pairCount = 0
    }

    @inline(__always)
    private func cell(_ a: Int, _ b: Int) -> Int { min(a, b) &* routeLimit &+ max(a, b) }

    /// Score that a move of two routes must be below.
    @inline(__always)
    func bar(_ a: Int, _ b: Int, otherwise: Double) -> Double {
        let cell = cell(a, b)
        return isActive.base[cell] ? moves.base[cell].score : otherwise
    }

    /// Makes a move the best of two routes.
    func offer(_ move: CapacityMove, _ a: Int, _ b: Int) {
        let cell = cell(a, b)
        if !isActive.base[cell] {
            isActive.base[cell] = true
            pairs.base[pairCount] = Int32(truncatingIfNeeded: cell)
            pairCount &+= 1
        }
        moves.base[cell] = move
    }

    /// The move of the smallest score.
    func best() -> CapacityMove? {
        if pairCount == 0 { return nil }
        var chosen = Int(pairs.base[0])
        for index in 1..<max(1, pairCount) {
            let cell = Int(pairs.base[index])
            let (score, least) = (moves.base[cell].score, moves.base[chosen].score)
            if score < least || (score == least && cell < chosen) { chosen = cell }
        }
        return moves.base[chosen]
    }

    /// Forgets the moves of two routes.
    func forget(_ a: Int, _ b: Int) {
        var kept = 0
        for index in 0..<pairCount {
            let cell = Int(pairs.base[index])
            let (first, second) = (cell / routeLimit, cell % routeLimit)
            if first == a || first == b || second == a || second == b {
                isActive.base[cell] = false
            } else {
                pairs.base[kept] = Int32(truncatingIfNeeded: cell)
                kept &+= 1
            }
        }
        pairCount = kept
    }
}
