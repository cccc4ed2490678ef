import FordelerModel

/// The tables of the Drammen day that hold no drawn numbers: stores, fleet, shifts, catalogue, key.
struct DrammenTables {
    private let fleet: [DrammenVan]

    init(vans: Int) {
        fleet = (0..<vans).map { index in
            // The seventh pattern stands in Svelvik; a larger fleet grows by the six of the main store.
            index < 7 ? DrammenVan.patterns[index] : DrammenVan.patterns[(index - 7) % 6]
        }
    }

    /// The working days of the horizon.
    private var days: [CivilDate] {
        PlanningProblem(
            name: "", date: DrammenDay.date, key: PriorityKey(version: "", rules: [:]), depots: [], items: [],
            vans: [], shifts: [], orders: []
        ).horizon
    }

    /// `vans.csv`.
    var vans: String {
        DrammenTables.csv(
            [
                "van", "name", "crew", "volume_m3", "weight_kg", "dirty_volume_m3", "dirty_weight_kg", "features",
                "skills", "cost_per_shift_kr", "cost_per_hour_kr", "cost_per_overtime_hour_kr", "cost_per_km_kr",
                "pay", "max_trips", "reload_depots",
            ],
            fleet.enumerated().map { index, van in
                [
                    "v\(index + 1)", "\(van.name) \(index + 1)", String(van.crew), van.volume, van.weight,
                    van.dirtyVolume, van.dirtyWeight, van.features, van.skills, "450", String(420 * van.crew),
                    String(630 * van.crew), "4.50", "shift", "3", van.reloadDepots,
                ]
            })
    }

    /// `shifts.csv`: every van on every working day but for one course day and one day on which a helper is away.
    var shifts: String {
        var rows: [[String]] = []
        for (index, date) in days.enumerated() {
            for (number, van) in fleet.enumerated() {
                if number == 4, index == 3 { continue }
                let isHelperAway = number == 2 && index == 6
                rows.append([
                    "v\(number + 1)", date.iso, "07:30", "15:30", "30", van.depot,
                    String(isHelperAway ? 1 : van.crew), "30@10:30-12:30",
                ])
            }
        }
        return DrammenTables.csv(
            ["van", "date", "start", "end", "overtime_minutes", "start_depot", "crew", "breaks"], rows)
    }

    /// `depots.csv`.
    static let depots = csv(
        ["depot", "name", "latitude", "longitude", "postcode", "reload_minutes", "first_load_minutes", "items"],
        [
            ["mjondalen", "Mjøndalen", "59.74390", "10.01960", "3050", "20", "25", ""],
            [
                "svelvik", "Svelvik", "59.62810", "10.38890", "3060", "10", "15",
                "rollator+wheelchair+commode+toilet-raiser+mattress+monitor",
            ],
        ])

    /// `items.csv`.
    static let items = csv(
        [
            "item", "name", "iso9999", "volume_m3", "weight_kg", "heaviest_part_kg", "persons", "deliver_minutes",
            "collect_minutes", "repair_minutes", "van_features", "skills", "self_collectable",
        ],
        [
            ["rollator", "Rollator", "12 06 06", "0.15", "8", "8", "1", "10", "8", "20", "", "", "yes"],
            ["walking-table", "Walking table", "12 06 12", "0.5", "20", "20", "1", "15", "10", "20", "", "", ""],
            ["wheelchair", "Manual wheelchair", "12 22", "0.3", "15", "15", "1", "20", "10", "30", "", "", ""],
            [
                "comfort-wheelchair", "Comfort wheelchair", "12 22 18", "0.7", "35", "25", "1", "35", "15", "45",
                "tail-lift", "", "",
            ],
            [
                "powered-wheelchair", "Powered wheelchair", "12 23 06", "1.2", "120", "25", "1", "60", "30", "60",
                "tail-lift", "technician", "",
            ],
            ["hoist", "Mobile hoist", "12 36 03", "0.5", "45", "25", "1", "30", "15", "45", "", "", ""],
            ["bed", "Electric bed", "18 12 10", "1.3", "130", "40", "2", "50", "35", "45", "", "", ""],
            [
                "mattress", "Pressure-relief mattress", "04 33 06", "0.25", "12", "12", "1", "25", "15", "30", "", "",
                "",
            ],
            ["commode", "Commode or shower chair", "09 12 03", "0.4", "15", "15", "1", "10", "8", "15", "", "", ""],
            ["toilet-raiser", "Toilet raiser", "09 12", "0.1", "5", "5", "1", "10", "5", "0", "", "", "yes"],
            ["ramp", "Ramp", "18 30 15", "0.3", "30", "30", "2", "25", "15", "0", "", "", ""],
            ["monitor", "Digital monitor set", "04 24", "0.01", "2", "2", "1", "10", "5", "15", "", "", "yes"],
        ])

    /// `postcodes.csv`.
    static let postcodes = csv(
        ["postcode", "place", "latitude", "longitude"],
        DrammenPostcodes.areas.map { [$0.postcode, $0.place, degrees($0.latitude), degrees($0.longitude)] })

    /// `scenario.yaml`.
    static let scenario = """
        # A weekday in Drammen: the store in Mjøndalen, a small one in Svelvik, and a queue. See README.md for sources.
        name: drammen-day
        title: A weekday in Drammen with a queue of open orders
        language: nb
        time_zone: Europe/Oslo
        date: 2026-05-05
        horizon_days: 10
        now: 2026-05-05T07:00
        travel:
          road_factor: 1.4
          bands:
            - {up_to_km: 3, km_per_hour: 30}
            - {up_to_km: 15, km_per_hour: 45}
            - {km_per_hour: 65}
        rates:
          stop_minutes: 7
          waiting_kroner: {acute: 2000, 1: 800, 2: 300, 3: 100}
        tables:
          orders: orders.csv
          vans: vans.csv
          shifts: shifts.csv
          depots: depots.csv
          items: items.csv
          postcodes: postcodes.csv
          priority_key: priority-key.yaml
          expected: expected.json
        run: [plan]

        """

    /// `priority-key.yaml`.
    static let priorityKey = """
        # The key of four classes: hours when the calendar is elapsed, else days.
        version: drammen-2026-1
        close_of_service: "16:00"
        service_weekdays: [monday, tuesday, wednesday, thursday, friday]
        holidays: "NO"
        closed_dates: []
        classes:
          acute:
            limit: 48
            calendar: elapsed
            clocks: {delivery: ready, exchange: ready}
            set_by: [felles-mottak]
            criteria:
              - {id: end-of-life, text: "Short expected lifetime, and the aid is needed for basic needs"}
              - {id: sickbed, text: "Sickbed, assessed by a therapist, the intake desk or the allocation office"}
              - {id: sudden-discharge, text: "Discharge from hospital at very short notice"}
          1:
            limit: 5
            calendar: calendar
            clocks: {delivery: ready, exchange: ready}
            criteria:
              - {id: acute-change, text: "Acute change of function, such as a fall or a pressure sore"}
              - {id: serious-risk, text: "High risk of serious consequences"}
              - {id: planned-discharge, text: "Planned discharge soon"}
          2:
            limit: 14
            calendar: calendar
            clocks: {delivery: ready, exchange: ready}
            criteria:
              - {id: regain, text: "Early action helps to regain or keep function"}
              - {id: worse-if-postponed, text: "The situation gets clearly worse when postponed"}
              - {id: heavy-wear, text: "Heavy wear on staff"}
          3:
            limit: 90
            calendar: calendar
            clocks: {delivery: ready, exchange: ready}
            criteria:
              - {id: beginning-loss, text: "Beginning loss of function, or problems to take part"}
              - {id: wear, text: "Wear on relatives and staff"}
              - {id: return-after-death, text: "Return after a death"}
        default_class: {delivery: 2, collection: 3, repair: 2, exchange: 2}

        """

    /// `expected.json`.
    static let expected = """
        {
          "targets": [
            {"field": "valid", "value": 1, "source": "a plan that the checker refuses is no plan"},
            {"field": "late.acute", "max": 0, "source": "acute within 48 hours: largely managed (Drammen kommune, May 2024)"},
            {"field": "late.1", "max": 0, "source": "class 1 within 5 days: largely managed (Drammen kommune, May 2024)"},
            {"field": "van_time_used", "min": 0.9, "source": "shaped by us: the queue fills the horizon"}
          ]
        }

        """

    /// A table for spreadsheets: semicolons, one line a row.
    static func csv(_ columns: [String], _ rows: [[String]]) -> String {
        ([columns] + rows).map { $0.map(PlanCSV.quoted).joined(separator: ";") }.joined(separator: "\n") + "\n"
    }

    /// Hundred-thousandths of a degree (about a metre) as degrees; Drammen's are positive.
    static func degrees(_ value: Int) -> String {
        let digits = String(value % 100_000)
        return "\(value / 100_000)." + String(repeating: "0", count: 5 - digits.count) + digits
    }
}

/// A kind of van in the fleet; sizes follow vans on the market, the mix is an assumption of ours.
struct DrammenVan {
    var name: String
    var crew: Int
    var volume: String
    var weight: String
    var dirtyVolume = ""
    var dirtyWeight = ""
    var features = ""
    var skills = ""
    var depot = "mjondalen"
    var reloadDepots = "mjondalen"

    static let patterns = [
        DrammenVan(
            name: "Large van", crew: 2, volume: "7", weight: "700", dirtyVolume: "5", dirtyWeight: "500",
            features: "tail-lift", skills: "technician"),
        DrammenVan(name: "Large van", crew: 2, volume: "12", weight: "1200", features: "tail-lift"),
        DrammenVan(
            name: "Van", crew: 2, volume: "6", weight: "600", dirtyVolume: "5", dirtyWeight: "500",
            skills: "technician"),
        DrammenVan(
            name: "Workshop van", crew: 1, volume: "6", weight: "600", dirtyVolume: "4", dirtyWeight: "400",
            features: "tail-lift", skills: "technician"),
        DrammenVan(name: "Small van", crew: 1, volume: "6", weight: "800", skills: "technician"),
        DrammenVan(
            name: "Van", crew: 1, volume: "6", weight: "600", dirtyVolume: "5", dirtyWeight: "500",
            features: "tail-lift"),
        DrammenVan(
            name: "Svelvik van", crew: 1, volume: "8", weight: "1000", skills: "technician", depot: "svelvik",
            reloadDepots: "svelvik+mjondalen"),
    ]
}
