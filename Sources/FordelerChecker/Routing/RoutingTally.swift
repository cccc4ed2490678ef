import FordelerModel
import FordelerRoutingProblem

/// Sums every amount that counts in an aim, in 64 bits, and remembers sums that leave them.
struct RoutingTally {
    private let problem: RoutingProblem
    private var sums: [ExactSum]
    private var shifts = ExactSum()
    private var hours = ExactSum()
    private var overtime = ExactSum()
    private var distance = ExactSum()
    private var waiting = ExactSum()
    private var soft = ExactSum()

    init(_ problem: RoutingProblem) {
        self.problem = problem
        sums = Array(repeating: ExactSum(), count: problem.aims.count)
    }

    mutating func add(_ account: RoutingRouteAccount, vehicle: RoutingVehicle) {
        if !account.isUsed { return }
        for cost in vehicle.fixedCosts {
            sums[cost.aim].add(cost.amount)
            if cost.aim == problem.costAim { shifts.add(cost.amount) }
        }
        let late = max(0, account.end -| vehicle.regularEnd)
        sums[problem.costAim].add(vehicle.costPerDistance, times: account.distance)
        sums[problem.costAim].add(vehicle.costPerDuration, times: account.end -| account.begin)
        sums[problem.costAim].add(vehicle.costPerOvertime, times: late)
        distance.add(vehicle.costPerDistance, times: account.distance)
        hours.add(vehicle.costPerDuration, times: account.end -| account.begin)
        overtime.add(vehicle.costPerOvertime, times: late)
    }

    mutating func addServed(_ job: RoutingJob, end: Int, day: Int) {
        if job.dayCosts.indices.contains(day) {
            sums[problem.costAim].add(job.dayCosts[day])
            soft.add(job.dayCosts[day])
        }
        for step in job.latenessSteps where end > step.after { addWaiting(step.cost, times: 1) }
        for rate in job.latenessRates where end > rate.after { addWaiting(rate.cost, times: end -| rate.after) }
    }

    mutating func addUnassigned(_ job: RoutingJob) {
        for cost in job.unassignedCosts ?? [] { addWaiting(cost, times: 1) }
    }

    private mutating func addWaiting(_ cost: AimCost, times count: Int) {
        sums[cost.aim].add(cost.amount, times: count)
        if cost.aim == problem.costAim { waiting.add(cost.amount, times: count) }
    }

    var aims: [Aim] { zip(problem.aims, sums).map { Aim(name: $0.name, amount: $1.value) } }

    var cost: CostBreakdown {
        CostBreakdown(
            shifts: shifts.value, hours: hours.value, overtime: overtime.value, distance: distance.value,
            waiting: waiting.value, soft: soft.value)
    }

    func judge(stated: [Int], _ findings: Findings) {
        if stated.count != sums.count {
            findings.add(.aimsMismatch, "aims", stated.count - sums.count, "aims")
        }
        for (index, sum) in sums.enumerated() {
            let place = "aim \(problem.aims[index].name)"
            if sum.overflowed { findings.add(.numberOverflow, place) }
            if stated.indices.contains(index) {
                findings.expect(stated[index], sum.value, .aimsMismatch, place, problem.aims[index].name)
            }
        }
    }
}
