import FordelerModel
import FordelerRoutingProblem

/// Makes the engine's problem from a draft under its conventions.
struct InstanceCompiler {
    let draft: InstanceDraft
    private let travel: InstanceTravel
    private let numbers: InstanceNumbers
    private let customers: [Int]
    private let dimensions: Int

    init(draft: InstanceDraft) {
        self.draft = draft
        travel = InstanceTravel(draft)
        customers = draft.customers
        dimensions = draft.nodes.map(\.demand.count).max() ?? 1
        numbers = InstanceNumbers(
            draft.distances, largest: Self.largestNumber(draft, customers, travel.longest / min(1, draft.speed)))
    }

    /// The largest instant or length a sensible route reaches, in the file's unit.
    private static func largestNumber(_ draft: InstanceDraft, _ customers: [Int], _ longest: Double) -> Double {
        let kinds = Set(draft.vehicles)
        let horizon = draft.depots.map { draft.nodes[$0].late }.filter(\.isFinite).max() ?? 0
        let limit = kinds.map(\.maxDuration).filter(\.isFinite).max() ?? 0
        // Twice the visits that fill the largest vehicle, since a search passes through overloaded routes.
        let demand =
            customers.map { abs(draft.nodes[$0].demand.first ?? 0) }.reduce(0, +) / Double(max(1, customers.count))
        let capacity = kinds.map { $0.capacity.first ?? .infinity }.max() ?? .infinity
        let visits =
            demand > 0 && draft.pairs.isEmpty
            ? min(Double(customers.count), 2 * capacity / demand) : Double(customers.count)
        let service = customers.map { draft.nodes[$0].service }.max() ?? 0
        let free = (visits + 2) * (longest + service)
        return max(horizon > 0 ? horizon + longest : min(free, max(2 * limit, free)), longest, limit)
    }

    /// The instance, or `nil` after reporting numbers that the engine cannot hold.
    mutating func compile(_ text: inout InstanceText) -> RoutingInstance? {
        checkRanges(&text)
        let loads = draft.nodes.flatMap { $0.demand + $0.backhaul } + Set(draft.vehicles).flatMap(\.capacity)
        let costs = Set(draft.vehicles).map(\.unitCost)
        guard let loadScale = InstanceNumbers.wholePower(loads), let costScale = InstanceNumbers.wholePower(costs),
            draft.nodes.allSatisfy({
                ($0.demand + $0.backhaul).allSatisfy { abs($0) * Double(loadScale) <= InstanceNumbers.limit }
            }),
            loads.reduce(0, { $0 + abs($1) }) < 1e15
        else {
            text.report(
                "E-INSTANCE-RANGE", nil, "demand", nil, "Demands, capacities or unit costs need too many digits.",
                "Use at most six decimals, and demands below \(RoutingProblem.largestNumber).")
            return nil
        }
        guard text.diagnostics.isEmpty else { return nil }

        let fleet = InstanceFleet(draft, travel, customers)
        let table = travelMatrix()
        var problem = RoutingProblem(dimensions: dimensions, profiles: [table], depots: [], vehicles: [], jobs: [])
        if draft.objective == .vehiclesDistance {
            // One vehicle outweighs any detour that could be saved by it.
            let weight = max(1000, 100 * travel.longest * numbers.scale * Double(costScale))
            problem.aims = [RoutingAim(name: "vehicles", weight: weight), RoutingAim(name: "distance", weight: 1)]
        } else {
            problem.aims = [RoutingAim(name: "distance", weight: 1)]
        }
        problem.depots = draft.depots.map { RoutingDepot(location: $0) }
        problem.vehicles = fleet.vehicles.map { vehicle(draft.vehicles[$0], loadScale, costScale, problem) }
        var roles = [InstanceNaming.Role](repeating: .depot(0), count: draft.nodes.count)
        for (index, depot) in draft.depots.enumerated() { roles[depot] = .depot(index) }
        problem.jobs = jobs(fleet, loadScale, costScale, problem.costAim, &roles)

        let kinds = fleet.vehicles.map { fleet.kinds[$0] }
        let naming = InstanceNaming(
            numbers: draft.nodes.map(\.number), roles: roles, vehicleNumbers: fleet.numbers,
            vehicleCount: fleet.kinds.count, fileKinds: fleet.kinds, kinds: kinds,
            writesEveryVehicle: draft.writesEveryVehicle, scale: numbers.scale, costScale: costScale, travel: travel,
            fixedCosts: fleet.vehicles.map { draft.vehicles[$0].fixedCost },
            unitCosts: fleet.vehicles.map { draft.vehicles[$0].unitCost },
            prizes: problem.jobs.map { prize(of: $0) })
        return RoutingInstance(
            name: draft.name, format: draft.format, distances: draft.distances, objective: draft.objective,
            problem: problem, naming: naming)
    }

    private func checkRanges(_ text: inout InstanceText) {
        func claim(_ value: Double, _ line: Int?, _ column: String) {
            if value * numbers.scale > InstanceNumbers.limit {
                text.report(
                    "E-INSTANCE-RANGE", line.map { InstanceLine(number: $0, words: 0..<0) }, column, "\(value)",
                    "The number is above what the engine computes with (\(RoutingProblem.largestNumber)).",
                    "Choose a smaller unit of length and time.")
            }
        }
        claim(travel.longest / min(1, draft.speed), nil, "distances")
        for customer in customers where text.diagnostics.count < 20 {
            // The way out and back must be within the engine's numbers, from the nearest depot at least.
            let ways = draft.depots.map { travel.length($0, customer) + travel.length(customer, $0) }
            let shortest = (ways.min() ?? 0) / min(1, draft.speed)
            if shortest.isFinite {
                claim(shortest + draft.nodes[customer].service, draft.nodes[customer].line, "way to and fro")
            }
        }
        for node in draft.nodes {
            claim(abs(node.early), node.line, "earliest")
            claim(node.service, node.line, "service")
            claim(node.release, node.line, "release")
            if node.late < 0 { claim(-node.late, node.line, "latest") }
        }
    }

    private func travelMatrix() -> TravelMatrix {
        let count = draft.nodes.count
        var distances = travel.table(numbers)
        if draft.backhaulsLast {
            // No route starts with a backhaul: the ranks of the visits cannot say this.
            for depot in draft.depots {
                for customer in customers where draft.nodes[customer].backhaul.contains(where: { $0 > 0 }) {
                    distances[depot * count + customer] = TravelMatrix.unreachable
                }
            }
        }
        let durations = draft.speed == 1 ? distances : travel.table(numbers, speed: draft.speed)
        return TravelMatrix(count: count, durations: durations, distances: distances)
    }

    private func load(_ values: [Double], _ scale: Int) -> [Int] {
        if values.isEmpty { return Array(repeating: 0, count: dimensions) }
        return values.map { Int((abs($0) * Double(scale)).rounded()) }
    }

    private func vehicle(
        _ vehicle: InstanceDraft.Vehicle, _ loadScale: Int, _ costScale: Int, _ problem: RoutingProblem
    ) -> RoutingVehicle {
        let depot = draft.depots.firstIndex(of: vehicle.depot) ?? 0
        let node = draft.nodes[vehicle.depot]
        var fixed: [AimCost] = []
        if problem.aims.count > 1 { fixed.append(AimCost(aim: 0, amount: 1)) }
        if vehicle.fixedCost > 0 {
            let amount = Int(min(numbers.real(vehicle.fixedCost) * Double(costScale), 1e15))
            fixed.append(AimCost(aim: problem.costAim, amount: amount))
        }
        let capacity =
            vehicle.capacity.isEmpty
            ? Array(repeating: RoutingProblem.largestNumber, count: dimensions)
            : vehicle.capacity.map { Int(min($0 * Double(loadScale), InstanceNumbers.limit).rounded()) }
        return RoutingVehicle(
            startDepot: depot, endDepot: depot, earliestStart: numbers.whole(node.early),
            latestEnd: numbers.whole(node.late),
            maxDuration: vehicle.maxDuration.isFinite ? numbers.whole(vehicle.maxDuration) : .max,
            maxDistance: vehicle.maxDistance.isFinite ? numbers.whole(vehicle.maxDistance) : .max,
            capacity: capacity, fixedCosts: fixed,
            costPerDistance: Int((vehicle.unitCost * Double(costScale)).rounded()),
            maxTrips: vehicle.reloadDepots.isEmpty
                ? 1 : max(1, min(vehicle.maxReloads ?? customers.count, customers.count) + 1),
            reloadDepots: vehicle.reloadDepots.compactMap(draft.depots.firstIndex))
    }

    private func visit(_ location: Int) -> RoutingVisit {
        let node = draft.nodes[location]
        let bounded = node.late.isFinite || node.early > 0
        var ranks: [SequenceRank] = []
        if draft.backhaulsLast {
            let isBackhaul = node.backhaul.contains { $0 > 0 }
            ranks = [isBackhaul ? SequenceRank(before: 15, after: 1) : SequenceRank(before: 0, after: 0)]
        }
        let early = numbers.whole(node.early)
        return RoutingVisit(
            location: location, service: numbers.whole(node.service),
            windows: bounded ? [early...max(early, numbers.whole(node.late))] : [], ranks: ranks)
    }

    private func jobs(
        _ fleet: InstanceFleet, _ loadScale: Int, _ costScale: Int, _ costAim: Int, _ roles: inout [InstanceNaming.Role]
    ) -> [RoutingJob] {
        let allowed = fleet.allowedVehicles(draft)
        let deliveries = Dictionary(
            draft.pairs.map { ($0.pickup, $0.delivery) }, uniquingKeysWith: { first, _ in first })
        let delivered = Set(draft.pairs.map(\.delivery))
        var jobs: [RoutingJob] = []
        for customer in customers where !delivered.contains(customer) {
            let node = draft.nodes[customer]
            let work: RoutingJob.Work
            if let delivery = deliveries[customer] {
                work = .shipment(
                    pickup: visit(customer), delivery: visit(delivery), load: load(node.demand, loadScale))
                roles[customer] = .pickup(jobs.count)
                roles[delivery] = .delivery(jobs.count)
            } else {
                work = .visit(
                    visit(customer), delivery: load(node.demand, loadScale), pickup: load(node.backhaul, loadScale))
                roles[customer] = .visit(jobs.count)
            }
            let prize = Int(min(numbers.real(node.prize) * Double(costScale), 1e15))
            jobs.append(
                RoutingJob(
                    work: work, release: numbers.whole(node.release), allowedVehicles: allowed[customer],
                    unassignedCosts: node.prize > 0 ? [AimCost(aim: costAim, amount: prize)] : nil))
        }
        return jobs
    }

    private func prize(of job: RoutingJob) -> Double {
        switch job.work {
        case .visit(let visit, _, _): draft.nodes[visit.location].prize
        case .shipment(let pickup, _, _): draft.nodes[pickup.location].prize
        }
    }
}
