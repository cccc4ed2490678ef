import FordelerChecker
import FordelerModel
import Foundation
import Testing

/// One change that breaks one rule, and what the check says about it.
struct PlanDefect: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var expected: Set<ViolationCode>
    var change: @Sendable (inout PlanCase) -> Void

    init(_ name: String, _ expected: ViolationCode..., change: @escaping @Sendable (inout PlanCase) -> Void) {
        testDescription = name
        self.expected = Set(expected)
        self.change = change
    }
}

@Suite struct PlanCheckerTests {
    @Test func rightPlanIsValid() {
        let report = PlanCase().report()
        #expect(report.violations == [])
        #expect(report.valid)
        #expect(report.aims.map(\.amount) == [0, 0, 0, 5, 0, 0, 0, 0, 0, 712_472])
        #expect(report.cost == CostBreakdown(shifts: 50_000, hours: 480_000, distance: 10_000, waiting: 172_472))
    }

    @Test(arguments: PlanDefects.routes + PlanDefects.service + PlanDefects.outcomes)
    func oneDefect(_ defect: PlanDefect) {
        var sample = PlanCase()
        defect.change(&sample)
        #expect(sample.codes() == defect.expected)
    }

    @Test func violationsSayWhereAndByHowMuch() {
        var sample = PlanCase()
        sample.stops[3].setupSeconds = 60
        #expect(
            sample.report().violations == [
                Violation(code: .setupMismatch, place: "van V 2026-03-02 stop 4 order C", amount: 60, unit: "seconds")
            ])
    }

    @Test func reportsEncodeAsTheCommandLinePrints() throws {
        var sample = PlanCase()
        sample.plan.routes[0].drivingSeconds = 1007
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(sample.report()), as: UTF8.self)
        #expect(
            text.contains(
                #""violations":[{"amount":7,"code":"ROUTE_TOTALS","unit":"seconds","where":"van V 2026-03-02"}]"#))
        #expect(text.contains(#""valid":false"#))
    }

    @Test func statedMoneyAndAimsAreCompared() {
        var sample = PlanCase()
        sample.plan.cost.waiting += 3
        sample.plan.routes[0].cost.hours -= 2
        sample.plan.aims[9].amount = 1
        sample.plan.aims[3].amount = 4
        let found = sample.report().violations
        #expect(found.map(\.code) == [.costMismatch, .costMismatch, .aimsMismatch, .aimsMismatch])
        #expect(found.map(\.amount) == [-2, 3, -1, 1 - 712_472])
        #expect(found.map(\.place) == ["van V 2026-03-02 hours", "plan waiting", "aim tardiness_1_days", "aim cost"])
    }

    @Test func overtimeIsPaidApart() {
        var sample = PlanCase()
        // The regular shift ends at 43,000: 320 seconds of overtime cost 90,000 × 320 ÷ 3,600 = 8,000, and the whole
        // shift of 14,200 seconds costs 60,000 × 14,200 ÷ 3,600 = 236,667.
        sample.problem.shifts[0].endSecond = 43_000
        let cost = sample.report().cost
        #expect(cost.overtime == 8000)
        #expect(cost.hours == 236_667)
        // Paid from start to end: 28,800 to 43,000 is the same here; from 29,800 it is 13,200 seconds.
        sample.problem.vans[0].pay = .startToEnd
        #expect(sample.report().cost.hours == 236_667)
        sample.problem.shifts[0].endSecond = 57_600
        // 28,800 to 43,320 are 14,520 seconds: 242,000.
        #expect(sample.report().cost.hours == 242_000)
    }

    @Test func anOrderLeftOutThatIsDueInsideIsABreach() {
        var sample = PlanCase()
        sample.problem.orders[4].override = DueOverride(
            due: PlanCase.instant("2026-03-03T12:00"), role: "leader", reason: "discharge")
        sample.plan.orders[4].due = 129_600
        sample.plan.orders[4].overdueAtStart = false
        sample.plan.orders[4].late = true
        sample.plan.orders[4].tardinessSeconds = 230_400 - 129_600
        let report = sample.report()
        #expect(report.aims[2].amount == 1)
        // Wednesday is the only service day after Tuesday's due day.
        #expect(report.aims[3].amount == 1)
        #expect(sample.codes() == [])
    }

    @Test func speedFactorsDivideTravelAndRoundHalfUp() {
        var sample = PlanCase()
        sample.problem.vans[0].speedFactor = 1.6
        // 100 ÷ 1.6 = 62.5 → 63.
        let found = sample.report().violations.first { $0.place.hasSuffix("order A") }
        #expect(
            found
                == Violation(
                    code: .travelMismatch, place: "van V 2026-03-02 stop 2 order A", amount: 37, unit: "seconds"))
    }
}
