/// The stable codes of everything a check can find. Both checkers share them where the rule is the same.
public enum ViolationCode: String, Hashable, Sendable, Codable, CaseIterable {
    // MARK: The problem and the numbers

    /// The problem itself cannot be judged; nothing else was checked.
    case problemInvalid = "PROBLEM_INVALID"
    /// The travel table does not hold depots and orders of the problem.
    case travelTable = "TRAVEL_TABLE"
    /// A stated number is beyond any sense.
    case numberRange = "NUMBER_RANGE"
    /// A recomputed sum leaves 64 bits.
    case numberOverflow = "NUMBER_OVERFLOW"

    // MARK: What a route may name

    /// A route of a vehicle that does not exist.
    case vehicleUnknown = "VEHICLE_UNKNOWN"
    /// Two routes of one vehicle.
    case vehicleTwice = "VEHICLE_TWICE"
    /// A route on a van and date without a shift.
    case shiftUnknown = "SHIFT_UNKNOWN"
    /// Two routes on one van and date.
    case shiftTwice = "SHIFT_TWICE"
    /// A route outside the horizon.
    case routeDate = "ROUTE_DATE"
    /// A route in a plan without a visit.
    case routeEmpty = "ROUTE_EMPTY"
    /// A route does not begin with what is locked.
    case lockedPrefix = "LOCKED_PREFIX"
    /// A job that does not exist.
    case jobUnknown = "JOB_UNKNOWN"
    /// A job, or one half of a shipment, served again.
    case jobTwice = "JOB_TWICE"
    /// A step that does not fit the job: a visit for a shipment, a pickup or delivery for a job with one visit.
    case jobKind = "JOB_KIND"
    /// An order that does not exist.
    case orderUnknown = "ORDER_UNKNOWN"
    /// An order visited, or listed among the outcomes, more than once.
    case orderTwice = "ORDER_TWICE"
    /// A depot that does not exist.
    case depotUnknown = "DEPOT_UNKNOWN"
    /// A break that the shift does not have.
    case breakUnknown = "BREAK_UNKNOWN"
    /// A start, end or reload where none can be.
    case stepMisplaced = "STEP_MISPLACED"

    // MARK: Rounds and meetings

    /// A visit on a day, or by a van, that the fixed round of its area does not have.
    case offRound = "OFF_ROUND"
    /// Two vans that should meet do not start at one instant, are one van, or only one of them comes.
    case meeting = "MEETING"

    // MARK: Time

    /// The route does not start at its depot.
    case routeStart = "ROUTE_START"
    /// The route does not end where it has to.
    case routeEnd = "ROUTE_END"
    /// Loading begins before the shift.
    case shiftStart = "SHIFT_START"
    /// The route ends after the shift and its overtime.
    case shiftEnd = "SHIFT_END"
    /// There is no way between two places.
    case unreachable = "UNREACHABLE"
    /// Arrival is not the end before plus travel.
    case arrival = "ARRIVAL"
    /// Service starts before arrival and the stop's fixed time.
    case startEarly = "START_EARLY"
    /// The end is not the start plus service, loading or the break.
    case serviceDuration = "SERVICE_DURATION"
    /// The first loading takes another time than stated by the problem.
    case loadDuration = "LOAD_DURATION"
    /// Reloading is shorter than the depot needs.
    case reloadDuration = "RELOAD_DURATION"
    /// Service starts outside every window.
    case window = "WINDOW"
    /// A visit on a date on which nobody is to come.
    case blockedDate = "BLOCKED_DATE"
    /// A trip leaves before the goods are ready.
    case release = "RELEASE"
    /// An order is served although it is held, or not ready and without an expected instant.
    case notAvailable = "NOT_AVAILABLE"
    /// What a dispatcher has fixed about an order is not kept.
    case lockBroken = "LOCK_BROKEN"
    /// A trip leaves with pieces that its depot does not have.
    case piecesMissing = "PIECES_MISSING"
    /// A break starts outside its window.
    case breakWindow = "BREAK_WINDOW"
    /// A break is taken again.
    case breakTwice = "BREAK_TWICE"
    /// A needed break is missing.
    case breakMissing = "BREAK_MISSING"

    // MARK: Load and order of visits

    /// More on board than a compartment holds.
    case capacity = "CAPACITY"
    /// A visit follows one that it may not follow.
    case sequenceRank = "SEQUENCE_RANK"
    /// Clean goods on board together with returned goods in one compartment.
    case cleanDirty = "CLEAN_DIRTY"
    /// A visit follows an infected one on the same trip.
    case infection = "INFECTION"
    /// The halves of a shipment are not on one trip.
    case shipmentSplit = "SHIPMENT_SPLIT"
    /// A shipment is handed over before it is picked up.
    case shipmentOrder = "SHIPMENT_ORDER"

    // MARK: Who may serve what, from where

    /// A skill is missing.
    case skills = "SKILLS"
    /// A van feature is missing.
    case vanFeatures = "VAN_FEATURES"
    /// Fewer persons on board than needed.
    case crew = "CREW"
    /// The vehicle may not serve the job.
    case vehicleNotAllowed = "VEHICLE_NOT_ALLOWED"
    /// The trip starts at a depot that does not have the goods.
    case sourceDepot = "SOURCE_DEPOT"
    /// The trip ends at a depot that does not take the returns.
    case destinationDepot = "DESTINATION_DEPOT"
    /// A reload at a depot where the vehicle may not reload.
    case reloadDepot = "RELOAD_DEPOT"

    // MARK: Limits of a route

    /// The route lasts too long.
    case maxDuration = "MAX_DURATION"
    /// The route is too far.
    case maxDistance = "MAX_DISTANCE"
    /// Too many visits.
    case maxVisits = "MAX_VISITS"
    /// Too many stops.
    case maxStops = "MAX_STOPS"
    /// Too many trips.
    case maxTrips = "MAX_TRIPS"

    // MARK: Jobs and orders

    /// A mandatory job is not served.
    case jobMandatory = "JOB_MANDATORY"
    /// The list of jobs left out is wrong.
    case unassignedMismatch = "UNASSIGNED_MISMATCH"
    /// An order without an outcome.
    case orderMissing = "ORDER_MISSING"
    /// The state is not what the routes, holds and due instants say.
    case state = "STATE"
    /// An order left out without a reason, or a planned one with a reason.
    case reason = "REASON"
    /// The class in force is another.
    case priority = "PRIORITY"
    /// The due instant is another.
    case due = "DUE"
    /// Van, date or end of an outcome differ from the routes.
    case outcomeMismatch = "OUTCOME_MISMATCH"
    /// The mark "overdue at start" is wrong.
    case overdueFlag = "OVERDUE_FLAG"
    /// The mark "late" is wrong.
    case lateFlag = "LATE_FLAG"
    /// The stated tardiness is wrong.
    case tardiness = "TARDINESS"

    // MARK: Stated numbers

    /// First day of the plan differs from the problem's.
    case planDate = "PLAN_DATE"
    /// The horizon differs from the problem's.
    case planHorizon = "PLAN_HORIZON"
    /// The number of a trip is wrong.
    case tripNumber = "TRIP_NUMBER"
    /// Stated travel of a stop is wrong.
    case travelMismatch = "TRAVEL_MISMATCH"
    /// Stated fixed seconds of a stop are wrong.
    case setupMismatch = "SETUP_MISMATCH"
    /// Driving or distance of a route is wrong.
    case routeTotals = "ROUTE_TOTALS"
    /// A part of a cost is wrong.
    case costMismatch = "COST_MISMATCH"
    /// The amount of an aim is wrong.
    case aimsMismatch = "AIMS_MISMATCH"
}
