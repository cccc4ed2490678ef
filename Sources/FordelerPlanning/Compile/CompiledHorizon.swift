import FordelerModel
import FordelerRoutingProblem

/// A planning problem as the engine sees it, with the way back from indices to orders and shifts.
public struct CompiledHorizon: Sendable {
    /// Why an order is no job of the routing problem.
    public enum LeftOut: Hashable, Sendable {
        /// Held without a date, or until after the horizon.
        case held(reason: String, until: CivilInstant?)
        /// Its items are not ready, and not expected inside the horizon (or not at all).
        case notReady(expected: CivilInstant?)
        /// No depot has its pieces inside the horizon; the sentence says what is missing and when it comes.
        case missingPieces(ReasonWording)
    }

    /// What it was compiled from.
    public internal(set) var problem: PlanningProblem
    /// Travel between the places of `problem`.
    public let travel: TravelTable
    /// What the engine solves. Aims count from what no plan can avoid; ``Planner`` recomputes exact amounts.
    public internal(set) var routing: RoutingProblem
    /// Index in `problem.orders` of each job; jobs are sorted by order id. Further jobs are second vans at the door.
    public internal(set) var orderOfJob: [Int]
    /// Jobs that are second vans at the door.
    public internal(set) var assists: Set<Int> = []
    /// Job of each order; `nil` for orders left out.
    public let jobOfOrder: [Int?]
    /// Index in `problem.shifts` of each vehicle; vehicles are sorted by date, van and start.
    public let shiftOfVehicle: [Int]
    /// Index in `problem.vans` of each vehicle.
    public let vanOfVehicle: [Int]
    /// Index in `problem.depots` of each routing depot.
    public let depotOfRoutingDepot: [Int]
    /// Class, due instant and prices of each order of `problem`.
    public let deadlines: [OrderDeadline]
    /// What a visit to each order takes.
    public let needs: [OrderNeeds]
    /// Orders that are no job, and why, by index in `problem.orders`.
    public let leftOut: [Int: LeftOut]
    /// Pieces kept for each order that takes counted ones.
    public let reservations: [Int: StockReservation]
    /// Dates with a day index: the horizon and further dates with a shift between its ends.
    public let days: [CivilDate]
    /// When an order that is not planned counts as ending: close of the first service day after the horizon.
    public let unservedEnd: Int
    /// The day such an order counts as served on, in days from the plan's first day.
    public let unservedDay: Int
    /// Skills, van features and crew size behind the bits of the engine's skill sets.
    let skillBits: SkillBits
    /// Prices of visits by who drives them, where and when.
    let soft: SoftPricing

    /// The van of a vehicle.
    public func van(_ vehicle: Int) -> Van { problem.vans[vanOfVehicle[vehicle]] }
    /// The shift of a vehicle.
    public func shift(_ vehicle: Int) -> Shift { problem.shifts[shiftOfVehicle[vehicle]] }
    /// The order of a job.
    public func order(_ job: Int) -> Order { problem.orders[orderOfJob[job]] }
    /// The deadline of a job's order.
    public func deadline(job: Int) -> OrderDeadline { deadlines[orderOfJob[job]] }

    /// The instant at which an order's goods, and any hold, let it be served; `nil` when at once.
    static func release(of order: Order) -> CivilInstant? {
        let ready = order.ready ?? order.expectedReady
        guard let held = order.hold?.until else { return ready }
        return ready.map { max($0, held) } ?? held
    }
}
