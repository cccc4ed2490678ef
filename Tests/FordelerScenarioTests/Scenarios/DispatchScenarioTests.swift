import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerScenario
import Foundation
import Testing

@Suite("Scenarios that dispatchers argue about") struct DispatchScenarioTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Scenarios")

    private func read(_ name: String) throws -> LoadedScenario {
        try ScenarioReader.read(folder: Self.scenarios.appendingPathComponent(name).path)
    }

    /// A few steps on one island: enough to compile, plan, check and write, whatever the machine.
    private func run(_ name: String) throws -> ScenarioRunner.Outcome {
        try ScenarioRunner().run(try read(name), expected: nil, options: RunOptions(islands: 1, stepLimit: 2))
    }

    @Test(
        "Each is read without a warning, planned, and found valid, and measures what its targets name",
        arguments: [
            "acute-surge", "absence", "hospital-discharge-wave", "mors-wave", "vgr-lead-time", "self-collection",
            "every-kind",
        ])
    func everyScenario(_ name: String) throws {
        let folder = Self.scenarios.appendingPathComponent(name)
        #expect(try read(name).warnings.filter { $0.code != "W-ITEM-UNUSED" }.map(\.text) == [])
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("README.md").path))
        let expected = try ExpectedResults.read(
            [UInt8](Data(contentsOf: folder.appendingPathComponent("expected.json"))))
        let result = try run(name).result
        #expect(result.violations == [])
        for target in expected.targets { #expect(result.measurements[target.field] != nil, "\(target.field)") }
    }

    @Test("Twelve acute orders come in after the working day before")
    func surge() throws {
        let problem = try read("acute-surge").problem
        let surge = problem.orders.filter { $0.id.hasPrefix("S") }
        #expect(surge.count == 12 && surge.allSatisfy { $0.priority == .acute && $0.registered <= problem.now })
    }

    @Test("Nine people stand in the shifts of the fullest staffing, every day")
    func absence() throws {
        let problem = try read("absence").problem
        for day in problem.horizon {
            let persons = problem.shifts.filter { $0.date == day }.flatMap { $0.persons }
            #expect(Set(persons).count == 9 && persons.count == 9)
        }
    }

    @Test("Without a van or a person the absence scenario never looks better", arguments: ["van=v2", "person=anna"])
    func lessStaff(_ absent: String) throws {
        var fuller = try read("absence").problem
        // Two days and a third of the orders keep the test short.
        fuller.horizonDays = 2
        fuller.orders = fuller.orders.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        var poorer = fuller
        let absence = try #require(Absence(absent))
        let isKnown = poorer.remove(absence)
        #expect(isKnown)
        let both = try StaffingComparison(poorer, against: fuller, options: RunOptions(islands: 1, stepLimit: 2))
        #expect(both.isMonotone)
        #expect(both.poorer.check.valid && both.fuller.check.valid)
        #expect(both.difference == PlanDifference(from: both.fuller.plan, to: both.poorer.plan))
    }

    @Test("A kit that waits for one item is not planned before the item")
    func kits() throws {
        let problem = try read("hospital-discharge-wave").problem
        let late = problem.orders.filter { $0.ready == nil && $0.expectedReady != nil }
        #expect(late.map(\.id).sorted() == ["H09", "H13", "H21"])
        #expect(problem.orders.count { $0.lines.count == 4 } >= 25)
        let plan = try PlannedDay(problem, options: RunOptions(islands: 1, stepLimit: 2)).plan
        for order in late {
            let visit = plan.routes.flatMap(\.stops).first { $0.order == order.id }
            let ready = try #require(order.expectedReady)
            let days = ready.date.dayNumber - problem.date.dayNumber
            #expect(try #require(visit).start >= days * 86_400 + ready.secondOfDay)
        }
    }

    @Test("Every area of the rounds has one weekday, and every order an area with a round")
    func rounds() throws {
        let problem = try read("vgr-lead-time").problem
        let areas = Set(problem.rounds.map(\.area))
        #expect(areas.count == problem.rounds.count && problem.rounds.allSatisfy { $0.weekdays.count == 1 })
        #expect(problem.orders.allSatisfy { areas.contains($0.place.area) })
    }
}
