import FordelerModel
import Foundation

/// Adds elapsed hours to civil instants of one time zone, so that the hour that spring takes away and autumn
/// gives back is counted right.
struct CivilClock: Sendable {
    private let zone: TimeZone

    /// Makes a clock; `nil` when the identifier names no zone.
    init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    /// The civil instant that is `seconds` of elapsed time after `instant`.
    func adding(elapsed seconds: Int, to instant: CivilInstant) -> CivilInstant {
        let later = absolute(instant) + seconds
        return CivilInstant(seconds: later + offset(at: later), from: CivilDate(dayNumber: 0))
    }

    /// Seconds since 1970-01-01 UTC. An instant that happens twice is the first of the two; one that the spring
    /// leaves out is read with the offset before the change.
    private func absolute(_ instant: CivilInstant) -> Int {
        let civil = instant.seconds(from: CivilDate(dayNumber: 0))
        let before = civil - offset(at: civil - 86_400)
        let after = civil - offset(at: civil + 86_400)
        // `before` uses the offset in force a day earlier, `after` the one in force a day later.
        if before + offset(at: before) == civil { return before }
        return after + offset(at: after) == civil ? after : before
    }

    private func offset(at absolute: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(absolute)))
    }
}
