import FordelerFormats
import FordelerModel
import FordelerPlanning

/// An explanation as people read it, within 80 columns.
public struct ExplanationText: Sendable {
    private let explanation: OrderExplanation
    private let language: ReasonLanguage
    private let hasColours: Bool

    /// Makes a text in a language.
    public init(_ explanation: OrderExplanation, language: ReasonLanguage = .english, colours: Bool = false) {
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
        let words: (order: String, late: String) =
            switch language {
            case .english: ("Order", "late")
            case .norwegian: ("Oppdrag", "forsinket")
            case .swedish: ("Uppdrag", "sen")
            }
        return "\(words.order) \(explanation.order), \(state)" + (explanation.late ? ", \(words.late)" : "")
    }

    private var state: String {
        let names: (String, String, String) =
            switch explanation.state {
            case .planned: ("planned", "planlagt", "planerad")
            case .waitingOnPurpose: ("waiting on purpose", "venter med hensikt", "väntar med avsikt")
            case .waitingHorizonFull: ("waiting, horizon full", "venter, fullt", "väntar, fullt")
            case .notServed: ("could not be served", "kunne ikke utføres", "kunde inte utföras")
            case .held: ("held", "på vent", "på vänt")
            case .notReady: ("not ready", "ikke klar", "inte klar")
            }
        switch language {
        case .english: return names.0
        case .norwegian: return names.1
        case .swedish: return names.2
        }
    }

    private func sentence(_ change: VanDayChange) -> String {
        let words = MessageLanguage(rawValue: language.rawValue) ?? .english
        let with = VanDayChangeSentences.text(change, words)
        let place = "\(change.van) \(change.date.iso)"
        switch language {
        case .english: return "With \(with), van \(place) takes it in time."
        case .norwegian: return "Med \(with) tar bil \(place) den i tide."
        case .swedish: return "Med \(with) tar bil \(place) den i tid."
        }
    }
}
