import FordelerModel
import FordelerStatistics
import FordelerStock
import Foundation
import Testing

@testable import FordelerScenario

struct StockFolderTests {
    /// A folder with the least tables a stock scenario needs; a test may replace one.
    func folder(_ replaced: [String: String] = [:]) throws -> String {
        let files = [
            "stock-items.csv": "id;price_kr;supplier_days;supplier_sd_days\nrollator;1400,50;10;4\n",
            "stock-sites.csv": """
            id,latitude,longitude,kind,status,review_days,ships,running_kr_per_year
            main,60.48,15.43,central,locked,,,1000000
            mora,61.00,14.54,forward,open,7,yes,200000

            """,
            "stock-areas.csv": "id,name,latitude,longitude,population\nm,\"Mora, centre\",61.0,14.5,20000\n",
            "stock-rates.csv": "item,class,per_1000_per_year\nrollator,acute,0.5\nrollator,2,4\n",
            "stock-limits.csv": "class,days,share,item_share\nacute,2,0.9,0.8\n2,14,0.9,\n",
        ].merging(replaced) { _, new in new }
        let path = NSTemporaryDirectory() + "stock-folder-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name)) }
        return path
    }

    @Test func tablesBecomeANetwork() throws {
        let path = try folder()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let network = try StockFolder.network(at: path)
        #expect(network.base.items[0].price == 140_050 && network.base.items[0].supplierVariance == 16)
        #expect(network.areas[0].name == "Mora, centre")
        #expect(network.areas[0].demand.map(\.perYear) == [10, 80])
        #expect(network.candidates[1].site.mayShip && network.candidates[1].runningCost == 20_000_000)
        let levels = try LevelOptimiser(network.problem(open: network.openToday)).solve(iterations: 5)
        #expect(levels.status == .feasible)
        let json = try StockDocument.levels(levels)
        #expect(json.contains("\"status\" : \"feasible\"") && json.contains("\"class\" : \"acute\""))
        #expect(StockLevelsText.text(levels, problem: network.problem(open: [0, 1])).contains("rollator"))
    }

    @Test func runHoldsLevelsAgainstTargets() throws {
        let path = try folder()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let expected = ExpectedResults(targets: [
            .init(field: "share.acute", min: 0.9, source: "asked for"), .init(field: "gap", max: -1, source: "never"),
        ])
        let outcome = try ScenarioRunner(tasks: [StockTask(iterations: 5)]).runStock(folder: path, expected: expected)
        #expect(outcome.result.targets.map(\.isMet) == [true, false])
        #expect(outcome.files.map(\.name) == ["stock-levels.json"])
        #expect(outcome.result.measurements["targets_missed"] == 0)
    }

    @Test func aKitStoreKeepsItsClosedListOnly() throws {
        let sites = "id,latitude,longitude,kind,status,review_days,keeps\nmain,60.48,15.43,central,locked,,\n"
        let tables = [
            "stock-items.csv": "id;price_kr;supplier_days;supplier_sd_days\nrollator;1400;10;4\nlamp;300;10;4\n",
            "stock-rates.csv": "item,class,per_1000_per_year\nrollator,acute,0.5\nlamp,acute,0.5\n",
            "stock-limits.csv": "class,days,share,item_share\nacute,2,0.4,\n",
        ]
        let open = try folder(
            tables.merging(["stock-sites.csv": sites + "mora,61,14.54,kit,open,7,\n"]) { _, new in new })
        defer { try? FileManager.default.removeItem(atPath: open) }
        let defect = #expect(throws: InputErrors.self) {
            let network = try StockFolder.network(at: open)
            _ = try LevelOptimiser(network.problem(open: network.openToday)).solve(iterations: 5)
        }
        #expect(defect?.diagnostics.map(\.code) == ["E-STOCK-KIT"])
        let closed = try folder(
            tables.merging(["stock-sites.csv": sites + "mora,61,14.54,kit,open,7,rollator\n"]) { _, new in new })
        defer { try? FileManager.default.removeItem(atPath: closed) }
        let network = try StockFolder.network(at: closed)
        let levels = try LevelOptimiser(network.problem(open: network.openToday)).solve(iterations: 5)
        #expect(levels.pieces(item: "rollator", site: "mora") > 0)
        #expect(levels.pieces(item: "lamp", site: "mora") == 0)
    }

    @Test func lateRegistrationIsTold() {
        func interval(_ mean: Double) -> ConfidenceInterval {
            ConfidenceInterval(mean: mean, halfWidth: 0.002, confidence: 0.95)
        }
        let rows = [
            RegistrationStudy.Row(lateShare: 0, share: interval(0.95), change: interval(0)),
            RegistrationStudy.Row(lateShare: 0.1, share: interval(0.949), change: interval(-0.001)),
            RegistrationStudy.Row(lateShare: 0.5, share: interval(0.87), change: interval(-0.08)),
        ]
        #expect(
            StockLevelsText.lateRegistration(rows, days: 14).replacing("\u{A0}", with: " ").split(separator: "\n") == [
                "Withdrawals registered 14 days late, simulated",
                "  none late: 94.8 % to 95.2 % in time",
                "  10.0 % late: 94.7 % to 95.1 % in time, no difference shown",
                "  50.0 % late: 86.8 % to 87.2 % in time, 8 points less than with none",
            ])
    }

    @Test func refillsAreOrdersThatAPlanReads() throws {
        let path = try folder([
            "stock-rounds.csv": "sites,weekdays,litres\nmora,mon,9000\n",
            "stock-today.csv": "item,site,pieces\nrollator,mora,0\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let plan = try StockPlanner(StockFolder.network(at: path), setLimit: 2).plan()
        let lines = StockPlanFiles.refillOrders(plan).split(separator: "\n")
        #expect(lines.first?.hasPrefix("order,kind,registered,ready,deliver,depot,to_depot") ?? false)
        #expect(lines.count == plan.replenishment.count + 1)
        #expect(
            lines.dropFirst().allSatisfy {
                $0.contains(",replenishment,2026-01-05 00:00,") && $0.contains(",main,mora,")
            })
    }

    @Test func everyDefectIsListedAtOnce() throws {
        let path = try folder([
            "stock-items.csv": "id,price_kr,supplier_days\nrollator,many,10\n",
            "stock-rates.csv": "item,class,per_1000_per_year\nboat,acute,0.5\nrollator,9,-4\n",
            "stock-settings.csv": "setting,value\nspeed_kmh,fast\ncolour,red\n",
        ])
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try StockFolder.network(at: path)
            Issue.record("the folder was taken")
        } catch {
            let text = error.description
            for part in [
                "stock-settings.csv:2 value 'fast'", "stock-settings.csv:3 setting 'colour'",
                "stock-items.csv:2 price_kr 'many'", "stock-rates.csv:2 item 'boat'", "stock-rates.csv:3 class '9'",
                "stock-rates.csv:3 per_1000_per_year '-4'",
            ] { #expect(text.contains(part)) }
        }
    }

    @Test func missingTablesAreNamed() {
        do {
            _ = try StockFolder.network(at: NSTemporaryDirectory())
            Issue.record("an empty folder was taken")
        } catch { #expect(error.diagnostics.count >= 5) }
    }
}
