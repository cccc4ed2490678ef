/// A zone's demand under one response limit: what is served as a whole or in shares.
struct DemandPoint {
    var zone: Int
    var classes: [Int]
    var demand: Double
    /// Share of the zone's demand.
    var share: Double
    var limit: Double
}

extension PlacementProblem {
    /// The demand points, zone by zone; a zone's classes with the same binding limit stand together.
    func demandPoints() -> [DemandPoint] {
        var points: [DemandPoint] = []
        for (z, zone) in zones.enumerated() {
            let total = zone.demand.reduce(0, +)
            var byLimit: [Double: DemandPoint] = [:]
            for (k, demand) in zone.demand.enumerated() where demand > 0 {
                let limit = classes[k].bindingLimit
                byLimit[limit, default: DemandPoint(zone: z, classes: [], demand: 0, share: 0, limit: limit)]
                    .classes.append(k)
                byLimit[limit]?.demand += demand
                byLimit[limit]?.share += demand / total
            }
            points += byLimit.keys.sorted().compactMap { byLimit[$0] }
        }
        return points
    }

    /// Whether a site may serve a point within its promise.
    func reaches(_ point: DemandPoint, _ site: Int) -> Bool {
        time(zone: point.zone, site: site) <= point.limit && serviceCost[point.zone][site] < .infinity
    }

    /// Price of a site in the objective.
    func sitePrice(_ site: Int) -> Double {
        switch objective {
        case .fixedCharge: sites[site].fixedCost
        case .setCover: sites.allSatisfy { $0.fixedCost == 0 } ? 1 : sites[site].fixedCost
        case .median, .centre, .maximalCover: 0
        }
    }

    /// The wished number of stores, within what there is.
    var countRange: ClosedRange<Int> {
        let range = storeCount ?? 1...sites.count
        let least = min(range.lowerBound, sites.count)
        return least...max(least, min(range.upperBound, sites.count))
    }

    /// Sites of each district that needs a store; a district without sites gives an empty list.
    var districtSites: [[Int]] {
        guard storePerDistrict else { return [] }
        return Set(zones.compactMap(\.district)).sorted().map { name in
            sites.indices.filter { sites[$0].district == name }
        }
    }

    /// The core of the problem for given service prices of points at sites.
    func selection(points: [DemandPoint], fixed: [Double], cost: (DemandPoint, Int) -> Double) -> SiteSelection {
        var matrix = [Double](repeating: 0, count: points.count * sites.count)
        for j in sites.indices {
            for (i, point) in points.enumerated() { matrix[j * points.count + i] = cost(point, j) }
        }
        return SiteSelection(
            points: points.count, sites: sites.count, cost: matrix, fixed: fixed, count: countRange,
            use: sites.map(\.fixedCost), budget: budget ?? .infinity, districts: districtSites,
            isOpen: sites.map { $0.status == .open }, isClosed: sites.map { $0.status == .closed })
    }
}
