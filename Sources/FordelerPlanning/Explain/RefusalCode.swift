/// The first rule that keeps an order off a van-day, as a stable code.
public enum RefusalCode: String, Hashable, Sendable, Codable, CaseIterable {
    /// The crew lacks a skill, the van lacks equipment, or it takes two persons and one is on board.
    case skill = "SKILL"
    case vanFeature = "VAN_FEATURE"
    case crew = "CREW"
    /// The van touches no depot that has the goods, or none that takes the returns.
    case stockDepot = "STOCK_DEPOT"
    case returnDepot = "RETURN_DEPOT"
    /// The shift is over before the items are ready or the hold ends.
    case readyLater = "READY_LATER"
    /// Its goods are too large for the empty van, or do not fit beside what the van carries already.
    case capacity = "CAPACITY"
    case loadFull = "LOAD_FULL"
    /// Clean goods would lie beside returned ones, or somebody would come after a visit with known infection.
    case compartment = "COMPARTMENT"
    /// The area has a fixed round, and this van-day is not on it.
    case offRound = "OFF_ROUND"
    /// Nobody may come on this date; nobody may come at the times the van could.
    case calendar = "CALENDAR"
    case timeWindow = "TIME_WINDOW"
    /// Somebody else's time would be missed.
    case othersWindow = "OTHERS_TIME_WINDOW"
    /// The van-day lies after the due instant, or comes too late for it.
    case deadlinePassed = "DEADLINE_PASSED"
    /// There is no way.
    case unreachable = "UNREACHABLE"
    /// The shift is too short for the visit alone, or beside what the van does already.
    case shiftTooShort = "SHIFT_TOO_SHORT"
    case shiftFull = "SHIFT_FULL"
    /// A break would find no place.
    case pause = "BREAK"
    /// More working time, metres, trips or stops than a day may have.
    case maxDuration = "MAX_DURATION"
    case maxDistance = "MAX_DISTANCE"
    case maxTrips = "MAX_TRIPS"
    case maxStops = "MAX_STOPS"
    /// Loading on the way and handing over fit into no trip.
    case transferTrip = "TRANSFER_TRIP"
    /// What the van does then is locked.
    case locked = "LOCKED"
    /// No van-day can: held, not ready inside the horizon, or a piece is missing.
    case held = "HELD"
    case notReady = "NOT_READY"
    case piecesMissing = "PIECES_MISSING"

    /// How near a van-day came to taking the order: the higher, the nearer. Used to name one rule for many places.
    var nearness: Int {
        switch self {
        case .held, .notReady, .piecesMissing: 0
        case .skill, .vanFeature, .crew: 1
        case .stockDepot, .returnDepot: 2
        case .readyLater, .offRound, .calendar: 3
        case .capacity, .unreachable: 4
        case .timeWindow, .maxTrips, .maxStops, .transferTrip: 5
        case .shiftTooShort, .maxDuration, .maxDistance: 6
        case .compartment, .loadFull: 7
        case .othersWindow, .pause, .locked: 8
        case .shiftFull: 9
        case .deadlinePassed: 10
        }
    }
}
