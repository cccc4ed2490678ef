import FordelerModel

/// Recomputes money and aims of a plan in 64 bits.
struct PlanTally {
    let subject: PlanSubject
    private var shifts = ExactSum()
    private var hours = ExactSum()
    private var overtime = ExactSum()
    private var distance = ExactSum()
    private var waiting = ExactSum()
    private var soft = ExactSum()
    private var promises = ExactSum()
    private var worked: [String: Int] = [:]
    private var breaches = [ExactSum](repeating: ExactSum(), count: PriorityClass.allCases.count)
    private var tardiness = [ExactSum](repeating: ExactSum(), count: PriorityClass.allCases.count)

    init(_ subject: PlanSubject) { self.subject = subject }

    /// Quotient rounded half up; `divisor` is above 0. Saturates.
    static func rounded(_ value: Int, by divisor: Int) -> Int {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 { return remainder *| -2 > divisor ? quotient - 1 : quotient }
        return remainder *| 2 >= divisor ? quotient +| 1 : quotient
    }

    /// Money of one van-day, the price of waiting of the orders it serves included.
    func cost(of account: PlanRouteAccount, serving orders: [Int]) -> CostBreakdown {
        let van = account.van
        let terms = PlanSoftTerms(subject: subject)
        let midnight = subject.midnight(of: account.shift.date)
        let regularEnd = midnight + account.shift.endSecond
        let paid: Int
        switch van.pay {
        case .wholeShift: paid = account.shift.endSecond - account.shift.startSecond
        case .startToEnd: paid = max(0, min(account.end, regularEnd) -| account.begin)
        }
        let late = max(0, account.end -| regularEnd)
        return CostBreakdown(
            shifts: van.costPerShift, hours: PlanTally.rounded(van.costPerHour *| paid, by: 3600),
            overtime: PlanTally.rounded(van.costPerOvertimeHour *| late, by: 3600),
            distance: PlanTally.rounded(van.costPerKilometre *| account.metres, by: 1000),
            waiting: orders.reduce(0) { $0 +| waitingPrice($1, servedOn: account.shift.date) },
            soft: orders.reduce(0) { $0 +| terms.price($1, van: van, shift: account.shift) })
    }

    /// Adds points of broken promises.
    mutating func addPromises(_ points: Int) { promises.add(points) }

    /// Adds what the vans' shares of the horizon's work cost; after every van-day.
    mutating func addImbalance() { soft.add(PlanSoftTerms(subject: subject).imbalance(worked)) }

    /// Adds a van-day; waiting is added order by order.
    mutating func add(_ cost: CostBreakdown, of account: PlanRouteAccount) {
        soft.add(cost.soft)
        worked[account.van.id, default: 0] +|= account.end -| account.begin
        shifts.add(cost.shifts)
        hours.add(cost.hours)
        overtime.add(cost.overtime)
        distance.add(cost.distance)
    }

    mutating func add(_ index: Int, _ service: PlanService?, _ verdict: OrderVerdict) {
        guard verdict.counts, let end = verdict.end else { return }
        let due = subject.dues[index]
        guard let instant = due.instant else { return }
        waiting.add(waitingPrice(index, servedOn: service?.date))
        let row = due.priority.rawValue
        if verdict.late { breaches[row].add(1) }
        if verdict.tardiness == 0 { return }
        if due.priority == .acute {
            tardiness[row].add(verdict.tardiness)
        } else if Findings.isPlausible(end) {
            // An end beyond sense is a violation of its own and has no service days to count.
            let last = min(end, subject.calendar.closeAfterHorizon +| 36_600 * 86_400)
            tardiness[row].add(max(1, subject.calendar.startedServiceDays(from: instant, to: last)))
        }
    }

    /// rate × w² ÷ a², rounded half up; an order without a date of service counts on the first service day after
    /// the horizon, one without a due instant pays nothing.
    private func waitingPrice(_ index: Int, servedOn date: CivilDate?) -> Int {
        let due = subject.dues[index]
        if due.instant == nil { return 0 }
        let servedDay = date.map { $0.dayNumber - subject.problem.date.dayNumber } ?? subject.calendar.dayAfterHorizon
        let rate = subject.problem.rates.waiting[due.priority] ?? 0
        let waited = min(max(0, servedDay - due.clockDay), due.allowedDays)
        return PlanTally.rounded(rate *| (waited *| waited), by: due.allowedDays *| due.allowedDays)
    }

    var cost: CostBreakdown {
        CostBreakdown(
            shifts: shifts.value, hours: hours.value, overtime: overtime.value, distance: distance.value,
            waiting: waiting.value, soft: soft.value)
    }

    private var total: ExactSum {
        var sum = shifts
        for part in [hours, overtime, distance, waiting, soft] { sum.add(part) }
        return sum
    }

    private var sums: [ExactSum] {
        zip(breaches, tardiness).flatMap { [$0, $1] } + [promises, total]
    }

    var aims: [Aim] { zip(Aim.names, sums).map { Aim(name: $0, amount: $1.value) } }

    func judge(_ plan: Plan, _ findings: Findings) {
        PlanTally.judge(plan.cost, cost, "plan", findings)
        if plan.aims.map(\.name) != Aim.names {
            findings.add(.aimsMismatch, "aims", plan.aims.count - Aim.names.count, "aims")
            return
        }
        for (stated, sum) in zip(plan.aims, sums) {
            if sum.overflowed { findings.add(.numberOverflow, "aim \(stated.name)") }
            findings.expect(stated.amount, sum.value, .aimsMismatch, "aim \(stated.name)", stated.name)
        }
    }

    static func judge(_ stated: CostBreakdown, _ recomputed: CostBreakdown, _ place: String, _ findings: Findings) {
        let parts: [(String, KeyPath<CostBreakdown, Int>)] = [
            ("shifts", \.shifts), ("hours", \.hours), ("overtime", \.overtime), ("distance", \.distance),
            ("waiting", \.waiting), ("soft", \.soft),
        ]
        for (name, part) in parts {
            findings.expect(stated[keyPath: part], recomputed[keyPath: part], .costMismatch, "\(place) \(name)", "øre")
        }
    }
}
