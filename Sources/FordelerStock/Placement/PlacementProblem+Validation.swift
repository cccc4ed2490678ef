import FordelerModel

extension PlacementProblem {
    /// Everything wrong with the problem, at most a hundred findings; empty when it can be solved.
    ///
    /// - Parameter file: name of the input, for the messages.
    public func diagnostics(file: String = "placement") -> [Diagnostic] {
        var found: [Diagnostic] = []
        func note(_ code: String, _ place: String, _ value: String?, _ message: String, _ advice: String) {
            guard found.count < 100 else { return }
            found.append(
                Diagnostic(code: code, file: file, column: place, value: value, message: message, advice: advice))
        }
        func number(_ value: Double, _ place: @autoclosure () -> String) {
            if !value.isFinite || value < 0 || value > 1e14 {
                note(
                    "E-PLACEMENT-NUMBER", place(), "\(value)", "This number is negative, missing or too large.",
                    "Give a finite number from 0 to 1e14.")
            }
        }
        if sites.isEmpty { note("E-PLACEMENT-EMPTY", "sites", nil, "There is no site.", "Give at least one site.") }
        if zones.isEmpty { note("E-PLACEMENT-EMPTY", "zones", nil, "There is no zone.", "Give at least one zone.") }
        if classes.isEmpty {
            note("E-PLACEMENT-EMPTY", "classes", nil, "There is no class.", "Give at least one class.")
        }
        for (id, kind) in repeated(sites.map(\.id), "site") + repeated(zones.map(\.id), "zone") {
            note("E-PLACEMENT-TWICE", kind, id, "This name is used twice.", "Give each \(kind) a name of its own.")
        }
        for site in sites {
            number(site.openingCost, "opening cost of \(site.id)")
            number(site.runningCost, "running cost of \(site.id)")
            if let capacity = site.capacity { number(capacity, "capacity of \(site.id)") }
        }
        for zone in zones {
            if zone.demand.count != classes.count {
                note(
                    "E-PLACEMENT-SHAPE", "demand of \(zone.id)", "\(zone.demand.count)",
                    "A zone needs one demand per class.", "Give \(classes.count) demands.")
            }
            for demand in zone.demand { number(demand, "demand of \(zone.id)") }
        }
        for demandClass in classes {
            if let limit = demandClass.responseLimit { number(limit, "response limit of class \(demandClass.id)") }
        }
        for (name, matrix) in [("service cost", serviceCost), ("response time", responseTime)] {
            if name == "response time" && matrix.isEmpty { continue }
            if matrix.count != zones.count {
                note(
                    "E-PLACEMENT-SHAPE", name, "\(matrix.count) rows", "The table does not fit the zones.",
                    "Give \(zones.count) rows.")
            }
            for (zone, row) in zip(zones, matrix) {
                if row.count != sites.count {
                    note(
                        "E-PLACEMENT-SHAPE", "\(name) of \(zone.id)", "\(row.count) columns",
                        "The row does not fit the sites.", "Give \(sites.count) numbers.")
                }
                for value in row where value != .infinity && !(value >= 0 && value <= 1e14) {
                    number(value, "\(name) of \(zone.id)")
                }
            }
        }
        if let range = storeCount, range.lowerBound < 0 || range.lowerBound > sites.count {
            note(
                "E-PLACEMENT-COUNT", "stores", "\(range.lowerBound)", "So many stores cannot be open.",
                "Ask for 0 to \(sites.count) stores.")
        }
        if storeCount == nil && (objective == .median || objective == .centre) && budget == nil {
            note(
                "E-PLACEMENT-COUNT", "stores", nil, "This objective needs the number of stores or a budget.",
                "Say how many stores to open.")
        }
        if let budget { number(budget, "budget") }
        let promised = classes.contains { $0.bindingLimit < .infinity }
        if !promised && (objective == .setCover || objective == .maximalCover) {
            note(
                "E-PLACEMENT-LIMIT", "classes", nil, "Covering needs a class with a response limit.",
                "Give at least one class a limit.")
        }
        if isCapacitated && objective != .fixedCharge && objective != .median {
            note(
                "E-PLACEMENT-CAPACITY", "capacity", objective.rawValue, "Capacities are not used with this objective.",
                "Choose median or fixed-charge, or leave capacities out.")
        }
        return found
    }

    private func repeated(_ names: [String], _ kind: String) -> [(String, String)] {
        var seen = Set<String>()
        return names.filter { !seen.insert($0).inserted }.map { ($0, kind) }
    }
}
