/// How much van space goods take, one number a dimension; also a compartment's capacity.
public struct Load: Hashable, Sendable, Codable {
    /// Litres (thousandths of a cubic metre), 0 or more.
    public var volumeLitres: Int
    /// Grams, 0 or more.
    public var weightGrams: Int
    /// Floor places (pallet or wheelchair places), in thousandths, 0 or more.
    public var placesMilli: Int

    /// Makes a load; every dimension is 0 by default.
    public init(volumeLitres: Int = 0, weightGrams: Int = 0, placesMilli: Int = 0) {
        self.volumeLitres = volumeLitres
        self.weightGrams = weightGrams
        self.placesMilli = placesMilli
    }

    /// Nothing.
    public static let zero = Load()
    /// The dimensions in their fixed order: volume, weight, places.
    public var dimensions: [Int] { [volumeLitres, weightGrams, placesMilli] }

    /// The space both take together, dimension by dimension.
    public static func + (a: Load, b: Load) -> Load {
        Load(
            volumeLitres: a.volumeLitres + b.volumeLitres, weightGrams: a.weightGrams + b.weightGrams,
            placesMilli: a.placesMilli + b.placesMilli)
    }

    /// The space `count` equal pieces take; `count` is 0 or more.
    public static func * (a: Load, count: Int) -> Load {
        Load(
            volumeLitres: a.volumeLitres * count, weightGrams: a.weightGrams * count,
            placesMilli: a.placesMilli * count)
    }

    /// Whether every dimension of `self` is at most that of `capacity`.
    public func fits(in capacity: Load) -> Bool {
        volumeLitres <= capacity.volumeLitres && weightGrams <= capacity.weightGrams
            && placesMilli <= capacity.placesMilli
    }
}

/// One product of the catalogue.
public struct Item: Hashable, Sendable, Codable {
    /// The identity used by orders.
    public var id: String
    /// What people call it.
    public var name: String
    /// ISO 9999 class; empty when unknown.
    public var iso9999: String
    /// Space and weight of one piece in a van.
    public var load: Load
    /// Grams of the heaviest part somebody has to lift; over 25 kg asks for two persons.
    public var heaviestPartGrams: Int
    /// Persons needed to carry it, 1 or 2.
    public var persons: Int
    /// Seconds of service to deliver one piece, 0 or more.
    public var deliverSeconds: Int
    /// Seconds of service to collect one piece, 0 or more.
    public var collectSeconds: Int
    /// Seconds of service to repair one piece, 0 or more.
    public var repairSeconds: Int
    /// Van features it needs (all of them), for example `tail-lift`.
    public var vanFeatures: Set<String>
    /// Skills the crew needs (all of them) to deliver or repair it.
    public var skills: Set<String>
    /// Whether a citizen can carry it home from a pickup point.
    public var selfCollectable: Bool

    /// Makes an item; see the properties for units.
    public init(
        id: String, name: String, iso9999: String = "", load: Load = .zero, heaviestPartGrams: Int = 0,
        persons: Int = 1, deliverSeconds: Int = 600, collectSeconds: Int = 600, repairSeconds: Int = 1800,
        vanFeatures: Set<String> = [], skills: Set<String> = [], selfCollectable: Bool = false
    ) {
        self.id = id
        self.name = name
        self.iso9999 = iso9999
        self.load = load
        self.heaviestPartGrams = heaviestPartGrams
        self.persons = persons
        self.deliverSeconds = deliverSeconds
        self.collectSeconds = collectSeconds
        self.repairSeconds = repairSeconds
        self.vanFeatures = vanFeatures
        self.skills = skills
        self.selfCollectable = selfCollectable
    }
}
