import FordelerChecker
import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRouting
import FordelerTravel
import Foundation
import Testing

@testable import FordelerScenario

@Suite("The priority-day set") struct PriorityDayTests {
    private let small = PriorityDaySet.Member(
        name: "small", orders: 3, backlog: 1, vans: 1, days: 1, shiftEnd: "12:00", seed: 7)

    @Test("Twelve files of 100 to 2,000 orders and eight of at most 10, each with its own name")
    func members() {
        let sizes = PriorityDaySet.members.map { $0.orders + $0.backlog }
        #expect(PriorityDaySet.members.count { !$0.isTiny } == 12 && PriorityDaySet.members.count { $0.isTiny } == 8)
        #expect(sizes.max() == 2000 && sizes.filter { $0 > 10 }.min() == 100)
        #expect(Set(PriorityDaySet.members.map(\.name)).count == 20)
        let names = Set((PriorityDaySet.members + RichDay.members).map(\.name))
        #expect(names.isSuperset(of: PriorityDayBest.values.keys))
        #expect(PriorityDayBest.values.values.allSatisfy { $0.count == Aim.names.count })
    }

    @Test("The smallest large file has a load between 0.8 and 1.3 and overdue orders")
    func load() throws {
        let member = try #require(PriorityDaySet.members.first)
        let problem = try PriorityDaySet.problem(of: member)
        #expect(try (0.8...1.3).contains(PriorityDaySet.load(of: problem)))
        #expect(try PriorityDaySet.problem(of: member) == problem)
    }

    @Test("A scenario folder's benchmark block is read")
    func block() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fordeler-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = PriorityDaySet.files(of: small).map { file in
            file.name == "scenario.yaml"
                ? OutputFile(
                    file.name,
                    text: String(decoding: file.bytes, as: UTF8.self) + "benchmark: {seconds: [1, 10], steps: 2000}\n")
                : file
        }
        try OutputFolder(folder.path).write(files)
        let read = try ScenarioReader.read(folder: folder.path).benchmark
        #expect(read == ScenarioBenchmark(seconds: [1, 10], steps: 2000))
    }

    @Test("A benchmark block is timed beside the tasks, and its numbers can be targets")
    func timedScenario() throws {
        let timed = LoadedScenario(
            folder: "somewhere", problem: try PriorityDaySet.problem(of: small), tasks: [],
            benchmark: ScenarioBenchmark(seconds: [0.1], steps: 2))
        let expected = ExpectedResults(targets: [
            .init(field: "benchmark.steps_seconds", max: 60, source: "test"),
            .init(field: "benchmark.after_0.1s.breaches_acute", max: 100, source: "test"),
        ])
        let outcome = try ScenarioRunner().run(timed, expected: expected, options: RunOptions())
        #expect(outcome.files.map(\.name) == ["benchmark.json"])
        #expect(outcome.result.targets.map(\.isMet) == [true, true])
        #expect(outcome.tables.first?(false).contains("steps-2") == true)
    }

    @Test("The files are those that the best values were found for")
    func bytes() {
        // FNV-1a over the smallest files; a change of the generator asks for new best values.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for member in PriorityDaySet.members where member.orders + member.backlog <= 140 {
            for file in PriorityDaySet.files(of: member) where file.name != "best.json" {
                for byte in file.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            }
        }
        #expect(hash == 0xAE4B_8AFF_04EB_74B3)
    }

    @Test("No plan of the search is better than the proven one, and a short search reaches it")
    func exactPlan() throws {
        let problem = try PriorityDaySet.problem(of: small)
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let exact = try ExactPlan.plan(problem)
        #expect(PlanChecker.check(exact, of: problem, travel: travel).valid)
        let found = try Planner(problem, travel: travel).plan(SolverOptions(stepLimit: 200)).plan
        #expect(found.aims == exact.aims)
    }

    @Test("What is too large for a proof is refused")
    func tooLarge() throws {
        var member = small
        member.backlog = 18
        member.shiftEnd = "15:30"
        let problem = try PriorityDaySet.problem(of: member)
        #expect(throws: ExactPlan.Refusal.self) { try ExactPlan.plan(problem) }
    }

    @Test("A plan's own visits, written as an answer, are judged with the plan's own aims")
    func judge() throws {
        let problem = try PriorityDaySet.problem(of: small)
        let plan = try ExactPlan.plan(problem)
        let routes = plan.routes.map { route in
            let stops = route.stops.dropFirst().dropLast().compactMap { stop -> String? in
                stop.order ?? stop.depot.map { "@" + $0 }
            }
            return PriorityDayJudge.Entry.Route(van: route.van, date: route.date.iso, stops: stops)
        }
        let judged = try PriorityDayJudge(routes, of: problem, file: "answer")
        #expect(judged.check.valid && judged.refused.isEmpty && judged.check.aims == plan.aims)
        let nobody = try PriorityDayJudge(
            [.init(van: "v9", date: "2026-05-05", stops: [problem.orders[0].id])], of: problem, file: "answer")
        #expect(nobody.check.valid && nobody.refused == [problem.orders[0].id])
    }

    @Test("What is no answer is said")
    func noAnswer() {
        for text in ["", "{}", #"{"file": "none", "routes": []}"#] {
            #expect(throws: InputErrors.self) { try PriorityDayJudge(Array(text.utf8), file: "answer") }
        }
        let date = #"{"file": "t1-6", "routes": [{"van": "v1", "date": "today", "stops": []}]}"#
        #expect(throws: InputErrors.self) { try PriorityDayJudge(Array(date.utf8), file: "answer") }
    }

    @Test("The flat form has every job and van-day, in whole numbers")
    func flat() throws {
        let problem = try PriorityDaySet.problem(of: small)
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let flat = FlatProblem(try HorizonCompiler(problem, travel: travel).compile())
        let object = try JSONSerialization.jsonObject(with: Data(flat.text.utf8)) as? [String: Any]
        #expect((object?["jobs"] as? [Any])?.count == flat.jobs.count && flat.vanDays.count == 1)
        #expect(flat.jobs.allSatisfy { $0.delivery.count == 6 && $0.waiting.count == 2 })
    }

    @Test("Gaps follow the order of the aims")
    func gaps() throws {
        let best = try #require(PriorityDayBest.values["t1-6"])
        var other = best
        #expect(PriorityDayBest.gap("t1-6", best) == 0)
        other[9] = best[9] * 2
        #expect(PriorityDayBest.gap("t1-6", other) == 1)
        other[9] = best[9] * 11 / 10
        #expect(abs((PriorityDayBest.gap("t1-6", other) ?? 0) - 0.1) < 1e-4)
        other[2] += 1
        #expect(PriorityDayBest.gap("t1-6", other) == 1)
        other = best
        other[5] -= 1
        #expect(PriorityDayBest.gap("t1-6", other) == -1)
        #expect(PriorityDayBest.gap("none", best) == nil)
    }
}
