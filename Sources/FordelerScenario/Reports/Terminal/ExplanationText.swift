import FordelerModel
import FordelerPlanning

/// An explanation as people read it, within 80 columns.
public struct ExplanationText: Sendable {
    private let explanation: OrderExplanation
    private let language: MessageLanguage
    private let hasColours: Bool

    /// Makes a text in a language.
    public init(_ explanation: OrderExplanation, language: MessageLanguage = .english, colours: Bool = false) {
        self.explanation = explanation
        self.language = language
        hasColours = colours
    }

    /// The text, lines parted by newlines, without a trailing one.
    public var text: String {
        var lines = [TextGrid.paint(heading, .strong, colours: hasColours)]
        lines += ReportText.wrapped("\(explanation.reason.code): \(explanation.reason.text)", width: 76).map {
            "  " + $0
        }
        for (code, count) in explanation.counts.prefix(6) {
            let number = String(repeating: " ", count: max(0, 4 - String(count).count)) + String(count)
            let sentence = "\(code): \(ReasonSentence.text(code, language))"
            for (index, line) in ReportText.wrapped(sentence, width: 70).enumerated() {
                lines.append("  " + (index == 0 ? number + " × " : "       ") + line)
            }
        }
        for change in explanation.relaxations {
            lines += ReportText.wrapped("→ " + sentence(change), width: 76).map { "  " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        "\(language.choose("Order", "Oppdrag", "Uppdrag")) \(explanation.order), \(explanation.state.words(language))"
            + (explanation.late ? language.choose(", late", ", forsinket", ", sen") : "")
    }

    private func sentence(_ change: VanDayChange) -> String {
        let with = VanDayChangeSentences.text(change, language)
        let place = "\(change.van) \(change.date.iso)"
        return language.choose(
            "With \(with), van \(place) takes it in time.", "Med \(with) tar bil \(place) den i tide.",
            "Med \(with) tar bil \(place) den i tid.")
    }
}
