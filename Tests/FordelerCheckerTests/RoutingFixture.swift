import FordelerChecker
import FordelerRoutingProblem

/// One vehicle, two trips, a break, a shipment and a job left out, small enough for a sheet of paper.
///
/// Locations 0 (depot), 1, 2, 3 lie on a line, ten apart; time equals distance.
///
///     start          0–3    loading 3
///     job 0 at 1     drive 10 → 13, setup 2 → 15, service 5 → 20; brings 4
///     break         20–30
///     job 1 at 2     drive 10 → 40, setup 2 → 42, service 5 → 47; brings 3
///     pickup 2 at 2  no drive, no setup → 47, service 1 → 48; 2 on board
///     delivery at 3  drive 10 → 58, setup 2 → 60, service 1 → 61
///     reload         drive 30 → 91, 4 → 95
///     job 3 at 1     drive 10 → 105, setup 2 → 107, service 5 → 112; takes 5
///     end            drive 10 → 122
///
/// Distance 10 + 10 + 0 + 10 + 30 + 10 + 10 = 80. Cost: fixed 100, distance 80, duration 122 × 2 = 244, day cost
/// of job 0 is 7, lateness of job 1 (47 − 40) × 2 = 14, job 4 left out 1000: together 1445. Late jobs: 1.
struct RoutingCase {
    var problem: RoutingProblem
    var solution: RoutingSolution

    init() {
        let line: [Int32] = [0, 10, 20, 30, 10, 0, 10, 20, 20, 10, 0, 10, 30, 20, 10, 0]
        func visit(_ location: Int, service: Int = 5) -> RoutingVisit {
            RoutingVisit(location: location, service: service, setup: 2, windows: [0...55, 58...150])
        }
        var brought = RoutingJob(work: .visit(visit(1), delivery: [4], pickup: [0]), dayCosts: [7])
        brought.skills = 1
        var late = RoutingJob(work: .visit(visit(2), delivery: [3], pickup: [0]))
        late.latenessSteps = [LatenessStep(after: 40, cost: AimCost(aim: 0, amount: 1))]
        late.latenessRates = [LatenessRate(after: 40, cost: AimCost(aim: 1, amount: 2))]
        let vehicle = RoutingVehicle(
            earliestStart: 0, latestEnd: 200, startDuration: 3, regularEnd: 150, maxDuration: 130, maxDistance: 90,
            maxVisits: 5, capacity: [9], skills: 3, fixedCosts: [AimCost(aim: 1, amount: 100)], costPerDistance: 1,
            costPerDuration: 2, costPerOvertime: 3, maxTrips: 2, reloadDepots: [0],
            breaks: [RoutingBreak(earliest: 20, latest: 60, duration: 10, notNeededBefore: 50)])
        problem = RoutingProblem(
            aims: [RoutingAim(name: "late", weight: 1000), RoutingAim(name: "cost", weight: 1)], dimensions: 1,
            profiles: [TravelMatrix(count: 4, durations: line, distances: line)],
            depots: [RoutingDepot(location: 0, reloadDuration: 4), RoutingDepot(location: 3)], vehicles: [vehicle],
            jobs: [
                brought, late,
                RoutingJob(work: .shipment(pickup: visit(2, service: 1), delivery: visit(3, service: 1), load: [2])),
                RoutingJob(work: .visit(visit(1), delivery: [0], pickup: [5])),
                RoutingJob(
                    work: .visit(visit(3), delivery: [1], pickup: [0]),
                    unassignedCosts: [AimCost(aim: 1, amount: 1000)]),
            ])
        let steps = [
            RoutingStep(kind: .start, arrival: 0, start: 0, end: 3),
            RoutingStep(kind: .visit(job: 0), arrival: 13, start: 15, end: 20),
            RoutingStep(kind: .pause(0), arrival: 20, start: 20, end: 30),
            RoutingStep(kind: .visit(job: 1), arrival: 40, start: 42, end: 47),
            RoutingStep(kind: .pickup(job: 2), arrival: 47, start: 47, end: 48),
            RoutingStep(kind: .delivery(job: 2), arrival: 58, start: 60, end: 61),
            RoutingStep(kind: .reload(depot: 0), arrival: 91, start: 91, end: 95),
            RoutingStep(kind: .visit(job: 3), arrival: 105, start: 107, end: 112),
            RoutingStep(kind: .end, arrival: 122, start: 122, end: 122),
        ]
        solution = RoutingSolution(
            routes: [RoutingRoute(vehicle: 0, steps: steps)], unassigned: [4], aims: [1, 1445], isFeasible: true)
    }

    /// What the check says, sums of the aims left out unless asked for.
    func codes(aims: Bool = false) -> [ViolationCode] {
        let found = RoutingChecker.check(solution, of: problem).violations.map(\.code)
        return aims ? found : found.filter { $0 != .aimsMismatch }
    }

    /// Moves every time of the steps from `first` on.
    mutating func delay(from first: Int, by seconds: Int) {
        for index in first..<solution.routes[0].steps.count {
            solution.routes[0].steps[index].arrival += seconds
            solution.routes[0].steps[index].start += seconds
            solution.routes[0].steps[index].end += seconds
        }
    }
}
