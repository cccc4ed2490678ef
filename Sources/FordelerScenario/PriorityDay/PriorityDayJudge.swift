import FordelerChecker
import FordelerModel
import FordelerPlanning
import FordelerTravel
import Foundation

/// Judges somebody's routes for a planning problem: schedules them, fills in what became of every order, and has the
/// checker recompute all aims.
public struct PriorityDayJudge: Sendable {
    /// Routes as others write them: who is visited in which order by which van on which day.
    public struct Entry: Decodable, Sendable {
        /// One van-day.
        public struct Route: Decodable, Sendable {
            /// The van.
            public var van: String
            /// The date of its shift, as `2026-05-05`.
            public var date: String
            /// Orders in the order of the visits; `@DEPOT` is a reload between two trips.
            public var stops: [String]
        }

        /// Name of a file of the priority-day set.
        public var file: String
        /// The routes.
        public var routes: [Route]
    }

    /// The plan that the routes make.
    public let plan: Plan
    /// What the checker found; its aims are the ones that count.
    public let check: CheckReport
    /// Number of visits in the entry.
    public let visits: Int
    /// Orders whose visit broke a rule where it stood, and was left out.
    public let refused: [String]

    /// Reads and judges an entry.
    ///
    /// - Throws: `InputErrors` for what is no entry, or for a file that the set does not have.
    public init(_ bytes: [UInt8], file: String) throws {
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(bytes)) else {
            throw InputErrors([
                Diagnostic(
                    code: "E-ENTRY-FORM", file: file, message: "The file is no entry.",
                    advice: "Write {\"file\": \"p01-100\", \"routes\": [{\"van\": …, \"date\": …, \"stops\": […]}]}.")
            ])
        }
        guard let member = PriorityDaySet.members.first(where: { $0.name == entry.file }) else {
            throw InputErrors([
                Diagnostic(
                    code: "E-ENTRY-FILE", file: file, column: "file", value: entry.file,
                    message: "The priority-day set has no such file.", advice: "Write one of its names.")
            ])
        }
        try self.init(entry.routes, of: try PriorityDaySet.problem(of: member), file: file)
    }

    /// Judges routes of a problem.
    public init(_ routes: [Entry.Route], of problem: PlanningProblem, file: String) throws {
        var defects: [Diagnostic] = []
        var given: [PlanRoute] = []
        for (index, route) in routes.enumerated() {
            guard let date = CivilDate(iso: route.date) else {
                defects.append(
                    Diagnostic(
                        code: "E-ENTRY-DATE", file: file, column: "routes[\(index)].date", value: route.date,
                        message: "This is no date.", advice: "Write it as 2026-05-05."))
                continue
            }
            let stops = route.stops.map { stop in
                stop.hasPrefix("@")
                    ? PlanStop(kind: .depot, depot: String(stop.dropFirst()), trip: 1, arrival: 0, start: 0, end: 0)
                    : PlanStop(kind: .visit, order: stop, trip: 1, arrival: 0, start: 0, end: 0)
            }
            given.append(
                PlanRoute(
                    van: route.van, date: date, stops: stops, drivingSeconds: 0, distanceMetres: 0,
                    cost: CostBreakdown()))
        }
        if !defects.isEmpty { throw InputErrors(defects) }
        let travel = GreatCircleTravel(problem.travel).table(for: problem)
        let compiled = try HorizonCompiler(problem, travel: travel).compile()
        let rough = Plan(
            scenario: problem.name, date: problem.date, horizon: problem.horizon, seed: 0, routes: given, orders: [],
            aims: [], cost: CostBreakdown())
        let solution = WarmStart(rough, compiled: compiled).solution
        plan = try PlanBuilder(compiled).plan(solution, seed: 0, completing: false)
        check = PlanChecker.check(plan, of: problem, travel: travel)
        let asked = given.flatMap(\.stops).compactMap(\.order)
        let served = Set(plan.routes.flatMap(\.stops).compactMap(\.order))
        visits = asked.count
        refused = asked.filter { !served.contains($0) }
    }
}
