import FordelerModel
import FordelerPlanning

/// The terminal's answer to "where does this order fit, and who pays for it", within 80 columns.
public struct QuoteTable: Sendable {
    private let quote: OrderQuote
    private let origin: CivilDate
    private let hasColours: Bool

    /// Makes a table.
    ///
    /// - Parameter origin: first day of the plan.
    public init(_ quote: OrderQuote, origin: CivilDate, colours: Bool = false) {
        self.quote = quote
        self.origin = origin
        hasColours = colours
    }

    /// The whole table, lines parted by newlines, without a trailing one.
    public var text: String {
        var lines = [heading, coverage]
        if let reason = quote.reason {
            lines += ReportText.wrapped("\(reason.code): \(reason.text)", width: 80)
        }
        if !quote.displaced.isEmpty {
            lines += ReportText.wrapped(
                "Some orders cannot stand where the plan has them any more, and were left aside: "
                    + quote.displaced.joined(separator: ", ") + ".", width: 80)
        }
        if !quote.places.isEmpty { lines += [""] + grid.lines }
        for (index, place) in quote.places.enumerated() {
            lines += [""] + words(place, number: index + 1)
        }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        let due = quote.due.map { "due " + ReportText.instant($0, from: origin) } ?? "no due instant yet"
        return TextGrid.paint(
            "Order \(quote.order), \(ReportText.name(quote.priority).lowercased()), \(due)", .strong,
            colours: hasColours)
    }

    private var coverage: String {
        let able = quote.vanDays - quote.refused
        return "\(able) of \(quote.vanDays) van-days can take it as the plan stands."
    }

    private var grid: TextGrid {
        var grid = TextGrid(
            columns: [
                .init(title: "", width: 2), .init(title: "van", width: 8, alignment: .left),
                .init(title: "day", width: 10, alignment: .left), .init(title: "start", width: 5),
                .init(title: "window", width: 11), .init(title: "drive", width: 7), .init(title: "overtime", width: 8),
                .init(title: "cost", width: 9), .init(title: "move", width: 4), .init(title: "break", width: 5),
            ], hasColours: hasColours)
        for (index, place) in quote.places.enumerated() {
            let broken = place.suffering.count
            grid.rows.append([
                .init(String(index + 1)), .init(place.van), .init(ReportText.day(place.date)),
                .init(CivilInstant.clock(place.start), place.late ? .alarm : .plain),
                .init("\(CivilInstant.clock(place.fromSecond))–\(CivilInstant.clock(place.toSecond))"),
                .init(minutes(place.addedDrivingSeconds)),
                .init(
                    place.addedOvertimeSeconds == 0 ? "–" : minutes(place.addedOvertimeSeconds),
                    place.addedOvertimeSeconds > 0 ? .alarm : .quiet),
                .init(ReportText.money(place.addedCost.total)), .init(String(place.moves.count)),
                .init(String(broken), broken == 0 ? .quiet : .alarm),
            ])
        }
        return grid
    }

    private func minutes(_ seconds: Int) -> String {
        (seconds < 0 ? "−" : "+") + String((abs(seconds) + 30) / 60) + " min"
    }

    private func words(_ place: OrderQuote.Place, number: Int) -> [String] {
        var sentence = "\(number). Van \(place.van), \(ReportText.day(place.date)): "
        sentence += place.after.map { "after order \($0)" } ?? "first of the trip"
        sentence += place.before.map { ", before order \($0)" } ?? ", then back to the depot"
        sentence += place.addsTrip ? ", on a trip of its own." : "."
        if let helper = place.helper {
            sentence += " Van \(helper.van) meets it at the door, "
            sentence += helper.after.map { "coming from order \($0)" } ?? "coming from the depot"
            sentence += helper.before.map { " and going on to order \($0)." } ?? " and going back."
        }
        if place.late {
            sentence += " It is \(ReportText.span(place.tardinessSeconds)) late there."
        }
        let suffering = place.suffering
        if place.moves.isEmpty {
            sentence += " Nobody else moves."
        } else {
            let most = place.moves.map { abs($0.to - $0.from) }.max() ?? 0
            sentence += place.moves.count == 1 ? " 1 visit moves" : " \(place.moves.count) visits move"
            sentence += ", by up to \(ReportText.span(most))"
            sentence += suffering.isEmpty ? "; every announced window is kept." : "."
        }
        for move in suffering.prefix(5) {
            sentence +=
                " Order \(move.order) moves from \(CivilInstant.clock(move.from)) to \(CivilInstant.clock(move.to))"
            sentence += move.becomesLate ? " and becomes late." : ", out of its window."
        }
        if suffering.count > 5 { sentence += " So do \(suffering.count - 5) more." }
        return ReportText.wrapped(sentence, width: 80)
    }
}
