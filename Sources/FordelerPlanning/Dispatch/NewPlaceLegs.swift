import FordelerModel

/// Travel between a place that is new and the places of a problem: depots first, then orders.
public struct NewPlaceLegs: Hashable, Sendable {
    /// Seconds and metres from each known place to the new one.
    public var secondsTo: [Int32], metresTo: [Int32]
    /// Seconds and metres from the new place to each known one.
    public var secondsFrom: [Int32], metresFrom: [Int32]

    /// Makes legs; the four lists have one number for each place of the problem.
    public init(secondsTo: [Int32], metresTo: [Int32], secondsFrom: [Int32], metresFrom: [Int32]) {
        self.secondsTo = secondsTo
        self.metresTo = metresTo
        self.secondsFrom = secondsFrom
        self.metresFrom = metresFrom
    }

    /// A table of the first `depots` places and the new one.
    func table(depots: Int, of travel: TravelTable) -> TravelTable {
        let count = depots + 1
        var seconds = [Int32](repeating: 0, count: count * count)
        var metres = seconds
        for row in 0..<depots {
            for column in 0..<depots {
                seconds[row * count + column] = travel.seconds[row * travel.count + column]
                metres[row * count + column] = travel.metres[row * travel.count + column]
            }
            seconds[row * count + depots] = secondsTo[row]
            metres[row * count + depots] = metresTo[row]
            seconds[depots * count + row] = secondsFrom[row]
            metres[depots * count + row] = metresFrom[row]
        }
        return TravelTable(count: count, seconds: seconds, metres: metres)
    }
}
