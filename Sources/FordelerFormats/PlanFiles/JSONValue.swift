import Foundation

/// A JSON value; objects keep the order they are written in.
enum JSONValue: Decodable {
    case null
    case flag(Bool)
    case integer(Int)
    /// A whole number beyond `Int`.
    case large(UInt64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            self = .object(
                try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                    ($0.stringValue, try object.decode(JSONValue.self, forKey: $0))
                })
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
            self = .list(values)
        } else {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                self = .null
            } else if let flag = try? single.decode(Bool.self) {
                self = .flag(flag)
            } else if let integer = try? single.decode(Int.self) {
                self = .integer(integer)
            } else if let large = try? single.decode(UInt64.self) {
                self = .large(large)
            } else if let number = try? single.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try single.decode(String.self))
            }
        }
    }

    /// The value as written in a message.
    var text: String {
        switch self {
        case .null: "null"
        case .flag(let flag): String(flag)
        case .integer(let integer): String(integer)
        case .large(let large): String(large)
        case .number(let number): String(number)
        case .text(let text): text
        case .list: "a list"
        case .object: "an object"
        }
    }

    private var isFlat: Bool {
        switch self {
        case .list(let values): values.isEmpty
        case .object(let entries): entries.isEmpty
        default: true
        }
    }

    /// Whether the value stands on one line: a scalar, a list of scalars, or an object at most two levels deep.
    private func isShort(_ levels: Int) -> Bool {
        switch self {
        case .list(let values): levels > 0 && values.allSatisfy(\.isFlat)
        case .object(let entries): levels > 0 && entries.allSatisfy { $0.value.isShort(levels - 1) }
        default: true
        }
    }

    /// Writes the value: deep values indented by two blanks, shallow ones on one line.
    func write(into text: inout String, indent: String = "") {
        let inner = indent + "  "
        switch self {
        case .list(let values) where !isFlat && !isShort(1):
            text += "[\n"
            for (index, value) in values.enumerated() {
                text += inner
                value.write(into: &text, indent: inner)
                text += index == values.count - 1 ? "\n" : ",\n"
            }
            text += indent + "]"
        case .object(let entries) where !isShort(2) || indent.isEmpty:
            text += "{\n"
            for (index, entry) in entries.enumerated() {
                text += inner + JSONText.quoted(entry.key) + ": "
                entry.value.write(into: &text, indent: inner)
                text += index == entries.count - 1 ? "\n" : ",\n"
            }
            text += indent + "}"
        case .list(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                value.write(into: &text, indent: inner)
            }
            text += "]"
        case .object(let entries):
            text += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { text += ", " }
                text += JSONText.quoted(entry.key) + ": "
                entry.value.write(into: &text, indent: inner)
            }
            text += "}"
        case .text(let string): text += JSONText.quoted(string)
        default: text += self.text
        }
    }
}
