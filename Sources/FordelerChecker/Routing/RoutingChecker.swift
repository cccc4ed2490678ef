import FordelerModel
import FordelerRoutingProblem

/// Recomputes a routing solution from its problem alone: order of steps, times, loads, rules and aims.
///
/// Nothing of the search is used. Each step is judged against the stated end of the step before, so that one wrong
/// number gives one violation. No input ends the process. O(steps × dimensions).
public enum RoutingChecker {
    /// Judges `solution` against `problem`.
    public static func check(_ solution: RoutingSolution, of problem: RoutingProblem) -> CheckReport {
        let findings = Findings()
        for issue in admissionIssues(problem) { findings.add(.problemInvalid, issue.place) }
        if !findings.violations.isEmpty {
            return CheckReport(violations: findings.violations, cost: CostBreakdown(), aims: [])
        }
        var seen = Set<Int>()
        var services = JobServices(count: problem.jobs.count)
        var tally = RoutingTally(problem)
        for route in solution.routes {
            let name = "vehicle \(route.vehicle)"
            guard problem.vehicles.indices.contains(route.vehicle) else {
                findings.add(.vehicleUnknown, name)
                services.countOnly(route, findings, name)
                continue
            }
            if !seen.insert(route.vehicle).inserted { findings.add(.vehicleTwice, name) }
            let walk = RoutingRouteWalk(problem, route, name, findings)
            let account = walk.judge()
            RoutingTripJudge(problem, vehicle: route.vehicle, findings).judge(account.trips)
            services.count(account, findings)
            tally.add(account, vehicle: problem.vehicles[route.vehicle])
        }
        judgeLocks(solution, problem, findings)
        judgeJobs(solution, problem, services, findings)
        for job in problem.jobs.indices {
            if services.isServed(job) {
                tally.addServed(problem.jobs[job], end: services.lastEnd[job], day: services.day[job])
            } else {
                tally.addUnassigned(problem.jobs[job])
            }
        }
        tally.judge(stated: solution.aims, findings)
        return CheckReport(violations: findings.violations, cost: tally.cost, aims: tally.aims)
    }

    /// Defects of the problem, the few that its own validation could not survive first.
    private static func admissionIssues(_ problem: RoutingProblem) -> [RoutingProblemIssue] {
        for (index, profile) in problem.profiles.enumerated() where !(0...(1 << 30)).contains(profile.count) {
            return [
                RoutingProblemIssue(place: "profiles[\(index)]", message: "the number of locations is out of range")
            ]
        }
        return problem.validate()
    }

    /// A vehicle's route begins with its locked visits and reloads, in their order.
    private static func judgeLocks(_ solution: RoutingSolution, _ problem: RoutingProblem, _ findings: Findings) {
        for (index, vehicle) in problem.vehicles.enumerated() where !vehicle.lockedPrefix.isEmpty {
            let sequence = solution.routes.first { $0.vehicle == index }?.sequence ?? []
            if !sequence.starts(with: vehicle.lockedPrefix) { findings.add(.lockedPrefix, "vehicle \(index)") }
        }
    }

    private static func judgeJobs(
        _ solution: RoutingSolution, _ problem: RoutingProblem, _ services: JobServices, _ findings: Findings
    ) {
        var listed = Set<Int>()
        for job in solution.unassigned {
            let place = "unassigned job \(job)"
            if !problem.jobs.indices.contains(job) {
                findings.add(.jobUnknown, place)
            } else if !listed.insert(job).inserted || services.isServed(job) {
                findings.add(.unassignedMismatch, place)
            }
        }
        for job in problem.jobs.indices where !services.isServed(job) {
            if problem.jobs[job].unassignedCosts == nil { findings.add(.jobMandatory, "job \(job)") }
            if !listed.contains(job) { findings.add(.unassignedMismatch, "job \(job)") }
        }
    }
}

/// Which halves of each job were served, when the last one ended and on which day.
struct JobServices {
    /// Bit 0: the only visit or the pickup; bit 1: the delivery.
    private var halves: [UInt8]
    private var shipments: [Bool]
    private(set) var lastEnd: [Int]
    private(set) var day: [Int]

    init(count: Int) {
        halves = Array(repeating: 0, count: count)
        shipments = Array(repeating: false, count: count)
        lastEnd = Array(repeating: 0, count: count)
        day = Array(repeating: -1, count: count)
    }

    /// A shipment is served when both halves are.
    func isServed(_ job: Int) -> Bool { halves[job] == (shipments[job] ? 3 : 1) }

    mutating func count(_ account: RoutingRouteAccount, _ findings: Findings) {
        for trip in account.trips {
            for visit in trip.visits {
                let bit: UInt8 = visit.half == .delivery ? 2 : 1
                if halves[visit.job] & bit != 0 {
                    findings.add(.jobTwice, visit.place)
                    continue
                }
                halves[visit.job] |= bit
                shipments[visit.job] = visit.half != .single
                if visit.half != .pickup {
                    lastEnd[visit.job] = visit.end
                    day[visit.job] = account.day
                }
            }
        }
    }

    /// Jobs on a vehicle that does not exist are not served; unknown ones are still named.
    func countOnly(_ route: RoutingRoute, _ findings: Findings, _ name: String) {
        for (index, step) in route.steps.enumerated() {
            switch step.kind {
            case .visit(let job), .pickup(let job), .delivery(let job):
                if !halves.indices.contains(job) { findings.add(.jobUnknown, "\(name) step \(index) job \(job)") }
            default: break
            }
        }
    }
}
