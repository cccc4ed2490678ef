import FordelerModel

/// Reads `rounds` and what `rates` says of wishes, meetings and spread.
extension ScenarioSettings {
    mutating func readRounds(_ list: YAMLValue?) {
        for element in list?.elements ?? [] {
            guard element.isMapping else {
                element.error(
                    "E-YAML-VALUE", "A fixed round is expected here.",
                    advice: "Write {area: north, weekdays: [monday, thursday]}.")
                continue
            }
            element.allow(["area", "weekdays", "vans", "off_kroner", "free_classes"])
            var round = WeekdayRound(area: element.value("area")?.scalar() ?? "", weekdays: [])
            if round.area.isEmpty { element.missing("area", advice: "Name the area, as in postcodes.csv.") }
            for day in element.value("weekdays")?.elements ?? [] {
                if let text = day.scalar(), let weekday = CellText.weekday(text) {
                    round.weekdays.insert(weekday)
                } else {
                    day.error("E-YAML-WORD", "This is no weekday.", advice: "Write monday to sunday.")
                }
            }
            if element.value("weekdays") == nil { element.missing("weekdays", advice: "Write [monday, thursday].") }
            if let days = element.value("weekdays"), days.elements.isEmpty {
                days.error(
                    "E-YAML-VALUE", "The round has no day, so that nobody would come to the area.",
                    advice: "Write [monday, thursday], or leave the round out.")
            }
            round.vans = Set((element.value("vans")?.elements ?? []).compactMap { $0.scalar() })
            if let kroner = element.value("off_kroner")?.number(in: 0...1_000_000) {
                round.priceOff = Int((kroner * 100 + 0.5).rounded(.down))
            }
            if let classes = element.value("free_classes") {
                round.freeClasses = []
                for word in classes.elements {
                    if let text = word.scalar(), let priority = PriorityClass(word: text) {
                        round.freeClasses.insert(priority)
                    } else {
                        word.error("E-YAML-WORD", "This is no class.", advice: "Write one of: acute, 1, 2, 3.")
                    }
                }
            }
            rounds.append(round)
        }
    }

    /// Names of vans in rounds are known only once the vans are read.
    static func checkRounds(_ list: YAMLValue?, vans: [Van]) {
        let known = Set(vans.map(\.id))
        for element in list?.elements ?? [] {
            for van in element.value("vans")?.elements ?? [] {
                if let id = van.scalar(), !known.contains(id) {
                    van.error(
                        "E-REF-VAN", "No row of vans.csv has this identity.", advice: "Correct it, or add the van.")
                }
            }
        }
    }

    mutating func readWishes(_ rates: YAMLValue) {
        if let soft = rates.mapping("soft") {
            let keys = ["unfamiliar_crew_kroner", "foreign_area_kroner", "imbalance_kroner_per_hour"]
            soft.allow(keys)
            let prices = keys.map { key in
                soft.value(key)?.number(in: 0...1_000_000).map { Int(($0 * 100 + 0.5).rounded(.down)) } ?? 0
            }
            self.rates.soft = SoftPrices(
                unfamiliarCrew: prices[0], foreignArea: prices[1], imbalancePerHour: prices[2])
        }
        if let meetings = rates.value("meetings"), let text = meetings.scalar() {
            switch text.lowercased() {
            case "yes", "true", "ja": self.rates.meetings = true
            case "no", "false", "nei", "nej": self.rates.meetings = false
            default: meetings.error("E-YAML-WORD", "This is neither yes nor no.", advice: "Write yes or no.")
            }
        }
        if let spread = rates.value("service_spread")?.number(in: 0...2) { self.rates.serviceSpread = spread }
        if let share = rates.value("punctuality")?.number(in: 0.5...0.999) { self.rates.punctuality = share }
    }
}
