import FordelerModel

/// Where a single aid is in its loop.
public enum UnitState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Clean and on a shelf.
    case ready
    /// With a citizen.
    case onLoan = "on-loan"
    /// With a citizen, who has asked for it to be fetched.
    case asked
    /// On a van or handed in, dirty.
    case collected
    /// At the store, labelled, not yet looked at; quarantine runs here.
    case received
    /// Looked at: fit, to be repaired, or not worth it.
    case inspected
    /// Washed and disinfected.
    case cleaned
    /// Thrown away or taken apart.
    case scrapped
    /// Given to an aid organisation.
    case donated

    /// States that may follow.
    public var next: [UnitState] {
        switch self {
        case .ready: [.onLoan, .scrapped, .donated]
        case .onLoan: [.asked, .collected, .scrapped]
        case .asked: [.collected, .onLoan]
        case .collected: [.received]
        case .received: [.inspected]
        case .inspected: [.cleaned, .scrapped]
        case .cleaned: [.ready, .donated, .scrapped]
        case .scrapped, .donated: []
        }
    }

    /// Whether the aid may lie with clean goods.
    public var isClean: Bool { self == .ready || self == .cleaned }
}

/// One aid with a serial number, and what happened to it.
public struct StockUnit: Hashable, Sendable, Codable {
    /// One step of its history.
    public struct Step: Hashable, Sendable, Codable {
        /// The state entered.
        public var state: UnitState
        /// When.
        public var at: CivilInstant
        /// Where: a store's id, or empty.
        public var site: String
        /// A code from reception or inspection, or empty.
        public var note: String
    }

    /// Its serial number.
    public var serial: String
    /// The item.
    public var item: String
    /// Who owns it; decides where a return goes.
    public var owner: String
    /// Its history, the first entry first; never empty.
    public var history: [Step]
    /// It may not be touched before this instant.
    public var quarantineUntil: CivilInstant?

    /// The state it is in.
    public var state: UnitState { history.last?.state ?? .ready }
    /// The store it is at; empty when it is with a citizen or on a van.
    public var site: String { history.last?.site ?? "" }
}

/// Why a step of a unit is refused.
public struct UnitRefusal: Error, Hashable, Sendable, Codable {
    /// A stable code: `E-UNIT-UNKNOWN`, `E-UNIT-TWICE`, `E-UNIT-STATE`, `E-UNIT-TIME`, `E-UNIT-QUARANTINE`.
    public var code: String
    /// The serial number.
    public var serial: String
    /// One sentence.
    public var message: String
    /// What to do.
    public var advice: String
}
