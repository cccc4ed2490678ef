import FordelerFormats
import FordelerModel
import FordelerStock
import Foundation
import Testing

@testable import FordelerScenario

/// From shelves below their level to stops of a van: a stock plan's refills are a planning scenario's orders.
struct RefillPlanTests {
    private static let stock = [
        "stock-items.csv": "id,price_kr,supplier_days,volume_litres\nrollator,1400,10,150\nbed,9000,10,1300\n",
        "stock-sites.csv": """
        id,latitude,longitude,kind,status,review_days,ships,running_kr_per_year
        main,60.48,15.43,central,locked,,,1000000
        mora,60.60,15.40,forward,locked,3,yes,200000

        """,
        "stock-areas.csv": "id,name,latitude,longitude,population\nm,Mora,60.6,15.4,20000\n",
        "stock-rates.csv": "item,class,per_1000_per_year\nrollator,2,4\nbed,2,1\n",
        "stock-limits.csv": "class,days,share,item_share\n2,2,0.9,0.8\n",
        "stock-rounds.csv": "sites,weekdays,litres\nmora,mon thu,9000\n",
        "stock-today.csv": "item,site,pieces\nrollator,main,30\nbed,main,20\n",
    ]

    private static func planning(orders: String) -> [String: String] {
        [
            "scenario.yaml": """
            name: refills
            title: Refills of one store
            time_zone: Europe/Stockholm
            date: 2026-01-05
            horizon_days: 4
            now: 2026-01-05T06:00
            travel:
              road_factor: 1.4
              bands:
                - {km_per_hour: 60}
            tables:
              orders: orders.csv
              vans: vans.csv
              shifts: shifts.csv
              depots: depots.csv
              items: items.csv
              priority_key: priority-key.yaml

            """,
            "depots.csv": """
            depot,name,latitude,longitude,postcode,reload_minutes,first_load_minutes,items
            main,Main,60.48,15.43,78170,20,25,
            mora,Mora,60.60,15.40,78170,10,15,

            """,
            "vans.csv": "van,name,crew,volume_m3,weight_kg,cost_per_hour_kr,cost_per_km_kr\nv1,Van,2,12,900,420,4\n",
            "shifts.csv": "van,date,start,end,start_depot\n"
                + (5...8).map { "v1,2026-01-0\($0),07:00,15:00,main\n" }.joined(),
            "items.csv": """
            item,name,iso9999,volume_m3,weight_kg,heaviest_part_kg,persons,deliver_minutes
            rollator,Rollator,12 06 06,0.15,8,8,1,10
            bed,Bed,18 12 10,1.3,130,40,2,50

            """,
            "orders.csv": orders,
        ]
    }

    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("refills-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return folder
    }

    @Test func refillsRideOnAVan() throws {
        let tables = try folder(Self.stock)
        defer { try? FileManager.default.removeItem(at: tables) }
        let plan = try StockPlanner(StockFolder.network(at: tables.path), setLimit: 2).plan()
        // Monday's round brings the store to its level; Thursday's has the same books plus what is on its way.
        #expect(plan.replenishment.map(\.id) == ["refill-mora-2026-01-05"])

        let day = try folder(Self.planning(orders: StockPlanFiles.refillOrders(plan)))
        defer { try? FileManager.default.removeItem(at: day) }
        let key = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Scenarios/counted-shelves/priority-key.yaml")
        try FileManager.default.copyItem(at: key, to: day.appendingPathComponent("priority-key.yaml"))
        let loaded = try ScenarioReader.read(folder: day.path)
        let refill = try #require(loaded.problem.orders.first)
        #expect(refill.kind == .replenishment && refill.depot == "main" && refill.destination == "mora")
        #expect(refill.lines.map(\.quantity) == plan.replenishment[0].lines.map(\.quantity))
        let done = try ScenarioRunner().run(loaded, expected: nil, options: RunOptions(islands: 1, stepLimit: 5))
        #expect(done.result.violations == [])
        let vans = try PlannedDay(loaded.problem, options: RunOptions(islands: 1, stepLimit: 5)).plan
        #expect(vans.orders.map(\.state) == [.planned])
        let stops = vans.routes.flatMap(\.stops)
        #expect(stops.contains { $0.kind == .visit && $0.order == refill.id })
        // A day later than asked for at the latest: wanted on Monday by 16:00.
        #expect(vans.orders[0].date == CivilDate(dayNumber: 20_458))
    }
}
