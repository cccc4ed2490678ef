import FordelerStatistics

extension StockNetwork {
    /// Which stores to have when stock costs nothing: a year's running, opening, refill and delivery money, in øre.
    ///
    /// Stores serve areas within reach; the central one serves every area. Locked stores stay.
    public func placement() -> PlacementProblem {
        PlacementProblem(
            objective: .fixedCharge,
            sites: candidates.indices.map { index in
                let candidate = candidates[index]
                let isFixed = candidate.status == .locked || index == central
                return PlacementProblem.Site(
                    id: candidate.site.id,
                    openingCost: candidate.isOpenToday ? 0 : Double(candidate.openingCost) / max(openingYears, 1e-9),
                    runningCost: Double(candidate.runningCost) + refillCost(index),
                    status: isFixed ? .open : candidate.status == .closed ? .closed : .candidate)
            },
            zones: areas.map { area in
                PlacementProblem.Zone(id: area.id, demand: [area.demand.reduce(0) { $0 + $1.perYear }])
            },
            serviceCost: areas.map { area in
                candidates.indices.map { reaches($0, area) ? deliveryCost($0, area) : .infinity }
            })
    }

    /// The same choice with units: forward stores that carry lead-time demand by whole pieces, all else from the
    /// central store. One class: the share of demand that the central store is too far away for, at its promise.
    ///
    /// - Parameter sites: candidates to choose from, the central store left out.
    func ladder(_ sites: [Int]) -> LadderProblem {
        let days = sites.map { candidates[$0].site.transportDays + candidates[$0].site.reviewDays / 2 }
        let lead = max(0.1, days.reduce(0, +) / Double(max(1, sites.count))) / StockProblem.daysPerYear
        let all = areas.reduce(0) { $0 + $1.demand.reduce(0) { $0 + $1.perYear } }
        let far = central.map { main in
            areas.reduce(0) { sum, area in
                sum + area.demand.reduce(0) { $0 + $1.perYear } * deliveryCostPerOrder(main, area)
            } / max(all, 1e-9)
        }
        var streams: [LadderProblem.Stream] = []
        var total = [Double](repeating: 0, count: base.items.count)
        let index = Dictionary(base.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        for (zone, area) in areas.enumerated() {
            var rates = [Double](repeating: 0, count: base.items.count)
            for row in area.demand { if let item = index[row.item] { rates[item] += row.perYear } }
            for (item, rate) in rates.enumerated() where rate > 0 {
                streams.append(.init(zone: zone, type: item, promise: 0, rate: rate))
                total[item] += rate
            }
        }
        return LadderProblem(
            depots: sites.map { site in
                let candidate = candidates[site]
                let opening = candidate.isOpenToday ? 0 : Double(candidate.openingCost) / max(openingYears, 1e-9)
                return .init(
                    id: candidate.site.id, fixedCost: Double(candidate.runningCost) + refillCost(site) + opening,
                    space: 1_000_000)
            },
            types: base.items.enumerated().map { item, goods in
                .init(
                    id: goods.id, holdingCost: Double(goods.price) * base.holdingRate, space: 0, leadTime: lead,
                    expressCost: far ?? 0,
                    mostUnits: min(12, Poisson(mean: min(1000, total[item] * lead)).quantile(0.98) + 1))
            },
            classes: [.init(id: "all", travelLimit: reachMinutes, target: forwardShare)], streams: streams,
            travel: areas.map { area in
                sites.map { minutes(candidates[$0].site.coordinate, area.coordinate) }
            },
            deliveryCost: areas.map { area in sites.map { deliveryCostPerOrder($0, area) } }, readyRate: 0.9)
    }

    /// Share of all demand that only forward stores serve in time, at its class's promise.
    private var forwardShare: Double {
        guard let central else { return 0 }
        var (needed, total) = (0.0, 0.0)
        for area in areas {
            for row in area.demand {
                total += row.perYear
                guard let limit = base.limits.first(where: { $0.priority == row.priority }) else { continue }
                let site = candidates[central].site
                let express = base.expressClasses.contains(row.priority) ? site.expressDays : nil
                if min(site.centralDays, express ?? .infinity) > limit.days { needed += row.perYear * limit.share }
            }
        }
        // Areas without a store in reach are left to the central one.
        let reached = areas.filter { area in
            candidates.indices.contains { $0 != central && reaches($0, area) }
        }.reduce(0) { $0 + $1.demand.reduce(0) { $0 + $1.perYear } }
        return total > 0 ? min(needed / total, 0.9 * reached / total) : 0
    }

    /// For each area the stores that can be its nearest one in reach, whatever else is open; the central store where
    /// none has to be.
    var possibleStores: [[Int]] {
        let always = candidates.indices.filter { candidates[$0].status == .locked || $0 == central }
        return areas.map { area in
            func distance(_ site: Int) -> Double {
                kilometres(candidates[site].site.coordinate, area.coordinate)
            }
            let near = candidates.indices.filter {
                minutes(candidates[$0].site.coordinate, area.coordinate) <= reachMinutes
            }
            let most = near.filter(always.contains).map(distance).min()
            let possible = near.filter { candidates[$0].status != .closed && distance($0) <= most ?? .infinity }
            // Without a store that always stands in reach the central one serves when no other is opened.
            return most == nil ? possible + (central.map { [$0] } ?? []) : possible
        }
    }

    private func reaches(_ site: Int, _ area: StockArea) -> Bool {
        site == central || minutes(candidates[site].site.coordinate, area.coordinate) <= reachMinutes
    }

    private func deliveryCostPerOrder(_ site: Int, _ area: StockArea) -> Double {
        2 * kilometres(candidates[site].site.coordinate, area.coordinate) * kilometreCost / max(ordersPerDrive, 1)
    }

    private func deliveryCost(_ site: Int, _ area: StockArea) -> Double {
        area.demand.reduce(0) { $0 + $1.perYear } * deliveryCostPerOrder(site, area)
    }

    /// A year's refill drives of a forward store.
    private func refillCost(_ site: Int) -> Double {
        guard let central, site != central else { return 0 }
        let distance = 2 * kilometres(candidates[central].site.coordinate, candidates[site].site.coordinate)
        let rounds = 365 / max(candidates[site].site.reviewDays, 1)
        return rounds * distance / max(storesPerRound, 1) * kilometreCost
    }
}
