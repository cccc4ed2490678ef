import FordelerModel

/// One plain sentence for each stable code, in each language.
public enum ReasonSentence {
    /// Every code that an explanation can carry.
    public static var codes: [String] {
        (RefusalCode.allCases.map(\.rawValue) + sentences.keys).sorted()
    }

    /// The sentence of a code; the code itself when nobody knows it.
    public static func text(_ code: String, _ language: MessageLanguage) -> String {
        (RefusalCode(rawValue: code)?.sentence ?? sentences[code])?.text(language) ?? code
    }

    /// Codes that no van-day gives: about an order as a whole, or about a van-day that could take it.
    private static let sentences: [String: ReasonWording] = [
        "PIECES_LATE": ReasonWording(
            "A piece it needs comes into stock after it is due.", "En del den trenger, kommer på lager etter fristen.",
            "En artikel som den behöver kommer i lager efter fristen."
        ),
        "READY_AFTER_HORIZON": ReasonWording(
            "Its items are ready after the planned days.", "Varene er klare etter de planlagte dagene.",
            "Varorna är klara efter de planerade dagarna."
        ),
        "NO_VAN_BEFORE_DUE": ReasonWording(
            "No van works before it is due.", "Ingen bil kjører før fristen.", "Ingen bil kör före fristen."
        ),
        "NO_VAN": ReasonWording(
            "There is no such van-day.", "Bilen kjører ikke den dagen.", "Bilen kör inte den dagen."),
        "LESS_URGENT": ReasonWording(
            "A van could take it, and more urgent orders would be late.",
            "En bil kunne tatt den, men da ville mer hastende oppdrag bli forsinket.",
            "En bil kunde ta den, men då skulle mer brådskande uppdrag bli sena."
        ),
        "WAITING_CHEAPER": ReasonWording(
            "It waits on purpose: a van could take it, and waiting costs less.",
            "Den venter med hensikt: en bil kunne tatt den, men å vente koster mindre.",
            "Den väntar med avsikt: en bil kunde ta den, men att vänta kostar mindre."
        ),
        "NOT_TAKEN": ReasonWording(
            "A van could take it, and the plan does not use it.", "En bil kunne tatt den, men planen bruker den ikke.",
            "En bil kunde ta den, men planen använder den inte."
        ),
        "OFFERED": ReasonWording(
            "The van could take it, at a price.", "Bilen kunne tatt den, mot en pris.",
            "Bilen kunde ta den, mot ett pris."
        ),
        "HERE": ReasonWording(
            "It stands at its best place.", "Den står på sin beste plass.", "Den står på sin bästa plats."
        ),
        "BETTER_ELSEWHERE": ReasonWording(
            "Another van-day would be better by itself.", "En annen bil eller dag ville vært bedre alene.",
            "En annan bil eller dag skulle vara bättre för sig."
        ),
    ]
}
