/// What a piece that comes late costs, in øre for each late piece a day, and how many may be late.
///
/// From the levels' bound the øre are stock value; times the yearly cost of holding they are øre a year.
struct LatePrices: Sendable {
    /// By class, for all items together.
    var classes: [Double]
    /// By item and class, on top.
    var items: [[Double]]
    /// Late pieces a day that each class may have.
    var allowed: [Double]
    /// Late pieces a day that each item may have in each class.
    var itemAllowed: [[Double]]

    /// The same prices in another money.
    func scaled(by factor: Double) -> LatePrices {
        var list = self
        list.classes = classes.map { $0 * factor }
        list.items = items.map { $0.map { $0 * factor } }
        return list
    }

    /// The same with some classes' prices times a factor.
    func scaled(classes moved: [Int], by factor: Double) -> LatePrices {
        var list = self
        for position in moved {
            list.classes[position] *= factor
            for item in list.items.indices { list.items[item][position] *= factor }
        }
        return list
    }

    /// One price for every late piece, none of which is allowed.
    static func even(_ price: Double, classes: Int, items: Int) -> LatePrices {
        let none = [Double](repeating: 0, count: classes)
        let all = [[Double]](repeating: none, count: items)
        return LatePrices(
            classes: [Double](repeating: price, count: classes), items: all, allowed: none, itemAllowed: all)
    }

    /// Price of what is allowed: what a relaxation gives back.
    var credit: Double {
        var sum = zip(classes, allowed).reduce(0) { $0 + $1.0 * $1.1 }
        for (prices, allowed) in zip(items, itemAllowed) { sum += zip(prices, allowed).reduce(0) { $0 + $1.0 * $1.1 } }
        return sum
    }
}
