import FordelerModel

extension OrderState {
    /// The state as people say it, in small letters.
    func words(_ language: MessageLanguage) -> String {
        switch self {
        case .planned: language.choose("planned", "planlagt", "planerad")
        case .waitingOnPurpose: language.choose("waiting on purpose", "venter med hensikt", "väntar med avsikt")
        case .waitingHorizonFull: language.choose("waiting, horizon full", "venter, fullt", "väntar, fullt")
        case .notServed: language.choose("could not be served", "kunne ikke betjenes", "kunde inte betjänas")
        case .held: language.choose("held", "satt på vent", "satt på vänt")
        case .notReady: language.choose("not ready", "ikke klar", "inte klar")
        }
    }
}
