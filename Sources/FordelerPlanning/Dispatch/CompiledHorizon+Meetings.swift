import FordelerModel
import FordelerRoutingProblem

extension CompiledHorizon {
    /// Binds the meetings of a plan: both halves become jobs of their vans at the instant that the plan has, all or
    /// nothing. A meeting that no longer fits both routes is left to be made anew.
    mutating func keepMeetings(of plan: Plan) {
        if !problem.rates.meetings { return }
        var meetings = standingMeetings(of: plan)
        while !meetings.isEmpty {
            var trial = self
            for meeting in meetings { trial.bind(meeting) }
            let served = Set(
                WarmStart(plan, compiled: trial).solution.routes.flatMap(\.sequence).compactMap(\.job))
            let whole = meetings.indices.filter { index in
                served.contains(meetings[index].job) && served.contains(routing.jobs.count + index)
            }
            if whole.count == meetings.count {
                self = trial
                return
            }
            meetings = whole.map { meetings[$0] }
        }
    }

    private struct Meeting {
        var job: Int
        var main: Int
        var helper: Int
        var instant: Int
    }

    private func standingMeetings(of plan: Plan) -> [Meeting] {
        var jobs: [String: Int] = [:]
        for job in ownJobs { jobs[order(job).id] = job }
        var visits: [Int: (vehicle: Int, start: Int)] = [:]
        var assists: [Int: (vehicle: Int, start: Int)] = [:]
        for route in plan.routes {
            guard let vehicle = vehicle(of: route) else { continue }
            for stop in route.stops {
                guard let job = stop.order.flatMap({ jobs[$0] }) else { continue }
                if stop.kind == .visit { visits[job] = (vehicle, stop.start) }
                if stop.kind == .assist { assists[job] = (vehicle, stop.start) }
            }
        }
        return assists.keys.sorted().compactMap { job in
            guard let visit = visits[job], let assist = assists[job], visit.start == assist.start,
                visit.vehicle != assist.vehicle, case .visit(let work, _, _) = routing.jobs[job].work,
                work.windows.isEmpty || work.windows.contains(where: { $0.contains(visit.start) }),
                order(job).lock?.helper.map({ $0 == shift(assist.vehicle).van }) ?? true,
                routing.jobs[job].allowedVehicles?.contains(visit.vehicle) ?? true
            else { return nil }
            return Meeting(job: job, main: visit.vehicle, helper: assist.vehicle, instant: visit.start)
        }
    }

    private mutating func bind(_ meeting: Meeting) {
        var pair = halves(meeting.job, at: meeting.instant)
        pair[0].allowedVehicles = [meeting.main]
        pair[1].allowedVehicles = [meeting.helper]
        for half in pair.indices { pair[half].unassignedCosts = nil }
        routing.jobs[meeting.job] = pair[0]
        addAssist(pair[1], of: meeting.job)
    }

    /// Adds the second van's presence at a job's door; gives back its job.
    @discardableResult
    mutating func addAssist(_ half: RoutingJob, of job: Int) -> Int {
        let assist = routing.jobs.count
        routing.jobs.append(half)
        orderOfJob.append(orderOfJob[job])
        assists.insert(assist)
        return assist
    }

    /// Jobs that stand for an order; the others are second vans at the door.
    var ownJobs: [Int] { orderOfJob.indices.filter { !assists.contains($0) } }

    /// The vehicle of a plan's van-day; `nil` when there is no such shift.
    func vehicle(of route: PlanRoute) -> Int? {
        shiftOfVehicle.indices.first { shift($0).van == route.van && shift($0).date == route.date }
    }

    /// The visit without its need for a crew of two, and the second person's presence, both at one instant.
    func halves(_ job: Int, at instant: Int) -> [RoutingJob] {
        var main = routing.jobs[job]
        guard case .visit(var visit, let delivery, let pickup) = main.work else { return [main, main] }
        visit.windows = [instant...instant]
        main.work = .visit(visit, delivery: delivery, pickup: pickup)
        main.skills &= ~skillBits.mask([.crewOfTwo])
        visit.ranks = []
        let nothing = [Int](repeating: 0, count: routing.dimensions)
        let helper = RoutingJob(
            work: .visit(visit, delivery: nothing, pickup: nothing), unassignedCosts: main.unassignedCosts)
        return [main, helper]
    }
}
