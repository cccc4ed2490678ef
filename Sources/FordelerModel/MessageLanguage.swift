/// The language people are written to in: citizens in messages, dispatchers in reasons.
public enum MessageLanguage: String, Hashable, Sendable, Codable, CaseIterable {
    /// Norwegian bokmål.
    case norwegian = "nb"
    /// Swedish.
    case swedish = "sv"
    /// English.
    case english = "en"

    /// The wording of this language.
    public func choose(_ english: String, _ norwegian: String, _ swedish: String) -> String {
        switch self {
        case .english: english
        case .norwegian: norwegian
        case .swedish: swedish
        }
    }
}
