import FordelerModel
import FordelerStatistics
import Testing

@testable import FordelerScenario

@Suite("Overrun of a route")
struct RouteOverrunTests {
    /// Eight visits of half an hour with drives between them; the fourth waits for its window.
    static func day(spread: Double) -> (PlanRoute, PlanningProblem) {
        var problem = SampleDay().problem
        problem.rates.serviceSpread = spread
        problem.shifts[0].overtimeSeconds = 0
        let shift = problem.shifts[0]
        let start = shift.startSecond + (shift.date.dayNumber - problem.date.dayNumber) * 86_400
        var stops = [PlanStop(kind: .depot, depot: "main", trip: 1, arrival: start, start: start, end: start + 1200)]
        var clock = start + 1200
        for index in 0..<8 {
            let arrival = clock + 900
            let begin = arrival + 420 + (index == 3 ? 1500 : 0)
            stops.append(
                PlanStop(
                    kind: .visit, order: "x", trip: 1, travelSeconds: 900, arrival: arrival, setupSeconds: 420,
                    start: begin, end: begin + 1800))
            clock = begin + 1800
        }
        stops.append(
            PlanStop(
                kind: .depot, depot: "main", trip: 1, travelSeconds: 900, arrival: clock + 900, start: clock + 900,
                end: clock + 900))
        problem.shifts[0].endSecond = shift.startSecond + (clock + 900 - start) + 900
        return (
            PlanRoute(
                van: shift.van, date: shift.date, stops: stops, drivingSeconds: 8100, distanceMetres: 0,
                cost: CostBreakdown()), problem
        )
    }

    @Test("The stated probability is that of a simulation", arguments: [0.2, 0.5])
    func simulation(spread: Double) throws {
        let (route, problem) = Self.day(spread: spread)
        let stated = try #require(RouteOverrun(route, of: problem))
        var random = RandomStream(seed: 7, named: "overrun")
        let gamma = Gamma(mean: 1800, variance: 1800 * 1800 * spread * spread)
        let limit = Double(problem.shifts[0].endSecond)
        let first = Double(problem.shifts[0].startSecond) + 1200
        var late = 0
        let runs = 4000
        for _ in 0..<runs {
            var clock = first
            for (index, stop) in route.stops.dropFirst().dropLast().enumerated() {
                clock += 900 + 420
                if index == 3 { clock = max(clock, Double(stop.start)) }
                clock += gamma.quantile(random.nextUnit())
            }
            if clock + 900 > limit { late += 1 }
        }
        let share = Double(late) / Double(runs)
        // Four standard errors of the simulation, and the grid.
        #expect(abs(share - stated.probability) < 4 * (share * (1 - share) / Double(runs)).squareRoot() + 0.01)
        #expect(stated.probability > 0.02 && stated.probability < 0.5)
    }

    @Test("Certain service times have no overrun to state")
    func certain() { #expect(RouteOverrun(Self.day(spread: 0).0, of: Self.day(spread: 0).1) == nil) }
}
