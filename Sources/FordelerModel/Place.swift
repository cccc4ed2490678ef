/// A point on the map, in degrees (WGS 84).
public struct Coordinate: Hashable, Sendable, Codable {
    /// Degrees north, -90...90.
    public var latitude: Double
    /// Degrees east, -180...180.
    public var longitude: Double

    /// Makes a coordinate from degrees.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// Where a visit or a depot is.
public struct Place: Hashable, Sendable, Codable {
    /// What people call it, for example a town or a postcode's name.
    public var name: String
    /// The postcode; empty when unknown.
    public var postcode: String
    /// The point on the map.
    public var coordinate: Coordinate
    /// Orders with the same address key are one stop: the van parks once. Empty means "not shared".
    public var addressKey: String
    /// The service area, for fixed rounds and continuity; empty when none.
    public var area: String

    /// Makes a place.
    public init(name: String, postcode: String = "", coordinate: Coordinate, addressKey: String = "", area: String = "")
    {
        self.name = name
        self.postcode = postcode
        self.coordinate = coordinate
        self.addressKey = addressKey
        self.area = area
    }
}
