import FordelerModel
import Testing

@testable import FordelerStock

struct PartsRegisterTests {
    let day = CivilDate(dayNumber: 20_000)

    func register() -> PartsRegister {
        PartsRegister(rules: [
            PartRule(
                type: "joystick", models: ["C300", "C400"], harvestedDays: 365, price: 400_000, harvestMinutes: 20),
            PartRule(type: "brake", models: ["C300"], allowsHarvested: false, price: 150_000),
        ])
    }

    func harvested(_ serial: String, _ type: String = "joystick", model: String = "C300", day: CivilDate) -> SparePart {
        SparePart(serial: serial, type: type, origin: .harvested(donorModel: model, donorSerial: "chair-7"), date: day)
    }

    /// A harvested part goes before a new one, its donor is traced, and one purchase is avoided.
    @Test func harvestedFirstAndTraced() throws {
        var register = register()
        try register.add(SparePart(serial: "n1", type: "joystick", origin: .new, date: day.adding(days: -400)))
        try register.add(harvested("h1", day: day))
        let first = try register.mount(type: "joystick", model: "C400", serial: "chair-9", on: day)
        #expect(first.part.serial == "h1" && first.part.donor == "chair-7")
        let second = try register.mount(type: "joystick", model: "C400", serial: "chair-10", on: day)
        #expect(second.part.serial == "n1" && second.part.donor == nil)
        #expect(register.purchasesAvoided == (1, 400_000))
        #expect(register.parts(fromDonor: "chair-7").map(\.serial) == ["h1"])
        #expect(throws: PartRefusal.self) {
            try register.mount(type: "joystick", model: "C400", serial: "chair-11", on: day)
        }
    }

    @Test func partsThatAreNotAllowedAreRefused() throws {
        var register = register()
        func code(_ part: SparePart) -> String? {
            do {
                try register.add(part)
                return nil
            } catch { return error.code }
        }
        #expect(code(harvested("b", "brake", day: day)) == "E-PART-HARVESTED")
        #expect(code(harvested("w", "wheel", day: day)) == "E-PART-UNKNOWN")
        #expect(code(harvested("m", model: "X1", day: day)) == "E-PART-DONOR")
        #expect(code(harvested("ok", day: day)) == nil)
        #expect(code(harvested("ok", day: day)) == "E-PART-TWICE")
        let part = harvested("ok", day: day)
        #expect(register.refusal(part, model: "X1", on: day)?.code == "E-PART-MODEL")
        #expect(register.refusal(part, model: "C300", on: day.adding(days: 366))?.code == "E-PART-AGE")
    }

    /// Two joysticks short, one usable: 400,000 − 20 · 1,000 = 380,000 against an aid worth 300,000.
    @Test func strippingPaysWhenPartsAreShort() {
        let register = register()
        let wanted = ["joystick": 2, "brake": 5]
        func gain(_ usable: [String: Int]) -> Double {
            register.stripGain(
                model: "C300", wanted: wanted, usable: usable, reissueValue: 300_000, labourPerMinute: 1000)
        }
        #expect(gain(["joystick": 1, "brake": 2]) == 80_000)
        #expect(gain([:]) == -300_000)
    }
}
