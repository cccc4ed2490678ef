import FordelerModel

/// A word of an instance file: a range of its bytes.
struct InstanceWord {
    var start: Int
    var end: Int
}

/// A line that is neither empty nor a comment, with its words.
struct InstanceLine {
    /// From 1.
    var number: Int
    /// Words of the line, as a range of ``InstanceText/words``.
    var words: Range<Int>
}

/// An instance file cut into lines and words, and the defects found in it so far.
///
/// Words are byte ranges, so that a matrix of a million numbers costs no million strings.
struct InstanceText {
    let file: String
    let bytes: [UInt8]
    private(set) var words: [InstanceWord] = []
    private(set) var lines: [InstanceLine] = []
    var diagnostics: [Diagnostic] = []

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        cut()
    }

    private mutating func cut() {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 1
        var firstWord = 0
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 11 || byte == 12 }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 10 || byte == 13 {
                closeLine(number, from: &firstWord)
                if byte == 13, position + 1 < bytes.count, bytes[position + 1] == 10 { position += 1 }
                position += 1
                number += 1
            } else if isSpace(byte) {
                position += 1
            } else {
                let start = position
                while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 10, bytes[position] != 13 {
                    position += 1
                }
                words.append(InstanceWord(start: start, end: position))
            }
        }
        closeLine(number, from: &firstWord)
    }

    private mutating func closeLine(_ number: Int, from first: inout Int) {
        defer { first = words.count }
        guard first < words.count else { return }
        if bytes[words[first].start] == UInt8(ascii: "#") { return }
        lines.append(InstanceLine(number: number, words: first..<words.count))
    }

    /// The word's text; bytes that are not UTF-8 are replaced.
    func text(_ word: Int) -> String { text(words[word].start..<words[word].end) }

    /// The whole line without the space around it.
    func text(_ line: InstanceLine) -> String {
        guard let last = line.words.last else { return "" }
        return text(words[line.words.lowerBound].start..<words[last].end)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The word as a number, or `nil` when it is none or not finite.
    func number(_ word: Int) -> Double? {
        let range = words[word]
        // Nearly every number of these files is a short whole number.
        if range.end - range.start < 16 {
            var position = range.start
            let negative = bytes[position] == UInt8(ascii: "-")
            if negative { position += 1 }
            var value = 0
            var digits = 0
            while position < range.end, bytes[position] >= 48, bytes[position] <= 57 {
                value = value * 10 + Int(bytes[position] - 48)
                position += 1
                digits += 1
            }
            if position == range.end, digits > 0 { return Double(negative ? -value : value) }
        }
        guard let value = Double(text(word)), value.isFinite else { return nil }
        return value
    }

    /// The word as a number; reports what is not one.
    mutating func needNumber(_ word: Int, _ line: InstanceLine, _ column: String) -> Double? {
        if let value = number(word) {
            if abs(value) <= 1e12 { return value }
            report(
                "E-INSTANCE-RANGE", line, column, text(word), "The number is too large to be computed with.",
                "Keep numbers below 10^12.")
            return nil
        }
        report("E-INSTANCE-NUMBER", line, column, text(word), "A finite number is needed here.", "Correct the number.")
        return nil
    }

    /// The word as a length: a number, or infinity for `inf`, `null` and `-`, which stand for "no way".
    mutating func needLength(_ word: Int, _ line: InstanceLine, _ column: String) -> Double? {
        ["inf", "null", "-"].contains(text(word).lowercased()) ? .infinity : needNumber(word, line, column)
    }

    /// The word as a whole number; reports what is not one.
    mutating func needWhole(_ word: Int, _ line: InstanceLine, _ column: String) -> Int? {
        guard let value = needNumber(word, line, column) else { return nil }
        if value == value.rounded() { return Int(value) }
        report("E-INSTANCE-NUMBER", line, column, text(word), "A whole number is needed here.", "Correct the number.")
        return nil
    }

    /// Notes a defect.
    mutating func report(
        _ code: String, _ line: InstanceLine?, _ column: String?, _ value: String?, _ message: String, _ advice: String
    ) {
        diagnostics.append(
            Diagnostic(
                code: code, file: file, line: line?.number, column: column, value: value, message: message,
                advice: advice))
    }
}
