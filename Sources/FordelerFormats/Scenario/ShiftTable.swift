import FordelerModel

/// `shifts.csv`: which van works on which date.
enum ShiftTable {
    static let columns: [CSVColumn] = [
        .required("van"), .required("date"), .required("start"), .required("end"), .optional("overtime_minutes"),
        .required("start_depot"), .optional("end_depot"), .optional("crew"), .optional("persons"),
        .optional("skills"), .optional("breaks"), .optional("longest_duty_hours"),
    ]

    /// The word for a shift that ends at its last visit, and for a shift without a break.
    static let openEnd = "open"
    static let noBreak = "none"

    static func read(_ table: CSVTable, _ context: TableContext, vans: [Van]) -> [Shift] {
        let byId = Dictionary(vans.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var lines: [String: Int] = [:]
        return context.rows(table).compactMap { row in
            let van = row.identity("van")
            if let van { context.check(van, in: context.vans, "E-REF-VAN", "van", row, table: "vans.csv") }
            let date = row.date("date")
            if row.text("date").isEmpty { _ = row.required("date") }
            let start = row.clock("start")
            let end = row.clock("end")
            if let start, let end, end <= start {
                row.error(
                    "E-SHIFT-ORDER", "end", "The shift ends before it starts.", advice: "Swap or correct the times.")
            }
            let overtime = row.minutes("overtime_minutes", upTo: 480, default: 0)
            let startDepot = row.required("start_depot")
            if let startDepot {
                context.check(startDepot, in: context.depots, "E-REF-DEPOT", "start_depot", row, table: "depots.csv")
            }
            let endDepot = row.text("end_depot")
            if !endDepot.isEmpty, endDepot != openEnd {
                context.check(endDepot, in: context.depots, "E-REF-DEPOT", "end_depot", row, table: "depots.csv")
            }
            let crew = row.integer("crew", in: 1...2, default: van.flatMap { byId[$0]?.crew } ?? 1)
            guard let van, let date, let start, let end, end > start, let overtime, let startDepot, let crew else {
                return nil
            }
            if let line = lines["\(van)|\(date.iso)"] {
                row.error(
                    "E-SHIFT-DUPLICATE", "van", "Line \(line) has a shift of the same van on the same date.",
                    advice: "Keep one of them.")
                return nil
            }
            lines["\(van)|\(date.iso)"] = row.line
            guard let breaks = breaks(row, start: start, end: end) else { return nil }
            var longest: Int?
            if !row.text("longest_duty_hours").isEmpty {
                guard let hours = row.number("longest_duty_hours", in: 1...24) else { return nil }
                longest = Int((hours * 3600).rounded())
            }
            return Shift(
                van: van, date: date, startSecond: start, endSecond: end, overtimeSeconds: overtime,
                startDepot: startDepot, endDepot: endDepot.isEmpty ? startDepot : endDepot == openEnd ? nil : endDepot,
                crew: crew, persons: row.list("persons"),
                skills: Set(row.list("skills")).union(byId[van]?.skills ?? []), breaks: breaks,
                longestDutySeconds: longest)
        }
    }

    /// `30@10:30-12:30`: thirty minutes that start between two clock times; several are parted by `+`.
    private static func breaks(_ row: CSVRow, start: Int, end: Int) -> [BreakRule]? {
        let text = row.text("breaks")
        // The legal default needs a break only when more than five and a half hours are worked.
        if text.isEmpty { return end - start > 19_800 ? [BreakRule()] : [] }
        if text == noBreak { return [] }
        var rules: [BreakRule] = []
        var lastEnd = start
        for part in CellText.list(text) {
            let halves = part.split(separator: "@", omittingEmptySubsequences: false)
            guard halves.count == 2, let minutes = CellText.number(String(halves[0])), (1...240).contains(minutes),
                let span = CellText.span(String(halves[1]))
            else {
                row.error(
                    "E-CSV-BREAK", "breaks", "This is not a break.",
                    advice: "Write 30@10:30-12:30 (minutes, earliest and latest start), none, or nothing.")
                return nil
            }
            let seconds = Int((minutes * 60).rounded())
            guard span.from >= lastEnd, span.to + seconds <= end else {
                row.error(
                    "E-SHIFT-BREAK", "breaks", "A break lies outside the shift, or before the one named first.",
                    advice: "Keep breaks inside the shift and in the order of time.")
                return nil
            }
            lastEnd = span.from + seconds
            rules.append(
                BreakRule(
                    durationSeconds: seconds, earliestAfterSeconds: span.from - start,
                    latestAfterSeconds: span.to - start, notNeededBeforeSeconds: span.to - start))
        }
        return rules
    }
}
