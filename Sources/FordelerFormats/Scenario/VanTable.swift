import FordelerModel

/// `vans.csv`: the fleet.
enum VanTable {
    static let columns: [CSVColumn] = [
        .required("van"), .optional("name"), .optional("crew"), .required("volume_m3"), .required("weight_kg"),
        .optional("places"), .optional("dirty_volume_m3"), .optional("dirty_weight_kg"), .optional("dirty_places"),
        .optional("features"), .optional("skills"), .optional("cost_per_shift_kr"), .optional("cost_per_hour_kr"),
        .optional("cost_per_overtime_hour_kr"), .optional("cost_per_km_kr"), .optional("pay"),
        .optional("speed_factor"), .optional("max_stops"), .optional("max_trips"), .optional("reload_depots"),
        .optional("areas"),
    ]

    static func read(_ table: CSVTable, _ context: inout TableContext) -> [Van] {
        context.vans = context.identities(table, "van")
        let known = context
        var lines: [String: Int] = [:]
        return context.rows(table).compactMap { row -> Van? in
            let id = row.identity("van")
            let isNew = id.map { known.isNew($0, "van", row, in: &lines) } ?? false
            let crew = row.integer("crew", in: 1...2, default: 1)
            let compartments = compartments(row)
            let shift = row.kroner("cost_per_shift_kr", default: 0)
            let hour = row.kroner("cost_per_hour_kr", default: 0)
            let overtime = row.kroner("cost_per_overtime_hour_kr", default: 0)
            let kilometre = row.kroner("cost_per_km_kr", default: 0)
            let pay = row.word("pay", among: [Pay.wholeShift, .startToEnd], default: .wholeShift)
            let speed = row.number("speed_factor", in: 0.1...10, default: 1)
            let trips = row.integer("max_trips", in: 1...10, default: 1)
            let stops = row.integer("max_stops", in: 1...500, default: 500)
            let reloads = row.list("reload_depots")
            for depot in reloads {
                known.check(depot, in: known.depots, "E-REF-DEPOT", "reload_depots", row, table: "depots.csv")
            }
            guard let id, isNew, let crew, let compartments, let shift, let hour, let overtime, let kilometre, let pay,
                let speed, let trips, let stops
            else { return nil }
            return Van(
                id: id, name: row.text("name"), compartments: compartments, features: Set(row.list("features")),
                skills: Set(row.list("skills")), crew: crew, costPerShift: shift, costPerHour: hour,
                costPerOvertimeHour: overtime, costPerKilometre: kilometre, pay: pay, speedFactor: speed,
                maxStops: row.text("max_stops").isEmpty ? nil : stops, maxTrips: trips, reloadDepots: reloads,
                areas: Set(row.list("areas")))
        }
    }

    /// One space, or two when any `dirty_` column is filled in.
    private static func compartments(_ row: CSVRow) -> Compartments? {
        let volume = row.thousandths("volume_m3", upTo: 200)
        let weight = row.thousandths("weight_kg", upTo: 40_000)
        let places = row.thousandths("places", upTo: 100, default: 0)
        let dirty = ["dirty_volume_m3", "dirty_weight_kg", "dirty_places"]
        let hasBulkhead = dirty.contains { !row.text($0).isEmpty }
        let dirtyVolume = row.thousandths(dirty[0], upTo: 200, default: 0)
        let dirtyWeight = row.thousandths(dirty[1], upTo: 40_000, default: 0)
        let dirtyPlaces = row.thousandths(dirty[2], upTo: 100, default: 0)
        guard let volume, let weight, let places, let dirtyVolume, let dirtyWeight, let dirtyPlaces else { return nil }
        let clean = Load(volumeLitres: volume, weightGrams: weight, placesMilli: places)
        if !hasBulkhead { return .single(clean) }
        return .split(
            clean: clean,
            dirty: Load(volumeLitres: dirtyVolume, weightGrams: dirtyWeight, placesMilli: dirtyPlaces))
    }
}
