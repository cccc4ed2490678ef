import FordelerModel
import Foundation

/// What a scenario's `expected.json` asks of a result: fields with a range, each with the source of its numbers.
public struct ExpectedResults: Hashable, Sendable, Codable {
    /// One field and its range. `min` and `max` are inclusive; `value` with `tolerance` is the range around a value.
    public struct Target: Hashable, Sendable, Codable {
        /// The measured field, for example `late.acute`.
        public var field: String
        /// Lowest accepted number.
        public var min: Double?
        /// Highest accepted number.
        public var max: Double?
        /// The number to come close to.
        public var value: Double?
        /// Largest accepted distance from `value`, in the field's unit; 0 when not given.
        public var tolerance: Double?
        /// Where the numbers come from.
        public var source: String

        /// Makes a target.
        public init(
            field: String, min: Double? = nil, max: Double? = nil, value: Double? = nil, tolerance: Double? = nil,
            source: String
        ) {
            self.field = field
            self.min = min
            self.max = max
            self.value = value
            self.tolerance = tolerance
            self.source = source
        }

        /// Lowest and highest accepted number after value and tolerance; `nil` is no limit.
        public var range: (low: Double?, high: Double?) {
            let around = value.map { ($0 - (tolerance ?? 0), $0 + (tolerance ?? 0)) }
            let low = [min, around?.0].compactMap { $0 }.max()
            let high = [max, around?.1].compactMap { $0 }.min()
            return (low, high)
        }
    }

    /// The targets, in the order of the file.
    public var targets: [Target]

    /// Makes an expected.
    public init(targets: [Target]) { self.targets = targets }

    /// Reads `expected.json`; lists every defect at once.
    public static func read(_ bytes: [UInt8], file: String = "expected.json") throws(InputErrors) -> ExpectedResults {
        let expected: ExpectedResults
        do {
            expected = try JSONDecoder().decode(ExpectedResults.self, from: Data(bytes))
        } catch {
            throw InputErrors([defect(of: error, file: file)])
        }
        var defects: [Diagnostic] = []
        for (index, target) in expected.targets.enumerated() {
            let path = "targets[\(index)]"
            if target.field.isEmpty {
                defects.append(
                    Diagnostic(
                        code: "E-EXPECTED-FIELD", file: file, column: path, message: "The target names no field.",
                        advice: "Write the measured field, for example late.acute."))
            }
            let (low, high) = target.range
            if low == nil, high == nil {
                defects.append(
                    Diagnostic(
                        code: "E-EXPECTED-RANGE", file: file, column: path, value: target.field,
                        message: "The target has neither min, max nor value.", advice: "Give at least one of them."))
            } else if let low, let high, low > high {
                defects.append(
                    Diagnostic(
                        code: "E-EXPECTED-RANGE", file: file, column: path, value: target.field,
                        message: "No number lies in the target's range.", advice: "Make min at most max."))
            }
            if let tolerance = target.tolerance, tolerance < 0 {
                defects.append(
                    Diagnostic(
                        code: "E-EXPECTED-RANGE", file: file, column: path + ".tolerance", value: "\(tolerance)",
                        message: "The tolerance is negative.", advice: "Write 0 or more."))
            }
        }
        if !defects.isEmpty { throw InputErrors(defects) }
        return expected
    }

    private static func defect(of error: any Error, file: String) -> Diagnostic {
        var path = ""
        var message = "The file is not valid JSON."
        if let error = error as? DecodingError {
            switch error {
            case .keyNotFound(let key, let context):
                path = text(context.codingPath + [key])
                message = "The field is missing."
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                path = text(context.codingPath)
                message = "The field has the wrong type."
            case .dataCorrupted(let context):
                path = text(context.codingPath)
            @unknown default: break
            }
        }
        return Diagnostic(
            code: "E-EXPECTED-JSON", file: file, column: path.isEmpty ? nil : path, message: message,
            advice: "Write {\"targets\": [{\"field\": …, \"max\": …, \"source\": …}]}.")
    }

    private static func text(_ path: [any CodingKey]) -> String {
        path.reduce("") { text, key in
            if let index = key.intValue { return text + "[\(index)]" }
            return text.isEmpty ? key.stringValue : text + "." + key.stringValue
        }
    }
}

/// A target held against a measurement.
public struct TargetResult: Hashable, Sendable, Codable {
    /// The target.
    public var target: ExpectedResults.Target
    /// The measured number; `nil` when nothing measured the field.
    public var measured: Double?
    /// Whether the number lies in the range; a field that nothing measured misses its target.
    public var isMet: Bool

    /// Holds a target against measurements by field.
    public init(_ target: ExpectedResults.Target, in measurements: [String: Double]) {
        self.target = target
        measured = measurements[target.field]
        guard let measured else {
            isMet = false
            return
        }
        let (low, high) = target.range
        isMet = measured >= (low ?? -.infinity) && measured <= (high ?? .infinity)
    }
}
