import FordelerModel

/// Recomputes a plan from its scenario alone: due instants, times, loads, rules, states, money and aims.
///
/// Nothing of the planner is used; due instants, service minutes and prices are written anew here (the page
/// *Checker* holds the formulas). Each stop is judged against the stated end of the stop before, so that one wrong
/// number gives one violation. No input ends the process. O(stops + orders).
public enum PlanChecker {
    /// Judges `plan` against `problem`; `travel` holds depots first, then orders, both in the problem's order.
    public static func check(_ plan: Plan, of problem: PlanningProblem, travel: TravelTable) -> CheckReport {
        let findings = Findings()
        guard let subject = PlanSubject(problem, travel, findings) else {
            return CheckReport(violations: findings.violations, cost: CostBreakdown(), aims: [])
        }
        if plan.date != problem.date {
            findings.add(.planDate, "plan", plan.date.dayNumber -| problem.date.dayNumber, "days")
        }
        if plan.horizon != problem.horizon { findings.add(.planHorizon, "plan") }
        var tally = PlanTally(subject)
        var services = [PlanService?](repeating: nil, count: problem.orders.count)
        var ledger = StockLedger(subject)
        var meetings = PlanMeetings(subject)
        var seen: [String: Set<CivilDate>] = [:]
        for route in plan.routes {
            let isFirst = seen[route.van, default: []].insert(route.date).inserted
            judge(route, isFirst: isFirst, subject, &services, &tally, &ledger, &meetings, findings)
        }
        ledger.judge(findings)
        meetings.judge(findings)
        tally.addImbalance()
        let outcomes = PlanOutcomeJudge(subject: subject, findings: findings)
        let lacking = lacking(plan, subject, services, ledger)
        let verdicts = problem.orders.indices.map {
            outcomes.verdict($0, services[$0], lacksPieces: lacking.contains($0))
        }
        outcomes.judge(plan.orders, services, verdicts, lacking: lacking)
        for index in problem.orders.indices { tally.add(index, services[index], verdicts[index]) }
        let fixed = FixedWishes(subject: subject, services: services)
        fixed.judgeLocks(findings)
        fixed.judgeHelpers(plan, findings)
        LockedRoutes(subject: subject).judge(plan, findings)
        tally.addPromises(fixed.brokenPromises)
        tally.judge(plan, findings)
        return CheckReport(violations: findings.violations, cost: tally.cost, aims: tally.aims)
    }

    /// Orders that stand as not ready and for whose pieces no depot has enough left. Orders left out for another reason
    /// keep their pieces.
    private static func lacking(
        _ plan: Plan, _ subject: PlanSubject, _ services: [PlanService?], _ ledger: StockLedger
    ) -> Set<Int> {
        if subject.problem.stock.isEmpty { return [] }
        var claims = Set<Int>()
        var kept: [String: Int] = [:]
        for outcome in plan.orders {
            guard let index = subject.orders[outcome.order], services[index] == nil else { continue }
            switch outcome.state {
            case .notReady: claims.insert(index)
            case .held: break
            default:
                for (item, pieces) in ledger.needs(subject.problem.orders[index]) { kept[item, default: 0] +|= pieces }
            }
        }
        return claims.filter { ledger.lacks(subject.problem.orders[$0], kept: kept) }
    }

    private static func judge(
        _ route: PlanRoute, isFirst: Bool, _ subject: PlanSubject, _ services: inout [PlanService?],
        _ tally: inout PlanTally, _ ledger: inout StockLedger, _ meetings: inout PlanMeetings, _ findings: Findings
    ) {
        guard let shift = subject.shifts[route.van]?[route.date], let van = subject.vans[route.van] else {
            // A date that no shift has may be beyond what dates can be written for.
            let day = route.date.dayNumber
            let written = (-200_000...200_000).contains(day) ? route.date.iso : "day \(day)"
            findings.add(.shiftUnknown, "van \(route.van) \(written)")
            return
        }
        let name = "van \(route.van) \(route.date.iso)"
        if !isFirst { findings.add(.shiftTwice, name) }
        let day = route.date.dayNumber - subject.problem.date.dayNumber
        if !(0...max(0, subject.calendar.lastDay)).contains(day) { findings.add(.routeDate, name, day, "days") }
        let walk = PlanRouteWalk(
            subject: subject, route: route, shift: shift, van: van, name: name, findings: findings)
        let account = walk.judge()
        ledger.add(account)
        meetings.add(account)
        PlanTripJudge(subject: subject, account: account, findings: findings).judge()
        var served: [Int] = []
        for visit in account.trips.flatMap(\.visits) where visit.kind == .visit {
            if services[visit.order] != nil {
                findings.add(.orderTwice, visit.place)
            } else {
                served.append(visit.order)
                services[visit.order] = PlanService(
                    van: route.van, date: route.date, start: visit.start, end: visit.end)
            }
        }
        let cost = tally.cost(of: account, serving: served)
        PlanTally.judge(route.cost, cost, name, findings)
        tally.add(cost, of: account)
    }
}
