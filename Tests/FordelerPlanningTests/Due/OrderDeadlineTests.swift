import FordelerModel
import FordelerPlanning
import Testing

@Suite struct OrderDeadlineTests {
    private func deadline(_ order: Order, now: String? = nil, days: Int = 3) throws -> OrderDeadline {
        var problem = SmallTown.problem(orders: [order], days: days)
        if let now { problem.now = SmallTown.instant(now) }
        return try SmallTown.compile(problem).deadlines[0]
    }

    @Test func tardinessCountsStartedServiceDays() throws {
        // Class 1, registered Thursday 26 February: due Monday 2 March 16:00.
        let one = try deadline(SmallTown.order("o", 1, priority: .one, registered: "2026-02-26T10:00"))
        #expect(one.due == SmallTown.time("16:00"))
        #expect(one.tardiness(endingAt: SmallTown.time("16:00")) == 0)
        // Later the same day is one started day; so is any time on Tuesday; Wednesday is two.
        #expect(one.tardiness(endingAt: SmallTown.time("16:01")) == 1)
        #expect(one.tardiness(endingAt: SmallTown.time("09:00", day: 1)) == 1)
        #expect(one.tardiness(endingAt: SmallTown.time("00:00", day: 2)) == 2)
        #expect(one.isBreach(endingAt: SmallTown.time("16:01")))
    }

    @Test func acuteTardinessIsInSeconds() throws {
        let acute = try deadline(SmallTown.order("o", 1, priority: .acute, registered: "2026-02-28T10:00"))
        #expect(acute.tardiness(endingAt: SmallTown.time("10:00") + 90) == 90)
    }

    @Test func overdueAtStartIsNoBreachButIsTardy() throws {
        // Due Friday 27 February 16:00; Monday's service is one started service day late.
        let late = try deadline(SmallTown.order("o", 1, priority: .one, registered: "2026-02-25T10:00"))
        #expect(late.overdueAtStart)
        #expect(!late.isBreach(endingAt: SmallTown.time("10:00")))
        #expect(late.tardiness(endingAt: SmallTown.time("10:00")) == 1)
        #expect(late.tardiness(endingAt: SmallTown.time("10:00", day: 1)) == 2)
    }

    @Test func waitingCostsTheSquareOfTheShareOfTheLimit() throws {
        // Class 2, registered Friday 27 February, due Friday 6 March: 7 days allowed, 300 kroner for all of them.
        let two = try deadline(SmallTown.order("o", 1))
        #expect(two.waitingPrice(servedOnDay: -3) == 0)
        // Monday is day 3: 30,000 × 9 ÷ 49 = 5,510.2; Tuesday 30,000 × 16 ÷ 49 = 9,795.9.
        #expect(two.waitingPrice(servedOnDay: 0) == 5510)
        #expect(two.waitingPrice(servedOnDay: 1) == 9796)
        #expect(two.waitingPrice(servedOnDay: 40) == 30_000)
    }

    @Test func noClockNoPrice() throws {
        let waiting = SmallTown.order("o", 1, priority: .three, ready: nil)
        #expect(try deadline(waiting).due == nil)
        #expect(try deadline(waiting).waitingPrice(servedOnDay: 5) == 0)
    }
}
