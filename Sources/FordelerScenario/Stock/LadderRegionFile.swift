import FordelerModel
import FordelerStock
import Foundation

/// A ladder problem as one JSON file: the fields of `LadderProblem`, travel and delivery cost row by row per zone.
public enum LadderRegionFile {
    /// Reads a problem.
    ///
    /// - Throws: `InputErrors` that name the field that is missing or of the wrong kind, or every number out of range.
    public static func read(_ data: Data, file: String) throws -> LadderProblem {
        let problem: LadderProblem
        do {
            problem = try JSONDecoder().decode(LadderProblem.self, from: data)
        } catch let error as DecodingError {
            let (place, message) = explanation(of: error)
            throw InputErrors([
                Diagnostic(
                    code: "E-LADDER-FIELD", file: file, column: place, value: "", message: message,
                    advice: "Compare with a file made by fordeler stock region.")
            ])
        }
        let defects = problem.diagnostics(file: file)
        if !defects.isEmpty { throw InputErrors(defects) }
        return problem
    }

    /// Writes a problem; equal problems give equal bytes.
    public static func text(_ problem: LadderProblem) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(problem), as: UTF8.self) + "\n"
    }

    private static func explanation(of error: DecodingError) -> (place: String, message: String) {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined()
                .trimmingCharacters(in: ["."])
        }
        switch error {
        case .keyNotFound(let key, let context):
            return (place(context), "The field \(key.stringValue) is missing.")
        case .valueNotFound(_, let context): return (place(context), "A value is missing.")
        case .typeMismatch(_, let context): return (place(context), "The value is of the wrong kind.")
        case .dataCorrupted(let context): return (place(context), "This is not JSON, or a number is out of range.")
        @unknown default: return ("", "The file cannot be read.")
        }
    }
}
