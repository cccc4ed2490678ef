import FordelerModel
import Foundation

/// Travel by the air line: great-circle metres times a road factor, driven band by band at the bands' speeds.
///
/// It needs no road data, is symmetric, and the same place is 0 seconds and 0 metres away from itself.
public struct GreatCircleTravel: TravelProvider {
    /// Road factor and speeds.
    public var parameters: TravelParameters

    /// Makes travel from a scenario's parameters.
    public init(_ parameters: TravelParameters) { self.parameters = parameters }

    /// Seconds and metres between all places of a problem. O(n²) for n places.
    public func table(for problem: PlanningProblem) -> TravelTable {
        table(between: problem.depots.map(\.place.coordinate) + problem.orders.map(\.place.coordinate))
    }

    /// Seconds and metres between points, row by row.
    public func table(between points: [Coordinate]) -> TravelTable {
        let count = points.count
        var seconds = [Int32](repeating: 0, count: count * count)
        var metres = seconds
        for from in 0..<count {
            for to in 0..<from {
                let road = roadMetres(from: points[from], to: points[to])
                let duration = drivingSeconds(roadMetres: road)
                seconds[from * count + to] = duration
                seconds[to * count + from] = duration
                metres[from * count + to] = Int32(road)
                metres[to * count + from] = Int32(road)
            }
        }
        return TravelTable(count: count, seconds: seconds, metres: metres)
    }

    /// Road metres between two points: air metres times the road factor, rounded half up.
    public func roadMetres(from: Coordinate, to: Coordinate) -> Int {
        if from == to { return 0 }
        let road = GreatCircleTravel.airMetres(from: from, to: to) * parameters.roadFactor
        guard road.isFinite, road >= 0 else { return Int(TravelTable.unreachable) }
        return Int(min((road + 0.5).rounded(.down), Double(TravelTable.unreachable)))
    }

    /// Seconds to drive `roadMetres`: the first metres at the first band's speed and so on, the sum rounded half up.
    ///
    /// The last band's end is ignored. A speed that is not above 0 makes the way unreachable.
    public func drivingSeconds(roadMetres: Int) -> Int32 {
        var driven = 0
        var seconds = 0.0
        for (index, band) in parameters.bands.enumerated() where driven < roadMetres {
            let isLast = index == parameters.bands.count - 1
            let end = isLast ? roadMetres : min(roadMetres, max(driven, band.upToMetres))
            guard band.kilometresPerHour > 0 else { return TravelTable.unreachable }
            seconds += Double(end - driven) * 3.6 / band.kilometresPerHour
            driven = end
        }
        guard driven == max(0, roadMetres), seconds < Double(TravelTable.unreachable) else {
            return TravelTable.unreachable
        }
        return Int32((seconds + 0.5).rounded(.down))
    }

    /// Metres along the great circle between two points, by the haversine formula on a sphere of the earth's mean radius.
    public static func airMetres(from: Coordinate, to: Coordinate) -> Double {
        let radians = Double.pi / 180
        let halfLatitude = sin((to.latitude - from.latitude) * radians / 2)
        let halfLongitude = sin((to.longitude - from.longitude) * radians / 2)
        let haversine =
            halfLatitude * halfLatitude
            + cos(from.latitude * radians) * cos(to.latitude * radians) * halfLongitude * halfLongitude
        return 2 * TravelParameters.earthRadiusMetres * asin(min(1, haversine.squareRoot()))
    }
}
