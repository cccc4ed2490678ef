/// Seeded regions for the ladder model: zones with population on a square, depots in some of them, types with
/// different rates, lead times and sizes. Equal seeds give equal problems.
public enum LadderGenerator {
    /// Makes a region.
    ///
    /// - Parameters:
    ///   - depots: candidate depots, 1 or more.
    ///   - zones: zones, at least as many as depots.
    ///   - types: types of aid, 1 or more.
    ///   - mostUnits: most units of a type at one depot.
    public static func region(depots: Int, zones: Int, types: Int, mostUnits: Int, seed: UInt64) -> LadderProblem {
        var draw = RegionDraw(seed: seed)
        let places = (0..<zones).map { _ in (x: draw.uniform(0, 100), y: draw.uniform(0, 100)) }
        let population = (0..<zones).map { _ in draw.uniform(1, 3) * draw.uniform(1, 3) }
        let people = population.reduce(0, +)
        let sites = places.prefix(depots)
        let travel = places.map { zone in
            sites.map { site in
                ((zone.x - site.x) * (zone.x - site.x) + (zone.y - site.y) * (zone.y - site.y)).squareRoot()
            }
        }
        let typeList = (0..<types).map { t in
            LadderProblem.ItemType(
                id: "type \(t + 1)", holdingCost: draw.uniform(60, 200).rounded(), space: 1 + draw.below(4),
                leadTime: draw.uniform(0.02, 0.06), expressCost: 30, mostUnits: mostUnits)
        }
        let depotList = (0..<depots).map { d in
            LadderProblem.Depot(
                id: "depot \(d + 1)", fixedCost: draw.uniform(800, 1600).rounded(),
                space: Int(Double(types * mostUnits) * draw.uniform(1.2, 2.4)))
        }
        // Total lead-time demand of a type is a fixed number of full depots, whatever the number of zones.
        let full = LadderProblem.carried(units: mostUnits, readyRate: 0.95)
        var streams: [LadderProblem.Stream] = []
        for t in 0..<types {
            let wanted = full * draw.uniform(1.6, 2.8) * Double(depots) / 15
            for z in 0..<zones {
                let rate = wanted / typeList[t].leadTime * population[z] / people
                streams.append(.init(zone: z, type: t, promise: t % 2, rate: rate))
            }
        }
        return LadderProblem(
            depots: depotList, types: typeList,
            classes: [
                .init(id: "acute", travelLimit: 48, target: 0.9), .init(id: "five days", travelLimit: 60, target: 0.9),
            ], streams: streams, travel: travel, deliveryCost: travel.map { $0.map { 2 + 0.25 * $0 } }, readyRate: 0.95)
    }
}

/// SplitMix64, so that regions do not depend on another module's streams.
private struct RegionDraw {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * Double(next() >> 11) * 0x1p-53
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
