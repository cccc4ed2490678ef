import FordelerChecker
import FordelerRoutingProblem
import Testing

@testable import FordelerRouting

/// The engine numbers near jobs side by side; whoever asks sees the given numbers.
@Suite struct JobOrderTests {
    /// Places along a road in no order, every fourth job a shipment onward; vans for ten each, the first with a beginning
    /// that is locked.
    private static func problem(jobs: Int) -> (problem: RoutingProblem, places: [Int]) {
        var random = SearchRandom(seed: 5)
        var places = Array(0..<jobs)
        for index in places.indices.reversed() { places.swapAt(index, random.below(index + 1)) }
        let points = places + places.map { $0 + 1 } + [0]
        let table = points.flatMap { a in points.map { Int32(abs(a - $0)) } }
        let work = places.indices.map { job in
            job % 4 == 0
                ? RoutingJob.Work.shipment(
                    pickup: RoutingVisit(location: job), delivery: RoutingVisit(location: jobs + job), load: [1])
                : .visit(RoutingVisit(location: job, service: 1), delivery: [1], pickup: [0])
        }
        let vehicle = RoutingVehicle(maxVisits: 15, capacity: [10])
        var locked = vehicle
        locked.lockedPrefix = [.visit(job: 3), .pickup(job: 4), .delivery(job: 4)]
        return (
            RoutingProblem(
                dimensions: 1, profiles: [TravelMatrix(count: points.count, durations: table, distances: table)],
                depots: [RoutingDepot(location: 2 * jobs)],
                vehicles: [locked] + Array(repeating: vehicle, count: jobs / 8),
                jobs: work.map { RoutingJob(work: $0) }),
            places
        )
    }

    @Test func nearJobsAreNumberedSideBySide() {
        let (problem, places) = Self.problem(jobs: 300)
        let order = JobOrder(problem)
        #expect(order.given.sorted() == Array(0..<300))
        let steps = zip(order.given, order.given.dropFirst()).map { abs(places[$0] - places[$1]) }
        #expect(steps.reduce(0, +) < 2 * 300, "shuffled, it is some 100 a step")
    }

    @Test func fewJobsKeepTheirOrder() {
        #expect(JobOrder(Self.problem(jobs: 255).problem).given == Array(0..<255))
    }

    @Test func solutionsComeBackWithTheNumbersTheyHad() throws {
        let problem = Self.problem(jobs: 300).problem
        let first = try RoutingSolver(problem).solve(SolverOptions(stepLimit: 0)).solution
        #expect(RoutingChecker.check(first, of: problem).violations.isEmpty)
        let order = JobOrder(problem)
        #expect(order.arrange(first) != first)
        #expect(order.restore(order.arrange(first)) == first)
        let better = try RoutingSolver(problem).solve(SolverOptions(islands: 1, stepLimit: 60, initial: first)).solution
        let report = RoutingChecker.check(better, of: problem)
        #expect(report.violations.isEmpty, "\(report.violations)")
        #expect(better.aims[0] <= first.aims[0])
        #expect(better.routes[0].sequence.starts(with: problem.vehicles[0].lockedPrefix))
    }

    @Test func jobsLeftOutKeepTheirNumbers() throws {
        var problem = Self.problem(jobs: 300).problem
        problem.vehicles = Array(problem.vehicles.dropFirst(20))
        for job in problem.jobs.indices { problem.jobs[job].unassignedCosts = [AimCost(aim: 0, amount: 5000 + job)] }
        let solution = try RoutingSolver(problem).solve(SolverOptions(islands: 1, stepLimit: 20)).solution
        let report = RoutingChecker.check(solution, of: problem)
        #expect(report.violations.isEmpty, "\(report.violations)")
        #expect(!solution.unassigned.isEmpty && solution.unassigned == solution.unassigned.sorted())
    }

    @Test func aProblemWithoutVehiclesLeavesEveryJobOut() throws {
        var problem = Self.problem(jobs: 300).problem
        problem.vehicles = []
        #expect(try RoutingSolver(problem).solve().solution.unassigned == Array(0..<300))
    }
}
