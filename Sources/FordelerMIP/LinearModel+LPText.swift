extension LinearModel {
    /// The model in the LP form that integer solvers read, variables named `v0`, `v1`, … and constraints `c0`, `c1`, …
    /// in order, numbers with every digit. A row with two finite, different sides is written as two rows.
    public func lpText() -> String {
        var text = sense == .minimise ? "Minimize\n obj:" : "Maximize\n obj:"
        var width = 0
        func term(_ value: Double, _ variable: Int) {
            if width == 8 {
                text += "\n "
                width = 0
            }
            text += (value < 0 ? " - \(-value)" : " + \(value)") + " v\(variable)"
            width += 1
        }
        for (j, value) in cost.enumerated() where value != 0 { term(value, j) }
        if constant != 0 { text += constant < 0 ? " - \(-constant)" : " + \(constant)" }
        text += "\nSubject To\n"
        for row in 0..<constraintCount {
            let sides: [(name: String, sign: String, value: Double)] =
                rows.lower[row] == rows.upper[row]
                ? [("c\(row)", "=", rows.lower[row])]
                : [("c\(row)l", ">=", rows.lower[row]), ("c\(row)u", "<=", rows.upper[row])].filter { $0.2.isFinite }
            for side in sides {
                text += " \(side.name):"
                width = 0
                for k in rows.range(of: row) { term(rows.value[k], Int(rows.index[k])) }
                text += " \(side.sign) \(side.value)\n"
            }
        }
        text += "Bounds\n"
        for j in 0..<variableCount {
            let low = lower[j] == -.infinity ? "-inf" : "\(lower[j])"
            let high = upper[j] == .infinity ? "+inf" : "\(upper[j])"
            text += " \(low) <= v\(j) <= \(high)\n"
        }
        let whole = (0..<variableCount).filter { isInteger[$0] }
        if !whole.isEmpty { text += "Generals\n" + whole.map { " v\($0)\n" }.joined() }
        return text + "End\n"
    }
}
