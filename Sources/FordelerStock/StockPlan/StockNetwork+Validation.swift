import FordelerModel

extension StockNetwork {
    /// Every problem of the network at once; empty when a plan can be made.
    public func diagnostics() -> [Diagnostic] {
        var found: [Diagnostic] = []
        func report(_ code: String, _ file: String, _ row: Int?, _ column: String, _ value: String, _ advice: String) {
            found.append(
                Diagnostic(
                    code: code, file: file, line: row.map { $0 + 2 }, column: column, value: value,
                    message: code == "E-STOCK-UNKNOWN"
                        ? "Nothing has this identity." : "The number is missing, not finite or out of range.",
                    advice: advice))
        }
        func number(_ value: Double, _ range: ClosedRange<Double>, _ file: String, _ row: Int?, _ column: String) {
            if !value.isFinite || !range.contains(value) {
                report(
                    "E-STOCK-RANGE", file, row, column, String(value),
                    "Give a finite number from \(range.lowerBound) to \(range.upperBound).")
            }
        }
        let settings = "stock-settings.csv"
        number(roadFactor, 1...10, settings, nil, "road factor")
        number(speed, 1...200, settings, nil, "speed")
        number(reachMinutes, 0...100_000, settings, nil, "reach minutes")
        number(kilometreCost, 0...1e9, settings, nil, "kilometre cost")
        number(ordersPerDrive, 1...1e6, settings, nil, "orders per drive")
        number(substitutionShare, 0...1, settings, nil, "substitution share")
        number(base.holdingRate, 0...10, settings, nil, "holding rate")
        let items = Set(base.items.map(\.id))
        for (row, area) in areas.enumerated() {
            number(area.coordinate.latitude, -90...90, "stock-areas.csv", row, "latitude")
            number(area.coordinate.longitude, -180...180, "stock-areas.csv", row, "longitude")
            number(Double(area.population), 0...1e9, "stock-areas.csv", row, "population")
        }
        for (row, candidate) in candidates.enumerated() {
            number(Double(candidate.openingCost), 0...1e15, "stock-sites.csv", row, "opening cost")
            number(Double(candidate.runningCost), 0...1e15, "stock-sites.csv", row, "running cost")
        }
        let sites = Set(candidates.map(\.site.id))
        for (row, level) in today.enumerated() {
            if !items.contains(level.item) {
                report("E-STOCK-UNKNOWN", "stock-today.csv", row, "item", level.item, "Add it to stock-items.csv.")
            }
            if !sites.contains(level.site) {
                report("E-STOCK-UNKNOWN", "stock-today.csv", row, "site", level.site, "Add it to stock-sites.csv.")
            }
            number(Double(level.pieces), 0...1e6, "stock-today.csv", row, "pieces")
        }
        for (item, substitute) in substitutes.sorted(by: { $0.key < $1.key }) where !items.contains(substitute) {
            report("E-STOCK-UNKNOWN", "stock-items.csv", nil, "substitute", "\(item): \(substitute)", "Name an item.")
        }
        if found.isEmpty {
            // Limits that today's stores cannot meet are for the plan to show, not a fault of the input.
            found += problem(open: Array(candidates.indices)).diagnostics().filter { $0.code != "E-STOCK-LIMIT" }
        }
        if found.isEmpty, !budgets.isEmpty, let least = leastCost {
            for budget in budgets where budget < least {
                found.append(
                    Diagnostic(
                        code: "E-STOCK-BUDGET", file: settings, column: "budget", value: "\(budget / 100) kr",
                        message:
                            "The cheapest choice of stores costs \((least + 99) / 100) kr a year without any stock, "
                            + "\((least - budget + 99) / 100) kr more than this budget.",
                        advice: "Give at least \((least + 99) / 100) kr a year, or unlock a store."))
            }
        }
        return found
    }

    /// A year's cost in øre that no choice of stores undercuts, stock left out; `nil` when it cannot be told.
    private var leastCost: Int? {
        guard let bound = try? PlacementSolver.solve(placement(), options: PlacementOptions(nodeLimit: 2000)).bound
        else { return nil }
        // Every part of a plan's cost is rounded to a whole øre.
        return Int((max(0, bound) - Double(areas.count + 3 * candidates.count)).rounded(.down))
    }
}
