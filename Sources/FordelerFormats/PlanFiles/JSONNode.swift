import FordelerModel

/// One value of a JSON file with its path; what cannot be read goes to the log and comes back as `nil`.
struct JSONNode {
    let path: String
    let value: JSONValue
    let file: String
    let log: InputLog

    /// Seconds around the plan's first day that any plan stays within (about thirty years).
    static let instants = -1_000_000_000...1_000_000_000
    /// Amounts of money and metres; sums of many stay far from overflow.
    static let amounts = -1_000_000_000_000...1_000_000_000_000

    /// Whether a key is there with a value other than `null`.
    func has(_ key: String) -> Bool { entry(key) != nil }

    private func entry(_ key: String) -> JSONValue? {
        guard case .object(let entries) = value, let found = entries.first(where: { $0.key == key })?.value else {
            return nil
        }
        if case .null = found { return nil }
        return found
    }

    private func path(_ key: String) -> String { path.isEmpty ? key : key.isEmpty ? path : path + "." + key }

    func error(_ code: String, _ key: String, value: String?, _ message: String, advice: String) {
        log.error(code, file, column: path(key), value: value, message, advice: advice)
    }

    private func required(_ key: String) -> JSONValue? {
        if let found = entry(key) { return found }
        error(
            "E-JSON-MISSING", key, value: nil, "The field is missing.",
            advice: "Write the file anew with fordeler plan.")
        return nil
    }

    private func wrongType(_ key: String, _ found: JSONValue, _ wanted: String) {
        error("E-JSON-TYPE", key, value: found.text, "Here stands \(wanted).", advice: "Correct the value.")
    }

    /// An object under a key.
    func child(_ key: String) -> JSONNode? {
        guard let found = required(key) else { return nil }
        guard case .object = found else {
            wrongType(key, found, "an object")
            return nil
        }
        return JSONNode(path: path(key), value: found, file: file, log: log)
    }

    /// The elements of a list under a key.
    func list(_ key: String) -> [JSONNode] {
        guard let found = required(key) else { return [] }
        guard case .list(let values) = found else {
            wrongType(key, found, "a list")
            return []
        }
        return values.enumerated().map { index, value in
            JSONNode(path: "\(path(key))[\(index)]", value: value, file: file, log: log)
        }
    }

    func text(_ key: String) -> String? {
        guard let found = required(key) else { return nil }
        if case .text(let text) = found { return text }
        wrongType(key, found, "a text")
        return nil
    }

    func optionalText(_ key: String) -> String? { has(key) ? text(key) : nil }

    func flag(_ key: String) -> Bool? {
        guard let found = required(key) else { return nil }
        if case .flag(let flag) = found { return flag }
        wrongType(key, found, "true or false")
        return nil
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let found = required(key) else { return nil }
        guard case .integer(let integer) = found else {
            wrongType(key, found, "a whole number")
            return nil
        }
        if range.contains(integer) { return integer }
        error(
            "E-RANGE", key, value: String(integer),
            "The number lies outside \(range.lowerBound) to \(range.upperBound).", advice: "Correct the value.")
        return nil
    }

    func seed(_ key: String) -> UInt64? {
        guard let found = required(key) else { return nil }
        if case .integer(let integer) = found, integer >= 0 { return UInt64(integer) }
        if case .large(let large) = found { return large }
        wrongType(key, found, "a whole number from 0")
        return nil
    }

    func word<T: RawRepresentable<String>>(_ key: String, among values: [T]) -> T? {
        guard let text = text(key) else { return nil }
        if let found = values.first(where: { $0.rawValue == text }) { return found }
        error(
            "E-JSON-WORD", key, value: text, "This word is not known here.",
            advice: "Write one of: \(values.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    /// A date under a key, or the node's own value.
    func date(_ key: String = "") -> CivilDate? {
        guard let found = key.isEmpty ? value : required(key) else { return nil }
        if case .text(let text) = found, let date = CivilDate(iso: text) { return date }
        error("E-JSON-DATE", key, value: found.text, "This is not a date.", advice: "Write YYYY-MM-DD.")
        return nil
    }
}
