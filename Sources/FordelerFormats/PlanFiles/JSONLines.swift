import Foundation

/// Lines of a JSON text, counted from 1, for messages.
enum JSONLines {
    /// The line on which a text stops being JSON; `nil` when nobody can tell.
    static func defect(in data: Data) -> Int? {
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            return nil
        } catch {
            // The parser names the byte at the end of its sentence, or says that the text ends too early.
            let words = ((error as NSError).userInfo["NSDebugDescription"] as? String) ?? ""
            let digits = String(words.reversed().drop { !$0.isNumber }.prefix { $0.isNumber }.reversed())
            return line(at: Int(digits) ?? data.count, in: data)
        }
    }

    /// The line of the first key with this name; `nil` when there is none as written.
    static func key(_ name: String, in data: Data) -> Int? {
        let quoted = Data("\"\(name)\"".utf8)
        var from = data.startIndex
        while let found = data.range(of: quoted, in: from..<data.endIndex) {
            let next = data[found.upperBound...].first { !" \t\r\n".utf8.contains($0) }
            if next == UInt8(ascii: ":") { return line(at: found.lowerBound - data.startIndex, in: data) }
            from = found.upperBound
        }
        return nil
    }

    private static func line(at offset: Int, in data: Data) -> Int {
        1 + data.prefix(max(0, offset)).count { $0 == UInt8(ascii: "\n") }
    }
}
