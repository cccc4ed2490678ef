import FordelerModel
import FordelerPlanning

/// What is on board over a van's day, clean and returned goods apart.
struct LoadProfile {
    /// Clean and returned load after each departure.
    private(set) var moments: [(clean: Load, dirty: Load)] = []

    init(_ stops: [StopReport], items: [String: Item]) {
        var dirty = Load.zero
        for (index, stop) in stops.enumerated() {
            switch stop.stop.kind {
            case .depot:
                dirty = .zero
                moments.append((LoadProfile.clean(stops[(index + 1)...], items), dirty))
            case .visit:
                dirty = dirty + (stop.order.map { OrderNeeds($0, items: items).collected } ?? .zero)
                moments.append((LoadProfile.clean(stops[(index + 1)...], items), dirty))
            case .pickup:
                moments.append((LoadProfile.clean(stops[(index + 1)...], items), dirty))
            case .break, .assist: break
            }
        }
    }

    /// The fullest moment as a share of the space; 0 without a space.
    func peakShare(of compartments: Compartments?) -> Double {
        guard let compartments else { return 0 }
        return moments.reduce(0) { peak, moment in
            switch compartments {
            case .single(let space): max(peak, LoadProfile.share(moment.clean + moment.dirty, of: space))
            case .split(let clean, let dirty):
                max(peak, LoadProfile.share(moment.clean, of: clean), LoadProfile.share(moment.dirty, of: dirty))
            }
        }
    }

    /// Clean goods still to be handed over before the next depot.
    private static func clean(_ rest: ArraySlice<StopReport>, _ items: [String: Item]) -> Load {
        // A transfer still to be loaded is not on board.
        let trip = rest.prefix { $0.stop.kind != .depot }
        let later = Set(trip.filter { $0.stop.kind == .pickup }.compactMap(\.stop.order))
        return trip.filter { $0.stop.kind == .visit && !later.contains($0.stop.order ?? "") }.reduce(Load.zero) {
            $0 + ($1.order.map { OrderNeeds($0, items: items).delivered } ?? .zero)
        }
    }

    private static func share(_ load: Load, of space: Load) -> Double {
        zip(load.dimensions, space.dimensions).reduce(0) { peak, pair in
            pair.1 > 0 ? max(peak, Double(pair.0) / Double(pair.1)) : peak
        }
    }
}
