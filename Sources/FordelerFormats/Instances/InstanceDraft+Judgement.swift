import FordelerModel

extension InstanceDraft {
    /// Most nodes: travel between all of them must fit into memory. A search on 15,001 takes 4.4 GB, on
    /// these some 15 GB.
    static let mostNodes = 28_000

    /// Notes every defect that makes the instance meaningless, whatever the conventions.
    func judge(_ text: inout InstanceText) {
        guard !nodes.isEmpty, depots.allSatisfy(nodes.indices.contains) else {
            text.report(
                "E-INSTANCE-MISSING", text.lines.last, nil, nil, "The instance has no depot.",
                "Give at least the depot's row.")
            return
        }
        guard nodes.count <= Self.mostNodes else {
            Self.reportSize("\(nodes.count)", nil, &text)
            return
        }
        let customers = customers
        if vehicles.isEmpty, !customers.isEmpty {
            text.report(
                "E-INSTANCE-FLEET", nil, "vehicles", "0", "There are customers but no vehicle.",
                "Give at least one vehicle.")
        }
        judgeNodes(customers, &text)
        judgePairs(customers, &text)
        judgeVehicles(&text)
        if text.diagnostics.isEmpty { judgeDemands(customers, &text) }
    }

    /// Notes that there are more nodes than ``mostNodes``.
    static func reportSize(_ count: String, _ line: InstanceLine?, _ text: inout InstanceText) {
        text.report(
            "E-INSTANCE-SIZE", line, "nodes", count,
            "The table of travel between so many nodes does not fit into memory.",
            "Give at most \(mostNodes), or divide the instance.")
    }

    private func line(_ node: Node) -> InstanceLine? { node.line.map { InstanceLine(number: $0, words: 0..<0) } }

    private func judgeNodes(_ customers: [Int], _ text: inout InstanceText) {
        let dimensions = nodes.map(\.demand.count).max() ?? 1
        var lines: [Int: Int] = [:]
        for (location, node) in nodes.enumerated() {
            let name = String(node.number)
            if let other = lines.updateValue(node.line ?? 0, forKey: node.number) {
                text.report(
                    "E-INSTANCE-DUPLICATE", line(node), "number", name,
                    "The number already stands in line \(other).", "Give each node its own number.")
            }
            if node.early > node.late {
                text.report(
                    "E-INSTANCE-WINDOW", line(node), "node \(name)", "\(node.early)…\(node.late)",
                    "The window closes before it opens.", "Correct the window.")
            }
            if node.service < 0 || node.prize < 0 || node.release < 0 {
                text.report(
                    "E-INSTANCE-RANGE", line(node), "node \(name)", nil,
                    "Service, prize and release must not be negative.", "Correct the number.")
            }
            let paired = pairs.contains { $0.delivery == location }
            if !paired, (node.demand + node.backhaul).contains(where: { $0 < 0 }) {
                text.report(
                    "E-INSTANCE-RANGE", line(node), "node \(name)", "\(node.demand)",
                    "The demand must not be negative.", "Correct the number.")
            }
            if node.demand.count != dimensions || !(node.backhaul.isEmpty || node.backhaul.count == dimensions) {
                text.report(
                    "E-INSTANCE-MISSING", line(node), "node \(name)", nil,
                    "All demands need the same \(dimensions) numbers.", "Complete the row.")
            }
        }
    }

    private func judgePairs(_ customers: [Int], _ text: inout InstanceText) {
        guard !pairs.isEmpty || format == .lilim else { return }
        let paired = Set(pairs.flatMap { [$0.pickup, $0.delivery] })
        for customer in customers where !paired.contains(customer) {
            text.report(
                "E-INSTANCE-REFERENCE", line(nodes[customer]), "delivery", String(nodes[customer].number),
                "The task has no partner.", "Give every pickup its delivery.")
        }
        for pair in pairs
        where zip(nodes[pair.pickup].demand, nodes[pair.delivery].demand).contains(where: { $0 != -$1 }) {
            text.report(
                "E-INSTANCE-REFERENCE", line(nodes[pair.pickup]), "demand", "\(nodes[pair.pickup].demand)",
                "What is picked up is not what task \(nodes[pair.delivery].number) delivers.",
                "The delivery's demand is minus the pickup's.")
        }
    }

    private func judgeVehicles(_ text: inout InstanceText) {
        let dimensions = nodes.map(\.demand.count).max() ?? 1
        var told = Set<Vehicle>()
        for (index, vehicle) in vehicles.enumerated() where told.insert(vehicle).inserted {
            if !vehicle.capacity.isEmpty,
                vehicle.capacity.count != dimensions || vehicle.capacity.contains(where: { $0 < 0 })
            {
                text.report(
                    "E-INSTANCE-RANGE", nil, "vehicle \(index + 1)", "\(vehicle.capacity)",
                    "A capacity needs \(dimensions) numbers, none negative.", "Correct the capacity.")
            }
            if vehicle.fixedCost < 0 || vehicle.unitCost < 0 || vehicle.maxDistance < 0 || vehicle.maxDuration < 0 {
                text.report(
                    "E-INSTANCE-RANGE", nil, "vehicle \(index + 1)", nil, "Costs and limits must not be negative.",
                    "Correct the number.")
            }
        }
    }

    private func judgeDemands(_ customers: [Int], _ text: inout InstanceText) {
        let kinds = Set(vehicles)
        for customer in customers {
            let node = nodes[customer]
            guard node.prize == 0 else { continue }
            let fits = kinds.contains { vehicle in
                let loads = [node.demand, node.backhaul]
                return vehicle.capacity.isEmpty
                    || loads.allSatisfy { zip($0, vehicle.capacity).allSatisfy { abs($0) <= $1 } }
            }
            if !fits {
                text.report(
                    "E-INSTANCE-CAPACITY", line(node), "node \(node.number)",
                    "\(node.demand.map(\.description).joined(separator: " "))",
                    "The demand is above every vehicle's capacity.", "Split the demand or enlarge a vehicle.")
            }
        }
        let served = Set(allowed.flatMap { $0 })
        if !vehicles.contains(where: { $0.allowed == nil }) {
            for customer in customers where !served.contains(customer) && nodes[customer].prize == 0 {
                text.report(
                    "E-INSTANCE-REFERENCE", line(nodes[customer]), "node \(nodes[customer].number)", nil,
                    "No vehicle may serve the customer.", "Allow it for a vehicle.")
            }
        }
    }
}
