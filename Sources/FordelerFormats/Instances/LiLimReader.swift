/// Reads the table of Li and Lim (2001): vehicle number, capacity and speed, then one line a task (number, x, y,
/// demand, earliest, latest, service, pickup partner, delivery partner), the depot first.
enum LiLimReader {
    private static let columns = ["task", "x", "y", "demand", "earliest", "latest", "service", "pickup", "delivery"]

    static func read(_ text: inout InstanceText) -> InstanceDraft {
        var draft = InstanceDraft(format: .lilim)
        draft.distances = .double
        draft.objective = .vehiclesDistance
        guard let head = text.lines.first, head.words.count >= 2 else {
            text.report(
                "E-INSTANCE-MISSING", text.lines.first, "vehicles", nil,
                "The first line must give vehicles, capacity and speed.", "Add the first line.")
            return draft
        }
        let count = text.needWhole(head.words.lowerBound, head, "vehicles")
        let capacity = text.needNumber(head.words.lowerBound + 1, head, "capacity")
        if head.words.count > 2, let speed = text.needNumber(head.words.lowerBound + 2, head, "speed") {
            if speed < 0 {
                text.report(
                    "E-INSTANCE-RANGE", head, "speed", String(speed), "The speed must not be negative.", "Write 1.")
            } else if speed > 0 {  // Some files of the set leave the field at 0.
                draft.speed = speed
            }
        }
        var partners: [(line: InstanceLine, number: Int, delivery: Int, pickup: Int)] = []
        for line in text.lines.dropFirst() {
            guard line.words.count >= columns.count else {
                text.report(
                    "E-INSTANCE-MISSING", line, columns[line.words.count], nil,
                    "The row has \(line.words.count) of \(columns.count) numbers.", "Complete or remove the row.")
                continue
            }
            let values = columns.indices.map { text.needNumber(line.words.lowerBound + $0, line, columns[$0]) }
            guard let number = values[0], let x = values[1], let y = values[2], let demand = values[3],
                let early = values[4], let late = values[5], let service = values[6], let pickup = values[7],
                let delivery = values[8]
            else { continue }
            draft.nodes.append(
                InstanceDraft.Node(
                    number: Int(number), line: line.number, x: x, y: y, demand: [demand], service: service,
                    early: early, late: late))
            partners.append((line, Int(number), Int(delivery), Int(pickup)))
        }
        draft.pair(partners, &text)
        if let count, let capacity {
            draft.vehicles = text.copies(of: InstanceDraft.Vehicle(capacity: [capacity]), count, head)
        }
        return draft
    }
}

extension InstanceDraft {
    /// Joins pickups with their deliveries by the nodes' numbers; 0 stands for "no partner".
    mutating func pair(
        _ partners: [(line: InstanceLine, number: Int, delivery: Int, pickup: Int)], _ text: inout InstanceText
    ) {
        var location: [Int: Int] = [:]
        for (index, node) in nodes.enumerated() where location[node.number] == nil { location[node.number] = index }
        var paired = Set<Int>()
        for partner in partners where partner.delivery != 0 {
            guard let from = location[partner.number], let to = location[partner.delivery], to != from,
                !isDepot(to), !isDepot(from), paired.insert(from).inserted, paired.insert(to).inserted
            else {
                text.report(
                    "E-INSTANCE-REFERENCE", partner.line, "delivery", String(partner.delivery),
                    "The delivery partner does not exist, is a depot, or belongs to another pickup.",
                    "Name one other task, once.")
                continue
            }
            pairs.append((from, to))
        }
        for partner in partners where partner.pickup != 0 && partner.delivery == 0 {
            guard let index = location[partner.number], !paired.contains(index) else { continue }
            text.report(
                "E-INSTANCE-REFERENCE", partner.line, "pickup", String(partner.pickup),
                "The pickup partner does not name this task as its delivery.", "Make both rows name each other.")
        }
    }
}
