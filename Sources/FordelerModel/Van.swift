/// How a van's load space is divided.
public enum Compartments: Hashable, Sendable, Codable {
    /// One space: on each trip every clean delivery comes before the first collection.
    case single(Load)
    /// A bulkhead: clean goods in one space, returned goods in the other, at any time.
    case split(clean: Load, dirty: Load)
}

/// How the crew's hours are paid.
public enum Pay: String, Hashable, Sendable, Codable {
    /// The whole shift is paid as soon as the van is used.
    case wholeShift = "shift"
    /// Only the time from leaving the depot (loading included) to coming back is paid.
    case startToEnd = "hours"
}

/// One van (the engine's word is vehicle).
public struct Van: Hashable, Sendable, Codable {
    /// The identity used by shifts and plans.
    public var id: String
    /// What people call it.
    public var name: String
    /// Load space.
    public var compartments: Compartments
    /// Features such as `tail-lift`.
    public var features: Set<String>
    /// Skills that belong to the van's usual crew; a shift may add more.
    public var skills: Set<String>
    /// Persons on board unless the shift says otherwise, 1 or 2.
    public var crew: Int
    /// Øre per van and day it is used.
    public var costPerShift: Int
    /// Øre per paid hour of the whole crew.
    public var costPerHour: Int
    /// Øre per overtime hour of the whole crew.
    public var costPerOvertimeHour: Int
    /// Øre per kilometre.
    public var costPerKilometre: Int
    /// How hours are paid.
    public var pay: Pay
    /// Travel times are divided by this; 1 is the scenario's speed. Range 0.1...10.
    public var speedFactor: Double
    /// Most stops a day; `nil` is no limit.
    public var maxStops: Int?
    /// Most trips (depot to depot) a day, 1 or more.
    public var maxTrips: Int
    /// Depots the van may reload at between trips.
    public var reloadDepots: [String]
    /// Areas that are the van's own; empty means everywhere.
    public var areas: Set<String>

    /// Makes a van; see the properties for units.
    public init(
        id: String, name: String = "", compartments: Compartments, features: Set<String> = [],
        skills: Set<String> = [], crew: Int = 1, costPerShift: Int = 0, costPerHour: Int = 0,
        costPerOvertimeHour: Int = 0, costPerKilometre: Int = 0, pay: Pay = .wholeShift, speedFactor: Double = 1,
        maxStops: Int? = nil, maxTrips: Int = 1, reloadDepots: [String] = [],
        areas: Set<String> = []
    ) {
        self.id = id
        self.name = name.isEmpty ? id : name
        self.compartments = compartments
        self.features = features
        self.skills = skills
        self.crew = crew
        self.costPerShift = costPerShift
        self.costPerHour = costPerHour
        self.costPerOvertimeHour = costPerOvertimeHour
        self.costPerKilometre = costPerKilometre
        self.pay = pay
        self.speedFactor = speedFactor
        self.maxStops = maxStops
        self.maxTrips = maxTrips
        self.reloadDepots = reloadDepots
        self.areas = areas
    }
}
