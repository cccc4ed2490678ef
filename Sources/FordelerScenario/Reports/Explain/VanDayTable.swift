import FordelerModel
import FordelerPlanning

/// Explanations for a terminal: a paragraph an order, and a table of its van-days where it was asked for by name.
public struct VanDayTable {
    private let explanations: [VanDayExplanation]
    private let showsVanDays: Bool
    private let language: MessageLanguage
    private let hasColours: Bool

    /// Makes the table.
    ///
    /// - Parameter vanDays: whether each order's van-days are listed.
    public init(_ explanations: [VanDayExplanation], vanDays: Bool, language: MessageLanguage, colours: Bool) {
        self.explanations = explanations
        showsVanDays = vanDays
        self.language = language
        hasColours = colours
    }

    /// The text, lines of at most 100 characters where the words allow it.
    public var text: String {
        if explanations.isEmpty {
            return words("Nothing is late and nothing waits.", "Alt er i rute.", "Allt är i tid.")
        }
        return explanations.map { paragraph($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func paragraph(_ explanation: VanDayExplanation) -> [String] {
        let outcome = explanation.outcome
        var lines = [TextGrid.paint("\(outcome.order): \(state(outcome))", .strong, colours: hasColours)]
        if outcome.state == .planned {
            lines += choice(explanation)
        } else if language == .english, let reason = outcome.reason {
            lines.append("  \(reason.code): \(reason.text)")
        }
        if let binding = explanation.binding {
            lines.append("  \(binding.rawValue): \(binding.sentence.text(language))")
            lines.append("  " + relief(explanation.smallest))
        } else if outcome.state != .planned || outcome.late, let best = best(explanation) {
            let costs = ReportText.money(best.addedOre ?? 0)
            lines.append(
                "  \(best.van) \(day(best.date)) "
                    + words("could take it in time for", "kunne tatt den i tide for", "kunde tagit den i tid för")
                    + " \(costs)" + hurt(best) + ".")
        }
        if showsVanDays { lines += grid(explanation) }
        return lines
    }

    private func best(_ explanation: VanDayExplanation) -> VanDayVerdict? {
        explanation.vanDays.filter { $0.refusal == nil }
            .min { ($0.madeLate.count, $0.addedOre ?? 0) < ($1.madeLate.count, $1.addedOre ?? 0) }
    }

    private func relief(_ smallest: VanDayChange?) -> String {
        guard let smallest else {
            return words(
                "No single change would do.", "Ingen enkelt endring er nok.", "Ingen enskild ändring räcker.")
        }
        let place = "\(smallest.van) \(day(smallest.date))"
        let change = VanDayChangeSentences.text(smallest, language)
        return words(
            "\(place) could take it with \(change).", "\(place) kan ta den med \(change).",
            "\(place) kan ta den med \(change).")
    }

    private func choice(_ explanation: VanDayExplanation) -> [String] {
        guard let here = explanation.placeOre else { return [] }
        let price = ReportText.money(here)
        guard let next = explanation.nextBest else {
            return [
                words(
                    "  Its place costs \(price); no other van-day can take it.",
                    "  Plassen koster \(price); ingen annen bil eller dag kan ta den.",
                    "  Platsen kostar \(price); ingen annan bil eller dag kan ta den.")
            ]
        }
        let place = "\(next.van) \(day(next.date))"
        let other = ReportText.money(next.addedOre ?? 0)
        return [
            words(
                "  Its place costs \(price); the next best, \(place), costs \(other)",
                "  Plassen koster \(price); den nest beste, \(place), koster \(other)",
                "  Platsen kostar \(price); den näst bästa, \(place), kostar \(other)") + hurt(next) + "."
        ]
    }

    private func hurt(_ verdict: VanDayVerdict) -> String {
        if verdict.madeLate.isEmpty { return "" }
        let names = verdict.madeLate.prefix(4).joined(separator: ", ")
        return words(", and makes \(names) late", ", og gjør \(names) for sen", ", och gör \(names) sen")
    }

    private func grid(_ explanation: VanDayExplanation) -> [String] {
        var grid = TextGrid(
            columns: [
                TextGrid.Column(title: words("Van", "Bil", "Bil"), width: 12, alignment: .left),
                TextGrid.Column(title: words("Day", "Dag", "Dag"), width: 10, alignment: .left),
                TextGrid.Column(title: words("Start", "Start", "Start"), width: 5),
                TextGrid.Column(title: words("Price", "Pris", "Pris"), width: 9),
                TextGrid.Column(
                    title: words(
                        "What is in the way, and what would do", "Hva hindrer, og hva hjelper",
                        "Vad hindrar, och vad hjälper"),
                    width: 60, alignment: .left),
            ], hasColours: hasColours)
        for verdict in explanation.vanDays {
            let isHere = verdict.van == explanation.outcome.van && verdict.date == explanation.outcome.date
            var text = isHere ? words("Here.", "Her.", "Här.") : ""
            if let refusal = verdict.refusal {
                text = refusal.sentence.text(language)
                if let first = verdict.relaxations.first {
                    text = "\(refusal.rawValue) → \(VanDayChangeSentences.text(first, language))"
                }
            } else if !verdict.madeLate.isEmpty {
                text = words("Late: ", "For sent: ", "Sent: ") + verdict.madeLate.joined(separator: ", ")
            }
            grid.rows.append([
                TextGrid.Cell(verdict.van, isHere ? .strong : .plain), TextGrid.Cell(day(verdict.date)),
                TextGrid.Cell(verdict.start.map { CivilInstant.clock($0) } ?? ""),
                TextGrid.Cell(verdict.addedOre.map { ReportText.money($0) } ?? "–"), TextGrid.Cell(text),
            ])
        }
        return grid.lines.map { "  " + $0 }
    }

    private func state(_ outcome: OrderOutcome) -> String {
        let state = outcome.state.words(language)
        guard outcome.state == .planned else { return state }
        let place = "\(outcome.van ?? "") \(outcome.date.map { day($0) } ?? "")"
        return state + (outcome.late ? words(", late", ", for sent", ", för sent") : "") + ", \(place)"
    }

    private func day(_ date: CivilDate) -> String {
        switch language {
        case .english: return ReportText.day(date)
        case .norwegian:
            let names = ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
            return "\(names[date.weekday.rawValue - 1]) \(date.day).\(date.month)."
        case .swedish:
            let names = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]
            return "\(names[date.weekday.rawValue - 1]) \(date.day)/\(date.month)"
        }
    }

    private func words(_ english: String, _ norwegian: String, _ swedish: String) -> String {
        language.choose(english, norwegian, swedish)
    }
}
