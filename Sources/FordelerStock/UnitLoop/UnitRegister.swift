import FordelerModel

/// All aids with serial numbers: their states, the owners' rules for returns, and the counts that reports need.
public struct UnitRegister: Hashable, Sendable, Codable {
    /// Counts that are easily mixed up, side by side.
    public struct Counts: Hashable, Sendable, Codable {
        /// Times an aid was handed to a citizen; the same aid may count more than once.
        public var deliveries = 0
        /// Aids that were handed out at least once.
        public var devices = 0
        /// Times an aid became ready again after a return.
        public var reconditioned = 0
        /// Times an aid was inspected and sent to repair (note `repair`).
        public var repaired = 0
        /// Aids with citizens now, those asked to be fetched included.
        public var onLoan = 0
        /// Aids in each state now.
        public var states: [UnitState: Int] = [:]

        /// No counts.
        public init() {}
    }

    /// Aids by serial number.
    public private(set) var units: [String: StockUnit] = [:]
    /// Store that takes the returns of each owner.
    public var returnSites: [String: String]
    /// Store for owners that are not named.
    public var defaultReturnSite: String
    /// Hours a received aid stands before it may be inspected, by note at reception (`infection`: 120, say).
    public var quarantineHours: [String: Int]

    /// Makes an empty register.
    public init(returnSites: [String: String] = [:], defaultReturnSite: String, quarantineHours: [String: Int] = [:]) {
        self.returnSites = returnSites
        self.defaultReturnSite = defaultReturnSite
        self.quarantineHours = quarantineHours
    }

    /// Registers a new aid, ready at a store. - Throws: `E-UNIT-TWICE`.
    public mutating func add(
        serial: String, item: String, owner: String, site: String, at instant: CivilInstant
    ) throws(UnitRefusal) {
        if units[serial] != nil || serial.isEmpty {
            throw UnitRefusal(
                code: "E-UNIT-TWICE", serial: serial, message: "The serial number is empty or in the register.",
                advice: "Give each aid its own number.")
        }
        units[serial] = StockUnit(
            serial: serial, item: item, owner: owner,
            history: [.init(state: .ready, at: instant, site: site, note: "")], quarantineUntil: nil)
    }

    /// The store that takes an aid back: its owner decides.
    public func returnSite(of unit: StockUnit) -> String { returnSites[unit.owner] ?? defaultReturnSite }

    /// Moves an aid one step.
    ///
    /// - Parameters:
    ///   - note: A code from reception or inspection.
    ///   - site: The store; `nil` is the owner's return store on reception, else where it is.
    /// - Throws: a refusal when the step is not allowed from its state, goes back in time, or quarantine runs.
    public mutating func move(
        _ serial: String, to state: UnitState, at instant: CivilInstant, site: String? = nil, note: String = ""
    ) throws(UnitRefusal) {
        guard var unit = units[serial] else {
            throw UnitRefusal(
                code: "E-UNIT-UNKNOWN", serial: serial, message: "No aid has this serial number.",
                advice: "Register it first.")
        }
        guard unit.state.next.contains(state) else {
            let allowed = unit.state.next.map(\.rawValue).joined(separator: ", ")
            throw UnitRefusal(
                code: "E-UNIT-STATE", serial: serial,
                message: "An aid that is \(unit.state.rawValue) cannot become \(state.rawValue).",
                advice: allowed.isEmpty ? "It has left the loop." : "It may become \(allowed).")
        }
        if let last = unit.history.last, instant < last.at {
            throw UnitRefusal(
                code: "E-UNIT-TIME", serial: serial, message: "The step lies before the last one, \(last.at.iso).",
                advice: "Correct the time.")
        }
        if state == .inspected, let until = unit.quarantineUntil, instant < until {
            throw UnitRefusal(
                code: "E-UNIT-QUARANTINE", serial: serial, message: "It stands in quarantine until \(until.iso).",
                advice: "Wait until then.")
        }
        let place: String =
            switch state {
            case .onLoan, .asked, .collected: ""
            case .received: site ?? returnSite(of: unit)
            default: site ?? unit.site
            }
        if state == .received, let hours = quarantineHours[note], hours > 0 {
            unit.quarantineUntil = CivilInstant(date: instant.date, secondOfDay: instant.secondOfDay + hours * 3600)
        } else if state == .cleaned {
            unit.quarantineUntil = nil
        }
        unit.history.append(.init(state: state, at: instant, site: place, note: note))
        units[serial] = unit
    }

    /// Counts over steps from `from` to `to`, both included; states and loans are those at `to`.
    public func counts(from: CivilInstant, to: CivilInstant) -> Counts {
        var counts = Counts()
        for unit in units.values {
            var current: UnitState?
            for step in unit.history where step.at <= to {
                if step.at >= from {
                    switch (current, step.state) {
                    // A collection that is called off ("asked" back to "on loan") is no delivery.
                    case (.ready, .onLoan): counts.deliveries += 1
                    case (.cleaned, .ready): counts.reconditioned += 1
                    case (_, .inspected) where step.note == "repair": counts.repaired += 1
                    default: break
                    }
                }
                current = step.state
            }
            if unit.history.contains(where: { $0.state == .onLoan && $0.at >= from && $0.at <= to }) {
                counts.devices += 1
            }
            if current == .onLoan || current == .asked { counts.onLoan += 1 }
            if let current { counts.states[current, default: 0] += 1 }
        }
        return counts
    }

    /// Aids ready at each store, by item.
    public func readyPieces() -> [String: [String: Int]] {
        var pieces: [String: [String: Int]] = [:]
        for unit in units.values where unit.state == .ready {
            pieces[unit.site, default: [:]][unit.item, default: 0] += 1
        }
        return pieces
    }
}
