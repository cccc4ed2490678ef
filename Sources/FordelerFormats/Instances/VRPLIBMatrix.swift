/// Reads explicit lengths in TSPLIB's row and column forms.
enum VRPLIBMatrix {
    static func read(_ file: VRPLIBSections, _ text: inout InstanceText, into draft: inout InstanceDraft) {
        let count = draft.nodes.count
        let name = "EDGE_WEIGHT_SECTION"
        guard let section = file.sections["EDGE_WEIGHT"] else {
            text.report("E-INSTANCE-MISSING", nil, name, nil, "The section is missing.", "Add the lengths.")
            return
        }
        let form = file.word("EDGE_WEIGHT_FORMAT") ?? "FULL_MATRIX"
        guard let cells = cells(form, count) else {
            text.report(
                "E-INSTANCE-FORMAT", file.specifications["EDGE_WEIGHT_FORMAT"]?.line, "EDGE_WEIGHT_FORMAT", form,
                "This form of a matrix is not known.",
                "Use FULL_MATRIX, LOWER_ROW, LOWER_DIAG_ROW, UPPER_ROW, UPPER_DIAG_ROW or their _COL forms.")
            return
        }
        let needed = cells.count
        var matrix = [Double](repeating: 0, count: count * count)
        var index = 0
        for line in section.rows {
            for word in line.words {
                guard let value = text.needLength(word, line, name) else { return }
                if value < 0 {
                    text.report(
                        "E-INSTANCE-RANGE", line, name, text.text(word), "A length must not be negative.",
                        "Correct the number.")
                    return
                }
                if index < needed {
                    let (row, column) = cells.cell(index)
                    matrix[row * count + column] = value
                    if form != "FULL_MATRIX" { matrix[column * count + row] = value }
                }
                index += 1
            }
        }
        if index != needed {
            text.report(
                "E-INSTANCE-MISSING", section.rows.last ?? section.line, name, String(index),
                "\(needed) numbers are needed.", "The file is cut short, or its form or DIMENSION is wrong.")
            return
        }
        for node in 0..<count { matrix[node * count + node] = 0 }
        draft.matrix = matrix
    }

    /// Position of the k-th number of a form.
    private struct Cells {
        let count: Int
        let starts: [Int]
        let firstColumn: @Sendable (Int) -> Int

        func cell(_ index: Int) -> (row: Int, column: Int) {
            // Rows start at rising numbers: the last start at or before the index is its row.
            var low = 0
            var high = starts.count - 1
            while low < high {
                let middle = (low + high + 1) / 2
                if starts[middle] <= index { low = middle } else { high = middle - 1 }
            }
            return (low, firstColumn(low) + index - starts[low])
        }
    }

    private static func cells(_ form: String, _ count: Int) -> Cells? {
        func make(_ length: (Int) -> Int, _ firstColumn: @escaping @Sendable (Int) -> Int) -> Cells {
            var starts: [Int] = []
            var total = 0
            for row in 0..<count {
                starts.append(total)
                total += length(row)
            }
            return Cells(count: total, starts: starts, firstColumn: firstColumn)
        }
        switch form {
        case "FULL_MATRIX": return make({ _ in count }, { _ in 0 })
        case "LOWER_ROW", "UPPER_COL": return make({ $0 }, { _ in 0 })
        case "LOWER_DIAG_ROW", "UPPER_DIAG_COL": return make({ $0 + 1 }, { _ in 0 })
        case "UPPER_ROW", "LOWER_COL": return make({ count - 1 - $0 }, { $0 + 1 })
        case "UPPER_DIAG_ROW", "LOWER_DIAG_COL": return make({ count - $0 }, { $0 })
        default: return nil
        }
    }
}
