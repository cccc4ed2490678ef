/// The language of reasons.
public enum ReasonLanguage: String, Hashable, Sendable, Codable, CaseIterable {
    case english = "en"
    case norwegian = "nb"
    case swedish = "sv"
}

/// One plain sentence for each stable code, in each language.
public enum ReasonSentence {
    /// Every code that an explanation can carry.
    public static var codes: [String] { sentences.keys.sorted() }

    /// The sentence of a code; the code itself when nobody knows it.
    public static func text(_ code: String, _ language: ReasonLanguage) -> String {
        guard let three = sentences[code] else { return code }
        switch language {
        case .english: return three.0
        case .norwegian: return three.1
        case .swedish: return three.2
        }
    }

    private static let sentences: [String: (String, String, String)] = [
        "SKILL": (
            "A skill it needs is missing on board.", "En kompetanse den krever, mangler om bord.",
            "En kompetens som den kräver saknas ombord."
        ),
        "VAN_FEATURE": (
            "The van lacks equipment it needs.", "Bilen mangler utstyr den krever.",
            "Bilen saknar utrustning som den kräver."
        ),
        "CREW": (
            "It takes two persons, and one is on board.", "Den krever to personer, og det er én om bord.",
            "Den kräver två personer, och det är en ombord."
        ),
        "STOCK_DEPOT": (
            "The van starts at a depot without its goods.", "Bilen starter fra et lager som ikke har varene.",
            "Bilen startar från ett lager som inte har varorna."
        ),
        "PIECES_MISSING": (
            "A piece it needs is not in stock.", "En del den trenger, er ikke på lager.",
            "En artikel som den behöver finns inte i lager."
        ),
        "PIECES_LATE": (
            "A piece it needs comes into stock after it is due.", "En del den trenger, kommer på lager etter fristen.",
            "En artikel som den behöver kommer i lager efter fristen."
        ),
        "READY_LATER": (
            "The shift is over before its items are ready.", "Skiftet er over før varene er klare.",
            "Passet är slut innan varorna är klara."
        ),
        "READY_AFTER_HORIZON": (
            "Its items are ready after the planned days.", "Varene er klare etter de planlagte dagene.",
            "Varorna är klara efter de planerade dagarna."
        ),
        "NOT_READY": (
            "Its items are not ready.", "Varene er ikke klare.", "Varorna är inte klara."
        ),
        "HELD": ("It is held.", "Den er satt på vent.", "Den är satt på vänt."),
        "CAPACITY": (
            "Its goods do not fit into the van.", "Varene får ikke plass i bilen.", "Varorna får inte plats i bilen."
        ),
        "COMPARTMENT": (
            "Clean and returned goods would share a compartment.",
            "Rene og returnerte varer ville delt rom.", "Rena och returnerade varor skulle dela utrymme."
        ),
        "OFF_ROUND": (
            "The van is not on the fixed round of its area.", "Bilen kjører ikke områdets faste runde.",
            "Bilen kör inte områdets fasta tur."
        ),
        "TIME_WINDOW": (
            "The van cannot be there when somebody may come.", "Bilen kan ikke være der når noen kan komme.",
            "Bilen kan inte vara där när någon får komma."
        ),
        "CALENDAR": (
            "Nobody is to come on that date.", "Ingen skal komme den datoen.", "Ingen ska komma det datumet."
        ),
        "UNREACHABLE": ("There is no way to it.", "Det finnes ingen vei dit.", "Det finns ingen väg dit."),
        "SHIFT_TOO_SHORT": (
            "The shift is too short for the drive and the visit.", "Skiftet er for kort til kjøringen og besøket.",
            "Passet är för kort för körningen och besöket."
        ),
        "SHIFT_FULL": (
            "The van could serve it alone; beside its other orders there is no room.",
            "Bilen kunne tatt den alene; sammen med de andre er det ikke plass.",
            "Bilen kunde ta den ensam; tillsammans med de andra finns det ingen plats."
        ),
        "DEADLINE_PASSED": (
            "It was due before anybody could come.", "Fristen var ute før noen kunne komme.",
            "Fristen gick ut innan någon kunde komma."
        ),
        "NO_VAN_BEFORE_DUE": (
            "No van works before it is due.", "Ingen bil kjører før fristen.", "Ingen bil kör före fristen."
        ),
        "NO_VAN": ("There is no such van-day.", "Bilen kjører ikke den dagen.", "Bilen kör inte den dagen."),
        "LESS_URGENT": (
            "A van could take it, and more urgent orders would be late.",
            "En bil kunne tatt den, men da ville mer hastende oppdrag bli forsinket.",
            "En bil kunde ta den, men då skulle mer brådskande uppdrag bli sena."
        ),
        "WAITING_CHEAPER": (
            "It waits on purpose: a van could take it, and waiting costs less.",
            "Den venter med hensikt: en bil kunne tatt den, men å vente koster mindre.",
            "Den väntar med avsikt: en bil kunde ta den, men att vänta kostar mindre."
        ),
        "NOT_TAKEN": (
            "A van could take it, and the plan does not use it.", "En bil kunne tatt den, men planen bruker den ikke.",
            "En bil kunde ta den, men planen använder den inte."
        ),
        "LOCKED": (
            "It is locked to another van, day or time.", "Den er låst til en annen bil, dag eller tid.",
            "Den är låst till en annan bil, dag eller tid."
        ),
        "OFFERED": (
            "The van could take it, at a price.", "Bilen kunne tatt den, mot en pris.",
            "Bilen kunde ta den, mot ett pris."
        ),
        "HERE": (
            "It stands at its best place.", "Den står på sin beste plass.", "Den står på sin bästa plats."
        ),
        "BETTER_ELSEWHERE": (
            "Another van-day would be better by itself.", "En annen bil eller dag ville vært bedre alene.",
            "En annan bil eller dag skulle vara bättre för sig."
        ),
    ]
}
