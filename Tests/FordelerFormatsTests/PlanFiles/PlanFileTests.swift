import FordelerModel
import Foundation
import Testing

@testable import FordelerFormats

/// Written files are kept and reviewed as differences; `FORDELER_WRITE_GOLDEN=1 swift test` writes them anew.
@Suite struct PlanFileTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

    static let files: [(name: String, text: String)] = [
        ("plan.json", PlanFile.text(TinyPlan.plan)),
        ("v1-2026-05-05.gpx", PlanGPX.text(TinyPlan.plan.routes[0], plan: TinyPlan.plan, problem: TinyPlan.problem)),
        ("messages-nb.csv", CitizenMessages.text(TinyPlan.plan, problem: TinyPlan.problem, language: .norwegian)),
        ("messages-sv.csv", CitizenMessages.text(TinyPlan.plan, problem: TinyPlan.problem, language: .swedish)),
        ("messages-en.csv", CitizenMessages.text(TinyPlan.plan, problem: TinyPlan.problem, language: .english)),
    ]

    @Test(arguments: files.map(\.name))
    func theFileIsWhatIsKept(name: String) throws {
        let text = try #require(Self.files.first { $0.name == name }).text
        let file = Self.folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["FORDELER_WRITE_GOLDEN"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(Data(text.utf8) == (try Data(contentsOf: file)), "\(text)")
    }

    @Test func aPlanReadsBackAsItself() throws {
        #expect(try PlanFile.decode(PlanFile.encode(TinyPlan.plan)) == TinyPlan.plan)
    }

    static let locks = PlanLocks(
        orders: [
            LockedOrder(
                order: "a", lock: OrderLock(van: "v1", date: TinyPlan.date, helper: "v2", startSecond: 32_400))
        ],
        routes: [
            RouteLock(
                van: "v1", date: TinyPlan.date, sequence: [LockedHalt(.visit, "a"), LockedHalt(.depot, "main")],
                stops: TinyPlan.plan.routes[0].stops, isWhole: true)
        ])

    @Test func locksReadBackAsThemselves() throws {
        var plan = TinyPlan.plan
        plan.locks = Self.locks
        #expect(try PlanFile.decode(PlanFile.encode(plan)) == plan)
    }

    @Test func everyDefectOfLocksIsListedWithItsPath() {
        var plan = TinyPlan.plan
        plan.locks = Self.locks
        plan.locks.orders += [
            LockedOrder(order: "a", lock: OrderLock(van: "v1")), LockedOrder(order: "b", lock: OrderLock()),
        ]
        plan.locks.routes.append(RouteLock(van: "v1", date: TinyPlan.date))
        let text = PlanFile.text(plan).replacing("\"start_second\": 32400", with: "\"start_second\": 90000")
            .replacing("{\"depot\": \"main\"}", with: "{}").replacing("\"whole\": true", with: "\"whole\": 1")
        let found = #expect(throws: InputErrors.self) { try PlanFile.decode(Data(text.utf8)) }
        #expect(
            found?.diagnostics.map { "\($0.code) \($0.column ?? "")" } == [
                "E-RANGE locks.orders[0].start_second", "E-LOCK-TWICE locks.orders[1].order",
                "E-LOCK-EMPTY locks.orders[2].order", "E-JSON-MISSING locks.routes[0].sequence[1]",
                "E-JSON-TYPE locks.routes[0].whole", "E-LOCK-TWICE locks.routes[1].van",
            ])
        #expect(found?.diagnostics.allSatisfy { !$0.advice.isEmpty } ?? false)
    }

    @Test func fileNamesHoldNothingOdd() {
        var route = TinyPlan.plan.routes[0]
        route.van = "../v 1"
        #expect(PlanGPX.fileName(route) == "___v_1-2026-05-05.gpx")
    }

    @Test func everyDefectIsListedWithItsPath() {
        let text = PlanFile.text(TinyPlan.plan)
            .replacing("\"version\": 1", with: "\"version\": 2")
            .replacing(
                "\"van\": \"v1\", \"date\": \"2026-05-05\", \"end\"", with: "\"van\": 7, \"date\": \"today\", \"end\""
            )
            .replacing("\"kind\": \"break\"", with: "\"kind\": \"lunch\"")
            .replacing("\"arrival\": 30000, ", with: "")
            .replacing(
                "\"late\": false, \"tardiness_seconds\": 0, \"reason\"",
                with: "\"late\": \"no\", \"tardiness_seconds\": 0.5, \"reason\"")
        let found = #expect(throws: InputErrors.self) { try PlanFile.decode(Data(text.utf8)) }
        #expect(
            found?.diagnostics.map { "\($0.code) \($0.column ?? "")" } == [
                "E-RANGE version", "E-JSON-MISSING routes[0].stops[1].arrival", "E-JSON-WORD routes[0].stops[2].kind",
                "E-JSON-TYPE orders[0].van", "E-JSON-DATE orders[0].date", "E-JSON-TYPE orders[1].late",
                "E-JSON-TYPE orders[1].tardiness_seconds",
            ])
    }

    @Test(arguments: ["", "[", "[]", "7", "{}", "{\"version\": 1e400}", "\u{0}"])
    func whatIsNoPlanIsRefused(text: String) {
        #expect(throws: InputErrors.self) { try PlanFile.decode(Data(text.utf8)) }
    }

    @Test func aWrongTotalIsFound() {
        let text = PlanFile.text(TinyPlan.plan).replacing("\"total\": 393600", with: "\"total\": 1")
        let found = #expect(throws: InputErrors.self) { try PlanFile.decode(Data(text.utf8)) }
        #expect(found?.diagnostics.map(\.code) == ["E-JSON-TOTAL", "E-JSON-TOTAL"])
    }
}
