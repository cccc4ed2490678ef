import FordelerModel

/// The answer to a ``LadderProblem``.
public struct LadderSolution: Sendable {
    /// Part of a stream's demand served by a depot, or by express when `depot` is `nil`.
    public struct Service: Sendable, Hashable {
        /// Stream number.
        public var stream: Int
        /// Depot number; `nil` is the central store.
        public var depot: Int?
        /// Share of the stream, above 0 up to 1.
        public var share: Double
    }

    /// What is proven.
    public var status: PlacementSolution.Status
    /// Cost of the plan.
    public var objective: Double?
    /// Proven least cost of any plan.
    public var bound: Double?
    /// Open depots, ascending.
    public var open: [Int] = []
    /// Units of each type at each depot: `stock[depot][type]`.
    public var stock: [[Int]] = []
    /// Who serves whom.
    public var services: [Service] = []
    /// Nodes of the tree search.
    public var nodes = 0
    /// A smallest set of wishes that cannot hold together, when infeasible.
    public var conflict: [PlacementConflict] = []
    /// Seconds until the first plan.
    public var firstPlanSeconds: Double?

    /// |objective − bound| / |objective|; `nil` when one is missing.
    public var gap: Double? {
        guard let objective, let bound else { return nil }
        return abs(objective - bound) < 1e-9 ? 0 : abs(objective - bound) / max(abs(objective), 1e-9)
    }
}

extension LadderProblem {
    /// Recomputes a plan from the problem alone and names what does not hold.
    public func violations(of solution: LadderSolution) -> [Diagnostic] {
        guard let stated = solution.objective else { return [] }
        var found: [Diagnostic] = []
        func note(_ code: String, _ place: String, _ value: String, _ message: String) {
            found.append(
                Diagnostic(
                    code: code, file: "ladder plan", column: place, value: value, message: message,
                    advice: "Solve again; a plan that breaks a rule is not used."))
        }
        guard solution.stock.count == depots.count, solution.stock.allSatisfy({ $0.count == types.count }) else {
            note("E-PLAN-STOCK", "stock", "\(solution.stock.count)", "The stock table has the wrong shape.")
            return found
        }
        let open = Set(solution.open)
        var cost = 0.0
        for (d, depot) in depots.enumerated() {
            if open.contains(d) { cost += depot.fixedCost }
            var used = 0
            for (t, type) in types.enumerated() {
                let units = solution.stock[d][t]
                used += units * type.space
                cost += Double(units) * type.holdingCost
                if units < 0 || units > type.mostUnits || (units > 0 && !open.contains(d)) {
                    note("E-PLAN-UNITS", depot.id, "\(units)", "The stock of \(type.id) is not allowed here.")
                }
            }
            if used > depot.space {
                note("E-PLAN-SPACE", depot.id, "\(used)", "The units need more room than there is.")
            }
        }
        var served = [Double](repeating: 0, count: streams.count)
        var load = [[Double]](repeating: [Double](repeating: 0, count: types.count), count: depots.count)
        var express = [[Double]](repeating: [Double](repeating: 0, count: types.count), count: classes.count)
        var total = express
        for stream in streams { total[stream.promise][stream.type] += stream.rate }
        for part in solution.services {
            let stream = streams[part.stream]
            served[part.stream] += part.share
            if let d = part.depot {
                load[d][stream.type] += part.share * stream.rate * types[stream.type].leadTime
                cost += part.share * stream.rate * deliveryCost[stream.zone][d]
                if travel[stream.zone][d] > classes[stream.promise].travelLimit {
                    note("E-PLAN-LIMIT", "stream \(part.stream)", depots[d].id, "The depot is too far for the promise.")
                }
            } else {
                express[stream.promise][stream.type] += part.share * stream.rate
                cost += part.share * stream.rate * types[stream.type].expressCost
            }
        }
        for (k, share) in served.enumerated() where abs(share - 1) > 1e-6 {
            note("E-PLAN-SHARE", "stream \(k)", "\(share)", "The stream is not served to one.")
        }
        for d in depots.indices {
            for t in types.indices {
                let most = Self.carried(units: solution.stock[d][t], readyRate: readyRate)
                if load[d][t] > most + 1e-6 * (1 + most) {
                    note(
                        "E-PLAN-READY", depots[d].id, "\(load[d][t])", "The units of \(types[t].id) carry only \(most)."
                    )
                }
            }
        }
        for c in classes.indices {
            for t in types.indices
            where express[c][t] > (1 - classes[c].target) * total[c][t] + 1e-6 * (1 + total[c][t]) {
                note("E-PLAN-TARGET", classes[c].id, "\(express[c][t])", "Too much of \(types[t].id) comes by express.")
            }
        }
        if abs(cost - stated) > 1e-6 * (1 + abs(stated)) {
            note("E-PLAN-OBJECTIVE", "objective", "\(stated)", "The cost recomputed is \(cost).")
        }
        if let bound = solution.bound, bound > stated + 1e-6 * (1 + abs(stated)) {
            note("E-PLAN-BOUND", "bound", "\(bound)", "The bound is above the plan.")
        }
        return found
    }
}
