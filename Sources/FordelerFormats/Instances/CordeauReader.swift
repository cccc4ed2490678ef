/// Reads Cordeau's tables (1997, 2001) for several depots: a line with type (2 or 6), vehicles of each depot, customers
/// and depots; a line with longest duration and capacity for each depot (0 is no limit); a line for each customer
/// and then each depot (number, x, y, service, demand, frequency, combinations, and with windows their two ends).
enum CordeauReader {
    static func read(_ text: inout InstanceText) -> InstanceDraft {
        var draft = InstanceDraft(format: .cordeau)
        draft.distances = .double
        draft.writesEveryVehicle = true
        guard let head = text.lines.first, head.words.count >= 4 else {
            text.report(
                "E-INSTANCE-MISSING", text.lines.first, nil, nil,
                "The first line must give type, vehicles, customers and depots.", "Add the first line.")
            return draft
        }
        let names = ["type", "vehicles", "customers", "depots"]
        let values = (0..<4).map { text.needWhole(head.words.lowerBound + $0, head, names[$0]) }
        guard let kind = values[0], let perDepot = values[1], let customers = values[2], let depots = values[3] else {
            return draft
        }
        guard kind == 2 || kind == 6, (0...100_000).contains(customers), (1...1000).contains(depots),
            (0...10_000).contains(perDepot)
        else {
            text.report(
                "E-INSTANCE-RANGE", head, nil, text.text(head),
                "Type must be 2 or 6, with at least one depot and sensible numbers.",
                "Only the sets with several depots are read from this form.")
            return draft
        }
        guard text.lines.count >= 1 + depots + customers + depots else {
            text.report(
                "E-INSTANCE-MISSING", text.lines.last, nil, nil,
                "\(1 + depots + customers + depots) lines are announced, \(text.lines.count) are here.",
                "The file is cut short: fetch it again.")
            return draft
        }
        for line in text.lines[(1 + depots)..<(1 + depots + customers + depots)] {
            readNode(line, hasWindows: kind == 6, &text, into: &draft)
        }
        guard draft.nodes.count == customers + depots else { return draft }
        draft.depots = Array(customers..<(customers + depots))
        for depot in 0..<depots {
            let line = text.lines[1 + depot]
            guard line.words.count >= 2, let duration = text.needNumber(line.words.lowerBound, line, "duration"),
                let capacity = text.needNumber(line.words.lowerBound + 1, line, "capacity")
            else { continue }
            let vehicle = InstanceDraft.Vehicle(
                depot: customers + depot, capacity: capacity == 0 ? [] : [capacity],
                maxDuration: duration == 0 ? .infinity : duration)
            draft.vehicles += Array(repeating: vehicle, count: perDepot)
        }
        return draft
    }

    private static func readNode(
        _ line: InstanceLine, hasWindows: Bool, _ text: inout InstanceText, into draft: inout InstanceDraft
    ) {
        let columns = ["number", "x", "y", "service", "demand", "frequency", "combinations"]
        guard line.words.count >= columns.count else {
            text.report(
                "E-INSTANCE-MISSING", line, columns[line.words.count], nil, "The row is too short.",
                "Complete the row.")
            return
        }
        let start = line.words.lowerBound
        let values = columns.indices.map { text.needNumber(start + $0, line, columns[$0]) }
        guard let number = values[0], let x = values[1], let y = values[2], let service = values[3],
            let demand = values[4], let combinations = values[6]
        else { return }
        var node = InstanceDraft.Node(
            number: Int(number), line: line.number, x: x, y: y, demand: [demand], service: service)
        let window = 7 + Int(max(0, min(combinations, 1000)))
        if hasWindows {
            guard line.words.count >= window + 2 else {
                text.report(
                    "E-INSTANCE-MISSING", line, "time window", nil, "The time window is missing.", "Complete the row.")
                return
            }
            guard let early = text.needNumber(start + window, line, "earliest"),
                let late = text.needNumber(start + window + 1, line, "latest")
            else { return }
            node.early = early
            node.late = late
        }
        draft.nodes.append(node)
    }
}
