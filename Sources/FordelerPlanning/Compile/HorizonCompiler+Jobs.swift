import FordelerModel
import FordelerRoutingProblem

extension HorizonCompiler {
    /// One order as a job.
    func routingJob(
        _ index: Int, location: Int, bits: SkillBits, fleet: [FleetEntry], prices: LatenessPrices,
        deadline: OrderDeadline, reserved: StockReservation?
    ) -> RoutingJob {
        let order = problem.orders[index]
        let vehicles = fleet.map(\.vehicle)
        let need = needs[index]
        let windows = startWindows(order)
        var release = CompiledHorizon.release(of: order)?.seconds(from: problem.date) ?? 0
        var sources = need.brings && order.kind != .transfer ? depots(order, keeping: need.deliveredItems) : nil
        if let reserved, order.kind == .transfer {
            release = max(release, reserved.available?.seconds(from: problem.date) ?? 0)
        } else if let reserved {
            // The pieces stand at one depot, from one instant on.
            release = max(release, reserved.available?.seconds(from: problem.date) ?? 0)
            sources = [reserved.depot].compactMap { depotIndex[$0] }
        }
        let destinations = need.takes ? order.depot.map { [$0].compactMap { depotIndex[$0] } } : nil
        let allowed = vehicles.indices.filter { vehicle in
            let given = vehicles[vehicle]
            return given.latestEnd > release && isOpen(given, windows: windows, blocked: order.blockedDates)
                && starts(given, from: sources) && !isOffRound(order, deadline: deadline, entry: fleet[vehicle])
        }
        let binding = allowed.contains { vehicle in
            vehicles[vehicle].earliestStart + vehicles[vehicle].startDuration < release
        }
        let visit = RoutingVisit(
            location: location, service: need.serviceSeconds, setup: problem.rates.stopSeconds,
            windows: windows ?? [],
            ranks: SequenceRules.ranks(brings: need.brings, takes: need.takes, infection: order.infection))
        return RoutingJob(
            work: work(order, need: need, visit: visit),
            // A release that no allowed van-day can miss is left out: the engine judges routes faster without.
            release: binding ? release : 0, skills: bits.mask(SkillBits.requirements(of: need)),
            allowedVehicles: allowed.count == vehicles.count ? nil : allowed,
            sourceDepots: narrowed(sources, vehicles: allowed.map { vehicles[$0] }) {
                [$0.startDepot] + $0.reloadDepots
            },
            destinationDepots: narrowed(destinations, vehicles: allowed.map { vehicles[$0] }) {
                [$0.endDepot ?? $0.startDepot] + $0.reloadDepots
            },
            dayCosts: placementPrices(order, deadline: deadline, fleet: fleet, prices: prices),
            latenessSteps: prices.steps(deadline),
            latenessRates: prices.rates(deadline), unassignedCosts: prices.unassigned(deadline))
    }

    private func isOffRound(_ order: Order, deadline: OrderDeadline, entry: FleetEntry) -> Bool {
        soft.forbids(
            order, priority: deadline.priority, van: problem.vans[entry.van], date: problem.shifts[entry.shift].date)
    }

    /// Price of waiting by group, with the soft terms of each van-day where there are any.
    private func placementPrices(
        _ order: Order, deadline: OrderDeadline, fleet: [FleetEntry], prices: LatenessPrices
    ) -> [Int] {
        let waiting = prices.dayCosts(deadline)
        guard soft.isPriced else { return waiting }
        return fleet.enumerated().map { group, entry in
            let price = soft.price(
                order, priority: deadline.priority, van: problem.vans[entry.van], shift: problem.shifts[entry.shift])
            return (waiting.isEmpty ? 0 : waiting[group]) + price * HorizonCompiler.moneyScale
        }
    }

    /// One visit, or for a transfer two: goods are loaded at one store on the way and handed over at the other.
    private func work(_ order: Order, need: OrderNeeds, visit: RoutingVisit) -> RoutingJob.Work {
        let brought = need.delivered.dimensions + Load.zero.dimensions
        guard order.kind == .transfer, let source = order.depot.flatMap({ depotIndex[$0] }) else {
            return .visit(visit, delivery: brought, pickup: Load.zero.dimensions + need.collected.dimensions)
        }
        let pickup = RoutingVisit(
            location: source, service: need.pickupSeconds, setup: visit.setup, ranks: visit.ranks)
        return .shipment(pickup: pickup, delivery: visit, load: brought)
    }

    /// Windows of the start of service over the horizon; `nil` is any time on any day that is not blocked.
    private func startWindows(_ order: Order) -> [ClosedRange<Int>]? {
        if order.windows.isEmpty { return nil }
        var windows: [ClosedRange<Int>] = []
        for date in days where !order.blockedDates.contains(date) {
            let midnight = (date.dayNumber - problem.date.dayNumber) * 86_400
            let daily = order.windows.filter { $0.weekdays.isEmpty || $0.weekdays.contains(date.weekday) }
                .map { midnight + $0.fromSecond...midnight + $0.toSecond }.sorted { $0.lowerBound < $1.lowerBound }
            for window in daily {
                if let last = windows.last, window.lowerBound <= last.upperBound + 1 {
                    windows[windows.count - 1] = last.lowerBound...max(last.upperBound, window.upperBound)
                } else {
                    windows.append(window)
                }
            }
        }
        return windows
    }

    /// Whether the vehicle works on a day and at a time when somebody may come.
    private func isOpen(
        _ vehicle: RoutingVehicle, windows: [ClosedRange<Int>]?, blocked: Set<CivilDate>
    ) -> Bool {
        if let windows {
            return windows.contains { $0.lowerBound <= vehicle.latestEnd && vehicle.earliestStart <= $0.upperBound }
        }
        if blocked.isEmpty { return true }
        let first = CivilInstant(seconds: vehicle.earliestStart, from: problem.date).date
        let last = CivilInstant(seconds: vehicle.latestEnd - 1, from: problem.date).date
        return !(first.dayNumber...max(first.dayNumber, last.dayNumber))
            .contains { blocked.contains(CivilDate(dayNumber: $0)) }
    }

    /// Depots where a trip with the order's goods may start.
    private func depots(_ order: Order, keeping items: Set<String>) -> [Int] {
        if let named = order.depot { return [named].compactMap { depotIndex[$0] } }
        return depotOrder.indices.filter {
            let depot = problem.depots[depotOrder[$0]]
            return depot.keeps(items) && depot.id != order.destination
        }
    }

    private func starts(_ vehicle: RoutingVehicle, from sources: [Int]?) -> Bool {
        guard let sources else { return true }
        return sources.contains(vehicle.startDepot) || vehicle.reloadDepots.contains(where: sources.contains)
    }

    /// The rule, or `nil` when no vehicle can break it.
    private func narrowed(
        _ depots: [Int]?, vehicles: [RoutingVehicle], touched: (RoutingVehicle) -> [Int]
    ) -> [Int]? {
        guard let depots else { return nil }
        return vehicles.allSatisfy { touched($0).allSatisfy(depots.contains) } ? nil : depots
    }
}
