import FordelerModel

/// Judges what has been fixed by people: locks of a dispatcher, and promises to citizens.
struct FixedWishes {
    let subject: PlanSubject
    let services: [PlanService?]

    /// Reports each part of a lock that the plan does not keep.
    func judgeLocks(_ findings: Findings) {
        for (index, order) in subject.problem.orders.enumerated() {
            guard let lock = order.lock else { continue }
            let place = "order \(order.id)"
            guard let service = services[index] else {
                findings.add(.lockBroken, place + " served")
                continue
            }
            if let van = lock.van, van != service.van { findings.add(.lockBroken, place + " van \(van)") }
            if let date = lock.date, date != service.date {
                let days = service.date.dayNumber -| date.dayNumber
                findings.add(.lockBroken, place + " date", days, "days")
            }
            if let start = lock.startSecond, second(service) != start {
                findings.add(.lockBroken, place + " start", second(service) -| start, "seconds")
            }
        }
    }

    /// Reports each second van at the door that is not the one locked; a crew of two needs none.
    func judgeHelpers(_ plan: Plan, _ findings: Findings) {
        for route in plan.routes {
            for stop in route.stops where stop.kind == .assist {
                guard let index = stop.order.flatMap({ subject.orders[$0] }),
                    let helper = subject.problem.orders[index].lock?.helper, helper != route.van
                else { continue }
                findings.add(.lockBroken, "order \(subject.problem.orders[index].id) helper \(helper)")
            }
        }
    }

    /// Sum over the promises that the plan breaks of the points of the order's class.
    var brokenPromises: Int {
        subject.problem.promises.reduce(0) { sum, promise in
            guard let index = subject.orders[promise.order] else { return sum }
            if let service = services[index], service.van == promise.van, service.date == promise.date,
                promise.fromSecond <= second(service), second(service) <= promise.toSecond
            {
                return sum
            }
            return sum +| max(0, subject.problem.rates.promise[subject.dues[index].priority] ?? 0)
        }
    }

    /// Start of service in seconds after midnight of its date.
    private func second(_ service: PlanService) -> Int { service.start -| subject.midnight(of: service.date) }
}
