import FordelerRoutingProblem
import FordelerStatistics

/// A routing problem made from a seed, the same on every machine: only whole numbers and square roots are used.
public struct BenchmarkProblem: Sendable {
    /// What the problem asks for.
    public enum Kind: String, Sendable, CaseIterable {
        /// Capacity alone.
        case capacity
        /// Capacity and a time window at every customer.
        case windows
        /// Pickups and deliveries from place to place, with windows; vehicles first.
        case pairs
    }

    /// Name of the case, for example `windows-200`.
    public let name: String
    /// The problem.
    public let problem: RoutingProblem

    /// Makes a problem with so many customers (tasks, for pairs) on a square of 1000 × 1000.
    public init(_ kind: Kind, customers: Int, seed: UInt64 = 20_240_501) {
        name = "\(kind.rawValue)-\(customers)"
        var random = RandomStream(seed: seed, named: "benchmark/\(kind.rawValue)/\(customers)")
        var points = [(x: 500, y: 500)]
        // Half of the customers stand in clusters, half anywhere.
        let centres = (0..<8).map { _ in (Self.draw(&random, 100...900), Self.draw(&random, 100...900)) }
        for index in 0..<customers {
            if index % 2 == 0 {
                points.append((Self.draw(&random, 0...1000), Self.draw(&random, 0...1000)))
            } else {
                let centre = centres[Self.draw(&random, 0...7)]
                points.append((centre.0 + Self.draw(&random, -60...60), centre.1 + Self.draw(&random, -60...60)))
            }
        }
        let travel = Self.travel(points)
        switch kind {
        case .capacity: problem = Self.capacity(travel, customers, &random)
        case .windows: problem = Self.windows(travel, customers, &random)
        case .pairs: problem = Self.pairs(travel, customers, &random)
        }
    }

    private static func draw(_ random: inout RandomStream, _ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(random.next() % UInt64(range.count))
    }

    private static func travel(_ points: [(x: Int, y: Int)]) -> TravelMatrix {
        var cells: [Int32] = []
        cells.reserveCapacity(points.count * points.count)
        for from in points {
            for to in points {
                let square = (from.x - to.x) * (from.x - to.x) + (from.y - to.y) * (from.y - to.y)
                cells.append(Int32(Double(square).squareRoot() + 0.5))
            }
        }
        return TravelMatrix(count: points.count, durations: cells, distances: cells)
    }

    private static func capacity(
        _ travel: TravelMatrix, _ customers: Int, _ random: inout RandomStream
    ) -> RoutingProblem {
        let demands = (0..<customers).map { _ in draw(&random, 1...100) }
        let capacity = 750
        let vehicles = demands.reduce(0, +) * 13 / (capacity * 10) + 3
        return RoutingProblem(
            dimensions: 1, profiles: [travel], depots: [RoutingDepot(location: 0)],
            vehicles: Array(repeating: RoutingVehicle(capacity: [capacity]), count: vehicles),
            jobs: demands.enumerated().map { index, demand in
                RoutingJob(work: .visit(RoutingVisit(location: index + 1), delivery: [demand], pickup: [0]))
            })
    }

    private static func windows(
        _ travel: TravelMatrix, _ customers: Int, _ random: inout RandomStream
    ) -> RoutingProblem {
        let horizon = 6000
        let service = 50
        let jobs = (1...customers).map { location in
            let there = Int(travel.durations[location])
            let width = draw(&random, 300...1500)
            let open = draw(&random, there...max(there, horizon - there - service - width))
            let visit = RoutingVisit(location: location, service: service, windows: [open...(open + width)])
            return RoutingJob(work: .visit(visit, delivery: [draw(&random, 1...40)], pickup: [0]))
        }
        let vehicle = RoutingVehicle(latestEnd: horizon, capacity: [500])
        return RoutingProblem(
            dimensions: 1, profiles: [travel], depots: [RoutingDepot(location: 0)],
            vehicles: Array(repeating: vehicle, count: customers / 4 + 3), jobs: jobs)
    }

    private static func pairs(
        _ travel: TravelMatrix, _ customers: Int, _ random: inout RandomStream
    ) -> RoutingProblem {
        let horizon = 8000
        let service = 30
        let jobs = stride(from: 1, to: customers, by: 2).map { from in
            let to = from + 1
            let leg = Int(travel.durations[from * travel.count + to])
            let first = Int(travel.durations[from])
            let last = horizon - Int(travel.durations[to]) - 2 * service - leg
            let open = draw(&random, first...max(first, last - 1200))
            let pickup = RoutingVisit(location: from, service: service, windows: [open...(open + 800)])
            let earliest = open + service + leg
            let delivery = RoutingVisit(location: to, service: service, windows: [earliest...(earliest + 1200)])
            return RoutingJob(work: .shipment(pickup: pickup, delivery: delivery, load: [draw(&random, 5...40)]))
        }
        let vehicle = RoutingVehicle(
            latestEnd: horizon, capacity: [100], fixedCosts: [AimCost(aim: 0, amount: 1)])
        return RoutingProblem(
            aims: [RoutingAim(name: "vehicles", weight: 100_000), RoutingAim(name: "distance", weight: 1)],
            dimensions: 1, profiles: [travel], depots: [RoutingDepot(location: 0)],
            vehicles: Array(repeating: vehicle, count: jobs.count / 2 + 3), jobs: jobs)
    }
}
