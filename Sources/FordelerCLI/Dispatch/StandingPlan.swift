import FordelerModel

extension PlanningProblem {
    /// Takes the day, horizon, promises and locks of a plan that stands: it may be made for another day or number of days than
    /// the scenario's own.
    mutating func standAt(_ plan: Plan) {
        startOn(plan.date)
        if (1...20).contains(plan.horizon.count) { horizonDays = plan.horizon.count }
        promises = plan.promised
        hold(plan.locks)
    }
}
