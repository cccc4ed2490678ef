/// Reads the table of Solomon (1987) and of Gehring and Homberger (1999): vehicle number and capacity, then one line
/// a node (number, x, y, demand, ready time, due date, service time), the depot first.
enum SolomonReader {
    private static let columns = ["CUST NO.", "XCOORD.", "YCOORD.", "DEMAND", "READY TIME", "DUE DATE", "SERVICE TIME"]

    static func read(_ text: inout InstanceText) -> InstanceDraft {
        var draft = InstanceDraft(format: .solomon)
        draft.distances = .dimacs
        let lines = text.lines
        func first(_ word: String) -> Int? {
            lines.firstIndex { text.text($0.words.lowerBound).uppercased() == word }
        }
        if let line = lines.first, line.words.count < 7 { draft.name = text.text(line) }
        guard let fleet = first("NUMBER"), fleet + 1 < lines.count, lines[fleet + 1].words.count >= 2 else {
            text.report(
                "E-INSTANCE-MISSING", first("NUMBER").map { lines[$0] } ?? lines.first, "NUMBER", nil,
                "The number and capacity of the vehicles are missing.",
                "Give them on the line after 'NUMBER CAPACITY'.")
            return draft
        }
        let fleetLine = lines[fleet + 1]
        let count = text.needWhole(fleetLine.words.lowerBound, fleetLine, "NUMBER")
        let capacity = text.needNumber(fleetLine.words.lowerBound + 1, fleetLine, "CAPACITY")
        guard let table = first("CUST") ?? first("CUSTOMER") else {
            text.report(
                "E-INSTANCE-MISSING", lines.last, "CUST NO.", nil, "The table of customers is missing.",
                "Give it after a line that starts with 'CUST NO.'.")
            return draft
        }
        for line in lines[(table + 1)...] {
            // Tables carry their headings in one or two lines; rows start with a number.
            if draft.nodes.isEmpty, text.text(line.words.lowerBound).first?.isLetter == true { continue }
            guard line.words.count >= columns.count else {
                text.report(
                    "E-INSTANCE-MISSING", line, columns[line.words.count], nil,
                    "The row has \(line.words.count) of \(columns.count) numbers.", "Complete or remove the row.")
                continue
            }
            let values = columns.indices.map { text.needNumber(line.words.lowerBound + $0, line, columns[$0]) }
            guard let number = values[0], let x = values[1], let y = values[2], let demand = values[3],
                let early = values[4], let late = values[5], let service = values[6]
            else { continue }
            draft.nodes.append(
                InstanceDraft.Node(
                    number: Int(number), line: line.number, x: x, y: y, demand: [demand], service: service,
                    early: early, late: late))
        }
        if let count, let capacity {
            draft.vehicles = text.copies(of: InstanceDraft.Vehicle(capacity: [capacity]), count, fleetLine)
        }
        return draft
    }
}

extension InstanceText {
    /// So many vehicles of one kind; reports a number that makes no sense.
    mutating func copies(
        of vehicle: InstanceDraft.Vehicle, _ count: Int, _ line: InstanceLine?
    ) -> [InstanceDraft.Vehicle] {
        guard (0...1_000_000).contains(count) else {
            report(
                "E-INSTANCE-RANGE", line, "vehicles", String(count), "The number of vehicles must lie in 0…1000000.",
                "Correct the number of vehicles.")
            return []
        }
        return Array(repeating: vehicle, count: count)
    }
}
