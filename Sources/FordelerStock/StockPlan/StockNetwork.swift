import FordelerModel
import Foundation

/// A store that may be opened, and what that costs.
public struct CandidateSite: Hashable, Sendable, Codable {
    /// Whether there is a choice.
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        /// Open today; may be closed.
        case open
        /// Open today and stays.
        case locked
        /// Not there today; may be opened.
        case candidate
        /// Not there and never to be opened.
        case closed
    }

    /// The store.
    public var site: StockSite
    /// Its status.
    public var status: Status
    /// Øre once to open it.
    public var openingCost: Int
    /// Øre a year to run it, rent included.
    public var runningCost: Int

    /// Makes a candidate.
    public init(site: StockSite, status: Status, openingCost: Int = 0, runningCost: Int = 0) {
        self.site = site
        self.status = status
        self.openingCost = openingCost
        self.runningCost = runningCost
    }

    /// Whether it is open in the plan of today.
    public var isOpenToday: Bool { status == .open || status == .locked }
}

/// Where demand lives: a municipality or a part of one.
public struct StockArea: Hashable, Sendable, Codable {
    /// Its id.
    public var id: String
    /// What people call it.
    public var name: String
    /// Its middle.
    public var coordinate: Coordinate
    /// Inhabitants, 0 or more.
    public var population: Int
    /// Pieces a year by item and class.
    public var demand: [Demand]

    /// One row of an area's demand.
    public struct Demand: Hashable, Sendable, Codable {
        /// The item.
        public var item: String
        /// The class.
        public var priority: PriorityClass
        /// Pieces a year.
        public var perYear: Double

        /// Makes a row.
        public init(item: String, priority: PriorityClass, perYear: Double) {
            self.item = item
            self.priority = priority
            self.perYear = perYear
        }
    }

    /// Makes an area.
    public init(id: String, name: String, coordinate: Coordinate, population: Int, demand: [Demand] = []) {
        self.id = id
        self.name = name
        self.coordinate = coordinate
        self.population = population
        self.demand = demand
    }
}

/// Stores to choose from, areas to serve, and the prices that join placement and levels.
public struct StockNetwork: Hashable, Sendable, Codable {
    /// Short name.
    public var name: String
    /// One line for people.
    public var title: String
    /// Items, limits, links, exemptions, bench; its sites and demand are filled in by ``problem(open:)``.
    public var base: StockProblem
    /// Stores, one of them central and locked.
    public var candidates: [CandidateSite]
    /// Areas.
    public var areas: [StockArea]
    /// Road metres per metre of air line.
    public var roadFactor: Double
    /// Mean speed in kilometres an hour.
    public var speed: Double
    /// A store serves areas no farther than this many minutes of driving.
    public var reachMinutes: Double
    /// Øre for one kilometre of a van with its crew.
    public var kilometreCost: Double
    /// Orders that share one drive from a store.
    public var ordersPerDrive: Double
    /// Stores that share one refill drive from the central store.
    public var storesPerRound: Double
    /// Years over which opening costs are spread.
    public var openingYears: Double
    /// Yearly budgets in øre to set side by side.
    public var budgets: [Int]
    /// Levels of today.
    public var today: [StockLevels.Level]
    /// Fixed rounds of today, for replenishment.
    public var rounds: [RefillRound]
    /// For each bulky item, the smaller one that may stand in for it.
    public var substitutes: [String: String]
    /// Share of a bulky item's demand that its substitute can serve.
    public var substitutionShare: Double

    /// Makes a network; see the properties for units.
    public init(
        name: String, title: String = "", base: StockProblem, candidates: [CandidateSite], areas: [StockArea],
        roadFactor: Double = 1.4, speed: Double = 60, reachMinutes: Double = 90, kilometreCost: Double = 1200,
        ordersPerDrive: Double = 8, storesPerRound: Double = 3, openingYears: Double = 10, budgets: [Int] = [],
        today: [StockLevels.Level] = [], rounds: [RefillRound] = [], substitutes: [String: String] = [:],
        substitutionShare: Double = 0.3
    ) {
        self.name = name
        self.title = title
        self.base = base
        self.candidates = candidates
        self.areas = areas
        self.roadFactor = roadFactor
        self.speed = speed
        self.reachMinutes = reachMinutes
        self.kilometreCost = kilometreCost
        self.ordersPerDrive = ordersPerDrive
        self.storesPerRound = storesPerRound
        self.openingYears = openingYears
        self.budgets = budgets
        self.today = today
        self.rounds = rounds
        self.substitutes = substitutes
        self.substitutionShare = substitutionShare
    }

    /// Index of the central store, or `nil`.
    public var central: Int? { candidates.firstIndex { $0.site.kind == .central } }

    /// Road kilometres between two points: great circle times the road factor.
    public func kilometres(_ a: Coordinate, _ b: Coordinate) -> Double {
        let radians = Double.pi / 180
        let (lat1, lat2) = (a.latitude * radians, b.latitude * radians)
        let (dLat, dLon) = (lat2 - lat1, (b.longitude - a.longitude) * radians)
        let h = sin(dLat / 2) * sin(dLat / 2) + cos(lat1) * cos(lat2) * sin(dLon / 2) * sin(dLon / 2)
        return 2 * TravelParameters.earthRadiusMetres / 1000 * asin(min(1, h.squareRoot())) * roadFactor
    }

    /// Minutes of driving between two points.
    public func minutes(_ a: Coordinate, _ b: Coordinate) -> Double { kilometres(a, b) / speed * 60 }

    /// Indices of the stores open today.
    public var openToday: [Int] { candidates.indices.filter { candidates[$0].isOpenToday } }

    /// For each area the open store that serves it: the nearest one within reach, else the central store.
    public func assignment(open: [Int]) -> [Int] {
        let main = central ?? 0
        return areas.map { area in
            let reachable = open.filter { minutes(candidates[$0].site.coordinate, area.coordinate) <= reachMinutes }
            return reachable.min { a, b in
                let (x, y) = (candidates[a].site.coordinate, candidates[b].site.coordinate)
                return (kilometres(x, area.coordinate), a) < (kilometres(y, area.coordinate), b)
            } ?? main
        }
    }

    /// The levels problem when only `open` stores (the central one is always added) exist.
    public func problem(open: [Int]) -> StockProblem {
        let stores = Set(open + (central.map { [$0] } ?? [])).sorted()
        let chosen = assignment(open: stores)
        var problem = base
        problem.name = name
        problem.sites = stores.map { candidates[$0].site }
        problem.demand = areas.enumerated().flatMap { index, area in
            area.demand.map {
                StockDemand(
                    item: $0.item, site: candidates[chosen[index]].site.id, priority: $0.priority, perYear: $0.perYear)
            }
        }
        let ids = Set(problem.sites.map(\.id))
        problem.links = base.links.filter { ids.contains($0.from) && ids.contains($0.to) }
        return problem
    }

    /// What a set of open stores costs a year whatever lies in them, in øre, part by part.
    public func fixedCosts(open: [Int]) -> StockCosts {
        let stores = Set(open + (central.map { [$0] } ?? [])).sorted()
        let chosen = assignment(open: stores)
        var costs = StockCosts()
        for store in stores {
            costs.running += candidates[store].runningCost
            if !candidates[store].isOpenToday {
                costs.opening += Int((Double(candidates[store].openingCost) / max(openingYears, 1e-9)).rounded())
            }
            if let central, store != central {
                let site = candidates[store].site
                let rounds = 365 / max(site.reviewDays, 1)
                let distance = 2 * kilometres(candidates[central].site.coordinate, site.coordinate)
                costs.refills += Int((rounds * distance / max(storesPerRound, 1) * kilometreCost).rounded())
            }
        }
        for (index, area) in areas.enumerated() {
            let orders = area.demand.reduce(0) { $0 + $1.perYear }
            let distance = 2 * kilometres(candidates[chosen[index]].site.coordinate, area.coordinate)
            costs.deliveries += Int((orders / max(ordersPerDrive, 1) * distance * kilometreCost).rounded())
        }
        return costs
    }
}

/// A year's cost in øre; the total is the sum of the parts.
public struct StockCosts: Hashable, Sendable, Codable {
    /// Rent and staff of open stores.
    public var running = 0
    /// Opening costs spread over their years.
    public var opening = 0
    /// Refill drives.
    public var refills = 0
    /// Drives to citizens.
    public var deliveries = 0
    /// Holding the stock.
    public var holding = 0

    /// Nothing.
    public init() {}

    /// Sum of the parts.
    public var total: Int { running + opening + refills + deliveries + holding }
}
