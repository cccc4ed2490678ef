import FordelerModel
import FordelerPlanning
import Testing

@Suite struct DueCalendarTests {
    private func due(_ order: Order, key: PriorityKey = SmallTown.key) -> String? {
        DueCalendar(key: key, timeZone: "Europe/Oslo").due(of: order)?.iso
    }

    private func order(
        _ priority: PriorityClass?, _ registered: String, kind: OrderKind = .collection, ready: String? = nil
    ) -> Order {
        SmallTown.order("o", 1, kind: kind, priority: priority, registered: registered, ready: ready)
    }

    @Test func acuteCountsElapsedHoursThroughTheWeekend() {
        // Friday 10:00 and 48 hours is Sunday 10:00, a day without service: it stays due then.
        #expect(due(order(.acute, "2026-03-06T10:00")) == "2026-03-08T10:00")
    }

    @Test func acuteHoursFollowDaylightSaving() {
        // Clocks go forward in the night to Sunday 29 March 2026: 48 hours after Saturday 10:00 is Monday 11:00.
        #expect(due(order(.acute, "2026-03-28T10:00")) == "2026-03-30T11:00")
        // And back in the night to Sunday 25 October 2026.
        #expect(due(order(.acute, "2026-10-24T10:00")) == "2026-10-26T09:00")
    }

    @Test func calendarDaysEndAtCloseOfService() {
        // Monday 2 March and 7 days is Monday 9 March.
        #expect(due(order(.two, "2026-03-02T08:00")) == "2026-03-09T16:00")
    }

    @Test func aDayWithoutServiceMovesToTheLastEarlierServiceDay() {
        // Saturday 7 March and 7 days is Saturday 14 March: Friday 13 March.
        #expect(due(order(.two, "2026-03-07T08:00")) == "2026-03-13T16:00")
        // Wednesday 25 March and 7 days is Wednesday 1 April; 26 March gives Maundy Thursday: back to Wednesday.
        #expect(due(order(.two, "2026-03-26T08:00")) == "2026-04-01T16:00")
    }

    @Test func neverBeforeTheFirstServiceDayAfterTheClock() {
        var key = SmallTown.key
        key.rules[.two]?.limit = 1
        // Friday and one day is Saturday; Friday itself is no day after the clock, so Monday.
        #expect(due(order(.two, "2026-03-06T08:00"), key: key) == "2026-03-09T16:00")
    }

    @Test func workingDaysLeaveOutWeekendsAndHolidays() {
        // The day of the clock is day 0: Friday 6 March and 2 working days is Tuesday 10 March.
        #expect(due(order(.one, "2026-03-06T08:00")) == "2026-03-10T16:00")
        // Wednesday 1 April: Easter (2, 3 and 6 April are holidays) makes it Tuesday 7 and Wednesday 8 April.
        #expect(due(order(.one, "2026-04-01T08:00")) == "2026-04-08T16:00")
    }

    @Test func theKeyNamesTheClockByKind() {
        // Class 3 deliveries count from ready, collections from registered.
        #expect(
            due(order(.three, "2026-02-02T08:00", kind: .delivery, ready: "2026-03-02T08:00")) == "2026-03-30T16:00")
        #expect(due(order(.three, "2026-02-02T08:00", kind: .collection)) == "2026-03-02T16:00")
        #expect(due(order(.three, "2026-02-02T08:00", kind: .delivery)) == nil)
    }

    @Test func closeOfServiceComesFromTheKey() {
        var key = SmallTown.key
        key.closeOfServiceSecond = SmallTown.time("14:30")
        #expect(due(order(.two, "2026-03-02T08:00"), key: key) == "2026-03-09T14:30")
    }

    @Test func aSecondDueInstantHoldsWhenEarlier() {
        var early = order(.two, "2026-03-02T08:00")
        early.neededBy = SmallTown.instant("2026-03-04T12:00")
        #expect(due(early) == "2026-03-04T12:00")
        early.neededBy = SmallTown.instant("2026-03-20T12:00")
        #expect(due(early) == "2026-03-09T16:00")
    }

    @Test func anOverrideReplacesClassOrInstant() {
        var allowed = order(.two, "2026-03-02T08:00")
        allowed.override = DueOverride(priority: .acute, role: "OT", reason: "discharge")
        #expect(due(allowed) == "2026-03-04T08:00")
        allowed.override = DueOverride(due: SmallTown.instant("2026-03-20T10:00"), role: "OT", reason: "travels")
        #expect(due(allowed) == "2026-03-20T10:00")
    }

    @Test func theDefaultClassOfTheKindHolds() {
        var key = SmallTown.key
        key.defaults = [.collection: .three]
        #expect(due(order(nil, "2026-02-02T08:00"), key: key) == "2026-03-02T16:00")
    }

    @Test func aClosedCalendarStillGivesAnInstant() {
        var key = SmallTown.key
        key.serviceWeekdays = []
        #expect(due(order(.two, "2026-03-02T08:00"), key: key) != nil)
    }
}
