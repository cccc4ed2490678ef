import FordelerModel

/// A van-day that has begun when its van, its depot or somebody on board is taken away.
public struct ShortenedShift: Hashable, Sendable {
    /// The van.
    public var van: String
    /// The date of its shift.
    public var date: CivilDate
    /// The shift that is left; `nil` when the van drives home at once.
    public var left: Shift?

    /// Makes a shortened shift.
    public init(van: String, date: CivilDate, left: Shift?) {
        self.van = van
        self.date = date
        self.left = left
    }
}

extension PlanningProblem {
    /// Gives van-days that have served somebody their shifts back after ``remove(_:)``: what is done stays done.
    ///
    /// - Parameters:
    ///   - plan: the plan that is driven.
    ///   - now: a visit is done when the crew is at the door by then; `nil` counts what the plan's locks hold.
    ///   - full: the problem before anything was taken away.
    /// - Returns: the van-days whose shifts came back, and what is left of them from now on.
    public mutating func keepBegun(
        of plan: Plan, at now: CivilInstant?, from full: PlanningProblem
    ) -> [ShortenedShift] {
        var found: [ShortenedShift] = []
        for route in plan.routes where route.doneStops(at: now, in: plan).contains(where: { $0.kind != .depot }) {
            func isHere(_ shift: Shift) -> Bool { shift.van == route.van && shift.date == route.date }
            guard let whole = full.shifts.first(where: isHere) else { continue }
            let left = shifts.first(where: isHere)
            if left == whole { continue }
            shifts.removeAll(where: isHere)
            shifts.append(whole)
            found.append(ShortenedShift(van: route.van, date: route.date, left: left))
        }
        return found
    }
}

extension PlanRoute {
    /// The stops that the crew has come to before an instant, as far as no goods between two stores are on board; those
    /// that the plan locks to the second when there is no instant.
    func doneStops(at now: CivilInstant?, in plan: Plan) -> [PlanStop] {
        guard let instant = now?.seconds(from: plan.date) else {
            let locked = plan.locks.routes.first { $0.van == van && $0.date == date }?.stops ?? []
            return stops.starts(with: locked) ? locked : []
        }
        var done = Array(stops.prefix { $0.arrival <= instant })
        while let open = done.indices.first(where: { index in
            done[index].kind == .pickup
                && !done[index...].contains { $0.kind == .visit && $0.order == done[index].order }
        }) {
            done.removeSubrange(open...)
        }
        return done
    }
}
