import FordelerStock

/// What `stock place` prints for a region in which depots and units are chosen together.
struct LadderPlaceReport: Encodable {
    struct Service: Encodable {
        var zone: Int
        var item: String
        var promise: String
        /// The depot, or nothing for express from the central store.
        var site: String?
        var share: Double
    }

    struct Stock: Encodable {
        var site: String
        var item: String
        var units: Int
    }

    var status: String
    var objective: Double?
    var bound: Double?
    var gap: Double?
    var open: [String]
    var stock: [Stock]
    var assignment: [Service]
    var seconds: Double
    /// Seconds until the first plan.
    var firstPlanSeconds: Double?
    var nodes: Int
    var conflict: [String]

    private enum CodingKeys: String, CodingKey {
        case status, objective, bound, gap, open, stock, assignment, seconds
        case firstPlanSeconds = "first_plan_seconds"
        case nodes, conflict
    }

    init(_ solution: LadderSolution, _ problem: LadderProblem, seconds: Double) {
        status = solution.status.rawValue
        objective = solution.objective
        bound = solution.bound
        gap = solution.gap
        open = solution.open.map { problem.depots[$0].id }
        stock = solution.open.flatMap { d in
            problem.types.indices.filter { solution.stock[d][$0] > 0 }.map {
                Stock(site: problem.depots[d].id, item: problem.types[$0].id, units: solution.stock[d][$0])
            }
        }
        assignment = solution.services.map { part in
            let stream = problem.streams[part.stream]
            return Service(
                zone: stream.zone + 1, item: problem.types[stream.type].id,
                promise: problem.classes[stream.promise].id, site: part.depot.map { problem.depots[$0].id },
                share: part.share)
        }
        self.seconds = seconds
        firstPlanSeconds = solution.firstPlanSeconds
        nodes = solution.nodes
        conflict = solution.conflict.map(\.description)
    }

    /// The report for people.
    var text: String {
        var text = "\(status)  \(seconds) s  \(nodes) nodes\n"
        if let objective {
            let percent = gap.map { "\(($0 * 1e5).rounded() / 1e3) %" } ?? "unknown"
            text += "objective \(objective)  bound \(bound.map { "\($0)" } ?? "none")  gap \(percent)\n"
            for site in open {
                let held = stock.filter { $0.site == site }.map { "\($0.units) of \($0.item)" }
                text += "open \(site): \(held.isEmpty ? "no units" : held.joined(separator: ", "))\n"
            }
        }
        if !conflict.isEmpty {
            text += "These wishes cannot hold together:\n" + conflict.map { "  \($0)\n" }.joined()
        }
        return text
    }
}
