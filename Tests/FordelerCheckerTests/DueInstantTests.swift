import FordelerChecker
import FordelerModel
import Testing

/// Due instants, seen through the difference that the check states for an outcome with due 0.
@Suite struct DueInstantTests {
    /// The due instant of the overdue order F after a change, as the check recomputes it.
    private func due(_ change: (inout Order, inout PlanningProblem) -> Void) -> String? {
        var sample = PlanCase()
        var order = sample.problem.orders[4]
        change(&order, &sample.problem)
        sample.problem.orders[4] = order
        sample.plan.orders[4].due = 0
        let found = sample.report().violations.first { $0.code == .due && $0.place == "order F" }
        guard let found, found.unit == "seconds" else { return nil }
        return CivilInstant(seconds: -found.amount, from: PlanCase.monday).iso
    }

    @Test func acuteHoursAreElapsedHours() {
        // Clocks go forward on 29 March 2026 at 02:00 and back on 25 October at 03:00.
        #expect(due(acute("2026-03-27T12:00")) == "2026-03-29T13:00")
        #expect(due(acute("2026-10-24T12:00")) == "2026-10-26T11:00")
        #expect(due(acute("2026-06-01T12:00")) == "2026-06-03T12:00")
        // 02:30 does not exist on 29 March: it is read as 03:30. On 25 October the first 02:30 counts.
        #expect(due(acute("2026-03-29T02:30")) == "2026-03-31T03:30")
        #expect(due(acute("2026-10-25T02:30")) == "2026-10-27T01:30")
    }

    private func acute(_ registered: String) -> (inout Order, inout PlanningProblem) -> Void {
        { order, _ in
            order.priority = .acute
            order.registered = PlanCase.instant(registered)
        }
    }

    @Test func calendarDaysEndOnTheLastServiceDay() {
        func registered(_ day: String) -> String? {
            due { order, _ in order.registered = PlanCase.instant(day) }
        }
        // Five days after Monday 9 March are Saturday: Friday. Maundy Thursday 2026 is 2 April, so five days after
        // 31 March (Sunday 5 April) lead back to Wednesday 1 April.
        #expect(registered("2026-03-09") == "2026-03-13T16:00")
        #expect(registered("2026-03-31") == "2026-04-01T16:00")
        // Thursday 2 to Monday 6 April are Easter. Five days after Wednesday 1 April lead back to that Wednesday
        // itself, so the first service day after it holds: Tuesday 7 April.
        #expect(registered("2026-04-01") == "2026-04-07T16:00")
    }

    @Test func workingDaysLeaveOutHolidays() {
        // Day 0 is Tuesday 31 March; working days 1, 7, 8, 9, 10, 13, 14, 15, 16, 17 April.
        #expect(
            due { order, _ in
                order.priority = .two
                order.registered = PlanCase.instant("2026-03-31")
            } == "2026-04-17T16:00")
    }

    @Test func aSecondDueInstantHoldsWhenEarlierAndAnOverrideAlways() {
        #expect(
            due { order, _ in
                order.registered = PlanCase.instant("2026-03-09")
                order.neededBy = PlanCase.instant("2026-03-11T10:00")
            } == "2026-03-11T10:00")
        #expect(
            due { order, _ in
                order.registered = PlanCase.instant("2026-03-09")
                order.neededBy = PlanCase.instant("2026-03-20T10:00")
            } == "2026-03-13T16:00")
        #expect(
            due { order, _ in
                order.neededBy = PlanCase.instant("2026-03-11T10:00")
                order.override = DueOverride(due: PlanCase.instant("2026-03-25T09:00"), role: "leader", reason: "x")
            } == "2026-03-25T09:00")
    }

    @Test func classesCountFromTheirClock() {
        func ready(_ instant: String?) -> String? {
            due { order, problem in
                order.priority = .two
                order.kind = .delivery
                order.registered = PlanCase.instant("2026-02-02")
                order.ready = instant.map(PlanCase.instant)
                problem.key.rules[.two]?.limit = 1
            }
        }
        #expect(ready("2026-03-10T11:00") == "2026-03-11T16:00")
        #expect(ready(nil) == nil)
    }
}
