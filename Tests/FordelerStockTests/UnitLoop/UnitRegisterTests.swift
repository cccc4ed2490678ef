import FordelerModel
import Testing

@testable import FordelerStock

struct UnitRegisterTests {
    let start = CivilDate(dayNumber: 20_000)

    func at(_ day: Int) -> CivilInstant { CivilInstant(date: start.adding(days: day)) }

    /// Two aids, three deliveries: one aid goes round once.
    @Test func deliveriesAndDevicesAreCountedApart() throws {
        var register = UnitRegister(returnSites: ["nav": "nav-store"], defaultReturnSite: "main")
        try register.add(serial: "a", item: "rollator", owner: "municipality", site: "main", at: at(0))
        try register.add(serial: "b", item: "chair", owner: "nav", site: "main", at: at(0))
        for (step, day) in [
            (UnitState.onLoan, 1), (.asked, 2), (.onLoan, 3), (.asked, 30), (.collected, 31), (.received, 31),
            (.inspected, 32), (.cleaned, 33), (.ready, 33), (.onLoan, 40),
        ] { try register.move("a", to: step, at: at(day), note: step == .inspected ? "repair" : "") }
        for (step, day) in [(UnitState.onLoan, 2), (.collected, 9), (.received, 10)] {
            try register.move("b", to: step, at: at(day))
        }
        let counts = register.counts(from: at(0), to: at(50))
        #expect(counts.deliveries == 3 && counts.devices == 2)
        #expect(counts.reconditioned == 1 && counts.repaired == 1 && counts.onLoan == 1)
        #expect(counts.states == [.onLoan: 1, .received: 1])
        #expect(register.units["b"]?.site == "nav-store")
        let early = register.counts(from: at(0), to: at(20))
        #expect(early.deliveries == 2 && early.onLoan == 1 && early.reconditioned == 0)
    }

    @Test func stepsOutOfOrderAreRefused() throws {
        var register = UnitRegister(defaultReturnSite: "main", quarantineHours: ["infection": 120])
        try register.add(serial: "a", item: "bed", owner: "municipality", site: "main", at: at(0))
        func code(_ state: UnitState, _ day: Int, _ note: String = "") -> String? {
            do {
                try register.move("a", to: state, at: at(day), note: note)
                return nil
            } catch { return error.code }
        }
        #expect(code(.cleaned, 1) == "E-UNIT-STATE")
        #expect(code(.onLoan, 5) == nil)
        #expect(code(.collected, 4) == "E-UNIT-TIME")
        #expect(code(.collected, 6) == nil)
        #expect(code(.received, 6, "infection") == nil)
        #expect(code(.inspected, 8) == "E-UNIT-QUARANTINE")
        #expect(code(.inspected, 11) == nil)
        #expect(throws: UnitRefusal.self) { try register.move("zz", to: .ready, at: at(12)) }
        #expect(register.readyPieces().isEmpty)
    }

    /// 100 minutes a day: the urgent 60 first, 40 of the other's 90; its last 50 tomorrow.
    @Test func benchWorksItsMinutes() {
        let schedule = BenchSchedule(
            jobs: [
                .init(serial: "slow", minutes: 90, earliest: start),
                .init(serial: "late", minutes: 10, earliest: start.adding(days: 5)),
                .init(serial: "wanted", minutes: 60, earliest: start, urgency: 1),
            ],
            start: start, minutes: [100, 100])
        #expect(schedule.ready == ["wanted": start, "slow": start.adding(days: 1)])
        #expect(schedule.minutesUsed == [100, 50] && schedule.unfinished == ["late"])
    }
}
