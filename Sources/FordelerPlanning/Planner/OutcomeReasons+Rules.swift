import FordelerModel
import FordelerRoutingProblem

extension OutcomeReasons {
    /// A reason that a van-day gives, by how near that van-day came to taking the order.
    enum Binding: Int, Comparable {
        case skill, vanFeature, crew, stockDepot, readyLater, capacity, offRound, timeWindow, unreachable,
            shiftTooShort, full

        static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }

        var code: String {
            switch self {
            case .skill: "SKILL"
            case .vanFeature: "VAN_FEATURE"
            case .crew: "CREW"
            case .stockDepot: "STOCK_DEPOT"
            case .readyLater: "READY_LATER"
            case .capacity: "CAPACITY"
            case .timeWindow: "TIME_WINDOW"
            case .unreachable: "UNREACHABLE"
            case .shiftTooShort: "SHIFT_TOO_SHORT"
            case .full: "SHIFT_FULL"
            case .offRound: "OFF_ROUND"
            }
        }
    }

    /// The rule of the van-day that came nearest to taking the job, with how many van-days it holds on.
    func bindingRule(_ job: Int, vehicles: [Int]) -> (code: String, text: String) {
        let (code, wording) = bindingWording(job, vehicles: vehicles)
        return (code, wording.text(language))
    }

    /// The same in every language.
    func bindingWording(_ job: Int, vehicles: [Int]) -> (code: String, wording: ReasonWording) {
        let found = attempts[job] ?? []
        let bindings = vehicles.compactMap { vehicle -> Binding? in
            guard case .refused(let rule) = found[vehicle] else { return nil }
            return binding(rule, job: job, vehicle: vehicle)
        }
        guard let nearest = bindings.max() else {
            return (
                "NO_VAN",
                ReasonWording(
                    "No van works in the horizon.", "Ingen bil kjører i perioden.", "Ingen bil kör under perioden.")
            )
        }
        let count = bindings.count { $0 == nearest }
        return (nearest.code, sentence(nearest, job: job, count: count, of: bindings.count))
    }

    private func binding(_ rule: RouteRule, job: Int, vehicle: Int) -> Binding {
        let missing = compiled.routing.jobs[job].skills & ~compiled.routing.vehicles[vehicle].skills
        if missing != 0 {
            let asked = compiled.skillBits.requirements.enumerated()
                .filter { $0.offset < SkillBits.most && missing & (1 << UInt64($0.offset)) != 0 }.map(\.element)
            if asked.contains(where: { if case .skill = $0 { true } else { false } }) { return .skill }
            if asked.contains(where: { if case .vanFeature = $0 { true } else { false } }) { return .vanFeature }
            return .crew
        }
        switch rule {
        case .vehicleNotAllowed: return closed(job, vehicle: vehicle)
        case .sourceDepot, .destinationDepot: return .stockDepot
        case .capacity: return .capacity
        case .window: return .timeWindow
        case .shiftEnd, .duration, .distance, .pause: return .shiftTooShort
        case .noWay: return .unreachable
        case .noRoom, .sequence, .shipment, .trips, .visits, .skill: return .full
        }
    }

    /// Why the compiler does not allow a vehicle: goods not ready, goods elsewhere, or nobody at home.
    private func closed(_ job: Int, vehicle: Int) -> Binding {
        let given = compiled.routing.vehicles[vehicle]
        let order = compiled.order(job)
        if let release = CompiledHorizon.release(of: order)?.seconds(from: compiled.problem.date),
            release >= given.latestEnd
        {
            return .readyLater
        }
        let need = compiled.needs[compiled.orderOfJob[job]]
        if need.brings {
            let touched = [given.startDepot] + given.reloadDepots
            let keeps = touched.contains { depot in
                let place = compiled.problem.depots[compiled.depotOfRoutingDepot[depot]]
                return order.depot.map { $0 == place.id } ?? place.keeps(need.deliveredItems)
            }
            if !keeps { return .stockDepot }
        }
        let deadline = compiled.deadline(job: job)
        let isOff = compiled.soft.forbids(
            order, priority: deadline.priority, van: compiled.van(vehicle), date: compiled.shift(vehicle).date)
        return isOff ? .offRound : .timeWindow
    }

    private func sentence(_ binding: Binding, job: Int, count: Int, of total: Int) -> ReasonWording {
        let vans = Self.vanDays(count, of: total)
        let inside = vans.lowercased
        // "Each of 14" and "1 of 14" are one, "3 of 14" are several.
        let isOne = count == total || count == 1
        func word(_ one: String, _ several: String) -> String { isOne ? one : several }
        let need = compiled.needs[compiled.orderOfJob[job]]
        switch binding {
        case .skill:
            let names = need.skills.sorted().joined(separator: ", ")
            return ReasonWording(
                "\(vans.english) \(word("lacks", "lack")) a skill it needs (\(names)).",
                "\(vans.norwegian) mangler kompetanse den krever (\(names)).",
                "\(vans.swedish) saknar kompetens som den kräver (\(names)).")
        case .vanFeature:
            let names = need.vanFeatures.sorted().joined(separator: ", ")
            return ReasonWording(
                "\(vans.english) \(word("lacks", "lack")) equipment it needs (\(names)).",
                "\(vans.norwegian) mangler utstyr den krever (\(names)).",
                "\(vans.swedish) saknar utrustning som den kräver (\(names)).")
        case .crew:
            return ReasonWording(
                "It takes two persons, and \(inside.english) \(word("has", "have")) one.",
                "Den krever to personer, og \(inside.norwegian) har én.",
                "Den kräver två personer, och \(inside.swedish) har en.")
        case .stockDepot:
            return ReasonWording(
                "\(vans.english) \(word("starts", "start")) at a depot without its goods.",
                "\(vans.norwegian) starter fra et lager uten varene.",
                "\(vans.swedish) startar från ett lager utan varorna.")
        case .readyLater:
            return ReasonWording(
                "\(vans.english) \(word("is", "are")) over before its items are ready or its hold ends.",
                "\(vans.norwegian) er over før varene er klare eller ventingen er slutt.",
                "\(vans.swedish) är över innan varorna är klara eller väntan är slut.")
        case .capacity:
            return ReasonWording(
                "Its goods do not fit: \(inside.english) \(word("is", "are")) too small.",
                "Varene får ikke plass: \(inside.norwegian) har for liten bil.",
                "Varorna får inte plats: \(inside.swedish) har för liten bil.")
        case .timeWindow:
            return ReasonWording(
                "\(vans.english) \(word("misses", "miss")) the times when somebody may come.",
                "\(vans.norwegian) treffer ikke tidene da noen kan komme.",
                "\(vans.swedish) träffar inte tiderna då någon får komma.")
        case .unreachable:
            return ReasonWording(
                "There is no way to it for \(inside.english).", "Det finnes ingen vei dit for \(inside.norwegian).",
                "Det finns ingen väg dit för \(inside.swedish).")
        case .shiftTooShort:
            return ReasonWording(
                "\(vans.english) \(word("is", "are")) too short for the drive and the visit.",
                "\(vans.norwegian) er for \(word("kort", "korte")) for kjøringen og besøket.",
                "\(vans.swedish) är för \(word("kort", "korta")) för körningen och besöket.")
        case .offRound:
            return ReasonWording(
                "\(vans.english) \(word("is", "are")) not on the fixed round of its area.",
                "\(vans.norwegian) hører ikke til områdets faste runde.",
                "\(vans.swedish) hör inte till områdets fasta tur.")
        case .full:
            if total == count {
                return ReasonWording(
                    "\(vans.english) is full.", "\(vans.norwegian) er full.", "\(vans.swedish) är full.")
            }
            return ReasonWording(
                "\(vans.english) could serve it alone and \(word("is", "are")) full; the others cannot take it at all.",
                "\(vans.norwegian) kunne tatt den alene, men er \(word("full", "fulle")); de andre kan ikke ta den i det hele tatt.",
                "\(vans.swedish) kunde ta den ensam men är \(word("full", "fulla")); de andra kan inte ta den alls.")
        }
    }

    /// On how many van-days a rule holds, at the beginning of a sentence.
    private static func vanDays(_ count: Int, of total: Int) -> ReasonWording {
        if total == 1 { return ReasonWording("The only van-day", "Den eneste bildagen", "Den enda bildagen") }
        if count == total {
            return ReasonWording(
                "Each of \(total) van-days", "Hver av \(total) bildager", "Var och en av \(total) bildagar")
        }
        return ReasonWording(
            "\(count) of \(total) van-days", "\(count) av \(total) bildager", "\(count) av \(total) bildagar")
    }
}
