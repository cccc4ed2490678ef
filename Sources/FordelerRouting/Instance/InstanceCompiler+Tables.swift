import FordelerRoutingProblem

extension InstanceCompiler {
    /// Nodes each vehicle's route must begin with.
    func lockedPrefixes() -> [[Int32]] {
        if problem.vehicles.allSatisfy(\.lockedPrefix.isEmpty) {
            return Array(repeating: [], count: problem.vehicles.count)
        }
        var firstNode = [Int](repeating: 0, count: problem.jobs.count)
        for (node, entry) in visits.enumerated() where entry.role != .delivery { firstNode[entry.job] = node }
        return problem.vehicles.map { vehicle in
            vehicle.lockedPrefix.compactMap { kind in
                switch kind {
                case .visit(let job), .pickup(let job): Int32(firstNode[job])
                case .delivery(let job): Int32(firstNode[job] + 1)
                case .reload(let depot): Int32(visits.count + depot)
                case .start, .end, .pause: nil
                }
            }
        }
    }

    /// For every job and vehicle class, the scalar that serving costs apart from travel, and whether lateness
    /// depends on the time of day there. Infinite means the class may not serve the job.
    func placements(classes: [Int32]) -> (scalars: [Double], clocked: [Bool]) {
        let cost = problem.aims[problem.costAim].weight
        var scalars = [Double](repeating: 0, count: problem.jobs.count * classes.count)
        var clocked = [Bool](repeating: false, count: scalars.count)
        for (index, job) in problem.jobs.enumerated() {
            let allowed = job.allowedVehicles.map(Set.init)
            for (group, first) in classes.enumerated() {
                let vehicle = problem.vehicles[Int(first)]
                let cell = index * classes.count + group
                guard job.skills & ~vehicle.skills == 0, allowed?.contains(Int(first)) ?? true else {
                    scalars[cell] = .infinity
                    continue
                }
                if job.dayCosts.indices.contains(vehicle.day) {
                    scalars[cell] += Double(job.dayCosts[vehicle.day]) * cost
                }
                // A visit ends after the shift's start and at most one service time after its end.
                let lastEnd = vehicle.latestEnd
                for step in job.latenessSteps {
                    if step.after < vehicle.earliestStart {
                        scalars[cell] += scalar([step.cost])
                    } else if step.after < lastEnd {
                        clocked[cell] = true
                    }
                }
                if job.latenessRates.contains(where: { $0.after < lastEnd }) { clocked[cell] = true }
            }
        }
        return (scalars, clocked)
    }

    /// Whether some job has two finite scalars that differ.
    func hasDayPrices(_ scalars: [Double]) -> Bool {
        let rows = problem.jobs.isEmpty ? 0 : scalars.count / problem.jobs.count
        return problem.jobs.indices.contains { job in
            let finite = scalars[job * rows..<(job + 1) * rows].lazy.filter(\.isFinite)
            let first = finite.first
            return finite.contains { $0 != first }
        }
    }

    /// Per job: share of the largest capacity, distance from the first vehicle's depot, and window measures.
    func sortKeys() -> (
        size: [Double], reach: [Double], windowLength: [Double], windowStart: [Double], windowEnd: [Double]
    ) {
        let capacity = (0..<problem.dimensions).map { k in
            Double(max(1, problem.vehicles.map { $0.capacity[k] }.max() ?? 1))
        }
        let depot = problem.vehicles.first.map { problem.depots[$0.startDepot].location } ?? 0
        var keys:
            (size: [Double], reach: [Double], windowLength: [Double], windowStart: [Double], windowEnd: [Double]) =
                ([], [], [], [], [])
        for job in problem.jobs {
            let visit: RoutingVisit
            let amounts: [Int]
            switch job.work {
            case .visit(let only, let delivery, let pickup):
                (visit, amounts) = (only, zip(delivery, pickup).map { $0 + $1 })
            case .shipment(let pickup, _, let load): (visit, amounts) = (pickup, load)
            }
            keys.size.append(zip(amounts, capacity).reduce(0) { $0 + Double($1.0) / $1.1 })
            let profile = problem.profiles[0]
            keys.reach.append(Double(profile.distances[depot * profile.count + visit.location]))
            let limit = Double(RoutingInstance.infinity)
            keys.windowLength.append(
                visit.windows.isEmpty ? limit : visit.windows.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) })
            keys.windowStart.append(visit.windows.first.map { Double($0.lowerBound) } ?? 0)
            keys.windowEnd.append(visit.windows.last.map { Double($0.upperBound) } ?? limit)
        }
        return keys
    }

    /// Visits nearest to each visit (by travel both ways, then by how far apart their windows force them).
    func neighbourLists() -> (flat: [Int32], count: Int) {
        let n = visits.count
        let count = max(0, min(n - 1, n > 4000 ? 100 : (n > 1500 ? 200 : 400)))
        guard count > 0, let profile = problem.profiles.first else { return ([], 0) }
        var flat = [Int32](repeating: 0, count: n * count)
        var keys = [(Int64, Int32)](repeating: (0, 0), count: n)
        let locations = visits.map(\.visit.location)
        for node in 0..<n {
            let row = locations[node] * profile.count
            for other in 0..<n {
                let there = Int64(profile.distances[row + locations[other]])
                let back = Int64(profile.distances[locations[other] * profile.count + locations[node]])
                keys[other] = (other == node ? .max : there + back, Int32(other))
            }
            if count < n / 3 {
                partition(&keys, count)
                keys[0..<count].sort { $0 < $1 }
            } else {
                keys.sort { $0 < $1 }
            }
            for k in 0..<count { flat[node * count + k] = keys[k].1 }
        }
        return (flat, count)
    }

    /// Per visit, the `count` neighbours it stands beside best: near by travel, with little waiting that the windows
    /// force, one of the two orders possible. Chosen among the visits nearest by travel.
    func nearbyLists(_ near: (flat: [Int32], count: Int), count: Int) -> [Int32] {
        guard count > 0, let profile = problem.profiles.first else { return [] }
        var flat: [Int32] = []
        flat.reserveCapacity(visits.count * count)
        let limit = Int64(RoutingInstance.infinity)
        let times = visits.map { entry in
            (
                earliest: entry.visit.windows.first.map { Int64($0.lowerBound) } ?? -limit,
                latest: entry.visit.windows.last.map { Int64($0.upperBound) } ?? limit,
                service: Int64(entry.visit.service)
            )
        }
        func proximity(_ from: Int, _ to: Int) -> Double {
            let cell = visits[from].visit.location * profile.count + visits[to].visit.location
            let duration = Int64(profile.durations[cell])
            let ready = times[from].earliest + times[from].service + duration
            if ready > times[to].latest, times[to].latest < limit { return 1e15 + Double(ready - times[to].latest) }
            let wait = times[to].earliest - (times[from].latest + times[from].service + duration)
            return Double(profile.distances[cell]) + 0.2 * Double(max(0, min(wait, limit)))
        }
        var keys: [(Double, Int32)] = []
        for node in visits.indices {
            keys.removeAll(keepingCapacity: true)
            for k in 0..<near.count {
                let other = Int(near.flat[node * near.count + k])
                keys.append((min(proximity(node, other), proximity(other, node)), Int32(other)))
            }
            keys.sort { $0 < $1 }
            for k in 0..<count { flat.append(keys[k].1) }
        }
        return flat
    }

    /// Moves the `count` smallest keys to the front (quickselect with a middle pivot).
    private func partition(_ keys: inout [(Int64, Int32)], _ count: Int) {
        var low = 0
        var high = keys.count - 1
        while low < high {
            let pivot = keys[(low + high) / 2]
            var i = low
            var j = high
            while i <= j {
                while keys[i] < pivot { i += 1 }
                while pivot < keys[j] { j -= 1 }
                if i <= j {
                    keys.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if count - 1 <= j { high = j } else if count - 1 >= i { low = i } else { return }
        }
    }
}
