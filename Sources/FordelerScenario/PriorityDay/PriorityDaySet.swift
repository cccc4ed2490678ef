import FordelerFormats
import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import FordelerTravel
import Foundation

/// The priority-day set: seeded planning problems in which urgency rules over cost, with best known values.
///
/// Twelve files of 100 to 2,000 orders over ten working days, with loads from 0.8 to 1.3 of what the vans can do, and
/// eight tiny files whose optimum is proven. Every file is a scenario folder made from its line below; the same program
/// makes the same bytes everywhere.
public struct PriorityDaySet: Sendable {
    /// One file of the set.
    public struct Member: Hashable, Sendable {
        /// Name of the folder, for example `p03-200`.
        public var name: String
        /// New orders of the day before, and open orders from before.
        public var orders: Int, backlog: Int
        /// Vans; each has a shift on nearly every day.
        public var vans: Int
        /// Working days of the horizon.
        public var days: Int
        /// End of the shifts, as `15:30`.
        public var shiftEnd: String
        /// Seed of the orders.
        public var seed: UInt64

        /// Whether the optimum is proven.
        public var isTiny: Bool { orders + backlog <= 10 }
    }

    /// The files, the large ones first.
    public static let members: [Member] = large + tiny

    private static let large: [Member] = [
        (100, 1), (140, 2), (200, 2), (250, 3), (300, 4), (400, 4), (500, 6), (600, 8), (800, 8), (1000, 9), (1500, 18),
        (2000, 22),
    ].enumerated().map { index, size in
        let number = index + 1
        return Member(
            name: "p\(number < 10 ? "0" : "")\(number)-\(size.0)", orders: size.0 / 10, backlog: size.0 - size.0 / 10,
            vans: size.1, days: 10, shiftEnd: "15:30", seed: UInt64(100 + number))
    }

    private static let tiny: [Member] = [
        (6, 1, 2), (7, 1, 2), (8, 1, 3), (8, 2, 2), (9, 1, 3), (9, 2, 2), (10, 1, 3), (10, 2, 2),
    ].enumerated().map { index, size in
        Member(
            name: "t\(index + 1)-\(size.0)", orders: size.0 - 2, backlog: 2, vans: size.1,
            days: size.2, shiftEnd: "12:00", seed: UInt64(200 + index))
    }

    /// The scenario folder's files, `best.json` with the best known amounts of the aims among them.
    public static func files(of member: Member) -> [OutputFile] {
        DrammenDay.files(
            orders: member.orders, backlog: member.backlog, vans: member.vans, seed: member.seed
        ).compactMap { file in
            let text = String(decoding: file.bytes, as: UTF8.self)
            switch file.name {
            case "scenario.yaml":
                return OutputFile(
                    file.name,
                    text: text.replacing("name: drammen-day", with: "name: \(member.name)")
                        .replacing(
                            "title: A weekday in Drammen with a queue of open orders",
                            with: "title: \(member.name)"
                        ).replacing("horizon_days: 10", with: "horizon_days: \(member.days)"))
            case "shifts.csv":
                // A morning's shift has no break.
                let shifts = text.replacing("15:30", with: member.shiftEnd)
                return OutputFile(
                    file.name, text: member.isTiny ? shifts.replacing("30@10:30-12:30", with: "") : shifts)
            case "priority-key.yaml" where member.isTiny:
                // Short limits, so that few orders on few mornings are in each other's way.
                return OutputFile(
                    file.name,
                    text: text.replacing("limit: 48", with: "limit: 30").replacing("limit: 90", with: "limit: 4")
                        .replacing("limit: 14", with: "limit: 3").replacing("limit: 5", with: "limit: 2"))
            case "expected.json": return OutputFile(file.name, text: expected)
            case "README.md": return nil
            default: return file
            }
        } + [best(of: member)].compactMap { $0 }
    }

    private static let expected = """
        {
          "targets": [
            {"field": "valid", "value": 1, "source": "a plan that the checker refuses is no plan"}
          ]
        }

        """

    private static func best(of member: Member) -> OutputFile? {
        guard let amounts = PriorityDayBest.values[member.name] else { return nil }
        let aims = zip(Aim.names, amounts).map { "    \"\($0)\": \($1)" }.joined(separator: ",\n")
        return OutputFile(
            "best.json", text: "{\n  \"proven\": \(member.isTiny),\n  \"aims\": {\n\(aims)\n  }\n}\n")
    }

    /// The planning problem of a file, read from its folder form, so that it passes every test an input passes.
    public static func problem(of member: Member) throws -> PlanningProblem {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fordeler-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try OutputFolder(folder.path).write(files(of: member))
        return try ScenarioReader.read(folder: folder.path).problem
    }

    /// Work over what the vans can do: service and halts of every order that can be planned, and ten minutes' driving
    /// each, over the shifts without breaks and first loading.
    public static func load(of problem: PlanningProblem) throws -> Double {
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let compiled = try HorizonCompiler(problem, travel: travel).compile()
        var work = 0
        for order in compiled.orderOfJob {
            let need = compiled.needs[order]
            work += need.serviceSeconds + problem.rates.stopSeconds + 600
        }
        var room = 0
        for (vehicle, index) in compiled.shiftOfVehicle.enumerated() {
            let shift = problem.shifts[index]
            let loading = compiled.routing.vehicles[vehicle].startDuration
            let breaks = shift.breaks.reduce(0) { $0 + $1.durationSeconds }
            room += shift.endSecond - shift.startSecond - loading - breaks
        }
        return room > 0 ? Double(work) / Double(room) : .infinity
    }
}
