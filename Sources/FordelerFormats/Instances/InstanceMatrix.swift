import FordelerModel
import FordelerRoutingProblem

extension RoutingInstance {
    /// Puts a square table of real lengths in the place of the file's travel: as many numbers as locations squared,
    /// row by row, apart from each other by space, commas or semicolons; `inf`, `null` and `-` are places with no way
    /// between them. Times use the same numbers.
    /// - Throws: ``InputErrors`` when numbers are missing, negative, not finite or too large.
    public mutating func replaceTravel(_ bytes: [UInt8], file: String) throws(InputErrors) {
        let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "["), UInt8(ascii: "]")]
        var text = InstanceText(file: file, bytes: bytes.map { separators.contains($0) ? 32 : $0 })
        let count = naming.numbers.count
        var lengths: [Double] = []
        lengths.reserveCapacity(count * count)
        for line in text.lines {
            for word in line.words {
                guard let value = text.needLength(word, line, "row \(lengths.count / max(1, count) + 1)") else {
                    continue
                }
                lengths.append(value)
                if value < 0 || value.isFinite && value * naming.scale > InstanceNumbers.limit {
                    text.report(
                        "E-INSTANCE-RANGE", line, nil, text.text(word), "The length is negative or too large.",
                        "Correct the number.")
                }
            }
        }
        if text.diagnostics.isEmpty, lengths.count != count * count {
            text.report(
                "E-INSTANCE-MISSING", text.lines.last, nil, String(lengths.count),
                "A table of \(count) × \(count) numbers is needed.", "Give one row for each location.")
        }
        if !text.diagnostics.isEmpty { throw InputErrors(text.diagnostics) }
        naming.travel = InstanceTravel(matrix: lengths, count: count)
        let numbers = InstanceNumbers(distances, scale: naming.scale)
        let table = naming.travel.table(numbers)
        problem.profiles = [TravelMatrix(count: count, durations: table, distances: table)]
    }
}
