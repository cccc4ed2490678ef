import FordelerModel

/// A VRPLIB file cut into specifications (`KEY : value`) and sections of rows.
struct VRPLIBSections {
    struct Specification {
        var line: InstanceLine
        var value: String
    }
    struct Section {
        var line: InstanceLine
        var rows: ArraySlice<InstanceLine>
    }

    private(set) var specifications: [String: Specification] = [:]
    private(set) var sections: [String: Section] = [:]
    /// Names of the sections in the file's order.
    private(set) var sectionNames: [String] = []

    init(_ text: inout InstanceText) {
        let lines = text.lines
        var index = 0
        while index < lines.count {
            let line = lines[index]
            let content = text.text(line)
            let upper = content.uppercased()
            if upper == "EOF" { break }
            if Self.isSection(text, line) {
                let key = String(upper.prefix { !$0.isWhitespace && $0 != ":" }.dropLast("_SECTION".count))
                var end = index + 1
                while end < lines.count, !Self.endsSection(text, lines[end]) { end += 1 }
                if sections[key] != nil {
                    text.report(
                        "E-INSTANCE-DUPLICATE", line, key + "_SECTION", nil, "The section stands twice.",
                        "Remove one of them.")
                }
                sections[key] = Section(line: line, rows: lines[(index + 1)..<end])
                sectionNames.append(key)
                index = end
                continue
            }
            if let colon = content.firstIndex(of: ":") {
                let key = Self.trimmed(content[..<colon]).uppercased()
                let value = Self.trimmed(content[content.index(after: colon)...])
                if specifications[key] != nil {
                    text.report(
                        "E-INSTANCE-DUPLICATE", line, key, value, "The keyword stands twice.", "Remove one of them.")
                }
                specifications[key] = Specification(line: line, value: value)
            } else {
                text.report(
                    "E-INSTANCE-FORMAT", line, nil, String(content.prefix(40)),
                    "The line is neither 'KEY : value' nor part of a section.", "Correct or remove the line.")
            }
            index += 1
        }
    }

    /// A specification's number; reports what is none, and (with `required`) what is missing.
    func number(_ key: String, _ text: inout InstanceText, required: Bool = false) -> Double? {
        guard let specification = specifications[key] else {
            if required {
                text.report(
                    "E-INSTANCE-MISSING", nil, key, nil, "The keyword is missing.", "Add a line '\(key) : number'.")
            }
            return nil
        }
        guard let value = Double(specification.value), value.isFinite, abs(value) <= 1e12 else {
            text.report(
                "E-INSTANCE-NUMBER", specification.line, key, specification.value, "A finite number is needed here.",
                "Correct the number.")
            return nil
        }
        return value
    }

    /// A keyword's word without quotes, in capitals.
    func word(_ key: String) -> String? { specifications[key].map { $0.value.uppercased() } }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
        return String(text[start..<end])
    }

    private static func isSection(_ text: InstanceText, _ line: InstanceLine) -> Bool {
        let word = text.text(line.words.lowerBound).uppercased()
        return word.hasSuffix("_SECTION") || word.hasSuffix("_SECTION:")
    }

    private static func endsSection(_ text: InstanceText, _ line: InstanceLine) -> Bool {
        let first = text.bytes[text.words[line.words.lowerBound].start]
        guard first >= 65 else { return false }  // Rows start with a digit, a sign or a point.
        return text.text(line).uppercased() == "EOF" || isSection(text, line)
    }
}
