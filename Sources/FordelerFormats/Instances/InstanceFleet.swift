/// Which of a file's vehicles the engine gets.
///
/// A file that sets no number of vehicles gets 1.3 times those that its demand fills and three more. From a file with
/// thousands of like vehicles and no time windows, no kind needs more than twice the vehicles that hold all demand:
/// two routes that are less than half full are better as one.
struct InstanceFleet {
    /// Indices of draft vehicles, one for each vehicle of the problem.
    private(set) var vehicles: [Int] = []
    /// Number in the file of each vehicle of the problem, from 1.
    private(set) var numbers: [Int] = []
    /// Kind of each vehicle of the file.
    private(set) var kinds: [Int] = []

    init(_ draft: InstanceDraft, _ travel: InstanceTravel, _ customers: [Int]) {
        if draft.isFleetFree {
            let count = Self.freeFleet(draft, travel, customers)
            vehicles = Array(repeating: 0, count: draft.vehicles.isEmpty ? 0 : count)
            numbers = Array(1...max(1, count))
            kinds = Array(repeating: 0, count: count)
            return
        }
        var known: [InstanceDraft.Vehicle: Int] = [:]
        for vehicle in draft.vehicles {
            let kind = known[vehicle] ?? known.count
            known[vehicle] = kind
            kinds.append(kind)
        }
        var left = Self.caps(draft, customers, kinds, known.count)
        for index in draft.vehicles.indices where left[kinds[index]] > 0 {
            left[kinds[index]] -= 1
            vehicles.append(index)
            numbers.append(index + 1)
        }
    }

    /// Vehicles that may serve each bound customer; `nil` for customers that every vehicle may serve.
    func allowedVehicles(_ draft: InstanceDraft) -> [[Int]?] {
        guard draft.vehicles.contains(where: { $0.allowed != nil }) else {
            return Array(repeating: nil, count: draft.nodes.count)
        }
        let sets = draft.allowed.map(Set.init)
        return draft.nodes.indices.map { location in
            let list = vehicles.indices.filter { index in
                draft.vehicles[vehicles[index]].allowed.map { sets[$0].contains(location) } ?? true
            }
            return list.count == vehicles.count ? nil : list
        }
    }

    private static func freeFleet(_ draft: InstanceDraft, _ travel: InstanceTravel, _ customers: [Int]) -> Int {
        guard let vehicle = draft.vehicles.first else { return 0 }
        let hasWindows = customers.contains { draft.nodes[$0].late.isFinite || draft.nodes[$0].early > 0 }
        if hasWindows || !draft.pairs.isEmpty { return max(1, customers.count) }
        var least = 1.0
        for (dimension, capacity) in vehicle.capacity.enumerated() where capacity > 0 {
            let brought = customers.map { draft.nodes[$0].demand[dimension] }.reduce(0, +)
            let fetched = customers.compactMap { draft.nodes[$0].backhaul.dropFirst(dimension).first }.reduce(0, +)
            least = max(least, (brought / capacity).rounded(.up), (fetched / capacity).rounded(.up))
        }
        let limit = min(vehicle.maxDuration, vehicle.maxDistance)
        if limit.isFinite, limit > 0 {
            // Every customer costs at least its service and the way to its nearest neighbour.
            let work = customers.map { customer in
                let nearest = draft.nodes.indices.lazy.filter { $0 != customer }.map { travel.length(customer, $0) }
                    .min()
                return draft.nodes[customer].service + (nearest ?? 0)
            }
            least = max(least, (work.reduce(0, +) / limit).rounded(.up))
        }
        return max(1, min(Int(least * 1.3) + 3, max(1, customers.count)))
    }

    private static func caps(_ draft: InstanceDraft, _ customers: [Int], _ kinds: [Int], _ count: Int) -> [Int] {
        var caps = Array(repeating: Int.max, count: count)
        let plain =
            draft.depots.count == 1 && draft.metric != .explicit && draft.pairs.isEmpty && draft.allowed.isEmpty
            && customers.allSatisfy { draft.nodes[$0].late.isInfinite && draft.nodes[$0].early <= 0 }
        guard plain, draft.vehicles.count > 200 else { return caps }
        for (index, vehicle) in draft.vehicles.enumerated() where caps[kinds[index]] == .max {
            guard vehicle.maxDuration.isInfinite, vehicle.maxDistance.isInfinite, vehicle.capacity.count == 1,
                let capacity = vehicle.capacity.first, capacity > 0
            else { continue }
            let demand = customers.map { draft.nodes[$0].demand[0] + (draft.nodes[$0].backhaul.first ?? 0) }.reduce(
                0, +)
            caps[kinds[index]] = Int((2 * demand / capacity).rounded(.up)) + 1
        }
        return caps
    }
}
