import FordelerModel
import FordelerRoutingProblem

extension HorizonCompiler {
    /// A vehicle with the shift and van it stands for.
    struct FleetEntry {
        var vehicle: RoutingVehicle
        var shift: Int
        var van: Int
    }

    /// One vehicle for each shift that lies in the horizon and is not over, sorted by date, van and start.
    func vehicles(bits: SkillBits) -> [FleetEntry] {
        let vans = Dictionary(uniqueKeysWithValues: problem.vans.enumerated().map { ($1.id, $0) })
        let order = problem.shifts.indices.sorted {
            let (a, b) = (problem.shifts[$0], problem.shifts[$1])
            return (a.date, a.van, a.startSecond) < (b.date, b.van, b.startSecond)
        }
        return order.compactMap { shift in
            guard let van = vans[problem.shifts[shift].van],
                let vehicle = vehicle(problem.shifts[shift], van: problem.vans[van], bits: bits)
            else { return nil }
            return FleetEntry(vehicle: vehicle, shift: shift, van: van)
        }
    }

    private func vehicle(_ shift: Shift, van: Van, bits: SkillBits) -> RoutingVehicle? {
        guard let day = days.firstIndex(of: shift.date), let startDepot = depotIndex[shift.startDepot] else {
            return nil
        }
        let midnight = (shift.date.dayNumber - problem.date.dayNumber) * 86_400
        let start = midnight + shift.startSecond
        let earliest = max(start, problem.now.seconds(from: problem.date))
        let end = midnight + shift.endSecond
        let reserve = shift.date == days.first ? 0 : problem.rates.reserve[shift.date.weekday] ?? 0
        // Reserved time is kept free: such a day neither fills it nor moves work into overtime.
        let length = shift.endSecond - shift.startSecond
        let kept = Int((Double(length) * min(0.9, max(0, reserve))).rounded())
        let latest =
            (kept > 0 ? end - kept : end + shift.overtimeSeconds)
            - SpreadBuffer(problem, needs: needs).seconds(shift: length)
        guard latest > earliest else { return nil }
        let hourly = van.pay == .startToEnd ? HorizonCompiler.perSecond(hourly: van.costPerHour) : 0
        let overtime = HorizonCompiler.perSecond(hourly: van.costPerOvertimeHour)
        let reloads = van.maxTrips > 1 ? van.reloadDepots.compactMap { depotIndex[$0] } : []
        return RoutingVehicle(
            startDepot: startDepot, endDepot: shift.endDepot.flatMap { depotIndex[$0] }, earliestStart: earliest,
            latestEnd: latest, startDuration: problem.depots[depotOrder[startDepot]].firstLoadSeconds,
            regularEnd: min(end, latest), maxDuration: shift.longestDutySeconds ?? .max,
            maxVisits: van.maxStops ?? .max, capacity: capacity(van.compartments),
            profile: speedFactors.firstIndex(of: van.speedFactor) ?? 0, skills: skills(shift, van: van, bits: bits),
            day: day, rankScheme: rankScheme(van.compartments),
            fixedCosts: [
                AimCost(aim: AimWeights.cost, amount: fixedPrice(shift, van: van) * HorizonCompiler.moneyScale)
            ],
            costPerDistance: van.costPerKilometre, costPerDuration: hourly,
            // Paid time from start to end counts overtime once already.
            costPerOvertime: max(0, overtime - hourly), maxTrips: reloads.isEmpty ? 1 : van.maxTrips,
            reloadDepots: reloads, breaks: breaks(shift, midnight: midnight, earliest: earliest))
    }

    /// Øre for using the van-day at all: its price a shift, and the whole regular shift's hours where those are paid.
    private func fixedPrice(_ shift: Shift, van: Van) -> Int {
        guard van.pay == .wholeShift else { return van.costPerShift }
        return van.costPerShift
            + HorizonCompiler.price(hourly: van.costPerHour, seconds: shift.endSecond - shift.startSecond)
    }

    /// A van with one space offers it to clean and to returned goods alike; its sequence ranks keep the two from
    /// being on board at once, so the space is never given twice.
    private func capacity(_ compartments: Compartments) -> [Int] {
        switch compartments {
        case .single(let space): space.dimensions + space.dimensions
        case .split(let clean, let dirty): clean.dimensions + dirty.dimensions
        }
    }

    private func rankScheme(_ compartments: Compartments) -> Int {
        if case .split = compartments { return SequenceRules.split }
        return SequenceRules.singleSpace
    }

    private func skills(_ shift: Shift, van: Van, bits: SkillBits) -> UInt64 {
        var given = Set(shift.skills.union(van.skills).map(SkillBits.Requirement.skill))
        given.formUnion(van.features.map(SkillBits.Requirement.vanFeature))
        if shift.crew > 1 { given.insert(.crewOfTwo) }
        return bits.mask(given)
    }

    /// Breaks of the shift; one whose latest start is past when planning starts has been taken.
    private func breaks(_ shift: Shift, midnight: Int, earliest: Int) -> [RoutingBreak] {
        let start = midnight + shift.startSecond
        return shift.breaks.compactMap { rule in
            guard start + rule.latestAfterSeconds >= earliest else { return nil }
            return RoutingBreak(
                earliest: start + rule.earliestAfterSeconds, latest: start + rule.latestAfterSeconds,
                duration: rule.durationSeconds, notNeededBefore: start + rule.notNeededBeforeSeconds)
        }
    }
}
