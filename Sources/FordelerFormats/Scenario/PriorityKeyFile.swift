import FordelerModel

/// Reads `priority-key.yaml`.
enum PriorityKeyFile {
    static func read(_ root: YAMLValue) -> PriorityKey? {
        root.allow([
            "version", "close_of_service", "service_weekdays", "holidays", "closed_dates", "classes", "default_class",
        ])
        let version = root.value("version")?.scalar()
        if version == nil, root.value("version") == nil {
            root.missing("version", advice: "Name this version of the key, for example 'version: 2026-1'.")
        }
        var key = PriorityKey(version: version ?? "", rules: [:])
        if let close = root.value("close_of_service"), let text = close.scalar() {
            if let second = CellText.clock(text), second > 0 {
                key.closeOfServiceSecond = second
            } else {
                close.error("E-YAML-TIME", "This is not a time of day after midnight.", advice: "Write \"16:00\".")
            }
        }
        readCalendar(root, into: &key)
        if let classes = root.mapping("classes") {
            classes.allow(PriorityClass.allCases.map(\.word))
            for priority in PriorityClass.allCases {
                guard let value = classes.mapping(priority.word) else {
                    if classes.value(priority.word) == nil {
                        classes.missing(priority.word, advice: "Give every class acute, 1, 2 and 3 its limit.")
                    }
                    continue
                }
                if let rule = rule(priority, value) { key.rules[priority] = rule }
            }
        } else if root.value("classes") == nil {
            root.missing("classes", advice: "Give every class acute, 1, 2 and 3 its limit.")
        }
        if let defaults = root.mapping("default_class") {
            defaults.allow(OrderKind.allCases.map(\.rawValue))
            for kind in OrderKind.allCases {
                guard let value = defaults.value(kind.rawValue), let text = value.scalar() else { continue }
                if let priority = PriorityClass(word: text) {
                    key.defaults[kind] = priority
                } else {
                    value.error("E-YAML-WORD", "This is no class.", advice: "Write one of: acute, 1, 2, 3.")
                }
            }
        }
        return version == nil || key.rules.count < PriorityClass.allCases.count ? nil : key
    }

    private static func readCalendar(_ root: YAMLValue, into key: inout PriorityKey) {
        if let weekdays = root.value("service_weekdays") {
            var days: Set<Weekday> = []
            for element in weekdays.elements {
                guard let text = element.scalar() else { continue }
                if let day = CellText.weekday(text) {
                    days.insert(day)
                } else {
                    element.error("E-YAML-WORD", "This is no weekday.", advice: "Write monday to sunday.")
                }
            }
            key.serviceWeekdays = days
            if days.isEmpty {
                weekdays.error("E-RANGE", "There is no day with service.", advice: "Name at least one weekday.")
            }
        }
        if let country = root.value("holidays")?.word(among: [HolidayCountry.norway, .sweden, .none]) {
            key.holidays = country
        }
        for element in root.value("closed_dates")?.elements ?? [] {
            if let date = element.instant()?.date { key.closedDates.insert(date) }
        }
    }

    private static func rule(_ priority: PriorityClass, _ value: YAMLValue) -> PriorityRule? {
        value.allow(["limit", "calendar", "clock", "clocks", "set_by", "criteria"])
        var rule = PriorityRule(priority: priority, limit: 0, calendar: priority == .acute ? .elapsed : .calendar)
        guard let limit = value.value("limit") else {
            value.missing("limit", advice: "Write the days (hours when the calendar is elapsed).")
            return nil
        }
        guard let number = limit.integer(in: 1...1000) else { return nil }
        rule.limit = number
        if let calendar = value.value("calendar")?.word(among: [LimitCalendar.elapsed, .calendar, .working]) {
            rule.calendar = calendar
        }
        let clocks = [OrderClock.registered, .ready]
        if let clock = value.value("clock")?.word(among: clocks) {
            for kind in OrderKind.allCases { rule.clocks[kind] = clock }
        }
        if let byKind = value.mapping("clocks") {
            byKind.allow(OrderKind.allCases.map(\.rawValue))
            for kind in OrderKind.allCases {
                if let clock = byKind.value(kind.rawValue)?.word(among: clocks) { rule.clocks[kind] = clock }
            }
        }
        rule.setBy = value.value("set_by")?.elements.compactMap { $0.scalar() } ?? []
        for element in value.value("criteria")?.elements ?? [] {
            guard element.isMapping, let id = element.value("id")?.scalar(),
                let text = element.value("text")?.scalar()
            else {
                element.error(
                    "E-YAML-VALUE", "A criterion has an id and a text.", advice: "Write {id: fall, text: \"…\"}.")
                continue
            }
            rule.criteria.append(PriorityRule.Criterion(id: id, text: text))
        }
        return rule
    }
}
