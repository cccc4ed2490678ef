import FordelerModel
import FordelerPlanning
import FordelerRoutingProblem
import Foundation

/// A planning problem with everything worked out: due instants, service minutes, loads, windows, in whole numbers.
///
/// It is what the search itself works on, written down for people who want to run another solver on the same problem.
/// Instants are seconds from midnight of the first day; the page *PriorityDaySet* explains every field.
public struct FlatProblem: Encodable, Sendable {
    /// Where somebody lives or goods stand.
    public struct Location: Encodable, Sendable {
        /// Degrees.
        public var latitude: Double, longitude: Double
    }

    /// How long a way takes: road metres are air metres times the factor, driven band by band.
    public struct Travel: Encodable, Sendable {
        /// Road metres per metre of air line.
        public var roadFactor: Double
        /// Ends of the bands in road metres; the last is ignored.
        public var bandEnds: [Int]
        /// Kilometres an hour in each band.
        public var speeds: [Double]
    }

    /// One van on one day.
    public struct VanDay: Encodable, Sendable {
        /// The van.
        public var van: String
        /// The date of its shift, `YYYY-MM-DD`.
        public var date: String
        /// Indices into the locations.
        public var start: Int, end: Int?
        /// Instants: the crew begins to load, is paid regularly until, must be back by.
        public var begins: Int, regularEnd: Int, latestEnd: Int
        /// Seconds of the first loading, and of each reloading.
        public var loading: Int, reloading: Int
        /// Most trips, 1 or more.
        public var mostTrips: Int
        /// Clean volume, weight and places, then the same of returned goods.
        public var capacity: [Int]
        /// Numbers of what it has: skills, van features, a crew of two.
        public var skills: [Int]
        /// Earliest and latest start and length of each break.
        public var breaks: [[Int]]
        /// Øre for using the van that day, an hour of overtime, and a kilometre.
        public var costOfUse: Int, costOfOvertimeHour: Int, costOfKilometre: Int
    }

    /// One order that can be planned.
    public struct Job: Encodable, Sendable {
        /// The order.
        public var order: String
        /// Its class: `acute`, `1`, `2` or `3`.
        public var priority: String
        /// Index into the locations.
        public var location: Int
        /// Last instant at which service may end on time; absent where no limit counts yet.
        public var due: Int?
        /// The van may leave the depot with it from this instant.
        public var release: Int
        /// Fixed seconds of the halt, left out right after another halt at the same location; seconds of service.
        public var setup: Int, service: Int
        /// Loads as in the capacities: brought from the depot, taken back to it.
        public var delivery: [Int], pickup: [Int]
        /// Numbers of what the van-day must have, as in its skills.
        public var skills: [Int]
        /// Service starts in one of these; none is any time.
        public var windows: [[Int]]
        /// Indices into the van-days that may serve it; absent is all.
        public var vanDays: [Int]?
        /// Øre for waiting until each day of the horizon, and for not being served in it.
        public var waiting: [Int]
    }

    /// Name of the scenario.
    public var name: String
    /// First day of the plan, `YYYY-MM-DD`; every instant counts from its midnight.
    public var date: String
    /// How long ways take.
    public var travel: Travel
    /// Every place, depots and homes.
    public var locations: [Location]
    /// Every van on every day of the horizon.
    public var vanDays: [VanDay]
    /// Every order that can be planned.
    public var jobs: [Job]
    /// When an order that is not served counts as ending.
    public var unservedEnd: Int

    /// Works a problem out.
    public init(_ compiled: CompiledHorizon) {
        let problem = compiled.problem
        let routing = compiled.routing
        name = problem.name
        date = problem.date.iso
        travel = Travel(
            roadFactor: problem.travel.roadFactor, bandEnds: problem.travel.bands.map(\.upToMetres),
            speeds: problem.travel.bands.map(\.kilometresPerHour))
        var places: [Int: Coordinate] = [:]
        for (index, depot) in routing.depots.enumerated() {
            places[depot.location] = problem.depots[compiled.depotOfRoutingDepot[index]].place.coordinate
        }
        for (job, given) in routing.jobs.enumerated() {
            if case .visit(let visit, _, _) = given.work {
                places[visit.location] = compiled.order(job).place.coordinate
            }
        }
        let count = routing.profiles.first?.count ?? 0
        locations = (0..<count).map {
            Location(latitude: places[$0]?.latitude ?? 0, longitude: places[$0]?.longitude ?? 0)
        }
        vanDays = routing.vehicles.indices.map { FlatProblem.vanDay($0, of: compiled) }
        jobs = routing.jobs.indices.compactMap { FlatProblem.job($0, of: compiled) }
        unservedEnd = compiled.unservedEnd
    }

    /// The document, as one line of JSON.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func bits(_ set: UInt64) -> [Int] { (0..<64).filter { set & (1 << UInt64($0)) != 0 } }

    private static func vanDay(_ index: Int, of compiled: CompiledHorizon) -> VanDay {
        let given = compiled.routing.vehicles[index]
        let van = compiled.van(index)
        let use = given.fixedCosts.filter { $0.aim == compiled.routing.costAim }.reduce(0) { $0 + $1.amount }
        return VanDay(
            van: van.id, date: compiled.shift(index).date.iso,
            start: compiled.routing.depots[given.startDepot].location,
            end: given.endDepot.map { compiled.routing.depots[$0].location }, begins: given.earliestStart,
            regularEnd: given.regularEnd, latestEnd: given.latestEnd, loading: given.startDuration,
            reloading: compiled.routing.depots[given.startDepot].reloadDuration, mostTrips: given.maxTrips,
            capacity: given.capacity, skills: bits(given.skills),
            breaks: given.breaks.map { [$0.earliest, $0.latest, $0.duration] }, costOfUse: use / 1000,
            costOfOvertimeHour: van.costPerOvertimeHour, costOfKilometre: van.costPerKilometre)
    }

    private static func job(_ index: Int, of compiled: CompiledHorizon) -> Job? {
        let given = compiled.routing.jobs[index]
        guard case .visit(let visit, let delivery, let pickup) = given.work else { return nil }
        let deadline = compiled.deadline(job: index)
        let left = (given.unassignedCosts ?? []).filter { $0.aim == compiled.routing.costAim }
            .reduce(0) { $0 + $1.amount }
        return Job(
            order: compiled.order(index).id, priority: deadline.priority.word, location: visit.location,
            due: deadline.due, release: given.release, setup: visit.setup, service: visit.service,
            delivery: delivery, pickup: pickup, skills: bits(given.skills),
            windows: visit.windows.map { [$0.lowerBound, $0.upperBound] }, vanDays: given.allowedVehicles,
            waiting: (given.dayCosts + [left]).map { $0 / 1000 })
    }
}
