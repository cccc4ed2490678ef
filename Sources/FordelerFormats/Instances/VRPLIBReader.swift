import FordelerModel

/// Reads TSPLIB's keyword form as VRPLIB uses it (CVRP, length limits, time windows, pickup and delivery) and with the
/// sections of PyVRP's dialect: several depots, differing vehicles, allowed clients, prizes, release times, reloads,
/// backhauls.
enum VRPLIBReader {
    static func read(_ text: inout InstanceText) -> InstanceDraft {
        let file = VRPLIBSections(&text)
        var draft = InstanceDraft(format: .vrplib)
        draft.name = file.specifications["NAME"]?.value ?? ""
        guard readNodes(file, &text, into: &draft) else { return draft }
        readDepots(file, &text, into: &draft)
        readCustomers(file, &text, into: &draft)
        VRPLIBVehicles.read(file, &text, into: &draft)
        for name in file.sectionNames where !known.contains(name) {
            text.report(
                "E-INSTANCE-FORMAT", file.sections[name]?.line, name + "_SECTION", nil,
                "The section is not known, and leaving it out would change the problem.",
                "Remove it when it does not matter.")
        }
        return draft
    }

    private static let known: Set<String> = [
        "NODE_COORD", "EDGE_WEIGHT", "DEMAND", "LINEHAUL", "BACKHAUL", "SERVICE_TIME", "TIME_WINDOW", "RELEASE_TIME",
        "PRIZE", "DEPOT", "CAPACITY", "VEHICLES_DEPOT", "VEHICLES_MAX_DISTANCE", "VEHICLES_MAX_DURATION",
        "VEHICLES_MAX_RELOADS", "VEHICLES_RELOAD_DEPOT", "VEHICLES_ALLOWED_CLIENTS", "VEHICLES_FIXED_COST",
        "VEHICLES_UNIT_DISTANCE_COST", "PICKUP_AND_DELIVERY", "DISPLAY_DATA",
    ]

    /// Dimension, coordinates or matrix.
    private static func readNodes(
        _ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) -> Bool {
        guard let dimension = file.number("DIMENSION", &text, required: true) else { return false }
        guard dimension == dimension.rounded(), dimension >= 1 else {
            text.report(
                "E-INSTANCE-RANGE", file.specifications["DIMENSION"]?.line, "DIMENSION", String(dimension),
                "The number of nodes must be a whole number above 0.", "Correct it.")
            return false
        }
        guard dimension <= Double(InstanceDraft.mostNodes) else {
            let given = file.specifications["DIMENSION"]
            InstanceDraft.reportSize(given?.value ?? "", given?.line, &text)
            return false
        }
        let count = Int(dimension)
        draft.nodes = (0..<count).map { InstanceDraft.Node(number: $0) }
        let kind = file.word("EDGE_WEIGHT_TYPE") ?? "EUC_2D"
        switch kind {
        case "EUC_2D": draft.metric = .euclidean
        case "CEIL_2D": draft.metric = .ceiling
        case "FLOOR_2D": draft.metric = .floor
        case "EXACT_2D": draft.metric = .exact
        case "EXPLICIT": draft.metric = .explicit
        default:
            text.report(
                "E-INSTANCE-FORMAT", file.specifications["EDGE_WEIGHT_TYPE"]?.line, "EDGE_WEIGHT_TYPE", kind,
                "This way to measure distances is not known here.",
                "Use EUC_2D, CEIL_2D, FLOOR_2D, EXACT_2D or EXPLICIT.")
            return false
        }
        if draft.metric == .explicit {
            VRPLIBMatrix.read(file, &text, into: &draft)
        } else {
            readCoordinates(file, &text, into: &draft)
        }
        return text.diagnostics.isEmpty
    }

    private static func readCoordinates(
        _ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) {
        let rows = file.rows("NODE_COORD", columns: 2, count: draft.nodes.count, &text, required: true)
        for (index, row) in rows.enumerated() {
            guard let row else { continue }
            draft.nodes[index].x = row.values[0]
            draft.nodes[index].y = row.values[1]
            draft.nodes[index].line = row.line
        }
    }

    private static func readDepots(
        _ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) {
        guard let section = file.sections["DEPOT"] else { return }
        var depots: [Int] = []
        for line in section.rows {
            guard let id = text.needWhole(line.words.lowerBound, line, "DEPOT_SECTION") else { continue }
            if id == -1 { break }
            guard draft.nodes.indices.contains(id - 1), !depots.contains(id - 1) else {
                text.report(
                    "E-INSTANCE-REFERENCE", line, "DEPOT_SECTION", String(id),
                    "The depot is no node, or stands twice.", "Name each depot once by its node number.")
                continue
            }
            depots.append(id - 1)
        }
        if depots.isEmpty, text.diagnostics.isEmpty {
            text.report(
                "E-INSTANCE-MISSING", section.line, "DEPOT_SECTION", nil, "No depot is named.",
                "Name at least one node.")
        } else if !depots.isEmpty {
            draft.depots = depots
        }
    }

    private static func readCustomers(
        _ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) {
        let count = draft.nodes.count
        let demands = file.rows(
            file.sections["DEMAND"] == nil ? "LINEHAUL" : "DEMAND", columns: 1, count: count, &text,
            required: false, more: true)
        for (index, row) in demands.enumerated() { if let row { draft.nodes[index].demand = row.values } }
        for (index, row) in file.rows("BACKHAUL", columns: 1, count: count, &text, more: true).enumerated() {
            if let row { draft.nodes[index].backhaul = row.values }
        }
        draft.backhaulsLast = file.word("TYPE") == "VRPB"
        if file.specifications["SERVICE_TIME"] != nil, let service = file.number("SERVICE_TIME", &text) {
            for location in draft.customers { draft.nodes[location].service = service }
        }
        for (index, row) in file.rows("SERVICE_TIME", columns: 1, count: count, &text).enumerated() {
            if let row { draft.nodes[index].service = row.values[0] }
        }
        for (index, row) in file.rows("TIME_WINDOW", columns: 2, count: count, &text).enumerated() {
            guard let row else { continue }
            draft.nodes[index].early = row.values[0]
            draft.nodes[index].late = row.values[1]
        }
        for (index, row) in file.rows("RELEASE_TIME", columns: 1, count: count, &text).enumerated() {
            if let row { draft.nodes[index].release = row.values[0] }
        }
        for (index, row) in file.rows("PRIZE", columns: 1, count: count, &text).enumerated() {
            if let row { draft.nodes[index].prize = row.values[0] }
        }
        readPairs(file, &text, into: &draft)
    }

    /// LKH's section: demand, earliest, latest, service, number of the pickup, number of the delivery.
    private static func readPairs(
        _ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) {
        guard let section = file.sections["PICKUP_AND_DELIVERY"] else { return }
        let rows = file.rows("PICKUP_AND_DELIVERY", columns: 6, count: draft.nodes.count, &text)
        var partners: [(line: InstanceLine, number: Int, delivery: Int, pickup: Int)] = []
        for (index, row) in rows.enumerated() {
            guard let row else { continue }
            draft.nodes[index].demand = [row.values[0]]
            draft.nodes[index].early = row.values[1]
            draft.nodes[index].late = row.values[2]
            draft.nodes[index].service = row.values[3]
            let line = section.rows.first { $0.number == row.line } ?? section.line
            // Partners are node numbers from 1; ours are locations from 0, where 0 says "none" just as well.
            partners.append((line, index, max(0, Int(row.values[5]) - 1), max(0, Int(row.values[4]) - 1)))
        }
        draft.pair(partners, &text)
    }
}

extension VRPLIBSections {
    struct Row {
        var line: Int
        var values: [Double]
    }

    /// Rows of a section keyed by numbers 1…count; `nil` for a row that is missing or has defects, all of them reported.
    /// An absent section gives no rows.
    func rows(
        _ key: String, columns: Int, count: Int, _ text: inout InstanceText, required: Bool = false, more: Bool = false
    ) -> [Row?] {
        let name = key + "_SECTION"
        guard let section = sections[key] else {
            if required {
                text.report("E-INSTANCE-MISSING", nil, name, nil, "The section is missing.", "Add it.")
            }
            return []
        }
        var rows = [Row?](repeating: nil, count: count)
        var seen = [Bool](repeating: false, count: count)
        for line in section.rows {
            let start = line.words.lowerBound
            guard let id = text.needWhole(start, line, name) else { continue }
            guard id >= 1, id <= count else {
                text.report(
                    "E-INSTANCE-REFERENCE", line, name, String(id), "The number must lie in 1…\(count).",
                    "Correct the number, or DIMENSION or VEHICLES.")
                continue
            }
            if seen[id - 1] {
                text.report(
                    "E-INSTANCE-DUPLICATE", line, name, String(id), "The number stands twice.", "Remove one row.")
                continue
            }
            seen[id - 1] = true
            guard more ? line.words.count > columns : line.words.count == columns + 1 else {
                text.report(
                    "E-INSTANCE-MISSING", line, name, nil,
                    "The row has \(line.words.count - 1) numbers where \(columns) belong.", "Correct the row.")
                continue
            }
            let values = line.words.dropFirst().map { text.needNumber($0, line, name) }
            if values.allSatisfy({ $0 != nil }) {
                rows[id - 1] = Row(line: line.number, values: values.compactMap { $0 })
            }
        }
        let missing = seen.filter { !$0 }.count
        if missing > 0, let first = seen.firstIndex(of: false) {
            text.report(
                "E-INSTANCE-MISSING", section.rows.last ?? section.line, name, String(first + 1),
                "\(missing) of \(count) rows are missing, the first of them for this number.",
                "The file is cut short or its DIMENSION or VEHICLES is wrong.")
        }
        return rows
    }
}
