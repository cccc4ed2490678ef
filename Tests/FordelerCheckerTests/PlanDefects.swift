import FordelerChecker
import FordelerModel

/// The defects, one change each.
enum PlanDefects {
    static let routes: [PlanDefect] = [
        PlanDefect("arrival too early", .arrival) {
            $0.stops[6].arrival = 41_600
        },
        PlanDefect("stop minutes left out", .startEarly) {
            $0.stops[6].start = 42_000
            $0.stops[6].end = 42_900
            $0.stops[7].arrival = 43_200
            $0.stops[7].start = 43_200
            $0.stops[7].end = 43_200
            $0.plan.orders[3].end = 42_900
        },
        PlanDefect("service cut", .serviceDuration) {
            $0.stops[6].end = 43_000
            $0.delay(from: 7, by: -20)
            $0.plan.orders[3].end = 43_000
        },
        PlanDefect("loading cut", .loadDuration) { $0.problem.depots[0].firstLoadSeconds = 1300 },
        PlanDefect("reload cut", .reloadDuration) { $0.problem.depots[0].reloadSeconds = 901 },
        PlanDefect("before the shift", .shiftStart) {
            $0.problem.shifts[0].startSecond = 28_801
            $0.problem.shifts[0].breaks[0].earliestAfterSeconds = 10_000
        },
        PlanDefect("in the past", .shiftStart) { $0.problem.now = PlanCase.instant("2026-03-02T08:30") },
        PlanDefect("after the shift", .shiftEnd) {
            $0.problem.shifts[0].endSecond = 43_000
            $0.problem.shifts[0].overtimeSeconds = 319
        },
        PlanDefect("other start depot", .routeStart) { $0.problem.shifts[0].startDepot = "S" },
        PlanDefect("other end depot", .routeEnd) { $0.problem.shifts[0].endDepot = "S" },
        PlanDefect("depot at an open end", .routeEnd) { $0.problem.shifts[0].endDepot = nil },
        PlanDefect("no such depot", .depotUnknown) {
            $0.stops.insert(PlanStop(kind: .depot, depot: "Q", trip: 1, arrival: 0, start: 0, end: 34_940), at: 4)
        },
        PlanDefect("no way", .unreachable, .routeTotals) { $0.travel.seconds[2 * 10 + 3] = TravelTable.unreachable },
        PlanDefect("stated travel", .travelMismatch) { $0.stops[1].travelMetres = 999 },
        PlanDefect("stated fixed seconds", .setupMismatch) { $0.stops[1].setupSeconds = 0 },
        PlanDefect("trip number", .tripNumber) { $0.stops[6].trip = 1 },
        PlanDefect("driving of the route", .routeTotals) { $0.plan.routes[0].drivingSeconds = 999 },
        PlanDefect("break outside its window", .breakWindow) {
            $0.problem.shifts[0].breaks[0].earliestAfterSeconds = 10_801
        },
        PlanDefect("break too short", .serviceDuration) { $0.problem.shifts[0].breaks[0].durationSeconds = 1801 },
        PlanDefect("break missing", .breakMissing) {
            $0.stops.remove(at: 5)
            $0.stops[5].arrival = 36_340
        },
        PlanDefect("break unknown", .breakUnknown) { $0.problem.shifts[0].breaks = [] },
        PlanDefect("break twice", .breakTwice) {
            $0.stops.insert(PlanStop(kind: .break, trip: 2, arrival: 41_400, start: 41_400, end: 41_400), at: 6)
        },
        PlanDefect("duty too long", .maxDuration) { $0.problem.shifts[0].longestDutySeconds = 14_519 },
        PlanDefect("too many stops", .maxStops) { $0.problem.vans[0].maxStops = 2 },
        PlanDefect("too many trips", .maxTrips) { $0.problem.vans[0].maxTrips = 1 },
        PlanDefect("reload not allowed", .reloadDepot) { $0.problem.vans[0].reloadDepots = ["S"] },
        PlanDefect("shift unknown", .shiftUnknown) {
            var route = $0.plan.routes[0]
            route.van = "W"
            $0.plan.routes.append(route)
        },
        PlanDefect("outside the horizon", .routeDate, .planHorizon) {
            $0.problem.date = $0.problem.date.adding(days: -7)
            $0.problem.now = PlanCase.instant("2026-02-23")
            $0.plan.date = $0.problem.date
            let week = 7 * 86_400
            for index in $0.stops.indices {
                $0.stops[index].arrival += week
                $0.stops[index].start += week
                $0.stops[index].end += week
            }
            $0.problem.orders = Array($0.problem.orders[0..<4])
            $0.plan.orders = Array($0.plan.orders[0..<4])
            $0.travel = $0.travel.prefix(6)
            for index in 0..<4 {
                $0.plan.orders[index].due? += week
                $0.plan.orders[index].end? += week
            }
        },
        PlanDefect("empty route", .routeEmpty) {
            var shift = $0.problem.shifts[0]
            shift.date = shift.date.adding(days: 1)
            shift.breaks = []
            $0.problem.shifts.append(shift)
            let stops = [
                PlanStop(kind: .depot, depot: "D", trip: 1, arrival: 115_200, start: 115_200, end: 116_400),
                PlanStop(kind: .depot, depot: "D", trip: 1, arrival: 116_400, start: 116_400, end: 116_400),
            ]
            $0.plan.routes.append(
                PlanRoute(
                    van: "V", date: shift.date, stops: stops, drivingSeconds: 0, distanceMetres: 0,
                    cost: CostBreakdown()))
        },
        PlanDefect("times beyond sense", .numberRange, .startEarly) {
            $0.stops[7].start = .min
            $0.stops[7].end = .min
        },
    ]

    static let service: [PlanDefect] = [
        PlanDefect("window missed", .window) { $0.problem.orders[0].windows[0].fromSecond = 30_521 },
        PlanDefect("window of another weekday", .window) { $0.problem.orders[0].windows[0].weekdays = [.friday] },
        PlanDefect("blocked date", .blockedDate) { $0.problem.orders[1].blockedDates = [PlanCase.monday] },
        PlanDefect("load", .capacity) {
            $0.problem.vans[0].compartments = .single(
                Load(volumeLitres: 1000, weightGrams: 94_999, placesMilli: 2500))
        },
        PlanDefect("returned goods of a bulkhead", .capacity) {
            $0.problem.vans[0].compartments = .split(
                clean: Load(volumeLitres: 1000, weightGrams: 100_000, placesMilli: 2500),
                dirty: Load(volumeLitres: 499, weightGrams: 80_000, placesMilli: 1000))
        },
        PlanDefect("clean after returned", .cleanDirty) {
            // A also takes a walker back: three hundred seconds are stated as its service already.
            $0.problem.orders[0].lines.append(OrderLine(item: "walker", direction: .collect))
            $0.problem.orders[0].serviceSeconds = 1200
        },
        PlanDefect("infected not last", .infection) { $0.problem.orders[0].infection = true },
        PlanDefect("skill missing", .skills) { $0.problem.orders[1].skills = ["electric"] },
        PlanDefect("feature missing", .vanFeatures) { $0.problem.items[0].vanFeatures = ["crane"] },
        PlanDefect("one person", .crew) { $0.problem.shifts[0].crew = 1 },
        PlanDefect("stairs need two", .crew) {
            $0.problem.shifts[0].crew = 1
            $0.problem.items[1].persons = 1
            $0.problem.items[1].heaviestPartGrams = 15_001
            $0.problem.orders[3].stairs = true
        },
        PlanDefect("trip from a store without the goods", .sourceDepot) { $0.problem.depots[0].items = ["walker"] },
        PlanDefect("goods at another store", .sourceDepot) { $0.problem.orders[1].depot = "S" },
        PlanDefect("returns to another store", .destinationDepot) { $0.problem.orders[3].depot = "S" },
        PlanDefect("not ready yet", .release) { $0.problem.orders[3].ready = PlanCase.instant("2026-03-02T10:01") },
        PlanDefect("held until later", .release) {
            $0.problem.orders[3].hold = Hold(until: PlanCase.instant("2026-03-02T10:01"), reason: "part")
        },
        PlanDefect("held for good", .notAvailable) { $0.problem.orders[3].hold = Hold(until: nil, reason: "part") },
        PlanDefect("never ready", .notAvailable) { $0.problem.orders[3].ready = nil },
        PlanDefect("visited twice", .orderTwice, .orderUnknown) {
            $0.stops[6].order = "E"
            $0.stops.insert(
                PlanStop(
                    kind: .visit, order: "E", trip: 2, arrival: 43_020, setupSeconds: 420, start: 43_440, end: 44_340),
                at: 7)
            $0.delay(from: 8, by: 1320)
            $0.problem.vans[0].maxStops = 4
            $0.problem.vans[0].compartments = .single(
                Load(volumeLitres: 1000, weightGrams: 160_000, placesMilli: 2500))
            $0.stops.insert(PlanStop(kind: .visit, order: "Z", trip: 2, arrival: 0, start: 0, end: 43_020), at: 7)
        },
    ]

    static let outcomes: [PlanDefect] = [
        PlanDefect("outcome missing", .orderMissing) { $0.plan.orders.removeLast() },
        PlanDefect("outcome twice", .orderTwice) { $0.plan.orders.append($0.plan.orders[0]) },
        PlanDefect("outcome unknown", .orderUnknown) {
            $0.plan.orders.append(OrderOutcome(order: "Z", priority: .one, state: .held, due: nil))
        },
        PlanDefect("state planned without a visit", .state, .reason) { $0.plan.orders[7].state = .planned },
        PlanDefect("state waiting though due inside", .state) { $0.plan.orders[4].state = .waitingHorizonFull },
        PlanDefect("state not served though due later", .state) { $0.plan.orders[7].state = .notServed },
        PlanDefect("state held without a hold", .state) { $0.plan.orders[7].state = .held },
        PlanDefect("no reason", .reason) { $0.plan.orders[7].reason = nil },
        PlanDefect("other class", .priority) { $0.plan.orders[1].priority = .two },
        PlanDefect("other due instant", .due) { $0.plan.orders[1].due = 230_399 },
        PlanDefect("due without a clock", .due) { $0.plan.orders[6].due = 0 },
        PlanDefect("other van", .outcomeMismatch) { $0.plan.orders[1].van = "W" },
        PlanDefect("other end", .outcomeMismatch) { $0.plan.orders[1].end = 33_441 },
        PlanDefect("overdue flag", .overdueFlag) { $0.plan.orders[4].overdueAtStart = false },
        PlanDefect("late flag", .lateFlag) { $0.plan.orders[4].late = true },
        PlanDefect("tardiness", .tardiness) { $0.plan.orders[4].tardinessSeconds = 0 },
        PlanDefect("held orders count nothing", .tardiness) { $0.plan.orders[5].tardinessSeconds = 1 },
        PlanDefect("plan date", .planDate) { $0.plan.date = PlanCase.monday.adding(days: 1) },
        PlanDefect("plan horizon", .planHorizon) { $0.plan.horizon.removeLast() },
        PlanDefect("problem with an unknown item", .problemInvalid) { $0.problem.orders[0].lines[0].item = "boat" },
        PlanDefect("problem with an order twice", .problemInvalid, .travelTable) {
            $0.problem.orders.append($0.problem.orders[0])
        },
        PlanDefect("problem in no zone", .problemInvalid) { $0.problem.timeZone = "Nowhere/Land" },
        PlanDefect("travel of another problem", .travelTable) { $0.travel = $0.travel.prefix(3) },
    ]
}

extension TravelTable {
    /// The table of the first `places` places.
    func prefix(_ places: Int) -> TravelTable {
        var cells: [Int] = []
        for row in 0..<places {
            for column in 0..<places { cells.append(row * count + column) }
        }
        return TravelTable(count: places, seconds: cells.map { seconds[$0] }, metres: cells.map { metres[$0] })
    }
}
