import FordelerModel

/// A piece that is mounted in an aid, with where it came from.
public struct SparePart: Hashable, Sendable, Codable {
    /// Where a part came from.
    public enum Origin: Hashable, Sendable, Codable {
        /// Bought.
        case new
        /// Taken out of a scrapped aid: its model and serial number.
        case harvested(donorModel: String, donorSerial: String)
    }

    /// Its own number.
    public var serial: String
    /// What it is, for example `joystick`.
    public var type: String
    /// Where it came from.
    public var origin: Origin
    /// When it was bought or taken out.
    public var date: CivilDate

    /// Makes a part.
    public init(serial: String, type: String, origin: Origin, date: CivilDate) {
        self.serial = serial
        self.type = type
        self.origin = origin
        self.date = date
    }

    /// The donor's serial number; `nil` for a new part.
    public var donor: String? {
        if case .harvested(_, let serial) = origin { return serial }
        return nil
    }
}

/// Which parts of a type may be mounted where.
public struct PartRule: Hashable, Sendable, Codable {
    /// The type.
    public var type: String
    /// Models it fits; empty is every model.
    public var models: Set<String>
    /// Whether a harvested one may be used at all (not for parts that carry or brake a person, say).
    public var allowsHarvested: Bool
    /// Donor models a harvested one may come from; empty is the models it fits.
    public var donorModels: Set<String>
    /// Most days a harvested part may have lain since it was taken out; `nil` is no limit.
    public var harvestedDays: Int?
    /// Price of a new one in øre, 0 or more.
    public var price: Int
    /// Minutes to take it out of a donor, 0 or more.
    public var harvestMinutes: Double

    /// Makes a rule.
    public init(
        type: String, models: Set<String> = [], allowsHarvested: Bool = true, donorModels: Set<String> = [],
        harvestedDays: Int? = nil, price: Int = 0, harvestMinutes: Double = 0
    ) {
        self.type = type
        self.models = models
        self.allowsHarvested = allowsHarvested
        self.donorModels = donorModels
        self.harvestedDays = harvestedDays
        self.price = price
        self.harvestMinutes = harvestMinutes
    }
}

/// Why a part may not be registered or mounted.
public struct PartRefusal: Error, Hashable, Sendable, Codable {
    /// A stable code: `E-PART-UNKNOWN`, `E-PART-TWICE`, `E-PART-MODEL`, `E-PART-HARVESTED`, `E-PART-DONOR`,
    /// `E-PART-AGE`, `E-PART-NONE`.
    public var code: String
    /// The part's number or type.
    public var part: String
    /// One sentence.
    public var message: String
    /// What to do.
    public var advice: String
}

/// One mounted part, for tracing.
public struct MountedPart: Hashable, Sendable, Codable {
    /// The part.
    public var part: SparePart
    /// The aid it went into.
    public var deviceModel: String
    /// Its serial number.
    public var deviceSerial: String
    /// When.
    public var date: CivilDate
}
