/// Puts removed jobs back one by one, each at its cheapest place, sometimes looking away ("blinks").
///
/// Greedy insertion with blinks of Christiaens and Vanden Berghe (2020). Routes near the job are tried; when
/// none takes it, all of them. An optional job stays out when that is cheaper.
struct Recreate {
    var blinkChance = 0.01
    /// Nearest visits whose routes are candidates.
    var nearest = 40
    /// Chance of a step that serves optional jobs even at twice the price of leaving them out, so that jobs which
    /// pay only together can come in together; acceptance judges the whole.
    var eagerChance = 0.06
    /// Chance that an optional job with no gap beside its nearby visits is offered all others.
    var farChance = 0.1
    /// Chance of a step that prices an empty vehicle's way at a random share, so that a route can begin with one job and
    /// pay once others follow.
    var openingChance = 0.05
    /// Both chances where half of the jobs or more are left out, and nothing matters but distance, one window and one
    /// load sum.
    var optionalChance = 0.2
    /// Chance of a step that prices an empty vehicle at the share of its way and fixed cost that a job fills, where
    /// larger vehicles cost more.
    var shareChance = 0.5
    /// Largest share of its price at which a step that closed a vehicle offers empty ones.
    var cheapShare = 0.1

    /// Orders the removed jobs and inserts them.
    func callAsFunction(_ work: SearchWorkspace, random: inout SearchRandom) {
        if work.emptyVehicles == .begun { beginRoute(work, &random) }
        sort(work, &random)
        let instance = work.state.instance
        work.amortises = instance.hasMixedSizes && random.unit() < shareChance
        let often = work.scan.lane == .general ? 0 : work.state.leftOutWeight
        let opens =
            !(instance.hasMixedSizes && instance.hasFixedCosts)
            && random.unit() < openingChance + (optionalChance - openingChance) * often
        work.openingShare =
            work.emptyVehicles == .cheap ? cheapShare * random.unit() : opens ? random.unit() : nil
        let isEager = instance.hasOptionalJobs && random.unit() < eagerChance + (optionalChance - eagerChance) * often
        for index in 0..<work.removedCount {
            insert(Int(work.removed[index]), work, &random, eagerness: isEager ? 2 : 1)
        }
    }

    /// Gives the first removed job an empty vehicle nearly free of charge; acceptance sees the full price. Where routes
    /// are long, no few of the jobs left out side by side pay for the way there.
    private func beginRoute(_ work: SearchWorkspace, _ random: inout SearchRandom) {
        let job = Int(work.removed[0])
        work.removedCount -= 1
        work.removed[0] = work.removed[work.removedCount]
        work.openingShare = 1e-3
        insert(job, work, &random)
    }

    /// Inserts one job at its best place, or leaves it out.
    func insert(_ job: Int, _ work: SearchWorkspace, _ random: inout SearchRandom, eagerness: Double = 1) {
        let state = work.state
        let instance = state.instance
        let limit = instance.jobs[job].unassignedScalar * eagerness
        var best = Insertion.none
        best.cost = limit
        var route = -1
        var isRecalled = false
        work.beginCandidates()
        let isLean = work.scan.lane != .general
        let all = !isLean && instance.vehicleCount <= 24
        if isLean {
            let found = nearby(job, work, limit: limit, &random)
            if found.route >= 0 {
                route = found.route
                best = Insertion(
                    cost: found.cost, position: Int32(found.position), second: 0, reloadIndex: 0, reloadSide: 0)
            }
        } else if all {
            for candidate in 0..<instance.vehicleCount where state.meta[candidate].count > 2 {
                considerSoon(candidate, job, work, &random, &best, &isRecalled, &route)
            }
        } else {
            if instance.hasDayPrices {
                // Room was made on days that none of the nearby visits may be on.
                for index in 0..<work.ruinedCount {
                    let candidate = Int(work.ruined[index])
                    if state.meta[candidate].count > 2, work.addCandidate(candidate) {
                        considerSoon(candidate, job, work, &random, &best, &isRecalled, &route)
                    }
                }
            }
            for index in 0..<min(nearest, instance.neighbourCount) {
                let visit = instance.neighbours[Int(instance.jobs[job].firstNode) &* instance.neighbourCount &+ index]
                let candidate = Int(state.routeOf[visit])
                if candidate >= 0, work.addCandidate(candidate) {
                    considerSoon(candidate, job, work, &random, &best, &isRecalled, &route)
                }
            }
            if instance.jobs[job].isShipment {
                let delivery = Int(instance.jobs[job].firstNode) + 1
                for index in 0..<min(nearest, instance.neighbourCount) {
                    let visit = instance.neighbours[delivery &* instance.neighbourCount &+ index]
                    let candidate = Int(state.routeOf[visit])
                    if candidate >= 0, work.addCandidate(candidate) {
                        considerSoon(candidate, job, work, &random, &best, &isRecalled, &route)
                    }
                }
            }
        }
        for index in 0..<work.postponedCount {
            consider(Int(work.postponed[index]), job, work, &random, &best, &isRecalled, &route)
        }
        for group in 0..<(work.opensVehicles && work.emptyVehicles != .closed ? instance.classCount : 0) {
            let candidate = state.emptyVehicle(ofClass: group)
            if candidate < 0 { continue }
            if work.amortises || work.openingShare != nil || work.routeBonus > 0 {
                considerReduced(candidate, job, work, &best, &isRecalled, &route)
            } else {
                consider(candidate, job, work, &random, &best, &isRecalled, &route)
            }
        }
        if route < 0, !all, !(isLean && !instance.jobs[job].isMandatory && random.unit() >= farChance) {
            for candidate in 0..<instance.vehicleCount
            where state.meta[candidate].count > 2 && work.addCandidate(candidate) {
                consider(candidate, job, work, &random, &best, &isRecalled, &route)
            }
        }
        if route < 0 {
            state.addUnassigned(job)
        } else {
            if isRecalled { best = work.scan.recall(job: job, route: route) }
            work.scan.apply(best, job: job, route: route)
        }
    }

    /// The best gap beside nearby visits.
    @inline(__always)
    private func nearby(
        _ job: Int, _ work: SearchWorkspace, limit: Double, _ random: inout SearchRandom
    ) -> NearbyInsertion.Found {
        // Each combination is compiled apart.
        let instance = work.state.instance
        if instance.limitsDuration { return limitedSearch(job, work, limit, &random) }
        switch (work.scan.lane == .window, instance.isUniform) {
        case (true, true): return search(job, work, limit, hasTime: true, isUniform: true, &random)
        case (true, false): return search(job, work, limit, hasTime: true, isUniform: false, &random)
        case (false, true): return search(job, work, limit, hasTime: false, isUniform: true, &random)
        case (false, false): return search(job, work, limit, hasTime: false, isUniform: false, &random)
        }
    }

    /// Out of line, so that the searches that need no durations stay as small as they are.
    @inline(never)
    private func limitedSearch(
        _ job: Int, _ work: SearchWorkspace, _ limit: Double, _ random: inout SearchRandom
    ) -> NearbyInsertion.Found {
        search(job, work, limit, hasTime: true, isUniform: false, limitsDuration: true, &random)
    }

    @inline(__always)
    private func search(
        _ job: Int, _ work: SearchWorkspace, _ limit: Double, hasTime: Bool, isUniform: Bool,
        limitsDuration: Bool = false, _ random: inout SearchRandom
    ) -> NearbyInsertion.Found {
        NearbyInsertion.search(
            job: job, work.state, limit: limit, blinkChance: blinkChance, hasTime: hasTime, isUniform: isUniform,
            limitsDuration: limitsDuration, evaluations: &work.scan.evaluations, &random)
    }

    /// An empty vehicle at the share of its way and fixed cost that the job fills, less what a cycle gives for a route
    /// more: one job never pays for a vehicle alone, but the jobs that follow it do. Acceptance sees the full price.
    private func considerReduced(
        _ candidate: Int, _ job: Int, _ work: SearchWorkspace, _ best: inout Insertion, _ isRecalled: inout Bool,
        _ route: inout Int
    ) {
        if work.scan.leastCost(job: job, route: candidate) > work.priceLimits[job] { return }
        let share =
            work.openingShare
            ?? (work.amortises ? min(1, max(0.05, work.state.instance.share(of: job, in: candidate))) : 1)
        let cost = work.scan.bestCost(job: job, route: candidate) * share - work.routeBonus
        if cost < best.cost {
            best.cost = cost
            isRecalled = true
            route = candidate
        }
    }

    /// A route whose price is known is considered now, any other once all known ones were: most cost more than the
    /// best of those even without travel.
    @inline(__always)
    private func considerSoon(
        _ candidate: Int, _ job: Int, _ work: SearchWorkspace, _ random: inout SearchRandom, _ best: inout Insertion,
        _ isRecalled: inout Bool, _ route: inout Int
    ) {
        if work.scan.isRemembered(job: job, route: candidate) {
            consider(candidate, job, work, &random, &best, &isRecalled, &route)
        } else {
            work.postpone(candidate)
        }
    }

    @inline(__always)
    private func consider(
        _ candidate: Int, _ job: Int, _ work: SearchWorkspace, _ random: inout SearchRandom, _ best: inout Insertion,
        _ isRecalled: inout Bool, _ route: inout Int
    ) {
        let least = work.scan.leastCost(job: job, route: candidate)
        if least >= best.cost || least > work.priceLimits[job] { return }
        let cost = work.scan.bestCost(job: job, route: candidate)
        if cost < best.cost {
            if random.unit() < blinkChance {
                let seen = work.scan.recall(job: job, route: candidate)
                let other = work.scan.scan(job: job, route: candidate, excluding: seen.position)
                if other.cost >= best.cost { return }
                best = other
                isRecalled = false
            } else {
                best.cost = cost
                isRecalled = true
            }
            route = candidate
        }
    }

    private func sort(_ work: SearchWorkspace, _ random: inout SearchRandom) {
        let instance = work.state.instance
        let timed = instance.hasTime
        // Urgent jobs first where jobs differ in urgency; else the classic mix of orders.
        let urgent = instance.hasOptionalJobs && random.unit() < 0.6
        // Where time is what vehicles lack, what a job is worth an hour counts as much as what it is worth.
        let choice = urgent ? (timed && random.unit() < 0.5 ? 18 : 17) : random.below(timed ? 17 : 11)
        for index in 0..<work.removedCount {
            let job = Int(work.removed[index])
            let key: Double
            switch choice {
            case 0..<4: key = random.unit()
            case 4..<8: key = -instance.jobSize[job]
            case 8..<10: key = -instance.jobReach[job]
            case 10: key = instance.jobReach[job]
            case 11..<13: key = instance.jobWindowLength[job]
            case 13..<15: key = instance.jobWindowStart[job]
            case 17: key = -instance.jobs[job].unassignedScalar * (0.8 + 0.4 * random.unit())
            case 18:
                let visit = Int(instance.jobs[job].firstNode)
                let near =
                    instance.neighbourCount > 0 ? Int(instance.neighbours[visit * instance.neighbourCount]) : visit
                let time =
                    Double(instance.nodes[visit].service) + 2
                    * Double(instance.arcs[visit * instance.nodeCount + near].duration)
                key = -instance.jobs[job].unassignedScalar / max(1, time) * (0.8 + 0.4 * random.unit())
            default: key = -instance.jobWindowEnd[job]
            }
            work.keys[index] = key
        }
        // Insertion sort: about ten jobs, and ties keep their order.
        for index in 1..<max(1, work.removedCount) {
            let key = work.keys[index]
            let job = work.removed[index]
            var place = index
            while place > 0, work.keys[place - 1] > key {
                work.keys[place] = work.keys[place - 1]
                work.removed[place] = work.removed[place - 1]
                place -= 1
            }
            work.keys[place] = key
            work.removed[place] = job
        }
    }
}
