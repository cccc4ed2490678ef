import FordelerModel

/// Levels under construction: item by item, with the late demand of each class kept up to date.
struct LevelState: Sendable {
    let models: [ItemModel]
    let central: Int
    let classes: [PriorityClass]
    /// Levels by item and site; the central store's own entry is its level.
    var levels: [[Int]]
    /// Late demand a day by item and class.
    var late: [[Double]]
    /// Demand a day by class.
    let demand: [Double]
    var value = 0
    /// Litres in use by site.
    var litres: [Int]
    private var tables: [[Int: ItemModel.Table]]

    init(models: [ItemModel], central: Int, siteCount: Int, classes: [PriorityClass]) {
        self.models = models
        self.central = central
        self.classes = classes
        levels = models.map { _ in [Int](repeating: 0, count: siteCount) }
        tables = models.map { _ in [:] }
        litres = [Int](repeating: 0, count: siteCount)
        late = models.map { _ in [Double](repeating: 0, count: classes.count) }
        var demand = [Double](repeating: 0, count: classes.count)
        for model in models {
            for stream in model.streams {
                if let index = classes.firstIndex(of: stream.priority) { demand[index] += stream.rate }
            }
        }
        self.demand = demand
        for item in models.indices { late[item] = lateDemand(item, levels[item]) }
    }

    /// The table of an item's central level, made once.
    mutating func table(_ item: Int, _ level: Int) -> ItemModel.Table {
        if let known = tables[item][level] { return known }
        let made = models[item].table(central: level)
        tables[item][level] = made
        return made
    }

    /// Late demand a day by class for an item's levels.
    mutating func lateDemand(_ item: Int, _ levels: [Int]) -> [Double] {
        let table = table(item, levels[central])
        var sums = [Double](repeating: 0, count: classes.count)
        for (index, stream) in models[item].streams.enumerated() {
            guard let position = classes.firstIndex(of: stream.priority) else { continue }
            sums[position] += stream.rate * models[item].late(index, table, levels)
        }
        return sums
    }

    /// Sets the levels of one item.
    mutating func set(_ item: Int, _ new: [Int]) {
        let model = models[item]
        for site in new.indices {
            let change = new[site] - levels[item][site]
            value += change * model.item.price
            litres[site] += change * model.item.volumeLitres
        }
        levels[item] = new
        late[item] = lateDemand(item, new)
    }

    /// Late demand a day by class over all items.
    var totalLate: [Double] {
        var sums = [Double](repeating: 0, count: classes.count)
        for item in late.indices { for index in sums.indices { sums[index] += late[item][index] } }
        return sums
    }

    /// Share in time by class; 1 for a class without demand.
    var shares: [Double] { zip(totalLate, demand).map { $1 > 0 ? 1 - $0 / $1 : 1 } }

    /// Share of all demand in time.
    var share: Double {
        let all = demand.reduce(0, +)
        return all > 0 ? 1 - totalLate.reduce(0, +) / all : 1
    }
}
