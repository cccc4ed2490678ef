import FordelerModel

@testable import FordelerStock

/// Small stock problems for tests.
enum StockFixtures {
    static let here = Coordinate(latitude: 60.5, longitude: 15.4)

    static func central(deliveryDays: Double = 3) -> StockSite {
        StockSite(id: "central", coordinate: here, kind: .central, deliveryDays: deliveryDays)
    }

    static func forward(
        _ id: String, transport: Double = 2, review: Double = 0, litres: Int? = nil, mayShip: Bool = false,
        express: Double? = nil
    ) -> StockSite {
        StockSite(
            id: id, coordinate: here, kind: .forward, capacityLitres: litres, transportDays: transport,
            reviewDays: review, deliveryDays: 1, centralDays: 4, expressDays: express, mayShip: mayShip)
    }

    /// Two aids, a central store and two forward ones; acute in 2 days, class 1 in 3.
    static func twoByTwo(links: [LateralLink] = []) -> StockProblem {
        StockProblem(
            name: "two by two",
            items: [
                StockItem(id: "bed", price: 900_000, volumeLitres: 1300, supplierDays: 20, supplierVariance: 50),
                StockItem(
                    id: "rollator", price: 120_000, volumeLitres: 150, supplierDays: 12, returnShare: 0.5,
                    yield: 0.8, reconditionDays: 8),
            ],
            sites: [central(), forward("north", mayShip: true), forward("south", mayShip: true)],
            demand: [
                StockDemand(item: "bed", site: "north", priority: .acute, perYear: 8),
                StockDemand(item: "bed", site: "south", priority: .one, perYear: 12),
                StockDemand(item: "rollator", site: "north", priority: .acute, perYear: 15),
                StockDemand(item: "rollator", site: "south", priority: .acute, perYear: 10),
                StockDemand(item: "rollator", site: "south", priority: .one, perYear: 20),
            ],
            limits: [
                ResponseLimit(priority: .acute, days: 2, share: 0.85),
                ResponseLimit(priority: .one, days: 3, share: 0.8),
            ],
            links: links)
    }
}
