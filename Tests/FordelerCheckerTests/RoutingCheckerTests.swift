import FordelerChecker
import FordelerModel
import FordelerRoutingProblem
import Testing

/// One change that breaks one rule, and what the check says about it.
struct RoutingDefect: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var expected: [ViolationCode]
    var change: @Sendable (inout RoutingCase) -> Void

    init(_ name: String, _ expected: ViolationCode..., change: @escaping @Sendable (inout RoutingCase) -> Void) {
        testDescription = name
        self.expected = expected
        self.change = change
    }
}

@Suite struct RoutingCheckerTests {
    @Test func rightSolutionIsValid() {
        let sample = RoutingCase()
        let report = RoutingChecker.check(sample.solution, of: sample.problem)
        #expect(report.violations == [])
        #expect(report.valid)
        #expect(report.aims == [Aim(name: "late", amount: 1), Aim(name: "cost", amount: 1445)])
        #expect(report.cost == CostBreakdown(shifts: 100, hours: 244, distance: 80, waiting: 1014, soft: 7))
    }

    static let defects: [RoutingDefect] = [
        RoutingDefect("arrival too early", .arrival, .startEarly) {
            $0.solution.routes[0].steps[3].arrival = 39
            $0.solution.routes[0].steps[3].start = 40
            $0.solution.routes[0].steps[3].end = 45
            $0.delay(from: 4, by: -2)
        },
        RoutingDefect("setup left out", .startEarly) {
            $0.solution.routes[0].steps[7].start = 106
            $0.solution.routes[0].steps[7].end = 111
            $0.delay(from: 8, by: -1)
        },
        RoutingDefect("service cut", .serviceDuration) {
            $0.solution.routes[0].steps[7].end = 110
            $0.delay(from: 8, by: -2)
        },
        RoutingDefect("loading cut", .loadDuration) {
            $0.solution.routes[0].steps[0].arrival = 1
            $0.solution.routes[0].steps[0].start = 1
        },
        RoutingDefect("before the shift", .shiftStart) {
            $0.solution.routes[0].steps[0].arrival = -1
            $0.solution.routes[0].steps[0].start = -1
            $0.solution.routes[0].steps[0].end = 2
            $0.solution.routes[0].steps[1].arrival = 12
        },
        RoutingDefect("after the shift", .shiftEnd) { $0.problem.vehicles[0].latestEnd = 121 },
        RoutingDefect("outside every window", .window) { $0.problem.jobs[3].setWindows([0...106, 108...150]) },
        RoutingDefect("too long", .maxDuration) { $0.problem.vehicles[0].maxDuration = 121 },
        RoutingDefect("too far", .maxDistance) { $0.problem.vehicles[0].maxDistance = 79 },
        RoutingDefect("too many visits", .maxVisits) { $0.problem.vehicles[0].maxVisits = 4 },
        RoutingDefect("too many trips", .maxTrips) { $0.problem.vehicles[0].maxTrips = 1 },
        RoutingDefect("reload not allowed", .reloadDepot) { $0.problem.vehicles[0].reloadDepots = [1] },
        RoutingDefect("reload too short", .reloadDuration) { $0.problem.depots[0].reloadDuration = 5 },
        RoutingDefect("no such depot", .depotUnknown) {
            $0.solution.routes[0].steps.insert(
                RoutingStep(kind: .reload(depot: 9), arrival: 3, start: 3, end: 3), at: 1)
        },
        RoutingDefect("break too late", .breakWindow) {
            $0.problem.vehicles[0].breaks[0].latest = 19
            $0.problem.vehicles[0].breaks[0].earliest = 0
        },
        RoutingDefect("break too early", .breakWindow) { $0.problem.vehicles[0].breaks[0].earliest = 21 },
        RoutingDefect("break too short", .serviceDuration) { $0.problem.vehicles[0].breaks[0].duration = 11 },
        RoutingDefect("no such break", .breakUnknown, .breakMissing) {
            $0.solution.routes[0].steps[2].kind = .pause(1)
        },
        RoutingDefect("break taken twice", .breakTwice, .serviceDuration) {
            $0.solution.routes[0].steps.insert(RoutingStep(kind: .pause(0), arrival: 30, start: 30, end: 30), at: 3)
        },
        RoutingDefect("break missing", .breakMissing) {
            $0.solution.routes[0].steps.remove(at: 2)
            $0.solution.routes[0].steps[2].arrival = 30
        },
        RoutingDefect("load at the start", .capacity) { $0.problem.vehicles[0].capacity = [6] },
        RoutingDefect("load on the way", .capacity) { $0.problem.jobs[3].work = $0.problem.jobs[3].taking(10) },
        RoutingDefect("shipment too large", .capacity) { $0.problem.jobs[2].work = $0.problem.jobs[2].carrying(10) },
        RoutingDefect("sequence rank", .sequenceRank) {
            $0.problem.jobs[0].setRank(SequenceRank(before: 15, after: 2))
            $0.problem.jobs[1].setRank(SequenceRank(before: 1, after: 0))
        },
        RoutingDefect("skill missing", .skills) { $0.problem.jobs[0].skills = 4 },
        RoutingDefect("vehicle not allowed", .vehicleNotAllowed) { $0.problem.jobs[3].allowedVehicles = [] },
        RoutingDefect("source depot", .sourceDepot) { $0.problem.jobs[3].sourceDepots = [1] },
        RoutingDefect("destination depot", .destinationDepot) { $0.problem.jobs[3].destinationDepots = [1] },
        RoutingDefect("released later", .release) { $0.problem.jobs[3].release = 96 },
        RoutingDefect("job twice", .jobTwice) {
            $0.solution.routes[0].steps.insert(
                RoutingStep(kind: .visit(job: 3), arrival: 112, start: 112, end: 117), at: 8)
            $0.delay(from: 9, by: 5)
            $0.problem.vehicles[0].maxVisits = 6
            $0.problem.vehicles[0].capacity = [20]
        },
        RoutingDefect("no such job", .jobUnknown) {
            $0.solution.routes[0].steps.insert(
                RoutingStep(kind: .visit(job: 77), arrival: 112, start: 112, end: 112), at: 8)
        },
        RoutingDefect("visit for a shipment", .jobKind, .shipmentSplit, .jobMandatory, .unassignedMismatch) {
            $0.solution.routes[0].steps[4].kind = .visit(job: 2)
            $0.delay(from: 5, by: 0)
        },
        RoutingDefect("shipment over two trips", .shipmentSplit, .shipmentSplit) {
            // The delivery at 3 moves behind the reload: 95 + 30 = 125, setup 2, service 1 → 128; home at 158.
            $0.solution.routes[0].steps.remove(at: 7)
            let delivery = $0.solution.routes[0].steps.remove(at: 5)
            $0.solution.routes[0].steps[5] = RoutingStep(kind: .reload(depot: 0), arrival: 68, start: 91, end: 95)
            $0.solution.routes[0].steps.insert(
                RoutingStep(kind: delivery.kind, arrival: 125, start: 127, end: 128), at: 6)
            $0.solution.routes[0].steps[7] = RoutingStep(kind: .end, arrival: 158, start: 158, end: 158)
            $0.problem.jobs[3].unassignedCosts = []
            $0.solution.unassigned = [3, 4]
            $0.problem.vehicles[0].maxDuration = 500
            $0.problem.vehicles[0].maxDistance = 500
        },
        RoutingDefect("delivered before pickup", .shipmentOrder) {
            $0.solution.routes[0].steps[4].kind = .delivery(job: 2)
            $0.solution.routes[0].steps[5].kind = .pickup(job: 2)
            let work = $0.problem.jobs[2].work
            if case .shipment(let pickup, let delivery, let load) = work {
                $0.problem.jobs[2].work = .shipment(pickup: delivery, delivery: pickup, load: load)
            }
        },
        RoutingDefect("mandatory job left out", .jobMandatory) { $0.problem.jobs[4].unassignedCosts = nil },
        RoutingDefect("left out but not listed", .unassignedMismatch) { $0.solution.unassigned = [] },
        RoutingDefect("served but listed", .unassignedMismatch) { $0.solution.unassigned = [3, 4] },
        RoutingDefect("no way", .unreachable) { $0.problem.close(from: 2, to: 3) },
        RoutingDefect("no start", .routeStart) {
            $0.solution.routes[0].steps.removeFirst()
            $0.solution.routes[0].steps[0].end = 20
            $0.problem.vehicles[0].breaks[0].earliest = 0
        },
        RoutingDefect("no end", .routeEnd) { $0.solution.routes[0].steps.removeLast() },
        RoutingDefect("start again", .stepMisplaced) {
            $0.solution.routes[0].steps.insert(RoutingStep(kind: .start, arrival: 3, start: 3, end: 3), at: 1)
        },
        RoutingDefect("no such vehicle", .vehicleUnknown) {
            $0.solution.routes.append(RoutingRoute(vehicle: 7, steps: []))
        },
        RoutingDefect("two routes of a vehicle", .vehicleTwice) {
            $0.solution.routes.append(
                RoutingRoute(
                    vehicle: 0,
                    steps: [RoutingStep(kind: .start, end: 3), RoutingStep(kind: .end, arrival: 3, start: 3, end: 3)]))
        },
        RoutingDefect("times beyond sense", .numberRange, .numberOverflow, .shiftStart, .startEarly) {
            $0.solution.routes[0].steps[0].arrival = .min
            $0.solution.routes[0].steps[0].start = 0
            $0.problem.vehicles[0].maxDuration = .max
            $0.solution.routes[0].steps[8].arrival = 122
        },
        RoutingDefect("locked beginning left", .lockedPrefix) {
            $0.problem.vehicles[0].lockedPrefix = [.visit(job: 0), .visit(job: 3)]
        },
        RoutingDefect("locked vehicle unused", .lockedPrefix) {
            $0.problem.vehicles.append($0.problem.vehicles[0])
            $0.problem.vehicles[1].lockedPrefix = [.visit(job: 4)]
        },
        RoutingDefect("problem invalid", .problemInvalid) { $0.problem.vehicles[0].profile = 4 },
        RoutingDefect("table beyond sense", .problemInvalid) {
            $0.problem.profiles = [TravelMatrix(count: .max, durations: [], distances: [])]
        },
    ]

    @Test(arguments: defects)
    func oneDefect(_ defect: RoutingDefect) {
        var sample = RoutingCase()
        defect.change(&sample)
        #expect(Set(sample.codes()) == Set(defect.expected))
    }

    @Test func wrongAimsAreNamedWithTheirDifference() {
        var sample = RoutingCase()
        sample.solution.aims = [0, 1450]
        let report = RoutingChecker.check(sample.solution, of: sample.problem)
        #expect(
            report.violations == [
                Violation(code: .aimsMismatch, place: "aim late", amount: -1, unit: "late"),
                Violation(code: .aimsMismatch, place: "aim cost", amount: 5, unit: "cost"),
            ])
    }

    @Test func sumsThatLeaveSixtyFourBitsAreFound() {
        var sample = RoutingCase()
        sample.problem.jobs[4].unassignedCosts = [AimCost(aim: 1, amount: .max)]
        #expect(sample.codes().contains(.numberOverflow))
    }

    @Test func aKeptBeginningIsValid() {
        var sample = RoutingCase()
        sample.problem.vehicles[0].lockedPrefix = [.visit(job: 0), .visit(job: 1), .pickup(job: 2), .delivery(job: 2)]
        #expect(sample.codes(aims: true) == [])
    }

    @Test func overtimeIsCounted() {
        var sample = RoutingCase()
        // The route ends at 122: 22 after the regular end at 3 each.
        sample.problem.vehicles[0].regularEnd = 100
        sample.solution.aims = [1, 1445 + 66]
        #expect(sample.codes(aims: true) == [])
    }

    @Test func openEndsAndWaitingAreAllowed() {
        var sample = RoutingCase()
        sample.problem.vehicles[0].endDepot = nil
        sample.solution.routes[0].steps.removeLast()
        // Ten fewer in distance and duration: 1445 − 10 − 20. Then waiting 3 before the last service: + 6.
        sample.solution.routes[0].steps[7].start += 3
        sample.solution.routes[0].steps[7].end += 3
        sample.solution.aims = [1, 1421]
        #expect(sample.codes(aims: true) == [])
    }

    @Test func routesWithoutVisitsCostNothing() {
        var sample = RoutingCase()
        sample.problem.vehicles.append(sample.problem.vehicles[0])
        sample.solution.routes.append(
            RoutingRoute(
                vehicle: 1,
                steps: [RoutingStep(kind: .start, end: 3), RoutingStep(kind: .end, arrival: 3, start: 3, end: 3)]))
        #expect(sample.codes(aims: true) == [])
    }
}

extension RoutingJob {
    mutating func setWindows(_ windows: [ClosedRange<Int>]) {
        guard case .visit(var visit, let delivery, let pickup) = work else { return }
        visit.windows = windows
        work = .visit(visit, delivery: delivery, pickup: pickup)
    }

    mutating func setRank(_ rank: SequenceRank) {
        guard case .visit(var visit, let delivery, let pickup) = work else { return }
        visit.ranks = [rank]
        work = .visit(visit, delivery: delivery, pickup: pickup)
    }

    func taking(_ amount: Int) -> Work {
        guard case .visit(let visit, let delivery, _) = work else { return work }
        return .visit(visit, delivery: delivery, pickup: [amount])
    }

    func carrying(_ amount: Int) -> Work {
        guard case .shipment(let pickup, let delivery, _) = work else { return work }
        return .shipment(pickup: pickup, delivery: delivery, load: [amount])
    }
}

extension RoutingProblem {
    mutating func close(from: Int, to: Int) {
        var durations = profiles[0].durations
        durations[from * profiles[0].count + to] = TravelMatrix.unreachable
        profiles = [TravelMatrix(count: profiles[0].count, durations: durations, distances: profiles[0].distances)]
    }
}
