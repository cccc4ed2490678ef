/// The targets of a scenario beside what was measured, for the terminal (80 columns).
public struct TargetTable: Sendable {
    private let results: [TargetResult]
    private let hasColours: Bool

    /// Makes a table.
    public init(_ results: [TargetResult], colours: Bool = false) {
        self.results = results
        hasColours = colours
    }

    /// The lines, parted by newlines.
    public var text: String {
        var grid = TextGrid(
            columns: [
                .init(title: "", width: 6, alignment: .left), .init(title: "target", width: 34, alignment: .left),
                .init(title: "measured", width: 14), .init(title: "accepted", width: 23, alignment: .left),
            ], hasColours: hasColours)
        for result in results {
            grid.rows.append([
                result.isMet ? .init("met", .quiet) : .init("MISSED", .alarm), .init(result.target.field),
                .init(result.measured.map(TargetTable.number) ?? "not measured"),
                .init(TargetTable.range(result.target)),
            ])
        }
        return grid.lines.joined(separator: "\n")
    }

    /// `late.acute is 2, accepted is at most 0 (source)`.
    public static func sentence(_ result: TargetResult) -> String {
        let measured = result.measured.map { "is " + number($0) } ?? "was not measured"
        return "\(result.target.field) \(measured), accepted is \(range(result.target)) (\(result.target.source))"
    }

    /// `at most 3`, `at least 0.9`, `1 to 5`.
    static func range(_ target: ExpectedResults.Target) -> String {
        switch target.range {
        case (let low?, let high?): low == high ? number(low) : "\(number(low)) to \(number(high))"
        case (let low?, nil): "at least \(number(low))"
        case (nil, let high?): "at most \(number(high))"
        case (nil, nil): "anything"
        }
    }

    /// A whole number without a decimal point, others with at most four decimals.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        if value == value.rounded() { return String(Int(value)) }
        return "\((value * 10_000).rounded() / 10_000)"
    }
}
