import FordelerModel
import Testing

@testable import FordelerChecker

/// What a van brings to a depot may leave again the same day in that van only.
struct StockLedgerTests {
    /// A van-day with one trip: from a depot, departing at an instant, with visits.
    private func account(_ van: Van, from depot: String, departure: Int, visits: [(order: Int, end: Int)])
        -> PlanRouteAccount
    {
        let date = PlanCase.monday
        let shift = Shift(
            van: van.id, date: date, startSecond: 0, endSecond: 86_400, startDepot: depot, endDepot: nil)
        var account = PlanRouteAccount(shift: shift, van: van)
        var trip = PlanTrip(startDepot: depot, departure: departure, endDepot: nil, place: "van \(van.id)")
        trip.visits = visits.map { PlanVisitRecord(order: $0.order, end: $0.end, place: "visit") }
        account.trips = [trip]
        return account
    }

    private func missing(second van: String, departure: Int) throws -> Int {
        var problem = PlanCase().problem
        var refill = problem.orders[0]
        let item = problem.items[0].id
        let other = Place(name: "branch", coordinate: Coordinate(latitude: 58.5, longitude: 9.5))
        problem.depots.append(Depot(id: "branch", place: other))
        refill.kind = .replenishment
        refill.id = "refill"
        refill.place = other
        refill.destination = "branch"
        refill.lines = [OrderLine(item: item, direction: .deliver)]
        var home = problem.orders[0]
        home.id = "home"
        home.lines = refill.lines
        problem.orders = [refill, home]
        problem.stock = [ShelfStock(depot: problem.depots[0].id, item: item, pieces: 1)]
        let count = problem.depots.count + 2
        let zeros = [Int32](repeating: 0, count: count * count)
        let findings = Findings()
        let subject = try #require(
            PlanSubject(problem, TravelTable(count: count, seconds: zeros, metres: zeros), findings))
        var ledger = StockLedger(subject)
        var vans = [problem.vans[0], problem.vans[0]]
        vans[0].id = "first"
        vans[1].id = van
        ledger.add(
            account(vans[0], from: problem.depots[0].id, departure: 30_000, visits: [(order: 0, end: 40_000)]))
        ledger.add(account(vans[1], from: "branch", departure: departure, visits: [(order: 1, end: departure + 9000)]))
        ledger.judge(findings)
        return findings.violations.count { $0.code == .piecesMissing }
    }

    @Test func theSameVanMayDeliverToday() throws { #expect(try missing(second: "first", departure: 41_000) == 0) }

    @Test func notBeforeItCame() throws { #expect(try missing(second: "first", departure: 39_000) == 1) }

    @Test func anotherVanHasItTomorrow() throws {
        #expect(try missing(second: "other", departure: 41_000) == 1)
        #expect(try missing(second: "other", departure: 86_400 + 30_000) == 0)
    }
}
