extension RefusalCode {
    /// One plain sentence: what keeps the order off the van-day.
    public var sentence: ReasonWording {
        switch self {
        case .skill:
            ReasonWording(
                "The crew lacks a skill.", "Mannskapet mangler en kompetanse.", "Besättningen saknar en kompetens.")
        case .vanFeature: ReasonWording("The van lacks equipment.", "Bilen mangler utstyr.", "Bilen saknar utrustning.")
        case .crew:
            ReasonWording(
                "It takes two persons, and one is on board.", "Det trengs to personer, og det er én i bilen.",
                "Det behövs två personer, och en är i bilen."
            )
        case .stockDepot:
            ReasonWording(
                "The van does not load where the goods are.", "Bilen laster ikke der varene er.",
                "Bilen lastar inte där varorna finns."
            )
        case .returnDepot:
            ReasonWording(
                "The van does not come to the depot that takes the returns.",
                "Bilen kommer ikke til lageret som tar imot returen.",
                "Bilen kommer inte till lagret som tar emot returen."
            )
        case .readyLater:
            ReasonWording(
                "The shift is over before the items are ready.", "Skiftet er over før varene er klare.",
                "Passet är slut innan varorna är klara."
            )
        case .capacity:
            ReasonWording(
                "The goods are too large for the van.", "Varene er for store for bilen.",
                "Varorna är för stora för bilen."
            )
        case .loadFull:
            ReasonWording(
                "The goods do not fit beside the load.", "Varene får ikke plass ved siden av lasten.",
                "Varorna får inte plats bredvid lasten."
            )
        case .compartment:
            ReasonWording(
                "Clean and returned goods would share the space.", "Rene og brukte varer ville delt rom.",
                "Rena och använda varor skulle dela utrymme."
            )
        case .offRound:
            ReasonWording(
                "The area is served on other days.", "Området betjenes andre dager.", "Området betjänas andra dagar.")
        case .calendar:
            ReasonWording(
                "Nobody may come on this date.", "Ingen kan komme denne datoen.", "Ingen får komma detta datum.")
        case .timeWindow:
            ReasonWording(
                "The van cannot be there when somebody may come.", "Bilen kan ikke være der når noen kan ta imot.",
                "Bilen kan inte vara där när någon kan ta emot."
            )
        case .othersWindow:
            ReasonWording(
                "No place in the route keeps everybody's times.", "Ingen plass i ruten holder alles tider.",
                "Ingen plats i rutten håller allas tider."
            )
        case .deadlinePassed:
            ReasonWording(
                "It would end after it is due.", "Det ville blitt etter fristen.", "Det skulle bli efter fristen.")
        case .unreachable:
            ReasonWording("There is no way there.", "Det finnes ingen vei dit.", "Det finns ingen väg dit.")
        case .shiftTooShort:
            ReasonWording(
                "The shift is too short for the drive and the visit.", "Skiftet er for kort for turen og besøket.",
                "Passet är för kort för resan och besöket."
            )
        case .shiftFull: ReasonWording("The shift is full.", "Skiftet er fullt.", "Passet är fullt.")
        case .pause: ReasonWording("The break would find no place.", "Pausen får ikke plass.", "Rasten får inte plats.")
        case .maxDuration:
            ReasonWording(
                "The working day would be too long.", "Arbeidsdagen ville blitt for lang.",
                "Arbetsdagen skulle bli för lång."
            )
        case .maxDistance:
            ReasonWording(
                "The van would drive too far.", "Bilen ville kjørt for langt.", "Bilen skulle köra för långt.")
        case .maxTrips:
            ReasonWording(
                "It would take one trip too many.", "Det ville blitt én tur for mye.",
                "Det skulle bli en tur för mycket.")
        case .maxStops:
            ReasonWording(
                "The van has all the stops it may have.", "Bilen har så mange stopp den kan ha.",
                "Bilen har så många stopp den får ha."
            )
        case .transferTrip:
            ReasonWording(
                "Loading and handing over fit into no trip.", "Lasting og levering får ikke plass på én tur.",
                "Lastning och lämning får inte plats på en tur."
            )
        case .locked: ReasonWording("What the van does is locked.", "Bilens rute er låst.", "Bilens rutt är låst.")
        case .held: ReasonWording("The order is held.", "Ordren er satt på vent.", "Ordern är satt på vänt.")
        case .notReady:
            ReasonWording(
                "The items are not ready in the horizon.", "Varene er ikke klare i perioden.",
                "Varorna är inte klara under perioden."
            )
        case .piecesMissing: ReasonWording("A piece is missing.", "En enhet mangler.", "Ett exemplar saknas.")
        }
    }
}
