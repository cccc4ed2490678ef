import FordelerModel

/// Judges what is fixed about whole van-days: how they begin, stop by stop or halt by halt.
struct LockedRoutes {
    let subject: PlanSubject

    /// Reports the first stop or halt of each lock that the plan does not have.
    func judge(_ plan: Plan, _ findings: Findings) {
        for lock in subject.problem.locks.routes {
            let place = "van \(lock.van) \(lock.date.iso)"
            let route = plan.routes.first { $0.van == lock.van && $0.date == lock.date }
            judgeStops(lock, route, place, findings)
            judgeSequence(lock, route, place, findings)
        }
    }

    private func judgeStops(_ lock: RouteLock, _ route: PlanRoute?, _ place: String, _ findings: Findings) {
        if lock.stops.isEmpty { return }
        let stops = route?.stops ?? []
        if let differing = lock.stops.indices.first(where: {
            !stops.indices.contains($0) || stops[$0] != lock.stops[$0]
        }
        ) {
            let name = lock.stops[differing].order.map { " (order \($0))" } ?? ""
            findings.add(.lockBroken, place + " stop \(differing + 1)" + name)
        } else if lock.isWhole, stops.count > lock.stops.count {
            findings.add(.lockBroken, place + " length", stops.count -| lock.stops.count, "stops")
        }
    }

    /// Orders that the scenario does not have any more bind nothing.
    private func judgeSequence(_ lock: RouteLock, _ route: PlanRoute?, _ place: String, _ findings: Findings) {
        let wanted = lock.sequence.filter { $0.kind == .depot || subject.orders[$0.id] != nil }
        let halts = route?.halts ?? []
        if let differing = wanted.indices.first(where: { !halts.indices.contains($0) || halts[$0] != wanted[$0] }) {
            findings.add(.lockBroken, place + " sequence, halt \(differing + 1) (\(wanted[differing].id))")
        }
    }
}
