import FordelerModel
import Foundation
import Testing

@testable import FordelerFormats

@Suite struct ScenarioReaderTests {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let good = tests.appendingPathComponent("GoodScenario")

    @Test func theGoodScenarioIsReadWhole() throws {
        let loaded = try ScenarioReader.read(folder: Self.good.path)
        let problem = loaded.problem
        #expect(loaded.warnings.isEmpty, "\(loaded.warnings.map(\.text))")
        #expect(loaded.language == .swedish)
        #expect(loaded.tasks == ["plan"])
        #expect(loaded.expected == nil)
        #expect(problem.name == "tiny")
        #expect(problem.date.iso == "2026-05-05")
        #expect(problem.now.iso == "2026-05-05T07:00")
        #expect(problem.horizon.map(\.day) == [5, 6, 7, 8, 11])
        #expect(problem.travel.roadFactor == 1.3)
        #expect(problem.travel.bands.map(\.kilometresPerHour) == [30, 60])
        #expect(problem.rates.stopSeconds == 390)
        #expect(problem.rates.waiting == [.acute: 150_000, .one: 80_000, .two: 30_000, .three: 5000])
        #expect(problem.rates.reserve == [.monday: 0.1])
    }

    @Test func theKeyIsRead() throws {
        let key = try ScenarioReader.read(folder: Self.good.path).problem.key
        #expect(key.closeOfServiceSecond == 57_600)
        #expect(key.holidays == .norway)
        #expect(key.closedDates.map(\.iso) == ["2026-05-15"])
        #expect(key.rules[.acute]?.setBy == ["desk"])
        #expect(key.rules[.acute]?.calendar == .elapsed)
        #expect(key.rules[.one]?.calendar == .calendar)
        #expect(key.rules[.one]?.clocks == [.delivery: .ready])
        #expect(key.rules[.two]?.calendar == .working)
        #expect(key.rules[.two]?.clocks[.repair] == .ready)
        #expect(key.rules[.three]?.criteria.map(\.id) == ["death"])
        #expect(key.defaults == [.collection: .three])
    }

    @Test func vansAndShiftsAreRead() throws {
        let problem = try ScenarioReader.read(folder: Self.good.path).problem
        #expect(problem.depots[0].place.name == "Mjøndalen")
        #expect(problem.depots[0].place.coordinate == Coordinate(latitude: 59.7439, longitude: 10.0196))
        #expect(problem.depots[1].items == ["rollator", "chair"])
        #expect(
            problem.vans[0].compartments
                == .split(
                    clean: Load(volumeLitres: 7000, weightGrams: 700_000),
                    dirty: Load(volumeLitres: 5000, weightGrams: 500_000)))
        #expect(problem.vans[1].compartments == .single(Load(volumeLitres: 6000, weightGrams: 800_000)))
        #expect(problem.vans.map(\.costPerKilometre) == [450, 450])
        #expect(problem.vans.map(\.pay) == [.wholeShift, .startToEnd])
        #expect(problem.shifts.map(\.crew) == [2, 2, 1])
        #expect(problem.shifts.map(\.endDepot) == ["main", "small", nil])
        #expect(problem.shifts[0].persons == ["kari", "ola"])
        #expect(problem.shifts[2].skills == ["technician"])
        #expect(
            problem.shifts.map(\.breaks) == [
                [
                    BreakRule(
                        durationSeconds: 1800, earliestAfterSeconds: 10_800, latestAfterSeconds: 18_000,
                        notNeededBeforeSeconds: 18_000)
                ], [], [],
            ])
    }

    @Test func ordersAreRead() throws {
        let orders = try ScenarioReader.read(folder: Self.good.path).problem.orders
        #expect(orders.map(\.kind) == [.delivery, .collection, .repair])
        #expect(orders.map(\.priority) == [.acute, nil, .two])
        #expect(
            orders[0].lines == [
                OrderLine(item: "bed", direction: .deliver),
                OrderLine(item: "rollator", quantity: 2, direction: .deliver),
            ])
        #expect(orders[0].registered.iso == "2026-05-04T10:15")
        #expect(
            orders[0].windows == [
                DailyWindow(fromSecond: 32_400, toSecond: 41_400, weekdays: [.tuesday, .wednesday]),
                DailyWindow(fromSecond: 46_800, toSecond: 50_400),
            ])
        #expect(orders[0].stairs)
        #expect(orders[0].place.addressKey == "house-1")
        #expect(orders[1].place.name == "Drammen")
        #expect(orders[1].place.coordinate.longitude == 10.2122)
        #expect(orders[1].ready == orders[1].registered)
        #expect(orders[1].blockedDates.map(\.iso).sorted() == ["2026-05-06", "2026-05-07"])
        #expect(orders[1].override == DueOverride(priority: .two, role: "allocation", reason: "relatives"))
        #expect(orders[2].hold?.until?.iso == "2026-05-11T00:00")
        #expect(orders[2].serviceSeconds == 2430)
        #expect(orders[2].persons == 1)
    }

    @Test func laterOrdersAreReadAgainstTheScenario() throws {
        var scenario = try ScenarioReader.read(folder: Self.good.path)
        let path = Self.good.appendingPathComponent("orders.csv").path
        let found = #expect(throws: InputErrors.self) { try ScenarioReader.readOrders(path: path, for: scenario) }
        #expect(found?.diagnostics.map(\.code) == ["E-ID-DUPLICATE", "E-ID-DUPLICATE", "E-ID-DUPLICATE"])
        let orders = scenario.problem.orders
        scenario.problem.orders = []
        #expect(try ScenarioReader.readOrders(path: path, for: scenario) == orders)
    }

    @Test func aMissingFolderIsSaid() {
        let found = #expect(throws: InputErrors.self) { try ScenarioReader.read(folder: "no such folder") }
        #expect(found?.diagnostics.map(\.code) == ["E-FILE-MISSING"])
    }
}
