import FordelerRoutingProblem

/// Draws small random problems in which every rule of the engine is on with some probability.
struct RandomProblem {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A problem with `jobs` jobs on two days, at most three vehicles and two depots.
    mutating func problem(jobs jobCount: Int, rich: Bool = true) -> RoutingProblem {
        let locations = jobCount * 2 + 2
        let points = (0..<locations).map { _ in (below(100), below(100)) }
        var durations: [Int32] = []
        for a in points {
            for b in points { durations.append(Int32(abs(a.0 - b.0) + abs(a.1 - b.1))) }
        }
        var distances = durations
        let asymmetric = rich && chance(30)
        if asymmetric {
            for cell in durations.indices where durations[cell] > 0 {
                durations[cell] += Int32(below(9))
                distances[cell] += Int32(below(5))
            }
        }
        let aims = rich && chance(50)
        let dimensions = rich ? 1 + below(2) : 1
        let withBreaks = rich && chance(40)
        let withTrips = rich && chance(30)
        let withRanks = rich && chance(40)
        let paid = rich && chance(40)
        let overtime = rich && chance(40)
        let multiWindows = rich && chance(30)
        let withShipments = rich && chance(40)
        let withLateness = rich && chance(40)
        var vehicles: [RoutingVehicle] = []
        for index in 0..<(rich ? 2 + below(2) : 2) {
            let day = rich ? index % 2 : 0
            let start = day * 1000
            vehicles.append(
                RoutingVehicle(
                    startDepot: 0, endDepot: rich && chance(15) ? nil : (rich && chance(20) ? 1 : 0),
                    earliestStart: start,
                    latestEnd: start + 700, startDuration: rich ? below(20) : 0,
                    regularEnd: overtime ? start + 500 : nil, maxDuration: rich && chance(15) ? 600 : .max,
                    maxDistance: rich && chance(15) ? 900 : .max, maxVisits: rich && chance(15) ? 4 : .max,
                    capacity: (0..<dimensions).map { _ in 8 + below(6) }, skills: UInt64(below(4)), day: day,
                    rankScheme: withRanks ? below(2) : 0, fixedCosts: [AimCost(aim: aims ? 1 : 0, amount: below(50))],
                    costPerDistance: 1 + below(2), costPerDuration: paid ? 1 : 0, costPerOvertime: overtime ? 2 : 0,
                    maxTrips: withTrips ? 2 : 1, reloadDepots: withTrips ? [0, 1] : [],
                    breaks: withBreaks
                        ? [
                            RoutingBreak(
                                earliest: start + 150, latest: start + 300, duration: 30, notNeededBefore: start + 300)
                        ] : []))
        }
        let jobs = (0..<jobCount).map { index in
            job(
                index, dimensions: dimensions, aims: aims, rich: rich, ranks: withRanks, windows: multiWindows,
                shipment: withShipments && chance(40), lateness: withLateness)
        }
        return RoutingProblem(
            aims: aims
                ? [RoutingAim(name: "late", weight: 1e6), RoutingAim(name: "cost", weight: 1)]
                : [RoutingAim(name: "cost", weight: 1)],
            dimensions: dimensions,
            profiles: [TravelMatrix(count: locations, durations: durations, distances: distances)],
            depots: [RoutingDepot(location: 0, reloadDuration: 10), RoutingDepot(location: 1, reloadDuration: 15)],
            vehicles: vehicles, jobs: jobs)
    }

    private mutating func visit(_ location: Int, ranks: Bool, windows: Bool) -> RoutingVisit {
        var list: [ClosedRange<Int>] = []
        if chance(60) {
            for day in 0..<2 {
                let from = day * 1000 + below(300)
                list.append(from...(from + 60 + below(200)))
                if windows { list.append((from + 300)...(from + 400)) }
            }
        }
        let scheme = [
            SequenceRank(before: 0, after: 0), SequenceRank(before: 1, after: 1), SequenceRank(before: 1, after: 0),
        ]
        return RoutingVisit(
            location: location, service: 5 + below(30), setup: chance(50) ? below(10) : 0, windows: list,
            ranks: ranks ? [scheme[below(3)], SequenceRank()] : [])
    }

    private mutating func job(
        _ index: Int, dimensions: Int, aims: Bool, rich: Bool, ranks: Bool, windows: Bool, shipment: Bool,
        lateness: Bool
    ) -> RoutingJob {
        let place = 2 + index * 2
        func amounts(_ draw: () -> Int) -> [Int] { (0..<dimensions).map { _ in draw() } }
        let delivery = (0..<dimensions).map { _ in below(4) }
        let pickup = (0..<dimensions).map { _ in rich && chance(50) ? below(4) : 0 }
        let work: RoutingJob.Work =
            shipment
            ? .shipment(
                pickup: visit(place, ranks: ranks, windows: windows),
                delivery: visit(place + 1, ranks: ranks, windows: windows),
                load: delivery)
            : .visit(visit(place, ranks: ranks, windows: windows), delivery: delivery, pickup: pickup)
        let due = below(1500)
        return RoutingJob(
            work: work, release: rich && chance(20) ? below(200) : 0, skills: rich && chance(20) ? 1 : 0,
            allowedVehicles: rich && chance(15) ? [below(2)] : nil, sourceDepots: rich && chance(10) ? [0] : nil,
            dayCosts: rich ? [below(10), below(30)] : [],
            latenessSteps: lateness
                ? [LatenessStep(after: due, cost: AimCost(aim: aims ? 0 : 0, amount: 1 + below(3)))] : [],
            latenessRates: lateness && chance(30)
                ? [LatenessRate(after: due, cost: AimCost(aim: aims ? 1 : 0, amount: 1))] : [],
            unassignedCosts: [AimCost(aim: aims ? 1 : 0, amount: 100 + below(300))])
    }
}
