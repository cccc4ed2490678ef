import FordelerModel

extension PlacementProblem {
    /// Recomputes a solution from the problem alone and names everything that does not hold; empty for solutions
    /// without a plan.
    public func violations(of solution: PlacementSolution) -> [Diagnostic] {
        guard let stated = solution.objective else { return [] }
        var found: [Diagnostic] = []
        func note(_ code: String, _ place: String, _ value: String, _ message: String) {
            found.append(
                Diagnostic(
                    code: code, file: "placement plan", column: place, value: value, message: message,
                    advice: "Solve again; a plan that breaks a rule is not used."))
        }
        let open = Set(solution.open)
        if open.count != solution.open.count || !solution.open.allSatisfy(sites.indices.contains) {
            note("E-PLAN-SITE", "open", "\(solution.open)", "Open sites are numbered wrongly.")
            return found
        }
        for (j, site) in sites.enumerated() {
            if site.status == .open && !open.contains(j) {
                note("E-PLAN-LOCK", "site", site.id, "A locked site is closed.")
            }
            if site.status == .closed && open.contains(j) {
                note("E-PLAN-LOCK", "site", site.id, "A closed site is open.")
            }
        }
        if let range = storeCount, !range.contains(open.count) {
            note("E-PLAN-COUNT", "stores", "\(open.count)", "The number of stores is not the wished one.")
        }
        let spent = open.sorted().reduce(0) { $0 + sites[$1].openingCost + sites[$1].runningCost }
        if let budget, spent > budget + 1e-6 * (1 + budget) {
            note("E-PLAN-BUDGET", "budget", "\(spent)", "The stores cost more than the budget.")
        }
        if storePerDistrict {
            for name in Set(zones.compactMap(\.district)).sorted()
            where !open.contains(where: { sites[$0].district == name }) {
                note("E-PLAN-DISTRICT", "district", name, "A district has no store.")
            }
        }
        let money = checkServices(solution, open, note: note)
        let objectiveNow: Double
        switch objective {
        case .median: objectiveNow = money.service
        case .fixedCharge: objectiveNow = money.service + spent
        case .setCover: objectiveNow = sites.allSatisfy { $0.fixedCost == 0 } ? Double(open.count) : spent
        case .centre: objectiveNow = money.longest
        case .maximalCover: objectiveNow = money.demand
        }
        if abs(objectiveNow - stated) > 1e-6 * (1 + abs(stated)) {
            note("E-PLAN-OBJECTIVE", "objective", "\(stated)", "The objective recomputed is \(objectiveNow).")
        }
        if let bound = solution.bound {
            let over = objective == .maximalCover ? stated - bound : bound - stated
            if over > 1e-6 * (1 + abs(stated)) {
                note("E-PLAN-BOUND", "bound", "\(bound)", "The bound is better than proven possible.")
            }
        }
        return found
    }

    private func checkServices(
        _ solution: PlacementSolution, _ open: Set<Int>, note: (String, String, String, String) -> Void
    ) -> (service: Double, longest: Double, demand: Double) {
        var served = zones.map { _ in [Double](repeating: 0, count: classes.count) }
        var load = [Double](repeating: 0, count: sites.count)
        var service = 0.0
        var longest = 0.0
        var covered = 0.0
        for part in solution.services {
            guard zones.indices.contains(part.zone), open.contains(part.site), part.share > 0, part.share <= 1 + 1e-6,
                part.classes.allSatisfy(classes.indices.contains)
            else {
                note("E-PLAN-SERVICE", "service", "\(part)", "A service names a closed site or a wrong share.")
                continue
            }
            let zone = zones[part.zone]
            let total = zone.demand.reduce(0, +)
            let time = time(zone: part.zone, site: part.site)
            for k in part.classes {
                served[part.zone][k] += part.share
                let demand = zone.demand[k] * part.share
                load[part.site] += demand
                covered += demand
                if total > 0 { service += serviceCost[part.zone][part.site] * demand / total }
                if zone.demand[k] > 0 && time > classes[k].bindingLimit {
                    note("E-PLAN-LIMIT", "zone", zone.id, "Class \(classes[k].id) is served too late.")
                }
            }
            longest = max(longest, time)
            if isCapacitated && assignment == .single && part.share < 1 - 1e-6 {
                note("E-PLAN-SPLIT", "zone", zone.id, "A zone is divided.")
            }
        }
        for (z, zone) in zones.enumerated() {
            for (k, demand) in zone.demand.enumerated() where demand > 0 {
                if served[z][k] > 1 + 1e-6 || (served[z][k] < 1 - 1e-6 && objective != .maximalCover) {
                    note("E-PLAN-SHARE", "zone", zone.id, "Class \(classes[k].id) is served to \(served[z][k]).")
                }
            }
        }
        if isCapacitated {
            for (j, site) in sites.enumerated() {
                if let capacity = site.capacity, load[j] > capacity + 1e-6 * (1 + capacity) {
                    note("E-PLAN-CAPACITY", "site", site.id, "The load \(load[j]) is above the capacity.")
                }
            }
        }
        return (service, longest, covered)
    }
}
