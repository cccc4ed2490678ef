import FordelerModel
import Foundation

/// Elapsed hours across the changes to and from daylight saving.
///
/// A civil instant that the zone has twice is the first of the two; one that the zone skips is read with the offset
/// from before the change.
struct ElapsedClock {
    private let zone: TimeZone

    /// `nil` when there is no such zone.
    init?(_ identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    /// The civil instant `hours` of elapsed time after `start`; both in civil seconds since 1970-01-01.
    func civil(after start: Int, hours: Int) -> Int {
        let world = world(of: start) + hours * 3600
        return world + offset(world)
    }

    private func world(of civil: Int) -> Int {
        // Offsets of a day before and a day after: one of them is in force at the instant.
        let candidates = [offset(civil - 86_400), offset(civil + 86_400)].map { civil - $0 }
        let honest = candidates.filter { $0 + offset($0) == civil }
        return honest.min() ?? candidates[0]
    }

    private func offset(_ world: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(world)))
    }
}
