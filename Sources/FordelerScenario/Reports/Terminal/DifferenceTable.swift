import FordelerModel
import FordelerPlanning

/// The terminal's answer to "who moves, from when to when, and what does it come to", within 80 columns.
public struct DifferenceTable: Sendable {
    /// Most changes of one kind that are listed one by one.
    public static let limit = 20
    private let difference: PlanDifference
    private let hasColours: Bool

    /// Makes a table; colours are ANSI sequences for terminals.
    public init(_ difference: PlanDifference, colours: Bool = false) {
        self.difference = difference
        hasColours = colours
    }

    /// The whole table, lines parted by newlines, without a trailing one.
    public var text: String {
        if difference.changes.isEmpty, amounts(difference.aims + difference.cost).isEmpty {
            return "No difference: every order stands as it stood."
        }
        var blocks = [heading]
        for kind in PlanDifference.Kind.allCases {
            let changes = difference.changes.filter { $0.kind == kind }
            if !changes.isEmpty { blocks.append(list(kind, changes)) }
        }
        let totals = totals
        if !totals.isEmpty { blocks.append(totals) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var heading: [String] {
        let broken = difference.promisesBroken
        let sentence =
            broken == 0
            ? "No announced window is missed."
            : broken == 1 ? "1 announced window is missed." : "\(broken) announced windows are missed."
        return [
            "\(difference.changes.count) orders stand differently, \(difference.unchanged) as they stood.",
            TextGrid.paint(sentence, broken == 0 ? .quiet : .alarm, colours: hasColours),
        ]
    }

    private static func title(_ kind: PlanDifference.Kind) -> String {
        switch kind {
        case .added: "NEW ORDERS"
        case .removed: "GONE"
        case .planned: "NOW PLANNED"
        case .dropped: "NO LONGER PLANNED"
        case .date: "ANOTHER DAY"
        case .van: "ANOTHER VAN"
        case .time: "ANOTHER TIME"
        case .state: "ANOTHER STATE"
        }
    }

    private func list(_ kind: PlanDifference.Kind, _ changes: [PlanDifference.Change]) -> [String] {
        var grid = TextGrid(
            columns: [
                .init(title: DifferenceTable.title(kind), width: 17, alignment: .left), .init(title: "class", width: 5),
                .init(title: "from", width: 25, alignment: .left), .init(title: "to", width: 25, alignment: .left),
                .init(title: "", width: 4, alignment: .left),
            ], hasColours: hasColours)
        var lines: [String] = []
        for change in changes.prefix(DifferenceTable.limit) {
            grid.rows = [
                [
                    .init(change.order), .init(change.priority.word), .init(stand(change.before), .quiet),
                    .init(stand(change.after), change.after?.late ?? false ? .alarm : .plain),
                    .init(change.breaksPromise ? "miss" : "", .alarm),
                ]
            ]
            if lines.isEmpty { lines.append(grid.lines[0]) }
            lines.append(grid.lines[1])
            if let reason = change.reason {
                lines += ReportText.wrapped(reason.text, width: 76).map {
                    "    " + TextGrid.paint($0, .quiet, colours: hasColours)
                }
            }
        }
        let rest = changes.count - DifferenceTable.limit
        return lines + (rest > 0 ? ["and \(rest) more; --json lists all"] : [])
    }

    private func stand(_ stand: PlanDifference.Stand?) -> String {
        guard let stand else { return "–" }
        guard let van = stand.van, let date = stand.date, let start = stand.startSecond else {
            return ReportText.name(stand.state)
        }
        return "\(ReportText.day(date)) \(CivilInstant.clock(start)) \(van)" + (stand.late ? " late" : "")
    }

    /// Amounts that differ, as people read them.
    private func amounts(_ list: [PlanDifference.Amount]) -> [PlanDifference.Amount] {
        list.filter { $0.before != $0.after }
    }

    private var totals: [String] {
        var grid = TextGrid(
            columns: [
                .init(title: "TOTALS", width: 41, alignment: .left), .init(title: "before", width: 12),
                .init(title: "after", width: 12), .init(title: "change", width: 12),
            ], hasColours: hasColours)
        for aim in difference.aims where aim.before != aim.after && aim.name != "cost" {
            let (name, before) = ReportText.aim(Aim(name: aim.name, amount: aim.before))
            let after = ReportText.aim(Aim(name: aim.name, amount: aim.after)).amount
            grid.rows.append([
                .init(name), .init(before), .init(after),
                .init(sign(aim, ReportText.grouped), aim.after > aim.before ? .alarm : .plain),
            ])
        }
        let names = [
            "shifts": "Vans used", "hours": "Paid hours", "overtime": "Overtime", "distance": "Kilometres",
            "waiting": "Price of waiting", "soft": "Soft terms", "total": "Cost in all",
        ]
        for part in amounts(difference.cost) {
            grid.rows.append([
                .init(names[part.name] ?? part.name), .init(ReportText.money(part.before)),
                .init(ReportText.money(part.after)), .init(sign(part, ReportText.money)),
            ])
        }
        for amount in amounts(difference.work) {
            let (name, write): (String, (Int) -> String) =
                switch amount.name {
                case "driving_seconds": ("Hours driven", ReportText.duration)
                case "distance_metres": ("Kilometres driven", ReportText.kilometres)
                default: ("Van-days used", ReportText.grouped)
                }
            grid.rows.append([
                .init(name), .init(write(amount.before)), .init(write(amount.after)),
                .init((amount.after < amount.before ? "−" : "+") + write(abs(amount.after - amount.before))),
            ])
        }
        return grid.rows.isEmpty ? [] : grid.lines
    }

    private func sign(_ amount: PlanDifference.Amount, _ write: (Int) -> String) -> String {
        let change = amount.after - amount.before
        return (change > 0 ? "+" : "") + write(change)
    }
}

extension ReportText {
    /// Lines of whole words, each at most `width` characters unless one word is longer.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
