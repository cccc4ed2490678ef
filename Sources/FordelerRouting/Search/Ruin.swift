/// Takes jobs out of a solution: strings of neighbouring visits from routes near a seed.
///
/// Slack induction by string removals (Christiaens and Vanden Berghe, Transportation Science 54, 2020,
/// doi:10.1287/trsc.2019.0914): each of a few routes near the seed loses a string of consecutive visits around
/// the visit nearest to the seed, or a longer string of which a middle part stays ("split string").
struct Ruin {
    /// Mean number of visits removed, and longest string.
    var meanRemoved = 10.0
    var longestString = 10.0
    /// Chance of a split string, and of not making its kept part longer.
    var splitChance = 0.5
    var splitStop = 0.01
    /// Chance, where visits have windows, that a split string keeps one visit only: a long kept part leaves the two ends
    /// of the route, which are near in travel and far in time. Not with shipments, whose two visits lie apart anyway.
    var shortSplitChance = 0.5
    /// Chance, where jobs may be left out, of making room for the seed where it would be cheaper placed; and where the
    /// price depends on the day.
    var targetedChance = 0.25
    var pricedDayChance = 0.5
    /// Chance, where visits have windows, that strings lie near the seed in time as well as by travel.
    var nearChance = 0.5
    /// Chance, where jobs are left out and nothing matters but distance, one window and one load sum, of a step that
    /// begins a route for all of them around one.
    var beginChance = 0.1
    /// Chance, where larger vehicles cost more and routes are so short that three have fewer visits than `mostWhole`, of a
    /// step that empties whole routes near the seed: other sizes can take over what they drove.
    var wholeChance = 0.2
    /// Most visits that such a step means to take out.
    var mostWhole = 20
    /// Chance, where jobs may be left out and vehicles have fixed costs, of a step that closes a vehicle: it empties the
    /// vehicle and the others must take its jobs, or nobody. The chance holds where nearly all vehicles stand idle and
    /// falls with the share that does: where all are needed, none can be spared.
    var closingChance = 0.3
    /// Chance that such a step may use an idle vehicle in place of the closed one.
    var replacingChance = 0.3
    /// Most strings that such a step takes out of routes near a visit of the closed vehicle, to make room there.
    var closingStrings = 6

    /// Removed jobs of the last call are in `removed[0..<count]`.
    func callAsFunction(_ search: SearchWorkspace, random: inout SearchRandom) {
        let state = search.state
        let instance = state.instance
        search.beginRuin()
        guard instance.visitCount > 0 else { return }
        let missing = search.hasLimits ? search.missingCount() : 0
        search.emptyVehicles = .priced
        if instance.hasOptionalJobs, instance.hasFixedCosts, missing == 0,
            random.unit() < closingChance * search.idleShare(), closeVehicle(search, &random)
        {
            search.closeRuin()
            return
        }
        if instance.hasOptionalJobs, search.scan.lane != .general, missing == 0, state.unassignedCount > 0,
            random.unit() < beginChance, search.hasEmptyVehicle()
        {
            search.emptyVehicles = .begun
        }
        let seed =
            search.emptyVehicles == .begun
            ? visit(of: Int(state.unassigned[random.below(state.unassignedCount)]), instance, &random)
            : missing > 0 && random.unit() < 0.5
                ? visit(of: search.missingJob(random.below(missing)), instance, &random) : pickSeed(state, &random)
        let served = instance.visitCount - state.unassignedCount
        let mean = max(1, Double(served) / Double(max(1, search.usedRoutes())))
        let longest = min(longestString, mean)
        let most = 4 * meanRemoved / (1 + longest) - 1
        let strings = Int(random.unit() * most + 1)
        if missing > 0 { search.takeMissing(most: 40) } else { search.takeUnassigned(near: seed) }
        if instance.hasOptionalJobs,
            random.unit() < (instance.hasDayPrices ? pricedDayChance : targetedChance)
        {
            makeRoom(search, for: seed, strings: strings, longest: longest, &random)
            search.closeRuin()
            return
        }
        if instance.hasMixedSizes, 3 * mean < Double(mostWhole), random.unit() < wholeChance {
            emptyRoutes(search, near: seed, visits: 2 + random.below(mostWhole - 2))
            search.closeRuin()
            return
        }
        removeStrings(search, near: seed, strings: strings, longest: longest, &random)
        search.closeRuin()
    }

    /// Takes strings out of the routes nearest to a seed.
    private func removeStrings(
        _ search: SearchWorkspace, near seed: Int32, strings: Int, longest: Double, _ random: inout SearchRandom
    ) {
        let state = search.state
        let instance = state.instance
        var made = 0
        var index = -1
        let isNear = instance.hasTime && random.unit() < nearChance
        while made < strings, index < instance.neighbourCount {
            let visit =
                index < 0
                ? seed
                : isNear && index < instance.nearbyCount
                    ? instance.nearby[Int(seed) &* instance.nearbyCount &+ index]
                    : instance.neighbours[Int(seed) &* instance.neighbourCount &+ index]
            index &+= 1
            let route = Int(state.routeOf[visit])
            if route < 0 || search.isRuined(route) { continue }
            let size = Int(state.meta[route].count) &- 2
            let length = Int(random.unit() * min(Double(size), longest) + 1)
            removeString(search, route: route, around: Int(state.positionOf[visit]), length: min(length, size), &random)
            made &+= 1
        }
    }

    /// Empties the vehicle of a random visit, takes strings out of routes nearby, and says what recreate may do with
    /// empty vehicles; `false` where the visit is left out or its vehicle must drive.
    private func closeVehicle(_ search: SearchWorkspace, _ random: inout SearchRandom) -> Bool {
        let state = search.state
        let instance = state.instance
        let seed = Int32(random.below(instance.visitCount))
        let route = Int(state.routeOf[seed])
        if route < 0 || instance.vehicles[route].lockedCount > 0 || instance.vehicles[route].isFrozen { return false }
        search.openRoute(route)
        for position in 1..<Int(state.meta[route].count) - 1 { search.remove(at: position, route: route) }
        removeStrings(search, near: seed, strings: random.below(closingStrings + 1), longest: longestString, &random)
        search.emptyVehicles = random.unit() < replacingChance ? .cheap : .closed
        return true
    }

    /// Empties the routes nearest to a seed until some visits are out.
    private func emptyRoutes(_ search: SearchWorkspace, near seed: Int32, visits: Int) {
        let state = search.state
        let instance = state.instance
        var index = -1
        var made = 0
        while made < visits, index < instance.neighbourCount {
            let visit = index < 0 ? seed : instance.neighbours[Int(seed) &* instance.neighbourCount &+ index]
            index &+= 1
            let route = Int(state.routeOf[visit])
            if route < 0 || search.isRuined(route) { continue }
            search.openRoute(route)
            let size = Int(state.meta[route].count) &- 2
            for position in 1...size { search.remove(at: position, route: route) }
            made &+= size
        }
    }

    /// Takes the seed out, and strings from random routes in which its job would be placed at a lower price: a late
    /// order gets room on the earlier days and the vehicles that could take it, wherever they drive.
    private func makeRoom(
        _ search: SearchWorkspace, for seed: Int32, strings: Int, longest: Double, _ random: inout SearchRandom
    ) {
        let state = search.state
        let job = Int(state.instance.nodes[seed].job)
        let own = Int(state.routeOf[seed])
        var count = search.findTargets(job: job, below: state.placementPrice(of: seed))
        if own >= 0 {
            search.openRoute(own)
            search.remove(at: Int(state.positionOf[seed]), route: own)
        }
        var made = 0
        while made < strings, count > 0 {
            let index = random.below(count)
            let route = Int(search.targets[index])
            count &-= 1
            search.targets[index] = search.targets[count]
            if search.isRuined(route) { continue }
            let size = Int(state.meta[route].count) &- 2
            let length = min(size, Int(random.unit() * min(Double(size), longest) + 1))
            removeString(search, route: route, around: 1 + random.below(size), length: length, &random)
            made &+= 1
        }
    }

    /// A visit of a job.
    private func visit(of job: Int, _ instance: RoutingInstance, _ random: inout SearchRandom) -> Int32 {
        let job = instance.jobs[job]
        return job.firstNode &+ (job.isShipment ? Int32(random.below(2)) : 0)
    }

    /// A random visit; where jobs are placed at a price (lateness, waiting) or may be left out, half the time the
    /// dearest of a few, so that work goes where the aims hurt.
    private func pickSeed(_ state: SearchState, _ random: inout SearchRandom) -> Int32 {
        let instance = state.instance
        var seed = Int32(random.below(instance.visitCount))
        if !instance.hasOptionalJobs || random.unit() < 0.5 { return seed }
        var price = state.placementPrice(of: seed)
        for _ in 0..<8 {
            let other = Int32(random.below(instance.visitCount))
            let otherPrice = state.placementPrice(of: other)
            if otherPrice > price { (seed, price) = (other, otherPrice) }
        }
        return seed
    }

    private func removeString(
        _ search: SearchWorkspace, route: Int, around position: Int, length: Int, _ random: inout SearchRandom
    ) {
        let size = Int(search.state.meta[route].count) - 2
        var kept = 0
        if length > 1, length < size, random.unit() < splitChance {
            kept = 1
            let instance = search.state.instance
            let isShort = instance.hasTime && !instance.hasShipments && random.unit() < shortSplitChance
            while !isShort, length + kept < size, random.unit() > splitStop { kept += 1 }
        }
        let span = length + kept
        // Positions 1...size hold visits; the span must contain `position`.
        let lowest = max(1, position - span + 1)
        let highest = min(position, size - span + 1)
        let start = lowest + random.below(max(1, highest - lowest + 1))
        search.openRoute(route)
        if kept == 0 {
            for index in start..<start + span { search.remove(at: index, route: route) }
        } else {
            let skip = start + random.below(length + 1)
            for index in start..<start + span where index < skip || index >= skip + kept {
                search.remove(at: index, route: route)
            }
        }
    }
}
