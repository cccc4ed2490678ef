import FordelerModel
import Yams

/// One mapping of a YAML file, read key by key; whatever cannot be read goes to the log and comes back as `nil`.
struct YAMLValue {
    let file: String
    let path: String
    let node: Node
    let log: InputLog

    /// Line in the file, from 1.
    var line: Int? { node.mark?.line }
    /// Whether it holds keys and values.
    var isMapping: Bool { node.mapping != nil }
    /// The text of a scalar as written.
    var text: String? { node.scalar?.string }

    /// Reads the file's one mapping; `nil` after logging why there is none.
    static func read(_ text: String, file: String, log: InputLog) -> YAMLValue? {
        guard text.utf8.count <= 1_000_000, isShallow(text) else {
            log.error(
                "E-YAML-SYNTAX", file, "The file is too large or nested too deeply to be one of ours.",
                advice: "Keep it under a megabyte, with a few levels of keys.")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text), node.mapping != nil else {
                log.error(
                    "E-YAML-SYNTAX", file, line: 1, "The file is not a list of keys and values.",
                    advice: "Write lines like 'title: My town'.")
                return nil
            }
            return YAMLValue(file: file, path: "", node: node, log: log)
        } catch let error as YamlError {
            report(error, file: file, log: log)
        } catch {
            log.error("E-YAML-SYNTAX", file, "The file is not valid YAML.", advice: "Check indents and colons.")
        }
        return nil
    }

    private static func report(_ error: YamlError, file: String, log: InputLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.error(
                "E-YAML-SYNTAX", file, line: mark.line, column: "column \(mark.column)",
                "The file is not valid YAML (\(problem)).", advice: "Check indents, colons and quotes near here.")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted()
            log.error(
                "E-YAML-KEY-DUPLICATE", file, line: context.mark.line, value: names.joined(separator: ", "),
                "A key stands twice in one mapping.", advice: "Keep one of them.")
        default:
            log.error("E-YAML-SYNTAX", file, "The file is not valid YAML.", advice: "Check indents and colons.")
        }
    }

    /// Whether brackets, indents and list marks stay shallow enough to be read by recursion.
    private static func isShallow(_ text: String) -> Bool {
        var depth = 0
        var leading = 0
        var isLeading = true
        for byte in text.utf8 {
            switch byte {
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D: depth = max(0, depth - 1)
            default: break
            }
            if byte == 0x0A || byte == 0x0D {
                isLeading = true
                leading = 0
            } else if isLeading {
                if byte == 0x20 || byte == 0x2D || byte == 0x3F || byte == 0x09 {
                    leading += 1
                } else {
                    isLeading = false
                }
            }
            if depth > 50 || leading > 200 { return false }
        }
        return true
    }

    /// The value of a key, or `nil` when the key is missing or its value is empty.
    func value(_ key: String) -> YAMLValue? {
        guard let mapping = node.mapping else { return nil }
        for (name, value) in mapping where name.scalar?.string == key {
            if value.scalar?.string.isEmpty == true, value.scalar?.style == .plain { return nil }
            return YAMLValue(file: file, path: path.isEmpty ? key : path + "." + key, node: value, log: log)
        }
        return nil
    }

    /// The mapping under a key; logs when the value is something else.
    func mapping(_ key: String) -> YAMLValue? {
        guard let value = value(key) else { return nil }
        if value.node.mapping != nil { return value }
        value.error("E-YAML-VALUE", "Keys and values are expected here.", advice: "Indent 'key: value' lines below it.")
        return nil
    }

    /// The elements of a list; a single value counts as a list of one.
    var elements: [YAMLValue] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.enumerated().map { index, element in
            YAMLValue(file: file, path: "\(path)[\(index)]", node: element, log: log)
        }
    }

    /// The keys of the mapping, in the file's order, each with its value.
    var entries: [(key: String, value: YAMLValue)] {
        (node.mapping?.compactMap { name, _ in name.scalar?.string } ?? []).compactMap { key in
            value(key).map { (key, $0) }
        }
    }

    /// Logs every key that is not among `known`.
    func allow(_ known: [String]) {
        for (name, _) in node.mapping ?? [:] {
            let key = name.scalar?.string ?? ""
            if known.contains(key) { continue }
            let near = known.map { ($0, CSVTable.editDistance($0, key)) }.min { $0.1 < $1.1 }
            log.error(
                "E-YAML-KEY-UNKNOWN", file, line: name.mark?.line, column: path.isEmpty ? nil : path, value: key,
                "There is no such key here.",
                advice: near.map { $0.1 <= 2 } == true
                    ? "Did you mean \(near?.0 ?? "")?" : "Keys are: \(known.joined(separator: ", ")).")
        }
    }

    /// Logs that a key is missing.
    func missing(_ key: String, advice: String) {
        log.error(
            "E-YAML-KEY-MISSING", file, line: path.isEmpty ? nil : line, column: path.isEmpty ? key : path + "." + key,
            "The key is missing.", advice: advice)
    }

    func error(_ code: String, _ message: String, advice: String) {
        log.error(code, file, line: line, column: path, value: text, message, advice: advice)
    }

    /// A scalar's text, or `nil` after logging that the value is a list or a mapping.
    func scalar() -> String? {
        if let text { return text }
        error("E-YAML-VALUE", "One value is expected here.", advice: "Write it after the colon.")
        return nil
    }

    /// A number in a range.
    func number(in range: ClosedRange<Double>) -> Double? {
        guard let text = scalar() else { return nil }
        guard let number = CellText.number(text) else {
            error("E-YAML-NUMBER", "This is not a number.", advice: "Write digits with a point, for example 1.4.")
            return nil
        }
        guard range.contains(number) else {
            error(
                "E-RANGE",
                "The number lies outside \(CellText.plain(range.lowerBound)) to \(CellText.plain(range.upperBound)).",
                advice: "Check the unit and the digits.")
            return nil
        }
        return number
    }

    /// A whole number in a range.
    func integer(in range: ClosedRange<Int>) -> Int? {
        guard let number = number(in: Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
        if number == number.rounded() { return Int(number) }
        error("E-YAML-NUMBER", "This is not a whole number.", advice: "Write digits only.")
        return nil
    }

    /// One of some words.
    func word<T: RawRepresentable<String>>(among values: [T]) -> T? {
        guard let text = scalar() else { return nil }
        if let found = values.first(where: { $0.rawValue.lowercased() == text.lowercased() }) { return found }
        error(
            "E-YAML-WORD", "This word is not known here.",
            advice: "Write one of: \(values.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }

    /// An instant or a date, in a reasonable year.
    func instant() -> CivilInstant? {
        guard let text = scalar() else { return nil }
        guard let instant = CellText.instant(text) else {
            error(
                "E-YAML-DATE", "This is not a date, or not one that exists.",
                advice: "Write 2026-05-04 or 2026-05-04T07:30.")
            return nil
        }
        guard (2000...2100).contains(instant.date.year) else {
            error("E-RANGE-DATE", "The year lies outside 2000 to 2100.", advice: "Check the year.")
            return nil
        }
        return instant
    }
}
