import FordelerModel
import FordelerRoutingProblem

extension CompiledHorizon {
    /// The horizon with one order more, as the last job; every index that is in use stays what it is.
    ///
    /// Pieces that are kept for other orders stay kept. `job` is `nil` when nobody can serve the order inside the
    /// horizon; `isAlone` says whether one van has to bring everybody who is needed; `alone` is the horizon with this order only. O(places²) to copy the travel tables; nothing else depends on the number of orders but linearly.
    /// - Throws: `InputErrors` with every defect of the order.
    func adding(
        _ order: Order, legs: NewPlaceLegs, alone isAlone: Bool = true
    ) throws(InputErrors) -> (horizon: CompiledHorizon, job: Int?, alone: CompiledHorizon) {
        var alone = problem
        alone.orders = [order]
        alone.stock = stockLeft
        let small = try HorizonCompiler(
            alone, travel: legs.table(depots: problem.depots.count, of: travel)
        ).compile()
        var orders = problem
        orders.orders.append(order)
        let index = problem.orders.count
        var leftOut = leftOut
        leftOut[index] = small.leftOut[0]
        var reservations = reservations
        reservations[index] = small.reservations[0]
        var routing = routing
        var job: Int?
        if var added = small.routing.jobs.first {
            let known = locations(near: order.place)
            let location = known ?? routing.profiles.first?.count ?? 0
            if known == nil { routing.profiles = profiles(with: legs) }
            if case .visit(var visit, let delivery, let pickup) = added.work {
                visit.location = location
                added.work = .visit(visit, delivery: delivery, pickup: pickup)
            }
            if !isAlone { added.skills &= ~small.skillBits.mask([.crewOfTwo]) }
            // Bits of skills differ between the two problems: what they say becomes a list of vehicles.
            let allowed = routing.vehicles.indices.filter { vehicle in
                added.skills & ~small.routing.vehicles[vehicle].skills == 0
                    && added.allowedVehicles?.contains(vehicle) ?? true
            }
            added.allowedVehicles = allowed.count == routing.vehicles.count ? nil : allowed
            added.skills = 0
            job = routing.jobs.count
            routing.jobs.append(added)
        }
        var horizon = CompiledHorizon(
            problem: orders, travel: travel, routing: routing, orderOfJob: orderOfJob + (job == nil ? [] : [index]),
            jobOfOrder: jobOfOrder + [job], shiftOfVehicle: shiftOfVehicle, vanOfVehicle: vanOfVehicle,
            depotOfRoutingDepot: depotOfRoutingDepot, deadlines: deadlines + small.deadlines,
            needs: needs + small.needs, leftOut: leftOut, reservations: reservations, days: days,
            unservedEnd: unservedEnd, unservedDay: unservedDay, skillBits: skillBits, soft: soft)
        horizon.assists = assists
        return (horizon, job, small)
    }

    /// The location of an order that shares the address, when there is one.
    private func locations(near place: Place) -> Int? {
        if place.addressKey.isEmpty { return nil }
        for (job, order) in orderOfJob.enumerated() {
            let there = problem.orders[order].place
            guard there.addressKey == place.addressKey, there.coordinate == place.coordinate,
                case .visit(let visit, _, _) = routing.jobs[job].work
            else { continue }
            return visit.location
        }
        return nil
    }

    /// The travel tables with one location more.
    private func profiles(with legs: NewPlaceLegs) -> [TravelMatrix] {
        // The place in the travel table of each location.
        var places = [Int](repeating: 0, count: routing.profiles.first?.count ?? 0)
        for (location, depot) in depotOfRoutingDepot.enumerated() where location < places.count {
            places[location] = depot
        }
        for (job, order) in orderOfJob.enumerated() {
            guard case .visit(let visit, _, _) = routing.jobs[job].work, visit.location >= depotOfRoutingDepot.count
            else { continue }
            // Orders at one address stand at one point: any of them will do.
            places[visit.location] = problem.depots.count + order
        }
        let factors = Set(problem.vans.map(\.speedFactor)).sorted()
        return zip(routing.profiles, factors).map { table, factor in
            let count = table.count
            var durations: [Int32] = []
            var distances: [Int32] = []
            durations.reserveCapacity((count + 1) * (count + 1))
            distances.reserveCapacity((count + 1) * (count + 1))
            for row in 0..<count {
                durations.append(contentsOf: table.durations[row * count..<(row + 1) * count])
                distances.append(contentsOf: table.distances[row * count..<(row + 1) * count])
                durations.append(
                    Int32(clamping: TravelTable.scaled(legs.secondsTo[places[row]], speedFactor: factor)))
                distances.append(legs.metresTo[places[row]])
            }
            for column in 0..<count {
                durations.append(
                    Int32(clamping: TravelTable.scaled(legs.secondsFrom[places[column]], speedFactor: factor)))
                distances.append(legs.metresFrom[places[column]])
            }
            durations.append(0)
            distances.append(0)
            return TravelMatrix(count: count + 1, durations: durations, distances: distances)
        }
    }

    /// Pieces that no order has been given, the latest first taken.
    private var stockLeft: [ShelfStock] {
        var left = problem.stock
        for order in reservations.keys.sorted() {
            guard let kept = reservations[order] else { continue }
            for (item, count) in kept.pieces.sorted(by: { $0.key < $1.key }) {
                var wanted = count
                let rows = left.indices.filter { left[$0].depot == kept.depot && left[$0].item == item }
                    .sorted { (left[$0].available ?? problem.now) > (left[$1].available ?? problem.now) }
                for row in rows where wanted > 0 {
                    if let available = left[row].available, available > problem.now,
                        kept.available.map({ available > $0 }) ?? true
                    {
                        continue
                    }
                    let taken = min(wanted, left[row].pieces)
                    left[row].pieces -= taken
                    wanted -= taken
                }
            }
        }
        return left
    }
}
