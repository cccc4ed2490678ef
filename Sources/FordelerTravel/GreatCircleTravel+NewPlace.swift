import FordelerModel

extension GreatCircleTravel {
    /// Seconds and metres between one point and each of others; travel by the air line is the same both ways. O(n).
    public func legs(between place: Coordinate, and others: [Coordinate]) -> (seconds: [Int32], metres: [Int32]) {
        let metres = others.map { Int32(roadMetres(from: place, to: $0)) }
        return (metres.map { drivingSeconds(roadMetres: Int($0)) }, metres)
    }
}
