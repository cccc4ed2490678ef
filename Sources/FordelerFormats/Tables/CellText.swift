import FordelerModel

/// Numbers, dates, times and lists as people write them in Nordic spreadsheets.
enum CellText {
    /// A finite number with a decimal comma or point; `nil` for anything else, `NaN` and hexadecimal included.
    static func number(_ text: String) -> Double? {
        var plain = ""
        var marks = 0
        for (index, character) in text.enumerated() {
            switch character {
            case "0"..."9" where character.isASCII: plain.append(character)
            case ",", ".":
                marks += 1
                plain.append(".")
            case "-", "\u{2212}": plain.append("-")
            case "+" where index == 0 || plain.last == "e": plain.append("+")
            case "e", "E": plain.append("e")
            default: return nil
            }
        }
        guard marks <= 1, plain.contains(where: \.isNumber), let value = Double(plain), value.isFinite else {
            return nil
        }
        return value
    }

    /// A date with or without a time of day: ISO, or day.month.year.
    static func instant(_ text: String) -> CivilInstant? {
        if let instant = CivilInstant(iso: text) { return instant }
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        guard let first = parts.first, parts.count <= 2 else { return nil }
        var date = CivilDate(iso: String(first))
        let numbers = first.split(separator: ".", omittingEmptySubsequences: false)
        if date == nil, numbers.count == 3, (1...2).contains(numbers[0].count), (1...2).contains(numbers[1].count),
            numbers[2].count == 4, numbers.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let day = Int(numbers[0]), let month = Int(numbers[1]), let year = Int(numbers[2])
        {
            date = CivilDate(year: year, month: month, day: day)
        }
        guard let date else { return nil }
        if parts.count == 1 { return CivilInstant(date: date) }
        return clock(String(parts[1])).map { CivilInstant(date: date, secondOfDay: $0) }
    }

    /// A time of day `8:00`, `08:00`, `08.00` or `08:00:00`.
    static func clock(_ text: String) -> Int? {
        CivilInstant.secondOfDay(clock: text) ?? CivilInstant.secondOfDay(clock: text.replacing(".", with: ":"))
    }

    /// Parts of a list, parted by `+`, trimmed, empty ones left out.
    static func list(_ text: String) -> [String] {
        text.split(separator: "+").map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }

    /// Weekday names of the files: English words and their first three letters.
    static func weekday(_ word: String) -> Weekday? {
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        let lower = word.lowercased()
        guard lower.count >= 3 else { return nil }
        return names.firstIndex { $0 == lower || $0.prefix(3) == lower }.flatMap { Weekday(rawValue: $0 + 1) }
    }

    /// A window `09:00-11:30`, or on some weekdays `mon/wed 09:00-11:30`.
    static func window(_ text: String) -> DailyWindow? {
        let words = text.split(separator: " ")
        guard let last = words.last, words.count <= 2 else { return nil }
        var weekdays: Set<Weekday> = []
        if words.count == 2 {
            for word in words[0].split(separator: "/", omittingEmptySubsequences: false) {
                guard let day = weekday(String(word)) else { return nil }
                weekdays.insert(day)
            }
        }
        guard let span = span(String(last)) else { return nil }
        return DailyWindow(fromSecond: span.from, toSecond: span.to, weekdays: weekdays)
    }

    /// Two clock times parted by a hyphen (or dash), the first not after the second.
    static func span(_ text: String) -> (from: Int, to: Int)? {
        let ends = text.replacing("–", with: "-").split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = clock(String(ends[0])), let to = clock(String(ends[1])), from <= to else {
            return nil
        }
        return (from, to)
    }

    /// A number without a useless `.0`.
    static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
