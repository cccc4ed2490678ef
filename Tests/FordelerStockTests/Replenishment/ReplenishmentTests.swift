import FordelerModel
import FordelerStatistics
import Testing

@testable import FordelerStock

struct ReplenishmentTests {
    /// Monday 2 March 2026.
    static let monday = CivilDate(dayNumber: 20_514)

    func problem(batch: Int = 1) -> StockProblem {
        var problem = StockFixtures.twoByTwo()
        problem.sites[1].reviewDays = 7
        problem.sites[2].reviewDays = 7
        problem.items[1].batch = batch
        return problem
    }

    func level(_ item: String, _ site: String, _ pieces: Int) -> StockLevels.Level {
        StockLevels.Level(item: item, site: site, pieces: pieces, fillRate: 0, expectedBackorders: 0, value: 0)
    }

    func planner(_ problem: StockProblem, litres: Int? = nil) throws -> ReplenishmentPlanner {
        try ReplenishmentPlanner(
            problem,
            levels: [level("bed", "north", 2), level("rollator", "north", 6), level("rollator", "south", 4)],
            rounds: [RefillRound(sites: ["north", "south"], weekdays: [.monday], litres: litres)])
    }

    let full = [
        StoreCount(item: "bed", site: "central", onHand: 10), StoreCount(item: "rollator", site: "central", onHand: 10),
        StoreCount(item: "rollator", site: "north", onHand: 2, onOrder: 1),
        StoreCount(item: "rollator", site: "south", onHand: 4),
    ]

    /// North lacks 2 beds and 6 − 3 = 3 rollators, south nothing.
    @Test func storesAreBroughtToLevel() throws {
        #expect(ReplenishmentTests.monday.weekday == .monday)
        let plan = try planner(problem()).refills(on: ReplenishmentTests.monday, counts: full)
        #expect(plan.orders.map(\.id) == ["refill-north-2026-03-02"])
        #expect(plan.orders[0].kind == .replenishment && plan.orders[0].depot == "central")
        #expect(plan.orders[0].lines.map(\.item) == ["bed", "rollator"])
        #expect(plan.orders[0].lines.map(\.quantity) == [2, 3])
        #expect(plan.litres == [2 * 1300 + 3 * 150] && plan.shortfalls.isEmpty)
        let tuesday = try planner(problem()).refills(on: ReplenishmentTests.monday.adding(days: 1), counts: full)
        #expect(tuesday.orders.isEmpty)
    }

    /// Three rollators are missing and come in twos: one pair now, one piece later.
    @Test func batchesStayWhole() throws {
        let plan = try planner(problem(batch: 2)).refills(on: ReplenishmentTests.monday, counts: full)
        #expect(plan.orders[0].lines.last?.quantity == 2)
        #expect(plan.shortfalls == [.init(item: "rollator", site: "north", pieces: 1, cause: .batch)])
    }

    /// 1,450 litres hold one bed and one rollator. Over 16 days the bed that is not there is missed with chance
    /// 1 − e^−0.35 = 0.30, the fourth rollator with 0.005: per litre the bed still goes first.
    @Test func vanSpaceGoesToWhatIsMissedMost() throws {
        let plan = try planner(problem(), litres: 1450).refills(on: ReplenishmentTests.monday, counts: full)
        #expect(plan.litres[0] <= 1450)
        #expect(plan.shortfalls.allSatisfy { $0.cause == .vanSpace })
        #expect(plan.orders.flatMap(\.lines).map(\.quantity) == [1, 1])
    }

    @Test func nothingIsSentThatIsNotThere() throws {
        var counts = full
        counts[1].onHand = 3
        counts[1].promised = 2
        let plan = try planner(problem()).refills(on: ReplenishmentTests.monday, counts: counts)
        #expect(plan.orders[0].lines.last?.quantity == 1)
        #expect(plan.shortfalls == [.init(item: "rollator", site: "north", pieces: 2, cause: .centralShelf)])
    }

    /// South has two rollators above level and north no round: a transfer between the stores.
    @Test func surplusMovesSideways() throws {
        var problem = problem()
        problem.links = [LateralLink(from: "south", to: "north", days: 1)]
        let planner = try ReplenishmentPlanner(
            problem, levels: [level("rollator", "north", 3), level("rollator", "south", 1)], rounds: [])
        let plan = planner.refills(
            on: ReplenishmentTests.monday, counts: [StoreCount(item: "rollator", site: "south", onHand: 3)])
        #expect(plan.orders.map(\.kind) == [.transfer])
        #expect(plan.orders[0].depot == "south" && plan.orders[0].lines.map(\.quantity) == [2])
    }

    @Test func unknownNamesAreListed() {
        #expect(throws: InputErrors.self) {
            try ReplenishmentPlanner(
                problem(), levels: [level("boat", "north", 1)], rounds: [RefillRound(sites: ["moon"], weekdays: [])])
        }
    }

    /// Withdrawals registered two weeks late starve a store on weekly rounds, the same demand met by both.
    @Test func lateRegistrationBreaksTheRefill() throws {
        var problem = problem()
        problem.limits = [
            ResponseLimit(priority: .acute, days: 2, share: 0), ResponseLimit(priority: .one, days: 3, share: 0),
        ]
        let levels = [
            level("rollator", "north", 3), level("rollator", "south", 4), level("rollator", "central", 8),
            level("bed", "central", 4), level("bed", "north", 1), level("bed", "south", 2),
        ]
        let rows = try RegistrationStudy.rows(
            problem, levels: levels, lateDays: 14, shares: [0, 0.5],
            options: .init(days: 1500, warmUpDays: 100, fallsBack: false), replications: 6)
        #expect(rows[1].change.high < 0)
        #expect(rows[0].change.mean == 0)
    }
}
