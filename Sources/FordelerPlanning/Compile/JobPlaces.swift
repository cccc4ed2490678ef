import FordelerModel
import FordelerRoutingProblem

/// Locations of the routing problem: depots first, then one for each place that orders share.
///
/// Orders with the same address key at the same point are one location, so that the fixed minutes of the stop are
/// spent once. Goods for a store go to the store's own location.
struct JobPlaces {
    /// Location of each job.
    let locationOfJob: [Int]
    /// Place in the travel table of each location.
    private let placeOfLocation: [Int]
    private let travel: TravelTable

    init(_ problem: PlanningProblem, orders: [Int], depots: [Int], travel: TravelTable) {
        struct Address: Hashable {
            var key: String
            var coordinate: Coordinate
        }
        var places = depots
        var known: [Address: Int] = [:]
        var locations: [Int] = []
        for order in orders {
            if let store = problem.orders[order].destination,
                let location = depots.firstIndex(where: { problem.depots[$0].id == store })
            {
                locations.append(location)
                continue
            }
            let place = problem.orders[order].place
            let address = Address(key: place.addressKey, coordinate: place.coordinate)
            if !place.addressKey.isEmpty, let location = known[address] {
                locations.append(location)
                continue
            }
            known[address] = places.count
            locations.append(places.count)
            places.append(problem.depots.count + order)
        }
        locationOfJob = locations
        placeOfLocation = places
        self.travel = travel
    }

    /// One travel table for each speed factor.
    func tables(speedFactors: [Double]) -> [TravelMatrix] {
        let count = placeOfLocation.count
        var metres = [Int32](repeating: 0, count: count * count)
        for (row, from) in placeOfLocation.enumerated() {
            for (column, to) in placeOfLocation.enumerated() where row != column {
                metres[row * count + column] = travel.metres[from * travel.count + to]
            }
        }
        return speedFactors.map { factor in
            var seconds = [Int32](repeating: 0, count: count * count)
            for (row, from) in placeOfLocation.enumerated() {
                for (column, to) in placeOfLocation.enumerated() where row != column {
                    seconds[row * count + column] = Int32(
                        clamping: travel.seconds(from: from, to: to, speedFactor: factor))
                }
            }
            return TravelMatrix(count: count, durations: seconds, distances: metres)
        }
    }
}
