import FordelerModel
import Foundation

/// What `scenario.yaml` says.
struct ScenarioSettings {
    var name: String
    var title = ""
    var language = MessageLanguage.norwegian
    var timeZone = "Europe/Oslo"
    var date: CivilDate?
    var horizonDays = 10
    var now: CivilInstant?
    var travel = TravelParameters()
    var rates = CostRates()
    var rounds: [WeekdayRound] = []
    var tasks = ["plan"]
    var benchmark: ScenarioBenchmark?
    var files = [
        "orders": "orders.csv", "stock": "stock.csv", "vans": "vans.csv", "shifts": "shifts.csv",
        "depots": "depots.csv",
        "items": "items.csv", "postcodes": "postcodes.csv", "priority_key": "priority-key.yaml",
        "expected": "expected.json",
    ]

    static let file = "scenario.yaml"
    static let keys = [
        "name", "title", "language", "time_zone", "date", "horizon_days", "now", "travel", "rates", "rounds", "tables",
        "run", "benchmark",
    ]

    /// Reads the file; what is wrong goes to the log and keeps its default.
    init(_ root: YAMLValue?, folderName: String) {
        name = folderName
        guard let root else { return }
        root.allow(ScenarioSettings.keys)
        if let text = root.value("name")?.scalar() { name = text }
        if let text = root.value("title")?.scalar() { title = text }
        if let value = root.value("language")?.word(among: MessageLanguage.allCases) { language = value }
        readTimeZone(root)
        if let value = root.value("date") {
            date = value.instant()?.date
        } else {
            root.missing("date", advice: "Write the first day of the plan, for example 'date: 2026-05-04'.")
        }
        if let days = root.value("horizon_days")?.integer(in: 1...20) { horizonDays = days }
        readNow(root)
        readTravel(root.mapping("travel"))
        readRates(root.mapping("rates"))
        readRounds(root.value("rounds"))
        if let tables = root.mapping("tables") { readFiles(tables) }
        if let run = root.value("run") { tasks = run.elements.compactMap { $0.scalar() } }
        benchmark = root.mapping("benchmark").map(ScenarioBenchmark.init)
    }

    private mutating func readTimeZone(_ root: YAMLValue) {
        guard let value = root.value("time_zone"), let text = value.scalar() else { return }
        timeZone = text
        // A machine without time-zone data knows no zone at all and cannot judge one.
        let isJudge = TimeZone(identifier: "Europe/Oslo") != nil
        let isForm = text.contains("/") || text == "UTC"
        if !isForm || (isJudge && TimeZone(identifier: text) == nil) {
            value.error(
                "E-TIME-ZONE", "This time zone is not known.", advice: "Write an IANA name, for example Europe/Oslo.")
        }
    }

    private mutating func readNow(_ root: YAMLValue) {
        guard let value = root.value("now"), let instant = value.instant() else { return }
        now = instant
        if let date, instant.date > date || instant.date < date.adding(days: -31) {
            value.error(
                "E-NOW", "Planning starts after the plan's first day, or more than 31 days before it.",
                advice: "Write an instant on the plan's date or shortly before it.")
        }
    }

    private mutating func readTravel(_ travel: YAMLValue?) {
        guard let travel else { return }
        travel.allow(["road_factor", "bands"])
        if let factor = travel.value("road_factor")?.number(in: 1...10) { self.travel.roadFactor = factor }
        guard let list = travel.value("bands") else { return }
        var bands: [TravelParameters.Band] = []
        for (index, element) in list.elements.enumerated() {
            guard element.isMapping else {
                element.error(
                    "E-YAML-VALUE", "A speed band is expected here.", advice: "Write {up_to_km: 3, km_per_hour: 30}.")
                continue
            }
            element.allow(["up_to_km", "km_per_hour"])
            let isLast = index == list.elements.count - 1
            let end = element.value("up_to_km").map { $0.number(in: 0.001...50_000) } ?? (isLast ? 10_000 : nil)
            if element.value("up_to_km") == nil, !isLast {
                element.missing("up_to_km", advice: "Only the last band may leave it out.")
            }
            guard let speed = element.value("km_per_hour") else {
                element.missing("km_per_hour", advice: "Write the band's speed.")
                continue
            }
            guard let end, let speed = speed.number(in: 1...200) else { continue }
            let metres = Int((end * 1000).rounded())
            if let last = bands.last, metres <= last.upToMetres {
                element.error("E-TRAVEL-BANDS", "The bands do not rise.", advice: "Sort them by up_to_km.")
            }
            bands.append(TravelParameters.Band(upToMetres: metres, kilometresPerHour: speed))
        }
        if !bands.isEmpty { self.travel.bands = bands }
    }

    private mutating func readRates(_ rates: YAMLValue?) {
        guard let rates else { return }
        rates.allow([
            "stop_minutes", "waiting_kroner", "promise_points", "reserve", "soft", "meetings", "service_spread",
            "punctuality",
        ])
        readWishes(rates)
        if let minutes = rates.value("stop_minutes")?.number(in: 0...240) {
            self.rates.stopSeconds = Int((minutes * 60 + 0.5).rounded(.down))
        }
        if let points = rates.mapping("promise_points") {
            points.allow(PriorityClass.allCases.map(\.word))
            for priority in PriorityClass.allCases {
                if let number = points.value(priority.word)?.number(in: 0...1000) {
                    self.rates.promise[priority] = Int(number.rounded())
                }
            }
        }
        if let waiting = rates.mapping("waiting_kroner") {
            waiting.allow(PriorityClass.allCases.map(\.word))
            for priority in PriorityClass.allCases {
                if let kroner = waiting.value(priority.word)?.number(in: 0...1_000_000) {
                    self.rates.waiting[priority] = Int((kroner * 100 + 0.5).rounded(.down))
                }
            }
        }
        if let reserve = rates.mapping("reserve") {
            for (key, value) in reserve.entries {
                guard let weekday = CellText.weekday(key) else {
                    value.error("E-YAML-KEY-UNKNOWN", "This is no weekday.", advice: "Write monday to sunday.")
                    continue
                }
                if let share = value.number(in: 0...0.9) { self.rates.reserve[weekday] = share }
            }
        }
    }

    private mutating func readFiles(_ tables: YAMLValue) {
        tables.allow(files.keys.sorted())
        for (key, value) in tables.entries where files[key] != nil {
            guard let name = value.scalar() else { continue }
            if name.isEmpty || name.hasPrefix("/") || name.split(separator: "/").contains("..") || name.contains("\0") {
                value.error(
                    "E-TABLE-NAME", "A table lies inside the scenario's folder.", advice: "Write a plain file name.")
            } else {
                files[key] = name
            }
        }
    }
}
