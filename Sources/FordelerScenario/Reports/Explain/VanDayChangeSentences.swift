import FordelerModel
import FordelerPlanning

/// What would have to change, as the end of a sentence that begins "With …".
public enum VanDayChangeSentences {
    /// The change in words, without van and date.
    public static func text(_ change: VanDayChange, _ language: MessageLanguage) -> String {
        let names = change.names.joined(separator: ", ")
        let instant = change.instant.map { "\($0.date.iso) \(CivilInstant.clock($0.secondOfDay))" } ?? ""
        let minutes = change.amount
        let all: (String, String, String)
        switch change.change {
        case .overtime:
            all = (
                "\(minutes) min of overtime", "\(minutes) min overtid", "\(minutes) min övertid"
            )
        case .widerWindow:
            all = (
                "a window \(minutes) min wider at each end", "et tidsvindu \(minutes) min videre i hver ende",
                "ett tidsfönster \(minutes) min vidare i varje ände"
            )
        case .laterDue: all = ("a due time of \(instant)", "frist \(instant)", "frist \(instant)")
        case .secondPerson: all = ("a second person", "en person til", "en person till")
        case .skill: all = ("the skill \(names)", "kompetansen \(names)", "kompetensen \(names)")
        case .vanFeature: all = ("the equipment \(names)", "utstyret \(names)", "utrustningen \(names)")
        case .readyEarlier: all = ("items ready by \(instant)", "varene klare \(instant)", "varorna klara \(instant)")
        case .stock:
            all = ("the pieces in stock at \(names)", "varene på lager hos \(names)", "varorna i lager hos \(names)")
        case .date: all = ("leave to come that day", "lov til å komme den dagen", "lov att komma den dagen")
        case .offRound: all = ("a visit off the fixed round", "et besøk utenom fast rute", "ett besök utanför fast tur")
        case .furtherTrip: all = ("one more trip", "én tur til", "en tur till")
        case .furtherStop: all = ("one more stop", "ett stopp til", "ett stopp till")
        case .bulkhead: all = ("a bulkhead in the van", "skillevegg i bilen", "skiljevägg i bilen")
        case .loadSpace:
            all = (
                "\(change.amount) % more load space", "\(change.amount) % mer lasterom",
                "\(change.amount) % mer lastutrymme"
            )
        }
        return language.choose(all.0, all.1, all.2)
    }
}
