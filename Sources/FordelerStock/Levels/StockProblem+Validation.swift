import FordelerModel

extension StockProblem {
    /// Every problem of the input, all at once; empty when the problem can be solved. O(rows).
    ///
    /// Files are named as in a scenario folder: `stock-items.csv`, `stock-sites.csv`, `stock-demand.csv`,
    /// `stock-limits.csv`, `stock-links.csv`.
    public func diagnostics() -> [Diagnostic] {
        var found: [Diagnostic] = []
        func report(_ code: String, _ file: String, _ row: Int?, _ column: String, _ value: String, _ advice: String) {
            found.append(
                Diagnostic(
                    code: code, file: file, line: row.map { $0 + 2 }, column: column, value: value,
                    message: StockProblem.meanings[code] ?? "The value cannot be used.", advice: advice))
        }
        func number(
            _ value: Double, _ range: ClosedRange<Double>, _ file: String, _ row: Int, _ column: String
        ) {
            if !value.isFinite || !range.contains(value) {
                report(
                    "E-STOCK-RANGE", file, row, column, String(value),
                    "Give a finite number from \(range.lowerBound) to \(range.upperBound).")
            }
        }
        let most = 1e9
        var itemIDs: Set<String> = []
        for (row, item) in items.enumerated() {
            let file = "stock-items.csv"
            if item.id.isEmpty || !itemIDs.insert(item.id).inserted {
                report("E-STOCK-ID", file, row, "id", item.id, "Give every item its own id.")
            }
            number(Double(item.price), 1...1e12, file, row, "price")
            number(Double(item.volumeLitres), 0...most, file, row, "volume")
            number(item.supplierDays, 0...36_500, file, row, "supplier days")
            number(item.supplierVariance, 0...most, file, row, "supplier variance")
            number(item.returnShare, 0...1, file, row, "return share")
            number(item.yield, 0...1, file, row, "yield")
            number(item.reconditionDays, 0...36_500, file, row, "recondition days")
            number(item.benchMinutes, 0...1e6, file, row, "bench minutes")
            number(Double(item.batch), 1...1e6, file, row, "batch")
        }
        var siteIDs: Set<String> = []
        for (row, site) in sites.enumerated() {
            let file = "stock-sites.csv"
            if site.id.isEmpty || !siteIDs.insert(site.id).inserted {
                report("E-STOCK-ID", file, row, "id", site.id, "Give every store its own id.")
            }
            number(site.transportDays, 0...36_500, file, row, "transport days")
            number(site.reviewDays, 0...36_500, file, row, "review days")
            number(site.roundDay, 0...36_500, file, row, "round day")
            number(site.deliveryDays, 0...36_500, file, row, "delivery days")
            number(site.centralDays, 0...36_500, file, row, "central days")
            if site.kind == .kit, site.keeps.isEmpty {
                report(
                    "E-STOCK-KIT", file, row, "keeps", site.id,
                    "List the items or groups of the kit; or make it a forward store, which may keep everything.")
            }
            if let days = site.expressDays { number(days, 0...36_500, file, row, "express days") }
            if let litres = site.capacityLitres { number(Double(litres), 0...1e12, file, row, "capacity") }
            number(site.coordinate.latitude, -90...90, file, row, "latitude")
            number(site.coordinate.longitude, -180...180, file, row, "longitude")
        }
        let centrals = sites.filter { $0.kind == .central }
        if centrals.count != 1 {
            report(
                "E-STOCK-CENTRAL", "stock-sites.csv", nil, "kind", String(centrals.count),
                "Mark exactly one store as central.")
        }
        for (row, entry) in demand.enumerated() {
            let file = "stock-demand.csv"
            if !itemIDs.contains(entry.item) {
                report("E-STOCK-UNKNOWN", file, row, "item", entry.item, "Add it to stock-items.csv or correct it.")
            }
            if !siteIDs.contains(entry.site) {
                report("E-STOCK-UNKNOWN", file, row, "site", entry.site, "Add it to stock-sites.csv or correct it.")
            }
            number(entry.perYear, 0...1e7, file, row, "per year")
        }
        var classes: Set<PriorityClass> = []
        for (row, limit) in limits.enumerated() {
            let file = "stock-limits.csv"
            if !classes.insert(limit.priority).inserted {
                report("E-STOCK-ID", file, row, "class", limit.priority.word, "Give each class one limit.")
            }
            number(limit.days, 0...36_500, file, row, "days")
            number(limit.share, 0...0.99999, file, row, "share")
            number(limit.itemShare, 0...0.99999, file, row, "item share")
        }
        for (row, link) in links.enumerated() {
            for (column, id) in [("from", link.from), ("to", link.to)] where !siteIDs.contains(id) {
                report(
                    "E-STOCK-UNKNOWN", "stock-links.csv", row, column, id, "Add it to stock-sites.csv or correct it.")
            }
            number(link.days, 0...36_500, "stock-links.csv", row, "days")
        }
        if let bench {
            number(Double(bench.places), 1...10_000, "stock.yaml", 0, "bench places")
            number(bench.minutesPerDay, 1e-6...1e6, "stock.yaml", 0, "bench minutes per day")
            number(bench.variation, 0...1000, "stock.yaml", 0, "bench variation")
        }
        if let ceiling = valueCeiling { number(Double(ceiling), 0...1e15, "stock.yaml", 0, "value ceiling") }
        if found.isEmpty { found += reachability() }
        return found
    }

    /// Limits that no stock can meet, and a bench that can never keep up.
    private func reachability() -> [Diagnostic] {
        var found: [Diagnostic] = []
        let supply = CentralSupply(self)
        if supply.utilisation >= 1 {
            found.append(
                Diagnostic(
                    code: "E-STOCK-BENCH", file: "stock.yaml", column: "bench",
                    value: "\((supply.utilisation * 100).rounded() / 100)",
                    message: "More returns arrive than the bench can make ready.",
                    advice: "Add places or minutes until the share in use falls below 1, or lower the return shares."))
        }
        for limit in limits where limit.share > 0 {
            var reachable = 0.0
            var total = 0.0
            var blocked: Set<String> = []
            for stream in StockStreams(self).all where stream.priority == limit.priority {
                total += stream.rate
                if stream.canBeMet { reachable += stream.rate } else { blocked.insert(sites[stream.site].id) }
            }
            if total > 0, reachable < limit.share * total * (1 - 1e-12) {
                found.append(
                    Diagnostic(
                        code: "E-STOCK-LIMIT", file: "stock-limits.csv", column: "days",
                        value: "\(limit.priority.word): \(limit.days)",
                        message: "At most \((reachable / total * 1000).rounded() / 10) % of the demand can meet this "
                            + "limit whatever the stock is.",
                        advice: "Shorten the delivery days of \(blocked.sorted().joined(separator: ", ")), widen the "
                            + "limit, or lower its share."))
            }
        }
        return found
    }

    private static let meanings = [
        "E-STOCK-RANGE": "The number is missing, not finite or out of range.",
        "E-STOCK-ID": "The identity is empty or used twice.",
        "E-STOCK-UNKNOWN": "Nothing has this identity.",
        "E-STOCK-CENTRAL": "There must be one central store.",
    ]
}
