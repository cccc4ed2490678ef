/// The fleet of a VRPLIB file: CAPACITY and VEHICLES, and the sections of PyVRP's dialect that tell vehicles apart.
enum VRPLIBVehicles {
    static func read(_ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft) {
        let dimensions = draft.nodes.map(\.demand.count).max() ?? 1
        var vehicle = InstanceDraft.Vehicle(depot: draft.depots[0])
        if file.sections["CAPACITY"] == nil, file.specifications["CAPACITY"] != nil,
            let capacity = file.number("CAPACITY", &text)
        {
            vehicle.capacity = Array(repeating: capacity, count: dimensions)
        }
        // The older sets call their limit on a route's travel and service DISTANCE; 0 stands for none.
        for key in ["DISTANCE", "VEHICLES_MAX_DURATION"] where file.specifications[key] != nil {
            if let limit = file.number(key, &text), limit != 0 { vehicle.maxDuration = limit }
        }
        if file.specifications["VEHICLES_MAX_DISTANCE"] != nil,
            let limit = file.number("VEHICLES_MAX_DISTANCE", &text)
        {
            vehicle.maxDistance = limit
        }
        if file.specifications["VEHICLES_FIXED_COST"] != nil, let cost = file.number("VEHICLES_FIXED_COST", &text) {
            vehicle.fixedCost = cost
        }
        if file.specifications["VEHICLES_UNIT_DISTANCE_COST"] != nil,
            let cost = file.number("VEHICLES_UNIT_DISTANCE_COST", &text)
        {
            vehicle.unitCost = cost
        }
        if file.specifications["VEHICLES_MAX_RELOADS"] != nil,
            let reloads = file.number("VEHICLES_MAX_RELOADS", &text)
        {
            vehicle.maxReloads = Int(max(0, min(reloads, 1e6)))
        }
        let sections = ["CAPACITY"] + file.sections.keys.filter { $0.hasPrefix("VEHICLES_") }.sorted()
        let named = sections.compactMap { file.sections[$0] }
        var count = draft.nodes.count - draft.depots.count
        if file.specifications["VEHICLES"] != nil {
            guard let number = file.number("VEHICLES", &text) else { return }
            guard number == number.rounded(), (0...1_000_000).contains(number) else {
                text.report(
                    "E-INSTANCE-RANGE", file.specifications["VEHICLES"]?.line, "VEHICLES", String(number),
                    "The number of vehicles must be a whole number in 0…1000000.", "Correct it.")
                return
            }
            count = Int(number)
        } else if let rows = named.map(\.rows.count).max() {
            count = rows
        } else {
            draft.isFleetFree = true
            if file.word("TYPE") == "TSP" || file.word("TYPE") == "ATSP" {
                draft.isFleetFree = false
                count = 1
            }
        }
        draft.vehicles = Array(repeating: vehicle, count: draft.isFleetFree ? 1 : count)
        guard !named.isEmpty else { return }
        // Reloading alone leaves vehicles alike; every other difference gives routes their vehicles.
        readSections(file, &text, count, into: &draft)
        draft.writesEveryVehicle = Set(draft.vehicles).count > 1
    }

    private static func readSections(
        _ file: VRPLIBSections, _ text: inout InstanceText, _ count: Int, into draft: inout InstanceDraft
    ) {
        func each(_ key: String, more: Bool = false, _ body: (inout InstanceDraft.Vehicle, VRPLIBSections.Row) -> Void)
        {
            guard file.sections[key] != nil else { return }
            for (index, row) in file.rows(key, columns: 1, count: count, &text, more: more).enumerated() {
                if let row { body(&draft.vehicles[index], row) }
            }
        }
        var bad: [(Int, String, Double)] = []
        let nodes = draft.nodes.count
        let depots = Set(draft.depots)
        each("CAPACITY", more: true) { $0.capacity = $1.values }
        each("VEHICLES_MAX_DISTANCE") { $0.maxDistance = $1.values[0] }
        each("VEHICLES_MAX_DURATION") { $0.maxDuration = $1.values[0] }
        each("VEHICLES_MAX_RELOADS") { $0.maxReloads = Int(max(0, min($1.values[0], 1e6))) }
        each("VEHICLES_FIXED_COST") { $0.fixedCost = $1.values[0] }
        each("VEHICLES_UNIT_DISTANCE_COST") { $0.unitCost = $1.values[0] }
        each("VEHICLES_DEPOT") { vehicle, row in
            let depot = Int(row.values[0]) - 1
            if depots.contains(depot) {
                vehicle.depot = depot
            } else {
                bad.append((row.line, "VEHICLES_DEPOT_SECTION", row.values[0]))
            }
        }
        each("VEHICLES_RELOAD_DEPOT", more: true) { vehicle, row in
            for value in row.values {
                let depot = Int(value) - 1
                if depots.contains(depot) {
                    vehicle.reloadDepots.append(depot)
                } else {
                    bad.append((row.line, "VEHICLES_RELOAD_DEPOT_SECTION", value))
                }
            }
        }
        var sets: [[Int]: Int] = [:]
        var allowed: [[Int]] = []
        each("VEHICLES_ALLOWED_CLIENTS", more: true) { vehicle, row in
            for value in row.values where value < 1 || value > Double(nodes) {
                bad.append((row.line, "VEHICLES_ALLOWED_CLIENTS_SECTION", value))
            }
            let clients = Set(row.values.map { Int($0) - 1 }).subtracting(depots).sorted()
            if let known = sets[clients] {
                vehicle.allowed = known
            } else {
                vehicle.allowed = allowed.count
                sets[clients] = allowed.count
                allowed.append(clients)
            }
        }
        draft.allowed = allowed
        for (line, column, value) in bad {
            text.report(
                "E-INSTANCE-REFERENCE", InstanceLine(number: line, words: 0..<0), column, String(Int(value)),
                "The number names no depot or customer.", "Correct the number.")
        }
    }
}
