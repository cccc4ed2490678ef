import FordelerModel
import FordelerRoutingProblem

@testable import FordelerPlanning

/// Every way to serve a handful of orders: who, in which sequence, on which trip, with which second van at the door.
///
/// Only times and prices of a sequence come from ``RouteScheduler``; nothing of the search is used. O(jobs!) a vehicle.
struct BruteForce {
    /// A sequence of one vehicle that holds.
    private struct Candidate {
        var vehicle: Int
        var jobs: Int
        var schedule: RouteSchedule
    }

    /// The horizon in which the best routes stand: with the meetings that they hold.
    private(set) var horizon: CompiledHorizon
    /// The best routes.
    private(set) var solution: RoutingSolution
    private var best: [Int]

    init(_ compiled: CompiledHorizon) {
        horizon = compiled
        solution = PlanBuilder.solution([], of: compiled.routing)
        best = solution.aims
        meet(compiled.ownJobs, in: compiled, meetings: [])
    }

    /// A visit with a second van at the door.
    private struct Meeting {
        var job: Int
        var assist: Int
        var windows: [ClosedRange<Int>]
    }

    /// Lets each order that takes two persons be met by every pair of vans of a date, or by none.
    private mutating func meet(_ jobs: [Int], in compiled: CompiledHorizon, meetings: [Meeting]) {
        guard let job = jobs.first else {
            try? choose(compiled, meetings)
            return
        }
        let rest = Array(jobs.dropFirst())
        meet(rest, in: compiled, meetings: meetings)
        guard compiled.problem.rates.meetings, compiled.needs[compiled.orderOfJob[job]].persons > 1,
            case .visit(let visit, _, _) = compiled.routing.jobs[job].work
        else { return }
        let vehicles = compiled.routing.vehicles.indices
        for main in compiled.routing.jobs[job].allowedVehicles ?? Array(vehicles) {
            for helper in vehicles
            where compiled.shift(helper).date == compiled.shift(main).date && helper != main
                && !compiled.order(job).blockedDates.contains(compiled.shift(main).date)
            {
                var met = compiled
                var halves = compiled.halves(job, at: 0)
                for (half, vehicle) in [main, helper].enumerated() {
                    halves[half].allowedVehicles = [vehicle]
                    halves[half].unassignedCosts = nil
                    halves[half].setWindows(visit.windows)
                }
                met.routing.jobs[job] = halves[0]
                let assist = met.addAssist(halves[1], of: job)
                meet(
                    rest, in: met, meetings: meetings + [Meeting(job: job, assist: assist, windows: visit.windows)])
            }
        }
    }

    /// Every choice of one sequence a vehicle, or none, that shares no job.
    private mutating func choose(_ compiled: CompiledHorizon, _ meetings: [Meeting]) throws(RouteRule) {
        let routing = compiled.routing
        let byVehicle = routing.vehicles.indices.map { Self.candidates($0, of: routing) }
        let scheduler = RouteScheduler(routing)
        let open = routing.jobs.indices.map(scheduler.unassignedAims)
        let mandatory = routing.jobs.indices.reduce(0) { $0 | (routing.jobs[$1].unassignedCosts == nil ? 1 << $1 : 0) }
        func grow(_ vehicle: Int, _ jobs: Int, _ chosen: [Candidate]) {
            if vehicle < byVehicle.count {
                grow(vehicle + 1, jobs, chosen)
                for candidate in byVehicle[vehicle] where candidate.jobs & jobs == 0 {
                    grow(vehicle + 1, jobs | candidate.jobs, chosen + [candidate])
                }
                return
            }
            guard jobs & mandatory == mandatory else { return }
            var aims = [Int](repeating: 0, count: routing.aims.count)
            for job in routing.jobs.indices where jobs & (1 << job) == 0 { aims = Self.sum(aims, open[job]) }
            // Meeting somebody makes no route end earlier.
            let least = chosen.reduce(aims) { Self.sum($0, $1.schedule.aims) }
            guard least.lexicographicallyPrecedes(best),
                let (timed, routes) = Self.together(chosen, meetings, in: compiled)
            else { return }
            var exact = routes.reduce(aims) { Self.sum($0, $1.schedule.aims) }
            exact[routing.costAim] += Self.imbalance(routes, in: compiled) * HorizonCompiler.moneyScale
            guard exact.lexicographicallyPrecedes(best) else { return }
            best = exact
            horizon = timed
            solution = PlanBuilder.solution(
                routes.map { RoutingRoute(vehicle: $0.vehicle, steps: $0.schedule.steps) }, of: timed.routing)
        }
        grow(0, 0, [])
    }

    /// Both vans of each meeting at the earliest instant that suits both; `nil` when there is none.
    private static func together(
        _ chosen: [Candidate], _ meetings: [Meeting], in compiled: CompiledHorizon
    ) -> (CompiledHorizon, [Candidate])? {
        var timed = compiled
        var routes = chosen
        var instants = [Int](repeating: 0, count: meetings.count)
        while !meetings.isEmpty {
            var later = instants
            for (index, meeting) in meetings.enumerated() {
                for step in routes.flatMap(\.schedule.steps)
                where step.kind.job == meeting.job || step.kind.job == meeting.assist {
                    later[index] = max(later[index], step.start)
                }
            }
            let isSettled = later == instants
            instants = later
            for (meeting, instant) in zip(meetings, instants) {
                let windows =
                    isSettled
                    ? [instant...instant]
                    : (meeting.windows.isEmpty ? [0...10_000_000] : meeting.windows)
                        .filter { $0.upperBound >= instant }.map { max(instant, $0.lowerBound)...$0.upperBound }
                if windows.isEmpty { return nil }
                for half in [meeting.job, meeting.assist] { timed.routing.jobs[half].setWindows(windows) }
            }
            let scheduler = RouteScheduler(timed.routing)
            for index in routes.indices {
                let sequence = RoutingRoute(vehicle: routes[index].vehicle, steps: routes[index].schedule.steps)
                    .sequence
                guard let schedule = try? scheduler.schedule(sequence, vehicle: routes[index].vehicle) else {
                    return nil
                }
                routes[index].schedule = schedule
            }
            if isSettled { break }
        }
        return (timed, routes)
    }

    /// Øre for work above a van's share.
    private static func imbalance(_ routes: [Candidate], in compiled: CompiledHorizon) -> Int {
        WorkBalance(
            routes.map { route in
                let steps = route.schedule.steps
                let stop = PlanStop(
                    kind: .depot, trip: 1, arrival: steps.first?.arrival ?? 0, start: 0, end: steps.last?.end ?? 0)
                return PlanRoute(
                    van: compiled.van(route.vehicle).id, date: compiled.shift(route.vehicle).date, stops: [stop],
                    drivingSeconds: 0, distanceMetres: 0, cost: CostBreakdown())
            }, of: compiled.problem
        ).price
    }

    /// Every sequence of one vehicle that holds: visits, both ends of shipments, and reloads between visits.
    private static func candidates(_ vehicle: Int, of problem: RoutingProblem) -> [Candidate] {
        let scheduler = RouteScheduler(problem)
        let given = problem.vehicles[vehicle]
        var found: [Candidate] = []
        func grow(_ sequence: [RoutingStep.Kind], _ begun: Int, _ ended: Int, _ trips: Int) {
            if begun != 0, begun == ended, let schedule = try? scheduler.schedule(sequence, vehicle: vehicle) {
                found.append(Candidate(vehicle: vehicle, jobs: ended, schedule: schedule))
            }
            let reloads: [RoutingStep.Kind?] =
                begun == 0 || trips == given.maxTrips ? [nil] : [nil] + given.reloadDepots.map { .reload(depot: $0) }
            for job in problem.jobs.indices where problem.jobs[job].allowedVehicles?.contains(vehicle) ?? true {
                let bit = 1 << job
                for reload in reloads {
                    let before = sequence + (reload.map { [$0] } ?? [])
                    let next = trips + (reload == nil ? 0 : 1)
                    switch problem.jobs[job].work {
                    case .visit where begun & bit == 0:
                        grow(before + [.visit(job: job)], begun | bit, ended | bit, next)
                    case .shipment where begun & bit == 0:
                        grow(before + [.pickup(job: job)], begun | bit, ended, next)
                    case .shipment where ended & bit == 0:
                        grow(before + [.delivery(job: job)], begun, ended | bit, next)
                    default: break
                    }
                }
            }
        }
        grow([], 0, 0, 1)
        return found
    }

    private static func sum(_ a: [Int], _ b: [Int]) -> [Int] { zip(a, b).map { $0 + $1 } }
}

extension RoutingJob {
    fileprivate mutating func setWindows(_ windows: [ClosedRange<Int>]) {
        guard case .visit(var visit, let delivery, let pickup) = work else { return }
        visit.windows = windows
        work = .visit(visit, delivery: delivery, pickup: pickup)
    }
}
