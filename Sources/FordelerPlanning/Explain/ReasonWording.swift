import FordelerModel

/// One sentence in every language, numbers and names in each.
public struct ReasonWording: Hashable, Sendable {
    /// The sentence.
    public var english: String, norwegian: String, swedish: String

    /// Makes a wording.
    public init(_ english: String, _ norwegian: String, _ swedish: String) {
        self.english = english
        self.norwegian = norwegian
        self.swedish = swedish
    }

    /// The sentence in one language.
    public func text(_ language: MessageLanguage) -> String {
        language.choose(english, norwegian, swedish)
    }

    /// A date with the name of its weekday, inside a sentence.
    static func day(_ date: CivilDate) -> ReasonWording {
        let index = date.weekday.rawValue - 1
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][index]
        let norwegian = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"][index]
        let swedish = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"][index]
        return ReasonWording("\(english) \(date.iso)", "\(norwegian) \(date.iso)", "\(swedish) \(date.iso)")
    }

    /// The same in all languages: a name, a number.
    static func same(_ text: String) -> ReasonWording { ReasonWording(text, text, text) }

    /// One sentence after the other.
    static func + (a: ReasonWording, b: ReasonWording) -> ReasonWording {
        ReasonWording(a.english + b.english, a.norwegian + b.norwegian, a.swedish + b.swedish)
    }

    /// The sentence with a capital letter first.
    var capitalised: ReasonWording {
        func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
        return ReasonWording(capital(english), capital(norwegian), capital(swedish))
    }

    /// The sentence with a small first letter, for use inside another one.
    var lowercased: ReasonWording {
        func small(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
        return ReasonWording(small(english), small(norwegian), small(swedish))
    }
}
