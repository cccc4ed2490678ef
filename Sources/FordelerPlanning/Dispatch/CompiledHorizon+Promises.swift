import FordelerModel

extension CompiledHorizon {
    /// Points of the promises that a plan breaks: other van-days, missed windows, orders left out.
    func brokenPromises(in plan: Plan) -> Int {
        if problem.promises.isEmpty { return 0 }
        var visits: [String: (van: String, date: CivilDate, start: Int)] = [:]
        for route in plan.routes {
            let midnight = (route.date.dayNumber - plan.date.dayNumber) * 86_400
            for stop in route.stops where stop.kind == .visit {
                if let order = stop.order { visits[order] = (route.van, route.date, stop.start - midnight) }
            }
        }
        let classes = Dictionary(zip(problem.orders.map(\.id), deadlines.map(\.priority))) { first, _ in first }
        return problem.promises.reduce(0) { sum, promise in
            guard let priority = classes[promise.order] else { return sum }
            if let visit = visits[promise.order],
                promise.isKept(van: visit.van, date: visit.date, startSecond: visit.start)
            {
                return sum
            }
            return sum + (problem.rates.promise[priority] ?? 0)
        }
    }
}
