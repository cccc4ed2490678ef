extension LinearModel {
    /// Largest magnitude of a coefficient, cost or finite bound that the solver accepts.
    public static let largestNumber = 1e15

    /// Every defect of the model: numbers that are not finite or out of range, bad variable numbers, crossed bounds.
    /// At most a hundred are listed.
    public func defects() -> [MIPError.Defect] {
        var found: [MIPError.Defect] = []
        func note(_ code: String, _ place: String, _ value: some Any, _ advice: String) {
            if found.count < 100 {
                found.append(.init(code: code, place: place, value: "\(value)", advice: advice))
            }
        }
        func number(_ value: Double, _ place: @autoclosure () -> String) {
            if !value.isFinite {
                note("E-MIP-NAN", place(), value, "Give a finite number.")
            } else if abs(value) > Self.largestNumber {
                note("E-MIP-RANGE", place(), value, "Use a unit in which numbers stay below 1e15.")
            }
        }
        func bounds(_ lower: Double, _ upper: Double, _ place: @autoclosure () -> String) {
            if lower.isNaN || upper.isNaN || lower == .infinity || upper == -.infinity {
                note("E-MIP-NAN", place(), "\(lower)...\(upper)", "Give numbers; infinity only on the open side.")
            } else if lower > upper {
                note("E-MIP-BOUNDS", place(), "\(lower)...\(upper)", "Make the lower bound at most the upper.")
            } else if max(lower.isFinite ? abs(lower) : 0, upper.isFinite ? abs(upper) : 0) > Self.largestNumber {
                note("E-MIP-RANGE", place(), "\(lower)...\(upper)", "Use infinity for a side without a limit.")
            }
        }
        number(constant, "constant")
        for j in 0..<variableCount {
            bounds(lower[j], upper[j], "variable \(j)")
            number(cost[j], "cost of variable \(j)")
            if isInteger[j],
                lower[j].isFinite && lower[j] != lower[j].rounded()
                    || upper[j].isFinite && upper[j] != upper[j].rounded()
            {
                note(
                    "E-MIP-WHOLE", "variable \(j)", "\(lower[j])...\(upper[j])",
                    "Give whole bounds to a whole variable.")
            }
        }
        for defect in rows.defects(variables: variableCount) where found.count < 100 { found.append(defect) }
        return found
    }
}

extension RowBatch {
    /// Every defect of the rows for a model with so many variables.
    func defects(variables: Int) -> [MIPError.Defect] {
        var found: [MIPError.Defect] = []
        var seen = [Int](repeating: -1, count: variables)
        func note(_ code: String, _ row: Int, _ value: some Any, _ advice: String) {
            if found.count < 100 {
                found.append(.init(code: code, place: "constraint \(row)", value: "\(value)", advice: advice))
            }
        }
        for r in 0..<count {
            if lower[r].isNaN || upper[r].isNaN || lower[r] == .infinity || upper[r] == -.infinity {
                note("E-MIP-NAN", r, "\(lower[r])...\(upper[r])", "Give numbers; infinity only on the open side.")
            } else if lower[r] > upper[r] {
                note("E-MIP-BOUNDS", r, "\(lower[r])...\(upper[r])", "Make the lower side at most the upper.")
            }
            for k in range(of: r) {
                let j = Int(index[k])
                if j < 0 || j >= variables {
                    note("E-MIP-INDEX", r, j, "Use variables that were added, numbered from 0.")
                    continue
                }
                if seen[j] == r {
                    note("E-MIP-TWICE", r, j, "Add the coefficients of a variable before the row is made.")
                }
                seen[j] = r
                if !value[k].isFinite {
                    note("E-MIP-NAN", r, value[k], "Give a finite coefficient.")
                } else if abs(value[k]) > LinearModel.largestNumber {
                    note("E-MIP-RANGE", r, value[k], "Use a unit in which coefficients stay below 1e15.")
                }
            }
        }
        return found
    }

    /// Amount by which a row is violated at a point, relative to its largest term.
    func violation(of row: Int, at point: UnsafeBufferPointer<Double>) -> Double {
        var sum = 0.0
        var scale = 1.0
        for k in range(of: row) {
            let term = value[k] * point[Int(index[k])]
            sum += term
            scale = max(scale, abs(term))
        }
        return max(lower[row] - sum, sum - upper[row]) / scale
    }
}
