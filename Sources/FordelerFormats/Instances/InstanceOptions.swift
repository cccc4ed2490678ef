/// The text formats of public routing instances.
public enum InstanceFormat: String, Hashable, Sendable, CaseIterable {
    /// Found from the content.
    case auto
    /// TSPLIB's keyword form as VRPLIB and PyVRP extend it.
    case vrplib
    /// Solomon's and Gehring and Homberger's table.
    case solomon
    /// Li and Lim's pickup and delivery table.
    case lilim
    /// Cordeau's tables for several depots, with and without time windows.
    case cordeau
}

/// How real distances become the numbers that count.
public enum DistanceConvention: String, Hashable, Sendable, CaseIterable {
    /// Times ten, cut to an integer; costs carry one decimal.
    case dimacs
    /// Plain double precision; the engine works with the largest power of ten that fits its integers.
    case double
    /// TSPLIB's nearest integer.
    case rounded
    /// Times 1000, nearest integer; costs are printed in thousandths.
    case exact
}

/// What is made small.
public enum InstanceObjective: String, Hashable, Sendable, CaseIterable {
    /// Total cost: distance, vehicles' costs and lost prizes.
    case distance
    /// Used vehicles first, then ``distance``.
    case vehiclesDistance = "vehicles-distance"
}

/// How an instance file is read; `nil` takes the habit of the format.
public struct InstanceOptions: Hashable, Sendable {
    /// The file's format.
    public var format: InstanceFormat
    /// Distance convention: `rounded` for VRPLIB, `dimacs` for Solomon, `double` for Li and Lim and Cordeau.
    public var distances: DistanceConvention?
    /// Objective: vehicles first for Li and Lim, distance elsewhere.
    public var objective: InstanceObjective?

    /// Makes options.
    public init(
        format: InstanceFormat = .auto, distances: DistanceConvention? = nil, objective: InstanceObjective? = nil
    ) {
        self.format = format
        self.distances = distances
        self.objective = objective
    }
}
